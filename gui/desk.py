"""The desk: the open reports, which of them is in front, and one undo stack each."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoGroup

from gui.document import OpenReport


class Desk(QObject):
    """Holds the open reports; panes listen to it instead of to each report."""

    opened = Signal(object)
    closed = Signal(object)
    current_changed = Signal(object)
    changed = Signal(object, object)
    """A report and the Edit that was just applied to it."""
    state_changed = Signal(object)
    """A report was exported, or an edit or an undo made the workbook right or wrong: its saved state differs."""

    def __init__(self, undo_group: QUndoGroup, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._undo_group = undo_group
        self._documents: list[OpenReport] = []
        self._current: OpenReport | None = None

    @property
    def documents(self) -> Sequence[OpenReport]:
        return tuple(self._documents)

    @property
    def current(self) -> OpenReport | None:
        return self._current

    def of_file(self, path: Path, member: str = "") -> list[OpenReport]:
        """The open reports that came from one file, or from the file `member` in an archive; or are saved in that file."""
        return [one for one in self._documents if (one.path, one.report.source.member) == (path, member) or one.project == path]

    def add(self, document: OpenReport) -> None:
        """Put a report on the desk."""
        document.setParent(self)
        self._documents.append(document)
        self._undo_group.addStack(document.undo_stack)
        document.changed.connect(lambda edit: self.changed.emit(document, edit))
        document.saved_changed.connect(self.state_changed)
        self.opened.emit(document)

    def remove(self, document: OpenReport) -> None:
        """Take a report off the desk; the one beside it comes to the front."""
        index = self._documents.index(document)
        self._documents.remove(document)
        if document is self._current:
            beside = self._documents[min(index, len(self._documents) - 1)] if self._documents else None
            self.bring_forward(beside)
        self._undo_group.removeStack(document.undo_stack)
        self.closed.emit(document)
        document.deleteLater()

    def bring_forward(self, document: OpenReport | None) -> None:
        """Make a report the current one."""
        if document is self._current:
            return
        self._current = document
        self._undo_group.setActiveStack(document.undo_stack if document else None)  # type: ignore[arg-type]
        self.current_changed.emit(document)
