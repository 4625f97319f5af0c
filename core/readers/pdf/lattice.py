"""Rules become tables: lines that cross make a grid, and cells are its places that no rule divides.

A rule may be drawn in pieces, as dots, twice, or as the outlines of single cells; a table may have no outer frame.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.readers.pdf.ink import Box, Rule, Sheet

_TOUCH = 3.0
"""Points between rules that count as touching."""
_SAME = 1.0
_STRIP, _WIDEST_STRIP = 3.2, 6.0
"""Rules closer than this are one rule drawn twice; no column or row is as narrow."""
_SHORTEST = 5.0
_COVERED = 0.5
_OPEN_EDGE = 6.0
_MOST_PAIRS = 400_000
_MOST_PLACES = 60_000
_MOST_FILLS, _FEWEST_EDGES = 1_000, 2
_TELLING, _OTHER_COLUMNS = 3, 0.5


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell: its first row and column from 0, how many of each it covers, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table: where its columns and rows are divided, edges included, and its cells from top to bottom.

    `open_rows` and `open_columns` are the outermost ones whose edge nobody drew: without anything in them they are none.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spots: tuple[Spot, ...]
    open_rows: frozenset[int] = frozenset()
    open_columns: frozenset[int] = frozenset()

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def grids(sheet: Sheet) -> list[Grid]:
    """The ruled tables of a page, from the smallest to the largest; a frame around one place is none."""
    across, down = merged(sheet.across), merged(sheet.down)
    if len(across) * len(down) > _MOST_PAIRS:
        sheet.crowded = True
        return []
    found = _found(across, down)
    if not found and 1 < len(sheet.fills) <= _MOST_FILLS:
        found = [grid for grid in _found(*_outlines(sheet.fills)) if len(grid.xs) > _FEWEST_EDGES]
    return sorted(found, key=lambda grid: grid.box.width * grid.box.height)


def _found(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    whole = (_grid(*part) for part in _connected(across, down))
    return [_without_slivers(part) for grid in whole if grid for part in _parted(grid)]


def _outlines(fills: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """The edges of coloured areas: the cells of a table may be told by their colour alone."""
    across = [Rule(at, fill.left, fill.right) for fill in fills for at in (fill.top, fill.bottom)]
    down = [Rule(at, fill.top, fill.bottom) for fill in fills for at in (fill.left, fill.right)]
    return merged(across), merged(down)


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """The pieces of one rule as one; what stays shorter than any cell is no rule."""
    heights: list[list[Rule]] = []
    for rule in sorted(rules):
        if not heights or rule.at - heights[-1][0].at > _SAME:
            heights.append([])
        heights[-1].append(rule)
    return [rule for pieces in heights for rule in _runs(pieces) if rule.end - rule.start >= _SHORTEST]


def _runs(pieces: Sequence[Rule]) -> Iterator[Rule]:
    """The pieces at one height, joined where they touch."""
    at = sum(piece.at for piece in pieces) / len(pieces)
    ordered = sorted(pieces, key=lambda piece: piece.start)
    start, end = ordered[0].start, ordered[0].end
    for piece in ordered[1:]:
        if piece.start > end + _TOUCH:
            yield Rule(at, start, end)
            start = piece.start
            end = piece.end
        end = max(end, piece.end)
    yield Rule(at, start, end)


# ── which rules belong together ──────────────────────────────────────


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules that hang together, each set as those across and those down."""
    leaders = list(range(len(across) + len(down)))
    for first, rule in enumerate(across):
        for second, other in enumerate(down, len(across)):
            if _meet(rule, other):
                leaders[_leader(leaders, second)] = _leader(leaders, first)
    sets: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*across, *down]):
        sets.setdefault(_leader(leaders, index), ([], []))[index >= len(across)].append(rule)
    return [found for found in sets.values() if all(found)]


def _leader(leaders: list[int], index: int) -> int:
    while leaders[index] != index:
        leaders[index] = leaders[leaders[index]]
        index = leaders[index]
    return index


def _meet(across: Rule, down: Rule) -> bool:
    reaches = across.start - _TOUCH <= down.at <= across.end + _TOUCH
    return reaches and down.start - _TOUCH <= across.at <= down.end + _TOUCH


# ── the places of a grid ─────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Divide:
    """One line of a grid: where it is and which stretches of it are ruled; None for an edge that nobody drew."""

    at: float
    runs: tuple[tuple[float, float], ...] | None

    def closed(self, start: float, end: float) -> bool:
        """Whether a rule divides here."""
        if self.runs is None:
            return True
        covered = sum(max(0.0, min(stop, end) - max(begin, start)) for begin, stop in self.runs)
        return covered >= _COVERED * (end - start)


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    columns, rows = _divides(down, across), _divides(across, down)
    if len(columns) * len(rows) > _MOST_PLACES or (len(columns) - 1) * (len(rows) - 1) < 2:
        return None
    spots = tuple(_spots(columns, rows))
    if len(spots) < 2:
        return None
    return Grid(tuple(divide.at for divide in columns), tuple(divide.at for divide in rows), spots, _open(rows), _open(columns))


