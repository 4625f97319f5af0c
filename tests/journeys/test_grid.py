"""The grid as the clerk uses it: out of other programs, into them, undone in one step, at any size."""

import time

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from core.edits import type_cells
from core.forms import CellRef
from gui.messages import Kind
from tests.builders import clipboard

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SECTIONS = {"disclosure": 2, "requests": 3, "disputes": 4}
LONGEST_PASTE = 0.05


@pytest.fixture
def document(open_files, file):
    [opened] = open_files(file("年报.html", "good 3"))
    return opened


def grid_of(window, document, key):
    return window.review.workspace.show_section(document, SECTIONS[key]).tables[0][1]


def fill_clipboard(held: dict[str, bytes]) -> None:
    mime = QMimeData()
    for kind, content in held.items():
        mime.setData(kind, content)
    QGuiApplication.clipboard().setMimeData(mime)


def written(document, refs) -> dict[CellRef, str]:
    return {ref: document.report.cell(ref).entry.text for ref in refs}


@pytest.mark.parametrize("key", clipboard.TABLES)
@pytest.mark.parametrize("program", clipboard.PROGRAMS)
def test_a_whole_table_out_of_another_program_goes_where_its_labels_say(window, qtbot, document, program, key):
    fill_clipboard(clipboard.held(program, key))
    grid = grid_of(window, document, key)
    grid.go_to(grid.view.grid.sheet.refs[-1])
    before = written(document, clipboard.values(key))
    qtbot.keyClick(grid.view, Qt.Key.Key_V, CTRL)
    assert written(document, before) == clipboard.values(key)
    changed = sum(before[ref] != text for ref, text in clipboard.values(key).items())
    assert window.actions_.undo.text().startswith("撤销 粘贴 表")
    assert window.actions_.undo.text().endswith(f" {changed} 格")
    assert window.message_strip.message.kind is Kind.DONE
    assert f"共 {len(before)} 格。与原来不同的有 {changed} 格。" in window.message_strip.message.text
    window.actions_.undo.trigger()
    assert written(document, before) == before
    assert not document.unsaved


def test_a_table_pasted_in_front_of_another_one_does_not_land_in_that(window, qtbot, document):
    fill_clipboard(clipboard.held("word", "disputes"))
    grid = grid_of(window, document, "requests")
    before = written(document, grid.view.grid.sheet.refs)
    grid.go_to(next(iter(before)))
    qtbot.keyClick(grid.view, Qt.Key.Key_V, CTRL)
    assert written(document, before) == before
    assert written(document, clipboard.values("disputes")) == clipboard.values("disputes")
    assert "表四" in window.message_strip.message.text


def test_a_missing_table_is_pasted_whole(window, qtbot, document):
    del document.report.grids["requests"]
    grid = grid_of(window, document, "requests")
    fill_clipboard(clipboard.held("chrome", "requests"))
    qtbot.mouseClick(grid._placeholder.paste_button, Qt.MouseButton.LeftButton)
    assert written(document, clipboard.values("requests")) == clipboard.values("requests")
    assert grid.view.isVisible()
    window.actions_.undo.trigger()
    assert "requests" not in document.report.grids
    qtbot.keyClick(grid._placeholder.button, Qt.Key.Key_V, CTRL)
    assert written(document, clipboard.values("requests")) == clipboard.values("requests")


def test_a_block_out_of_a_spreadsheet_goes_from_the_cursor_on(window, qtbot, document):
    page = clipboard.EXCEL_HEAD + " <tr><td class=xl65>12</td><td class=xl65>1,300</td></tr>\n" + clipboard.EXCEL_TAIL
    fill_clipboard({clipboard.HTML: page.encode(), clipboard.TEXT: b"12\t1,300\r\n"})
    grid = grid_of(window, document, "requests")
    grid.go_to(CellRef("requests", "granted", "person"))
    qtbot.keyClick(grid.view, Qt.Key.Key_V, CTRL)
    assert [document.report.value(CellRef("requests", "granted", column)) for column in ("person", "business")] == [12, 1300]
    assert window.actions_.undo.text() == "撤销 粘贴 表三 2 格"


def test_after_a_paste_the_list_is_at_what_is_about_it(window, qtbot, document):
    grid, panel = grid_of(window, document, "requests"), window.review.findings
    here = CellRef("requests", "granted", "person")
    elsewhere = CellRef("disputes", "review", "total")
    document.push(type_cells(document.report, "改", {elsewhere: "98765"}))
    other = next(found for found in document.verdict.findings if elsewhere in found.cells)
    for value in ("98765", "87654"):
        grid.go_to(here)
        panel.select(other)
        QGuiApplication.clipboard().setText(value)
        grid.view.paste()
        assert document.report.value(here) == int(value)
        assert here in panel.current().cells


