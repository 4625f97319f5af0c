"""What a message offers and says holds for what is on show: it goes when that is gone, changed or saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from core.edits import type_cells
from core.forms import CellRef
from gui.messages import Kind

CTRL = Qt.KeyboardModifier.ControlModifier
TOTAL = CellRef("requests", "granted", "total")


@pytest.fixture
def documents(open_files, file):
    return open_files(file("甲.html", "good 1"), file("乙.html", "good 2"))


@pytest.fixture
def grid(window, qtbot, documents):
    """The third table of the first report, after a paste that does not fit."""
    page = window.review.workspace.show_section(documents[0], 3)
    shown = page.tables[0][1]
    shown.go_to(CellRef("requests", "granted", "other"))
    shown.view.setFocus()
    QGuiApplication.clipboard().setText("91\t92\t93")
    qtbot.keyClick(shown.view, Qt.Key.Key_V, CTRL)
    assert window.message_strip.isVisible()
    return shown


@pytest.fixture
def paste_button(window, grid):
    [button] = window.message_strip._buttons
    return button


def test_an_offered_paste_goes_with_the_table_that_it_was_for(window, documents, paste_button):
    for leave in (
        lambda: window.review.desk.bring_forward(documents[1]),
        lambda: window.review.workspace.show_section(documents[0], 2),
        lambda: documents[0].push(type_cells(documents[0].report, "改", {TOTAL: "5"})),
        window.show_start_page,
    ):
        window.message_strip.show()
        leave()
        paste_button.click()
        assert window.message_strip.isHidden()
        assert not any("粘贴" in change.edit.label for change in documents[0].changes())
        documents[0].undo_stack.setIndex(0)
        window.review.desk.bring_forward(documents[0])
        window.show_page(window.review.workspace)
        window.review.workspace.show_section(documents[0], 3)


def test_another_report_opened_from_a_file_takes_an_offered_paste_away(window, open_files, file, paste_button):
    open_files(file("丙.html", "good 3"))
    assert window.message_strip.isHidden()


def test_an_offered_paste_is_taken_once_and_said(window, documents, paste_button):
    paste_button.click()
    assert documents[0].undo_stack.count() == 1
    assert window.message_strip.message.kind is Kind.DONE
    assert window.message_strip.message.text.startswith("已粘贴放得下的 2 格")
    assert not window.message_strip._buttons
    paste_button.click()
    assert documents[0].undo_stack.count() == 1


def test_escape_closes_the_message(window, qtbot, grid):
    page = window.review.workspace.currentWidget()
    for target in (grid.view, page.editor, window.review.findings.list, window.review.outline):
        window.message_strip.show()
        target.setFocus()
        qtbot.keyClick(target, Qt.Key.Key_Escape)
        assert window.message_strip.isHidden(), target


def test_escape_ends_the_typing_first(window, qtbot, grid, documents):
    qtbot.keyClicks(grid.view, "7")
    editor = QGuiApplication.focusObject()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert window.message_strip.isVisible()
    assert not documents[0].unsaved


def test_saved_is_said_no_longer_once_it_is_edited(window, qtbot, documents, tmp_path, monkeypatch):
    document = documents[0]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "甲.nbx"), ""))
    with qtbot.waitSignal(window.messages.posted):
        window.review.safety.saving.save(document)
    assert window.message_strip.message.text.startswith("已保存：甲.nbx")
    assert window.message_strip.isVisible()
    document.push(type_cells(document.report, "改", {TOTAL: "5"}))
    assert window.message_strip.isHidden()


def test_that_a_report_is_open_already_is_said_no_longer_than_it_is_open(window, documents, open_files, tmp_path):
    documents[0].push(type_cells(documents[0].report, "改", {TOTAL: "5"}))
    open_files(tmp_path / "甲.html")
    assert "已经打开了" in window.message_strip.message.text
    assert window.message_strip.isVisible()
    window.review.desk.remove(documents[0])
    assert window.message_strip.isHidden()
