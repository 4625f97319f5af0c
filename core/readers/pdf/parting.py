"""Grids set right: tables that touch are parted, and the slivers between rules drawn twice are no columns."""

from dataclasses import replace
from itertools import pairwise

from core.readers.pdf.grid import Grid, Spot
from core.readers.pdf.places import WIDEST_STRIP

_TELLING, _OTHER_COLUMNS = 3, 0.5
"""So many columns tell a table from the next, or less than this share of the smaller set in common."""


def parted(grid: Grid) -> list[Grid]:
    """Tables that touch one another but have other columns, each as a table of its own."""
    starts = [0]
    seen: set[int] = set()
    for top, bottom in pairwise(_open_rows(grid)):
        inner = {spot.column for spot in grid.spots if top <= spot.row < bottom} - {0}
        if _are_other(seen, inner):
            starts.append(top)
            seen = inner
        seen = seen | inner
    ends = [*starts[1:], len(grid.ys) - 1]
    return [_rows_of(grid, start, end) for start, end in zip(starts, ends, strict=True)] if len(starts) > 1 else [grid]


def _are_other(seen: set[int], inner: set[int]) -> bool:
    """Whether the columns of some rows are not those of the rows above: few are in common, or many of each are not."""
    fewer = min(len(seen), len(inner))
    few = fewer >= _TELLING and len(seen & inner) < _OTHER_COLUMNS * fewer
    return few or min(len(seen - inner), len(inner - seen)) >= _TELLING


def _open_rows(grid: Grid) -> list[int]:
    """The rows that no cell from above reaches into, and the end."""
    crossed = {row for spot in grid.spots for row in range(spot.row + 1, spot.row + spot.row_span)}
    return [row for row in range(len(grid.ys)) if row not in crossed]


def _rows_of(grid: Grid, start: int, end: int) -> Grid:
    spots = [spot for spot in grid.spots if start <= spot.row < end]
    at = sorted({column for spot in spots for column in (spot.column, spot.column + spot.column_span)})
    moved = tuple(
        Spot(
            spot.row - start,
            at.index(spot.column),
            spot.row_span,
            at.index(spot.column + spot.column_span) - at.index(spot.column),
            spot.box,
        )
        for spot in spots
    )
    return Grid(tuple(grid.xs[column] for column in at), grid.ys[start : end + 1], moved)


def without_slivers(grid: Grid) -> Grid:
    """The grid without columns too narrow to be any, which rules leave that are drawn twice, or by two tables near one another."""
    kept: list[float] = []
    for x in grid.xs:
        if not kept or x - kept[-1] >= WIDEST_STRIP:
            kept.append(x)
    if len(kept) == len(grid.xs):
        return grid
    new = [sum(x >= edge for edge in kept) - 1 for x in grid.xs]
    spots = [(spot, new[spot.column], new[spot.column + spot.column_span]) for spot in grid.spots]
    moved = [replace(spot, column=left, column_span=right - left) for spot, left, right in spots if left < right]
    return replace(grid, xs=tuple(kept), spots=tuple(moved), open_columns=frozenset(new[column] for column in grid.open_columns))
