"""The journal: what was put in comes out, windows do not disturb each other, and damage is put aside and told."""

import datetime
import random
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.entries import KEPT_DAYS, Lost
from core.journal import Journal, connect
from core.records import Broken
from core.sessions import Session, this_session
from core.stores import NewerStore
from tests.builders.journals import ABOUT, GONE, NOW, entry, journal, left_behind


def test_work_left_behind_is_found_and_taken_back_whole(tmp_path):
    left_behind(tmp_path, entry())
    with journal(tmp_path) as made:
        assert made.lost(NOW) == (Lost("k", ABOUT),)
        assert made.claim("k") == entry()
        assert made.lost(NOW) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="the folder of a Windows user is closed to others by itself")
def test_no_other_user_of_the_machine_sees_the_work(tmp_path):
    left_behind(tmp_path / "nianbao", entry())
    assert (tmp_path / "nianbao").stat().st_mode & 0o077 == 0


def test_the_latest_comes_first(tmp_path):
    later = replace(ABOUT, changed=NOW + datetime.timedelta(minutes=1))
    left_behind(tmp_path, entry("old"), entry("new", about=later))
    with journal(tmp_path) as made:
        assert [one.key for one in made.lost(NOW)] == ["new", "old"]


def test_work_of_a_running_window_is_its_own(tmp_path):
    other = replace(this_session(), name="other")
    with journal(tmp_path, other) as one, journal(tmp_path) as two:
        one.put(entry())
        assert two.lost(NOW) == ()
        assert two.claim("k") is None


def test_only_one_window_takes_work_back(tmp_path):
    left_behind(tmp_path, entry())
    with journal(tmp_path, replace(this_session(), name="one")) as one, journal(tmp_path) as two:
        assert [made.claim("k") is not None for made in (one, two)] == [True, False]


def test_a_number_that_went_to_another_process_is_no_running_window(tmp_path):
    mine = this_session()
    with journal(tmp_path, Session("before", mine.pid, mine.began - 60)) as made:
        made.put(entry())
    with journal(tmp_path) as made:
        assert [one.key for one in made.lost(NOW)] == ["k"]


def test_this_process_runs_and_one_that_ended_does_not():
    assert this_session().alive
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        session = Session("x", other.pid, int(time.time()))
        assert session.alive
        other.kill()
        deadline = time.monotonic() + 5
        while session.alive and time.monotonic() < deadline:  # ended, and not yet waited for
            time.sleep(0.01)
        assert not session.alive
    assert not session.alive


@given(st.lists(st.lists(st.binary(max_size=3), max_size=6).map(tuple), min_size=1, max_size=5))
@settings(max_examples=25)
def test_the_last_state_put_is_the_state_kept(tmp_path_factory, states):
    folder = tmp_path_factory.mktemp("journal")
    before = None
    with journal(folder, GONE) as made:
        for steps in states:
            now = entry(steps=steps) if before is None else replace(before, steps=steps, about=replace(ABOUT, steps=len(steps)))
            made.put(now, before)
            before = now
    with journal(folder) as made:
        assert made.claim("k") == before


def test_work_that_somebody_threw_away_is_written_whole_again(tmp_path):
    first = entry()
    with journal(tmp_path, GONE) as made:
        made.put(first)
        made.drop(["k"])
        after = replace(first, steps=(*first.steps, b"3"))
        made.put(after, first)
    with journal(tmp_path) as made:
        assert made.claim("k") == after


def test_what_a_file_holds_and_what_was_given_up_long_ago_is_forgotten(tmp_path):
    saved = replace(ABOUT, clean=2)
    recent, old = (replace(ABOUT, given_up=NOW - datetime.timedelta(days=days)) for days in (KEPT_DAYS - 1, KEPT_DAYS + 1))
    left_behind(tmp_path, entry("saved", about=saved), entry("recent", about=recent), entry("old", about=old))
    with journal(tmp_path) as made:
        assert [one.key for one in made.lost(NOW)] == ["recent"]
        assert made.claim("saved") is None


