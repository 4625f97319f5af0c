"""Cutting the place of a value or a line out of a document."""

from core.document import Paragraph, Place, RawCell, RawTable
from core.glimpse.asking import CellAsk, LineAsk
from core.glimpse.looking import look

HEADING = Paragraph("一、总体情况", Place(line=1))
LINES = (
    HEADING,
    Paragraph("本年收到申请12件。", Place(line=2)),
    Paragraph("", Place(line=3)),
    Paragraph("  办结11件，结转1件。 ", Place(line=4)),
    Paragraph("予以公开 8 1 9", Place(line=5)),
)


def at(row: int, column: int) -> Place:
    return Place(sheet="表三", row=row, column=column)


def table(height: int) -> RawTable:
    """Three columns; the label in the first column covers all rows. The sheet counts from row 3, column B."""
    label = RawCell("办理结果", 0, 0, height, 1, at(3, 2))
    cells = [RawCell(f"{row}{column}", row, column, place=at(row + 3, column + 2)) for row in range(height) for column in (1, 2)]
    return RawTable((label, *cells))


def test_a_cell_comes_with_the_rows_around_it() -> None:
    found = look((HEADING, table(9)), CellAsk(at(7, 4), ("42",), 0))
    assert (found.rows, found.columns, found.row) == (("4", "5", "6", "7", "8", "9", "10"), ("B", "C", "D"), 3)
    label, *others = found.pieces
    assert (label.text, label.row, label.row_span) == ("办理结果", 0, 7)
    assert [piece.text for piece in others] == [f"{row}{column}" for row in range(1, 8) for column in (1, 2)]
    assert [piece.text for piece in others if piece.here] == ["42"]


def test_a_table_ends_where_it_ends() -> None:
    found = look((table(2),), CellAsk(at(3, 3), ("01",), 0))
    assert (found.rows, found.row) == (("3", "4"), 0)


def test_several_figures_in_one_cell_are_told_apart() -> None:
    place = Place(table=1, row=1, column=2)
    glued = RawTable((RawCell("予以公开", 0, 0, place=Place(table=1, row=1, column=1)), RawCell("8 1 9", 0, 1, place=place)))
    found = look((glued,), CellAsk(place, ("8", "1", "9"), 1))
    [piece] = [piece for piece in found.pieces if piece.here]
    assert (piece.text, piece.marks) == ("8 1 9", ((2, 3),))
    assert found.columns == ("", "")


def test_a_figure_is_looked_for_along_the_row_where_the_place_is_that_of_the_row() -> None:
    place = Place(table=1, row=1, column=1)
    row = RawTable((RawCell("予以公开", 0, 0, place=place), RawCell("8", 0, 1), RawCell("9", 0, 2)))
    found = look((row,), CellAsk(place, ("8", "9"), 1))
    assert [piece.text for piece in found.pieces if piece.here] == ["9"]


def test_a_figure_in_a_line_is_marked_in_it() -> None:
    found = look(LINES, CellAsk(Place(line=5), ("8", "1", "9"), 2))
    assert [line.text for line in found.lines] == [
        "一、总体情况", "本年收到申请12件。", "  办结11件，结转1件。 ", "予以公开 8 1 9",
    ]  # fmt: skip
    assert found.lines[3].here
    assert found.lines[3].marks == ((9, 10),)
    assert found.place == Place(line=5)


def test_a_figure_may_stand_in_the_line_below_its_label() -> None:
    label = Paragraph("结果维持 结果纠正", Place(line=6))
    found = look((label, Paragraph("3 4", Place(line=7))), CellAsk(label.place, ("3", "4"), 1))
    assert [(line.text, line.marks) for line in found.lines if line.here] == [("3 4", ((2, 3),))]


def test_a_place_that_is_not_there_is_not_found() -> None:
    assert look(LINES, CellAsk(Place(line=9), ("8",), 0)) is None
    assert look((), CellAsk(Place(line=5), ("8",), 0)) is None


def test_a_line_of_a_section_is_found_with_its_words() -> None:
    found = look(LINES, LineAsk(HEADING.place, "办结11件，结转1件。", ((6, 10),)))
    assert found.same
    [here] = [line for line in found.lines if line.here]
    assert [here.text[start:end] for start, end in here.marks] == ["结转1件"]


def test_of_several_such_words_the_one_that_is_meant_is_marked() -> None:
    for ask in (
        LineAsk(HEADING.place, "办结11件，结转1件。", ((8, 9),)),
        LineAsk(HEADING.place, "  办结12件，结转1件。", ((10, 11),)),
    ):
        [here] = [line for line in look(LINES, ask).lines if line.here]
        assert (here.text, here.marks) == ("  办结11件，结转1件。 ", ((10, 11),))


def test_a_line_that_was_changed_is_found_by_its_likeness() -> None:
    found = look(LINES, LineAsk(HEADING.place, "办结12件，结转1件。"))
    assert found.place == Place(line=4)
    assert not found.same


def test_a_line_that_is_like_no_other_is_not_found() -> None:
    assert look(LINES, LineAsk(HEADING.place, "另行补充的说明文字")) is None
    assert look(LINES, LineAsk(Place(line=5), "本年收到申请12件。")) is None


def headed(height: int) -> RawTable:
    """Two rows of headings over rows of a label and two figures; the label of the second heading goes down to the end."""
    heads = (RawCell("项目", 0, 0, 2), RawCell("申请人", 0, 1, 1, 2), RawCell("自然人", 1, 1), RawCell("企业", 1, 2))
    cells = [RawCell(f"{row}", row, column, place=at(row + 1, column + 1)) for row in range(2, height) for column in (1, 2)]
    return RawTable((*heads, RawCell("结果", 2, 0, height - 2), *cells))


def test_the_headings_of_the_table_come_along() -> None:
    found = look((headed(12),), CellAsk(at(10, 2), ("9",), 0))
    assert (found.head, found.row) == (2, 5)
    assert found.rows == ("", "", "7", "8", "9", "10", "11", "12")
    seen = {piece.text: (piece.row, piece.row_span) for piece in found.pieces}
    assert (seen["项目"], seen["自然人"], seen["结果"], seen["9"]) == ((0, 2), (1, 1), (2, 6), (5, 1))


def test_headings_and_rows_around_may_overlap() -> None:
    found = look((headed(12),), CellAsk(at(4, 3), ("3",), 0))
    assert (found.head, found.row) == (2, 3)
    assert [piece.row for piece in found.pieces if piece.text == "2"] == [2, 2]
    assert len(found.rows) == 7


def test_rows_above_may_be_left_out_but_never_the_headings() -> None:
    whole = look((headed(12),), CellAsk(at(10, 2), ("9",), 0))
    assert whole.closer(3) == whole
    found = whole.closer(1)
    assert (found.rows, found.row) == (("", "", "9", "10", "11", "12"), 3)
    seen = {piece.text: (piece.row, piece.row_span) for piece in found.pieces}
    assert (seen["项目"], seen["结果"], seen["8"]) == ((0, 2), (2, 4), (2, 1))
    assert not {"6", "7"} & seen.keys()
    assert [piece.row for piece in whole.closer(0).pieces if piece.here] == [2]


def test_words_far_above_the_first_figure_are_no_headings() -> None:
    cells = [RawCell("说明", row, 0, place=at(row + 1, 1)) for row in range(9)]
    found = look((RawTable((*cells, RawCell("7", 9, 0, place=at(10, 1)))),), CellAsk(at(10, 1), ("7",), 0))
    assert (found.head, found.rows) == (0, ("7", "8", "9", "10"))
