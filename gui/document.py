"""The open report: its undo stack, its verdict and the one signal that it changed; the only owner of edits."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from core.checks import check
from core.edits import Change, Edit, apply
from core.findings import Suggestion, Verdict
from core.records import Done, Step, Work, owned
from core.report import Report
from core.retitling import Retitling


class _Command(QUndoCommand):
    """One step of the undo stack: an edit, or several that are done and undone with one re-check."""

    def __init__(self, document: "OpenReport", step: Step, burst: str = "") -> None:
        super().__init__(step.label)
        self._document = document
        self._burst = burst
        self.changes = [Change(done.edit, done.edit, done.when, done.why) for done in step.edits]

    def redo(self) -> None:
        inverses = self._document._apply([owned(change.edit) for change in self.changes])
        self.changes = [replace(change, inverse=inverse) for change, inverse in zip(self.changes, inverses, strict=True)]

    def undo(self) -> None:
        self._document._apply([change.inverse for change in reversed(self.changes)])

    def id(self) -> int:
        return 1 if self._burst else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the next edit of the same burst of typing, so that one undo takes back the burst."""
        if not isinstance(other, _Command) or other._burst != self._burst:
            return False
        [first], [last] = self.changes, other.changes
        self.changes = [Change(last.edit, first.inverse, last.when, first.why)]
        return True


def _commands(step: QUndoCommand) -> Iterator[QUndoCommand]:
    """A step of the stack, or the commands that were put together into it."""
    if step.childCount():
        yield from (step.child(index) for index in range(step.childCount()))
    else:
        yield step


def source_name(report: Report) -> str:
    """What a clerk calls the file that a report came from."""
    return report.source.name or "粘贴的文字"


def title_of(report: Report) -> str:
    """A short name for a report: its organ and year, or the name of its file."""
    header = report.header
    if header.organ:
        return f"{header.organ} {header.year}年" if header.year else header.organ
    return Path(report.source.name).stem or "粘贴的报告"


