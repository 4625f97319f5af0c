"""A label that takes more lines where it is narrow, and always as many for the same width."""

import pytest

from gui.grid.clamp import Clamp

WORDS = "表三中有关的合计也不相符，请核对。" * 4
"""68 characters."""


@pytest.fixture
def clamp(qtbot) -> Clamp:
    made = Clamp(2, most=4, room=90)
    qtbot.addWidget(made)
    made.show_text(WORDS)
    made.show()
    return made


def characters(clamp: Clamp, count: int) -> int:
    return count * clamp.fontMetrics().horizontalAdvance("国")


@pytest.mark.parametrize(("width", "lines"), [(60, 2), (46, 2), (31, 3), (23, 4), (10, 4)])
def test_the_lines_follow_from_the_width(clamp: Clamp, width: int, lines: int) -> None:
    clamp.resize(characters(clamp, width), 200)
    assert clamp.lines == lines
    wide = clamp.sizeHint().height()
    clamp.show_text("短")
    assert (clamp.lines, clamp.sizeHint().height()) == (lines, wide)


def test_a_narrow_label_shows_all_that_it_has_room_for(clamp: Clamp) -> None:
    clamp.resize(characters(clamp, 25), 200)
    lines = clamp._wrapped()
    assert len(lines) == 3, "of 68 characters in lines of 25"
    assert "".join(lines) == WORDS


def test_each_part_begins_a_line_and_only_the_last_line_is_cut(clamp: Clamp) -> None:
    clamp.resize(characters(clamp, 46), 200)
    clamp.show_text("错误：第一处。\n错误：第二处。")
    assert clamp._wrapped() == ["错误：第一处。", "错误：第二处。"]
    clamp.show_text(f"错误：第一处。\n{WORDS}\n原文。")
    first, last = clamp._wrapped()
    assert first == "错误：第一处。"
    assert last.startswith(WORDS[:20])
    assert last.endswith("请核对。…"), "there is more behind it"
    assert last.count("…") == 2


def test_a_sum_that_is_cut_keeps_its_end(clamp: Clamp) -> None:
    clamp.resize(characters(clamp, 46), 200)
    clamp.show_text("表三 ‘总计’列：" + " + ".join(f"第{number}项{number}" for number in range(40)) + " = 780，总计填781，差1")
    _, last = clamp._wrapped()
    assert last.endswith(" = 780，总计填781，差1")


@pytest.mark.parametrize("width", range(25, 60))
def test_no_formula_is_cut_where_a_line_breaks(clamp: Clamp, width: int) -> None:
    clamp.resize(characters(clamp, width), 200)
    formula = "表三 ‘自然人’列：申请数量86 + 结转数量4 = 90，总计87 + 结转下年2 = 89，差1"
    clamp.show_text(formula)
    assert "".join(clamp._wrapped()).replace(" ", "") == formula.replace(" ", "")


def test_a_plain_label_keeps_its_lines_at_every_width(qtbot) -> None:
    plain = Clamp(1)
    qtbot.addWidget(plain)
    for width in (500, 20):
        plain.resize(width, 50)
        assert plain.lines == 1


def test_a_space_at_the_end_of_a_line_cuts_no_word(clamp: Clamp) -> None:
    clamp.resize(characters(clamp, 20) + 2, 200)
    clamp.show_text("国" * 20)
    plain = clamp.grab().toImage()
    clamp.show_text("国" * 20 + "　")
    assert clamp.grab().toImage() == plain
