"""What the end of a page cut in a table, put together again: a row in two, a group label from its rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.folding import fold, key
from core.readers.pdf.figures import holds_figure
from core.readers.pdf.lines import begins_note, runs_on
from core.readers.pdf.numbered import NUMBERED
from core.readers.pdf.ruled import Cell, height_of

_NUMERAL = re.compile(r"[一二三四五六七八九十\d]+")


Pair = tuple[Cell, Cell]
"""The cell that ends one page, and the one in the same columns that begins the next."""


def stacked(above: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """The rows of the second table under those of the first; what was cut between them is put together."""
    height = height_of(above)
    pairs = _pairs(above, below, height)
    paired = {id(other) for _, other in pairs}
    top = [cell for cell in below if cell.row == 0 and (cell.filled or id(cell) in paired)]
    cut = len(pairs) == len(top) and _is_cut(pairs)
    shift = height - cut
    parted = pairs if cut else _groups(pairs, top, above)
    whole = {id(one): _one(one, other, shift) for one, other in parted}
    gone = {id(other) for _, other in parted}
    kept = [whole.get(id(cell), cell) for cell in above]
    return kept + [replace(cell, row=cell.row + shift) for cell in below if id(cell) not in gone]


def _pairs(above: Iterable[Cell], below: Iterable[Cell], height: int) -> list[Pair]:
    """The cells that meet at the break, from left to right."""
    last = {(cell.column, cell.column_span): cell for cell in above if cell.row + cell.row_span == height}
    top = sorted((cell for cell in below if cell.row == 0), key=lambda cell: cell.column)
    return [(last[cell.column, cell.column_span], cell) for cell in top if (cell.column, cell.column_span) in last]


def _one(one: Cell, other: Cell, shift: int) -> Cell:
    """A cell with its second half; words that only come again on the new page count once."""
    lines = one.lines if _is_repeated(one, other) else [*one.lines, *other.lines]
    row_span = other.row + shift + other.row_span - one.row
    return replace(one, lines=lines, inner=[*one.inner, *other.inner], row_span=row_span)


def _is_cut(pairs: Sequence[Pair]) -> bool:
    """Whether the page ends inside a row.

    What stands in both halves of a cell must have run out of room in the first; where both halves have figures, some
    must be whole already. A row of blank cells under its own label is a row by itself.
    """
    figures = [[holds_figure(cell) for cell in half] for half in zip(*pairs, strict=True)]
    both = any(figures[0]) and any(figures[1]) if pairs else False
    if any(one.filled and other.filled and not (_is_rest(one, other, both) or _is_repeated(one, other)) for one, other in pairs):
        return False
    if both and not any(one.filled and not other.filled for one, other in pairs):
        return False
    labels = pairs[: _first_entry(pairs)]
    if not any(cell.filled for pair in labels for cell in pair):
        worded = any(_has_words(one) and not one.text[0].isdecimal() for one, _ in pairs)
        alone = any(one.filled and not other.filled for one, other in pairs)
        return alone and not worded and any(other.filled for _, other in pairs)
    if not any(one.filled for one, _ in labels):
        return False
    one, other = labels[-1]
    if one.filled and other.filled:
        return _is_broken(one, other)
    if any(figures[1]) and not any(figures[0]):
        return True
    return any(_is_broken(*pair) for pair in pairs)


def _is_rest(one: Cell, other: Cell, figures: bool) -> bool:
    """Whether a cell holds the rest of the one above; a figure among `figures` of both pages only when that was full."""
    return _is_full(one, other) if figures and holds_figure(other) else _is_broken(one, other)


def _first_entry(pairs: Sequence[Pair]) -> int:
    """The first column with figures; all columns before it hold labels."""
    return next((index for index, pair in enumerate(pairs) if any(map(holds_figure, pair))), len(pairs))


def _has_words(cell: Cell) -> bool:
    return cell.filled and not holds_figure(cell)


def _is_repeated(one: Cell, other: Cell) -> bool:
    return _has_words(one) and key(one.text) == key(other.text)


def _is_broken(one: Cell, other: Cell) -> bool:
    """Whether what is written in a cell goes on in another.

    Its last line was full and what follows begins no new label; or the label has a number, and what follows has none.
    """
    if not one.lines or not other.lines:
        return False
    if _has_words(one) and not one.text[0].isdecimal() and holds_figure(other):
        return False
    if _numbering(one) and not _numbering(other) and _has_words(other):
        return True
    return _is_full(one, other)


def _is_full(one: Cell, other: Cell) -> bool:
    """Whether the last line of a cell was full, and what is written in the other begins no new label."""
    before, begun = _numbering(one), _numbering(other)
    if not one.lines or not other.lines or (begun and begun == before):
        return False
    after = "".join(line.text for line in other.lines[1:2])
    return runs_on(one.lines[-1], other.lines[0], one.box.width, after)


def _numbering(cell: Cell) -> str:
    """In which manner the label in a cell is numbered, such as “一、” or “1.”; "" without a number."""
    match = NUMBERED.match(cell.text) if _has_words(cell) else None
    return _NUMERAL.sub("#", fold(match[0])) if match else ""


def _groups(pairs: Sequence[Pair], top: Sequence[Cell], above: Sequence[Cell]) -> list[Pair]:
    """The pairs that are one group label; beside the figures stand labels of rows, and a figure may have words with it."""
    first = _first_entry(pairs)
    labels = [cell for cell in top if first == len(pairs) or cell.column < pairs[first][1].column]
    return [pair for pair in pairs[:first] if _is_group(*pair, labels) and not _has_figure_beside(pair[0], above)]


def _is_group(one: Cell, other: Cell, top: Sequence[Cell]) -> bool:
    """Whether a cell is the rest of the group label above it: blank, repeated or broken, with a label to its right."""
    labels = (cell for cell in top if cell.column > other.column and not begins_note(cell.text))
    if begins_note(other.text) or not _has_words(one) or not any(map(_has_words, labels)):
        return False
    return not other.filled or _is_repeated(one, other) or _is_broken(one, other)


def _has_figure_beside(label: Cell, cells: Iterable[Cell]) -> bool:
    """Whether the first figure of a row stands directly beside a label: then it names that row, not a group of rows."""
    right, bottom = label.column + label.column_span, label.row + label.row_span
    return any(holds_figure(cell) for cell in cells if cell.column == right and label.row <= cell.row < bottom)
