"""A table on a page as a value: its cells, what is written in them, and the tables that stand in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.readers.pdf.ink import Box
from core.readers.pdf.lines import Line


@dataclass(slots=True)
class Cell:
    """One cell: rows and columns from 0; what is written in it, and the tables that stand in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    page: int
    lines: list[Line] = field(default_factory=list)
    inner: list["Ruled"] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        return bool(self.lines or self.inner)

    @property
    def text(self) -> str:
        """All that is written in it, without the line ends."""
        return "".join(line.text for line in self.lines)


@dataclass(slots=True)
class Ruled:
    """A table on one page, or joined from several: where its columns are divided, edges included, and its cells.

    One without rules has in place of `xs` where its labels begin and where its figures stand.
    """

    page: int
    box: Box
    xs: tuple[float, ...]
    cells: list[Cell]
    labels: tuple[float, ...] = ()
    figures: tuple[Box, ...] = ()


def height_of(cells: Iterable[Cell]) -> int:
    """How many rows some cells cover, counted from the first row."""
    return max((cell.row + cell.row_span for cell in cells), default=0)
