"""What the SQLite stores of the program have in common: versions, changes that are whole or not made, and damage put aside."""

import contextlib
import datetime
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_MISMATCH}
"""What SQLite says when the store itself is broken; anything else is trouble of the disk or of another program."""


class NewerStore(Exception):
    """The store was made by a later version of the program; it is left alone."""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the store itself is broken, and not the disk or another program in the way."""
    return isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


@contextlib.contextmanager
def transaction(store: sqlite3.Connection) -> Iterator[None]:
    """All or nothing."""
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
        store.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            store.execute("ROLLBACK")
        raise


def migrate(store: sqlite3.Connection, changes: Sequence[Sequence[str]]) -> None:
    """Bring a store up to the newest version; NewerStore when it is of a later one.

    Args:
        store: The store, at any version; `PRAGMA user_version` says at which.
        changes: What makes each version out of the one before it, the first out of nothing.
    """
    if _version(store) == len(changes):
        return
    with transaction(store):
        version = _version(store)  # once more: another window may have been faster
        if version > len(changes):
            raise NewerStore
        for change in (change for made in changes[version:] for change in made):
            store.execute(change)
        store.execute(f"PRAGMA user_version = {len(changes)}")


def put_aside(path: Path) -> Path:
    """Rename a damaged store, with the files that SQLite keeps beside it; return its new name."""
    stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    path.rename(aside)
    for end in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    return aside


def _version(store: sqlite3.Connection) -> int:
    [version] = store.execute("PRAGMA user_version").fetchone()
    return int(version)
