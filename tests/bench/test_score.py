"""The judge of the benchmark: kind to whoever has the figures in the right row and order, and to nobody else."""

import pytest

from core.forms import CellRef
from tests.bench.others import _markdown_rows
from tests.bench.score import figure, figures, right_cells
from tests.builders.fixtures import fixture, printed_cells


def cells_of(row: str) -> dict[CellRef, str]:
    return {ref: text for ref, text in printed_cells().items() if ref.row == row}


def test_the_text_with_tabs_has_every_cell_in_its_row() -> None:
    lines = fixture(".txt").read_bytes().decode("gbk").splitlines()
    assert right_cells([line.split("\t") for line in lines], printed_cells()) == 200


def test_nothing_is_right_without_labels_but_the_table_that_has_none() -> None:
    bare = [[cell for cell in line.split("\t") if figure(cell) is not None] for line in _text()]
    assert right_cells(bare, printed_cells()) == 15


def test_a_figure_in_the_place_of_another_is_wrong() -> None:
    texts = list(cells_of("received").values())
    row = ["一、本年新收政府信息公开申请数量", *texts]
    moved = [row[0], "123456789", *texts[:-1]]
    assert right_cells([row], printed_cells()) > right_cells([moved], printed_cells())


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), ("3.0", 3), ("1,234", 1234), ("３", 3), ("-5", -5), ("", None), ("nan", None), ("三", None), ("1.属于", None)],
)
def test_a_figure_is_read_however_it_is_written(text: str, value: int | None) -> None:
    assert figure(text) == value


def test_blank_places_are_left_out() -> None:
    assert [int(value) for value in figures(["规章", "", "1", "NaN", "2"])] == [1, 2]


def test_rows_of_markdown_and_of_plain_text() -> None:
    assert _markdown_rows("| 规章 | 1 |\n行政许可 7") == [["规章 ", " 1"], ["行政许可", "7"]]


def _text() -> list[str]:
    return fixture(".txt").read_bytes().decode("gbk").splitlines()