class OpenReport(QObject):
    """A report in the window. Panes read `report` and `verdict`, push edits, and listen to `changed`."""

    changed = Signal(object)
    """The Edit that was just applied (by an edit, an undo or a redo), after the re-check; None where that was all."""

    pushed = Signal(object)
    """The Edit that somebody has just made; none for an undo or a redo."""

    previewed = Signal()
    """Another suggestion, or none, is to be seen in its place before it is taken."""

    saved_changed = Signal(object)
    """This report, when it begins or ceases to have edits that no file holds."""

    def __init__(self, report: Report, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self.loaded = report.snapshot()
        """The report as it was before any step of the undo stack; never changed."""
        self.previous: Report | None = None
        """The same organ's report of the year before, when the clerk compares with it."""
        self.verdict: Verdict = check(report)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._tell_saved)
        self.project: Path | None = None
        """The project file that the work is saved in."""
        self._compared: Report | None = None
        """Last year's report as that file has it."""
        self.project_digest = ""
        """The SHA-256 of that file as it was read or written last."""
        self.exported: Path | None = None
        self.written: Path | None = None
        """The file that was written last, of either kind."""
        self.preview: Suggestion | Retitling | None = None
        """What the cells or a heading show as if it had been taken; it is no part of the report."""
        self.last: tuple[Edit, Edit] | None = None
        """The edit applied last, by doing, undo or redo, and its inverse."""
        self._replaying = False

    @classmethod
    def of_work(cls, work: Work, clean: int) -> "OpenReport":
        """Open work that was kept, with its whole undo history; at step `clean` a file held it, -1 for none."""
        document = cls(work.loaded.snapshot())
        document.previous = document._compared = work.previous
        document._replay(work, clean)
        return document

    @property
    def path(self) -> Path | None:
        return self.report.source.path

    @property
    def title(self) -> str:
        """A short name for tabs and lists: the organ and year, or the file name."""
        return title_of(self.report)

    @property
    def unsaved(self) -> bool:
        """Whether there are edits that neither a project file nor a workbook holds, or it compares with another."""
        return not self.undo_stack.isClean() or (self.project is not None and self.previous is not self._compared)

    def push(self, edit: Edit, why: str = "", burst: str = "") -> None:
        """Apply an edit as one undo step; `why` goes into the change log.

        Edits that follow each other under one `burst` name (letters of a text) become one step; each must replace
        the whole of what the one before it set.
        """
        self._push(edit.label, [edit], why, burst)

    def push_together(self, label: str, edits: Sequence[Edit], why: str = "") -> None:
        """Apply edits one after the other as one undo step, with one re-check after the last of them."""
        self._push(label, edits, why, "")

    @Slot(object)
    def show_preview(self, suggestion: Suggestion | Retitling | None) -> None:
        """Let the cells or a heading show what a suggestion would change, or None: what they hold."""
        if suggestion != self.preview:
            self.preview = suggestion
            self.previewed.emit()

    def mark_exported(self, path: Path, index: int) -> None:
        """Remember that the report, as it was at undo step `index`, now stands in a workbook."""
        self.exported = self.written = path
        self._mark_written(index)

    def mark_saved(self, path: Path, digest: str, index: int) -> None:
        """Remember that the work, as it was at undo step `index`, is now saved in a project file."""
        was_clean, unsaved = self.undo_stack.isClean(), self.unsaved
        self.project, self.project_digest, self.written = path, digest, path
        self._compared = self.previous
        self._mark_written(index)
        if was_clean and unsaved:
            self._tell_saved()

    def changes(self) -> tuple[Change, ...]:
        """The edits in effect, oldest first: those that undo has not taken back."""
        return tuple(change for index in range(self.undo_stack.index()) for change in self._changes_of(index))

    def step(self, index: int) -> Step:
        """What one undo takes back, as a record."""
        edits = (Done(change.edit, change.when, change.why) for change in self._changes_of(index))
        return Step(self.undo_stack.text(index), tuple(edits))

    def step_stands(self) -> Callable[[], bool]:
        """Asks whether the last step is still done: for what is said of it."""
        steps, count = self.undo_stack.index(), self.undo_stack.count()
        return lambda: self.undo_stack.index() >= steps and self.undo_stack.count() >= count

    def compare(self, previous: Report | None) -> None:
        """Check the report beside that of the year before, or by itself, from now on."""
        unsaved = self.unsaved
        self.previous = previous
        self.recheck()
        if self.unsaved != unsaved:
            self._tell_saved()

    def recheck(self) -> None:
        """Check again, because something beside the report has changed."""
        self._check(None)

    def _push(self, label: str, edits: Sequence[Edit], why: str, burst: str) -> None:
        now = datetime.datetime.now().astimezone()
        self.undo_stack.push(_Command(self, Step(label, tuple(Done(edit, now, why) for edit in edits)), burst))
        self.pushed.emit(edits[-1])

    def _changes_of(self, index: int) -> Iterator[Change]:
        commands = _commands(self.undo_stack.command(index))
        return (change for command in commands if isinstance(command, _Command) for change in command.changes)

    def _mark_written(self, index: int) -> None:
        if self.undo_stack.index() == index:
            self.undo_stack.setClean()

    def _replay(self, work: Work, clean: int) -> None:
        """Do every step again, unchecked, and go back to where undo had gone."""
        self._replaying = True
        for step in work.steps:
            self.undo_stack.push(_Command(self, step))
        self.undo_stack.resetClean()
        if clean >= 0:
            self.undo_stack.setIndex(clean)
            self.undo_stack.setClean()
        self.undo_stack.setIndex(work.index)
        self._replaying, self.last = False, None
        self._check(None)

    def _check(self, edit: Edit | None) -> None:
        self.verdict = check(self.report, self.previous)
        self.show_preview(None)
        self.changed.emit(edit)

    @Slot()
    def _tell_saved(self) -> None:
        self.saved_changed.emit(self)

    def _apply(self, edits: Sequence[Edit]) -> list[Edit]:
        """Change the report and return the inverse edits; check once, after the last."""
        inverses = [apply(self.report, edit) for edit in edits]
        self.last = edits[-1], inverses[-1]
        if not self._replaying:
            self._check(edits[-1])
        return inverses
