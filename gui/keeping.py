"""Keeps what the clerk does in the journal while she does it, and says when that is not possible."""

import errno
import functools
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from core.edits import Edit
from core.entries import Entry
from core.journal import Journal
from core.keeper import Keeper, Trouble
from core.records import Broken, Work, unpacked
from core.sessions import this_session
from core.stores import NewerStore
from gui.desk import Desk
from gui.document import OpenReport
from gui.ledger import Ledger, now, places
from gui.messages import Kind, Messages

_PAUSE = 50
"""Milliseconds between a change and its way to the disk."""
FULL = "磁盘满了，刚才的修改没有自动留底。修改都还在窗口里；请清理磁盘，或者现在就另存到别处。"
READ_ONLY = "存放留底的文件夹不能写入，刚才的修改没有自动留底。修改都还在窗口里，请随时保存。"
_NEWER = "留底记录是更新版本的程序建的，这个版本不能写。修改都还在窗口里，请随时保存，并更新程序。"
_OTHERWISE = "刚才的修改没有自动留底（写磁盘时出错）。修改都还在窗口里，请随时保存。"
_DAMAGED = "上次的留底记录坏了，已放到一边（{name}），里面没有保存的修改无法自动恢复。从现在起的修改照常留底。"
_BACK = "又能写磁盘了，所有修改都已留底。"


@dataclass(frozen=True, slots=True)
class Restored:
    """Work taken out of the journal, and what the journal said about it."""

    entry: Entry
    work: Work


class Keeping(QObject):
    """Listens to the desk and hands on each change to the thread that writes it."""

    trouble_changed = Signal(str)
    """A sentence while changes cannot be written to the journal, "" when they are again."""
    found = Signal(object)
    """The Lost work that was asked for."""
    restored = Signal(object)
    """Work that was asked for, as Restored."""
    shared = Signal(object)
    """The open files that other windows have open too, each with the name of that window's session."""
    not_restored = Signal(str)
    """The key of work that could not be had, because another window has it or it cannot be read."""

    _told = Signal(object)
    _put_aside = Signal(object)

    def __init__(self, desk: Desk, folder: Path, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._messages = desk, messages
        self._ledgers: dict[OpenReport, Ledger] = {}
        self._waiting = QTimer(self, interval=_PAUSE, singleShot=True)
        self._waiting.timeout.connect(self._write)
        self._unwritten: set[OpenReport] = set()
        session = functools.cache(this_session)  # asked for on the thread, and the same when the journal is opened again
        self.keeper = Keeper(lambda: Journal(folder, session()), self._told.emit, self._put_aside.emit)
        self.trouble = ""
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._put_aside.connect(self._on_put_aside, Qt.ConnectionType.QueuedConnection)
        desk.opened.connect(self._on_opened)
        desk.closed.connect(self._on_closed)
        desk.state_changed.connect(self._keep)
        desk.changed.connect(self._on_changed)

    def look(self) -> None:
        """Ask which work was left behind by a window that did not end as it should, or was given up lately."""
        self.keeper.ask(lambda journal: journal.lost(now()), self.found.emit, lambda _error: self.found.emit(()))

    def take_back(self, key: str) -> None:
        """Ask for work that was left behind; `restored` or `not_restored` follows."""
        self.keeper.ask(lambda journal: _claim(journal, key), self.restored.emit, lambda _error: self.not_restored.emit(key))

    def ask_others(self) -> None:
        """Ask which of the open files another window has open too; `shared` follows when there are any."""
        files = [place for document in self._desk.documents for place in places(document)]
        self.keeper.ask(lambda journal: journal.others(files), self.shared.emit, lambda _error: None)

    def forget(self, keys: list[str]) -> None:
        """Throw away work that was left behind."""
        for key in keys:
            self.keeper.drop(key)

    def adopt(self, document: OpenReport, entry: Entry) -> None:
        """Go on with work under its old name; to be said before the report comes onto the desk."""
        self._ledgers[document] = Ledger(document, entry)

    def entry(self, document: OpenReport) -> Entry:
        """The parts of the work on a report as it is now."""
        return self._ledgers[document].entry()

    def flush(self, seconds: float = 1) -> bool:
        """Wait for what was changed to be on the disk."""
        self._write()
        return self.keeper.flush(seconds)

    def finish(self) -> None:
        """End as it should: what was saved needs keeping no longer, what was not is kept for some days."""
        for document in list(self._ledgers):
            self._end(document)
        self.keeper.finish()

    @Slot(object)
    def _on_opened(self, document: OpenReport) -> None:
        if document not in self._ledgers:
            self._ledgers[document] = Ledger(document, None)
        document.undo_stack.indexChanged.connect(lambda _index: self._keep(document))
        self._hold()
        self.ask_others()

    @Slot(object)
    def _on_closed(self, document: OpenReport) -> None:
        self._end(document)
        self._hold()

    @Slot(object, object)
    def _on_changed(self, document: OpenReport, edit: Edit | None) -> None:
        """Where nothing of the report itself was edited, last year's report is new or other than before."""
        ledger = self._ledgers.get(document)
        if edit is None and ledger is not None:
            ledger.renew_previous()
            self._keep(document)

    @Slot(object)
    def _keep(self, document: OpenReport) -> None:
        ledger = self._ledgers.get(document)
        if ledger is None or not isValid(document.undo_stack):  # a stack that is destroyed says a last word
            return
        if document.undo_stack.count() or document.project is not None:  # a comparison alone is work on a project
            ledger.touch()
            self._unwritten.add(document)
            if not self._waiting.isActive():
                self._waiting.start()

    @Slot()
    def _write(self) -> None:
        """Hand on what was changed: a moment after the change, so that the window shows it first."""
        self._waiting.stop()
        for document in self._unwritten & self._ledgers.keys():
            self.keeper.keep(self._ledgers[document].entry())
        self._unwritten.clear()

    def _end(self, document: OpenReport) -> None:
        ledger = self._ledgers.pop(document, None)
        self._unwritten.discard(document)
        if ledger is None:
            return
        if document.unsaved:
            self.keeper.keep(ledger.entry(given_up=True))
        else:
            self.keeper.drop(ledger.key)

    def _hold(self) -> None:
        self.keeper.hold(tuple(place for document in self._desk.documents for place in places(document)))

    @Slot(object)
    def _on_told(self, trouble: Trouble | None) -> None:
        text = "" if trouble is None else sentence(trouble)
        if text == self.trouble:
            return
        self.trouble = text
        if not text:
            self._messages.post(Kind.DONE, _BACK)
        self.trouble_changed.emit(text)

    @Slot(object)
    def _on_put_aside(self, path: Path) -> None:
        self._messages.post(Kind.PROBLEM, _DAMAGED.format(name=path.name), detail=str(path))


def sentence(trouble: Trouble) -> str:
    """What to say to the clerk about changes that could not be written to the journal."""
    code = getattr(trouble, "sqlite_errorcode", 0) & 0xFF
    number = getattr(trouble, "errno", None)
    if code == sqlite3.SQLITE_FULL or number in {errno.ENOSPC, errno.EDQUOT}:
        return FULL
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM} or isinstance(trouble, PermissionError):
        return READ_ONLY
    return _NEWER if isinstance(trouble, NewerStore) else READ_ONLY if number == errno.EROFS else _OTHERWISE


def _claim(journal: Journal, key: str) -> Restored:
    entry = journal.claim(key)
    if entry is None:
        raise Broken("another window has it")
    return Restored(entry, unpacked(entry.loaded, entry.steps, entry.about.index, entry.previous, entry.kept))
