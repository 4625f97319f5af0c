"""Without a mouse and without eyes: every action has keys, F6 goes round the panes, and everything that can be used has a name."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from core.edits import SetSections
from core.files import Item
from core.forms import CellRef
from gui.dialogs import AsideDialog, Failure, FailuresDialog
from gui.pane_frame import PaneFrame
from gui.settings_dialog import SettingsDialog

CTRL = Qt.KeyboardModifier.ControlModifier
USED = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
OF_QT = {
    "qt_spinbox_lineedit",
    "qt_dockwidget_closebutton",
    "qt_dockwidget_floatbutton",
    "qt_menubar_ext_button",
    "qt_toolbar_ext_button",
}
"""Parts that Qt makes and speaks for itself."""


def menus(window) -> list[QMenu]:
    own = window.menuBar().findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [*own, window.actions_.view_menu, window.actions_.edit_menu]


def mnemonics(actions) -> list[str]:
    found = (re.search(r"&(.)", action.text().replace("&&", "")) for action in actions)
    return [match.group(1).upper() for match in found if match]


# ── keys ─────────────────────────────────────────────────────────────


def test_no_two_lines_of_a_menu_have_the_same_key(window, open_files, file):
    open_files(*(file(f"{name}.html", f"good {number}") for number, name in enumerate("甲乙丙", start=1)))
    for menu in (window.menuBar(), *menus(window), window.recents.menu, window.actions_.compare_menu):
        keys = mnemonics(menu.actions())
        assert len(keys) == len(set(keys)), keys


def test_every_line_of_every_menu_has_a_key(window, open_files, file):
    open_files(file("甲.html", "bad 1"))
    steps = {window.actions_.undo, window.actions_.redo}
    for menu in menus(window):
        lines = [action for action in menu.actions() if not action.isSeparator() and action not in steps]
        assert len(mnemonics(lines)) == len(lines), [line.text() for line in lines if "&" not in line.text()]


def test_every_action_stands_in_a_menu(window):
    actions = {held for held in vars(window.actions_).values() if isinstance(held, QAction)}
    drawer = window.review.panes.sides[0].toggleViewAction()
    shown = {action for menu in menus(window) for action in menu.actions()}
    missing = [action.text() for action in {*actions, drawer} - shown]
    assert not missing


def test_the_toolbar_shows_names_without_keys(window):
    window.show()
    names = [button.text() for button in window.findChildren(QAbstractButton) if button.parent().objectName() == "toolbar"]
    assert {"打开", "保存", "导出工作簿", "撤销", "重做"} <= set(names)
    assert not [name for name in names if "&" in name or "…" in name]


# ── panes ────────────────────────────────────────────────────────────


def pane_of(window, widget: QWidget) -> QWidget | None:
    review = window.review
    panes = (review.outline, review.workspace, review.tally, review.source, review.findings)
    return next((pane for pane in panes if pane is widget or pane.isAncestorOf(widget)), None)


def test_f6_goes_round_the_panes_and_back(window, qtbot, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    review = window.review
    window.activateWindow()
    review.workspace.show_section(document, 3).tables[0][1].view.setFocus()
    walked = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        walked.append(pane_of(window, QApplication.focusWidget()))
    assert walked == [review.findings, review.outline, review.workspace]
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert pane_of(window, QApplication.focusWidget()) is review.outline


def test_f6_frames_the_pane_that_it_leads_to_and_lets_its_title_stand_out(window, qtbot, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    review = window.review
    window.activateWindow()
    review.workspace.show_section(document, 3).tables[0][1].view.setFocus()
    for pane, title in ((review.findings, "问题"), (review.outline, "目录"), (review.workspace, None)):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        framed = [one.pane for one in window.findChildren(PaneFrame) if one.isVisible()]
        assert framed == [pane]
        docks = [dock for dock in (*review.panes.sides, *review.panes.drawers) if dock.titleBarWidget().emphasised]
        assert [dock.windowTitle() for dock in docks] == ([title] if title else [])


def test_f6_comes_back_to_the_very_place(window, qtbot, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    editor = window.review.workspace.show_section(document, 3).editor
    window.activateWindow()
    editor.setFocus()
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is editor


def test_f6_visits_a_drawer_that_is_open(window, qtbot, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    window.activateWindow()
    window.review.panes.tally.toggleViewAction().trigger()
    window.review.workspace.show_section(document, 3).tables[0][1].view.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert pane_of(window, QApplication.focusWidget()) is window.review.tally


def test_f6_goes_through_the_start_page(window, qtbot, open_files, file):
    open_files(file("甲.html", "bad 1"))
    window.actions_.start_page.trigger()
    window.activateWindow()
    window.start_page.drop_area.button.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.start_page.recent.files[0]
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.start_page.samples.files[0]


# ── names ────────────────────────────────────────────────────────────


def nameless(top: QWidget) -> list[str]:
    """What can be used under a widget and has no name that can be read out."""
    found = []
    for widget in top.findChildren(QWidget):
        if isinstance(widget, USED) and widget.objectName() not in OF_QT and not widget.isHidden() and not is_part(widget):
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            if len(re.sub(r"[\W\d_]", "", name)) < 1:
                found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__} {name!r}")
    return found


def is_part(widget: QWidget) -> bool:
    """Whether it only makes up another thing that can be used: the line in a box, the header of a table."""
    parts = QComboBox | QAbstractSpinBox | QLineEdit | QAbstractItemView
    return isinstance(widget.parent(), parts) or widget.window().windowType() is Qt.WindowType.Popup


@pytest.mark.parametrize("section", range(7))
def test_everything_that_can_be_used_has_a_name(window, open_files, file, section):
    [document] = open_files(file("甲.html", "bad 1"))
    window.review.workspace.show_section(document, section)
    assert nameless(window) == []


def test_the_dialogues_name_what_is_in_them(window, open_files, file, tmp_path):
    [document] = open_files(file("甲.html", "bad 1"))
    dialogs = [
        AsideDialog(document.verdict.findings[:2], ["口径不同"], window),
        FailuresDialog([Failure(Item(tmp_path / "甲.pdf").path, "打不开。", "")], 0, window),
        SettingsDialog(window.preferences, lambda: None, window),
    ]
    for dialog in dialogs:
        assert nameless(dialog) == []
        assert dialog.windowTitle()


def test_a_cell_is_read_out_with_its_labels_its_value_and_what_is_wrong(window, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    view = window.review.workspace.show_section(document, 3).tables[0][1].view
    ref = next(ref for finding in document.verdict.findings for ref in finding.cells if ref.row == "granted")
    spoken = view.grid.index_of(ref).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "予以公开" in spoken
    assert str(document.report.value(ref)) in spoken
    assert "错误" in spoken


def test_a_finding_is_read_out_with_its_severity(window, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    model = window.review.findings.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [model.index(row, 0).data(role) for row in range(model.rowCount())]
    assert f"错误：{document.verdict.findings[0].message}" in spoken


def test_a_line_of_the_outline_is_read_out_with_its_counts(window, open_files, file):
    open_files(file("甲.html", "bad 1"))
    outline = window.review.outline.model()
    top = outline.index(0, 0)
    spoken = [outline.index(row, 0, top).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(7)]
    assert any("错误 2" in line for line in spoken)


# ── where the keys go by themselves ──────────────────────────────────


def test_f6_leads_into_the_table_of_a_section_and_not_to_its_title(window, qtbot, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    window.activateWindow()
    page = window.review.workspace.show_section(document, 3)
    window.review.outline.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.tables[0][1].view


def test_the_keys_are_at_the_cell_after_a_suggestion_for_another_section_was_taken(window, qtbot, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    review = window.review
    window.activateWindow()
    review.workspace.show_section(document, 1).editor.setFocus()
    review.findings.select(next(one for one in document.verdict.findings if one.suggestions))
    window.actions_.accept.trigger()
    assert document.unsaved
    assert QApplication.focusWidget() is review.workspace.show_section(document, 3).tables[0][1].view


def test_the_key_for_taking_says_so_when_nothing_is_offered(window, qtbot, open_files, file):
    [document] = open_files(file("甲.html", "good 1"))
    document.push(SetSections("删去", tuple(part for part in document.report.sections if part.number != 5)))
    [found] = document.verdict.findings
    grid = window.review.workspace.show_section(document, 3).tables[0][1]
    grid.view.setFocus()
    window.activateWindow()
    window.review.findings.select(found)
    assert not window.review.findings.accept_button.isEnabled()
    grid.go_to(CellRef("requests", "granted", "person"))
    before = grid.current
    qtbot.keyClick(grid.view, Qt.Key.Key_Return, CTRL)
    assert grid.current == before
    assert window.message_strip.message.text.startswith("这一处没有可以直接接受的建议")


def test_tab_goes_from_the_recent_files_to_the_samples(window, qtbot, open_files, file):
    open_files(file("甲.html", "good 1"), file("乙.html", "good 2"))
    window.show_start_page()
    window.activateWindow()
    page = window.start_page
    page.drop_area.button.setFocus()
    walked = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == [*page.recent.files, page._clear, page.samples.files[0]]


def test_the_menu_cuts_copies_and_pastes_where_the_keys_are(window, qtbot, open_files, file):
    [document] = open_files(file("甲.html", "good 1"))
    window.activateWindow()
    actions, page = window.actions_, window.review.workspace.show_section(document, 3)
    view = page.tables[0][1].view
    one, other = (CellRef("requests", "granted", column) for column in ("person", "business"))
    value = document.report.value(one)
    view.setFocus()
    page.go_to_cell(one)
    actions.copy.trigger()
    page.go_to_cell(other)
    actions.paste.trigger()
    assert document.report.value(other) == value
    actions.cut.trigger()
    assert document.report.value(other) is None
    assert QApplication.clipboard().text() == str(value)
    window.review.outline.setFocus()
    actions.edit_menu.aboutToShow.emit()
    assert [action.isEnabled() for action in (actions.cut, actions.copy, actions.paste)] == [False, False, False]
    page.repeated.show()
    page.repeated.setFocus()
    actions.edit_menu.aboutToShow.emit()
    assert [action.isEnabled() for action in (actions.cut, actions.copy, actions.paste)] == [False, True, False]


def test_what_is_said_of_one_finding_goes_when_another_is_selected(window, qtbot, open_files, file):
    [document] = open_files(file("甲.html", "good 1"))
    document.push(SetSections("删去", tuple(part for part in document.report.sections if part.number not in {5, 6})))
    first, second = document.verdict.findings
    window.review.findings.select(first)
    window.actions_.accept.trigger()
    assert window.message_strip.isVisible()
    window.review.findings.select(second)
    assert not window.message_strip.isVisible()
