"""The editor of a text: bursts, the smallest change on undo, positions in code points, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget

from core.findings import Finding, Severity, Span
from gui.text_editor import TextEditor, _difference, units


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
    assert editor.message_at(editor.cursorRect(cursor).center()) == "应为13"
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


def test_the_menu_has_no_undo_of_its_own(editor):
    editor.show_text("甲")
    editor.selectAll()
    QApplication.sendEvent(editor, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1)))
    menu = editor.findChild(QMenu)
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == ["剪切", "复制", "粘贴", "全选"]
    assert menu.actions()[1].isEnabled()
    menu.close()


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
