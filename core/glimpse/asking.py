"""What can be asked for, a cell or a line of text, and the cutting that answers it; all small enough to travel."""

import enum
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.document import NOWHERE, Place, RawCell
from core.forms import CellRef
from core.report import Report

AROUND = 3
"""So many rows or lines to either side are shown."""

Span = tuple[int, int]
"""Some characters of a text: code points from the first up to the second."""


@dataclass(frozen=True, slots=True)
class CellAsk:
    """A value: its place, all values that were read from this one place as written there, and which of them is meant."""

    place: Place
    raws: tuple[str, ...]
    index: int


@dataclass(frozen=True, slots=True)
class LineAsk:
    """A line of a section's text as it is now, and the words in it to mark; `start` is the place of the section's heading."""

    start: Place
    text: str
    words: tuple[Span, ...] = ()


Ask = CellAsk | LineAsk


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text; `here` is the one asked for, with `marks` in it."""

    text: str
    place: Place = NOWHERE
    here: bool = False
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """A line of the source with its neighbours. `same` says whether it still reads as it is now in the report."""

    lines: tuple[Line, ...]
    same: bool = True

    @property
    def place(self) -> Place:
        return next(line.place for line in self.lines if line.here)


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell of a cutting, counted from 0 within it; `marks` of a cell that is `here` are empty when all of it is meant."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    here: bool = False
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cutting:
    """Some rows of a table with all its columns. `rows` and `columns` name them as the program it came from does, or are "".

    `row` is the one asked for; the first `head` rows are the headings of the table. A place that no piece covers was not
    in the source.
    """

    pieces: tuple[Piece, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    row: int
    place: Place
    head: int = 0

    def closer(self, above: int) -> "Cutting":
        """The same with at most so many rows between the headings and the row asked for."""
        kept = [row for row in range(len(self.rows)) if row < self.head or row >= self.row - above]
        pieces = (_kept(piece, kept) for piece in self.pieces)
        names = tuple(self.rows[row] for row in kept)
        return replace(self, pieces=tuple(filter(None, pieces)), rows=names, row=kept.index(self.row))


def covered(cell: RawCell | Piece, rows: Sequence[int]) -> list[int]:
    """Which of the rows that are shown, counted from 0, a cell reaches into."""
    return [at for at, row in enumerate(rows) if cell.row <= row < cell.row + cell.row_span]


def _kept(piece: Piece, rows: Sequence[int]) -> Piece | None:
    """What is left of a piece where only some rows are left, None for nothing."""
    left = covered(piece, rows)
    return replace(piece, row=left[0], row_span=len(left)) if left else None


Glimpse = Lines | Cutting


def ask_cell(report: Report, ref: CellRef) -> CellAsk | None:
    """What to ask for to see where a cell stood; None for one that was not read out of a source."""
    origin = report.cell(ref).origin
    if origin is None or origin.place == NOWHERE:
        return None
    near = [(other, cell.origin) for other, cell in report.cells() if cell.origin and cell.origin.place == origin.place]
    return CellAsk(origin.place, tuple(held.raw for _, held in near), [other for other, _ in near].index(ref))


class Standing(enum.StrEnum):
    """What has become of the file that a report was read from."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NONE = "none"  # it was pasted


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn page: its size in pixels and in points, and its packed rows of four bytes a pixel: blue, green, red, none."""

    width: int
    height: int
    across: float
    down: float
    packed: bytes

    @property
    def pixels(self) -> bytes:
        """The rows one after another, `4 * width` bytes each."""
        return zlib.decompress(self.packed)
