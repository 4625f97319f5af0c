"""The local store of the program: which reports were opened lately; a damaged store is put aside, never a crash."""

import contextlib
import datetime
import enum
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")

_MIGRATIONS = (
    """CREATE TABLE recent (
        path TEXT PRIMARY KEY, organ TEXT, year INTEGER, sha256 TEXT NOT NULL, opened TEXT NOT NULL
    )""",
    "ALTER TABLE recent ADD COLUMN errors INTEGER",
    "ALTER TABLE recent ADD COLUMN kept TEXT NOT NULL DEFAULT ''",
)
"""The store at version N holds what the first N of these made; `PRAGMA user_version` says N."""

_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN} | {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
}
"""Troubles of the disk or of another program, not of the store: nothing is wrong with what it holds."""

_KEPT = 30
_COLUMNS = "path, organ, year, sha256, opened, errors, kept"
_Row = tuple[str, str | None, int | None, str, str, int | None, str]


class Kept(enum.StrEnum):
    """What became of the work on a file when it was last closed."""

    UNTOUCHED = ""
    SAVED = "saved"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Recent:
    """A file opened lately, with what it held then; `errors` and `kept` are as it was last closed, None if it never was."""

    path: Path
    organ: str | None
    year: int | None
    sha256: str
    opened: datetime.datetime
    errors: int | None = None
    kept: Kept = Kept.UNTOUCHED


class _Newer(Exception):
    """The store was made by a later version of the program; it is left alone."""


class Library:
    """The store, in `folder`. Every call opens and closes it; where it cannot be used the program goes on without."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "library.sqlite"

    def recent(self, limit: int = 12) -> tuple[Recent, ...]:
        """The files opened lately, newest first."""
        query = f"SELECT {_COLUMNS} FROM recent ORDER BY opened DESC LIMIT ?"
        nothing: list[_Row] = []
        rows = self._run(lambda store: store.execute(query, (limit,)).fetchall(), nothing)
        return tuple(_recent(row) for row in rows)

    def find(self, path: Path) -> Recent | None:
        """What is remembered of one file."""
        return next((recent for recent in self.recent(_KEPT) if recent.path == path), None)

    def remember(self, recent: Recent) -> None:
        """Put a file at the top of the list."""

        def write(store: sqlite3.Connection) -> None:
            known = (str(recent.path), recent.organ, recent.year, recent.sha256, recent.opened.isoformat())
            row = (*known, recent.errors, recent.kept.value)
            store.execute(f"INSERT OR REPLACE INTO recent ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            store.execute("DELETE FROM recent WHERE path NOT IN (SELECT path FROM recent ORDER BY opened DESC LIMIT ?)", (_KEPT,))

        self._run(write, None)

    def note(self, path: Path, errors: int, kept: Kept) -> None:
        """Remember how a file of the list was left; one that is not on it stays off."""
        self._change("UPDATE recent SET errors = ?, kept = ? WHERE path = ?", errors, kept.value, str(path))

    def forget(self, path: Path) -> None:
        """Take a file off the list."""
        self._change("DELETE FROM recent WHERE path = ?", str(path))

    def clear(self) -> None:
        """Empty the list."""
        self._change("DELETE FROM recent")

    def _change(self, statement: str, *values: str | int) -> None:
        """Do one statement that has no answer."""

        def write(store: sqlite3.Connection) -> None:
            store.execute(statement, values)

        self._run(write, None)

    def _run(self, work: Callable[[sqlite3.Connection], Answer], otherwise: Answer) -> Answer:
        """Do `work` on the store; a damaged one is put aside and begun anew, an unusable one answers `otherwise`."""
        try:
            return self._attempt(work)
        except (_Newer, OSError):
            return otherwise
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in _PASSING or not self._put_aside():
                return otherwise
        with contextlib.suppress(sqlite3.Error, OSError):
            return self._attempt(work)
        return otherwise

    def _attempt(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        with self._open() as store, store:
            return work(store)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(self._path, timeout=2)) as store:
            _migrate(store)
            yield store

    def _put_aside(self) -> bool:
        stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S-%f")
        try:
            self._path.rename(self._path.with_name(f"library.damaged-{stamp}.sqlite"))
        except OSError:
            return False
        return True


def _recent(row: _Row) -> Recent:
    path, organ, year, sha256, opened, errors, word = row
    kept = next((one for one in Kept if one.value == word), Kept.UNTOUCHED)
    return Recent(Path(path), organ, year, sha256, datetime.datetime.fromisoformat(opened), errors, kept)


def _migrate(store: sqlite3.Connection) -> None:
    """Bring the store up to the newest version, each step whole or not at all."""
    [version] = store.execute("PRAGMA user_version").fetchone()
    if version > len(_MIGRATIONS):
        raise _Newer
    for number, step in enumerate(_MIGRATIONS[version:], start=version + 1):
        store.execute("BEGIN IMMEDIATE")
        store.execute(step)
        store.execute(f"PRAGMA user_version = {number}")
        store.commit()
