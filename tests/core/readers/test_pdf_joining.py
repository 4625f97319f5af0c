"""Tables that go on over a page, cell by cell: what is one row, one label, one figure, and one heading."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from core.readers.pdf.ink import Box
from core.readers.pdf.joining import joined
from core.readers.pdf.lines import Line, Word, runs_on
from core.readers.pdf.prose import Wrapped
from core.readers.pdf.ruled import Cell, Ruled, height_of

WIDTH, SIZE = 50.0, 12.0
XS = (0.0, 50.0, 100.0, 150.0, 200.0)


def line(text: str, left: float = 0.0) -> Line:
    width = sum(SIZE if ord(letter) > 0x2E7F else SIZE * 0.55 for letter in text)
    box = Box(left, 0, left + width, SIZE)
    return Line((Word(text, box),), box, SIZE)


def table(page: int, *rows: Sequence[str]) -> Ruled:
    """Four columns of 50 points; a line end divides the lines of a cell."""
    cells = [
        Cell(y, x, 1, 1, Box(XS[x], 0, XS[x + 1], 20), page, [line(part, XS[x]) for part in text.split("\n") if part])
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
    ]
    return Ruled(page, Box(0, 0, 200, 100), XS, cells)


def texts(first: Ruled, second: Ruled) -> list[list[str]]:
    whole = joined(first, second)
    assert whole is not None
    ordered = sorted(whole.cells, key=lambda cell: cell.column)
    return [[cell.text for cell in ordered if cell.row == row] for row in range(height_of(ordered))]


def test_equal_halves_of_a_figure_are_both_kept() -> None:
    """A page ends inside a row whose figure of twelve digits fills two lines."""
    above = table(1, ["名称", "甲", "乙", "丙"], ["5.属于\n三类", "101010", "0", "0"])
    below = table(2, ["内部事务", "101010", "", ""])
    assert texts(above, below)[-1] == ["5.属于三类内部事务", "101010101010", "0", "0"]


@pytest.mark.parametrize("number", ["8.", "８．", "2、"])
def test_the_number_of_a_label_alone_is_no_figure(number: str) -> None:
    """A page ends behind the number: the words come on the next, and the figures stood on the first."""
    above, below = table(1, ["名称", "甲", "乙", "丙"], [number, "0", "95", "95"]), table(2, ["行政查询", "", "", ""])
    assert texts(above, below)[-1] == [f"{number}行政查询", "0", "95", "95"]


def test_a_label_beside_a_figure_with_a_note_is_that_of_a_row() -> None:
    above = table(1, ["名称", "甲", "乙", "丙"], ["三安全一稳定", "1", "0", "0"])
    below = table(2, ["4.第三方", "2", "2（含补报2件）", "0"])
    assert texts(above, below)[1:] == [["三安全一稳定", "1", "0", "0"], ["4.第三方", "2", "2（含补报2件）", "0"]]


def test_a_heading_that_comes_again_in_slightly_other_words_counts_once() -> None:
    heading = ["名称", "自然人", "公益组织", "总计"]
    above, below = table(1, heading, ["新收", "1", "0", "1"]), ["结转", "2", "0", "2"]
    assert texts(above, table(2, ["名称", "自然人", "社会公益组织", "总计"], below)) == [heading, ["新收", "1", "0", "1"], below]
    other = ["名称", "结果维持", "结果纠正", "总计"]
    assert texts(above, table(2, other, below)) == [heading, ["新收", "1", "0", "1"], other, below]


def test_a_row_without_labels_whose_first_cell_is_blank() -> None:
    """A page ends inside two figures of five digits in narrow cells."""
    above, below = table(1, ["甲", "乙", "丙", "丁"], ["", "68", "17090909", "17130909"]), table(2, ["", "", "5", "0"])
    assert texts(above, below)[1:] == [["", "68", "170909095", "171309090"]]


def test_a_label_broken_by_hand_where_a_figure_is_broken_too() -> None:
    above = table(1, ["名称", "甲", "乙", "丙"], ["（三）", "0", "8", "184209"]), table(2, ["不予公开", "", "", "1"])
    assert texts(*above)[1:] == [["（三）不予公开", "0", "8", "1842091"]]


def test_a_heading_over_a_figure_with_a_note_is_no_group() -> None:
    above = table(1, ["名称", "自然人", "企业", "总计"])
    below = table(2, ["新收", "6（其中补报6件）", "15（含补报5件）", "21"])
    assert texts(above, below) == [["名称", "自然人", "企业", "总计"], ["新收", "6（其中补报6件）", "15（含补报5件）", "21"]]


def test_a_heading_whose_own_rows_a_page_parted_comes_again() -> None:
    above = table(1, ["名称", "申请人", "法人", ""], ["", "", "企业", "机构"], ["一、新收", "1", "0", "1"])
    assert texts(above, table(2, ["名称", "申请人", "", "法人"], ["", "", "机构", "企业"], ["二、结转", "2", "0", "2"]))[2:] == [
        ["一、新收", "1", "0", "1"], ["二、结转", "2", "0", "2"],
    ]  # fmt: skip


def test_the_label_of_a_row_is_no_group_with_the_heading_below_it() -> None:
    """The heading comes again on the new page, over the columns in another way than on the first."""
    above = table(1, ["（本列为件数）", "甲", "乙", "丙"], ["一、新收", "1", "0", "1"])
    below = table(2, ["（本列为件数）", "申请人情况", "", ""], ["二、结转", "2", "0", "2"])
    over_all = replace(below.cells[1], column_span=3)
    below = replace(below, cells=[below.cells[0], over_all, *below.cells[4:]])
    assert texts(above, below)[1:] == [["一、新收", "1", "0", "1"], ["（本列为件数）", "申请人情况"], ["二、结转", "2", "0", "2"]]


@pytest.mark.parametrize(
    ("one", "other", "after", "whole"),
    [
        ("34", "3", "（其中网上", True),  # both together had no room
        ("34", "5（其中", "", True),
        ("3", "4", "", False),  # two figures
        ("8", "3257", "", False),  # a digit more had room, so the first ended there
        ("23367", "5", "", True),
        ("0", "5", "7（含补报）", False),
    ],
)
def test_where_a_figure_with_a_note_was_broken(one: str, other: str, after: str, whole: bool) -> None:
    width = 45.0 if whole else 400.0
    assert runs_on(line(one), line(other), width, after) == whole


def test_a_note_is_whole_however_it_was_broken() -> None:
    wrapped = Wrapped(Box(0, 0, 400, 100), 1)
    assert [part.text for part in wrapped.paragraphs([*map(line, ("571（含", "补报", "2件）"))])] == ["571（含补报2件）"]
    assert [part.text for part in wrapped.paragraphs([*map(line, ("571（含）", "2"))])] == ["571（含）", "2"]
