"""The tables of Word documents: merges of every kind, rows that begin further in, nested tables, rounding errors."""

import pytest

from core.document import RawTable, Unreadable
from tests.core.readers.promises import overlaps
from tests.core.readers.showing import rows, short, spans
from tests.core.readers.wordfile import BEGINS, GOES_ON, cell, docx, element, paragraph, read, row, run, span, table, zipped

LONG = "本机关按照要求推进各项工作。" * 50


def only(*made: str, grid: tuple[int, ...] = ()) -> RawTable:
    """The only table of a document with this table in it."""
    [found] = [block for block in read(docx(table(*made, grid=grid))).blocks if isinstance(block, RawTable)]
    return found


def test_cells_across_columns() -> None:
    found = only(row(cell("申请人", span(2)), "总计"), row("新收", "1", "1"))
    assert spans(found) == [
        ("申请人", 0, 0, 1, 2),
        ("总计", 0, 2, 1, 1),
        ("新收", 1, 0, 1, 1),
        ("1", 1, 1, 1, 1),
        ("1", 1, 2, 1, 1),
    ]


def test_cells_down_rows() -> None:
    found = only(row(cell("三", BEGINS), "甲", "1"), row(cell("", GOES_ON), "乙", "2"), row(cell("四", BEGINS), "丙", "3"))
    assert spans(found)[0] == ("三", 0, 0, 2, 1)
    assert rows(found) == [["三", "甲", "1"], ["乙", "2"], ["四", "丙", "3"]]


def test_a_merge_that_says_continue_is_the_same() -> None:
    found = only(row(cell("三", BEGINS), "1"), row(cell("", '<w:vMerge w:val="continue"/>'), "2"))
    assert spans(found)[0] == ("三", 0, 0, 2, 1)


def test_across_and_down_at_once() -> None:
    found = only(
        row(cell("（一）予以公开", span(2) + BEGINS), "0", "1"),
        row(cell("", span(2) + GOES_ON), "2", "3"),
        row("甲", "乙", "4", "5"),
    )
    assert spans(found)[0] == ("（一）予以公开", 0, 0, 2, 2)


def test_a_cell_that_goes_on_nothing_stands_for_itself() -> None:
    found = only(row("甲", "1"), row(cell("乙", GOES_ON), "2"), row(cell("", span(2) + GOES_ON)))
    assert spans(found) == [("甲", 0, 0, 2, 1), ("1", 0, 1, 1, 1), ("2", 1, 1, 1, 1), ("", 2, 0, 1, 2)]


def test_a_merge_does_not_reach_over_another_cell() -> None:
    found = only(row(cell("三", BEGINS), "1"), row("四", "2"), row(cell("", GOES_ON), "3"))
    assert [(cell.text, cell.row_span) for cell in found.cells if cell.column == 0] == [("三", 1), ("四", 2)]


def test_merges_of_older_documents() -> None:
    found = only(row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "1"), row("乙", "丙", "2"))
    assert spans(found)[:2] == [("甲", 0, 0, 1, 2), ("1", 0, 2, 1, 1)]


