"""Tables of a Word document: the cells of its rows become slots, with what is merged across and downwards as one."""

import bisect
from collections.abc import Callable
from dataclasses import dataclass, field

from core.document import Paragraph
from core.readers.blocks import MOST_CELLS, Item, Slot, TooMany, settle
from core.readers.wordflow import Act, Stage
from core.readers.wordxml import Attributes, is_on, number, value

_MAX_COLUMNS, _MAX_DEPTH = 1000, 40
"""Word has 63 columns; a span beyond this is nonsense."""


@dataclass(slots=True)
class Cell:
    """A cell as it is read. `below` and `beside`: it goes on a cell above it or to its left; `gone`: a revision deleted it."""

    content: list[Item]
    span: int = 1
    below: bool = False
    beside: bool = False
    gone: bool = False

    def take(self, properties: dict[str, Attributes]) -> None:
        """Take what w:tcPr says (ECMA-376, part 1, 17.4.17, 17.4.84; hMerge is of older documents)."""
        self.span = min(max(number(properties.get("gridSpan"), default=1), 1), _MAX_COLUMNS)
        down = properties.get("vMerge", properties.get("vmerge"))
        across = properties.get("hMerge", properties.get("hmerge"))
        self.below = down is not None and value(down) != "restart"
        self.beside = across is not None and value(across) != "restart"
        self.gone = "cellDel" in properties


@dataclass(slots=True)
class _Row:
    """The slots that cover a row, with the columns where they begin, ascending."""

    columns: list[int] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)

    def add(self, column: int, slot: Slot) -> None:
        self.columns.append(column)
        self.slots.append(slot)

    def at(self, column: int) -> Slot | None:
        """The slot that covers a column; rows that another program wrote need not begin their cells alike."""
        index = bisect.bisect_right(self.columns, column) - 1
        if index < 0:
            return None
        slot = self.slots[index]
        return slot if column < slot.column + slot.column_span else None


class Frame:
    """A table while it is read, row by row."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self.gone = False
        self._row, self._column = -1, 0
        self._above, self._current = _Row(), _Row()

    def start_row(self) -> None:
        self._row += 1
        self._column = 0
        self.gone = False
        self._current = _Row()

    def indent(self, columns: int) -> None:
        """Leave columns without a cell at the left."""
        self._column = min(max(columns, 0), _MAX_COLUMNS)

    def end_row(self) -> None:
        """End the row; one that a revision deleted never was."""
        if self.gone:
            self._row -= 1
        else:
            self._above = self._current

    def put(self, cell: Cell) -> None:
        """Put the next cell of the row where it belongs."""
        if cell.gone:
            return
        row, column = max(self._row, 0), self._column
        self._column = min(column + cell.span, _MAX_COLUMNS)
        if cell.beside and self._current.slots:
            self._current.slots[-1].column_span += cell.span
            return
        above = self._above.at(column) if cell.below else None
        if above is None:
            slot = Slot(row, column, 1, cell.span, _shown(cell.content))
            self.slots.append(slot)
        else:
            slot = above
            slot.row_span = row - slot.row + 1
        self._current.add(column, slot)


class TableReader:
    """What to do at the elements of tables (ECMA-376, part 1, 17.4); tables nested absurdly deep are but their text."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._frames: list[Frame] = []
        self._cells: list[Cell | None] = []
        self._too_deep = self._count = 0

    def starts(self) -> dict[str, Act]:
        gather = self._stage.gather
        return {
            "w:tbl": self._open_table,
            "w:tr": self._open_row,
            "w:trPr": gather(self._row_properties),
            "w:tc": self._open_cell,
            "w:tcPr": gather(self._cell_properties),
        }

    def ends(self) -> dict[str, Callable[[], None]]:
        return {"w:tbl": self._close_table, "w:tr": self._close_row, "w:tc": self._close_cell}

    @property
    def _frame(self) -> Frame | None:
        return self._frames[-1] if self._frames and not self._too_deep else None

    def _open_table(self, _name: str, _attributes: Attributes) -> bool:
        self._stage.end_waiting()
        if self._too_deep or len(self._frames) >= _MAX_DEPTH:
            self._too_deep += 1
        else:
            self._frames.append(Frame())
        return True

    def _close_table(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        frame = self._frames.pop()
        self._stage.flow.items += settle(frame.slots) if frame.slots else []

    def _open_row(self, _name: str, _attributes: Attributes) -> bool:
        if self._frame:
            self._frame.start_row()
        return True

    def _row_properties(self, found: dict[str, Attributes]) -> None:
        if self._frame is None:
            return
        self._frame.indent(number(found.get("gridBefore")))
        deleted, hidden = "del" in found, bool(is_on(found, "hidden"))
        self._frame.gone = deleted or hidden
        if deleted or "ins" in found:
            self._stage.tally.revised("w:del" if deleted else "w:ins")
        elif hidden:
            self._stage.tally.hid()

    def _close_row(self) -> None:
        if self._frame:
            self._frame.end_row()

    def _open_cell(self, _name: str, _attributes: Attributes) -> bool:
        frame = self._frame
        if frame and frame.gone:
            return False
        cell = Cell([]) if frame else None
        self._cells.append(cell)
        if cell:
            self._count += 1
            self._stage.open_flow(cell.content)
        if self._count > MOST_CELLS:
            raise TooMany(f"{self._count} cells")
        return True

    def _cell_properties(self, found: dict[str, Attributes]) -> None:
        if self._cells and self._cells[-1]:
            self._cells[-1].take(found)
            if self._cells[-1].gone:
                self._stage.tally.revised("w:del")

    def _close_cell(self) -> None:
        cell, frame = self._cells.pop(), self._frame
        if cell and frame:
            self._stage.close_flow()
            frame.put(cell)


def _shown(content: list[Item]) -> list[Item]:
    """Without the blank lines of a cell."""
    return [item for item in content if not isinstance(item, Paragraph) or item.text.strip()]
