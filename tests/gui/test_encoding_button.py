"""The encoding in the status bar: what it says, and what its menu asks for."""

from pathlib import Path

import pytest

from core.document import Source
from core.readers.encoding import CHOICES
from gui.encoding_button import NAMES, EncodingButton


@pytest.fixture
def button(qtbot):
    button = EncodingButton()
    qtbot.addWidget(button)
    return button


def checked(button: EncodingButton) -> list[str]:
    return [action.data() for action in button.menu().actions() if action.isChecked()]


def test_every_encoding_can_be_chosen():
    assert tuple(NAMES) == CHOICES


@pytest.mark.parametrize(
    ("encoding", "shown", "choice"),
    [("gb18030", "GB18030", ["gb18030"]), ("utf-8-sig", "UTF-8", ["utf-8"]), ("cp950", "Big5", ["big5"]), ("utf-16", "UTF-16", [])],
)
def test_it_says_which_encoding_was_used(button, encoding, shown, choice):
    button.show_source(Source(Path("年报.txt"), "text", encoding))
    assert (button.text(), checked(button)) == (shown, choice)
    assert button.isEnabled()
    assert not button.isHidden()


def test_files_without_an_encoding_hide_it(button):
    button.show_source(Source(Path("年报.docx"), "docx"))
    assert button.isHidden()


def test_what_was_pasted_cannot_be_read_again(button):
    button.show_source(Source(None, "text", "utf-8"))
    assert not button.isEnabled()


@pytest.mark.parametrize("codec", ["", *CHOICES])
def test_a_choice_is_asked_for(button, qtbot, codec):
    [action] = [action for action in button.menu().actions() if action.data() == codec and not action.isSeparator()]
    with qtbot.waitSignal(button.chosen) as asked:
        action.trigger()
    assert asked.args == [codec]
