"""The cells of an .xlsx file as text: figures exact, dates as ISO text, errors and formulas without a result verbatim.

Read with expat from the parts themselves (ECMA-376, part 1, chapter 18): python-calamine turns errors into blanks, and
a forged count or a cell in the last row of the sheet makes it abort the whole process.
"""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from xml.parsers import expat

from core.readers.blocks import MOST_CELLS, TooMany
from core.readers.cellvalues import EPOCH, EPOCH_1904, Look, figure_text, look, unescape
from core.readers.refusals import refuse
from core.readers.zipguard import Parts

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

Attributes = dict[str, str]
Spot = tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """One worksheet: the text of every cell that has some, by row and column from 1; merged ranges, first to last."""

    name: str
    hidden: bool = False
    cells: dict[Spot, str] = field(default_factory=dict)
    merges: dict[Spot, Spot] = field(default_factory=dict)
    uncalculated: int = 0


def sheets(data: bytes, path: Path) -> list[Sheet]:
    """Return all worksheets in the order of their tabs, hidden ones too; Unreadable or TooMany when they cannot be."""
    parts = Parts(data, path)
    try:
        return _read(parts)
    except (expat.ExpatError, ValueError, LookupError, ArithmeticError) as error:
        raise refuse("damaged", path, repr(error)) from error


def _read(parts: Parts) -> list[Sheet]:
    book = _Book()
    _parse(parts.read("xl/workbook.xml"), book)
    targets = _Relations()
    _parse(parts.read("xl/_rels/workbook.xml.rels"), targets)
    values = _values(parts, book)
    found = []
    room = MOST_CELLS
    for name, relation, hidden in book.sheets:
        target = targets.worksheets.get(relation)
        if target is None:
            continue
        reader = _SheetReader(Sheet(name, hidden), values, room)
        _parse(parts.read(target), reader)
        room -= len(reader.sheet.cells)
        found.append(reader.sheet)
    return found


class _Handler:
    """What to do at the elements of one kind of part; names come without their prefixes."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text stands here."""


def _parse(data: bytes, handler: _Handler) -> None:
    """Run through one part; a document type, which no workbook has, is refused and with it every entity trick."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: handler.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.Parse(data, True)


def _no_doctype(*_: object) -> None:
    raise ValueError("document type declaration")


class _Book(_Handler):
    """The list of sheets, and from when days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.epoch = EPOCH

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self.epoch = EPOCH_1904
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), relation, hidden))


class _Relations(_Handler):
    """Where each part stands."""

    def __init__(self) -> None:
        self.worksheets: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = posixpath.normpath(posixpath.join("/xl", attributes["Target"]))
            self.worksheets[attributes["Id"]] = target


class _Strings(_Handler):
    """The shared texts, their runs joined, without the phonetic guides."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._reading = self._guide = False

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._guide = True
        elif name == "t":
            self._reading = not self._guide

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append(unescape("".join(self._pieces)))
        elif name == "rPh":
            self._guide = False
        elif name == "t":
            self._reading = False

    def text(self, text: str) -> None:
        if self._reading:
            self._pieces.append(text)


class _Styles(_Handler):
    """Which cell styles show a number as a date or in percent."""

    def __init__(self) -> None:
        self.formats: list[int] = []
        self._codes: dict[int, str] = {}
        self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self._codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.formats.append(int(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def looks(self) -> list[Look]:
        """How each style shows a number."""
        return [look(number, self._codes.get(number, "")) for number in self.formats]


@dataclass(frozen=True, slots=True)
class _Values:
    """What the cells of all sheets refer to."""

    strings: Sequence[str]
    looks: Sequence[Look]
    epoch: datetime

    def text(self, kind: str, raw: str, style: int) -> str:
        """The text of a cell of type `kind` (the attribute “t”)."""
        if kind == "s":
            return self.strings[int(raw)]
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind in {"str", "e", "d"}:
            return unescape(raw)
        return figure_text(raw, self.looks[style] if style < len(self.looks) else Look.PLAIN, self.epoch)


def _values(parts: Parts, book: _Book) -> _Values:
    strings, styles = _Strings(), _Styles()
    for name, handler in (("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)):
        if name in parts:
            _parse(parts.read(name), handler)
    return _Values(strings.texts, styles.looks(), book.epoch)


class _SheetReader(_Handler):
    """One worksheet; rows and cells may leave out where they stand, then they follow on one another."""

    def __init__(self, sheet: Sheet, values: _Values, room: int) -> None:
        self.sheet = sheet
        self._values = values
        self._room = room
        self._row = self._column = 0
        self._kind = ""
        self._style = 0
        self._pieces: dict[str, list[str]] = {"v": [], "f": [], "t": []}
        self._open: list[str] | None = None
        self._guide = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "rPh":
            self._guide = True
        elif name in self._pieces and not self._guide:
            self._open = self._pieces[name]
        elif name == "mergeCell":
            first, last = _range(attributes["ref"])
            self.sheet.merges[first] = last

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "rPh":
            self._guide = False
        elif name in self._pieces:
            self._open = None

    def text(self, text: str) -> None:
        if self._open is not None:
            self._open.append(text)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._row, self._column = _position(reference) if reference else (max(self._row, 1), self._column + 1)
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._open = None
        for pieces in self._pieces.values():
            pieces.clear()

    def _end_cell(self) -> None:
        text = self._cell_text()
        if not text:
            return
        self.sheet.cells[self._row, self._column] = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(self.sheet.cells) > self._room:
            raise TooMany(self.sheet.name)

    def _cell_text(self) -> str:
        raw, formula, inline = ("".join(self._pieces[name]) for name in "vft")
        if self._kind == "inlineStr":
            return unescape(inline)
        if raw:
            return self._values.text(self._kind, raw, self._style)
        if formula and self._kind != "str":
            self.sheet.uncalculated += 1
            return f"={formula}"
        return ""


def _position(reference: str) -> Spot:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"cell {reference!r}")
    row, column = int(match[2]), 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    if not (1 <= row <= _LAST_ROW and column <= _LAST_COLUMN):
        raise ValueError(f"cell {reference!r}")
    return row, column


def _range(reference: str) -> tuple[Spot, Spot]:
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = _position(first), _position(last or first)
    return (min(top, bottom), min(left, right)), (max(top, bottom), max(left, right))
