"""Feedback sheets (校对单) from the window: one for the report in front, or one a unit into a folder."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMessageBox, QWidget

from core.export.feedback import Feedback, feedback_of
from core.export.target import ExportError, free_name
from core.findings import Severity
from gui.background import Background, Progress
from gui.desk import Desk
from gui.document import OpenReport
from gui.exporting import default_folder, file_name
from gui.messages import Kind, Messages, Offer
from gui.writing import Job, Writing, show_file

_WHAT, _SUFFIX = "校对单", ".docx"
_TITLE_FONT = "方正小标宋简体"


@dataclass(frozen=True, slots=True)
class _Written:
    """What became of many sheets: how many stand in the folder, and why the others do not."""

    count: int
    failed: tuple[str, ...]


class FeedbackSheets(QObject):
    """Makes feedback sheets of the findings that were not set aside."""

    def __init__(self, desk: Desk, background: Background, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._background, self._messages, self._window = desk, background, messages, window
        self._writing = Writing(desk, background, messages, window)

    @Slot()
    def make_current(self) -> None:
        """Write the sheet of the report in front."""
        document = self._desk.current
        if document is None or (remarks := self._remarks([document])) is None:
            return
        sheet = _sheet(document, remarks)
        if not sheet.lines:
            self._messages.post(Kind.NOTE, "没有需要单位核实的问题，不用生成校对单。")
            return
        job = Job(
            "生成校对单", "Word 文档 (*.docx)", _SUFFIX, _WHAT,
            lambda target, _progress: _write(target, sheet, _song()), lambda _target: None,
        )  # fmt: skip
        self._writing.ask(job, default_folder(document) / file_name(document.report, _WHAT, _SUFFIX))

    @Slot()
    def make_all(self) -> None:
        """Write one sheet for each open report that has something to verify, into one folder; nothing is overwritten."""
        documents = self._desk.documents
        if not documents or (remarks := self._remarks(documents)) is None:
            return
        sheets = [(file_name(one.report, _WHAT, _SUFFIX), _sheet(one, remarks)) for one in documents]
        wanted = [(name, sheet) for name, sheet in sheets if sheet.lines]
        if not wanted:
            self._messages.post(Kind.NOTE, "没有需要单位核实的问题，不用生成校对单。")
            return
        folder = QFileDialog.getExistingDirectory(self._window, "校对单放在哪个文件夹", str(default_folder(documents[0])))
        if folder:
            self._write_all(Path(folder), wanted, len(sheets) - len(wanted))

    def _write_all(self, folder: Path, sheets: Sequence[tuple[str, Feedback]], clean: int) -> None:
        song = _song()
        self._background.submit(
            f"正在生成 {len(sheets)} 份校对单",
            lambda progress: _write_many(folder, sheets, progress, song=song),
            lambda written: self._tell(folder, written, clean),
            lambda error: self._messages.post(Kind.PROBLEM, "没有生成完校对单；报告和修改都还在。", detail=repr(error)),
        )

    def _tell(self, folder: Path, written: _Written, clean: int) -> None:
        none = f"{clean} 份报告没有问题，没有生成。" if clean else ""
        failed = f"{len(written.failed)} 份没有写成：{written.failed[0]}" if written.failed else ""
        self._messages.post(
            Kind.PROBLEM if written.failed else Kind.DONE,
            f"已生成 {written.count} 份校对单（在文件夹“{folder.name or folder}”里）。{none}{failed}",
            Offer("打开所在文件夹", lambda: show_file(folder)),
        )

    def _remarks(self, documents: Sequence[OpenReport]) -> bool | None:
        """Whether remarks are to be on the sheets too, asked where there are any; None when the clerk would rather not."""
        count = sum(one.verdict.severities()[Severity.INFO] for one in documents)
        if not count:
            return False
        box = QMessageBox(QMessageBox.Icon.Question, "生成校对单", "校对单列出没有搁置的错误和警告。", parent=self._window)
        more = QCheckBox(f"把 {count} 处提示也列上", box)
        box.setCheckBox(more)
        made = box.addButton("生成…", QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        answer = more.isChecked() if box.clickedButton() is made else None
        box.deleteLater()
        return answer


def _sheet(document: OpenReport, remarks: bool) -> Feedback:
    return feedback_of(document.report, document.verdict, datetime.date.today(), remarks=remarks)


def _song() -> bool:
    """Whether the title has to be set in bold 宋体, for want of the typeface that the standard asks for."""
    return not QFontDatabase.hasFamily(_TITLE_FONT)


def _write(target: Path, sheet: Feedback, song: bool) -> None:
    from core.export.feedback_docx import write_feedback  # deferred: 0.2 s, and not every day

    write_feedback(target, sheet, song_title=song)


def _write_many(folder: Path, sheets: Sequence[tuple[str, Feedback]], progress: Progress, *, song: bool) -> _Written:
    """Write each sheet under its name, or beside a file of that name; one that fails does not stop the others."""
    failed: list[str] = []
    for number, (name, sheet) in enumerate(sheets, 1):
        progress(f"第 {number} 份，共 {len(sheets)} 份")
        target = folder / name
        try:
            _write(free_name(target) if target.exists() else target, sheet, song)
        except ExportError as error:
            failed.append(error.message)
    return _Written(len(sheets) - len(failed), tuple(failed))
