"""Tables of an OpenDocument text: the cells of its rows in their places, repeated as often as the file says."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.readers.blocks import Item, Slot, without_blanks
from core.readers.nesting import Nest
from core.readers.odt.flow import Act, Stage
from core.readers.placing import MOST_COLUMNS, MOST_ROWS, Room, Rows
from core.readers.settling import settle
from core.readers.word.xml import number
from core.readers.xmlparts import Attributes

_MOST_REPEATED = 100_000


@dataclass(slots=True)
class _Cell:
    """One cell of the row at hand: the place where the file says that it begins, and how far it reaches."""

    column: int
    repeated: int
    row_span: int
    column_span: int
    content: list[Item]


@dataclass(slots=True)
class Frame:
    """A table while it is read (OpenDocument 1.3, part 3, chapter 9)."""

    room: Room
    _rows: Rows = field(init=False)
    _cells: list[_Cell] = field(default_factory=list)
    _column: int = 0
    _repeated: int = 1

    def __post_init__(self) -> None:
        self._rows = Rows(self.room)

    def start_row(self, attributes: Attributes) -> None:
        self._cells, self._column = [], 0
        self._repeated = _count(attributes, "number-rows-repeated", _MOST_REPEATED)

    def cover(self, attributes: Attributes) -> None:
        """Pass places that a cell to the left or above reaches over."""
        self._column += _count(attributes, "number-columns-repeated", MOST_COLUMNS)

    def start_cell(self, attributes: Attributes) -> list[Item]:
        """Begin a cell; return the list that its contents go into."""
        repeated = _count(attributes, "number-columns-repeated", MOST_COLUMNS)
        spans = _count(attributes, "number-rows-spanned", MOST_ROWS), _count(attributes, "number-columns-spanned", MOST_COLUMNS)
        self._cells.append(_Cell(self._column, repeated, *spans, []))
        self._column += repeated
        return self._cells[-1].content

    def end_row(self) -> None:
        """Put the cells of the row into it, as often as it is repeated."""
        cells, self._cells = self._cells, []
        for cell in cells:
            cell.content = without_blanks(cell.content)
        for _ in range(self._repeated):
            self._rows.start_row()
            for cell in cells:
                self._put(cell)

    def slots(self) -> list[Slot]:
        """The whole table; cells that stand in no row are one."""
        if self._cells:
            self.end_row()
        self._rows.end_group()
        return self._rows.slots

    def _put(self, cell: _Cell) -> None:
        """A cell stands where the file says, or behind what is there already."""
        self._rows.column = max(self._rows.column, cell.column)
        for _ in range(cell.repeated):
            self._rows.place(cell.row_span, cell.column_span).content = list(cell.content)


class TableReader:
    """What to do at the elements of tables; tables nested absurdly deep are but their text."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._room = Room()
        self._nest: Nest[Frame] = Nest()
        self._cells: list[bool] = []

    def starts(self) -> dict[str, Act]:
        return {
            "table:table": self._open_table,
            "table:table-row": self._open_row,
            "table:table-cell": self._open_cell,
            "table:covered-table-cell": self._cover,
        }

    def ends(self) -> dict[str, Callable[[], None]]:
        return {"table:table": self._close_table, "table:table-row": self._close_row, "table:table-cell": self._close_cell}

    @property
    def _frame(self) -> Frame | None:
        return self._nest.inner

    def _open_table(self, _name: str, _attributes: Attributes) -> bool:
        if self._stage.flow.words is not None and self._stage.flow.words.joins:
            self._stage.end_waiting()
        self._nest.open(lambda: Frame(self._room))
        return True

    def _close_table(self) -> None:
        if frame := self._nest.close():
            slots = frame.slots()
            self._stage.flow.anchor(settle(slots) if slots else [])

    def _open_row(self, _name: str, attributes: Attributes) -> bool:
        if self._frame:
            self._frame.start_row(attributes)
        return True

    def _close_row(self) -> None:
        if self._frame:
            self._frame.end_row()

    def _open_cell(self, _name: str, attributes: Attributes) -> bool:
        frame = self._frame
        self._cells.append(frame is not None)
        if frame:
            self._stage.open_flow(frame.start_cell(attributes))
        return True

    def _close_cell(self) -> None:
        if self._cells.pop():
            self._stage.close_flow()

    def _cover(self, _name: str, attributes: Attributes) -> bool:
        if self._frame:
            self._frame.cover(attributes)
        return False


def _count(attributes: Attributes, name: str, most: int) -> int:
    """How often something is repeated, or how far it spans; once at least."""
    return min(max(number(attributes, name, 1), 1), most)
