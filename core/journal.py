"""The journal: the work under way in every window, on the disk within a moment, so that a crash or a power cut loses none."""

import contextlib
import datetime
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from core.entries import Entry, Lost, about_of
from core.records import Broken, encode
from core.sessions import Session
from core.stores import NewerStore, is_damage, migrate, put_aside, transaction

_TABLES = (
    "CREATE TABLE session (name TEXT PRIMARY KEY, pid INTEGER NOT NULL, began INTEGER NOT NULL)",
    "CREATE TABLE held (session TEXT NOT NULL, file TEXT NOT NULL, PRIMARY KEY (session, file))",
    "CREATE TABLE work (key TEXT PRIMARY KEY, session TEXT NOT NULL, about BLOB NOT NULL, loaded BLOB NOT NULL, previous BLOB)",
    "CREATE TABLE step (work TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (work, number))",
)
_CHANGES = (_TABLES, ("ALTER TABLE work ADD COLUMN kept BLOB",))
"""What makes each version of the journal out of the one before it."""
VERSION = len(_CHANGES)


Connect = Callable[[Path], sqlite3.Connection]


def connect(path: Path) -> sqlite3.Connection:
    """Open the file of the journal; each change is on the disk, not only on its way to it, before it counts as made."""
    store = sqlite3.connect(path, timeout=2, isolation_level=None, check_same_thread=False)
    try:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        store.close()
        raise
    return store


