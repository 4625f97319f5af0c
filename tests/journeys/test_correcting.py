"""Correcting: edit, mark gone, undo, mark back; text, facts, suggestions, setting aside, walking with F8."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from core.edits import SetGrid, SetSections, put_aside, take, type_cells
from core.findings import Finding, Severity, Suggestion
from core.forms import CellRef
from gui.dialogs import AsideDialog
from gui.findings_model import ROW
from gui.grid.words import sentences
from gui.walk import PaperOrder, section_of

TOTAL = CellRef("requests", "granted", "total")


@pytest.fixture
def document(window, open_files, file):
    [opened] = open_files(file("年报.html", "bad 3"))
    return opened


@pytest.fixture
def grid(window, document):
    page = window.review.workspace.show_section(document, 3)
    return page.tables[0][1]


def type_into(qtbot, grid, ref, text):
    grid.go_to(ref)
    qtbot.keyClicks(grid.view, text[0])
    field = grid.view.viewport().findChild(QLineEdit)
    qtbot.keyClicks(field, text[1:])
    qtbot.keyClick(field, Qt.Key.Key_Return)


def errors(document):
    return document.verdict.severities()[Severity.ERROR]


def rows(window):
    model = window.review.findings.list.model()
    return [model.index(row).data(ROW) for row in range(model.rowCount())]


def test_edit_mark_gone_undo_mark_back(window, qtbot, document, grid):
    right = document.report.value(TOTAL) - 3
    assert (errors(document), window.windowTitle().count("[*]")) == (2, 1)
    type_into(qtbot, grid, TOTAL, str(right))
    assert document.report.value(TOTAL) == right
    assert errors(document) == 0
    assert window.review.status.equations.text() == "核 42 项：通过 42，不符 0，未核 0"
    assert window.review.status.saved.text() == "已修改，尚未保存"
    assert window.isWindowModified()
    window.actions_.undo.trigger()
    assert errors(document) == 2
    assert window.review.status.equations.text() == "核 42 项：通过 40，不符 2，未核 0"
    assert window.review.status.saved.text() == "未修改"
    assert [row.finding.code for row in rows(window) if row.finding and row.finding.severity is Severity.ERROR] == [
        "sum.row",
        "sum.column",
    ]


def test_undo_names_the_step_and_shows_its_place(window, qtbot, document, grid):
    type_into(qtbot, grid, TOTAL, "12345")
    assert window.actions_.undo.text() == "撤销 修改 表三 第3行‘（一）予以公开’·总计"
    window.review.workspace.show_section(document, 1)
    grid.go_to(CellRef("requests", "received", "person"))
    window.actions_.undo.trigger()
    assert window.review.workspace.currentWidget() is window.review.workspace.show_section(document, 3)
    assert grid.current == TOTAL
    assert window.actions_.redo.text().startswith("重做 修改")


def test_letters_typed_in_one_go_are_one_step(window, qtbot, document):
    editor = window.review.workspace.show_section(document, 1).editor
    before = document.report.section(1).text
    editor.moveCursor(editor.textCursor().MoveOperation.Start)
    qtbot.keyClicks(editor, "abc")
    assert document.report.section(1).text == "abc" + before
    assert document.undo_stack.count() == 1
    editor._pause.timeout.emit()
    qtbot.keyClicks(editor, "d")
    assert document.undo_stack.count() == 2
    window.actions_.undo.trigger()
    assert editor.text() == "abc" + before
    window.actions_.undo.trigger()
    assert editor.text() == document.report.section(1).text == before
    window.actions_.redo.trigger()
    assert editor.text() == "abc" + before


def test_the_undo_key_in_the_text_takes_back_the_step_of_the_report(window, qtbot, document):
    editor = window.review.workspace.show_section(document, 1).editor
    editor.setFocus()
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.undo_stack.index() == 0
    assert "x" not in document.report.section(1).text


def test_undo_of_a_text_shows_that_text(window, qtbot, document):
    editor = window.review.workspace.show_section(document, 5).editor
    qtbot.keyClicks(editor, "x")
    window.review.workspace.show_section(document, 2)
    window.actions_.undo.trigger()
    assert window.review.workspace.currentWidget().editor is editor


def test_disputed_words_are_underlined_and_explained(window, document):
    text = document.report.section(1).text
    year = document.report.header.year
    editor = window.review.workspace.show_section(document, 1).editor
    editor.setPlainText(f"{year - 1}年，主动公开信息3条。\n{text}")
    [stale] = [found for found in document.verdict.findings if found.code == "year.stale"]
    selections = editor.extraSelections()
    marked = [selection.cursor.selectedText() for selection in selections]
    assert stale.spans[0].text in marked
    window.review.reviewing.go_to(stale, True)
    assert editor.textCursor().selectedText() == stale.spans[0].text
    middle = editor.cursorRect().center()
    editor.setTextCursor(editor.cursorForPosition(middle))
    assert stale.message in editor.message_at(editor.cursorRect().center())


def test_a_fact_is_edited_undone_and_refused_when_not_understood(window, qtbot, document):
    page = window.review.workspace.show_section(document, 0)
    edit = page._edits["organ"]
    before = document.report.header.organ
    edit.setText("新名镇人民政府")
    edit.editingFinished.emit()
    assert document.report.header.organ == "新名镇人民政府"
    assert window.review.outline.model().index(0, 0).data() == f"* 新名镇人民政府 {document.report.header.year}年"
    window.actions_.undo.trigger()
    assert edit.text() == before
    date = page._edits["published"]
    date.setText("明年")
    date.editingFinished.emit()
    assert document.undo_stack.index() == 0
    assert "不像日期" in date._hint.text()


def test_f8_walks_through_every_finding_as_on_paper_and_back(window, document):
    found = sorted(document.verdict.findings, key=PaperOrder(document.report))
    assert len(found) >= 2
    walked = []
    for _ in found:
        window.actions_.next.trigger()
        walked.append(window.review.findings.current())
        assert window.review.outline.model().section(window.review.outline.currentIndex()) == section_of(
            document.report, walked[-1]
        )
    assert walked == found
    window.actions_.next.trigger()
    assert window.review.findings.current() == found[0]
    window.actions_.previous.trigger()
    assert window.review.findings.current() == found[-1]


def test_f8_goes_on_from_a_finding_that_was_just_corrected(window, qtbot, document):
    first, second, *_ = sorted(document.verdict.findings, key=PaperOrder(document.report))
    window.actions_.next.trigger()
    assert window.review.findings.current() == first
    window.actions_.set_aside.trigger()
    [dialog] = window.findChildren(AsideDialog)
    dialog.reason_edit.setText("原文如此")
    dialog.accept()
    window.actions_.next.trigger()
    assert window.review.findings.current() == second


def test_f8_says_when_nothing_is_left(window, qtbot, open_files, file):
    open_files(file("好.html", "good 3"))
    assert not window.review.desk.current.verdict.findings
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.next.trigger()
    assert said.args[0].text == "没有需要处理的问题了。"


def test_a_click_in_the_list_goes_to_the_cell(window, qtbot, document):
    index = next(window.review.findings._model.index_of(found) for found in document.verdict.findings if found.code == "sum.row")
    window.review.findings.list.setCurrentIndex(index)
    window.review.findings.list.clicked.emit(index)
    page = window.review.workspace.currentWidget()
    assert page is window.review.workspace.show_section(document, 3)
    assert page.tables[0][1].current in index.data(ROW).finding.cells


def test_set_aside_with_a_reason_stays_aside_until_the_value_changes(window, qtbot, document, grid):
    finding = document.verdict.findings[0]
    window.review.findings.select(finding)
    window.actions_.set_aside.trigger()
    [dialog] = window.findChildren(AsideDialog)
    assert not dialog.accept_button.isEnabled()
    dialog._reasons.setCurrentRow(1)
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    assert [(found.key, reason) for found, reason in document.verdict.aside] == [(finding.key, "统计口径不同，并非错误")]
    type_into(qtbot, grid, CellRef("requests", "carried_in", "other"), "7")
    assert document.verdict.aside[0][0].key == finding.key
    assert rows(window)[-1].folded
    window.review.findings.list.folded.emit("aside")
    assert rows(window)[-1].reason == "统计口径不同，并非错误"
    type_into(qtbot, grid, TOTAL, "9")
    assert document.verdict.aside == ()
    assert document.changes()[0].why == "统计口径不同，并非错误"


def test_several_are_set_aside_in_one_step_and_the_reason_is_offered_again(window, document):
    findings = document.verdict.findings[:2]
    window.review.reviewing.set_all_aside(findings)
    [dialog] = window.findChildren(AsideDialog)
    dialog.reason_edit.setText("单位已书面说明")
    dialog.accept()
    assert [reason for _, reason in document.verdict.aside] == ["单位已书面说明"] * 2
    assert window.actions_.undo.text() == "撤销 搁置 2 处问题"
    window.actions_.undo.trigger()
    assert document.verdict.aside == ()
    window.review.reviewing.set_aside(findings[0])
    offered = window.findChildren(AsideDialog)[-1]._reasons
    assert offered.item(0).text() == "单位已书面说明"
    assert offered.count() == 5


def test_from_the_field_the_keyboard_goes_to_the_usual_reasons(window, qtbot, document):
    window.review.reviewing.set_aside(document.verdict.findings[0])
    [dialog] = window.findChildren(AsideDialog)
    dialog.activateWindow()
    dialog.reason_edit.setFocus()
    qtbot.waitUntil(dialog.reason_edit.hasFocus)
    qtbot.keyClick(dialog.reason_edit, Qt.Key.Key_Down)
    first = dialog._reasons.item(0).text()
    assert dialog.reason == first
    qtbot.waitUntil(dialog._reasons.hasFocus)
    qtbot.keyClick(dialog._reasons, Qt.Key.Key_Down)
    assert dialog.reason == dialog._reasons.item(1).text() != first


def test_a_cell_says_what_was_set_aside_about_it(window, document):
    finding = next(found for found in document.verdict.findings if found.cells)
    document.push(put_aside(finding, "搁置", "单位已书面说明"))
    told = sentences(document.report, document.verdict, document.report.form, finding.cells[0])
    assert f"已搁置（单位已书面说明）：{finding.message}" in told


def test_what_was_set_aside_can_be_brought_back(window, qtbot, document):
    finding = document.verdict.findings[0]
    window.review.reviewing.set_aside(finding)
    [dialog] = window.findChildren(AsideDialog)
    dialog.reason_edit.setText("原文如此")
    dialog.accept()
    window.review.findings.select(finding)
    assert window.actions_.restore.isEnabled()
    assert not window.actions_.set_aside.isEnabled()
    assert window.review.findings.restore_button.isVisible()
    window.activateWindow()
    window.review.findings.restore_button.setFocus()
    window.review.findings.restore_button.click()
    assert finding in document.verdict.findings
    qtbot.waitUntil(window.review.findings.list.hasFocus)


def test_a_suggestion_is_taken_with_one_click_and_undone(window, document):
    cells = document.report.grids["requests"].cells
    ref = CellRef("requests", "refused_secret", "person")
    assert ref in cells
    document.push(type_cells(document.report, "清空", {ref: ""}))
    blank = next(found for found in document.verdict.findings if found.code == "cell.blank")
    window.review.findings.select(blank)
    assert window.actions_.accept.isEnabled()
    window.actions_.accept.trigger()
    assert document.report.value(ref) == 0
    assert document.changes()[-1].why == blank.suggestions[0].reason
    window.actions_.undo.trigger()
    assert document.report.value(ref) is None


def test_of_several_suggestions_the_clerk_chooses(window, qtbot, document):
    finding = document.verdict.findings[0]
    offered = (Suggestion(((TOTAL, 1),), "疑为漏填"), Suggestion(((TOTAL, 2),), "疑为数字颠倒"))
    window.review.reviewing.accept(type(finding)("x", finding.severity, "m", 3, (TOTAL,), suggestions=offered))
    menu = next(menu for menu in QApplication.topLevelWidgets() if menu.inherits("QMenu") and menu.isVisible())
    named = "表三 第3行‘（一）予以公开’·总计"
    assert [action.text() for action in menu.actions()] == [f"{named}改为 1（疑为漏填）", f"{named}改为 2（疑为数字颠倒）"]
    menu.actions()[1].trigger()
    menu.close()
    assert document.report.value(TOTAL) == 2


def test_cells_that_a_suggestion_changed_elsewhere_are_shown(window, document):
    workspace = window.review.workspace
    offered = (Suggestion(((TOTAL, 1),), "疑为漏填"),)
    workspace.show_section(document, 1)
    window.review.reviewing.accept(Finding("x", Severity.ERROR, "m", 1, (TOTAL,), suggestions=offered))
    assert document.report.value(TOTAL) == 1
    assert workspace.section_in_front(document) == 3
    assert workspace.current_cell(document) == TOTAL


def test_each_report_has_its_own_undo(window, open_files, file):
    one, other = open_files(file("甲.html", "good 1"), file("乙.html", "good 2"))
    window.review.outline.section_chosen.emit(one, 1)
    window.review.workspace.currentWidget().editor.insertPlainText("甲")
    window.review.outline.section_chosen.emit(other, 1)
    assert window.review.desk.current is other
    assert not window.actions_.undo.isEnabled()
    window.review.outline.section_chosen.emit(one, 5)
    window.actions_.undo.trigger()
    assert not one.unsaved


def test_a_missing_section_can_be_added_and_written(window, qtbot, document):
    kept = tuple(section for section in document.report.sections if section.number != 5)
    document.push(SetSections("去掉", kept))
    page = window.review.workspace.show_section(document, 5)
    top = window.review.outline.model().index(0, 0)
    assert window.review.outline.model().index(5, 0, top).data().endswith("（缺）")
    assert not page.editor.isVisible()
    page._add.click()
    assert [section.number for section in document.report.sections] == [1, 2, 3, 4, 5, 6]
    page.editor.insertPlainText("今后加强培训。")
    assert document.report.section(5).text == "今后加强培训。"


def test_a_missing_table_can_be_started_and_every_change_is_logged(window, document):
    keys = [key for key in document.report.grids if key.startswith("art20")]
    for key in keys:
        document.push(SetGrid("去掉", key, None))
    panel = window.review.workspace.show_section(document, 2).tables[0][1]
    panel._placeholder.button.click()
    assert set(keys) <= set(document.report.grids)
    assert [type(change.edit) for change in document.changes()] == [SetGrid] * 8
    window.actions_.undo.trigger()
    assert not set(keys) & set(document.report.grids)


def test_the_cell_under_the_cursor_shows_its_finding_in_the_list(window, document, grid):
    grid.go_to(TOTAL)
    assert TOTAL in window.review.findings.current().cells


def test_the_sum_of_selected_cells_stands_in_the_status_bar(window, qtbot, document, grid):
    grid.go_to(CellRef("requests", "received", "person"))
    assert not window.review.status.selection.isVisible()
    qtbot.keyClick(grid.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    values = [document.report.value(CellRef("requests", "received", column)) for column in ("person", "business")]
    apart = abs(values[0] - values[1])
    assert window.review.status.selection.text() == f"选中 2 格，合计 {sum(values)}，相差 {apart}"


def test_a_finding_that_the_list_moves_on_to_is_shown_before_it_can_be_taken(window, qtbot, document, grid):
    blank = CellRef("requests", "refused_law", "legal")
    document.push(type_cells(document.report, "清空", {blank: ""}))
    panel = window.review.findings
    first = next(one for one in document.verdict.findings if TOTAL in one.cells and one.suggestions)
    panel.select(first)
    assert panel.accept_button.text().startswith("接受建议")
    document.push(take(document.report, first.suggestions[0], "接受建议"))
    qtbot.waitUntil(lambda: panel.current() is not None and panel.current().key != first.key)
    steps, after = document.undo_stack.count(), panel.current()
    assert panel.accept_button.text() == "看这一处"
    with qtbot.waitSignal(panel.go_to) as shown:
        panel.accept_button.click()
    assert shown.args == [after, False]
    assert document.undo_stack.count() == steps
    assert panel.accept_button.text().startswith("接受建议")


def test_f8_shows_the_finding_that_the_list_moved_on_to_and_goes_on_from_the_selected_one(window, qtbot, document, grid):
    blank = CellRef("requests", "refused_law", "legal")
    document.push(type_cells(document.report, "清空", {blank: ""}))
    panel = window.review.findings
    first = next(one for one in document.verdict.findings if TOTAL in one.cells and one.suggestions)
    panel.select(first)
    document.push(take(document.report, first.suggestions[0], "接受建议"))
    qtbot.waitUntil(lambda: panel.current() is not None and panel.current().key != first.key)
    after = panel.current()
    assert panel.accept_button.text() == "看这一处"
    window.actions_.next.trigger()
    assert panel.current() == after
    assert panel.accept_button.text().startswith("接受建议")
    document.undo_stack.undo()
    walk = sorted(document.verdict.findings, key=PaperOrder(document.report))
    for found in (walk[1], walk[0]):
        panel.select(found)
        window.actions_.next.trigger()
        assert panel.current() == walk[(walk.index(found) + 1) % len(walk)]
