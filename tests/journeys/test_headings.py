"""A heading that is not the official one: by the list of findings, and in its place above the section."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from gui.main_window import MainWindow
from gui.services import real_services
from gui.start_page import SAMPLES

WRONG, OFFICIAL = "五、存在的主要问题及改进措施", "五、存在的主要问题及改进情况"


@pytest.fixture
def window(qtbot, settings, tmp_path):
    made = MainWindow(real_services(), settings, tmp_path / "data")
    qtbot.addWidget(made, before_close_func=lambda window: [one.undo_stack.setClean() for one in window.review.desk.documents])
    made.show()
    return made


@pytest.fixture
def document(open_files):
    (made,) = open_files(SAMPLES[1])
    return made


@pytest.fixture
def finding(document):
    (found,) = [one for one in document.verdict.findings if one.code == "section.title"]
    return found


def test_the_heading_of_the_sample_is_corrected_from_the_list_and_exported(window, qtbot, document, finding, tmp_path, monkeypatch):
    panel = window.review.findings
    panel.select(finding)
    assert OFFICIAL in panel.deeds.hint.text()
    panel.accept_button.click()
    assert document.report.section(5).title == OFFICIAL
    assert finding.key not in [one.key for one in document.verdict.findings]
    assert document.undo_stack.undoText() == "改第五部分标题"
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_kept: (str(target), ""))
    window.actions_.export.trigger()
    qtbot.waitUntil(target.exists, timeout=10_000)
    qtbot.waitUntil(lambda: not window.background.busy, timeout=10_000)
    texts = [str(cell.value) for sheet in load_workbook(target) for row in sheet.iter_rows() for cell in row if cell.value]
    assert OFFICIAL in texts
    document.undo_stack.undo()
    assert document.report.section(5).title == WRONG


def test_the_heading_is_written_in_its_place(window, qtbot, document):
    title = window.review.workspace.show_section(document, 5).title
    assert title.words.text() == WRONG
    qtbot.mouseDClick(title, Qt.MouseButton.LeftButton)
    assert title.line.isVisible()
    title.line.setText(" 五、问题和改进 ")
    qtbot.keyClick(title.line, Qt.Key.Key_Return)
    assert title.line.isHidden()
    assert document.report.section(5).title == title.words.text() == "五、问题和改进"


def test_escape_leaves_the_heading_as_it_was(window, qtbot, document):
    title = window.review.workspace.show_section(document, 5).title
    title.edit()
    title.line.setText("不要了")
    qtbot.keyClick(title.line, Qt.Key.Key_Escape)
    assert title.line.isHidden()
    assert document.report.section(5).title == title.words.text() == WRONG


def test_the_menu_of_the_heading_offers_the_official_one(window, document):
    title = window.review.workspace.show_section(document, 5).title
    offer, *_ = title.menu().actions()
    assert offer.text() == f"标题改为“{OFFICIAL}”"
    offer.trigger()
    assert document.report.section(5).title == OFFICIAL
    assert title.offer is None