def test_what_does_not_fit_is_said_in_the_window_and_taken_as_far_as_it_fits(window, qtbot, document):
    fill_clipboard({clipboard.TEXT: b"1\t2\t3\r\n"})
    grid = grid_of(window, document, "requests")
    grid.go_to(CellRef("requests", "granted", "other"))
    qtbot.keyClick(grid.view, Qt.Key.Key_V, CTRL)
    assert not document.unsaved
    assert "有 1 格落在表外，所以没有粘贴" in window.message_strip.message.text
    window.message_strip._buttons[0].click()
    assert [document.report.value(CellRef("requests", "granted", column)) for column in ("other", "total")] == [1, 2]


def test_a_paste_of_175_cells_does_not_hold_the_window_up(window, qtbot, document):
    """Counted is the time of the window's own thread, so that other work of the machine does not count."""
    fill_clipboard(clipboard.held("word", "requests"))
    grid = grid_of(window, document, "requests")
    grid.go_to(CellRef("requests", "received", "person"))
    times = []
    for _ in range(5):
        start = time.thread_time()
        grid.view.paste()
        times.append(time.thread_time() - start)
        document.undo_stack.undo()
    assert min(times) <= LONGEST_PASTE


def test_a_copied_table_comes_into_another_report_as_it_is(window, qtbot, open_files, file):
    first, second = open_files(file("甲.html", "good 3"), file("乙.html", "good 4"))
    source, target = grid_of(window, first, "requests"), grid_of(window, second, "requests")
    refs = source.view.grid.sheet.refs
    assert written(first, refs) != written(second, refs)
    source.view.selectAll()
    source.view.copy()
    assert QGuiApplication.clipboard().mimeData().hasHtml()
    target.view.paste()
    assert written(second, refs) == written(first, refs)
    assert second.undo_stack.count() == 1


def test_one_gesture_is_one_step_and_named(window, qtbot, document):
    grid = grid_of(window, document, "requests")
    grid.go_to(CellRef("requests", "granted", "person"))
    qtbot.keyClick(grid.view, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClicks(grid.view, "7")
    qtbot.keyClick(grid.view.viewport().findChild(QLineEdit), Qt.Key.Key_Return, CTRL)
    assert window.actions_.undo.text() == "撤销 填入 表三 2 格"
    qtbot.keyClick(grid.view, Qt.Key.Key_X, CTRL)
    assert window.actions_.undo.text() == "撤销 剪切 表三 2 格"
    assert QGuiApplication.clipboard().text() == "7\t7"
    for _ in range(2):
        window.actions_.undo.trigger()
    assert not document.unsaved


def test_an_edited_cell_says_from_what_and_gets_it_back(window, qtbot, document):
    grid = grid_of(window, document, "requests")
    where = CellRef("requests", "granted", "person")
    before = document.report.cell(where)
    grid.go_to(where)
    qtbot.keyClicks(grid.view, "98765")
    field = grid.view.viewport().findChild(QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    index = grid.view.grid.index_of(where)
    assert grid.view.grid.face(where).edited
    assert f"原为 {before.entry.text}" in index.data(Qt.ItemDataRole.ToolTipRole)
    grid.go_to(where)
    {action.text(): action for action in grid.menu_for(where).actions()}["恢复原值"].trigger()
    assert document.report.cell(where) == before
    assert window.actions_.undo.text().startswith("撤销 恢复")


def test_zoom_by_keys_and_wheel_is_one_for_all_pages_and_remembered(window, qtbot, document, settings):
    grid = grid_of(window, document, "requests")
    size = grid.view.font().pointSizeF()
    assert not window.review.status.zoom.isVisible()
    window.actions_.larger.trigger()
    middle = QPointF(grid.view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        grid.view.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.view.viewport(), event)
    assert window.review.status.zoom.text() == "125%"
    assert grid.view.font().pointSizeF() == pytest.approx(1.25 * size)
    other = grid_of(window, document, "disclosure")
    assert other.view.font().pointSizeF() == pytest.approx(1.25 * size)
    assert settings.value("zoom") == 125
    window.review.status.zoom.click()
    assert grid.view.font().pointSizeF() == pytest.approx(size)
    window.actions_.smaller.trigger()
    assert grid.view.font().pointSizeF() == pytest.approx(0.9 * size)
    window.actions_.plain_size.trigger()
    assert not window.review.status.zoom.isVisible()
