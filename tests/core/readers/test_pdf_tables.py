"""Tables in PDF pages drawn by hand: where rules divide them, where nothing but white does, and what is none."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from core.document import RawTable
from core.readers.pdf import read
from tests.builders.pdf_pages import document, grid, unruled, write
from tests.core.readers.showing import tables, texts

PATH = Path("年报.pdf")
TITLE = "青禾镇2023年政府信息公开工作年度报告"


def test_a_cell_over_several_places_is_where_no_rule_divides() -> None:
    def page(canvas: Canvas) -> None:
        for x0, y0, x1, y1 in (
            (100, 700, 400, 700), (200, 680, 400, 680), (100, 660, 400, 660), (100, 640, 400, 640),
            (100, 700, 100, 640), (200, 700, 200, 660), (300, 680, 300, 640), (400, 700, 400, 640),
        ):  # fmt: skip
            canvas.line(x0, y0, x1, y1)
        for text, x, y in (
            ("申请人", 105, 670),
            ("数量", 205, 685),
            ("甲", 205, 665),
            ("乙", 305, 665),
            ("合计", 105, 645),
            ("9", 305, 645),
        ):
            write(canvas, text, x, y, 9)

    [table] = read(document(page), PATH).blocks
    assert isinstance(table, RawTable)
    assert [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells] == [
        ("申请人", 0, 0, 2, 1), ("数量", 0, 1, 1, 2), ("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1),
        ("合计", 2, 0, 1, 2), ("9", 2, 2, 1, 1),
    ]  # fmt: skip


def test_a_table_packed_into_a_form_object_is_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("packed")
        grid(canvas, (100, 200, 300), (642, 622, 602), (("规章", "7"), ("许可", "8")))
        canvas.endForm()
        canvas.translate(20, -30)
        canvas.scale(0.9, 0.9)
        canvas.doForm("packed")

    [table] = read(document(page), PATH).blocks
    assert isinstance(table, RawTable)
    assert table.cells[0].place.box == (110, 842 - 548, 200, 842 - 530)
    assert table.cells[0].text == "规章"


def test_the_sides_of_a_frame_may_be_mitred() -> None:
    """Browsers draw each side of a cell as an area of its own, with slanting ends, and each cell has its own sides."""

    def side(canvas: Canvas, *corners: tuple[float, float]) -> None:
        path = canvas.beginPath()
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        canvas.drawPath(path, stroke=0, fill=1)

    def page(canvas: Canvas) -> None:
        for row, entries in enumerate((("规章", "7"), ("许可", "8"))):
            for column, text in enumerate(entries):
                left, bottom = 100 + 102 * column, 600 - 22 * row
                right, top = left + 100, bottom + 20
                side(canvas, (left, top), (right, top), (right - 1, top - 1), (left + 1, top - 1))
                side(canvas, (left, bottom), (right, bottom), (right - 1, bottom + 1), (left + 1, bottom + 1))
                side(canvas, (left, bottom), (left, top), (left + 1, top - 1), (left + 1, bottom + 1))
                side(canvas, (right, bottom), (right, top), (right - 1, top - 1), (right - 1, bottom + 1))
                write(canvas, text, left + 5, bottom + 6, 9)

    assert tables(read(document(page), PATH)) == [[["规章", "7"], ["许可", "8"]]]


def open_table(canvas: Canvas, top: float, rows: Sequence[Sequence[str]], pillars: Sequence[float]) -> None:
    """Rows of 20 points, with rules between them and between columns, and none around them."""
    bottom = top - 20 * len(rows)
    for x in pillars:
        canvas.line(x, top, x, bottom)
    for y in range(1, len(rows)):
        canvas.line(100, top - 20 * y, 400, top - 20 * y)
    for index, row in enumerate(rows):
        for x, text in zip((100, *pillars), row, strict=False):
            write(canvas, text, x + 5, top - 20 * index - 15, 9)


@pytest.mark.parametrize(
    ("pillars", "whole"),
    [
        ((200, 300), True),
        ((200,), True),  # the last two columns are one cell
        ((260, 340), False),  # other columns: no part of that table
    ],
)
def test_the_last_row_of_an_open_table_alone_on_a_page(pillars: Sequence[float], whole: bool) -> None:
    last = ("许可", "5件", "6")[: len(pillars) + 1]
    content = read(
        document(
            lambda canvas: open_table(canvas, 140, [("内容", "上年", "本年"), ("规章", "3", "4")], (200, 300)),
            lambda canvas: open_table(canvas, 760, [last], pillars),
        ),
        PATH,
    )
    heading = [["内容", "上年", "本年"], ["规章", "3", "4"]]
    assert tables(content) == ([[*heading, [*last]]] if whole else [heading])
    assert texts(content) == ([] if whole else ["许可 5件 6"])


def test_a_line_under_words_and_a_frame_around_them_are_no_table() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, TITLE, 80, 742)
        canvas.line(80, 738, 350, 738)
        canvas.rect(60, 600, 400, 180)

    assert texts(read(document(page), PATH)) == [TITLE]


def test_figures_under_one_another_are_a_table_without_rules() -> None:
    rows = [
        ["项目", "甲", "乙", "丙", "总计"],
        ["新收", "1", "", "0", "1"],
        ["结转", "20", "3", "/", "23"],
        ["办结", "21", "3", "", "24"],
    ]
    assert tables(read(unruled(rows), PATH)) == [rows]
