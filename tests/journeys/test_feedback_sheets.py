"""Feedback sheets through the real window: one report, many into a folder, nothing overwritten, nothing empty."""

import pytest
from docx import Document
from PySide6.QtWidgets import QFileDialog

from gui.messages import Kind


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


def test_one_sheet_a_unit_and_none_for_a_report_without_problems(window, qtbot, open_files, document, file, tmp_path, monkeypatch):
    assert not window.actions_.feedback_all.isEnabled()
    open_files(file("乙.html", "bad 4"), file("丙.html", "good 5"))
    folder = tmp_path / "校对"
    folder.mkdir()
    header = document.report.header
    taken = folder / f"{header.organ} {header.year}年 校对单.docx"
    taken.write_text("old", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(folder))
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.feedback_all.trigger()
    assert said.args[0].text == "已生成 2 份校对单（在文件夹“校对”里）。1 份报告没有问题，没有生成。"
    assert taken.read_text(encoding="utf-8") == "old"
    assert len(list(folder.iterdir())) == 3
    assert len(rows(taken.with_name(f"{taken.stem} (2).docx"))) == 2


def test_without_problems_there_is_no_sheet(window, qtbot, open_files, file):
    open_files(file("好.html", "good 3"))
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.feedback.trigger()
    assert said.args[0].text == "没有需要单位核实的问题，不用生成校对单。"


def test_a_folder_that_cannot_be_written_is_told(window, qtbot, open_files, document, file, tmp_path, monkeypatch):
    open_files(file("乙.html", "bad 4"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path / "没有"))
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.feedback_all.trigger()
    assert said.args[0].kind is Kind.PROBLEM
    assert "2 份没有写成：找不到文件夹“没有”" in said.args[0].text
