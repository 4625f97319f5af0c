"""The heading rows that a table repeats on a new page."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from core.folding import key
from core.readers.pdf.figures import holds_figure, is_entry
from core.readers.pdf.ruled import Cell, height_of


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells that begin in each row, from left to right."""
    rows: list[list[Cell]] = [[] for _ in range(height_of(cells))]
    for cell in cells:
        rows[cell.row].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows]


def without_heading(above: Sequence[Cell], below: Sequence[Cell], heading: Collection[str]) -> list[Cell]:
    """The cells of the second table without the heading rows that it repeats from the first.

    `heading` are the words that tell a heading row by themselves, where both tables have the same columns.
    """
    repeated = 0
    for one, other in zip_longest(_rows(above), _rows(below), fillvalue=()):
        if not _same_row(one, other) and not _is_from(heading, other):
            break
        repeated += 1
    while repeated and any(cell.row < repeated < cell.row + cell.row_span for cell in below):
        repeated -= 1
    if not any(cell.filled for cell in below if cell.row < repeated):
        return list(below)
    return [replace(cell, row=cell.row - repeated) for cell in below if cell.row >= repeated]


def heading_words(cells: Sequence[Cell]) -> frozenset[str]:
    """The words of the rows above the first one with a figure."""
    rows = takewhile(lambda row: not any(map(holds_figure, row)), _rows(cells))
    return frozenset(key(cell.text) for row in rows for cell in row if cell.filled)


def _is_from(heading: Collection[str], row: Sequence[Cell]) -> bool:
    """Whether all that is written in a row stands in the heading, whose own rows a page may have parted."""
    words = [key(cell.text) for cell in row if cell.filled]
    return len(words) > 1 and all(word in heading for word in words)


def _same_row(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether two rows are the same heading: cells in the same places, most of them with the same words, and no figures."""
    if not one or [_shape(cell) for cell in one] != [_shape(cell) for cell in other]:
        return False
    words = [(key(before.text), key(after.text)) for before, after in zip(one, other, strict=True) if before.filled or after.filled]
    same = sum(before == after for before, after in words)
    return same * 4 >= 3 * len(words) and not any(cell.filled and is_entry(cell.text) for cell in one)


def _shape(cell: Cell) -> tuple[int, int, int]:
    return cell.column, cell.column_span, cell.row_span
