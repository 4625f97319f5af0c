"""Tables of binary Word documents: both ways of merging, rows changed by quick saves, tables in tables, tables that touch."""

import struct
from pathlib import Path

import pytest

from core.document import RawTable, Unreadable
from core.readers import read_bytes
from tests.builders.doc_file import (
    ACROSS,
    DELETED,
    DOWN,
    FIRST_ACROSS,
    RESTART,
    Doc,
    Par,
    Run,
    par,
    row,
    sprm,
    table_definition,
)
from tests.core.readers.showing import Short, rows, short, spans

Spans = list[tuple[str, int, int, int, int]]
MERGE, SPLIT, MERGE_DOWN = 0x5624, 0x5625, 0xD62B
INSERT, DELETE, WIDTHS, LEFT = 0x7621, 0x5622, 0x7623, 0x9601


def blocks(*paragraphs: Par, **more: object) -> list[Short]:
    return short(read_bytes(Doc([*paragraphs, par("尾")], **more).written(), Path("a.doc")).blocks)[:-1]  # type: ignore[arg-type]


def merged(*paragraphs: Par) -> Spans:
    """The cells of the only table."""
    [table] = [block for block in read_bytes(Doc(paragraphs).written(), Path("a.doc")).blocks if isinstance(block, RawTable)]
    return spans(table)


