"""A table that goes on over the page becomes one again: heading rows once, a cut row whole, a group label over all its rows."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from core.folding import fold, key
from core.readers.pdf.figures import is_entry
from core.readers.pdf.ink import Box
from core.readers.pdf.leaf import Cell, Ruled
from core.readers.pdf.lines import begins_note, runs_on
from core.readers.pdf.stacked import columns as stacked_columns

_SAME_EDGE = 4.0
_SAME_COLUMNS = 0.5
_FEW_COLUMNS = 5
_SAME_LABELS = 8.0
_NUMERAL = re.compile(r"[一二三四五六七八九十\d]+")
_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}\s*[)）、.．]|第[一二三四五六七八九十]+条)")
"""What the label of a new row begins with, but not the rest of one that was cut."""


def joined(first: Ruled, second: Ruled) -> Ruled | None:
    """Two tables on pages that follow one another as one; None when they are two."""
    if first.figures and second.figures:
        return _joined_unruled(first, second)
    if first.figures or second.figures or not _same_columns(first.xs, second.xs):
        return None
    xs = _united(first.xs, second.xs)
    above, below = _on(first, xs), _on(second, xs)
    alike = len(xs) == max(len(first.xs), len(second.xs))
    heading = _heading(above) if alike else frozenset[str]()
    below = _without_heading(above, below, heading)
    return replace(first, xs=xs, cells=_stacked(above, below) if below else above)


# ── columns ──────────────────────────────────────────────────────────


def _same_columns(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two tables have their edges in common, and most lines between the columns of the one with fewer.

    One may be narrower on one side: then it ends there where a column of the other does.
    """
    sides = [abs(one[end] - other[end]) <= _SAME_EDGE for end in (0, -1)]
    narrow, broad = sorted((one, other), key=lambda xs: xs[-1] - xs[0])
    if not all(sides) and not (any(sides) and len(narrow) >= _FEW_COLUMNS and _has(broad, narrow[0]) and _has(broad, narrow[-1])):
        return False
    fewer, more = sorted((narrow[1:-1], broad[1:-1]), key=len)
    return sum(_has(more, x) for x in fewer) >= _SAME_COLUMNS * len(fewer)


def _has(xs: Iterable[float], x: float) -> bool:
    return any(abs(x - other) <= _SAME_EDGE for other in xs)


def _united(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    """The lines between the columns of both."""
    extra = [x for x in other if not _has(one, x)]
    return tuple(sorted((*one, *extra)))


def _on(table: Ruled, xs: Sequence[float]) -> list[Cell]:
    """The cells of a table on columns divided at `xs`."""
    if len(xs) == len(table.xs):
        return table.cells
    at = [min(range(len(xs)), key=lambda index: abs(xs[index] - x)) for x in table.xs]
    ends = [(at[cell.column], at[cell.column + cell.column_span]) for cell in table.cells]
    return [replace(cell, column=left, column_span=right - left) for cell, (left, right) in zip(table.cells, ends, strict=True)]


def _joined_unruled(first: Ruled, second: Ruled) -> Ruled | None:
    """The same for tables without rules: most figures of the second stand under those of the first."""
    figures = stacked_columns([*first.figures, *second.figures])
    most = max(len(first.figures), len(second.figures))
    if len(figures) > most or min(len(first.figures), len(second.figures)) * 2 <= most:
        return None
    labels: list[float] = []
    for left in sorted((*first.labels, *second.labels)):
        if not labels or left - labels[-1] > _SAME_LABELS:
            labels.append(left)
    above, below = (_beside(table, labels, figures) for table in (first, second))
    below = _without_heading(above, below, frozenset())
    height = _height(above)
    rows = [replace(cell, row=cell.row + height) for cell in below]
    return replace(first, cells=[*above, *rows], labels=tuple(labels), figures=tuple(figures))


def _beside(table: Ruled, labels: Sequence[float], figures: Sequence[Box]) -> list[Cell]:
    """The cells of a table without rules in the columns of labels and figures of a larger one."""
    starts = [_nearest(left, labels) for left in table.labels] + [len(labels)]
    columns = [_nearest(box.across, [figure.across for figure in figures]) + len(labels) for box in table.figures]
    at = [*starts[:-1], *columns, len(labels) + len(figures)]
    moved = []
    for cell in table.cells:
        left, right = at[cell.column], at[cell.column + cell.column_span]
        moved.append(replace(cell, column=left, column_span=max(right - left, 1) if cell.column_span > 1 else 1))
    return moved


def _nearest(x: float, others: Sequence[float]) -> int:
    return min(range(len(others)), key=lambda index: abs(others[index] - x))


# ── rows ─────────────────────────────────────────────────────────────


def _height(cells: Iterable[Cell]) -> int:
    return max((cell.row + cell.row_span for cell in cells), default=0)


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells that begin in each row, from left to right."""
    rows: list[list[Cell]] = [[] for _ in range(_height(cells))]
    for cell in cells:
        rows[cell.row].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows]


def _without_heading(above: Sequence[Cell], below: Sequence[Cell], heading: Collection[str]) -> list[Cell]:
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


def _heading(cells: Sequence[Cell]) -> frozenset[str]:
    """The words of the rows above the first one with a figure."""
    rows = takewhile(lambda row: not any(map(_is_figure, row)), _rows(cells))
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


# ── what was cut ─────────────────────────────────────────────────────

Pair = tuple[Cell, Cell]
"""The cell that ends one page, and the one in the same columns that begins the next."""


def _stacked(above: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """The rows of the second under those of the first; what was cut between them is put together."""
    height = _height(above)
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
    figures = [[_is_figure(cell) for cell in half] for half in zip(*pairs, strict=True)]
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
    return _is_full(one, other) if figures and _is_figure(other) else _is_broken(one, other)


def _first_entry(pairs: Sequence[Pair]) -> int:
    """The first column with figures; all columns before it hold labels."""
    return next((index for index, pair in enumerate(pairs) if any(map(_is_figure, pair))), len(pairs))


def _is_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure; “8.” alone is how a label begins."""
    return cell.filled and is_entry(cell.text) and _ITEM.fullmatch(cell.text) is None


def _has_words(cell: Cell) -> bool:
    return cell.filled and not _is_figure(cell)


def _is_repeated(one: Cell, other: Cell) -> bool:
    return _has_words(one) and key(one.text) == key(other.text)


def _is_broken(one: Cell, other: Cell) -> bool:
    """Whether what is written in a cell goes on in another.

    Its last line was full and what follows begins no new label; or the label has a number, and what follows has none.
    """
    if not one.lines or not other.lines:
        return False
    if _has_words(one) and not one.text[0].isdecimal() and _is_figure(other):
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
    match = _ITEM.match(cell.text) if _has_words(cell) else None
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
    return any(_is_figure(cell) for cell in cells if cell.column == right and label.row <= cell.row < bottom)
