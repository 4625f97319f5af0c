"""The store of recent files: order, limits, and that no damage to it ever stops the program."""

import datetime
import sqlite3
import threading
from pathlib import Path

import pytest

from core.library import _CHANGES, Kept, Left, Library, Recent

MORNING = datetime.datetime(2024, 1, 29, 9, 0, tzinfo=datetime.UTC)


def entry(number: int, **facts) -> Recent:
    values = {"organ": "青禾镇人民政府", "year": 2023, "sha256": "aa"} | facts
    return Recent(Path(f"/报告/{number}.html"), opened=MORNING + datetime.timedelta(hours=number), **values)


@pytest.fixture
def library(tmp_path) -> Library:
    return Library(tmp_path / "数据" / "inner")


def store_of(library: Library) -> Path:
    return library._path


def test_a_new_store_is_empty(library):
    assert library.recent() == ()
    assert library.find(Path("/x")) is None


def test_what_was_opened_last_comes_first(library):
    for number in (2, 1, 3):
        library.remember(entry(number))
    assert library.recent() == (entry(3), entry(2), entry(1))
    assert library.recent(2) == (entry(3), entry(2))


def test_a_file_opened_again_moves_up_with_its_new_facts(library):
    library.remember(entry(1))
    library.remember(entry(2))
    again = Recent(entry(1).path, None, None, "bb", MORNING + datetime.timedelta(days=1))
    library.remember(again)
    assert library.recent() == (again, entry(2))
    assert library.find(entry(1).path) == again


def test_a_file_can_be_forgotten_and_the_list_emptied(library):
    for number in range(3):
        library.remember(entry(number))
    library.forget(entry(1).path)
    assert library.recent() == (entry(2), entry(0))
    library.clear()
    assert library.recent() == ()


def test_how_a_file_was_left_is_noted_until_it_is_opened_again(library):
    library.remember(entry(1))
    library.note(entry(1).path, Left(2, 3, 4, 5), Kept.SAVED)
    library.note(entry(7).path, Left(5, 0, 0, 0), Kept.EXPORTED)
    assert library.recent() == (entry(1, left=Left(2, 3, 4, 5), kept=Kept.SAVED),)
    library.remember(entry(1))
    assert library.recent() == (entry(1),)


def test_a_list_of_an_older_version_is_kept(library):
    store_of(library).parent.mkdir(parents=True)
    with sqlite3.connect(store_of(library)) as store:
        store.execute(_CHANGES[0][0])
        store.execute("INSERT INTO recent VALUES ('/报告/1.html', '青禾镇人民政府', 2023, 'aa', ?)", (entry(1).opened.isoformat(),))
        store.execute("PRAGMA user_version = 1")
    store.close()
    assert library.recent() == (entry(1),)


def test_a_count_of_errors_alone_tells_nothing_of_the_rest(library):
    store_of(library).parent.mkdir(parents=True)
    with sqlite3.connect(store_of(library)) as store:
        for change in _CHANGES[:3]:
            store.execute(change[0])
        row = ("/报告/1.html", "青禾镇人民政府", 2023, "aa", entry(1).opened.isoformat(), 0, "saved")
        store.execute("INSERT INTO recent VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        store.execute("PRAGMA user_version = 3")
    store.close()
    assert library.recent() == (entry(1, kept=Kept.SAVED),)


def test_only_the_last_thirty_are_kept(library):
    for number in range(35):
        library.remember(entry(number))
    assert [file.path.stem for file in library.recent(100)] == [str(number) for number in range(34, 4, -1)]


def test_the_store_says_its_version(library):
    library.remember(entry(1))
    with sqlite3.connect(store_of(library)) as store:
        assert store.execute("PRAGMA user_version").fetchone() == (len(_CHANGES),)
    store.close()


@pytest.mark.parametrize(
    "damage", [b"no database at all, but long enough to be read as one" * 40, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_store_is_put_aside_and_begun_anew(library, damage):
    library.remember(entry(1))
    store_of(library).write_bytes(damage)
    assert library.recent() == ()
    library.remember(entry(2))
    assert library.recent() == (entry(2),)
    [aside] = store_of(library).parent.glob("library.damaged-*.sqlite")
    assert aside.read_bytes() == damage


def test_a_store_without_its_table_is_put_aside(library):
    library.remember(entry(1))
    with sqlite3.connect(store_of(library)) as store:
        store.execute("DROP TABLE recent")
    store.close()
    library.remember(entry(2))
    assert library.recent() == (entry(2),)


def test_the_store_of_a_later_version_is_left_alone(library):
    library.remember(entry(1))
    with sqlite3.connect(store_of(library)) as store:
        store.execute("PRAGMA user_version = 99")
    store.close()
    before = store_of(library).read_bytes()
    library.remember(entry(2))
    assert library.recent() == ()
    assert store_of(library).read_bytes() == before
    assert not list(store_of(library).parent.glob("library.damaged*"))


def test_a_store_in_use_elsewhere_is_waited_for_and_not_put_aside(library, monkeypatch):
    library.remember(entry(1))
    patient = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, timeout: patient(path, timeout=timeout / 40))
    other = patient(store_of(library))
    other.execute("BEGIN EXCLUSIVE")
    library.remember(entry(2))
    assert library.recent() == ()
    other.rollback()
    other.close()
    assert library.recent() == (entry(1),)


def test_a_folder_that_cannot_be_made_leaves_the_program_without_a_list(tmp_path):
    (tmp_path / "file").write_text("in the way")
    library = Library(tmp_path / "file" / "inner")
    library.remember(entry(1))
    assert library.recent() == ()


def test_threads_may_write_at_once(library):
    library.recent()
    threads = [threading.Thread(target=library.remember, args=(entry(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.recent()) == 8
