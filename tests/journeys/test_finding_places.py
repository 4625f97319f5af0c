"""Finding words and figures in the whole report, and going to a place by its name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.edits import set_text, type_cells
from core.forms import CellRef

ENTER, SHIFT = Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier
CELL = CellRef("requests", "refused_law", "legal")


@pytest.fixture
def document(window, open_files, file):
    """77003 stands once in the text of the first section and once in a table."""
    [opened] = open_files(file("年报.html", "bad 3"))
    opened.push(set_text(opened.report, "x", 1, "全年公开77003条。"))
    opened.push(type_cells(opened.report, "x", {CELL: "77003"}))
    window.review.workspace.show_section(opened, 0)
    return opened


@pytest.fixture
def bar(window, document):
    return window.review.search_bar


def page(window):
    return window.review.workspace.currentWidget()


def test_find_walks_through_text_and_tables_round_and_round(window, qtbot, bar):
    window.actions_.find.trigger()
    qtbot.keyClicks(bar.field, "77003")
    assert bar.note == "第 1 处，共 2 处"
    assert page(window).editor.textCursor().selectedText() == "77003"
    qtbot.keyClick(bar.field, ENTER)
    assert (bar.note, page(window).tables[0][1].current) == ("第 2 处，共 2 处", CELL)
    qtbot.keyClick(bar.field, ENTER)
    assert bar.note == "第 1 处，共 2 处"
    qtbot.keyClick(bar.field, ENTER, SHIFT)
    assert bar.note == "第 2 处，共 2 处"
    window.actions_.find_previous.trigger()
    assert bar.note == "第 1 处，共 2 处"
    window.actions_.find_next.trigger()
    assert page(window).tables[0][1].view.chosen == [CELL]


def test_find_begins_in_the_section_in_front(window, qtbot, document, bar):
    window.review.workspace.show_section(document, 3)
    window.actions_.find.trigger()
    qtbot.keyClicks(bar.field, "77003")
    assert bar.note == "第 2 处，共 2 处"


def test_a_label_selects_its_row(window, qtbot, bar):
    window.actions_.find.trigger()
    bar.field.setText("要求提供公开出版物")
    assert bar.note == "第 1 处，共 1 处"
    chosen = page(window).tables[0][1].view.chosen
    assert ({ref.row for ref in chosen}, len(chosen)) == ({"unprocessed_publication"}, 7)


def test_what_is_not_there_is_said(window, bar):
    window.actions_.find.trigger()
    bar.field.setText("没有这样的词")
    assert bar.note == "没有找到"
    assert not bar.next.isEnabled()


def test_whole_figures_only(window, qtbot, bar):
    window.actions_.find.trigger()
    bar.field.setText("7700")
    assert bar.note == "第 1 处，共 2 处"
    qtbot.mouseClick(bar.whole, Qt.MouseButton.LeftButton, pos=_box(bar))
    assert bar.whole.isChecked()
    assert bar.note == "没有找到"


def _box(bar):
    point = bar.whole.rect().center()
    point.setX(8)
    return point


def test_an_edit_counts_anew_and_goes_nowhere(window, document, bar):
    window.actions_.find.trigger()
    bar.field.setText("77003")
    shown = page(window)
    document.push(type_cells(document.report, "x", {CELL: "5"}))
    assert (bar.note, page(window)) == ("第 1 处，共 1 处", shown)
    document.undo_stack.undo()
    assert bar.note == "第 1 处，共 2 处"


def test_escape_closes_the_bar_and_f3_opens_it_again(window, qtbot, bar):
    window.actions_.find.trigger()
    bar.field.setText("77003")
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert page(window).isAncestorOf(QApplication.focusWidget())
    window.actions_.find_next.trigger()
    assert (bar.isVisible(), bar.text) == (True, "77003")


def test_the_menu_of_a_cell_looks_for_what_stands_in_it(window, document, bar):
    grid = window.review.workspace.show_section(document, 3).tables[0][1]
    grid.go_to(CELL)
    {action.text(): action for action in grid.menu_for(CELL).actions()}["查找这个内容"].trigger()
    assert (bar.text, bar.note) == ("77003", "第 2 处，共 2 处")


def test_words_of_the_opening_are_shown_on_the_first_page(window, document, bar):
    window.review.workspace.show_section(document, 3)
    document.report.preamble = "截至年底"
    window.actions_.find.trigger()
    bar.field.setText("截至年底")
    assert bar.note == "第 1 处，共 1 处"
    assert window.review.workspace.section_in_front(document) == 0


def test_go_to_a_cell_by_its_name(window, qtbot, document, bar):
    window.actions_.locate.trigger()
    bar.field.setText("表三 第3行 总计")
    qtbot.keyClick(bar.field, ENTER)
    assert not bar.isVisible()
    grid = page(window).tables[0][1]
    assert grid.current == CellRef("requests", "granted", "total")
    assert grid.view.hasFocus()


def test_go_to_a_finding_by_its_number(window, qtbot, document, bar):
    number, found = next((index, one) for index, one in enumerate(document.verdict.findings, 1) if one.cells and not one.spans)
    window.actions_.locate.trigger()
    bar.field.setText(f"问题 {number}")
    qtbot.mouseClick(bar.next, Qt.MouseButton.LeftButton)
    assert set(page(window).tables[0][1].view.chosen) == set(found.cells)


def test_a_place_that_is_not_there_is_said(window, qtbot, bar):
    window.actions_.locate.trigger()
    bar.field.setText("表九")
    qtbot.keyClick(bar.field, ENTER)
    assert bar.note.startswith("没有这个地方")
    assert bar.isVisible()


def test_closing_the_report_closes_the_bar(window, document, bar):
    window.actions_.find.trigger()
    bar.field.setText("77003")
    document.undo_stack.setClean()
    window.actions_.close.trigger()
    assert not bar.isVisible()
    assert not window.actions_.find.isEnabled()
