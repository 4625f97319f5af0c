"""Exporting reports into a workbook: the name to propose, and what is remembered when it stands there."""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QWidget

from core.forms import RESOURCES
from core.report import Report
from gui.background import Background
from gui.desk import Desk
from gui.document import OpenReport
from gui.messages import Messages
from gui.services import Services, Snapshot
from gui.writing import Job, Writing

Then = Callable[[bool], object]
"""Called when an export has ended: whether the report now stands in a workbook."""

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


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
    return file_name(documents[0].report, "校核结果", ".xlsx")


def file_name(report: Report, what: str, suffix: str) -> str:
    """A name for a file about one report that every system takes: 机关 年 校核结果.xlsx."""
    header = report.header
    who = header.organ or (Path(report.source.name).stem or "年报")
    words = [who, f"{header.year}年" if header.year else "", what]
    return _UNSAFE.sub("_", " ".join(word for word in words if word)) + suffix


def default_folder(document: OpenReport) -> Path:
    """Where the work was written last, or beside the source, unless that is a sample; else the clerk's own folder."""
    known = (file.absolute().parent for file in (document.written, document.path) if file)
    own = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
    return next(filter(_may_hold, [*known, own]), Path.home())


def _may_hold(folder: Path) -> bool:
    """Whether files of the clerk may be put into a folder: it is no part of the program, and can be written."""
    return RESOURCES not in (folder, *folder.parents) and folder.is_dir() and os.access(folder, os.W_OK)


class Exporting(QObject):
    """Writes reports into workbooks; a source file is never written to."""

    def __init__(self, desk: Desk, services: Services, background: Background, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._services = desk, services
        self._writing = Writing(desk, background, messages, window)

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
        self._writing.ask(
            Job(
                "导出工作簿", "Excel 工作簿 (*.xlsx)", ".xlsx", "工作簿",
                lambda target, progress: self._services.export(target, order.snapshots, progress),
                partial(self._on_ended, order),
            ),
            proposal,
        )  # fmt: skip

    def _on_ended(self, order: _Order, target: Path | None) -> None:
        for document, step in zip(order.documents, order.steps, strict=True):
            if target and document in self._desk.documents:
                document.mark_exported(target, step)
                self._desk.state_changed.emit(document)
        order.then(target is not None)
