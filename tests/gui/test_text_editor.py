"""The editor of a text: bursts, the smallest change on undo, positions in code points, nothing lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QUndoCommand,
    QUndoStack,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget

from core.findings import Finding, Severity, Span, Suggestion
from core.forms import CellRef
from core.rewording import Rewording
from gui.text_editor import TextEditor, _difference, units
from gui.text_menu import Dispute

RECEIVED = CellRef("requests", "received", "total")


@pytest.fixture
def pushed():
    return []


@pytest.fixture
def editor(qtbot, pushed):
    made = TextEditor(lambda text, burst: pushed.append((text, burst)))
    qtbot.addWidget(made)
    made.show()
    return made


def mark(text, part, severity=Severity.ERROR, message="不符"):
    start = text.index(part)
    span = Span(1, start, start + len(part), part)
    return span, Finding("x", severity, message, 1, spans=(span,))


def test_showing_a_text_is_no_edit(editor, pushed):
    editor.show_text("一\n二")
    editor.show_text("一\n三")
    assert pushed == []
    assert editor.text() == "一\n三"


def test_what_is_typed_is_pushed_letter_by_letter_in_one_burst(editor, pushed, qtbot):
    editor.show_text("")
    qtbot.keyClicks(editor, "ab")
    assert [text for text, _ in pushed] == ["a", "ab"]
    assert len({burst for _, burst in pushed}) == 1


def test_a_pause_begins_a_new_burst(editor, pushed, qtbot):
    qtbot.keyClicks(editor, "a")
    editor._pause.setInterval(1)
    qtbot.keyClicks(editor, "b")
    qtbot.wait(30)
    qtbot.keyClicks(editor, "c")
    assert [burst == pushed[0][1] for _, burst in pushed] == [True, True, False]


def test_each_paragraph_is_a_burst_of_its_own(editor, pushed, qtbot):
    qtbot.keyClicks(editor, "ab")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "cd")
    assert [burst == pushed[0][1] for _, burst in pushed] == [True, True, True, False, False]


def test_leaving_the_editor_begins_a_new_burst(editor, pushed, qtbot):
    qtbot.keyClicks(editor, "a")
    QApplication.sendEvent(editor, QFocusEvent(QFocusEvent.Type.FocusOut))
    qtbot.keyClicks(editor, "b")
    assert pushed[0][1] != pushed[1][1]


def test_a_text_from_elsewhere_begins_a_new_burst(editor, pushed, qtbot):
    qtbot.keyClicks(editor, "a")
    editor.show_text("")
    qtbot.keyClicks(editor, "b")
    assert pushed[0][1] != pushed[1][1]


def test_non_breaking_spaces_and_rare_characters_survive_an_edit(editor, pushed, qtbot):
    text = "共\u00a0𠮷12件\n二\u3000完"
    editor.show_text(text)
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, "x")
    assert pushed[-1][0] == text + "x"


def test_marks_stand_on_the_right_words_after_characters_of_two_units(editor):
    text = "𠮷𠮷镇受理12件"
    editor.show_text(text)
    editor.show_marks([mark(text, "12")])
    [selection] = editor.extraSelections()
    assert selection.cursor.selectedText() == "12"
    assert selection.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline


def test_the_worst_mark_lies_on_top(editor):
    text = "受理12件"
    editor.show_text(text)
    editor.show_marks([mark(text, "12"), mark(text, "受理12", Severity.INFO)])
    assert [selection.cursor.selectedText() for selection in editor.extraSelections()] == ["受理12", "12"]


def test_the_message_is_told_over_the_word_only(editor):
    text = "受理12件，" + "很长的话" * 5
    editor.show_text(text)
    span, found = mark(text, "12", message="应为13")
    editor.show_marks([(span, found)])
    cursor = editor.textCursor()
    cursor.setPosition(3)
    assert editor.message_at(editor.cursorRect(cursor).center()) == "错误：应为13"
    cursor.setPosition(20)
    assert editor.message_at(editor.cursorRect(cursor).center()) == ""


def test_a_span_beyond_the_text_does_no_harm(editor):
    editor.show_text("短")
    editor.show_marks([(Span(1, 5, 9, "长"), Finding("x", Severity.INFO, "m"))])
    editor.go_to(Span(1, 5, 9, "长"))
    assert editor.textCursor().selectedText() == ""


def test_going_to_a_span_selects_it(editor):
    editor.show_text("受理12件")
    editor.go_to(Span(1, 2, 4, "12"))
    assert editor.textCursor().selectedText() == "12"


@pytest.mark.parametrize("keys", ["Ctrl+Z", "Ctrl+Shift+Z"])
def test_undo_keys_are_left_to_the_window(editor, keys):
    combination = QKeySequence(keys)[0]
    event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, combination.key(), combination.keyboardModifiers())
    event.accept()
    editor.event(event)
    assert not event.isAccepted()


def test_files_are_not_pasted_as_words(editor, pushed):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.html")])
    data.setText("/tmp/a.html")
    editor.insertFromMimeData(data)
    assert pushed == []
    words = QMimeData()
    words.setText("甲")
    editor.insertFromMimeData(words)
    assert pushed[0][0] == "甲"


def lines(menu):
    return [action for action in menu.actions() if not action.isSeparator()]


def words(menu):
    return [action.text() for action in lines(menu)]


def test_the_menu_speaks_chinese_and_opens_at_the_cursor(editor):
    editor.show_text("甲")
    editor.selectAll()
    QApplication.sendEvent(editor, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1)))
    menu = editor.findChild(QMenu)
    assert words(menu) == ["剪切", "复制", "粘贴", "全选"]
    assert menu.actions()[1].isEnabled()
    menu.close()


def test_the_menu_undoes_and_redoes_the_steps_of_the_report(qtbot):
    stack, stepped = QUndoStack(), []
    made = TextEditor(lambda *_: None, stack=stack)
    qtbot.addWidget(made)
    made.stepped.connect(lambda: stepped.append(stack.index()))
    stack.push(QUndoCommand("改第一部分正文"))
    undo, redo, *_ = lines(made.menu_at(QPoint(1, 1)))
    assert (undo.text(), undo.isEnabled(), redo.text(), redo.isEnabled()) == ("撤销 改第一部分正文", True, "重做", False)
    undo.trigger()
    assert stepped == [0]
    _, redo, *_ = lines(made.menu_at(QPoint(1, 1)))
    assert redo.text() == "重做 改第一部分正文"
    redo.trigger()
    assert stepped == [0, 1]


@pytest.fixture
def disputed(qtbot):
    """An editor with a figure that two findings are about, one of which knows the right figure, and what it asks for."""
    text = "收到申请12件"
    wrong, doubtful = mark(text, "12", message="应为13"), mark(text, "12", Severity.WARNING, "存疑")
    found = replace(wrong[1], cells=(RECEIVED,))
    offer = Rewording(wrong[0], "13", "与表三一致")
    repair = Suggestion(((RECEIVED, 12),), "合计相符")
    known = Dispute(found, (offer,), (("总计改为 12（合计相符）", repair),))
    made = TextEditor(lambda *_: None, offers=lambda one, span: known if (one, span) == (found, wrong[0]) else Dispute(one))
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    made.show_text(text)
    made.show_marks([(wrong[0], found), doubtful])
    cursor = made.textCursor()
    cursor.setPosition(5)
    return made, made.cursorRect(cursor).center(), found, offer, repair


def test_the_menu_of_a_disputed_figure_offers_the_right_one_its_cell_and_setting_aside(disputed):
    editor, point, found, offer, repair = disputed
    asked = []
    for signal in (editor.repair_requested, editor.reword_requested, editor.cell_requested, editor.aside_requested):
        signal.connect(asked.append)
    menu = editor.menu_at(point)
    offered = ["改表格：总计改为 12（合计相符）", "改为 13（与表三一致）"]
    assert words(menu)[:5] == [*offered, "看表格里的这一格", "搁置：应为13", "搁置：存疑"]
    for action in lines(menu)[:4]:
        action.trigger()
    assert asked == [repair, offer, found, found]


def test_the_tooltip_of_a_disputed_figure_says_what_is_wrong_and_what_can_be_done(disputed):
    editor, point, *_ = disputed
    said = editor.message_at(point).splitlines()
    assert said == ["错误：应为13", "警告：存疑", "建议：改表格：总计改为 12（合计相符）。单击右键可以改。"]
    assert editor.message_at(QPoint(390, 190)) == ""


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("甲\r\n乙\r丙\u2028丁\x0b戊", "甲\n乙\n丙\n丁\n戊"),
        ("共\u00a012\u3000件\u2003\u202f\u2009\t完", "共\u00a012\u3000件\u2003\u202f\u2009\t完"),
        ("甲\x00\ufdd0\ufffc乙", "甲乙"),
    ],
)
def test_what_is_pasted_keeps_its_spaces_and_loses_only_what_is_no_character(editor, pushed, given, wanted):
    data = QMimeData()
    data.setText(given)
    editor.insertFromMimeData(data)
    assert pushed[-1][0] == wanted


def test_a_page_is_pasted_as_its_words(editor, pushed):
    data = QMimeData()
    data.setHtml("<b>收到</b><table><tr><td>申请</td><td>12件</td></tr></table>")
    editor.insertFromMimeData(data)
    assert pushed[-1][0].split() == ["收到", "申请", "12件"]
    assert not editor.textCursor().charFormat().font().bold()


def test_a_link_is_pasted_as_its_words(editor, pushed):
    data = QMimeData()
    data.setUrls([QUrl("https://example.gov.cn/")])
    data.setText("公开指南")
    editor.insertFromMimeData(data)
    assert pushed[-1][0] == "公开指南"


def test_pasting_begins_a_step_of_its_own(editor, pushed, qtbot):
    qtbot.keyClicks(editor, "a")
    data = QMimeData()
    data.setText("乙")
    editor.insertFromMimeData(data)
    assert [text for text, _ in pushed] == ["a", "a乙"]
    assert pushed[0][1] != pushed[1][1]


def test_words_dropped_on_the_text_stand_where_they_were_dropped(editor, pushed):
    editor.show_text("甲丙")
    cursor = editor.textCursor()
    cursor.setPosition(1)
    place = QPointF(editor.cursorRect(cursor).center())
    data = QMimeData()
    data.setText("乙")
    taken = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(editor.viewport(), QDragEnterEvent(place.toPoint(), *taken))
    QApplication.sendEvent(editor.viewport(), QDragMoveEvent(place.toPoint(), *taken))
    QApplication.sendEvent(editor.viewport(), QDropEvent(place, *taken))
    assert pushed[-1][0] == "甲乙丙"


def test_tab_leaves_the_text(qtbot, pushed):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    editor, beside = TextEditor(lambda text, burst: pushed.append((text, burst))), QLineEdit()
    column.addWidget(editor)
    column.addWidget(beside)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert beside.hasFocus()
    assert pushed == []


@given(st.text("ab𠮷\n", max_size=12), st.text("ab𠮷\n", max_size=12))
def test_replacing_the_difference_makes_the_new_text(old, new):
    start, end, insert = _difference(old, new)
    assert old[:start] + insert + old[end:] == new
    assert len(insert) <= len(new)


@given(st.text(max_size=20), st.integers(0, 20))
def test_units_are_those_of_utf_16(text, position):
    assert units(text, position) == sum(2 if ord(letter) > 0xFFFF else 1 for letter in text[:position])