def test_a_row_may_begin_and_end_further_in() -> None:
    found = only(
        row("甲", "乙", "丙", "丁"),
        row("1", "2", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        row("3", "4", "5", "6"),
    )
    assert [(cell.text, cell.column) for cell in found.cells if cell.row == 1] == [("1", 1), ("2", 2)]


def test_several_paragraphs_in_a_cell_are_lines() -> None:
    found = only(row(cell(paragraph("（三）不予") + paragraph("公开") + paragraph("")), "1"), row("甲", "2"))
    assert found.cells[0].text == "（三）不予\n公开"


def test_controls_around_rows_cells_and_text() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    first = f"<w:tr>{cell('甲')}{control.format(cell('1'))}</w:tr>"
    second = control.format(row("乙", cell(control.format(paragraph("2")))))
    assert rows(only(first, second)) == [["甲", "1"], ["乙", "2"]]


def test_a_table_of_one_cell_is_text() -> None:
    inner = table(row("新收", "1"), row("结转", "2"))
    blocks = read(docx(table(row(cell(paragraph("一、总体情况") + inner + paragraph("完")))))).blocks
    assert short(blocks) == ["一、总体情况", [["新收", "1"], ["结转", "2"]], "完"]


def test_a_small_table_in_a_cell_is_lines_of_it() -> None:
    inner = table(row("其中", "3"))
    found = only(row("新收", cell(paragraph("5") + inner)), row("结转", "2"), row("甲", "1"))
    assert rows(found) == [["新收", "5\n其中 3"], ["结转", "2"], ["甲", "1"]]


def test_a_picture_of_a_page_made_with_a_table() -> None:
    drawing = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>"
    blocks = read(docx(table(row(cell(paragraph(LONG) + drawing))))).blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Picture"]


def test_tables_cut_in_two_stay_two() -> None:
    """Joining them is for recognition."""
    header = row("项目", "总计")
    blocks = read(docx(table(header, row("新收", "1")) + paragraph("") + table(header, row("结转", "2")))).blocks
    assert short(blocks) == [[["项目", "总计"], ["新收", "1"]], "", [["项目", "总计"], ["结转", "2"]]]


def test_columns_that_are_rounding_errors_are_gone() -> None:
    """The label spans a sliver that the figure below does not have: 599 + 1 twentieths of a point."""
    grid = (600, 599, 1, 600)
    found = only(row("甲", cell("乙", span(2)), "丙"), row("1", "2", cell("3", span(2))), grid=grid)
    assert [(cell.text, cell.column, cell.column_span) for cell in found.cells] == [
        ("甲", 0, 1), ("乙", 1, 1), ("丙", 2, 1), ("1", 0, 1), ("2", 1, 1), ("3", 2, 1),
    ]  # fmt: skip


def test_cells_with_text_are_never_a_rounding_error() -> None:
    found = only(row("甲", "乙", "丙"), row("1", "2", "3"), grid=(600, 1, 600))
    assert rows(found) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_a_grid_of_nothing_changes_nothing() -> None:
    assert found_columns((0, 0)) == found_columns(()) == found_columns((-5, 10**9)) == [0, 1, 0, 1]


def found_columns(grid: tuple[int, ...]) -> list[int]:
    return [cell.column for cell in only(row("甲", "1"), row("乙", "2"), grid=grid).cells]


@pytest.mark.parametrize("columns", [10**9, 10**30, 0, -3])
def test_absurd_spans_shrink(columns: int) -> None:
    found = only(row(cell("甲", f'<w:gridSpan w:val="{columns}"/>'), "1"), row("乙", "2"))
    assert found.width <= 3
    assert [cell.text for cell in found.cells] == ["甲", "1", "乙", "2"]


def test_absurd_indents_shrink() -> None:
    found = only(row("甲", "1"), row("乙", "2", properties='<w:gridBefore w:val="999999999"/>'))
    assert found.width == 4


@pytest.mark.slow
def test_more_cells_than_any_report_has() -> None:
    empty = "<w:tr>" + "<w:tc/>" * 1000 + "</w:tr>"
    document = element("document", f"<w:body>{table(empty * 301)}</w:body>")
    with pytest.raises(Unreadable) as caught:
        read(zipped({"word/document.xml": document}))
    assert caught.value.code == "too_many"


def test_cells_outside_of_tables_are_text() -> None:
    assert short(read(docx(cell("甲") + row("乙"))).blocks) == ["甲", "乙"]


def test_cells_in_cells_do_not_lie_over_one_another() -> None:
    inside = f"<w:tc>{paragraph('外')}{cell('内')}</w:tc>"
    found = only(f"<w:tr>{inside}{cell('1')}{row('深', '2')}</w:tr>", row("乙", "3"))
    assert not overlaps(found)
    assert {"外", "内", "1", "深", "2", "乙", "3"} == {cell.text for cell in found.cells}


def test_hidden_rows_are_left_out() -> None:
    document = read(docx(table(row("甲", "1"), row("密", "9", properties="<w:hidden/>"), row("乙", "2"))))
    assert short(document.blocks) == [[["甲", "1"], ["乙", "2"]]]
    assert document.notices == ("文档里有 1 处隐藏文字，没有读入。",)


def test_runs_in_cells_are_joined() -> None:
    assert rows(only(row("甲", cell(paragraph(run("1") + run("2")))), row("乙", "3"))) == [["甲", "12"], ["乙", "3"]]
