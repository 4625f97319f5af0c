"""A table that goes on over the page becomes one again: heading rows once, a cut row whole, a group label over all its rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.folding import key
from core.readers.pdf.leaf import Cell, Ruled
from core.readers.pdf.lines import goes_on
from core.readers.pdf.unruled import is_entry

_SAME_EDGE = 4.0
_SAME_COLUMNS = 0.5
_PADDING = 12.0
_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}\s*[)）、.．]|第[一二三四五六七八九十]+条)")
"""What the label of a new row begins with, but not the rest of one that was cut."""


def joined(first: Ruled, second: Ruled) -> Ruled | None:
    """Two tables on pages that follow one another as one; None when they are two."""
    if not _same_columns(first.xs, second.xs):
        return None
    xs = _united(first.xs, second.xs)
    above, below = _on(first, xs), _on(second, xs)
    below = _without_heading(above, below)
    if not below:
        return Ruled(first.page, first.box, xs, above)
    return Ruled(first.page, first.box, xs, _stacked(above, below))


# ── columns ──────────────────────────────────────────────────────────


def _same_columns(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two tables have the same edges, and most lines between the columns of the one with fewer in common."""
    if abs(one[0] - other[0]) > _SAME_EDGE or abs(one[-1] - other[-1]) > _SAME_EDGE:
        return False
    fewer, more = sorted((one[1:-1], other[1:-1]), key=len)
    shared = sum(any(abs(x - y) <= _SAME_EDGE for y in more) for x in fewer)
    return shared >= _SAME_COLUMNS * len(fewer)


def _united(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    """The lines between the columns of both."""
    extra = [x for x in other if all(abs(x - y) > _SAME_EDGE for y in one)]
    return tuple(sorted((*one, *extra)))


def _on(table: Ruled, xs: Sequence[float]) -> list[Cell]:
    """The cells of a table on columns divided at `xs`."""
    if len(xs) == len(table.xs):
        return table.cells
    at = [min(range(len(xs)), key=lambda index: abs(xs[index] - x)) for x in table.xs]
    return [
        replace(cell, column=at[cell.column], column_span=at[cell.column + cell.column_span] - at[cell.column])
        for cell in table.cells
    ]


# ── rows ─────────────────────────────────────────────────────────────


def _height(cells: Iterable[Cell]) -> int:
    return max((cell.row + cell.row_span for cell in cells), default=0)


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells that begin in each row, from left to right."""
    rows: list[list[Cell]] = [[] for _ in range(_height(cells))]
    for cell in cells:
        rows[cell.row].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows]


def _without_heading(above: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """The cells of the second table without the heading rows that it repeats from the first."""
    repeated = 0
    for one, other in zip(_rows(above), _rows(below), strict=False):
        if not _same_row(one, other):
            break
        repeated += 1
    while repeated and any(cell.row < repeated < cell.row + cell.row_span for cell in below):
        repeated -= 1
    if not any(cell.filled for cell in below if cell.row < repeated):
        return list(below)
    return [replace(cell, row=cell.row - repeated) for cell in below if cell.row >= repeated]


def _same_row(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether two rows are the same heading: the same words in the same places, and no figures."""
    if [_shape(cell) for cell in one] != [_shape(cell) for cell in other]:
        return False
    return not any(cell.filled and is_entry(cell.text) for cell in one)


def _shape(cell: Cell) -> tuple[int, int, int, str]:
    return cell.column, cell.column_span, cell.row_span, key(cell.text)


# ── what was cut ─────────────────────────────────────────────────────

Pair = tuple[Cell, Cell]
"""The cell that ends one page, and the one in the same columns that begins the next."""


def _stacked(above: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """The rows of the second under those of the first; what was cut between them is put together."""
    height = _height(above)
    pairs = _pairs(above, below, height)
    top = [cell for cell in below if cell.row == 0]
    cut = len(pairs) == len(top) and _is_cut(pairs)
    shift = height - cut
    whole = {id(one): _one(one, other, shift) for one, other in pairs if cut or _is_group(one, other, top)}
    gone = {id(other) for one, other in pairs if id(one) in whole}
    kept = [whole.get(id(cell), cell) for cell in above]
    return kept + [replace(cell, row=cell.row + shift) for cell in below if id(cell) not in gone]


def _pairs(above: Iterable[Cell], below: Iterable[Cell], height: int) -> list[Pair]:
    """The cells that meet at the break, from left to right."""
    last = {(cell.column, cell.column_span): cell for cell in above if cell.row + cell.row_span == height}
    top = sorted((cell for cell in below if cell.row == 0), key=lambda cell: cell.column)
    return [(last[cell.column, cell.column_span], cell) for cell in top if (cell.column, cell.column_span) in last]


def _one(one: Cell, other: Cell, shift: int) -> Cell:
    """A cell with its second half; words that only come again on the new page count once."""
    lines = one.lines if key(one.text) == key(other.text) else [*one.lines, *other.lines]
    row_span = other.row + shift + other.row_span - one.row
    return replace(one, lines=lines, inner=[*one.inner, *other.inner], row_span=row_span)


def _is_cut(pairs: Sequence[Pair]) -> bool:
    """Whether the page ends inside a row.

    Either half of it lacks its figures or its label. A row of blank cells under its own label is a row by itself: where
    both halves have labels, that of the first must have run out of room.
    """
    above, below = (_first_figure(cell) for cell in zip(*pairs, strict=True)) if pairs else (None, None)
    if above is not None and below is not None:
        return False
    figure = above if above is not None else below
    labels = pairs if figure is None else pairs[:figure]
    if not labels or not any(one.filled for one, _ in labels):
        return False
    if any(one.filled and other.filled and not (_is_broken(one, other) or _is_repeated(one, other)) for one, other in pairs):
        return False
    one, other = labels[-1]
    if one.filled and other.filled:
        return _is_broken(one, other)
    if above is not None or below is None:
        return any(_is_broken(*pair) for pair in labels)
    return True


def _first_figure(cells: Sequence[Cell]) -> int | None:
    return next((index for index, cell in enumerate(cells) if cell.filled and is_entry(cell.text)), None)


def _is_repeated(one: Cell, other: Cell) -> bool:
    return bool(key(one.text)) and key(one.text) == key(other.text)


def _is_broken(one: Cell, other: Cell) -> bool:
    """Whether the words of a cell go on in another: its last line was full, and what follows begins no new label."""
    if not one.lines or not other.lines or is_entry(one.text) or _ITEM.match(other.text):
        return False
    before = one.lines[-1]
    return goes_on(before, other.lines[0], before.box.left + one.box.width, _PADDING)


def _is_group(one: Cell, other: Cell, top: Sequence[Cell]) -> bool:
    """Whether a cell is the rest of the group label above it: blank, repeated or broken, with a label to its right."""
    if not one.filled or is_entry(one.text):
        return False
    beside = [cell for cell in top if cell.column > other.column and cell.filled]
    if not any(not is_entry(cell.text) for cell in beside):
        return False
    return not other.filled or _is_repeated(one, other) or _is_broken(one, other)
