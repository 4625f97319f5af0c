"""The stores: windows that begin at once make each version once, and what was begun and failed leaves nothing."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from core.stores import migrate

CHANGES = (("CREATE TABLE first (name TEXT)",), ("CREATE TABLE second (name TEXT)", "INSERT INTO second VALUES ('made')"))


def made_in(path: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(path)) as store:
        return [name for (name,) in store.execute("SELECT name FROM sqlite_master ORDER BY name")]


@pytest.mark.parametrize("before", [(), CHANGES[:1]], ids=["new", "older"])
def test_a_store_that_another_window_brings_up_meanwhile_is_left_as_it_is(tmp_path, before):
    path = tmp_path / "x.sqlite"

    class Slower(sqlite3.Connection):
        """Looks at the version, and is then overtaken."""

        def execute(self, statement, *values):
            if statement == "BEGIN IMMEDIATE":
                with contextlib.closing(sqlite3.connect(path)) as other:
                    migrate(other, CHANGES)
            return super().execute(statement, *values)

    if before:
        with contextlib.closing(sqlite3.connect(path)) as store:
            migrate(store, before)
    with contextlib.closing(sqlite3.connect(path, factory=Slower)) as store:
        migrate(store, CHANGES)
        assert store.execute("SELECT name FROM second").fetchall() == [("made",)]
        assert store.execute("PRAGMA user_version").fetchone() == (2,)


def test_versions_of_which_one_fails_leave_the_store_as_it_was(tmp_path):
    path = tmp_path / "x.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as store:
        migrate(store, CHANGES[:1])
        with pytest.raises(sqlite3.OperationalError):
            migrate(store, (*CHANGES, ("no statement",)))
        assert store.execute("PRAGMA user_version").fetchone() == (1,)
    assert made_in(path) == ["first"]
