"""Feedback sheets (校对单) from the window: that of the report in front, on paper too, or those of all units."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
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
from gui.printing.control import Printing
from gui.printing.feedback_pages import compose_sheets
from gui.writing import Job, Writing, same_file, show_file

_WHAT, _SUFFIX = "校对单", ".docx"
_TITLE_FONT = "方正小标宋简体"


@dataclass(frozen=True, slots=True)
class _Written:
    """What became of many sheets: how many stand in the folder, and why the others do not."""

    count: int
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the clerk chose before sheets are made: which button, and whether remarks are to be on them too."""

    button: int
    remarks: bool


Sheets = Sequence[tuple[str, Feedback]]
"""Sheets with the names of their files."""


class FeedbackSheets(QObject):
    """Makes feedback sheets of the findings that were not set aside."""

    def __init__(self, desk: Desk, background: Background, messages: Messages, printing: Printing, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._background, self._messages, self._window = desk, background, messages, window
        self._printing, self._writing = printing, Writing(desk, background, messages, window)

    @Slot()
    def make_current(self) -> None:
        """Write the sheet of the report in front."""
        if document := self._desk.current:
            sheets = self._sheets([document], self._remarks(document, "生成…"))
            if sheets:
                self._write_one(sheets, default_folder(document) / sheets[0][0])

    @Slot()
    def preview_current(self) -> None:
        """Show the sheet of the report in front, to be printed."""
        if document := self._desk.current:
            sheets = self._sheets([document], self._remarks(document, "预览…"))
            if sheets:
                [(name, sheet)] = sheets
                file = default_folder(document) / Path(name).with_suffix(".pdf")
                self._printing.preview(f"{_WHAT} {document.title}", file, partial(compose_sheets, [sheet]))

    @Slot()
    def make_all(self) -> None:
        """Write the sheets of all open reports that have something to verify, each into a document or all into one."""
        documents = self._desk.documents
        chosen = self._choose(documents, "每份一个文档…", "合成一个文档…") if documents else None
        if chosen is None:
            return
        sheets, folder = self._sheets(documents, chosen), default_folder(documents[0])
        if sheets and chosen.button:
            self._write_one(sheets, folder / f"{_WHAT}（{len(sheets)} 份）{_SUFFIX}")
        elif sheets:
            said = QFileDialog.getExistingDirectory(self._window, "校对单放在哪个文件夹", str(folder))
            if said:
                self._write_all(Path(said), sheets, len(documents) - len(sheets))

    def _sheets(self, documents: Sequence[OpenReport], chosen: _Chosen | None) -> Sheets:
        """The sheets that have lines; says so when there are none."""
        if chosen is None:
            return ()
        made = [(file_name(one.report, _WHAT, _SUFFIX), _sheet(one, chosen.remarks)) for one in documents]
        found = [(name, sheet) for name, sheet in made if sheet.lines]
        if not found:
            self._messages.post(Kind.NOTE, "没有需要单位核实的问题，不用生成校对单。")
        return found

    def _write_one(self, sheets: Sheets, proposal: Path) -> None:
        """Ask for a name and write the sheets into one document."""
        song, held = _song(), [sheet for _, sheet in sheets]
        job = Job(
            "生成校对单", "Word 文档 (*.docx)", _SUFFIX, _WHAT,
            lambda target, _progress: _write(target, held, song), lambda _target: None,
        )  # fmt: skip
        self._writing.ask(job, proposal)

    def _write_all(self, folder: Path, sheets: Sheets, clean: int) -> None:
        """Write each sheet into a document of its own, once it is clear what becomes of those that stand there."""
        targets = self._targets(folder, [name for name, _ in sheets])
        if targets is None:
            return
        song, orders = _song(), [(target, sheet) for target, (_, sheet) in zip(targets, sheets, strict=True)]
        self._background.submit(
            f"正在生成 {len(sheets)} 份校对单",
            lambda progress: _write_many(orders, progress, song=song),
            lambda written: self._tell(folder, written, clean),
            lambda error: self._messages.post(Kind.PROBLEM, "没有生成完校对单；报告和修改都还在。", detail=repr(error)),
        )

    def _targets(self, folder: Path, names: Sequence[str]) -> list[Path] | None:
        """The files to write; where some exist the clerk says once what becomes of them all, None for nothing at all."""
        own = [path for path in (one.path for one in self._desk.documents) if path]
        there = [name for name in names if (folder / name).exists()]
        replaces = self._may_replace(folder, there) if there else False
        if replaces is None:
            return None
        found: list[Path] = []
        for target in (folder / name for name in names):
            is_kept = target.exists() and (not replaces or any(same_file(path, target) for path in own))
            found.append(free_name(target, found) if is_kept or target in found else target)
        return found

    def _may_replace(self, folder: Path, there: Sequence[str]) -> bool | None:
        """Whether the files that stand in a folder may be replaced; None when the clerk would rather not go on."""
        said = f"文件夹“{folder.name or folder}”里已有 {len(there)} 份同名的校对单，例如“{there[0]}”。"
        box = QMessageBox(QMessageBox.Icon.Question, "生成校对单", said, parent=self._window)
        beside = box.addButton("另存为“(2)”", QMessageBox.ButtonRole.AcceptRole)
        over = box.addButton("替换", QMessageBox.ButtonRole.DestructiveRole)
        box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(beside)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return clicked is over if clicked in {over, beside} else None

    def _tell(self, folder: Path, written: _Written, clean: int) -> None:
        none = f"{clean} 份报告没有问题，没有生成。" if clean else ""
        failed = f"{len(written.failed)} 份没有写成：{written.failed[0]}" if written.failed else ""
        self._messages.post(
            Kind.PROBLEM if written.failed else Kind.DONE,
            f"已生成 {written.count} 份校对单（在文件夹“{folder.name or folder}”里）。{none}{failed}",
            Offer("打开所在文件夹", lambda: show_file(folder)),
        )

    def _remarks(self, document: OpenReport, button: str) -> _Chosen | None:
        """Whether remarks are to be on the sheet of one report, asked where there are any."""
        return self._choose([document], button) if document.verdict.severities()[Severity.INFO] else _Chosen(0, False)

    def _choose(self, documents: Sequence[OpenReport], *buttons: str) -> _Chosen | None:
        """Ask what is to be made of some reports; None when the clerk would rather not."""
        count = sum(one.verdict.severities()[Severity.INFO] for one in documents)
        box = QMessageBox(QMessageBox.Icon.Question, _WHAT, "校对单列出没有搁置的错误和警告。", parent=self._window)
        more = QCheckBox(f"把 {count} 处提示也列上", box)
        if count:
            box.setCheckBox(more)
        made = [box.addButton(button, QMessageBox.ButtonRole.AcceptRole) for button in buttons]
        box.setDefaultButton(made[0])
        box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        clicked = box.clickedButton()
        answer = next((_Chosen(number, more.isChecked()) for number, one in enumerate(made) if one is clicked), None)
        box.deleteLater()
        return answer


def _sheet(document: OpenReport, remarks: bool) -> Feedback:
    return feedback_of(document.report, document.verdict, datetime.date.today(), remarks=remarks)


def _song() -> bool:
    """Whether the title has to be set in bold 宋体, for want of the typeface that the standard asks for."""
    return not QFontDatabase.hasFamily(_TITLE_FONT)


def _write(target: Path, sheets: Sequence[Feedback], song: bool) -> None:
    from core.export.feedback_docx import write_feedback  # deferred: 0.2 s, and not every day

    write_feedback(target, sheets, song_title=song)


def _write_many(orders: Sequence[tuple[Path, Feedback]], progress: Progress, *, song: bool) -> _Written:
    """Write each sheet into its file; one that fails does not stop the others."""
    failed: list[str] = []
    for number, (target, sheet) in enumerate(orders, 1):
        progress(f"第 {number} 份，共 {len(orders)} 份")
        try:
            _write(target, [sheet], song)
        except ExportError as error:
            failed.append(error.message)
    return _Written(len(orders) - len(failed), tuple(failed))
