"""A label that gives way, and the status bar that never keeps a window wide."""

import pytest

from gui.elided_label import ElidedLabel


@pytest.fixture
def label(qtbot) -> ElidedLabel:
    made = ElidedLabel("已保存：青溪县人民政府 2023年 校核.nbx")
    qtbot.addWidget(made)
    made.show()
    return made


def test_all_words_are_shown_where_there_is_room(label: ElidedLabel) -> None:
    label.resize(label.sizeHint())
    label.grab()
    assert label.shown == label.text()
    assert label.toolTip() == ""


def test_without_room_the_middle_goes_and_the_tooltip_has_all(label: ElidedLabel) -> None:
    label.resize(label.sizeHint().width() // 2, 30)
    label.grab()
    head, tail = label.shown.split("…")
    assert label.text().startswith(head)
    assert label.text().endswith(tail)
    assert label.toolTip() == label.text()


def test_it_can_be_made_narrower_than_its_words(label: ElidedLabel) -> None:
    assert label.minimumSizeHint().width() < label.sizeHint().width() // 2
