"""Tables as they are set on pages of a PDF: widths, wrapped lines, rows and labels that a page break cuts, rules of every kind."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from core.layout import Role
from tests.builders.article import Board, Slot

FONT = "STSong-Light"
CELL, LEADING, PAD = 9.0, 11.5, 3.0
_UNIT = re.compile(r"[（《“]?(?:[0-9A-Za-z.,:%/\-]+|.)[，。、；：？！）》”]*", re.DOTALL)
_LABEL_SHARES = {3: (0.1, 0.15, 0.2), 2: (0.15, 0.25), 1: (0.3,), 0: ()}
_NARROW = 24.0


class Rect(NamedTuple):
    """Left, top, right, bottom, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Strip(NamedTuple):
    """A row, or the part of one that a page shows: its height, and which lines of its cells."""

    row: int
    height: float
    first: int = 0
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell, or the part of one, on a page."""

    slot: Slot
    rect: Rect
    lines: tuple[str, ...]


def text_width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def wrap(text: str, size: float, width: float) -> list[str]:
    """Cut a text into lines; numbers stay whole where there is room for them, and no line begins with a comma."""
    lines = [""]
    room = width
    for unit in _UNIT.findall(text):
        for piece in [unit] if text_width(unit, size) <= width else list(unit):
            wide = text_width(piece, size)
            if wide > room and lines[-1]:
                lines.append("")
                room = width
            lines[-1] += piece
            room -= wide
    return lines


class SetTable:
    """A table with its lines wrapped and its heights known; `narrow` sets group labels in one narrow column."""

    def __init__(self, board: Board, left: float, width: float, *, narrow: bool) -> None:
        self.board = board
        shares = _LABEL_SHARES[min(board.label_columns, 3)] if board.label_columns else ()
        first = _NARROW / width if narrow and len(shares) == 3 else 0
        labels = [first or share for share in shares[:1]] + [*shares[1:]]
        rest = (1 - sum(labels)) / (board.width - len(labels))
        self.xs = [left]
        for share in [*labels, *[rest] * (board.width - len(labels))]:
            self.xs.append(self.xs[-1] + share * width)
        self.lines = {slot: wrap(slot.text, CELL, self.room(slot)) for slot in board.slots}
        self.heights = self._heights()

    def room(self, slot: Slot) -> float:
        return self.xs[slot.column + slot.column_span] - self.xs[slot.column] - 2 * PAD

    def _heights(self) -> list[float]:
        heights = [LEADING + 2 * PAD] * self.board.height
        for slot in sorted(self.lines, key=lambda slot: slot.row_span):
            rows = range(slot.row, slot.row + slot.row_span)
            lacking = len(self.lines[slot]) * LEADING + 2 * PAD - sum(heights[row] for row in rows)
            if lacking > 0:
                heights[rows[-1]] += lacking
        return heights

    def most_lines(self, row: int) -> int:
        """How many lines the tallest cell has that stands in this row alone."""
        return max((len(lines) for slot, lines in self.lines.items() if (slot.row, slot.row_span) == (row, 1)), default=1)

    def shown(self, parts: Sequence[tuple[float, Sequence[Strip]]]) -> Iterator[tuple[int, Shown]]:
        """The cells of each part, by the number of the part; each part is where it begins and its strips."""
        left = {slot: list(lines) for slot, lines in self.lines.items()}
        for number, (top, strips) in enumerate(parts):
            tops = [top]
            for strip in strips:
                tops.append(tops[-1] + strip.height)
            for slot in self.board.slots:
                inside = [i for i, strip in enumerate(strips) if slot.row <= strip.row < slot.row + slot.row_span]
                if inside:
                    rect = Rect(
                        self.xs[slot.column], tops[inside[0]], self.xs[slot.column + slot.column_span], tops[inside[-1] + 1]
                    )
                    yield number, Shown(slot, rect, self._taken(slot, strips[inside[0]], rect, left))

    def _taken(self, slot: Slot, strip: Strip, rect: Rect, left: dict[Slot, list[str]]) -> tuple[str, ...]:
        """The lines that a part of a cell shows: those of its row that the page shows, or as many as there is room for."""
        if strip.row < self.board.header_rows and not left[slot]:
            return tuple(self.lines[slot])
        count = int((rect.bottom - rect.top - 2 * PAD) // LEADING) if slot.row_span > 1 else len(left[slot])
        if slot.row_span == 1 and strip.last is not None:
            count = strip.last - strip.first
        taken = tuple(left[slot][:count])
        del left[slot][:count]
        return taken


Draw = Callable[[Canvas, float, Sequence[Rect]], None]
"""Draws the rules of a table; the height of the page turns points from above into those from below."""


def _sides(rects: Iterable[Rect]) -> set[tuple[float, float, float, float]]:
    """Every side of every cell, once."""
    sides = set()
    for rect in rects:
        left, top, right, bottom = (round(value, 2) for value in rect)
        sides |= {(left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom), (right, top, right, bottom)}
    return sides


def _lines(canvas: Canvas, height: float, rects: Sequence[Rect]) -> None:
    for x0, y0, x1, y1 in _sides(rects):
        canvas.line(x0, height - y0, x1, height - y1)


def _boxes(canvas: Canvas, height: float, rects: Sequence[Rect], inset: float = 0.0) -> None:
    for rect in rects:
        wide, high = rect.right - rect.left - 2 * inset, rect.bottom - rect.top - 2 * inset
        canvas.rect(rect.left + inset, height - rect.bottom + inset, wide, high)


def _spaced_boxes(canvas: Canvas, height: float, rects: Sequence[Rect]) -> None:
    _boxes(canvas, height, rects, 0.8)


def _fills(canvas: Canvas, height: float, rects: Sequence[Rect]) -> None:
    for x0, y0, x1, y1 in _sides(rects):
        canvas.rect(x0 - 0.25, height - y1 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, stroke=0, fill=1)


def _dots(canvas: Canvas, height: float, rects: Sequence[Rect]) -> None:
    for x0, y0, x1, y1 in _sides(rects):
        length = max(x1 - x0, y1 - y0)
        for step in range(int(length / 4) + 1):
            x, y = (x0 + step * 4, y0) if x1 > x0 else (x0, y0 + step * 4)
            canvas.rect(x - 0.3, height - y - 0.3, 1.5 if x1 > x0 else 0.6, 0.6 if x1 > x0 else 1.5, stroke=0, fill=1)


def _double(canvas: Canvas, height: float, rects: Sequence[Rect]) -> None:
    left, top = min(rect.left for rect in rects), min(rect.top for rect in rects)
    right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
    _lines(canvas, height, [*rects, Rect(left - 2, top - 2, right + 2, bottom + 2)])


def _open(canvas: Canvas, height: float, rects: Sequence[Rect]) -> None:
    """Without the outer frame."""
    left, top = round(min(rect.left for rect in rects), 2), round(min(rect.top for rect in rects), 2)
    right, bottom = round(max(rect.right for rect in rects), 2), round(max(rect.bottom for rect in rects), 2)
    for x0, y0, x1, y1 in _sides(rects):
        if not (x0 == x1 in (left, right) or y0 == y1 in (top, bottom)):
            canvas.line(x0, height - y0, x1, height - y1)


def _pieces(canvas: Canvas, height: float, rects: Sequence[Rect]) -> None:
    """Each side in three pieces, some too long and some too short."""
    for x0, y0, x1, y1 in _sides(rects):
        for start, end in ((0.0, 0.3), (0.29, 0.7), (0.71, 1.0)):
            xs, ys = (x0 + (x1 - x0) * start, x0 + (x1 - x0) * end), (y0 + (y1 - y0) * start, y0 + (y1 - y0) * end)
            canvas.line(xs[0], height - ys[0], xs[1], height - ys[1])


def _colours(canvas: Canvas, height: float, rects: Sequence[Rect]) -> None:
    canvas.saveState()
    for number, rect in enumerate(rects):
        canvas.setFillGray(0.9 + 0.08 * (number % 2))
        canvas.rect(rect.left, height - rect.bottom, rect.right - rect.left, rect.bottom - rect.top, stroke=0, fill=1)
    canvas.restoreState()


def _none(canvas: Canvas, height: float, rects: Sequence[Rect]) -> None:
    """A table without rules."""


RULES: dict[str, Draw] = {
    "lines": _lines, "boxes": _boxes, "spaced-boxes": _spaced_boxes, "fills": _fills, "dots": _dots, "double": _double,
    "open": _open, "pieces": _pieces, "colours": _colours, "plain": _none,
}  # fmt: skip


def put(canvas: Canvas, height: float, shown: Shown, *, middle: bool, turned: bool) -> None:
    """Set the lines of a cell: labels to the left, figures and headings in the middle."""
    rect, lines = shown.rect, shown.lines
    canvas.setFont(FONT, CELL)
    if turned:
        _put_turned(canvas, height, rect, "".join(lines))
        return
    centred = shown.slot.role in {Role.VALUE, Role.HEADER}
    free = rect.bottom - rect.top - len(lines) * LEADING
    y = rect.top + (free / 2 if middle else PAD)
    for line in lines:
        wide = text_width(line, CELL)
        x = (rect.left + rect.right - wide) / 2 if centred else rect.left + PAD
        canvas.drawString(x, height - y - CELL * 0.95, line)
        y += LEADING


def _put_turned(canvas: Canvas, height: float, rect: Rect, text: str) -> None:
    """A label read from below upwards."""
    canvas.saveState()
    canvas.translate((rect.left + rect.right) / 2 + CELL * 0.35, height - (rect.top + rect.bottom) / 2 - text_width(text, CELL) / 2)
    canvas.rotate(90)
    canvas.drawString(0, 0, text)
    canvas.restoreState()
