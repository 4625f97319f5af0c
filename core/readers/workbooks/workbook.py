"""The sheets of an .xlsx file as text: figures exact, dates as ISO text, errors and formulas without a result verbatim.

Read with expat from the parts themselves (ECMA-376, part 1, chapter 18; strict files alike): python-calamine turns errors
into blanks, and a forged count or a cell in the last row of the sheet makes it abort the whole process.
"""

from pathlib import Path

from core.readers.refusals import refuse
from core.readers.workbooks.cellvalues import EPOCH, EPOCH_1904
from core.readers.workbooks.drawings import Drawings
from core.readers.workbooks.relations import relations
from core.readers.workbooks.shared import shared_values
from core.readers.workbooks.sheets import Room, Sheet
from core.readers.workbooks.worksheet import SheetReader
from core.readers.xmlparts import FAILURES, Attributes, Handler, parse
from core.readers.zipguard import Parts

_BOOK = "/xl/workbook.xml"
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
    related = relations(parts, name, needed=True)
    values = shared_values(parts, book.epoch, related)
    found: list[Sheet] = []
    seen: set[str] = set()
    room, drawings = Room(), Drawings(parts)
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


def _book_name(parts: Parts) -> str:
    """The name of the part that lists the sheets; some programs give it another than Excel."""
    named = [link.target for link in relations(parts, "/").values() if link.kind == "officeDocument"]
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
