"""The places between crossing rules; those that no rule divides are one cell, those open to the outside none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.readers.pdf.grid import Grid, Spot
from core.readers.pdf.ink import Box, Rule
from core.readers.pdf.rules import leader_of, runs_of

_STRIP, WIDEST_STRIP = 3.2, 6.0
"""Rules closer than this are one rule drawn twice; no column or row is as narrow."""
_COVERED = 0.5
"""The share of the side of a place that must be ruled to divide it from the next."""
_OPEN_EDGE = 6.0
"""Points that the rules across must reach beyond the last one to make an open edge there."""
_MOST_PLACES = 60_000


@dataclass(frozen=True, slots=True)
class _Divide:
    """One line of a grid: where it is and which stretches of it are ruled; `runs` is None for an edge that nobody drew."""

    at: float
    runs: tuple[tuple[float, float], ...] | None

    def closed(self, start: float, end: float) -> bool:
        """Whether a rule divides here."""
        if self.runs is None:
            return True
        covered = sum(max(0.0, min(stop, end) - max(begin, start)) for begin, stop in self.runs)
        return covered >= _COVERED * (end - start)


def grid_of(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    """The grid that rules make which hang together; None for a frame around one place, or for one of far too many places."""
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


def _divides(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[_Divide]:
    """The lines of a grid in one direction; where the rules across them go on beyond the last, that is an edge too."""
    sets: list[list[Rule]] = []
    for rule in sorted(rules):
        if not sets or rule.at - sets[-1][-1].at > _STRIP or rule.at - sets[-1][0].at > WIDEST_STRIP:
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
    ruled = runs_of([Rule(at, rule.start, rule.end) for rule in rules])
    return _Divide(at, tuple((run.start, run.end) for run in ruled))


def _spots(columns: Sequence[_Divide], rows: Sequence[_Divide]) -> Iterator[Spot]:
    """The cells: places with no rule between them are one, and what lies open to the outside is no cell."""
    width, height = len(columns) - 1, len(rows) - 1
    places = _united(columns, rows)
    outside = leader_of(places, width * height)
    left = {place: leader_of(places, place) for place in range(width * height)}
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
        places[leader_of(places, one)] = leader_of(places, other)

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
