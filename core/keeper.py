"""Keeps the journal on a thread of its own: what the window says is written at once, in order, and again after trouble."""

import contextlib
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.entries import Entry
from core.journal import Journal
from core.records import Broken
from core.stores import NewerStore, is_damage

RETRY = 1.0
"""Seconds after which what could not be written is tried again."""

Trouble = sqlite3.Error | OSError | NewerStore
_TROUBLE = (sqlite3.Error, OSError, NewerStore)


@dataclass(frozen=True, slots=True)
class _Question:
    """Something asked of the journal, with the two ways in which it can be answered."""

    ask: Callable[[Journal], object]
    done: Callable[[object], object]
    failed: Callable[[Exception], object]


class Keeper:
    """Holds what is to be written and writes it.

    `told` hears, on the thread, of trouble, and None when everything is on the disk again; `damaged` of a broken
    journal that was put aside. Only the last state of each piece of work counts, so none is ever half written.
    """

    def __init__(
        self,
        journal: Callable[[], Journal],
        told: Callable[[Trouble | None], object] = lambda _trouble: None,
        damaged: Callable[[Path], object] = lambda _path: None,
    ) -> None:
        self._begin, self._told, self._damaged = journal, told, damaged
        self._changed = threading.Condition()
        self._waiting: dict[str, Entry | None] = {}
        self._files: tuple[str, ...] | None = None
        self._questions: deque[_Question] = deque()
        self._written: dict[str, Entry] = {}
        self._journal: Journal | None = None
        self._thread: threading.Thread | None = None
        self._closing = self._failed = self._busy = False

    def keep(self, entry: Entry) -> None:
        """Write a piece of work as it is now; returns at once."""
        self._say(entry.key, entry)

    def drop(self, key: str) -> None:
        """Forget a piece of work."""
        self._say(key, None)

    def hold(self, files: tuple[str, ...]) -> None:
        """Say which files the window has open."""
        with self._changed:
            self._files = files
            self._wake()

    def ask(
        self, ask: Callable[[Journal], object], done: Callable[[object], object], failed: Callable[[Exception], object]
    ) -> None:
        """Ask something of the journal; the thread calls one of the other two with the answer or the error."""
        with self._changed:
            self._questions.append(_Question(ask, done, failed))
            self._wake()

    def flush(self, seconds: float) -> bool:
        """Wait until all that was said is on the disk; False when that did not come about in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._idle or self._failed, seconds) and self._idle

    def finish(self, seconds: float = 2) -> None:
        """Write what there is to write, take the window off the list and let the thread end."""
        self.flush(seconds)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(seconds)

    @property
    def _idle(self) -> bool:
        return not (self._waiting or self._questions or self._busy or self._files is not None)

    def _say(self, key: str, entry: Entry | None) -> None:
        with self._changed:
            self._waiting[key] = entry
            self._wake()

    def _wake(self) -> None:
        """Let the thread work, or begin it; the lock is held."""
        if self._thread is None and not self._closing:
            self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _run(self) -> None:
        while self._wait():
            try:
                self._work(self._opened())
            except _TROUBLE as trouble:
                self._fail(trouble)
            else:
                self._recover()
        self._leave()

    def _wait(self) -> bool:
        """Sleep until there is something to do, after trouble for a while at least; False when it is time to end."""
        with self._changed:
            if self._failed:
                self._changed.wait_for(lambda: self._closing or self._questions, RETRY)
            self._changed.wait_for(lambda: self._closing or not self._idle)
            return not self._closing

    def _opened(self) -> Journal:
        """The journal, opened again when its file went away; then everything is written anew."""
        if self._journal is not None and not self._journal.intact:
            self._let_go()
        if self._journal is None:
            self._journal = self._begin()
            if self._journal.damaged:
                self._damaged(self._journal.damaged)
        return self._journal

    def _let_go(self) -> None:
        with self._changed:
            for key, entry in self._written.items():
                self._waiting.setdefault(key, entry)
            self._written = {}
        if self._journal is not None:
            with contextlib.suppress(sqlite3.Error):
                self._journal.close()
            self._journal = None

    def _work(self, journal: Journal) -> None:
        """Do all that waits; what fails waits on."""
        self._write_all(journal)
        while (question := self._next_question()) is not None:
            _answer(question, journal)
        with self._changed:
            self._busy = False
            self._changed.notify_all()

    def _write_all(self, journal: Journal) -> None:
        with self._changed:
            self._busy = True
            waiting, files = dict(self._waiting), self._files
        for key, entry in waiting.items():
            if entry is None:
                journal.drop([key])
                self._written.pop(key, None)
            else:
                journal.put(entry, self._written.get(key))
                self._written[key] = entry
            with self._changed:
                if self._waiting[key] is entry:
                    del self._waiting[key]
        if files is not None:
            journal.hold(files)
            with self._changed:
                self._files = None if self._files is files else self._files

    def _next_question(self) -> _Question | None:
        with self._changed:
            return self._questions.popleft() if self._questions else None

    def _fail(self, trouble: Trouble) -> None:
        with self._changed:
            self._failed, self._busy = True, False
            questions, self._questions = self._questions, deque()
            self._changed.notify_all()
        for question in questions:
            question.failed(trouble)
        if isinstance(trouble, sqlite3.Error) and is_damage(trouble):
            self._let_go()
        self._told(trouble)

    def _recover(self) -> None:
        with self._changed:
            failed, self._failed = self._failed, False
        if failed:
            self._told(None)

    def _leave(self) -> None:
        if self._journal is not None:
            with contextlib.suppress(*_TROUBLE):
                self._journal.leave()
            with contextlib.suppress(sqlite3.Error):
                self._journal.close()


def _answer(question: _Question, journal: Journal) -> None:
    try:
        answer = question.ask(journal)
    except (*_TROUBLE, Broken) as error:
        question.failed(error)
    else:
        question.done(answer)