def _open(divides: Sequence[_Divide]) -> frozenset[int]:
    """The first and the last row or column, if its outer edge was not drawn."""
    last = len(divides) - 2
    return frozenset(index for index, edge in ((0, divides[0]), (last, divides[-1])) if edge.runs is None)


def _parted(grid: Grid) -> list[Grid]:
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


def _without_slivers(grid: Grid) -> Grid:
    """The grid without the columns between rules drawn twice, of which another table has its own near by."""
    kept: list[float] = []
    for x in grid.xs:
        if not kept or x - kept[-1] >= _WIDEST_STRIP:
            kept.append(x)
    if len(kept) == len(grid.xs):
        return grid
    new = [sum(x >= edge for edge in kept) - 1 for x in grid.xs]
    spots = [(spot, new[spot.column], new[spot.column + spot.column_span]) for spot in grid.spots]
    moved = [replace(spot, column=left, column_span=right - left) for spot, left, right in spots if left < right]
    return replace(grid, xs=tuple(kept), spots=tuple(moved), open_columns=frozenset(new[column] for column in grid.open_columns))


def _divides(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[_Divide]:
    """The lines of a grid in one direction; where the rules across them go on beyond the last, that is an edge too."""
    sets: list[list[Rule]] = []
    for rule in sorted(rules):
        if not sets or rule.at - sets[-1][-1].at > _STRIP or rule.at - sets[-1][0].at > _WIDEST_STRIP:
            sets.append([])
        sets[-1].append(rule)
    found = [_divide(some) for some in sets]
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    top, bottom = min(rule.at for rule in crossing), max(rule.at for rule in crossing)
    if first < found[0].at - _OPEN_EDGE:
        found.insert(0, _Divide(first, None))
    if last > found[-1].at + _OPEN_EDGE:
        found.append(_Divide(last, None))
    return [_edge(found[0], top, bottom), *found[1:-1], *[_edge(divide, top, bottom) for divide in found[1:][-1:]]]


def _edge(divide: _Divide, start: float, end: float) -> _Divide:
    """An edge that is drawn for a small part of the table only does not leave the rest of it open."""
    return divide if divide.closed(start, end) else _Divide(divide.at, None)


def _divide(rules: Sequence[Rule]) -> _Divide:
    at = sum(rule.at for rule in rules) / len(rules)
    runs = _runs([Rule(at, rule.start, rule.end) for rule in rules])
    return _Divide(at, tuple((run.start, run.end) for run in runs))


def _spots(columns: Sequence[_Divide], rows: Sequence[_Divide]) -> Iterator[Spot]:
    """The cells: places with no rule between them are one, and what lies open to the outside is no cell."""
    width, height = len(columns) - 1, len(rows) - 1
    places = _united(columns, rows)
    outside = _leader(places, width * height)
    left = {place: _leader(places, place) for place in range(width * height)}
    for place in range(width * height):
        if place not in left:
            continue
        row, column = divmod(place, width)
        row_span, column_span = _extent(left, place, width, height)
        for taken in range(row_span * column_span):
            leader = left.pop(place + taken // column_span * width + taken % column_span)
        if leader != outside:
            box = Box(columns[column].at, rows[row].at, columns[column + column_span].at, rows[row + row_span].at)
            yield Spot(row, column, row_span, column_span, box)


def _united(columns: Sequence[_Divide], rows: Sequence[_Divide]) -> list[int]:
    """For each place, row by row, one that stands for all it is one with; the last is the outside."""
    width, height = len(columns) - 1, len(rows) - 1
    outside = width * height
    places = list(range(outside + 1))

    def unite(one: int, other: int) -> None:
        places[_leader(places, one)] = _leader(places, other)

    for row, (top, bottom) in enumerate(pairwise(divide.at for divide in rows)):
        for column, divide in enumerate(columns):
            if not divide.closed(top, bottom):
                here = row * width + column
                unite(here - 1 if column else outside, here if column < width else outside)
    for column, (left, right) in enumerate(pairwise(divide.at for divide in columns)):
        for row, divide in enumerate(rows):
            if not divide.closed(left, right):
                here = row * width + column
                unite(here - width if row else outside, here if row < height else outside)
    return places


def _extent(left: dict[int, int], place: int, width: int, height: int) -> tuple[int, int]:
    """How many rows and columns the cell that begins at a place covers."""
    leader, column = left[place], place % width
    column_span = 1
    while column + column_span < width and left.get(place + column_span) == leader:
        column_span += 1
    row_span = 1
    while place // width + row_span < height and all(
        left.get(place + row_span * width + offset) == leader for offset in range(column_span)
    ):
        row_span += 1
    return row_span, column_span
