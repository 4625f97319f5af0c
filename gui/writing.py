"""Writing a file: where to, in the background, and what to do when the place cannot be written."""

import logging
import os
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.export.target import ExportError, free_name
from gui.background import Background, Cancelled, Progress
from gui.desk import Desk
from gui.messages import Kind, Messages, Offer

_log = logging.getLogger("nianbao")


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written. `kinds` is the filter of the dialogue, `noun` what a button calls the file.

    `write` runs on the background thread; `ended` is called once with the file, or with None when there is none.
    """

    title: str
    kinds: str
    suffix: str
    noun: str
    write: Callable[[Path, Progress], None]
    ended: Callable[[Path | None], object]


def same_file(one: Path, other: Path) -> bool:
    """Whether two names mean one file, however they are written."""
    try:
        return one.samefile(other)
    except OSError:
        return os.path.normcase(one.absolute()) == os.path.normcase(other.absolute())


class Writing(QObject):
    """Asks for a name and writes; a source file is never written to, and nothing is overwritten unasked."""

    def __init__(self, desk: Desk, background: Background, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._background, self._messages, self._window = desk, background, messages, window

    def ask(self, job: Job, proposal: Path) -> None:
        """Ask where to, and write."""
        chosen, _ = QFileDialog.getSaveFileName(self._window, job.title, str(proposal), job.kinds)
        if not chosen:
            job.ended(None)
            return
        target = Path(chosen)
        if target.suffix.lower() != job.suffix:
            target = target.with_name(target.name + job.suffix)
            target = free_name(target) if target.exists() else target
        self._write(job, target)

    def _write(self, job: Job, target: Path) -> None:
        if any(other.path and same_file(other.path, target) for other in self._desk.documents):
            self._offer_another(job, target, ExportError(f"“{target.name}”是正在校核的原始文件，不能覆盖。请换一个名字。"))
            return
        self._background.submit(
            f"正在导出：{target.name}",
            lambda progress: job.write(target, progress),
            partial(self._on_done, job, target),
            partial(self._on_failed, job, target),
        )

    def _on_done(self, job: Job, target: Path, _nothing: object) -> None:
        self._messages.post(
            Kind.DONE,
            f"已导出：{target.name}（在文件夹“{target.parent.name or target.parent}”里）",
            Offer(f"打开{job.noun}", lambda: show_file(target)),
            Offer("打开所在文件夹", lambda: show_file(target.parent)),
        )
        job.ended(target)

    def _on_failed(self, job: Job, target: Path, error: BaseException) -> None:
        match error:
            case Cancelled():
                self._messages.post(Kind.NOTE, "已取消导出，没有写文件。")
                job.ended(None)
            case ExportError():
                self._offer_another(job, target, error)
            case _:
                _log.error("exporting %s", target, exc_info=error)
                detail = "".join(traceback.format_exception(error))
                self._messages.post(Kind.PROBLEM, "导出时程序出了错，没有写文件；报告和修改都还在。", detail=detail)
                job.ended(None)

    def _offer_another(self, job: Job, target: Path, error: ExportError) -> None:
        """Say why it could not be written, and propose another name."""
        _log.warning("export: %s %s", error.message, error.detail)
        other = free_name(target)
        box = QMessageBox(QMessageBox.Icon.Warning, "没有导出", error.message, parent=self._window)
        rename = box.addButton(f"改存为“{other.name}”", QMessageBox.ButtonRole.AcceptRole)
        elsewhere = box.addButton("另选位置…", QMessageBox.ButtonRole.ActionRole)
        box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(rename)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        if chosen is rename:
            self._write(job, other)
        elif chosen is elsewhere:
            self.ask(job, other)
        else:
            job.ended(None)


def show_file(path: Path) -> None:
    """Open a file or a folder as the system does."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
