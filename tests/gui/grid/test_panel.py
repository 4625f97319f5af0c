"""The panel as the clerk meets it: keys, clicks, clipboard, undo, missing tables."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from core.edits import type_cells
from core.findings import Finding, Severity, Suggestion, verdict
from core.numbers import parse_figure
from core.report import ExtraRow
from gui.grid import entry, paint
from gui.grid.delegate import FigureEdit
from gui.grid.panel import GridPanel, SelectionSummary
from tests.gui.grid.conftest import put, ref

KEY = Qt.Key
CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
HERE = ref("granted", "business")


@pytest.fixture
def grid(panel) -> GridPanel:
    """表三 with the cursor on 予以公开·商业企业."""
    widget = panel("requests")
    widget.go_to(HERE)
    return widget


def press(qtbot, grid, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(grid.view, key, modifier)


def editor(grid) -> FigureEdit | None:
    return grid.view.viewport().findChild(FigureEdit)


def centre(grid, where) -> QPoint:
    return grid.view.visualRect(grid.view.model().index_of(where)).center()


# ── the cursor ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "modifier", "row", "column"),
    [
        (KEY.Key_Left, Qt.KeyboardModifier.NoModifier, "granted", "person"),
        (KEY.Key_Down, Qt.KeyboardModifier.NoModifier, "partly_granted", "business"),
        (KEY.Key_Tab, Qt.KeyboardModifier.NoModifier, "granted", "research"),
        (KEY.Key_Backtab, SHIFT, "granted", "person"),
        (KEY.Key_Return, Qt.KeyboardModifier.NoModifier, "partly_granted", "business"),
        (KEY.Key_Return, SHIFT, "carried_in", "business"),
        (KEY.Key_Home, Qt.KeyboardModifier.NoModifier, "granted", "person"),
        (KEY.Key_End, Qt.KeyboardModifier.NoModifier, "granted", "total"),
        (KEY.Key_Home, CTRL, "received", "person"),
        (KEY.Key_End, CTRL, "carried_out", "total"),
        (KEY.Key_Down, CTRL, "carried_out", "business"),
        (KEY.Key_Up, CTRL, "received", "business"),
    ],
)
def test_a_key_moves_the_cursor_and_selects_one_cell(grid, qtbot, key, modifier, row, column):
    press(qtbot, grid, key, modifier)
    assert grid.current == ref(row, column)
    assert grid.view.chosen == [ref(row, column)]


def test_shift_extends_the_selection(grid, qtbot):
    press(qtbot, grid, KEY.Key_Right, SHIFT)
    press(qtbot, grid, KEY.Key_Down, SHIFT)
    assert grid.view.chosen == [
        HERE,
        ref("granted", "research"),
        ref("partly_granted", "business"),
        ref("partly_granted", "research"),
    ]
    press(qtbot, grid, KEY.Key_End, CTRL | SHIFT)
    assert ref("carried_out", "total") in grid.view.chosen


def test_enter_after_tabs_goes_back_to_where_they_began(grid, qtbot):
    press(qtbot, grid, KEY.Key_Tab)
    press(qtbot, grid, KEY.Key_Tab)
    press(qtbot, grid, KEY.Key_Return)
    assert grid.current == ref("partly_granted", "business")


def test_enter_goes_back_to_where_typing_from_tab_to_tab_began(grid, qtbot):
    for figure in ("5", "6"):
        qtbot.keyClicks(grid.view, figure)
        qtbot.keyClick(editor(grid), KEY.Key_Tab)
    qtbot.keyClicks(grid.view, "7")
    qtbot.keyClick(editor(grid), KEY.Key_Return)
    assert grid.current == ref("partly_granted", "business")
    press(qtbot, grid, KEY.Key_Tab)
    press(qtbot, grid, KEY.Key_Left)
    press(qtbot, grid, KEY.Key_Return)
    assert grid.current.column == "business", "an arrow ends the run"


def test_a_cell_that_holds_what_the_source_has_is_not_marked_as_changed(grid):
    report, document = grid._document.report, grid._document
    raw = report.cell(HERE).origin.raw
    document.push(type_cells(report, "改", {HERE: "98765"}))
    assert grid.view.grid.face(HERE).edited
    document.push(type_cells(report, "改回", {HERE: raw}))
    assert not grid.view.grid.face(HERE).edited
    assert report.cell(HERE).edited, "somebody confirmed the reading"


def test_a_page_down_goes_further_than_a_step_and_stays_in_its_column(grid, qtbot):
    press(qtbot, grid, KEY.Key_PageDown)
    assert grid.current.column == "business"
    assert grid.current.row not in {"granted", "partly_granted"}


def test_select_all_takes_every_value(grid, qtbot):
    press(qtbot, grid, KEY.Key_A, CTRL)
    assert len(grid.view.chosen) == 175


def test_the_window_hears_where_the_cursor_is_and_what_is_selected(grid, qtbot):
    put(grid._document.report, ref("granted", "research"), "/")
    values = [grid._document.report.value(HERE)]
    heard = []
    grid.current_changed.connect(heard.append)
    grid.selection_changed.connect(heard.append)
    press(qtbot, grid, KEY.Key_Right, SHIFT)
    assert heard == [ref("granted", "research"), SelectionSummary(2, 1, values[0])]


def test_shift_extends_from_where_the_cursor_was_put(grid, qtbot):
    press(qtbot, grid, KEY.Key_Right, SHIFT)
    grid.go_to(ref("carried_out", "legal"))
    press(qtbot, grid, KEY.Key_Right, SHIFT)
    assert grid.view.chosen == [ref("carried_out", "legal"), ref("carried_out", "other")]


def test_shift_and_a_click_select_everything_between(grid, qtbot):
    qtbot.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=centre(grid, HERE))
    there = centre(grid, ref("partly_granted", "welfare"))
    qtbot.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, SHIFT, there)
    assert len(grid.view.chosen) == 2 * 3


def test_a_tab_at_the_end_leaves_the_grid_and_types_nothing(panel, qtbot):
    grid = panel("disputes")
    last = ref("suit_after_review", "total", "disputes")
    grid.go_to(last)
    qtbot.keyClicks(grid.view, "3")
    qtbot.keyClick(editor(grid), KEY.Key_Tab)
    press(qtbot, grid, KEY.Key_Tab)
    assert grid.current == last
    assert grid._document.report.value(last) == 3
    assert grid._document.undo_stack.count() == 1


def test_a_header_selects_its_column_and_a_group_all_of_its_columns(grid, qtbot):
    header = grid.view.horizontalHeader()
    places = {cell.text: rect for cell, rect in header._places()}
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=places["商业企业"].center())
    assert {chosen.column for chosen in grid.view.chosen} == {"business"}
    assert len(grid.view.chosen) == 25
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=places["法人或其他组织"].center())
    assert len(grid.view.chosen) == 125


def test_a_label_of_the_stacked_table_selects_its_row(panel, qtbot):
    grid = panel("disclosure")
    label = grid.view.visualRect(grid.view.model().index(2, 0)).center()
    qtbot.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=label)
    assert [chosen.column for chosen in grid.view.chosen] == ["issued", "repealed", "in_force"]


# ── typing ───────────────────────────────────────────────────────────


def test_typing_overwrites_and_enter_goes_down(grid, qtbot):
    qtbot.keyClicks(grid.view, "4")
    qtbot.keyClicks(editor(grid), "2")
    qtbot.keyClick(editor(grid), KEY.Key_Return)
    assert grid._document.report.cell(HERE).entry == parse_figure("42")
    assert grid.current == ref("partly_granted", "business")
    assert grid._document.undo_stack.undoText() == "修改 表三 第3行‘（一）予以公开’·商业企业"


@pytest.mark.parametrize(
    ("key", "column", "row"),
    [(KEY.Key_Tab, "research", "granted"), (KEY.Key_Right, "research", "granted"), (KEY.Key_Up, "business", "carried_in")],
)
def test_other_keys_that_end_typing_move_their_own_way(grid, qtbot, key, column, row):
    qtbot.keyClicks(grid.view, "4")
    qtbot.keyClick(editor(grid), key)
    assert grid._document.report.value(HERE) == 4
    assert grid.current == ref(row, column)


def test_escape_leaves_the_cell_as_it_was(grid, qtbot):
    before = grid._document.report.cell(HERE)
    qtbot.keyClicks(grid.view, "4")
    qtbot.keyClick(editor(grid), KEY.Key_Escape)
    assert grid._document.report.cell(HERE) == before
    assert grid._document.undo_stack.count() == 0
    assert grid.current == HERE


def test_f2_edits_what_is_there_and_the_arrows_stay_in_the_text(grid, qtbot):
    put(grid._document.report, HERE, "12")
    press(qtbot, grid, KEY.Key_F2)
    field = editor(grid)
    assert (field.text(), field.cursorPosition(), field.hasSelectedText()) == ("12", 2, False)
    qtbot.keyClick(field, KEY.Key_Left)
    qtbot.keyClicks(field, "0")
    qtbot.keyClick(field, KEY.Key_Return)
    assert grid._document.report.value(HERE) == 102


def test_no_input_method_comes_between_key_and_digit(grid, qtbot):
    assert grid.view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    press(qtbot, grid, KEY.Key_F2)
    assert not editor(grid).testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_an_edit_marks_the_cell_and_undo_takes_the_mark_away(grid, qtbot):
    document = grid._document
    wrong = ref("granted", "total")
    assert document.verdict.by_cell.get(wrong, ()) == ()
    grid.go_to(wrong)
    qtbot.keyClicks(grid.view, "9")
    qtbot.keyClicks(editor(grid), "99999")
    qtbot.keyClick(editor(grid), KEY.Key_Return)
    face = grid.view.model().face(wrong)
    assert (face.blamed, face.edited) == (Severity.ERROR, True)
    document.undo_stack.undo()
    face = grid.view.model().face(wrong)
    assert (face.blamed, face.edited) == (None, False)
    document.undo_stack.redo()
    assert grid.view.model().face(wrong).blamed is Severity.ERROR


def test_an_edit_keeps_the_cursor_and_the_scrolling(grid):
    grid.go_to(ref("carried_out", "person"))
    bar = grid.view.verticalScrollBar()
    at = bar.value()
    assert at > 0
    entry.write(grid._document, grid._form, {ref("received", "person"): "3"})
    assert (grid.current, bar.value()) == (ref("carried_out", "person"), at)


@pytest.mark.parametrize("key", [KEY.Key_Delete, KEY.Key_Backspace])
def test_delete_empties_the_selection_in_one_step(grid, qtbot, key):
    press(qtbot, grid, KEY.Key_Right, SHIFT)
    press(qtbot, grid, key)
    assert [grid._document.report.value(where) for where in grid.view.chosen] == [None, None]
    assert grid._document.undo_stack.count() == 1
    assert grid._document.undo_stack.undoText() == "清除 表三 2 格"


# ── clipboard ────────────────────────────────────────────────────────


def test_copy_and_paste_of_a_block_is_one_step(grid, qtbot):
    report = grid._document.report
    press(qtbot, grid, KEY.Key_Right, SHIFT)
    press(qtbot, grid, KEY.Key_C, CTRL)
    figures = [report.value(HERE), report.value(ref("granted", "research"))]
    assert QGuiApplication.clipboard().text() == "\t".join(map(str, figures))
    grid.go_to(ref("carried_out", "legal"))
    put(report, ref("carried_out", "legal"), "555")
    put(report, ref("carried_out", "other"), "666")
    press(qtbot, grid, KEY.Key_V, CTRL)
    assert [report.value(ref("carried_out", column)) for column in ("legal", "other")] == figures
    assert grid.view.chosen == [ref("carried_out", "legal"), ref("carried_out", "other")]
    assert grid._document.undo_stack.count() == 1
    grid._document.undo_stack.undo()
    assert report.value(ref("carried_out", "legal")) == 555


def test_one_value_fills_the_selected_range(grid, qtbot):
    QGuiApplication.clipboard().setText("７\r\n")
    press(qtbot, grid, KEY.Key_End, SHIFT)
    press(qtbot, grid, KEY.Key_V, CTRL)
    assert {grid._document.report.value(where) for where in grid.view.chosen} == {7}
    assert len(grid.view.chosen) == 6


def test_cut_copies_and_empties(grid, qtbot):
    put(grid._document.report, HERE, "31")
    press(qtbot, grid, KEY.Key_X, CTRL)
    assert QGuiApplication.clipboard().text() == "31"
    assert grid._document.report.value(HERE) is None


def test_an_empty_clipboard_changes_nothing(grid, qtbot):
    QGuiApplication.clipboard().setText("")
    press(qtbot, grid, KEY.Key_V, CTRL)
    assert grid._document.undo_stack.count() == 0


# ── suggestions ──────────────────────────────────────────────────────


@pytest.fixture
def suggested(grid, monkeypatch) -> GridPanel:
    """A finding on the current cell that suggests 9, as long as the cell is not 9."""
    found = Finding(
        "sum.row", Severity.ERROR, "此格应为 9。", 3, (HERE,), suggestions=(Suggestion(((HERE, 9),), "两项勾稽都要求 9"),)
    )
    put(grid._document.report, HERE, "8")
    monkeypatch.setattr("gui.document.check", lambda report, _previous: verdict([found] if report.value(HERE) != 9 else [], [], ()))
    grid._document.verdict = verdict([found], [], ())
    grid.refresh()
    return grid


def test_a_click_on_the_bulb_takes_the_suggestion(suggested, qtbot):
    rect = suggested.view.visualRect(suggested.view.model().index_of(HERE))
    bulb = paint.mark_places(rect, suggested.view.model().face(HERE))["bulb"]
    qtbot.mouseClick(suggested.view.viewport(), Qt.MouseButton.LeftButton, pos=bulb.center())
    assert suggested._document.report.value(HERE) == 9
    assert suggested._document.changes()[0].why == "两项勾稽都要求 9"
    assert not suggested.view.model().face(HERE).bulb


def test_the_pointer_shows_that_the_bulb_can_be_clicked(suggested, qtbot):
    view = suggested.view
    rect = view.visualRect(view.model().index_of(HERE))
    bulb = paint.mark_places(rect, view.model().face(HERE))["bulb"]
    for place, shape in (
        (bulb.center(), Qt.CursorShape.PointingHandCursor),
        (rect.center() + QPoint(25, 0), Qt.CursorShape.ArrowCursor),
    ):
        qtbot.mouseMove(view.viewport(), place)
        assert view.viewport().cursor().shape() is shape


def test_a_click_beside_the_bulb_only_selects(suggested, qtbot):
    qtbot.mouseClick(suggested.view.viewport(), Qt.MouseButton.LeftButton, pos=centre(suggested, HERE) + QPoint(20, 5))
    assert suggested._document.report.value(HERE) == 8


def test_alt_enter_takes_the_suggestion(suggested, qtbot):
    press(qtbot, suggested, KEY.Key_Return, ALT)
    assert suggested._document.report.value(HERE) == 9
    press(qtbot, suggested, KEY.Key_Return, ALT)
    assert suggested._document.undo_stack.count() == 1


def test_the_line_under_the_grid_offers_the_suggestion_as_a_button(suggested):
    button = suggested._about.button
    assert (button.isVisibleTo(suggested), button.text()) == (True, "改为 9")
    button.click()
    assert suggested._document.report.value(HERE) == 9
    assert not button.isVisibleTo(suggested)


def test_the_menu_accepts_restores_and_sets_aside(suggested, qtbot):
    actions = {action.text(): action for action in suggested.menu_for(HERE).actions()}
    assert not actions["恢复原值"].isEnabled()
    with qtbot.waitSignal(suggested.aside_requested) as heard:
        actions["搁置：此格应为 9。"].trigger()
    assert heard.args[0].message == "此格应为 9。"
    actions["改为 9（两项勾稽都要求 9）"].trigger()
    assert suggested._document.report.value(HERE) == 9
    restored = {action.text(): action for action in suggested.menu_for(HERE).actions()}["恢复原值"]
    restored.trigger()
    assert suggested._document.report.value(HERE) == 8


# ── what is missing ──────────────────────────────────────────────────


def test_a_missing_table_is_said_and_can_be_started_and_taken_back(panel, document, qtbot):
    del document.report.grids["requests"]
    grid = panel("requests")
    button = grid._placeholder.button
    assert button.isVisibleTo(grid)
    assert not grid.view.isVisibleTo(grid)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert grid.view.isVisibleTo(grid)
    assert len(document.report.grids["requests"].cells) == 175
    document.undo_stack.undo()
    assert button.isVisibleTo(grid)


def test_a_missing_part_of_the_stacked_table_has_a_button_of_its_own(panel, document, qtbot):
    del document.report.grids["art20_6"]
    grid = panel("disclosure")
    [button] = [button for button in grid.view.viewport().findChildren(QPushButton) if button.text() == "新建空白表"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert set(document.report.grids) == set(document.report.form.grids)
    assert grid.view.model().index_of(ref("penalties", "decisions", "art20_6")).isValid()
    document.undo_stack.undo()
    assert "art20_6" not in document.report.grids


def test_typing_into_a_row_that_is_not_printed_adds_its_cell(grid, qtbot):
    report = grid._document.report
    where = ref("refused_law", "person")
    for column in report.form.grids["requests"].columns:
        del report.grids["requests"].cells[ref("refused_law", column.key)]
    grid.refresh()
    grid.go_to(where)
    qtbot.keyClicks(grid.view, "6")
    qtbot.keyClick(editor(grid), KEY.Key_Return)
    assert report.value(where) == 6
    grid._document.undo_stack.undo()
    assert where not in report.grids["requests"].cells


def test_rows_that_the_form_has_not_are_shown_under_the_table(panel, document):
    document.report.grids["requests"] = replace(document.report.grids["requests"], extra=(ExtraRow("小计", ("3", "")),))
    assert panel("requests")._extra.text() == "表外内容（没有计入表格）：小计　3、空白"


def test_a_finding_leads_to_the_cell_it_points_at(grid):
    report = grid._document.report
    wrong = ref("granted", "person")
    entry.write(grid._document, grid._form, {wrong: str(int(report.value(wrong)) + 3)})
    found = next(found for found in grid._document.verdict.findings if found.code == "sum.column")
    grid.go_to_finding(found)
    assert grid.current == wrong


def test_a_report_without_a_form_has_no_table(document):
    table = document.report.form.tables[0]
    document.report.form = None
    with pytest.raises(ValueError, match="form"):
        GridPanel(document, table)