def test_work_given_up_in_this_very_window_can_be_taken_back(tmp_path):
    with journal(tmp_path) as made:
        made.put(entry(about=replace(ABOUT, given_up=NOW)))
        assert [one.key for one in made.lost(NOW)] == ["k"]
        taken = made.claim("k")
        assert taken is not None
        assert taken.about.given_up is None
        assert made.lost(NOW) == ()


def test_windows_are_told_of_one_another_while_they_run(tmp_path):
    other = replace(this_session(), name="other")
    with journal(tmp_path, other) as one, journal(tmp_path) as two:
        one.hold(("/甲.html", "/乙.html"))
        two.hold(("/甲.html",))
        assert two.others(["/甲.html", "/丙.html"]) == {("/甲.html", "other")}
        one.leave()
        assert two.others(["/甲.html"]) == frozenset()


def test_a_killed_window_holds_nothing(tmp_path):
    with journal(tmp_path, GONE) as made:
        made.hold(("/甲.html",))
    with journal(tmp_path) as made:
        assert made.others(["/甲.html"]) == frozenset()


DAMAGE = [b"no database at all, but long enough to be read as one" * 40, b"SQLite format 3\x00" + b"\xff" * 5000]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_journal_is_put_aside_and_begun_anew(tmp_path, damage):
    (tmp_path / "journal.sqlite").write_bytes(damage)
    with journal(tmp_path) as made:
        assert made.damaged is not None
        assert made.damaged.read_bytes() == damage
        made.put(entry())
    with journal(tmp_path) as made:
        assert made.damaged is None


def test_pages_that_do_not_fit_are_damage(tmp_path):
    rng = random.Random(1)
    left_behind(tmp_path, *(entry(str(number), steps=(rng.randbytes(3000),)) for number in range(40)))
    path = tmp_path / "journal.sqlite"
    data = bytearray(path.read_bytes())
    data[8192 : len(data) - 4096] = rng.randbytes(len(data) - 4096 - 8192)
    path.write_bytes(data)
    with journal(tmp_path) as made:
        assert made.damaged is not None
        assert made.lost(NOW) == ()


def test_a_journal_without_a_table_is_put_aside(tmp_path):
    left_behind(tmp_path, entry())
    store = sqlite3.connect(tmp_path / "journal.sqlite")
    store.execute("DROP TABLE step")
    store.close()
    with journal(tmp_path) as made:
        assert made.damaged is not None


def test_the_journal_of_a_later_version_is_left_alone(tmp_path):
    left_behind(tmp_path, entry())
    store = sqlite3.connect(tmp_path / "journal.sqlite")
    store.execute("PRAGMA user_version = 99")
    store.close()
    before = (tmp_path / "journal.sqlite").read_bytes()
    with pytest.raises(NewerStore):
        Journal(tmp_path, this_session())
    assert (tmp_path / "journal.sqlite").read_bytes() == before
    assert not list(tmp_path.glob("*damaged*"))


def test_a_row_that_cannot_be_read_is_offered_as_such_and_costs_no_other(tmp_path):
    left_behind(tmp_path, entry("good"), entry("bad"))
    store = sqlite3.connect(tmp_path / "journal.sqlite")
    store.execute("UPDATE work SET about = ? WHERE key = 'bad'", (b"{}",))
    store.commit()
    store.close()
    with journal(tmp_path) as made:
        assert set(made.lost(NOW)) == {Lost("good", ABOUT), Lost("bad", None)}
        with pytest.raises(Broken):
            made.claim("bad")
        assert made.claim("good") == entry("good")


def test_each_change_is_forced_to_the_disk(tmp_path):
    store = connect(tmp_path / "x.sqlite")
    assert store.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store.execute("PRAGMA synchronous").fetchone() == (2,)
    store.close()


def test_a_journal_whose_file_was_taken_away_is_not_intact(tmp_path):
    with journal(tmp_path) as made:
        assert made.intact
        (tmp_path / "journal.sqlite").unlink()
        assert not made.intact
