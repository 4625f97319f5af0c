"""The sheets of an .xlsx file as text: figures exact, dates as ISO text, errors and formulas without a result verbatim.

Read with expat from the parts themselves (ECMA-376, part 1, chapter 18; strict files alike): python-calamine turns errors
into blanks, and a forged count or a cell in the last row of the sheet makes it abort the whole process.
"""

import posixpath
from dataclasses import dataclass
from pathlib import Path

from core.readers.blocks import TooMany
from core.readers.refusals import refuse
from core.readers.workbooks.cellvalues import EPOCH, EPOCH_1904, Look, look, tidy, unescape
from core.readers.workbooks.references import Spot
from core.readers.workbooks.sheets import Room, Sheet
from core.readers.workbooks.worksheet import SheetReader, Values
from core.readers.xmlparts import FAILURES, Attributes, Handler, parse
from core.readers.zipguard import Parts

_BOOK = "/xl/workbook.xml"
_MOST_STRINGS = 1_000_000
_SHEETS = frozenset(["worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"])


def sheets(data: bytes, path: Path) -> list[Sheet]:
    """Return all worksheets in the order of their tabs, hidden ones too; Unreadable or TooMany when they cannot be."""
    parts = Parts(data, path)
    try:
        return _read(parts)
    except FAILURES as error:
        raise refuse("damaged", path, repr(error)) from error


def _read(parts: Parts) -> list[Sheet]:
    name = _book_name(parts)
    book = _Book()
    parse(parts.read(name), book)
    related = _relations(parts, name, needed=True)
    values = _values(parts, book, related)
    found: list[Sheet] = []
    seen: set[str] = set()
    room, drawings = Room(), _Drawings(parts)
    for title, relation, hidden in book.sheets:
        link = related.get(relation)
        if link is None or link.kind not in _SHEETS:
            raise ValueError(f"sheet {title!r} is nowhere")
        if link.kind == "worksheet" and link.target not in seen:
            seen.add(link.target)
            reader = SheetReader(Sheet(title, hidden), values, room)
            parse(parts.read(link.target), reader)
            reader.sheet.pictures += drawings.of(link.target)
            found.append(reader.sheet)
    return found


@dataclass(frozen=True, slots=True)
class _Link:
    """A relation of a part to another: its kind, such as “worksheet”, and the name of the other part."""

    kind: str
    target: str


class _Relations(Handler):
    """The relations of one part by their names (ECMA-376, part 2, 9.3)."""

    def __init__(self, source: str) -> None:
        self.links: dict[str, _Link] = {}
        self._folder = posixpath.dirname(source)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(self._folder, attributes["Target"].replace("\\", "/")))
            self.links[attributes["Id"]] = _Link(attributes.get("Type", "").rpartition("/")[2], target)


def _relations(parts: Parts, source: str, *, needed: bool = False) -> dict[str, _Link]:
    """The relations of a part; none when it has no list of them and that is not `needed`."""
    folder, name = posixpath.split(source)
    listed = f"{folder.rstrip('/')}/_rels/{name}.rels"
    relations = _Relations(source)
    if needed or listed in parts:
        parse(parts.read(listed), relations)
    return relations.links


def _book_name(parts: Parts) -> str:
    """The name of the part that lists the sheets; some programs give it another than Excel."""
    named = [link.target for link in _relations(parts, "/").values() if link.kind == "officeDocument"]
    return next((name for name in named if name in parts), _BOOK)


class _Book(Handler):
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


class _Strings(Handler):
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
            self.texts.append(tidy(unescape("".join(self._pieces))))
            if len(self.texts) > _MOST_STRINGS:
                raise TooMany("strings")
        elif name == "rPh":
            self._guide = False
        elif name == "t":
            self._reading = False

    def text(self, text: str) -> None:
        if self._reading:
            self._pieces.append(text)


class _Styles(Handler):
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
        kinds = {number: look(number, self._codes.get(number, "")) for number in set(self.formats)}
        return [kinds[number] for number in self.formats]


def _values(parts: Parts, book: _Book, related: dict[str, _Link]) -> Values:
    """What the cells refer to, from the parts that the workbook names, or else those of the usual names."""
    strings, styles = _Strings(), _Styles()
    named = {link.kind: link.target for link in related.values()}
    for kind, handler in (("sharedStrings", strings), ("styles", styles)):
        name = named.get(kind, f"/xl/{kind}.xml")
        if name in parts:
            parse(parts.read(name), handler)
    return Values(strings.texts, styles.looks(), book.epoch)


class _Drawing(Handler):
    """The pictures of one drawing, each by the cell under its upper left corner (ECMA-376, part 1, 20.5)."""

    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self._row = self._column = 1
        self._fallback = 0
        self._inside = ""
        self._name = ""

    def start(self, name: str, _attributes: Attributes) -> None:
        self._name = name
        self._fallback += name == "Fallback"
        if name in {"from", "to"}:
            self._inside = name
        elif name.endswith("Anchor"):
            self._row = self._column = 1
        elif name == "pic" and not self._fallback:
            self.spots.append((self._row, self._column))

    def end(self, name: str) -> None:
        self._name = ""
        self._fallback -= name == "Fallback"
        self._inside = "" if name == self._inside else self._inside

    def text(self, text: str) -> None:
        if self._inside == "from" and self._name == "row":
            self._row = int(text) + 1
        elif self._inside == "from" and self._name == "col":
            self._column = int(text) + 1


class _Drawings:
    """The drawings of a workbook, each read once."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._seen: set[str] = set()

    def of(self, sheet: str) -> list[Spot]:
        """Where the pictures of a sheet stand, in reading order."""
        found = _Drawing()
        for link in _relations(self._parts, sheet).values():
            if link.kind == "drawing" and link.target in self._parts and link.target not in self._seen:
                self._seen.add(link.target)
                parse(self._parts.read(link.target), found)
        return sorted(found.spots)
