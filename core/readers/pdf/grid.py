"""One ruled table as a value: where its rows and columns are divided, and its cells."""

from dataclasses import dataclass

from core.readers.pdf.ink import Box


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