class Journal:
    """The journal in `folder`, open for one window. sqlite3.Error and OSError come out of every call as they are."""

    def __init__(self, folder: Path, session: Session, connect: Connect = connect) -> None:
        self._path = folder / "journal.sqlite"
        self._session = session
        self.damaged: Path | None = None
        """Where a damaged journal was put aside, when there was one."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._store = self._open(connect)
        self._file = _identity(self._path)

    @property
    def intact(self) -> bool:
        """Whether the file is still the one that was opened: a folder that was emptied takes it away unnoticed."""
        return _identity(self._path) == self._file

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def leave(self) -> None:
        """Take this window off the list: it ends as it should."""
        with self._change():
            for table, column in (("held", "session"), ("session", "name")):
                self._store.execute(f"DELETE FROM {table} WHERE {column} = ?", (self._session.name,))

    def put(self, entry: Entry, before: Entry | None = None) -> None:
        """Keep a piece of work, whole or not at all; `before` is what this window wrote of it last."""
        with self._change():
            if before is None or before.loaded is not entry.loaded or not self._update(entry):
                self._insert(entry)
                before = None
            self._put_steps(entry, before.steps if before else ())

    def drop(self, keys: Iterable[str]) -> None:
        """Forget pieces of work."""
        with self._change():
            for key in keys:
                self._store.execute("DELETE FROM step WHERE work = ?", (key,))
                self._store.execute("DELETE FROM work WHERE key = ?", (key,))

    def lost(self, now: datetime.datetime) -> tuple[Lost, ...]:
        """The work that no running window has, the latest first; what a file holds or was given up long ago is forgotten."""
        rows = self._store.execute("SELECT key, session, about FROM work").fetchall()
        alive = self._alive()
        known = [(Lost(key, about_of(data)), session) for key, session, data in rows]
        found = [one for one, session in known if session not in alive or (one.about and one.about.given_up)]
        old = [one.key for one in found if one.about and one.about.needs_no_keeping(now)]
        if old:
            self.drop(old)
        kept = [one for one in found if one.key not in old]
        return tuple(sorted(kept, key=lambda one: one.about.changed.timestamp() if one.about else 0, reverse=True))

    def claim(self, key: str) -> Entry | None:
        """Take over a piece of work that no running window has; None when another window was faster."""
        with self._change():
            query = "SELECT session, about, loaded, previous, kept FROM work WHERE key = ?"
            row = self._store.execute(query, (key,)).fetchone()
            about = about_of(row[1]) if row else None
            if row is None or (row[0] in self._alive() and not (about and about.given_up)):
                return None
            steps = self._store.execute("SELECT data FROM step WHERE work = ? ORDER BY number", (key,)).fetchall()
            if about is None:
                raise Broken(f"work {key} has no readable description")
            about = replace(about, given_up=None)
            self._store.execute("UPDATE work SET session = ?, about = ? WHERE key = ?", (self._session.name, encode(about), key))
        return Entry(key, about, row[2], tuple(data for (data,) in steps), row[3], row[4] if isinstance(row[4], bytes) else b"")

    def hold(self, files: Sequence[str]) -> None:
        """Say which files this window has open."""
        with self._change():
            self._store.execute("DELETE FROM held WHERE session = ?", (self._session.name,))
            rows = [(self._session.name, file) for file in dict.fromkeys(files)]
            self._store.executemany("INSERT INTO held VALUES (?, ?)", rows)

    def others(self, files: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Which of these files other running windows have open: the file and the session."""
        rows = self._store.execute("SELECT file, session FROM held WHERE session != ?", (self._session.name,)).fetchall()
        wanted = set(files)
        shared = {(file, session) for file, session in rows if file in wanted}
        alive = self._alive() if shared else set()
        return frozenset(one for one in shared if one[1] in alive)

    def _alive(self) -> set[str]:
        """The sessions whose windows still run."""
        rows = self._store.execute("SELECT name, pid, began FROM session").fetchall()
        return {name for name, pid, began in rows if name == self._session.name or Session(name, pid, began).alive}

    def _change(self) -> contextlib.AbstractContextManager[None]:
        return transaction(self._store)

    def _update(self, entry: Entry) -> bool:
        """Renew the description; False when the row is gone, or belongs to another window."""
        values = (encode(entry.about), entry.previous, entry.key, self._session.name)
        return self._store.execute("UPDATE work SET about = ?, previous = ? WHERE key = ? AND session = ?", values).rowcount == 1

    def _insert(self, entry: Entry) -> None:
        self._store.execute("DELETE FROM step WHERE work = ?", (entry.key,))
        values = (entry.key, self._session.name, encode(entry.about), entry.loaded, entry.previous, entry.kept)
        self._store.execute("INSERT OR REPLACE INTO work VALUES (?, ?, ?, ?, ?, ?)", values)

    def _put_steps(self, entry: Entry, before: tuple[bytes, ...]) -> None:
        """Write the steps that differ from those written last."""
        pairs = zip(before, entry.steps, strict=False)
        same = next((number for number, (old, new) in enumerate(pairs) if old != new), min(len(before), len(entry.steps)))
        self._store.execute("DELETE FROM step WHERE work = ? AND number >= ?", (entry.key, same))
        rows = [(entry.key, number, data) for number, data in enumerate(entry.steps[same:], start=same)]
        self._store.executemany("INSERT INTO step VALUES (?, ?, ?)", rows)

    def _open(self, connect: Connect) -> sqlite3.Connection:
        """Open the store, or begin a new one where it is damaged; the damaged one is kept."""
        try:
            return self._prepared(connect)
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
        self.damaged = put_aside(self._path)
        return self._prepared(connect)

    def _prepared(self, connect: Connect) -> sqlite3.Connection:
        store = connect(self._path)
        try:
            _check(store)
            migrate(store, _CHANGES)
            with transaction(store):
                self._sign_in(store)
        except (sqlite3.Error, NewerStore):
            store.close()
            raise
        return store

    def _sign_in(self, store: sqlite3.Connection) -> None:
        """Enter this window, and strike out those that ended without a word; a look at each table shows that it is there."""
        sessions = [Session(*row) for row in store.execute("SELECT name, pid, began FROM session").fetchall()]
        for gone in (one.name for one in sessions if not one.alive):
            store.execute("DELETE FROM session WHERE name = ?", (gone,))
            store.execute("DELETE FROM held WHERE session = ?", (gone,))
        store.execute("SELECT key, session, about, loaded, previous, kept FROM work").fetchone()
        store.execute("SELECT work, number, data FROM step").fetchone()
        mine = self._session
        store.execute("INSERT OR REPLACE INTO session VALUES (?, ?, ?)", (mine.name, mine.pid, mine.began))


def _check(store: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError as for any damage when the pages of the store do not fit each other."""
    [answer] = store.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        error = sqlite3.DatabaseError(answer)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
