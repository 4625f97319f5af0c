"""Printing the report in front, or something else: preview, printer, PDF; laid out and drawn in the background."""

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from core.export.target import write_whole
from core.report import Report
from gui.background import Background, Cancelled
from gui.desk import Desk
from gui.document import OpenReport
from gui.exporting import default_folder, file_name
from gui.messages import Kind, Messages
from gui.preview import PreviewDialog
from gui.printing.faces import Faces, installed_faces
from gui.printing.output import NoPrinter, a4, draw, pdf_of
from gui.printing.report import compose
from gui.printing.sheet import Page
from gui.writing import Job, Writing

_log = logging.getLogger("nianbao")
Compose = Callable[[Faces], Sequence[Page]]
"""Lays something out on pages."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Something to be printed: what the clerk calls it, the file to propose for it, and its pages."""

    title: str
    file: Path
    pages: Sequence[Page] = ()


class Printing(QObject):
    """Prints what the window holds: the values as edited."""

    def __init__(self, desk: Desk, background: Background, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._background, self._messages, self._window = desk, background, messages, window
        self._writing = Writing(desk, background, messages, window)

    @Slot()
    def preview_current(self) -> None:
        """Show the pages of the report in front."""
        if document := self._desk.current:
            report, verdict = document.report.snapshot(), document.verdict
            plain, marked = partial(compose, report), partial(compose, report, verdict=verdict)
            self._lay_out(_paper(document), plain, partial(self._preview, plain, marked, _note(report)))

    @Slot()
    def print_current(self) -> None:
        """Ask for a printer and print the report in front."""
        if document := self._desk.current:
            self._lay_out(_paper(document), partial(compose, document.report.snapshot()), self._print)

    @Slot()
    def save_current(self) -> None:
        """Write the report in front as a PDF."""
        if document := self._desk.current:
            self._lay_out(_paper(document), partial(compose, document.report.snapshot()), self._save)

    def preview(self, title: str, file: Path, laid_out: Compose) -> None:
        """Show the pages of something else; `file` is proposed where it is to be a PDF."""
        self._lay_out(Paper(title, file), laid_out, partial(self._preview, laid_out, None, ""))

    def _lay_out(self, paper: Paper, laid_out: Compose, then: Callable[[Paper, Faces], object]) -> None:
        faces = installed_faces()
        self._background.submit(
            f"正在排版：{paper.title}",
            lambda _progress: laid_out(faces),
            lambda pages: then(replace(paper, pages=pages), faces),
            self._on_failed,
        )

    def _preview(self, plain: Compose, marked: Compose | None, note: str, paper: Paper, faces: Faces) -> None:
        dialog = PreviewDialog(paper.title, faces, note, marks=marked is not None, parent=self._window)
        shown = [paper]

        def show(again: Paper, _faces: Faces) -> None:
            if isValid(dialog):
                shown[0] = again
                dialog.show_pages(again.pages)

        def mark(on: bool) -> None:
            self._lay_out(paper, marked if on and marked else plain, show)

        dialog.print_asked.connect(lambda: self._print(shown[0], faces))
        dialog.pdf_asked.connect(lambda: self._save(shown[0], faces))
        dialog.marks_asked.connect(mark)
        dialog.show_pages(paper.pages)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        dialog.view.fit_width()

    def _print(self, paper: Paper, faces: Faces) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(a4())
        printer.setFullPage(True)
        printer.setDocName(paper.file.stem)
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(paper.pages))
        if dialog.exec():
            pages = _asked(printer, paper.pages)
            self._background.submit(
                f"正在打印：{paper.title}",
                lambda progress: draw(printer, pages, faces, progress),
                lambda _nothing: self._messages.post(Kind.DONE, f"已送去打印：{paper.title}，共 {len(pages)} 页。"),
                self._on_failed,
            )
        dialog.deleteLater()

    def _save(self, paper: Paper, faces: Faces) -> None:
        name = paper.file.stem
        job = Job(
            "存为 PDF", "PDF 文件 (*.pdf)", ".pdf", "PDF 文件",
            lambda target, progress: write_whole(target, pdf_of(paper.pages, faces, name, progress)),
            lambda _target: None,
        )  # fmt: skip
        self._writing.ask(job, paper.file)

    def _on_failed(self, error: BaseException) -> None:
        match error:
            case Cancelled():
                self._messages.post(Kind.NOTE, "已取消打印。")
            case NoPrinter():
                self._messages.post(Kind.PROBLEM, "打印机没有响应，没有打印。请检查打印机是否开机、连好，再试一次。")
            case _:
                _log.error("printing", exc_info=error)
                detail = "".join(traceback.format_exception(error))
                self._messages.post(Kind.PROBLEM, "打印时程序出了错，没有打印；报告和修改都还在。", detail=detail)


def _paper(document: OpenReport) -> Paper:
    return Paper(document.title, default_folder(document) / file_name(document.report, "年报", ".pdf"))


def _asked(printer: QPrinter, pages: Sequence[Page]) -> Sequence[Page]:
    """The pages that the clerk chose in the dialogue."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return pages
    return pages[max(0, printer.fromPage() - 1) : printer.toPage() or len(pages)]


def _note(report: Report) -> str:
    """What of the source is not printed."""
    count = sum(map(len, report.pictures.values()))
    return f"原文里的 {count} 幅图片不在打印的内容里。" if count else ""