def test_wide_cells_span_columns_though_edges_are_some_twips_off() -> None:
    """Widths drawn by hand: 1000 and 1004, 2010 and 2003 are the same edge."""
    first = row(["甲", "乙"], [-108, 1000, 4000])
    second = row(["1", "2", "3"], [-100, 1004, 2010, 4000])
    third = row(["4", "5", "6"], [-108, 996, 2003, 3995])
    assert merged(*first, *second, *third) == [
        ("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 2),
        ("1", 1, 0, 1, 1), ("2", 1, 1, 1, 1), ("3", 1, 2, 1, 1),
        ("4", 2, 0, 1, 1), ("5", 2, 1, 1, 1), ("6", 2, 2, 1, 1),
    ]  # fmt: skip


def test_flags_in_the_definition_of_a_row() -> None:
    edges = [0, 1000, 2000, 3000]
    first = row(["甲", "乙", ""], edges, [RESTART, FIRST_ACROSS, ACROSS])
    second = row(["", "1", "2"], edges, [DOWN])
    third = row(["", "3", "4"], edges, [DOWN])
    assert merged(*first, *second, *third) == [
        ("甲", 0, 0, 3, 1), ("乙", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1), ("3", 2, 1, 1, 1), ("4", 2, 2, 1, 1),
    ]  # fmt: skip


def test_merging_begins_anew_and_stays_in_its_column() -> None:
    edges = [0, 1000, 2000]
    body = [row(["甲", "1"], edges, [RESTART]), row(["", "2"], edges, [DOWN]), row(["乙", "3"], edges, [RESTART])]
    body += [row(["", "4"], edges, [DOWN]), row(["丙", "5"], edges)]
    cells = merged(*(one for each in body for one in each))
    assert [cell for cell in cells if cell[2] == 0] == [("甲", 0, 0, 2, 1), ("乙", 2, 0, 2, 1), ("丙", 4, 0, 1, 1)]


def test_words_in_a_cell_that_goes_on_from_above_are_kept() -> None:
    edges = [0, 1000, 2000]
    cells = merged(*row(["三", "1"], edges, [RESTART]), *row(["续", "2"], edges, [DOWN]))
    assert cells[0] == ("三\n续", 0, 0, 2, 1)


def test_merging_by_properties_of_their_own() -> None:
    edges = [0, 1000, 2000, 3000]
    across = sprm(MERGE, struct.pack("<BB", 1, 3)) + sprm(MERGE_DOWN, bytes([0, 3]))
    second = sprm(MERGE_DOWN, bytes([0, 1]))
    assert merged(*row(["甲", "乙", ""], edges, extra=across), *row(["", "1", "2"], edges, extra=second)) == [
        ("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1),
    ]  # fmt: skip


def test_merged_cells_that_were_split_again() -> None:
    edges = [0, 1000, 2000, 3000]
    split = sprm(SPLIT, struct.pack("<BB", 0, 3)) + sprm(MERGE_DOWN, bytes([0, 0]))
    above = row(["1", "2", "3"], edges, [RESTART])
    assert len(merged(*above, *row(["甲", "乙", "丙"], edges, [DOWN | FIRST_ACROSS, ACROSS, ACROSS], extra=split))) == 6


@pytest.mark.parametrize(
    ("change", "edges"),
    [
        (sprm(INSERT, struct.pack("<BBh", 1, 1, 1000)), [0, 1000, 2000]),
        (sprm(INSERT, struct.pack("<BBh", 2, 1, 1000)), [0, 1000, 2000]),
        (sprm(INSERT, struct.pack("<BBh", 1, 2, 1000)), [0, 1000]),
        (sprm(DELETE, struct.pack("<BB", 1, 2)), [0, 1000, 1700, 2700, 3700]),
        (sprm(WIDTHS, struct.pack("<BBh", 0, 3, 1000)), [0, 300, 900, 4000]),
        (sprm(LEFT, struct.pack("<h", 0)), [700, 1700, 2700, 3700]),
    ],
)
def test_rows_that_were_changed_afterwards(change: bytes, edges: list[int]) -> None:
    """Each of them ends with the edges 0, 1000, 2000, 3000, and so has the columns of the row above."""
    cells = merged(*row(["甲", "乙", "丙"], [0, 1000, 2000, 3000]), *row(["1", "2", "3"], edges, extra=change))
    assert cells[3:] == [("1", 1, 0, 1, 1), ("2", 1, 1, 1, 1), ("3", 1, 2, 1, 1)]


@pytest.mark.parametrize("code", [MERGE, SPLIT, MERGE_DOWN, INSERT, DELETE, WIDTHS])
def test_changes_beyond_the_row_change_nothing(code: int) -> None:
    operand = {MERGE_DOWN: bytes([200, 3]), INSERT: bytes([2, 200, 1, 0]), WIDTHS: bytes([200, 250, 1, 0])}.get(
        code, bytes([200, 250])
    )
    assert blocks(*row(["1", "2"], [0, 900, 1800], extra=sprm(code, operand))) == [[["1", "2"]]]


def test_a_row_without_a_definition() -> None:
    assert blocks(*row(["甲", "乙"], []), *row(["1", "2"], [])) == [[["甲", "乙"], ["1", "2"]]]


def test_more_cells_than_edges_and_fewer() -> None:
    assert blocks(*row(["甲", "乙", "丙"], [0, 1000, 2000]), *row(["1"], [0, 1000, 2000])) == [[["甲", "乙", "丙"], ["1", ""]]]


def test_a_table_that_breaks_off() -> None:
    whole = row(["甲", "乙"], [0, 1000, 2000])
    assert blocks(*whole, *row(["1", "2"], [0, 1000, 2000])[:-1]) == [[["甲", "乙"], ["1", "2"]]]


def test_several_paragraphs_and_lines_in_a_cell() -> None:
    label = [par("（三）不予"), par("公开\x0b1.属于国家秘密")]
    assert blocks(*row([label, "5"], [0, 1000, 2000]), *row(["合计", "6"], [0, 1000, 2000])) == [
        [["（三）不予\n公开\n1.属于国家秘密", "5"], ["合计", "6"]]
    ]


def test_a_small_table_in_a_cell_is_its_lines() -> None:
    inner = [*row(["1", "2"], [0, 400, 800], depth=2), *row(["3", "4"], [0, 400, 800], depth=2)]
    outer = [row([[par("小表"), *inner, par("完")], "乙", "丙", "丁"], [0, 1000, 2000, 3000, 4000])]
    outer += [row([f"{number}", "a", "b", "c"], [0, 1000, 2000, 3000, 4000]) for number in range(3)]
    [table] = blocks(*(one for each in outer for one in each))
    assert table[0] == ["小表\n1 2\n3 4\n完", "乙", "丙", "丁"]


def test_a_table_in_a_frame_of_one_cell_is_a_table() -> None:
    inner = [one for number in range(3) for one in row([f"行{number}", str(number)], [0, 400, 800], depth=2)]
    assert blocks(*row([[par("题"), *inner]], [0, 9000])) == ["题", [["行0", "0"], ["行1", "1"], ["行2", "2"]], ""]


def test_tables_within_tables_without_end() -> None:
    deep = par("底", sprm(0x2416, 1) + sprm(0x6649, 0x7FFFFFFF))
    assert blocks(par("顶"), deep) == ["顶", "底"]


def test_tables_that_touch_stay_two() -> None:
    """Word keeps them apart when they differ in style, in position, or where a heading row comes again."""
    edges = [0, 1000, 2000]
    one, two = [["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]]
    for change in (sprm(0x563A, 7), sprm(0x548A, 2), sprm(0x360D, 5), sprm(0x261B, 5)):
        body = [*(row(cells, edges) for cells in one), *(row(cells, edges, extra=change) for cells in two)]
        assert blocks(*(par_ for each in body for par_ in each)) == [one, two]
    heading = sprm(0x3404, 1)
    body = [row(one[0], edges, extra=heading), row(one[1], edges), row(two[0], edges, extra=heading), row(two[1], edges)]
    assert blocks(*(par_ for each in body for par_ in each)) == [one, two]


def test_tables_that_touch_and_have_no_edge_in_common() -> None:
    """As LibreOffice writes two tables without a paragraph between them: nothing else tells them apart."""
    wide, narrow = row(["甲", "1", "2"], [0, 3000, 5000, 9000]), row(["乙", "3"], [0, 1500, 4000])
    assert blocks(*wide, *narrow) == [[["甲", "1", "2"]], [["乙", "3"]]]
    ragged = row(["乙", "3"], [0, 3000, 5000])
    assert blocks(*wide, *ragged) == [[["甲", "1", "2"], ["乙", "3"]]]


def test_a_paragraph_parts_two_tables() -> None:
    edges = [0, 1000, 2000]
    first, second = row(["甲", "1"], edges), row(["乙", "2"], edges)
    assert blocks(*first, par(""), *second) == [[["甲", "1"]], "", [["乙", "2"]]]


def test_a_deleted_row_is_gone() -> None:
    edges, gone = [0, 1000, 2000], Run("\x07", DELETED)
    deleted = [par([Run("旧", DELETED)], mark=gone), par([Run("9", DELETED)], mark=gone)]
    body = [*row(["甲", "1"], edges), *row([[one] for one in deleted], edges, mark=gone), *row(["乙", "2"], edges)]
    assert blocks(*body) == [[["甲", "1"], ["乙", "2"]]]


def test_a_row_whose_last_mark_alone_is_deleted_stays() -> None:
    edges = [0, 1000, 2000]
    assert blocks(*row(["甲", "1"], edges, mark=Run("\x07", DELETED)), *row(["乙", "2"], edges)) == [[["甲", "1"], ["乙", "2"]]]


def test_a_row_with_more_properties_than_fit_on_a_page() -> None:
    """Its properties are in the stream of data; those of the paragraph say where."""
    edges = list(range(0, 12_000, 400))
    properties = sprm(0x2416, 1) + sprm(0x2417, 1) + sprm(0xD608, table_definition(edges))
    data = bytes(100) + struct.pack("<H", len(properties)) + properties
    cells = [str(number) for number in range(29)]
    paragraphs = [*row(cells, [])[:-1], Par((), Run("\x07"), sprm(0x6646, 100))]
    beyond = [*row(cells, [])[:-1], Par((), Run("\x07"), sprm(0x6646, 1 << 30) + sprm(0x2416, 1) + sprm(0x2417, 1))]
    assert blocks(*paragraphs, *beyond, data=data) == [[cells, cells]]
    [table] = [
        block for block in read_bytes(Doc(paragraphs, data=data).written(), Path("a.doc")).blocks if isinstance(block, RawTable)
    ]
    assert (table.width, rows(table)) == (29, [cells])


def test_properties_of_a_table_beside_those_of_the_row() -> None:
    properties = sprm(0xD608, table_definition([0, 1000, 2000]))
    data = struct.pack("<H", len(properties)) + properties
    paragraphs = [*row(["甲", "乙"], [])[:-1], Par((), Run("\x07"), sprm(0x646B, 0) + sprm(0x2416, 1) + sprm(0x2417, 1))]
    assert blocks(*paragraphs, data=data) == [[["甲", "乙"]]]


def test_a_cell_says_where_it_stands() -> None:
    body = [par("前"), *row(["甲", "乙"], [0, 1000, 2000]), par("中"), *row(["丙", "丁"], [0, 1000, 2000])]
    found = read_bytes(Doc(body).written(), Path("a.doc")).blocks
    assert [block.place.paragraph for block in found] == [1, 0, 2, 0]
    last = found[3]
    assert isinstance(last, RawTable)
    assert last.cells[1].place.describe() == "第2个表格第1行第2格"


def test_more_cells_than_any_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.readers.doc.story.MOST_CELLS", 99)
    with pytest.raises(Unreadable) as caught:
        blocks(*[par(str(number)) for number in range(99)])
    assert caught.value.code == "too_many"
