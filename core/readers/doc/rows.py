"""Rows of Word tables: the edges of their cells in twips, and which are merged across or downwards ([MS-DOC] 2.6.3)."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.readers.doc import sprms as codes
from core.readers.doc.paragraphs import Format
from core.readers.doc.sprms import Sprm
from core.readers.word.tables import Edge, Shape

_MOST_CELLS = 64
"""Word makes 63 columns ([MS-DOC] 2.9.317, TDefTableOperand)."""
_CELL = 20
_NEAR, _ELSEWHERE = 120, 600
"""In twips: 2 mm, and 1 cm."""
_FIRST_ACROSS, _ACROSS, _DOWN, _BEGINS_DOWN = 0x01, 0x02, 0x20, 0x40
_KIND = (codes.TABLE_STYLE, codes.TABLE_FRAME, codes.ALIGNMENT, codes.ALIGNMENT_OLDER)


@dataclass(frozen=True, slots=True)
class RowFormat:
    """How a row is divided. `kind` is the same for all rows of a table; `header`: it is repeated on every page."""

    shape: Shape
    kind: tuple[bytes, ...]
    header: bool


@dataclass(slots=True)
class _Edges:
    """The edges of a row, one more than cells, and the flags of each cell, while properties change them."""

    edges: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    gap: int = 0


def row_format(row: Format) -> RowFormat:
    """Work out a row from the properties of the paragraph that ends it."""
    edges = _Edges()
    values: dict[int, bytes] = {}
    for sprm in row.table:
        values[sprm.code] = sprm.operand
        _apply(edges, sprm)
    kind = (*row.frame, *(values.get(code, b"") for code in _KIND))
    return RowFormat(_shape(edges), kind, any(values.get(codes.HEADER_ROW, b"")))


def is_elsewhere(row: RowFormat, above: RowFormat) -> bool:
    """Whether a row can hardly be of the table of the row above: it ends elsewhere, and has no edge in common with it."""
    own, known = ([edge.right for edge in one.shape.edges] for one in (row, above))
    if min(len(own), len(known)) < 2 or abs(own[-1] - known[-1]) <= _ELSEWHERE:
        return False
    return not any(abs(edge - other) <= _NEAR for edge in own[:-1] for other in known[:-1])


def _apply(row: _Edges, sprm: Sprm) -> None:
    """Change the row by one property ([MS-DOC] 2.9.316 ff.); operands that are too short change nothing."""
    try:
        match sprm.code:
            case codes.ROW:
                _define(row, sprm.operand)
            case codes.LEFT:
                _shift(row, struct.unpack_from("<h", sprm.operand)[0] - row.gap)
            case codes.HALF_GAP:
                row.gap = struct.unpack_from("<h", sprm.operand)[0]
            case codes.INSERT:
                _insert(row, *struct.unpack_from("<BBh", sprm.operand))
            case codes.WIDTHS:
                _widen(row, *struct.unpack_from("<BBh", sprm.operand))
            case codes.DELETE:
                _delete(row, *struct.unpack_from("<BB", sprm.operand))
            case codes.MERGE | codes.SPLIT:
                _merge(row, *struct.unpack_from("<BB", sprm.operand), merged=sprm.code == codes.MERGE)
            case codes.VERTICAL_MERGE:
                _merge_down(row, *struct.unpack_from("<BB", sprm.operand))
    except struct.error:
        return


def _define(row: _Edges, operand: bytes) -> None:
    """All edges at once, then a description of 20 bytes for each cell, or for the first of them."""
    count = min(operand[0], _MOST_CELLS) if operand else 0
    row.edges = list(struct.unpack_from(f"<{count + 1}h", operand, 1))
    begin = 1 + 2 * (operand[0] + 1)
    cells = (operand[begin + _CELL * number : begin + _CELL * number + 2] for number in range(count))
    row.flags = [int.from_bytes(cell, "little") for cell in cells]


def _shift(row: _Edges, left: int) -> None:
    if row.edges:
        row.edges = [edge + left - row.edges[0] for edge in row.edges]


def _insert(row: _Edges, first: int, count: int, width: int) -> None:
    """New cells of one width before the cell `first`, or at the end."""
    if len(row.flags) + count > _MOST_CELLS:
        return
    edges = row.edges or [0]
    while len(edges) <= first:
        edges.append(edges[-1] + width)
        row.flags.append(0)
    added = [edges[first] + width * (number + 1) for number in range(count)]
    row.edges = [*edges[: first + 1], *added, *(edge + width * count for edge in edges[first + 1 :])]
    row.flags[first:first] = [0] * count


def _delete(row: _Edges, first: int, end: int) -> None:
    end = min(end, len(row.flags))
    if first < end:
        gone = row.edges[end] - row.edges[first]
        row.edges[first + 1 :] = [edge - gone for edge in row.edges[end + 1 :]]
        del row.flags[first:end]


def _widen(row: _Edges, first: int, end: int, width: int) -> None:
    """Give some cells a width; those behind them move."""
    for number in range(first, min(end, len(row.flags))):
        more = width - (row.edges[number + 1] - row.edges[number])
        row.edges[number + 1 :] = [edge + more for edge in row.edges[number + 1 :]]


def _merge(row: _Edges, first: int, end: int, *, merged: bool) -> None:
    for number in range(first, min(end, len(row.flags))):
        row.flags[number] &= ~(_FIRST_ACROSS | _ACROSS)
        if merged:
            row.flags[number] |= _FIRST_ACROSS if number == first else _ACROSS


def _merge_down(row: _Edges, number: int, flags: int) -> None:
    if number < len(row.flags):
        row.flags[number] = row.flags[number] & ~(_DOWN | _BEGINS_DOWN) | (flags & 3) << 5


def _shape(row: _Edges) -> Shape:
    flagged: Iterable[tuple[int, int]] = zip(row.edges[1:], row.flags, strict=False)
    return Shape(
        row.edges[0] if row.edges else 0,
        tuple(
            Edge(right, bool(flags & _ACROSS), bool(flags & _BEGINS_DOWN), flags & (_DOWN | _BEGINS_DOWN) == _DOWN)
            for right, flags in flagged
        ),
    )
