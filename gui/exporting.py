"""Exporting a workbook: where to, in the background, and what to do when the place cannot be written."""

import logging
import os
import re
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.export.target import ExportError, free_name
from core.forms import RESOURCES
from gui.background import Background, Cancelled
from gui.desk import Desk
from gui.document import OpenReport
from gui.messages import Kind, Messages, Offer
from gui.services import Services, Snapshot

Then = Callable[[bool], object]
"""Called when an export has ended: whether the report now stands in a workbook."""

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_log = logging.getLogger("nianbao")


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for: the reports, as they were then with their undo steps, and what to do when it has ended."""

    documents: tuple[OpenReport, ...]
    snapshots: tuple[Snapshot, ...]
    steps: tuple[int, ...]
    then: Then


def _order(documents: Sequence[OpenReport], then: Then) -> _Order:
    snapshots = (Snapshot(document.report.snapshot(), document.verdict, document.changes()) for document in documents)
    return _Order(tuple(documents), tuple(snapshots), tuple(document.undo_stack.index() for document in documents), then)


def default_name(documents: Sequence[OpenReport]) -> str:
    """The name to propose: 机关 年 校核结果.xlsx."""
    if len(documents) > 1:
        return f"{len(documents)}份年报 校核结果.xlsx"
    document = documents[0]
    header = document.report.header
    who = header.organ or (Path(document.report.source.name).stem or "年报")
    words = [who, f"{header.year}年" if header.year else "", "校核结果"]
    return _UNSAFE.sub("_", " ".join(word for word in words if word)) + ".xlsx"


def default_folder(document: OpenReport) -> Path:
    """Beside the source, unless that is a sample or cannot be written; then the clerk's own folder."""
    folder = document.path.parent if document.path else None
    if folder and RESOURCES not in folder.parents and folder.is_dir() and os.access(folder, os.W_OK):
        return folder
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def same_file(one: Path, other: Path) -> bool:
    """Whether two names mean one file, however they are written."""
    try:
        return one.samefile(other)
    except OSError:
        return os.path.normcase(one.absolute()) == os.path.normcase(other.absolute())


class Exporting(QObject):
    """Writes reports into workbooks; a source file is never written to."""

    def __init__(self, desk: Desk, services: Services, background: Background, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._services, self._background = desk, services, background
        self._messages, self._window = messages, window

    def export(self, documents: Sequence[OpenReport], then: Then = lambda _done: None) -> None:
        """Ask where to, and write the workbook; the reports are taken as they are now."""
        self._ask(_order(documents, then), default_folder(documents[0]) / default_name(documents))

    @Slot()
    def export_current(self) -> None:
        """Export the report in front."""
        if self._desk.current:
            self.export([self._desk.current])

    @Slot()
    def export_all(self) -> None:
        """Export all open reports into one workbook."""
        if self._desk.documents:
            self.export(self._desk.documents)

    def _ask(self, order: _Order, proposal: Path) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self._window, "导出工作簿", str(proposal), "Excel 工作簿 (*.xlsx)")
        if not chosen:
            order.then(False)
            return
        target = Path(chosen)
        if target.suffix.lower() != ".xlsx":
            target = target.with_name(target.name + ".xlsx")
            target = free_name(target) if target.exists() else target
        self._write(order, target)

    def _write(self, order: _Order, target: Path) -> None:
        if any(other.path and same_file(other.path, target) for other in self._desk.documents):
            self._offer_another(order, target, ExportError(f"“{target.name}”是正在校核的原始文件，不能覆盖。请换一个名字。"))
            return
        self._background.submit(
            f"正在导出：{target.name}",
            lambda progress: self._services.export(target, order.snapshots, progress),
            partial(self._on_done, order, target),
            partial(self._on_failed, order, target),
        )

    def _on_done(self, order: _Order, target: Path, _nothing: object) -> None:
        for document, step in zip(order.documents, order.steps, strict=True):
            if document in self._desk.documents:
                document.mark_exported(target, step)
                self._desk.state_changed.emit(document)
        self._messages.post(
            Kind.DONE,
            f"已导出：{target.name}（在文件夹“{target.parent.name or target.parent}”里）",
            Offer("打开工作簿", lambda: _open(target)),
            Offer("打开所在文件夹", lambda: _open(target.parent)),
        )
        order.then(True)

    def _on_failed(self, order: _Order, target: Path, error: BaseException) -> None:
        match error:
            case Cancelled():
                self._messages.post(Kind.NOTE, "已取消导出，没有写文件。")
                order.then(False)
            case ExportError():
                self._offer_another(order, target, error)
            case _:
                _log.error("exporting %s", target, exc_info=error)
                detail = "".join(traceback.format_exception(error))
                self._messages.post(Kind.PROBLEM, "导出时程序出了错，没有写文件；报告和修改都还在。", detail=detail)
                order.then(False)

    def _offer_another(self, order: _Order, target: Path, error: ExportError) -> None:
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
            self._write(order, other)
        elif chosen is elsewhere:
            self._ask(order, other)
        else:
            order.then(False)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
