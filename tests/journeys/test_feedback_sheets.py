"""Feedback sheets through the real window: one report, many into a folder, nothing overwritten, nothing empty."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtWidgets import QFileDialog, QMessageBox

from core.export.feedback import TITLE
from gui.messages import Kind
from gui.preview import PreviewDialog


@pytest.fixture
def document(window, open_files, file):
    [opened] = open_files(file("年报.html", "bad 3"))
    return opened


def rows(path):
    return [[cell.text for cell in row.cells] for row in Document(str(path)).tables[0].rows]


def test_the_sheet_of_the_report_in_front(window, qtbot, document, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(tmp_path / "校对单.docx"), ""))
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.feedback.trigger()
    assert said.args[0].kind is Kind.DONE
    heading, line = rows(tmp_path / "校对单.docx")
    assert heading[0] == "序号"
    assert line[1] == "表三 第3行‘（一）予以公开’·总计"


class Answers:
    """Presses, in each question that is asked, the button whose words come next."""

    def __init__(self) -> None:
        self.presses: list[str] = []
        self.asked: list[str] = []

    def __call__(self, box: QMessageBox) -> int:
        wanted = self.presses.pop(0)
        self.asked.append(box.text())
        next(button for button in box.buttons() if button.text() == wanted).click()
        return 0


@pytest.fixture
def answers(monkeypatch) -> Answers:
    made = Answers()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: made(box))
    return made


@pytest.fixture
def folder(tmp_path, monkeypatch):
    made = tmp_path / "校对"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(made))
    return made


@pytest.fixture
def taken(window, open_files, document, file, folder):
    """Three reports, one without a mistake; in the folder stands a file by the name of the first one's sheet."""
    assert not window.actions_.feedback_all.isEnabled()
    open_files(file("乙.html", "bad 4"), file("丙.html", "good 5"))
    header = document.report.header
    made = folder / f"{header.organ} {header.year}年 校对单.docx"
    made.write_text("old", encoding="utf-8")
    return made


def test_one_sheet_a_unit_beside_those_that_stand_there(window, qtbot, folder, taken, answers):
    answers.presses = ["每份一个文档…", "另存为“(2)”"]
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.feedback_all.trigger()
    assert answers.asked[1] == f"文件夹“校对”里已有 1 份同名的校对单，例如“{taken.name}”。"
    assert said.args[0].text == "已生成 2 份校对单（在文件夹“校对”里）。1 份报告没有问题，没有生成。"
    assert taken.read_text(encoding="utf-8") == "old"
    assert len(list(folder.iterdir())) == 3
    assert len(rows(taken.with_name(f"{taken.stem} (2).docx"))) == 2


def test_those_that_stand_there_are_replaced_when_the_clerk_says_so(window, qtbot, folder, taken, answers):
    answers.presses = ["每份一个文档…", "替换"]
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.feedback_all.trigger()
    assert len(rows(taken)) == 2
    assert len(list(folder.iterdir())) == 2


def test_nothing_is_written_when_the_clerk_would_rather_not(window, folder, taken, answers):
    answers.presses = ["每份一个文档…", "取消"]
    window.actions_.feedback_all.trigger()
    assert [path.read_text(encoding="utf-8") for path in folder.iterdir()] == ["old"]
    answers.presses = ["取消"]
    window.actions_.feedback_all.trigger()
    assert (len(answers.asked), window.background.busy) == (3, False)


def test_two_units_of_one_name_get_two_documents(window, qtbot, open_files, file, folder, answers):
    open_files(file("甲.html", "bad 3 青溪县民政局 2023"), file("乙.html", "bad 4 青溪县民政局 2023"))
    answers.presses = ["每份一个文档…"]
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.feedback_all.trigger()
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["青溪县民政局 2023年 校对单 (2).docx", "青溪县民政局 2023年 校对单.docx"]


def test_all_sheets_in_one_document(window, qtbot, tmp_path, taken, answers, monkeypatch):
    proposed = []

    def name(_window, _title, proposal, _kinds):
        proposed.append(Path(proposal).name)
        return str(tmp_path / "全部.docx"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    answers.presses = ["合成一个文档…"]
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.feedback_all.trigger()
    assert proposed == ["校对单（2 份）.docx"]
    document = Document(str(tmp_path / "全部.docx"))
    assert [paragraph.text for paragraph in document.paragraphs].count(TITLE) == 2


def test_the_sheet_is_seen_and_printed(window, qtbot, document, tmp_path, monkeypatch):
    window.actions_.feedback_preview.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(PreviewDialog)))
    [dialog] = window.findChildren(PreviewDialog)
    assert dialog.marks.isHidden()
    assert dialog.place.text() == " 第 1 页，共 1 页 "
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda _window, _title, proposal, _kinds: (proposal, ""))
    with qtbot.waitSignal(window.messages.posted) as said:
        dialog.pdf_action.trigger()
    header = document.report.header
    assert said.args[0].text.startswith(f"已导出：{header.organ} {header.year}年 校对单.pdf")
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(PreviewDialog))


def test_without_problems_there_is_no_sheet(window, qtbot, open_files, file):
    open_files(file("好.html", "good 3"))
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.feedback.trigger()
    assert said.args[0].text == "没有需要单位核实的问题，不用生成校对单。"


def test_a_folder_that_cannot_be_written_is_told(window, qtbot, open_files, document, file, tmp_path, monkeypatch, answers):
    answers.presses = ["每份一个文档…"]
    open_files(file("乙.html", "bad 4"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path / "没有"))
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.feedback_all.trigger()
    assert said.args[0].kind is Kind.PROBLEM
    assert "2 份没有写成：找不到文件夹“没有”" in said.args[0].text
