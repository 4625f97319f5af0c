"""Printing the report in front: preview, printer, PDF; laid out and drawn in the background."""

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from core.export.target import write_whole
from core.findings import Verdict
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


@dataclass(frozen=True, slots=True)
class _Print:
    """A report as it was when printing was asked for, and its pages."""

    document: OpenReport
    report: Report
    verdict: Verdict
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
        self._compose(self._preview)

    @Slot()
    def print_current(self) -> None:
        """Ask for a printer and print the report in front."""
        self._compose(self._print)

    @Slot()
    def save_current(self) -> None:
        """Write the report in front as a PDF."""
        self._compose(self._save)

    def _compose(self, then: Callable[[_Print, Faces], object]) -> None:
        document = self._desk.current
        if document is None:
            return
        faces = installed_faces()
        taken = _Print(document, document.report.snapshot(), document.verdict)
        self._lay_out(taken, faces, None, lambda pages: then(_with(taken, pages), faces))

    def _lay_out(self, taken: _Print, faces: Faces, marks: Verdict | None, done: Callable[[Sequence[Page]], object]) -> None:
        title = f"正在排版：{taken.document.title}"
        self._background.submit(title, lambda _progress: compose(taken.report, faces, marks), done, self._on_failed)

    def _preview(self, taken: _Print, faces: Faces) -> None:
        dialog = PreviewDialog(taken.document.title, faces, _note(taken.report), parent=self._window)
        shown = [taken]

        def show(pages: Sequence[Page]) -> None:
            shown[0] = _with(taken, pages)
            dialog.show_pages(pages)

        dialog.print_asked.connect(lambda: self._print(shown[0], faces))
        dialog.pdf_asked.connect(lambda: self._save(shown[0], faces))
        dialog.marks_asked.connect(lambda on: self._lay_out(taken, faces, taken.verdict if on else None, show))
        dialog.show_pages(taken.pages)
        dialog.finished.connect(dialog.hide)
        dialog.open()
        dialog.view.fit_width()

    def _print(self, taken: _Print, faces: Faces) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(a4())
        printer.setFullPage(True)
        printer.setDocName(file_name(taken.report, "年报", ""))
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(taken.pages))
        if dialog.exec():
            pages = _asked(printer, taken.pages)
            self._background.submit(
                f"正在打印：{taken.document.title}",
                lambda progress: draw(printer, pages, faces, progress),
                lambda _nothing: self._messages.post(Kind.DONE, f"已送去打印：{taken.document.title}，共 {len(pages)} 页。"),
                self._on_failed,
            )
        dialog.deleteLater()

    def _save(self, taken: _Print, faces: Faces) -> None:
        name = file_name(taken.report, "年报", ".pdf")
        job = Job(
            "存为 PDF", "PDF 文件 (*.pdf)", ".pdf", "PDF 文件",
            lambda target, progress: write_whole(target, pdf_of(taken.pages, faces, name.removesuffix(".pdf"), progress)),
            lambda _target: None,
        )  # fmt: skip
        self._writing.ask(job, default_folder(taken.document) / name)

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


def _with(taken: _Print, pages: Sequence[Page]) -> _Print:
    return _Print(taken.document, taken.report, taken.verdict, pages)


def _asked(printer: QPrinter, pages: Sequence[Page]) -> Sequence[Page]:
    """The pages that the clerk chose in the dialogue."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return pages
    return pages[max(0, printer.fromPage() - 1) : printer.toPage() or len(pages)]


def _note(report: Report) -> str:
    """What of the source is not printed."""
    count = sum(map(len, report.pictures.values()))
    return f"原文里的 {count} 幅图片不在打印的内容里。" if count else ""
