"""Tables without rules: their cells are told by the distance of words, and doubted as soon as anything does not fit."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from core.document import RawTable
from core.readers import read_bytes
from core.recognise.grids import build_grids
from core.recognise.rawrows import Field, FieldKind, RawRow
from core.recognise.vocabulary import vocabulary_of
from core.report import Reading
from tests.builders.pdf_pages import unruled
from tests.builders.reports import random_report


def rows(guessed: bool) -> list[RawRow]:
    report = random_report(random.Random(5), "2021")
    grid = report.grids["requests"]
    return [
        RawRow(
            row.label,
            [
                Field(report.cell(ref).entry.text, kind=FieldKind.WRITTEN, column=ref.column)
                for ref in sorted(grid.cells, key=lambda ref: [column.key for column in grid.form.columns].index(ref.column))
                if ref.row == row.key
            ],
            section=3,
            guessed=guessed,
        )
        for row in grid.rows
    ]


def doubtful(raw: list[RawRow]) -> set[bool]:
    grids, _ = build_grids(raw, vocabulary_of("2021"))
    return {cell.origin.reading is Reading.DOUBTFUL for cell in grids["requests"].cells.values() if cell.origin}


@pytest.mark.parametrize("guessed", [False, True])
def test_a_whole_table_whose_rows_add_up_is_not_doubted(guessed: bool) -> None:
    assert doubtful(rows(guessed)) == {False}


@pytest.mark.parametrize("guessed", [False, True])
def test_a_table_that_lacks_a_row_is_doubted_where_nothing_but_distance_told_its_cells(guessed: bool) -> None:
    assert doubtful(rows(guessed)[1:]) == {guessed}


@pytest.mark.parametrize("guessed", [False, True])
def test_a_table_with_a_row_that_does_not_add_up(guessed: bool) -> None:
    raw = rows(guessed)
    raw[0] = replace(raw[0], fields=[replace(raw[0].fields[0], text="999999"), *raw[0].fields[1:]])
    assert doubtful(raw) == {guessed}


def test_the_reader_of_pdf_says_which_tables_those_are() -> None:
    data = unruled([("规章", "7", "8", "9", "0"), ("文件", "1", "2", "3", "0"), ("许可", "4", "5", "6", "0")])
    assert [block.guessed for block in read_bytes(data, Path("年报.pdf")).blocks if isinstance(block, RawTable)] == [True]
