"""Put the cells of a table into its rows as a browser does: each in the next free place, over those that it spans."""

from dataclasses import dataclass, field

from core.readers.blocks import MOST_CELLS, Slot, TooMany

MOST_COLUMNS, MOST_ROWS = 1000, 65_534
"""How far a cell can span, in browsers."""
_MOST_STEPS = 10_000_000
"""Places that may be looked at for all cells of a file, however absurd their spans are: about a second."""


@dataclass(slots=True)
class Room:
    """How much the tables of one file may still ask for; TooMany when that is used up."""

    cells: int = MOST_CELLS
    steps: int = _MOST_STEPS

    def take(self, steps: int) -> None:
        """Take one cell, and the steps that it took to place it."""
        self.cells -= 1
        self.steps -= steps
        if self.cells < 0 or self.steps < 0:
            raise TooMany("cells")


@dataclass(slots=True)
class Rows:
    """The rows of one table, as they are filled. `_free` holds the row from which each column is free again."""

    room: Room
    slots: list[Slot] = field(default_factory=list)
    row: int = -1
    column: int = 0
    _first: int = 0
    _free: list[int] = field(default_factory=lambda: [0] * MOST_COLUMNS)

    def start_row(self) -> None:
        self.row += 1
        self.column = 0

    def end_group(self) -> None:
        """Row spans do not reach beyond their group of rows."""
        height = self.row + 1
        for slot in self.slots[self._first :]:
            slot.row_span = min(slot.row_span, height - slot.row)
        self._first = len(self.slots)
        self._free = [0] * MOST_COLUMNS

    def place(self, row_span: int, column_span: int) -> Slot:
        """Put the next cell from `column` on; those beyond the thousandth column take one place each."""
        if self.row < 0:
            self.start_row()
        wanted = self.column
        while self.column < MOST_COLUMNS and self._free[self.column] > self.row:
            self.column += 1
        self.room.take(self.column - wanted + column_span)
        if self.column < MOST_COLUMNS:
            column_span = self._width(column_span)
            self._free[self.column : self.column + column_span] = [self.row + row_span] * column_span
        else:
            row_span = column_span = 1
        self.slots.append(Slot(self.row, self.column, row_span, column_span))
        self.column += column_span
        return self.slots[-1]

    def _width(self, wanted: int) -> int:
        """How many columns are free from here on, as far as they are wanted."""
        end = min(self.column + wanted, MOST_COLUMNS)
        taken = (column for column in range(self.column + 1, end) if self._free[column] > self.row)
        return max(next(taken, end) - self.column, 1)
