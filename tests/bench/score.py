"""How many cells of a report some rows of text get right, judged kindly: by their labels, and the figures behind in order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from core.folding import fold, key
from core.forms import CellRef, GridForm, forms

Rows = Sequence[Sequence[str]]
_FORM = "2021"


def right_cells(rows: Rows, wanted: Mapping[CellRef, str]) -> int:
    """Count the cells whose figure stands in a row with the right label, in the place of its column.

    A row counts for a label when the label is in its words; of several such rows the best one counts, and so it does for
    the table that is printed as one row without a label. Blank places are left out on both sides, spans that a tool wrote
    out are not held against it, and 3, 3.0 and “3,” are the same.
    """
    found = [(key("".join(cell for cell in row if figure(cell) is None)), figures(row)) for row in rows]
    return sum(_right(grid, found, wanted) for grid in forms()[_FORM].grids.values())


def figures(row: Sequence[str]) -> list[Decimal]:
    """The figures of a row from left to right."""
    return [value for cell in row if (value := figure(cell)) is not None]


def figure(text: str) -> Decimal | None:
    """The figure in a cell; None where it holds anything else, or nothing."""
    plain = fold(text).replace(",", "").strip()
    try:
        return Decimal(plain).normalize() if plain.strip("-")[:1].isdigit() else None
    except InvalidOperation:
        return None


def _right(grid: GridForm, found: Sequence[tuple[str, list[Decimal]]], wanted: Mapping[CellRef, str]) -> int:
    lines = {row.key: [figure(wanted[CellRef(grid.key, row.key, column.key)]) for column in grid.columns] for row in grid.rows}
    if forms()[_FORM].table_of(grid.key).layout == "one_row":
        return _most([figures for _, figures in found], [value for line in lines.values() for value in line])
    return sum(_most([have for words, have in found if key(row.label) in words], lines[row.key]) for row in grid.rows)


def _most(candidates: Sequence[Sequence[Decimal]], line: Sequence[Decimal | None]) -> int:
    return max((sum(have == want for have, want in zip(row, line, strict=False)) for row in candidates), default=0)
