"""A table that goes on over the page becomes one again: heading rows once, a cut row whole, a group label over all its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.readers.pdf.cut import stacked
from core.readers.pdf.ink import Box
from core.readers.pdf.repeated import heading_words, without_heading
from core.readers.pdf.ruled import Cell, Ruled, height_of
from core.readers.pdf.stacked import columns as stacked_columns

_SAME_EDGE = 4.0
"""Points between lines on two pages that are one line."""
_SAME_COLUMNS = 0.5
"""The share of the lines between columns that two pages must have in common."""
_FEW_COLUMNS = 5
_SAME_LABELS = 8.0
"""Points between labels, without rules, that begin in one column."""


def joined(first: Ruled, second: Ruled) -> Ruled | None:
    """Two tables on pages that follow one another as one; None when they are two."""
    if first.figures and second.figures:
        return _joined_unruled(first, second)
    if first.figures or second.figures or not _same_columns(first.xs, second.xs):
        return None
    xs = _united(first.xs, second.xs)
    above, below = _on(first, xs), _on(second, xs)
    alike = len(xs) == max(len(first.xs), len(second.xs))
    heading = heading_words(above) if alike else frozenset[str]()
    below = without_heading(above, below, heading)
    return replace(first, xs=xs, cells=stacked(above, below) if below else above)


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
    below = without_heading(above, below, frozenset())
    height = height_of(above)
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
