"""Selections as in a spreadsheet: several blocks, headers, going round inside, filling all that is selected."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from core.findings import Finding, Severity, Suggestion, verdict
from gui.grid.delegate import FigureEdit
from gui.grid.panel import GridPanel, SelectionSummary
from gui.messages import Kind
from tests.gui.grid.conftest import put, ref

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HERE = ref("granted", "business")
BLOCK = [HERE, ref("granted", "research"), ref("partly_granted", "business"), ref("partly_granted", "research")]


@pytest.fixture
def grid(panel) -> GridPanel:
    widget = panel("requests")
    widget.go_to(HERE)
    return widget


@pytest.fixture
def block(grid, qtbot) -> GridPanel:
    """Two by two cells are selected, the cursor on the last."""
    for key in (KEY.Key_Right, KEY.Key_Down):
        qtbot.keyClick(grid.view, key, SHIFT)
    assert grid.view.chosen == BLOCK
    return grid


def editor(grid) -> FigureEdit | None:
    return grid.view.viewport().findChild(FigureEdit)


def centre(grid, where) -> QPoint:
    return grid.view.place(where).center()


def click(qtbot, grid, where, keys=NONE):
    qtbot.mouseClick(grid.view.viewport(), LEFT, keys, centre(grid, where))


def texts(grid, refs):
    return [grid._document.report.cell(where).entry.text for where in refs]


def test_ctrl_and_a_click_add_a_cell_and_take_it_away_again(grid, qtbot):
    click(qtbot, grid, HERE)
    click(qtbot, grid, ref("refused_law", "total"), CTRL)
    assert grid.view.chosen == [HERE, ref("refused_law", "total")]
    click(qtbot, grid, ref("refused_law", "total"), CTRL)
    assert grid.view.chosen == [HERE]


def test_shift_extends_the_last_block_and_keeps_the_others(grid, qtbot):
    click(qtbot, grid, HERE)
    click(qtbot, grid, ref("refused_law", "legal"), CTRL)
    qtbot.keyClick(grid.view, KEY.Key_Right, SHIFT)
    assert grid.view.chosen == [HERE, ref("refused_law", "legal"), ref("refused_law", "other")]
    qtbot.keyClick(grid.view, KEY.Key_Right)
    assert len(grid.view.chosen) == 1


def test_ctrl_shift_and_an_arrow_select_up_to_the_edge_of_the_figures(grid, qtbot):
    qtbot.keyClick(grid.view, KEY.Key_Right, CTRL | SHIFT)
    assert [one.column for one in grid.view.chosen] == ["business", "research", "welfare", "legal", "other", "total"]


def header(grid, text) -> tuple[object, QPoint]:
    for bar in (grid.view.columns, grid.view.rows):
        for cell, rect in bar._places():
            if cell.text == text:
                return bar.viewport(), rect.center()
    raise AssertionError(text)


def test_headers_with_shift_select_up_to_there_and_with_ctrl_beside(grid, qtbot):
    for text, keys in (("商业企业", NONE), ("社会公益组织", SHIFT)):
        where, point = header(grid, text)
        qtbot.mouseClick(where, LEFT, keys, point)
    assert {one.column for one in grid.view.chosen} == {"business", "research", "welfare"}
    where, point = header(grid, "总计")
    qtbot.mouseClick(where, LEFT, CTRL, point)
    assert {one.column for one in grid.view.chosen} == {"business", "research", "welfare", "total"}
    assert len(grid.view.chosen) == 4 * 25


def test_dragging_over_headers_selects_all_of_them(grid, qtbot):
    where, first = header(grid, "一、本年新收政府信息公开申请数量")
    _, last = header(grid, "（一）予以公开")
    qtbot.mousePress(where, LEFT, NONE, first)
    qtbot.mouseMove(where, last)
    qtbot.mouseRelease(where, LEFT, NONE, last)
    assert {one.row for one in grid.view.chosen} == {"received", "carried_in", "granted"}


def test_the_corner_selects_everything(grid, qtbot):
    qtbot.mouseClick(grid.view.corner, LEFT)
    assert len(grid.view.chosen) == 175


@pytest.mark.parametrize(
    ("key", "keys", "walk"),
    [
        (KEY.Key_Tab, NONE, [0, 1, 2, 3, 0]),
        (KEY.Key_Backtab, SHIFT, [2, 1, 0, 3]),
        (KEY.Key_Return, NONE, [0, 2, 1, 3, 0]),
        (KEY.Key_Return, SHIFT, [1, 2, 0, 3]),
    ],
)
def test_tab_and_enter_go_round_inside_the_selection(block, qtbot, key, keys, walk):
    """The cursor begins on the last cell of the block."""
    went = []
    for _ in walk:
        qtbot.keyClick(block.view, key, keys)
        went.append(BLOCK.index(block.current))
    assert went == walk
    assert block.view.chosen == BLOCK


def test_typing_goes_on_inside_the_selection(block, qtbot):
    for figure in "12":
        qtbot.keyClicks(block.view, figure)
        qtbot.keyClick(editor(block), KEY.Key_Return)
    assert texts(block, [BLOCK[3], BLOCK[0]]) == ["1", "2"]
    assert (block.current, block.view.chosen) == (BLOCK[2], BLOCK)


def test_ctrl_enter_writes_what_was_typed_into_all_selected_cells(block, qtbot):
    qtbot.keyClicks(block.view, "4")
    qtbot.keyClick(editor(block), KEY.Key_Return, CTRL)
    assert texts(block, BLOCK) == ["4"] * 4
    assert block._document.undo_stack.undoText() == "填入 表三 4 格"
    assert (block._document.undo_stack.count(), block.view.chosen) == (1, BLOCK)
    assert block.view.hasFocus()


def test_fill_down_and_right_are_one_step_each(block, qtbot):
    for where, text in zip(BLOCK, "5678", strict=True):
        put(block._document.report, where, text)
    qtbot.keyClick(block.view, KEY.Key_D, CTRL)
    assert texts(block, BLOCK) == ["5", "6", "5", "6"]
    qtbot.keyClick(block.view, KEY.Key_R, CTRL)
    assert texts(block, BLOCK) == ["5", "5", "5", "5"]
    assert block._document.undo_stack.undoText() == "向右填充 表三 2 格"
    block._document.undo_stack.undo()
    block._document.undo_stack.undo()
    assert texts(block, BLOCK) == ["5", "6", "7", "8"]


def test_full_width_digits_are_folded_as_they_are_typed(grid, qtbot):
    for key_type in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(grid.view, QKeyEvent(key_type, KEY.Key_5, NONE, "５"))
    qtbot.keyClick(editor(grid), KEY.Key_Return)
    assert texts(grid, [HERE]) == ["5"]


def test_two_figures_have_a_difference(grid, qtbot):
    put(grid._document.report, HERE, "3")
    put(grid._document.report, ref("granted", "research"), "10")
    heard = []
    grid.selection_changed.connect(heard.append)
    qtbot.keyClick(grid.view, KEY.Key_Right, SHIFT)
    qtbot.keyClick(grid.view, KEY.Key_Right, SHIFT)
    assert heard[0] == SelectionSummary(2, 2, 13, 7)
    assert heard[1].difference is None


def test_what_does_not_fit_is_said_and_written_only_when_asked(grid, qtbot):
    said = []
    grid.view.said.connect(said.append)
    grid.go_to(ref("carried_out", "other"))
    QGuiApplication.clipboard().setText("1\t2\t3")
    qtbot.keyClick(grid.view, KEY.Key_V, CTRL)
    assert grid._document.undo_stack.count() == 0
    [message] = said
    assert (message.kind, [offer.label for offer in message.offers]) == (Kind.NOTE, ["只粘贴放得下的 2 格"])
    message.offers[0].action()
    assert texts(grid, [ref("carried_out", "other"), ref("carried_out", "total")]) == ["1", "2"]


def test_the_selection_is_tinted_but_for_the_cell_with_the_cursor(block):
    block.view._flash.setCurrentTime(block.view._flash.duration())
    shot = block.view.grab().toImage()
    scale = shot.devicePixelRatio()

    def colour(where):
        place = block.view.place(where)
        point = block.view.viewport().mapTo(block.view, place.topLeft()) + QPoint(place.width() // 2, 4)
        return shot.pixelColor(round(point.x() * scale), round(point.y() * scale))

    plain = colour(ref("carried_in", "person"))
    assert colour(block.current) == plain
    assert {colour(where) == plain for where in BLOCK[:3]} == {False}


def test_the_menu_names_every_command_with_its_key(grid):
    shown = {action.text(): action.shortcut().toString() for action in grid.menu_for(HERE).actions() if action.text()}
    wanted = {
        "修改这一格": "F2",
        "剪切": "Ctrl+X",
        "复制": "Ctrl+C",
        "粘贴": "Ctrl+V",
        "清除内容": "Del",
        "恢复原值": "",
        "向下填充": "Ctrl+D",
        "向右填充": "Ctrl+R",
        "全选": "Ctrl+A",
        "查找这个内容": "Ctrl+F",
        "口径说明": "F1",
    }
    assert {text: shown.get(text) for text in wanted} == wanted


def test_a_repair_that_several_findings_suggest_stands_in_the_menu_once(grid):
    offers = (Suggestion(((HERE, 9),), "甲"), Suggestion(((HERE, 9),), "乙"), Suggestion(((HERE, 8),), "丙"))
    found = [Finding("x", Severity.ERROR, offer.reason, 3, (HERE,), suggestions=(offer,)) for offer in offers]
    grid._document.verdict = verdict(found, [], ())
    lines = [action.text() for action in grid.menu_for(HERE).actions() if action.text().startswith("改为")]
    assert lines == ["改为 9（甲）", "改为 8（丙）"]


def test_the_menu_looks_for_what_stands_in_the_cell(grid, qtbot):
    put(grid._document.report, HERE, "77")
    grid.refresh()
    actions = {action.text(): action for action in grid.menu_for(HERE).actions()}
    with qtbot.waitSignal(grid.find_requested) as heard:
        actions["查找这个内容"].trigger()
    assert heard.args == ["77"]
    put(grid._document.report, HERE, "")
    grid.refresh()
    assert not {action.text(): action for action in grid.menu_for(HERE).actions()}["查找这个内容"].isEnabled()


def test_a_long_suggestion_does_not_make_the_menu_wider_than_a_small_screen(grid):
    offer = Suggestion(((HERE, 9), (BLOCK[1], 8)), "改后这一行和这一列的合计都相符" * 5)
    grid._document.verdict = verdict([Finding("x", Severity.ERROR, "甲", 3, (HERE,), suggestions=(offer,))], [], ())
    first = grid.menu_for(HERE).actions()[0]
    assert len(first.text()) == 60
    assert first.text().startswith("表三 第3行·商业企业改为 9，表三 第")
    assert first.text().endswith("…")
    assert first.toolTip().startswith("表三 第3行‘（一）予以公开’·商业企业改为 9")
    assert first.toolTip().endswith("合计都相符）")
    assert first.parent().toolTipsVisible()
