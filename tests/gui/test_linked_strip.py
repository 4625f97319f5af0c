"""What the strip asks and what the preview shows."""

import pytest
from PySide6.QtGui import QColor

from core.findings import Span
from core.linked import Link
from core.rewording import Rewording
from gui.linked_dialog import before_and_after
from gui.linked_strip import LinkedStrip, question


def link(text: str, *changes: tuple[str, str], repeated: int, start: int = 5) -> Link:
    """A sentence of the first part, each change at the first place of its words."""
    made = tuple(Rewording(Span(1, start + text.index(old), start + text.index(old) + len(old), old), new) for old, new in changes)
    return Link(Span(1, start, start + len(text), text), made, tuple(old for old, _ in changes[:repeated]))


ONE = link("收到3,165件", ("3,165", "3,156"), repeated=1)
OTHER = link("办理３１６５件", ("３１６５", "３１５６"), repeated=1)
SHARE = link("收到20件，占80%", ("20", "21"), ("80%", "84%"), repeated=1)
RATE = link("办结率90%", ("90%", "91%"), repeated=0)


@pytest.mark.parametrize(
    ("links", "wanted"),
    [
        ([ONE], "正文里有 1 处写着旧数 3165，一起改吗？"),
        ([ONE, OTHER], "正文里有 2 处写着旧数 3165，一起改吗？"),
        ([ONE, SHARE], "正文里有 2 处写着表格改动前的数，另有 1 处百分比或增减数要随着变，一起改吗？"),
        ([RATE], "正文里有 1 处百分比或增减数要随着变，一起改吗？"),
    ],
)
def test_the_strip_says_how_many_places_and_which_figure(links, wanted):
    assert question(links) == wanted


def test_a_sentence_after_its_changes():
    assert SHARE.after == "收到21件，占84%"
    assert (SHARE.follows, ONE.follows, RATE.follows) == (1, 0, 1)


def test_the_preview_strikes_what_goes_and_makes_bold_what_comes():
    was, will = before_and_after(link("a<b 20件&", ("20", "21"), repeated=1), QColor("#ff0000"), QColor("#0000ff"))
    assert was == "a&lt;b <s style='color:#ff0000'>20</s>件&amp;"
    assert will == "a&lt;b <b style='color:#0000ff'>21</b>件&amp;"


def test_the_strip_goes_when_there_is_nothing_to_ask(qtbot):
    strip = LinkedStrip()
    qtbot.addWidget(strip)
    strip.ask([ONE])
    assert strip.isVisible()
    assert strip.accessibleName() == question([ONE])
    strip.ask([])
    assert not strip.isVisible()


def test_each_button_asks_for_its_own_thing(qtbot):
    strip, asked = LinkedStrip(), []
    qtbot.addWidget(strip)
    for name, signal in (("预览", strip.preview_asked), ("改", strip.taken), ("不", strip.declined)):
        signal.connect(lambda name=name: asked.append(name))
    for button in strip.buttons:
        button.click()
    assert asked == ["预览", "改", "不"]
