"""Saving the work on a report into a project file: where to, in the background, never over what somebody else wrote there."""

import datetime
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QWidget
from shiboken6 import isValid

from core import project
from core.document import digest
from core.entries import Entry
from core.export.target import ExportError, free_name
from core.library import Library, Recent
from gui.background import Background, Cancelled, Progress
from gui.desk import Desk
from gui.document import OpenReport
from gui.exporting import default_folder, default_name
from gui.keeping import Keeping
from gui.messages import Kind, Messages
from gui.writing import same_file

Then = Callable[[bool], object]
"""Called when saving has ended: whether the work now stands in a project file."""

_CHANGED = "“{name}”在别处改过了（可能是另一个窗口或另一台电脑保存的），没有覆盖它。请把这里的工作另存一份。"
_TAKEN = "“{name}”里保存的是另一份已打开的报告，不能覆盖。请换一个名字。"
_log = logging.getLogger("nianbao")


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be saved: the report, and the work on it as it was when that was asked for."""

    document: OpenReport
    entry: Entry
    then: Then


class Saving(QObject):
    """Writes project files."""

    def __init__(
        self, desk: Desk, keeping: Keeping, background: Background, messages: Messages, library: Library, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._keeping, self._background = desk, keeping, background
        self._messages, self._library, self._window = messages, library, window

    def save(self, document: OpenReport, then: Then = lambda _done: None) -> None:
        """Save into the file that holds the work already, or ask for one."""
        order = _Order(document, self._keeping.entry(document), then)
        if document.project:
            self._submit(order, document.project, document.project_digest)
        else:
            self._ask(order, proposal(document))

    def save_as(self, document: OpenReport) -> None:
        """Ask for a file, and save into that from now on."""
        self._ask(_Order(document, self._keeping.entry(document), lambda _done: None), document.project or proposal(document))

    @Slot()
    def save_current(self) -> None:
        """Save the work on the report in front."""
        finish_entry(self._window)
        if self._desk.current:
            self.save(self._desk.current)

    @Slot()
    def save_current_as(self) -> None:
        """Save the work on the report in front elsewhere."""
        finish_entry(self._window)
        if self._desk.current:
            self.save_as(self._desk.current)

    def _ask(self, order: _Order, name: Path) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self._window, "保存校核工作", str(name), f"年报校核文件 (*{project.SUFFIX})")
        if not chosen:
            order.then(False)
            return
        target = Path(chosen)
        if target.suffix.lower() != project.SUFFIX:
            target = target.with_name(target.name + project.SUFFIX)
            target = free_name(target) if target.exists() else target
        others = (one for one in self._desk.documents if one is not order.document)
        if any(other.project and same_file(other.project, target) for other in others):
            self._offer_another(order, target, ExportError(_TAKEN.format(name=target.name)))
        else:
            self._submit(order, target, "")

    def _submit(self, order: _Order, target: Path, expected: str) -> None:
        self._background.submit(
            f"正在保存：{target.name}",
            partial(_write, order.entry, target, expected),
            partial(self._on_done, order, target),
            partial(self._on_failed, order, target),
        )

    def _on_done(self, order: _Order, target: Path, digest: str) -> None:
        document, about = order.document, order.entry.about
        if document in self._desk.documents:
            document.mark_saved(target, digest, about.index)
            self._desk.state_changed.emit(document)
        now = datetime.datetime.now().astimezone()
        self._library.remember(Recent(target, about.organ, about.year, digest, now))
        said = f"已保存：{target.name}（在文件夹“{target.parent.name or target.parent}”里）"
        self._messages.post(Kind.DONE, said, stands=lambda: document not in self._desk.documents or not document.unsaved)
        order.then(True)

    def _on_failed(self, order: _Order, target: Path, error: BaseException) -> None:
        match error:
            case Cancelled():
                self._messages.post(Kind.NOTE, "已取消，没有保存。")
                order.then(False)
            case ExportError():
                self._offer_another(order, target, error)
            case _:
                _log.error("saving %s", target, exc_info=error)
                detail = "".join(traceback.format_exception(error))
                self._messages.post(Kind.PROBLEM, "保存时程序出了错，没有写文件；报告和修改都还在。", detail=detail)
                order.then(False)

    def _offer_another(self, order: _Order, target: Path, error: ExportError) -> None:
        """Say why it could not be written, and offer another place."""
        _log.warning("save: %s %s", error.message, error.detail)
        box = QMessageBox(QMessageBox.Icon.Warning, "没有保存", error.message, parent=self._window)
        elsewhere = box.addButton("另存到别处…", QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(elsewhere)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        if chosen is elsewhere:
            self._ask(order, free_name(target))
        else:
            order.then(False)


def finish_entry(window: QWidget) -> None:
    """Take what is being typed into a cell or a line for entered, as Excel does when one saves in the midst of it."""
    editor = window.focusWidget()
    if not isinstance(editor, QLineEdit):
        return
    around = editor.parentWidget()
    editor.clearFocus()
    if isValid(editor) and editor.isVisible():
        editor.setFocus()
    elif around is not None:  # the editor of a cell is gone now
        around.setFocus()


def proposal(document: OpenReport) -> Path:
    """The file to propose: beside the source, named after organ and year."""
    name = Path(default_name([document])).stem.removesuffix(" 校核结果")
    return default_folder(document) / f"{name} 校核{project.SUFFIX}"


def _write(entry: Entry, target: Path, expected: str, progress: Progress) -> str:
    """Write a project file and return its digest; on the background thread.

    `expected` is the digest of what the window knows to stand there: anything else is left alone.
    """
    progress("写文件")
    if expected and _is_other(target, expected):
        raise ExportError(_CHANGED.format(name=target.name))
    now = datetime.datetime.now().astimezone()
    data = project.project_bytes(entry.loaded, entry.steps, entry.about.index, entry.previous, now, entry.kept)
    return project.save(target, data)


def _is_other(target: Path, expected: str) -> bool:
    """Whether a file holds something else than expected; one that is gone or cannot be read holds nothing to lose."""
    try:
        return digest(target.read_bytes()) != expected
    except OSError:
        return False
