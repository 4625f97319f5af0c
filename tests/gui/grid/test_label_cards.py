"""口径卡片 where the clerk meets them: over a label, over a heading, with F1 on a cell and in its menu."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from core.cards import Line, cards
from core.forms import forms
from core.layout import Role, layout_of
from gui.grid.cards import CardPopup, label_card, line_of
from tests.gui.grid.conftest import ref


def layout(form, number):
    table = form.tables[number]
    return layout_of(form, table, {key: form.grids[key].rows for key in table.grids})


def named(form, number):
    """The lines that the printed labels and headers of a table name, by their words."""
    laid = layout(form, number)
    return [(cell.text, line_of(laid, cell)) for cell in laid.cells if cell.role in {Role.LABEL, Role.HEADER}]


@pytest.mark.parametrize("key", ["2021", "2019"])
def test_every_row_and_column_can_be_asked_about_at_its_own_label(key):
    form = forms()[key]
    for number, table in enumerate(form.tables):
        found = {line for _, line in named(form, number)}
        for grid in (form.grids[name] for name in table.grids):
            assert {Line(grid.key, "columns", column.key) for column in grid.columns} <= found
            if table.layout != "one_row":
                assert {Line(grid.key, "rows", row.key) for row in grid.rows} <= found


def test_a_label_names_its_own_line_and_a_group_names_none():
    found = dict(named(forms()["2021"], 1))
    assert found["（一）予以公开"] == Line("requests", "rows", "granted")
    assert found["科研机构"] == Line("requests", "columns", "research")
    for group in ("三、本年度办理结果", "（五）不予处理", "法人或其他组织", "申请人情况"):
        assert found[group] is None


def test_in_the_table_of_disputes_the_groups_are_its_rows():
    found = named(forms()["2021"], 2)
    assert ("行政复议", Line("disputes", "rows", "review")) in found
    assert ("复议后起诉", Line("disputes", "rows", "suit_after_review")) in found
    assert ("行政诉讼", None) in found


def test_a_heading_of_a_sub_table_that_is_missing_says_nothing_about_the_next_one():
    form = forms()["2021"]
    laid = layout_of(form, form.tables[0], {key: form.grids[key].rows for key in form.tables[0].grids if key != "art20_5"})
    lines = [line_of(laid, cell) for cell in laid.cells if cell.role is Role.HEADER and cell.text == "本年处理决定数量"]
    assert lines == [None, Line("art20_6", "columns", "decisions")]


def hover(widget, point):
    event = QHelpEvent(QEvent.Type.ToolTip, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)
    return QToolTip.text()


def test_a_heading_under_the_pointer_says_what_it_means_and_a_group_of_headings_nothing(panel):
    header = panel("requests").view.columns
    places = {cell.text: rect for cell, rect in header._places()}
    assert hover(header.viewport(), places["法人或其他组织"].center()) == ""
    said = hover(header.viewport(), places["自然人"].center())
    card = cards()[Line("requests", "columns", "person")]
    assert card.means in said
    assert card.mistake in said


def test_a_label_of_the_stacked_table_says_what_it_means(panel):
    grid = panel("disclosure")
    said = grid.view.model().index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert cards()[Line("art20_1", "rows", "regulations")].means in said
    assert grid.view.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def popup() -> CardPopup | None:
    return next((widget for widget in QApplication.topLevelWidgets() if isinstance(widget, CardPopup) and widget.isVisible()), None)


def test_f1_on_a_cell_shows_both_cards_until_a_key_is_pressed(panel, qtbot):
    grid = panel("requests")
    grid.go_to(ref("partly_granted", "legal"))
    qtbot.keyClick(grid.view, Qt.Key.Key_F1)
    shown = popup()
    assert cards()[Line("requests", "rows", "partly_granted")].mistake in shown.label.text()
    assert cards()[Line("requests", "columns", "legal")].means in shown.label.text()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert popup() is None


def test_the_menu_of_a_cell_offers_the_card_which_a_click_closes(panel, qtbot):
    grid = panel("requests")
    where = ref("received", "total")
    grid.go_to(where)
    menu = grid.menu_for(where)
    next(action for action in menu.actions() if action.text() == "口径说明").trigger()
    assert popup() is not None
    qtbot.mouseClick(popup(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert popup() is None


def test_the_words_of_a_card_are_shown_as_they_are():
    form = forms()["2021"]
    laid = layout(form, 1)
    cell = next(cell for cell in laid.cells if cell.text.startswith("（七）"))
    assert label_card(form, laid, cell).startswith("<p><b>（七）总计</b></p>")
