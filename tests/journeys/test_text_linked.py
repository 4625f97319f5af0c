"""Figures of the text beside the tables, through the real window: the right figure from the menu, linked corrections, undo."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from core.findings import Finding, Severity, Suggestion
from core.forms import CellRef
from gui.linked_dialog import LinkedDialog
from tests.journeys.test_correcting import type_into

RECEIVED = CellRef("requests", "received", "total")
PERSON = CellRef("requests", "received", "person")


@pytest.fixture
def document(window, open_files, file):
    """A report whose first part repeats figures of the third table, rightly."""
    [opened] = open_files(file("年报.html", "good 3"))
    total, person = opened.report.value(RECEIVED), opened.report.value(PERSON)
    text = f"（二）依申请公开。全年共收到政府信息公开申请{total}件，其中自然人{person}件。\n　　新收申请{total:,}件。𠮷"
    opened.report.header = replace(opened.report.header, year=2023)
    opened.report.sections[0] = replace(opened.report.sections[0], text=text)
    opened.recheck()
    assert not [one for one in opened.verdict.findings if one.code.startswith("claim.")]
    return opened


@pytest.fixture
def grid(window, document):
    page = window.review.workspace.show_section(document, 3)
    return page.tables[0][1]


@pytest.fixture
def strip(window):
    return window.review.linked.strip


def first_text(document) -> str:
    return document.report.sections[0].text


def claims(document):
    return [one for one in document.verdict.findings if one.code == "claim.table"]


def test_a_corrected_cell_offers_the_sentences_and_changes_none_by_itself(window, qtbot, document, grid, strip):
    old, text = document.report.value(RECEIVED), first_text(document)
    type_into(qtbot, grid, RECEIVED, "3165")
    qtbot.waitUntil(strip.isVisible)
    assert strip.text.text() == f"正文里有 2 处写着旧数 {old}，一起改吗？"
    assert first_text(document) == text
    assert grid.view.hasFocus() or not window.isActiveWindow()
    strip.buttons[1].click()
    assert first_text(document) == text.replace(f"{old}件", "3165件", 1).replace(f"新收申请{old:,}件", "新收申请3,165件")
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert window.actions_.undo.text().endswith("一起改正文 2 处")
    assert not claims(document)
    window.actions_.undo.trigger()
    assert (first_text(document), document.report.value(RECEIVED)) == (text, 3165)
    window.actions_.undo.trigger()
    assert document.report.value(RECEIVED) == old
    assert document.undo_stack.index() == 0


def test_a_pasted_figure_asks_too(qtbot, document, grid, strip):
    grid.go_to(RECEIVED)
    QApplication.clipboard().setText("3165")
    qtbot.keyClick(grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert document.report.value(RECEIVED) == 3165
    qtbot.waitUntil(strip.isVisible)


def test_a_suggestion_that_is_taken_asks_too(window, qtbot, document, grid, strip):
    finding = Finding("x", Severity.ERROR, "m", 3, (RECEIVED,), suggestions=(Suggestion(((RECEIVED, 3165),), "疑为打错一位"),))
    window.review.reviewing.accept(finding)
    qtbot.waitUntil(strip.isVisible)


def test_several_corrections_are_asked_about_together(qtbot, document, grid, strip):
    type_into(qtbot, grid, RECEIVED, "3165")
    qtbot.waitUntil(strip.isVisible)
    type_into(qtbot, grid, PERSON, "3001")
    qtbot.waitUntil(lambda: "3 处写着表格改动前的数" in strip.text.text())
    strip.buttons[1].click()
    assert "申请3165件，其中自然人3001件。" in first_text(document)


def test_undoing_the_correction_takes_the_question_back(window, qtbot, document, grid, strip):
    type_into(qtbot, grid, RECEIVED, "3165")
    qtbot.waitUntil(strip.isVisible)
    window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: not strip.isVisible())
    window.actions_.redo.trigger()
    qtbot.wait(20)
    assert not strip.isVisible()


def test_no_is_an_answer_and_is_not_asked_again(qtbot, document, grid, strip):
    text = first_text(document)
    type_into(qtbot, grid, RECEIVED, "3165")
    qtbot.waitUntil(strip.isVisible)
    strip.buttons[2].click()
    assert not strip.isVisible()
    type_into(qtbot, grid, CellRef("requests", "carried_in", "welfare"), "77")
    qtbot.wait(20)
    assert not strip.isVisible()
    assert first_text(document) == text


def test_the_preview_shows_each_sentence_and_takes_those_with_a_tick(window, qtbot, document, grid, strip):
    old = document.report.value(RECEIVED)
    type_into(qtbot, grid, RECEIVED, "3165")
    qtbot.waitUntil(strip.isVisible)
    strip.buttons[0].click()
    [dialog] = window.findChildren(LinkedDialog)
    assert [box.text() for box in dialog.boxes] == ["第一部分", "第一部分"]
    assert dialog.take_button.text() == "改这 2 句"
    dialog.boxes[0].setChecked(False)
    assert dialog.take_button.text() == "改这 1 句"
    dialog.take_button.click()
    assert f"共收到政府信息公开申请{old}件" in first_text(document)
    assert "新收申请3,165件" in first_text(document)
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert document.undo_stack.count() == 2


def test_without_a_tick_there_is_nothing_to_take(window, qtbot, document, grid, strip):
    type_into(qtbot, grid, RECEIVED, "3165")
    qtbot.waitUntil(strip.isVisible)
    strip.buttons[0].click()
    [dialog] = window.findChildren(LinkedDialog)
    for box in dialog.boxes:
        box.setChecked(False)
    assert (dialog.take_button.text(), dialog.take_button.isEnabled()) == ("一句也不改", False)
    dialog.reject()
    assert document.undo_stack.count() == 1
    assert strip.isVisible()


def test_a_figure_that_no_sentence_repeats_asks_nothing(qtbot, document, grid, strip):
    type_into(qtbot, grid, CellRef("requests", "carried_in", "welfare"), "7")
    qtbot.wait(20)
    assert not strip.isVisible()


def test_each_report_has_its_own_question(window, qtbot, document, grid, strip, open_files, file):
    type_into(qtbot, grid, RECEIVED, "3165")
    qtbot.waitUntil(strip.isVisible)
    open_files(file("另一份.html", "good 4"))
    window.review.desk.bring_forward(window.review.desk.documents[1])
    qtbot.waitUntil(lambda: not strip.isVisible())
    window.review.desk.bring_forward(document)
    qtbot.waitUntil(strip.isVisible)


@pytest.fixture
def wrong(window, document):
    """The editor of the first part, in which a figure is wrong, and the middle of that figure."""
    total = document.report.value(RECEIVED)
    text = first_text(document).replace(f"{total}件", f"{total + 1}件", 1)
    document.report.sections[0] = replace(document.report.sections[0], text=text)
    document.recheck()
    editor = window.review.workspace.show_section(document, 1).editor
    [found] = claims(document)
    editor.go_to(found.spans[0])
    cursor = editor.textCursor()
    cursor.setPosition((cursor.selectionStart() + cursor.selectionEnd()) // 2)
    return editor, editor.cursorRect(cursor).center()


def test_the_menu_puts_the_right_figure_into_the_text_as_one_step(window, document, wrong):
    editor, point = wrong
    text, total = first_text(document), document.report.value(RECEIVED)
    offer = editor.menu_at(point).actions()[0]
    assert offer.text().startswith(f"改为 {total}（与表三 第1行")
    offer.trigger()
    assert first_text(document) == text.replace(f"{total + 1}件", f"{total}件") == editor.text()
    assert not claims(document)
    assert document.undo_stack.undoText() == f"正文的 {total + 1} 改为 {total}"
    window.actions_.undo.trigger()
    assert (first_text(document), editor.text(), len(claims(document))) == (text, text, 1)


def test_the_menu_of_the_words_sets_the_finding_aside(window, document, wrong):
    editor, point = wrong
    [aside] = [action for action in editor.menu_at(point).actions() if action.text() == "搁置…"]
    aside.trigger()
    dialog = next(one for one in window.children() if one.inherits("QDialog") and hasattr(one, "reason_edit"))
    dialog.reason_edit.setText("原文如此")
    dialog.accept_button.click()
    assert not claims(document)


def test_typing_is_undone_in_bursts_and_an_accepted_figure_by_itself(window, qtbot, document, wrong):
    editor, point = wrong
    text = first_text(document)
    editor.menu_at(point).actions()[0].trigger()
    taken = first_text(document)
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, "abc")
    assert first_text(document) == taken + "abc"
    assert document.undo_stack.undoText() == "改第一部分正文"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert first_text(document) == taken
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert first_text(document) == text
    assert document.verdict.severities()[Severity.ERROR] == 1


def test_the_list_of_findings_takes_the_right_figure_too(window, document, wrong):
    text, total = first_text(document), document.report.value(RECEIVED)
    panel = window.review.findings
    panel.select(claims(document)[0])
    assert panel.deeds.hint.text().startswith(f"建议：正文的 {total + 1} 改为 {total}（与表三 第1行")
    window.actions_.accept.trigger()
    for menu in (one for one in window.findChildren(QMenu) if one.isVisible()):
        menu.actions()[0].trigger()
        menu.close()
    assert first_text(document) == text.replace(f"{total + 1}件", f"{total}件")
    assert not claims(document)


def test_nothing_is_asked_on_the_start_page_where_the_report_is_not_seen(window, qtbot, document, grid, strip):
    type_into(qtbot, grid, RECEIVED, "9876")
    qtbot.waitUntil(strip.isVisible)
    window.show_start_page()
    assert strip.isHidden()
    window.show_page(window.review.workspace)
    assert strip.isVisible()
