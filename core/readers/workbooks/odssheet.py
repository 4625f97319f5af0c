"""The sheets in content.xml of an OpenDocument spreadsheet: repeated rows and cells, spans, hidden things, formulas."""

import re
from dataclasses import dataclass

from core.readers.workbooks.odscell import OpenCell
from core.readers.workbooks.references import LAST_COLUMN, LAST_ROW, from_open
from core.readers.workbooks.sheets import Room, Sheet, is_image
from core.readers.xmlparts import Attributes, Handler, plain

_CELLS = frozenset(["table-cell", "covered-table-cell"])
_HIDDEN = frozenset(["collapse", "filter"])
_ASIDE = frozenset(["annotation", "tracked-changes", "dde-links", "named-expressions", "scenario"])
"""What stands in a sheet and is not shown in its cells: comments, changes, data of other files."""
_SHAPES = frozenset(
    ["frame", "custom-shape", "rect", "g", "ellipse", "circle", "line", "polyline", "polygon", "path", "control", "caption",
     "connector", "measure", "regular-polygon"]
)  # fmt: skip
_ELSEWHERE = re.compile(r"'?[a-z]+://", re.IGNORECASE)
"""How the names of sheets begin that only keep what formulas refer to in other files."""


class Tables(Handler):
    """Collects the sheets; elements are taken as they come, whatever lies around them."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._room = Room()
        self._invisible: set[str] = set()
        self._style = ""
        self._aside = 0
        self._tables: list[_Table] = []
        self._object = False

    def start(self, name: str, attributes: Attributes) -> None:
        if self._aside or name in _ASIDE or (name in _SHAPES and self._tables):
            self._pass_over(name)
        elif name == "style":
            self._style = plain(attributes).get("name", "")
        elif name == "table-properties":
            if plain(attributes).get("display") == "false":
                self._invisible.add(self._style)
        elif name == "table":
            self._open(plain(attributes))
        elif self._tables:
            self._tables[-1].start(name, attributes)

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name == "table" and self._tables:
            self._tables.pop()
        elif self._tables:
            self._tables[-1].end(name)

    def text(self, text: str) -> None:
        if self._tables and not self._aside:
            self._tables[-1].text(text)

    def _open(self, attributes: Attributes) -> None:
        """A sheet begins; what is nested in one, or kept of another file, is none."""
        sheet = Sheet(attributes.get("name", ""), attributes.get("style-name") in self._invisible)
        if not self._tables and not _ELSEWHERE.match(sheet.name):
            self.sheets.append(sheet)
        self._tables.append(_Table(sheet, self._room))

    def _pass_over(self, name: str) -> None:
        """Something that is no text of a cell begins, or goes on; the image of a chart is no picture of its own."""
        if name == "frame":
            self._object = False
        elif name in {"object", "object-ole"}:
            self._object = True
        elif name == "image" and self._tables and not self._object:
            self._object = True
            self._tables[-1].picture()
        self._aside += 1


class _Table:
    """Fills one sheet; `_row` and `_column` are the last ones taken, `_rows` how often the row at hand is repeated."""

    def __init__(self, sheet: Sheet, room: Room) -> None:
        self._sheet, self._room = sheet, room
        self._row = self._column = self._described = 0
        self._rows = 1
        self._cells: list[tuple[int, int, _Kept]] = []
        self._cell: OpenCell | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _CELLS:
            self._cell = OpenCell(attributes)
        elif name == "table-row":
            self._start_row(plain(attributes))
        elif name == "table-column":
            self._start_column(plain(attributes))
        elif self._cell:
            self._cell.start(name, attributes)

    def end(self, name: str) -> None:
        if name in _CELLS and self._cell:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "table-row":
            self._end_row()
        elif self._cell:
            self._cell.end(name)

    def text(self, text: str) -> None:
        if self._cell:
            self._cell.text(text)

    def picture(self) -> None:
        """A picture lies on the sheet, at the cell at hand if there is one."""
        self._room.mark(self._sheet)
        self._sheet.pictures.append((self._row + 1, self._column + 1) if self._cell else (0, 0))

    def _start_row(self, attributes: Attributes) -> None:
        self._rows = _count(attributes, "number-rows-repeated")
        self._column = 0
        self._cells = []
        if attributes.get("visibility") in _HIDDEN:
            self._room.mark(self._sheet)
            self._sheet.hidden_rows.append((self._row + 1, self._row + self._rows))

    def _start_column(self, attributes: Attributes) -> None:
        first = self._described + 1
        self._described += _count(attributes, "number-columns-repeated")
        if attributes.get("visibility") in _HIDDEN:
            self._room.mark(self._sheet)
            self._sheet.hidden_columns.append((first, self._described))

    def _end_cell(self, cell: OpenCell) -> None:
        """Keep a cell that has something in it, or spans others."""
        first = self._column + 1
        self._column += _count(cell.attributes, "number-columns-repeated")
        formula = from_open(cell.attributes.get("formula", ""))
        text = f"={formula}" if formula and cell.uncalculated else cell.shown
        height, width = (_count(cell.attributes, f"number-{name}-spanned") for name in ("rows", "columns"))
        if text or formula or height * width > 1:
            kept = _Kept(text, formula, cell.uncalculated, cell.is_words, height, width)
            self._cells.append((first, min(self._column, LAST_COLUMN), kept))

    def _end_row(self) -> None:
        first, last = self._row + 1, min(self._row + self._rows, LAST_ROW)
        self._row += self._rows
        for row in range(first, last + 1) if self._cells else ():
            for left, right, cell in self._cells:
                for column in range(left, right + 1):
                    self._put(row, column, cell)

    def _put(self, row: int, column: int, cell: "_Kept") -> None:
        if not cell.text or cell.height * cell.width > 1 or is_image(cell.formula):
            self._room.mark(self._sheet)
        if is_image(cell.formula):
            self._sheet.pictures.append((row, column))
            return
        self._room.put(self._sheet, (row, column), cell.text, words=cell.words)
        if cell.formula:
            self._sheet.formulas[row, column] = cell.formula
            self._sheet.uncalculated += cell.uncalculated
        if cell.height * cell.width > 1:
            bottom, right = min(row + cell.height - 1, LAST_ROW), min(column + cell.width - 1, LAST_COLUMN)
            self._sheet.merges[row, column] = bottom, right


@dataclass(frozen=True, slots=True)
class _Kept:
    """What one cell gives to each place at which it is repeated."""

    text: str
    formula: str
    uncalculated: bool
    words: bool
    height: int
    width: int


def _count(attributes: Attributes, name: str) -> int:
    """How often something is repeated, or how far it spans; once at least."""
    return max(int(attributes.get(name, "1")), 1)
