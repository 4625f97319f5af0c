"""Rows of tables whose cells have edges in twips, as in RTF and .doc, fitted onto common columns."""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.readers.blocks import MOST_CELLS, Item, Slot, TooMany
from core.readers.settling import settle

_NEAR = 120
"""Edges of different rows that lie closer than this, in twips, are one edge: no column is as narrow as 2 mm."""
_ALIKE, _TELLING = 0.7, 3
"""Fewer shared edges than this part are those of another table, if there are so many to judge by."""
_USUAL = 1440
MOST_EDGES = 1000


@dataclass(slots=True)
class Count:
    """How many cells a file may still have; rows repeat their edges for nothing."""

    left: int = MOST_CELLS

    def take(self, number: int) -> None:
        """Take some; TooMany when there are none left."""
        self.left -= number
        if self.left < 0:
            raise TooMany


@dataclass(frozen=True, slots=True)
class Edge:
    """The right edge of a cell, and how the cell is merged with the one before it or above it."""

    right: int
    follows: bool = False
    begins_down: bool = False
    goes_down: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row between its two edges."""

    left: int
    right: int
    content: list[Item]
    begins_down: bool = False
    goes_down: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row; `goes_on` when the file says that it is not the first of its table."""

    cells: list[Cell]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How a row is divided: its left edge, and the right edge of each cell; `goes_on` as in Row."""

    left: int = 0
    edges: tuple[Edge, ...] = ()
    goes_on: bool = False

    def fit(self, contents: Sequence[list[Item]], count: Count) -> Row:
        """One row: an edge without content is a blank cell, content without an edge a cell at the end."""
        size = max(len(contents), len(self.edges))
        count.take(size)
        cells: list[Cell] = []
        left = self.left
        for number in range(size):
            edge = self.edges[number] if number < len(self.edges) else Edge(left + _USUAL)
            content = contents[number] if number < len(contents) else []
            right = max(edge.right, left + 1)
            if edge.follows and cells:
                cells[-1] = replace(cells[-1], right=right, content=cells[-1].content + content)
            else:
                cells.append(Cell(left, right, content, edge.begins_down, edge.goes_down))
            left = right
        return Row(cells, self.goes_on)


def tables(rows: Iterable[Row]) -> list[Item]:
    """Return what rows without anything between them amount to: one table, or several side by side."""
    return [item for group in _groups(rows) for item in _table(group)]


def _groups(rows: Iterable[Row]) -> list[list[Sequence[Cell]]]:
    """Cut where the edges inside a row are not those of the rows above, when nothing else tells tables apart."""
    groups: list[list[Sequence[Cell]]] = [[]]
    known: list[int] = []
    for row in rows:
        own = [cell.right for cell in row.cells[:-1]]
        shared = _shared(own, known)
        if not _belongs(row) and shared < _ALIKE * min(len(own), len(known)) and min(len(own), len(known)) >= _TELLING:
            groups.append([])
            known = own
        elif shared < len(own):
            known = sorted([*known, *own]) if len(known) < MOST_EDGES else own
        groups[-1].append(row.cells)
    return groups


def _belongs(row: Row) -> bool:
    return row.goes_on or any(cell.goes_down for cell in row.cells)


def _shared(own: Sequence[int], known: Sequence[int]) -> int:
    """How many edges have one of the known ones close by."""
    places = ((edge, bisect.bisect_left(known, edge - _NEAR)) for edge in own)
    return sum(1 for edge, place in places if place < len(known) and known[place] <= edge + _NEAR)


def _table(rows: Sequence[Sequence[Cell]]) -> list[Item]:
    columns = _columns(rows)
    slots: list[Slot] = []
    open_: dict[int, Slot] = {}
    for number, row in enumerate(rows):
        above, open_ = open_, {}
        for cell in row:
            column = columns[cell.left]
            span = columns[cell.right] - column
            slot = above.get(column)
            if cell.goes_down and slot is not None and slot.column_span == span:
                slot.row_span += 1
                slot.content += cell.content
            else:
                slot = Slot(number, column, 1, span, cell.content)
                slots.append(slot)
            if cell.begins_down or cell.goes_down:
                open_[column] = slot
    return settle(slots)


def _columns(rows: Iterable[Sequence[Cell]]) -> dict[int, int]:
    """The column that begins at each edge; edges that lie close together are one, unless a row has both."""
    edges: set[int] = set()
    apart: set[tuple[int, int]] = set()
    for row in rows:
        own = sorted({edge for cell in row for edge in (cell.left, cell.right)})
        edges.update(own)
        apart.update(pair for pair in pairwise(own) if pair[1] - pair[0] <= _NEAR)
    columns: dict[int, int] = {}
    group: list[int] = []
    number = -1
    for edge in sorted(edges):
        if not group or edge - group[0] > _NEAR or any((other, edge) in apart for other in group):
            group, number = [], number + 1
        group.append(edge)
        columns[edge] = number
    return columns
