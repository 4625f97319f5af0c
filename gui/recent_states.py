"""How the work on the recent files stands: open just now, left behind unsaved, or as it was when the file was last closed."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.entries import Lost
from core.findings import Severity, State
from core.library import Kept, Left, Library
from gui.desk import Desk
from gui.document import OpenReport
from gui.keeping import Keeping
from gui.recents import Recents
from gui.start_page import KEPT, StartPage, left_as

_LEFT = "有未保存的修改，可以找回"


class RecentStates(QObject):
    """Notes how each file was left, and tells the start page what it cannot read from its list."""

    _answered = Signal(object)

    def __init__(self, desk: Desk, keeping: Keeping, library: Library, recents: Recents, page: StartPage) -> None:
        super().__init__(recents)
        self._desk, self._keeping, self._library, self._page = desk, keeping, library, page
        self._in_file: dict[OpenReport, Left] = {}
        self._answered.connect(self._tell_lost, Qt.ConnectionType.QueuedConnection)
        desk.closed.connect(self._on_closed)
        for told in (desk.opened, desk.state_changed):
            told.connect(self._remember)
        recents.refreshed.connect(self._tell)

    def finish(self) -> None:
        """Note how the files are left that are open when the window closes."""
        for document in self._desk.documents:
            self._note(document)

    @Slot(object)
    def _remember(self, document: OpenReport) -> None:
        """Keep in mind how a report stands in its file: edits that nobody saves are not in it."""
        if not document.unsaved:
            self._in_file[document] = _left(document)

    @Slot(object)
    def _on_closed(self, document: OpenReport) -> None:
        self._note(document)
        left = self._in_file.pop(document, _left(document))
        for path in _files(document):
            self._page.recent.tell(path, _LEFT if document.unsaved else left_as(left, KEPT[_kept(document, path)]))

    def _note(self, document: OpenReport) -> None:
        if (left := self._in_file.get(document)) is None:
            return  # work that was found again and never saved: of the file itself nothing is known
        for path in _files(document):
            self._library.note(path, left, _kept(document, path))

    @Slot()
    def _tell(self) -> None:
        for document in self._desk.documents:
            for path in _files(document):
                unsaved = "有未保存的修改" if document.unsaved else ""
                self._page.recent.tell(path, left_as(_left(document), unsaved or "已打开"))
        now = datetime.datetime.now().astimezone()
        self._keeping.keeper.ask(lambda journal: journal.lost(now), self._answered.emit, lambda _error: None)

    @Slot(object)
    def _tell_lost(self, lost: Sequence[Lost]) -> None:
        for path in _places(lost):
            if not self._desk.of_file(path):
                self._page.recent.tell(path, _LEFT)


def _files(document: OpenReport) -> tuple[Path, ...]:
    """The files that hold this report and no other: an archive or a book of many is known as a whole only."""
    source = document.report.source
    own = source.path if not source.member and not source.part else None
    return tuple(path for path in (own, document.project) if path is not None)


def _left(document: OpenReport) -> Left:
    """What the last check found, and what it could not look at."""
    counts, unchecked = document.verdict.severities(), document.verdict.count(State.UNCHECKED)
    return Left(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO], unchecked)


def _kept(document: OpenReport, path: Path) -> Kept:
    """Where the work is: nothing is said of a project file itself, nor of work that was not saved."""
    if document.unsaved or document.written in {None, path}:
        return Kept.UNTOUCHED
    return Kept.SAVED if document.written == document.project else Kept.EXPORTED


def _places(lost: Iterable[Lost]) -> set[Path]:
    """The files whose work is in the journal."""
    known = [one.about for one in lost if one.about is not None]
    return {path for about in known for path in (about.source if not about.member else None, about.project) if path is not None}
