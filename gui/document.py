"""The open report: its undo stack, its verdict and the one signal that it changed; the only owner of edits."""

import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from core.checks import check
from core.edits import Change, Edit, apply
from core.findings import Verdict
from core.report import Report


class _Command(QUndoCommand):
    """One edit on the undo stack."""

    def __init__(self, document: "OpenReport", edit: Edit, why: str) -> None:
        super().__init__(edit.label)
        self._document = document
        self.change = Change(edit, edit, datetime.datetime.now().astimezone(), why)

    def redo(self) -> None:
        edit = self.change.edit
        self.change = Change(edit, self._document._apply(edit), self.change.when, self.change.why)

    def undo(self) -> None:
        self._document._apply(self.change.inverse)


class OpenReport(QObject):
    """A report in the window. Panes read `report` and `verdict`, push edits, and listen to `changed`."""

    changed = Signal(object)
    """The Edit that was just applied (by an edit, an undo or a redo), after the re-check."""

    def __init__(self, report: Report, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self.verdict: Verdict = check(report)
        self.undo_stack = QUndoStack(self)

    @property
    def path(self) -> Path | None:
        return self.report.source.path

    @property
    def title(self) -> str:
        """A short name for tabs and lists: the organ and year, or the file name."""
        header = self.report.header
        if header.organ:
            return f"{header.organ} {header.year}年" if header.year else header.organ
        return self.path.stem if self.path else "粘贴的报告"

    @property
    def unsaved(self) -> bool:
        """Whether there are edits that no export holds."""
        return not self.undo_stack.isClean()

    def push(self, edit: Edit, why: str = "") -> None:
        """Apply an edit as one undo step; `why` goes into the change log."""
        self.undo_stack.push(_Command(self, edit, why))

    def changes(self) -> tuple[Change, ...]:
        """The edits in effect, oldest first: those that undo has not taken back."""
        commands = (self.undo_stack.command(index) for index in range(self.undo_stack.index()))
        return tuple(command.change for command in commands if isinstance(command, _Command))

    def _apply(self, edit: Edit) -> Edit:
        inverse = apply(self.report, edit)
        self.verdict = check(self.report)
        self.changed.emit(edit)
        return inverse
