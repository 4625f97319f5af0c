"""Ruled tables with merged cells: as high as their words, whole on a page where they can be, headings on each page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from gui.printing.faces import Face, Faces
from gui.printing.flow import Flow
from gui.printing.prose import Line, broken
from gui.printing.sheet import BOTTOM, LEFT, TOP, Item, Patch, Rule, Words

PAD = 30
"""Between the rule and the words, on every side."""
_SIGN = 55
_FEW = 3


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: its first row and column, what it covers, its words; `tint` fills it, `sign` stands small in its corner."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    face: Face = Face.PLAIN
    centred: bool = True
    tint: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells over columns of the given widths; the first `header_rows` come again on each page. `size` is that of the words."""

    boxes: tuple[Box, ...]
    widths: tuple[int, ...]
    header_rows: int
    size: int
    least: int = 0
    """The least height of a row."""


def height(table: Table, faces: Faces) -> int:
    """How high a table is as a whole, or where that is more than a page, its heading with a few rows."""
    set_ = _Set(table, faces)
    whole = set_.height(0, set_.rows)
    return whole if whole <= BOTTOM - TOP else set_.height(0, min(set_.rows, table.header_rows + _FEW))


def place(flow: Flow, table: Table) -> None:
    """Put a table on the page, on the next one if it is whole there, else over several, cut between rows."""
    set_ = _Set(table, flow.faces)
    if set_.height(0, set_.rows) <= BOTTOM - TOP:
        flow.put(set_.items([range(set_.rows)]), set_.height(0, set_.rows))
        return
    start = table.header_rows
    while start < set_.rows:
        end = set_.fitting(start, flow.room)
        if end - start < min(2, set_.rows - start):
            flow.need(BOTTOM - TOP)
            end = max(start + 1, set_.fitting(start, flow.room))
        flow.put(
            set_.items([range(table.header_rows), range(start, end)]), set_.height(0, table.header_rows) + set_.height(start, end)
        )
        start = end


class _Set:
    """A table whose words are broken into lines, and whose rows have their heights."""

    def __init__(self, table: Table, faces: Faces) -> None:
        self._table, self._faces = table, faces
        self._lefts = list(accumulate(table.widths, initial=LEFT))
        self._leading = table.size * 128 // 100
        self._lines = {box: self._broken(box) for box in table.boxes}
        self.rows = max(box.row + box.row_span for box in table.boxes)
        self._heights = self._measured()

    def height(self, start: int, end: int) -> int:
        return sum(self._heights[start:end])

    def fitting(self, start: int, room: int) -> int:
        """How far rows from `start` on fit into the room below the heading."""
        left = room - self.height(0, self._table.header_rows)
        sums = accumulate(self._heights[start:])
        return start + sum(height <= left for height in sums)

    def items(self, parts: Sequence[range]) -> list[Item]:
        """What to draw for some rows under each other: tints, rules, words."""
        drawn: dict[Item, None] = {}
        top = 0
        for part in parts:
            for box in self._table.boxes:
                rows = range(max(box.row, part.start), min(box.row + box.row_span, part.stop))
                if rows:
                    y = top + self.height(part.start, rows.start)
                    drawn.update(dict.fromkeys(self._box(box, y, self.height(rows.start, rows.stop))))
            top += self.height(part.start, part.stop)
        return sorted(drawn, key=lambda item: not isinstance(item, Patch))

    def _broken(self, box: Box) -> list[Line]:
        font = self._faces.font(box.face, self._table.size)
        width = self._width(box) - 2 * PAD
        return [line for paragraph in box.text.split("\n") for line in broken(paragraph, font, width)]

    def _width(self, box: Box) -> int:
        return sum(self._table.widths[box.column : box.column + box.column_span])

    def _needed(self, box: Box) -> int:
        return len(self._lines[box]) * self._leading + 2 * PAD

    def _measured(self) -> list[int]:
        """Each row as high as its words; where a cell over several rows needs more, the last of them grows."""
        heights = [self._table.least] * self.rows
        for box in sorted(self._table.boxes, key=lambda box: box.row_span):
            last = box.row + box.row_span - 1
            heights[last] += max(0, self._needed(box) - sum(heights[box.row : last + 1]))
        return [min(height, (BOTTOM - TOP) * 3 // 4) for height in heights]

    def _box(self, box: Box, y: int, height: int) -> Iterator[Item]:
        x, width = self._lefts[box.column], self._width(box)
        if box.tint:
            yield Patch(x, y, width, height, box.tint)
        yield from (Rule(x, at, x + width, at) for at in (y, y + height))
        yield from (Rule(at, y, at, y + height) for at in (x, x + width))
        yield from self._words(box, x, y, height)
        if box.sign:
            yield Words(x + 12, y + 8 + _SIGN, box.sign, Face.HEADING, _SIGN)

    def _words(self, box: Box, x: int, y: int, height: int) -> Iterator[Item]:
        """The lines in the middle of the height; as many as it holds."""
        size, lines = self._table.size, self._lines[box][: max(1, (height - PAD) // self._leading)]
        first = y + (height - len(lines) * self._leading) // 2 + (self._leading - size) // 2 + size * 86 // 100
        for index, line in enumerate(lines):
            inset = (self._width(box) - line.width) // 2 if box.centred else PAD
            if line.text:
                yield Words(x + inset, first + index * self._leading, line.text, box.face, size)
