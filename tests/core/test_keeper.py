"""The thread that writes: in order, the last state only, and on its own again after trouble."""

import errno
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from core import keeper as module
from core.journal import Journal, connect
from core.keeper import Keeper
from core.sessions import this_session
from tests.builders.journals import ABOUT, GONE, NOW, entry, journal


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(module, "RETRY", 0.02)


class Heard:
    """What the thread said of trouble."""

    def __init__(self) -> None:
        self.troubles: list[Exception | None] = []
        self.fine = threading.Event()
        self.wrong = threading.Event()

    def __call__(self, trouble: Exception | None) -> None:
        self.troubles.append(trouble)
        (self.fine if trouble is None else self.wrong).set()


def kept(folder: Path, key: str = "k"):
    with journal(folder) as made:
        return made.claim(key)


def test_the_last_state_reaches_the_disk(tmp_path):
    keeper = Keeper(lambda: Journal(tmp_path, GONE))
    for number in range(50):
        keeper.keep(entry(steps=tuple(str(one).encode() for one in range(number))))
    assert keeper.flush(5)
    assert kept(tmp_path) == entry(steps=tuple(str(one).encode() for one in range(49)))
    keeper.finish()


def test_what_is_dropped_is_gone(tmp_path):
    keeper = Keeper(lambda: Journal(tmp_path, GONE))
    keeper.keep(entry("a"))
    keeper.keep(entry("b"))
    keeper.drop("a")
    keeper.finish()
    assert kept(tmp_path, "a") is None
    assert kept(tmp_path, "b") == entry("b")


def test_ending_takes_the_window_off_the_list(tmp_path):
    keeper = Keeper(lambda: Journal(tmp_path, replace(this_session(), name="other")))
    keeper.hold(("/甲.html",))
    assert keeper.flush(5)
    with journal(tmp_path) as made:
        assert len(made.others(["/甲.html"])) == 1
        keeper.finish()
        assert made.others(["/甲.html"]) == frozenset()


def test_questions_are_answered_after_what_was_said_before(tmp_path):
    keeper, answers, answered = Keeper(lambda: Journal(tmp_path, GONE)), [], threading.Event()
    keeper.keep(entry(about=replace(ABOUT, given_up=NOW)))
    keeper.ask(lambda made: made.lost(NOW), lambda found: (answers.append(found), answered.set()), answers.append)
    assert answered.wait(5)
    assert [one.key for one in answers[0]] == ["k"]
    keeper.finish()


def test_a_question_that_cannot_be_answered_fails(tmp_path):
    (tmp_path / "file").write_text("in the way")
    keeper, errors, failed = Keeper(lambda: Journal(tmp_path / "file" / "inner", GONE)), [], threading.Event()
    keeper.ask(lambda made: made.lost(NOW), lambda _found: None, lambda error: (errors.append(error), failed.set()))
    assert failed.wait(5)
    assert isinstance(errors[0], OSError)
    keeper.finish()


class Disk:
    """A disk on which SQLite truly finds no room, for as long as `full`."""

    def __init__(self) -> None:
        self.full = False
        self.store: sqlite3.Connection | None = None

    def connect(self, path: Path) -> sqlite3.Connection:
        self.store = connect(path)
        return self.store

    def fill(self) -> None:
        assert self.store is not None
        [pages] = self.store.execute("PRAGMA page_count").fetchone()
        self.store.execute(f"PRAGMA max_page_count = {pages}")

    def free(self) -> None:
        assert self.store is not None
        self.store.execute("PRAGMA max_page_count = 100000")


def test_a_full_disk_is_told_and_gone_on_with_when_there_is_room(tmp_path):
    disk, heard = Disk(), Heard()
    keeper = Keeper(lambda: Journal(tmp_path, GONE, disk.connect), heard)
    keeper.keep(entry())
    assert keeper.flush(5)
    disk.fill()
    keeper.keep(entry(steps=(b"x" * 50_000,)))
    assert heard.wrong.wait(5)
    assert heard.troubles[0].sqlite_errorcode == sqlite3.SQLITE_FULL
    assert not keeper.flush(5)
    keeper.keep(entry(steps=(b"x" * 50_000, b"y")))
    disk.free()
    assert heard.fine.wait(5)
    assert keeper.flush(5)
    assert kept(tmp_path) == entry(steps=(b"x" * 50_000, b"y"))
    keeper.finish()


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path):
    heard, refuse = Heard(), threading.Event()
    refuse.set()

    def begin() -> Journal:
        if refuse.is_set():
            raise PermissionError(errno.EACCES, "read-only")
        return Journal(tmp_path, GONE)

    keeper = Keeper(begin, heard)
    keeper.keep(entry())
    assert heard.wrong.wait(5)
    refuse.clear()
    assert heard.fine.wait(5)
    assert kept(tmp_path) == entry()
    keeper.finish()


def test_a_journal_that_was_deleted_is_written_whole_again(tmp_path):
    keeper = Keeper(lambda: Journal(tmp_path, GONE))
    keeper.keep(entry("a"))
    keeper.keep(entry("b"))
    assert keeper.flush(5)
    for path in tmp_path.glob("journal.sqlite*"):
        path.unlink()
    keeper.keep(entry("b", steps=(b"3",)))
    assert keeper.flush(5)
    assert kept(tmp_path, "a") == entry("a")
    assert kept(tmp_path, "b") == entry("b", steps=(b"3",))
    keeper.finish()


def test_a_damaged_journal_is_told(tmp_path):
    (tmp_path / "journal.sqlite").write_bytes(b"no database at all, but long enough to be read as one" * 40)
    aside: list[Path] = []
    keeper = Keeper(lambda: Journal(tmp_path, GONE), damaged=aside.append)
    keeper.keep(entry())
    assert keeper.flush(5)
    assert [path.name.startswith("journal.damaged-") for path in aside] == [True]
    assert kept(tmp_path) == entry()
    keeper.finish()


def test_ending_while_nothing_can_be_written_does_not_wait_for_ever(tmp_path):
    def begin() -> Journal:
        raise OSError(errno.EIO, "gone")

    keeper = Keeper(begin)
    keeper.keep(entry())
    keeper.finish(1)
    assert not any(thread.name == "keeper" and thread.is_alive() for thread in threading.enumerate())
