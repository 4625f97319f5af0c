"""A finding about a sentence and a cell: each place leads to the other; a suggestion is seen before it is taken."""

import re

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QMenu

import gui.document
from core.checks import check
from core.findings import Finding, Severity, Span, Suggestion, verdict
from core.forms import CellRef
from gui.grid.words import TO_CELL, TO_WORDS

RECEIVED = CellRef("requests", "received", "total")
PERSON = CellRef("requests", "received", "person")


def claim(report) -> Finding:
    """A finding as the check of figures in the text makes it: the first digits of the first part against a cell."""
    section = report.section(1)
    found = re.search(r"\d+", section.text)
    span = Span(1, found.start(), found.end(), found.group())
    offers = (Suggestion(((RECEIVED, 504),), "与正文一致"), Suggestion(((PERSON, 7), (RECEIVED, 504)), "少填一位"))
    return Finding("x.claim", Severity.ERROR, "正文说504件，表三填8件", 1, (RECEIVED,), (span,), suggestions=offers)


@pytest.fixture
def document(window, open_files, file, monkeypatch):
    def with_claim(report, *_):
        judged = check(report)
        return verdict([*judged.findings, claim(report)], list(judged.aside), judged.equations)

    monkeypatch.setattr(gui.document, "check", with_claim)
    [opened] = open_files(file("年报.html", "good 3"))
    return opened


@pytest.fixture
def found(document):
    return next(one for one in document.verdict.findings if one.code == "x.claim")


@pytest.fixture
def editor(window, document, found):
    page = window.review.workspace.show_section(document, 1)
    page.editor.go_to(found.spans[0])
    return page.editor


@pytest.fixture
def grid(window, document):
    page = window.review.workspace.show_section(document, 3)
    return page.tables[0][1]


def word(editor):
    """A point in the middle of the selected word."""
    cursor = editor.textCursor()
    cursor.setPosition((cursor.selectionStart() + cursor.selectionEnd()) // 2)
    return editor.cursorRect(cursor).center()


def action(menu: QMenu, start: str):
    return next(one for one in menu.actions() if one.text().startswith(start))


def test_the_menu_of_the_words_leads_to_the_cell(window, document, editor, grid):
    window.review.workspace.show_section(document, 1)
    menu = editor.menu_at(word(editor))
    action(menu, TO_CELL).trigger()
    assert window.review.workspace.currentWidget() is window.review.workspace.show_section(document, 3)
    assert grid.current == RECEIVED


def test_the_words_say_that_there_is_a_cell_and_other_words_offer_none(editor):
    assert "单击右键可以改" in editor.message_at(word(editor))
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    menu = editor.menu_at(editor.cursorRect(cursor).center())
    assert not [one for one in menu.actions() if one.text().startswith(TO_CELL)]


def test_a_click_on_the_words_marks_the_finding_in_the_list(window, qtbot, editor, found):
    window.review.findings.list.clearSelection()
    qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=word(editor))
    assert window.review.findings.current() == found


def test_the_cell_leads_to_the_words_from_its_line_and_from_its_menu(window, document, grid, found):
    editor = window.review.workspace.show_section(document, 1).editor
    window.review.workspace.show_section(document, 3)
    grid.go_to(RECEIVED)
    assert grid._about.words_button.text() == TO_WORDS
    assert not grid._about.words_button.isHidden()
    grid._about.words_button.click()
    assert window.review.workspace.currentWidget() is window.review.workspace.show_section(document, 1)
    assert editor.textCursor().selectedText() == found.spans[0].text
    window.review.workspace.show_section(document, 3)
    action(grid.menu_for(RECEIVED), TO_WORDS).trigger()
    assert window.review.workspace.currentWidget() is window.review.workspace.show_section(document, 1)
    grid.go_to(CellRef("requests", "granted", "legal"))
    assert grid._about.words_button.isHidden()


def ghosts(grid):
    refs = grid.view.grid.sheet.refs
    return {ref: face.ghost for ref in refs if (face := grid.view.grid.face(ref)).ghost is not None}


def test_the_button_shows_the_new_value_while_it_is_pointed_at(window, document, grid, found):
    before = document.report.value(RECEIVED)
    panel = window.review.findings
    panel.select(found)
    window.resize(1500, 900)
    grid.go_to(RECEIVED)
    point = QPointF(5, 5)
    QApplication.sendEvent(panel.accept_button, QEnterEvent(point, point, point))
    assert ghosts(grid) == {RECEIVED: "504"}
    picture = grid.view.grab()
    QApplication.sendEvent(panel.accept_button, QEvent(QEvent.Type.Leave))
    assert ghosts(grid) == {}
    assert picture.toImage() != grid.view.grab().toImage()
    assert document.report.value(RECEIVED) == before
    assert document.undo_stack.count() == 0


def test_each_line_of_the_choice_is_previewed_and_escape_changes_nothing(window, qtbot, document, grid, found):
    window.review.findings.select(found)
    window.review.reviewing.accept(found)
    menu = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible())
    seen = []
    for _ in found.suggestions:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        seen.append(ghosts(grid))
    assert seen == [{RECEIVED: "504"}, {PERSON: "7", RECEIVED: "504"}]
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert ghosts(grid) == {}
    assert document.undo_stack.count() == 0


def test_a_choice_that_is_taken_is_one_step_and_leaves_no_preview(window, qtbot, document, grid, found):
    before = document.report.value(PERSON)
    window.review.findings.select(found)
    window.review.reviewing.accept(found)
    menu = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible())
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert (document.report.value(PERSON), document.report.value(RECEIVED)) == (7, 504)
    assert ghosts(grid) == {}
    assert document.undo_stack.count() == 1
    window.actions_.undo.trigger()
    assert document.report.value(PERSON) == before


def test_the_bulb_and_the_line_under_the_grid_preview_too(qtbot, grid):
    grid.go_to(RECEIVED)
    point = QPointF(5, 5)
    QApplication.sendEvent(grid._about.button, QEnterEvent(point, point, point))
    assert ghosts(grid) == {RECEIVED: "504"}
    QApplication.sendEvent(grid._about.button, QEvent(QEvent.Type.Leave))
    assert ghosts(grid) == {}
    grid.view.offer_pointed.emit(RECEIVED)
    assert ghosts(grid) == {RECEIVED: "504"}
    QApplication.sendEvent(grid.view, QEvent(QEvent.Type.Leave))
    grid.view.offer_pointed.emit(None)
    assert ghosts(grid) == {}


def test_another_finding_ends_the_preview(window, document, grid, found):
    panel = window.review.findings
    panel.select(found)
    panel.accept_button.pointed.emit(True)
    assert ghosts(grid) == {RECEIVED: "504"}
    panel.list.setCurrentIndex(panel._model.index(0))
    assert ghosts(grid) == {}
