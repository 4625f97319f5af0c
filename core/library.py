"""The local store of the program: which reports were opened lately; a damaged store is put aside, never a crash."""

import contextlib
import datetime
import enum
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TypeVar

from core.stores import NewerStore, is_damage, migrate, put_aside

Answer = TypeVar("Answer")

_CHANGES = (
    ("CREATE TABLE recent (path TEXT PRIMARY KEY, organ TEXT, year INTEGER, sha256 TEXT NOT NULL, opened TEXT NOT NULL)",),
    ("ALTER TABLE recent ADD COLUMN errors INTEGER",),
    ("ALTER TABLE recent ADD COLUMN kept TEXT NOT NULL DEFAULT ''",),
    tuple(f"ALTER TABLE recent ADD COLUMN {name} INTEGER" for name in ("warnings", "hints", "unchecked")),
)
"""What makes each version of the store out of the one before it."""

_KEPT = 30
_COLUMNS = "path, organ, year, sha256, opened, kept, errors, warnings, hints, unchecked"
_Row = tuple[str, str | None, int | None, str, str, str, int | None, int | None, int | None, int | None]


class Kept(enum.StrEnum):
    """What became of the work on a file when it was last closed."""

    UNTOUCHED = ""
    SAVED = "saved"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Left:
    """How many findings of each severity stand in a report, and how many of its sums could not be checked."""

    errors: int
    warnings: int
    hints: int
    unchecked: int


@dataclass(frozen=True, slots=True)
class Recent:
    """A file opened lately, with what it held then; `left` and `kept` are as it was last closed, None if it never was."""

    path: Path
    organ: str | None
    year: int | None
    sha256: str
    opened: datetime.datetime
    left: Left | None = None
    kept: Kept = Kept.UNTOUCHED


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
            row = (*known, recent.kept.value, *(astuple(recent.left) if recent.left else (None,) * 4))
            store.execute(f"INSERT OR REPLACE INTO recent ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            store.execute("DELETE FROM recent WHERE path NOT IN (SELECT path FROM recent ORDER BY opened DESC LIMIT ?)", (_KEPT,))

        self._run(write, None)

    def note(self, path: Path, left: Left, kept: Kept) -> None:
        """Remember how a file of the list was left; one that is not on it stays off."""
        changed = "kept = ?, errors = ?, warnings = ?, hints = ?, unchecked = ?"
        self._change(f"UPDATE recent SET {changed} WHERE path = ?", kept.value, *astuple(left), str(path))

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
        except (NewerStore, OSError):
            return otherwise
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                return otherwise
        with contextlib.suppress(sqlite3.Error, OSError):
            put_aside(self._path)
            return self._attempt(work)
        return otherwise

    def _attempt(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        with self._open() as store, store:
            return work(store)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(self._path, timeout=2)) as store:
            migrate(store, _CHANGES)
            yield store


def _recent(row: _Row) -> Recent:
    path, organ, year, sha256, opened, word, *counts = row
    known = [count for count in counts if count is not None]
    left = Left(*known) if len(known) == len(counts) else None  # an older version noted only the errors
    kept = next((one for one in Kept if one.value == word), Kept.UNTOUCHED)
    return Recent(Path(path), organ, year, sha256, datetime.datetime.fromisoformat(opened), left, kept)
