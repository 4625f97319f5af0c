"""Tables of a Word document: the cells of its rows become slots, with what is merged across and downwards as one."""

from collections.abc import Callable
from dataclasses import dataclass

from core.readers.blocks import MOST_CELLS, Item, Slot, TooMany, shows, without_blanks
from core.readers.docx.flow import Act, Stage
from core.readers.nesting import Nest
from core.readers.settling import settle
from core.readers.word.xml import is_on, number, value
from core.readers.xmlparts import Attributes

_MAX_COLUMNS = 1000
"""Word has 63 columns; a span beyond this is nonsense."""
_SLIVER = 40
"""A column narrower than this, in twentieths of a point, is a rounding error between edges that are one."""


@dataclass(slots=True)
class Cell:
    """A cell as it is read. `below` and `beside`: it goes on a cell above it or to its left; `gone`: a revision deleted it."""

    content: list[Item]
    span: int = 1
    below: bool = False
    beside: bool = False
    gone: bool = False
    row: int = 0
    column: int = 0

    def take(self, properties: dict[str, Attributes]) -> None:
        """Take what w:tcPr says (ECMA-376, part 1, 17.4.17, 17.4.84; hMerge is of older documents)."""
        self.span = min(max(number(properties.get("gridSpan"), default=1), 1), _MAX_COLUMNS)
        down = properties.get("vMerge", properties.get("vmerge"))
        across = properties.get("hMerge", properties.get("hmerge"))
        self.below = down is not None and value(down) != "restart"
        self.beside = across is not None and value(across) != "restart"
        self.gone = "cellDel" in properties

    @property
    def filled(self) -> bool:
        return not self.below and shows(self.content)


class Frame:
    """A table while it is read, row by row; `grid` are the widths of its columns, in twentieths of a point."""

    def __init__(self) -> None:
        self.grid: list[int] = []
        self.gone = False
        self._cells: list[Cell] = []
        self._row = -1
        self._column, self._fresh = 0, True

    def start_row(self) -> None:
        """Begin a row; it counts from its first cell on, so one that a revision deleted never was."""
        self._column, self._fresh = 0, True
        self.gone = False

    def indent(self, columns: int) -> None:
        """Leave columns without a cell."""
        self._column += max(columns, 0)

    def put(self, cell: Cell) -> None:
        """Put the next cell of the row beside the one before."""
        if cell.gone:
            return
        self._row += self._fresh
        self._fresh = False
        cell.row, cell.column = self._row, self._column
        self._column += cell.span
        if cell.beside and self._cells and self._cells[-1].row == cell.row:
            self._cells[-1].span += cell.span
        else:
            self._cells.append(cell)

    def slots(self) -> list[Slot]:
        """The whole table; a cell that goes on another one is part of it where both have the same edges."""
        slots: list[Slot] = []
        above: dict[tuple[int, int, int], Slot] = {}
        for cell in _snapped(self._cells, _edges(self.grid)):
            slot = above.get((cell.row - 1, cell.column, cell.span)) if cell.below else None
            if slot is None:
                slot = Slot(cell.row, cell.column, 1, cell.span, without_blanks(cell.content))
                slots.append(slot)
            slot.row_span = cell.row - slot.row + 1
            above[cell.row, cell.column, cell.span] = slot
        return slots


def _snapped(cells: list[Cell], edges: list[int]) -> list[Cell]:
    """The cells without the columns that are but a rounding error between two others."""
    if edges[-1] in {0, len(edges) - 1}:
        return cells
    spans = [(_edge(edges, cell.column), _edge(edges, cell.column + cell.span)) for cell in cells]
    if any(left == right and cell.filled for cell, (left, right) in zip(cells, spans, strict=True)):
        return cells
    for cell, (left, right) in zip(cells, spans, strict=True):
        cell.column, cell.span = left, right - left
    return [cell for cell in cells if cell.span]


def _edges(grid: list[int]) -> list[int]:
    """The number of each edge of the columns, counted from the left; edges that lie on one another have the same."""
    edges = [0]
    width = 0
    for column in grid:
        width += column
        edges.append(edges[-1] + (width > _SLIVER))
        width = 0 if width > _SLIVER else width
    return edges


def _edge(edges: list[int], index: int) -> int:
    return edges[index] if index < len(edges) else edges[-1] + index - len(edges) + 1


class TableReader:
    """What to do at the elements of tables (ECMA-376, part 1, 17.4); tables nested absurdly deep are but their text."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._nest: Nest[Frame] = Nest()
        self._cells: list[Cell | None] = []
        self._count = 0

    def starts(self) -> dict[str, Act]:
        gather = self._stage.gather
        return {
            "w:tbl": self._open_table,
            "w:gridCol": self._grid_column,
            "w:tr": self._open_row,
            "w:trPr": gather(self._row_properties),
            "w:tc": self._open_cell,
            "w:tcPr": gather(self._cell_properties),
        }

    def ends(self) -> dict[str, Callable[[], None]]:
        return {"w:tbl": self._close_table, "w:tr": self._close_row, "w:tc": self._close_cell}

    @property
    def _frame(self) -> Frame | None:
        return self._nest.inner

    def _open_table(self, _name: str, _attributes: Attributes) -> bool:
        self._stage.end_waiting()
        self._nest.open(Frame)
        return True

    def _close_table(self) -> None:
        frame = self._nest.close()
        slots = frame.slots() if frame else []
        self._stage.flow.items += settle(slots) if slots else []

    def _grid_column(self, _name: str, attributes: Attributes) -> bool:
        if self._frame and len(self._frame.grid) < _MAX_COLUMNS:
            self._frame.grid.append(max(number(attributes, "w"), 0))
        return False

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
        self._stage.tally.in_new_row = "ins" in found

    def _close_row(self) -> None:
        self._stage.tally.in_new_row = False

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
