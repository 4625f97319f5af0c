"""One worksheet of an .xlsx file (ECMA-376, part 1, 18.3): cells, formulas, merged ranges, hidden rows and columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.readers.footnotes import mark
from core.readers.workbooks.cellvalues import Look, figure_text, iso_text, tidy, unescape
from core.readers.workbooks.references import Spot, position, shifted, span
from core.readers.workbooks.sheets import Room, Sheet, is_image
from core.readers.xmlparts import Attributes, Handler

_TRUE = frozenset(["1", "true"])
_WORDS = frozenset(["s", "str", "inlineStr"])


@dataclass(frozen=True, slots=True)
class Values:
    """What the cells of all sheets refer to."""

    strings: Sequence[str]
    looks: Sequence[Look]
    epoch: datetime

    def text(self, kind: str, raw: str, style: int) -> str:
        """The text of a cell of type `kind` (the attribute “t”, ECMA-376, part 1, 18.18.11)."""
        if kind == "s":
            return self.strings[_index(raw)]
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind == "d":
            return iso_text(raw)
        if kind in {"str", "e"}:
            return tidy(unescape(raw))
        return figure_text(raw, self.looks[style] if 0 <= style < len(self.looks) else Look.PLAIN, self.epoch)


def _index(raw: str) -> int:
    number = int(raw)
    if number < 0:
        raise ValueError(f"index {raw}")
    return number


class SheetReader(Handler):
    """Fills a sheet; rows and cells may leave out where they stand, then they follow on one another."""

    def __init__(self, sheet: Sheet, values: Values, room: Room) -> None:
        self.sheet = sheet
        self._values = values
        self._room = room
        self._row = self._column = 0
        self._kind = ""
        self._style = 0
        self._pieces: dict[str, list[str]] = {"v": [], "f": [], "t": []}
        self._open: list[str] | None = None
        self._guide = self._raised = False
        self._begin = 0
        self._share = ""
        self._shared: dict[str, tuple[Spot, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in self._pieces and not self._guide:
            self._open = self._pieces[name]
            self._begin = len(self._open)
            if name == "f" and attributes.get("t") == "shared":
                self._share = attributes.get("si", "")
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._guide = True
        elif name == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif name == "mergeCell":
            self._room.mark(self.sheet)
            first, last = span(attributes["ref"])
            self.sheet.merges[first] = last
        elif name == "col" and _is_hidden(attributes, "width"):
            self._room.mark(self.sheet)
            self.sheet.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "rPh":
            self._guide = False
        elif name in self._pieces:
            if name == "t" and self._raised and self._open is not None:
                mark(self._open, self._begin)
            self._open, self._raised = None, False

    def text(self, text: str) -> None:
        if self._open is not None:
            self._open.append(text)

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        if _is_hidden(attributes, "ht"):
            self._room.mark(self.sheet)
            self.sheet.hidden_rows.append((self._row, self._row))

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._row, self._column = position(reference) if reference else (max(self._row, 1), self._column + 1)
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._open = None
        self._share = ""
        for pieces in self._pieces.values():
            pieces.clear()

    def _end_cell(self) -> None:
        raw, inline = ("".join(self._pieces[name]) for name in "vt")
        formula = self._formula() if self._share or self._pieces["f"] else ""
        spot = self._row, self._column
        if is_image(formula) or (raw.startswith("=") and is_image(raw)):
            self._room.mark(self.sheet)
            self.sheet.pictures.append(spot)
            return
        if formula:
            self.sheet.formulas[spot] = formula
        text = self._cell_text(raw, inline, formula)
        self._room.put(self.sheet, spot, text, words=self._kind in _WORDS)

    def _formula(self) -> str:
        """The formula of the cell; of formulas that were filled down only the first is written out."""
        formula = "".join(self._pieces["f"])
        if not self._share:
            return formula
        if formula:
            self._shared[self._share] = (self._row, self._column), formula
            return formula
        (row, column), first = self._shared.get(self._share, ((self._row, self._column), ""))
        return shifted(first, self._row - row, self._column - column)

    def _cell_text(self, raw: str, inline: str, formula: str) -> str:
        if self._kind == "inlineStr":
            return tidy(unescape(inline))
        if raw:
            return self._values.text(self._kind, raw, self._style)
        if formula and self._kind != "str":
            self.sheet.uncalculated += 1
            return f"={formula}"
        return ""


def _is_hidden(attributes: Attributes, size: str) -> bool:
    """Whether a row or a column is hidden, or has no height or width to show."""
    return attributes.get("hidden") in _TRUE or attributes.get(size) in {"0", "0.0"}
