"""XML spreadsheets (Microsoft, “XML Spreadsheet Reference”, 2003), which many systems write and name .xls."""

from pathlib import Path

from core.document import Content
from core.readers.refusals import refuse
from core.readers.workbooks.cellvalues import EPOCH, Look, figure_text, iso_text, look, tidy
from core.readers.workbooks.references import LAST_COLUMN, LAST_ROW, from_r1c1
from core.readers.workbooks.sheets import Room, Sheet, content
from core.readers.xmlparts import FAILURES, Attributes, Handler, parse_text, plain

_ASIDE = frozenset(["Comment", "PhoneticText"])
_FIRST_DAY = "1899-12-31T"
"""The day on which a time without a date falls."""


def read_xml(text: str, path: Path) -> Content:
    """Return the blocks of all sheets in order, and notices for the clerk."""
    book = _Book()
    try:
        parse_text(text, book)
    except FAILURES as error:
        raise refuse("damaged", path, repr(error)) from error
    return content(book.sheets)


class _Book(Handler):
    """Collects the sheets."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._room = Room()
        self._looks: dict[str, Look] = {}
        self._style = ""
        self._grid: _Grid | None = None
        self._aside = 0
        self._visible: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name == "Worksheet":
            self.sheets.append(Sheet(plain(attributes).get("Name", "")))
            self._grid = _Grid(self.sheets[-1], self._room, self._looks)
        elif name == "Visible":
            self._visible = []
        elif name == "Style":
            self._style = plain(attributes).get("ID", "")
        elif name == "NumberFormat":
            self._looks[self._style] = _look(plain(attributes).get("Format", ""))
        elif self._grid:
            self._grid.start(name, plain(attributes))

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name == "Worksheet":
            self._grid = None
        elif name == "Visible" and self._visible is not None and self.sheets:
            self.sheets[-1].hidden = "".join(self._visible) != "SheetVisible"
            self._visible = None
        elif self._grid:
            self._grid.end(name)

    def text(self, text: str) -> None:
        if self._visible is not None:
            self._visible.append(text)
        elif self._grid and not self._aside:
            self._grid.text(text)


def _look(code: str) -> Look:
    """Dates are told by the type of their cells, so only percentages matter here."""
    return Look.PERCENT if code == "Percent" or look(0, code) is Look.PERCENT else Look.PLAIN


class _Grid:
    """Fills one sheet; rows, columns and cells count on from the last, unless they say where they stand."""

    def __init__(self, sheet: Sheet, room: Room, looks: dict[str, Look]) -> None:
        self._sheet, self._room, self._looks = sheet, room, looks
        self._row = self._column = self._described = self._skipped = 0
        self._row_style = self._kind = ""
        self._cell: Attributes = {}
        self._pieces: list[str] = []
        self._reading = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Cell":
            self._start_cell(attributes)
        elif name == "Row":
            self._start_row(attributes)
        elif name == "Column":
            self._start_column(attributes)
        elif name == "Data":
            self._kind, self._reading = attributes.get("Type", "String"), True

    def end(self, name: str) -> None:
        if name == "Data":
            self._reading = False
        elif name == "Cell":
            self._end_cell()

    def text(self, text: str) -> None:
        if self._reading:
            self._pieces.append(text)

    def _start_row(self, attributes: Attributes) -> None:
        """A row begins; with Span it stands for further rows without cells too."""
        self._row = int(attributes.get("Index", self._row + self._skipped + 1))
        self._skipped = max(int(attributes.get("Span", "0")), 0)
        self._column = 0
        self._row_style = attributes.get("StyleID", "")
        if attributes.get("Hidden") == "1" or attributes.get("Height") == "0":
            self._room.mark(self._sheet)
            self._sheet.hidden_rows.append((self._row, self._row + self._skipped))

    def _start_column(self, attributes: Attributes) -> None:
        first = int(attributes.get("Index", self._described + 1))
        self._described = first + max(int(attributes.get("Span", "0")), 0)
        if attributes.get("Hidden") == "1" or attributes.get("Width") == "0":
            self._room.mark(self._sheet)
            self._sheet.hidden_columns.append((first, self._described))

    def _start_cell(self, attributes: Attributes) -> None:
        self._column = int(attributes.get("Index", self._column + 1))
        if not (1 <= self._row <= LAST_ROW and 1 <= self._column <= LAST_COLUMN):
            raise ValueError(f"cell {self._row}, {self._column}")
        self._cell, self._kind, self._pieces = attributes, "", []

    def _end_cell(self) -> None:
        """Keep the cell; what is merged into it needs no cells of its own."""
        spot = self._row, self._column
        formula = from_r1c1(self._cell.get("Formula", "").removeprefix("="), spot)
        if formula:
            self._sheet.formulas[spot] = formula
        uncalculated = bool(formula) and not self._kind
        self._sheet.uncalculated += uncalculated
        text = f"={formula}" if uncalculated else self._shown("".join(self._pieces))
        self._room.put(self._sheet, spot, text, words=self._kind == "String")
        down, across = (max(int(self._cell.get(name, "0")), 0) for name in ("MergeDown", "MergeAcross"))
        if down or across:
            self._room.mark(self._sheet)
            last = min(self._row + down, LAST_ROW), min(self._column + across, LAST_COLUMN)
            self._sheet.merges[spot] = last
        self._column = min(self._column + across, LAST_COLUMN)

    def _shown(self, raw: str) -> str:
        if self._kind == "Number":
            style = self._cell.get("StyleID", self._row_style)
            return figure_text(raw, self._looks.get(style, Look.PLAIN), EPOCH)
        if self._kind == "DateTime":
            time = raw.removeprefix(_FIRST_DAY).partition(".")[0]
            return time if raw.startswith(_FIRST_DAY) else iso_text(raw)
        if self._kind == "Boolean":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        return tidy(raw)
