"""What the cells of an .xlsx file refer to: texts that are kept once, and which styles show a number as a date."""

from datetime import datetime

from core.readers.blocks import TooMany
from core.readers.footnotes import mark
from core.readers.workbooks.cellvalues import Look, look, tidy, unescape
from core.readers.workbooks.relations import Link
from core.readers.workbooks.worksheet import Values
from core.readers.xmlparts import Attributes, Handler, parse
from core.readers.zipguard import Parts

_MOST_STRINGS = 1_000_000


class _Strings(Handler):
    """The shared texts, their runs joined, without the phonetic guides."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._reading = self._guide = self._raised = False
        self._run = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._pieces = []
            self._raised = False
        elif name == "r":
            self._raised = False
        elif name == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif name == "rPh":
            self._guide = True
        elif name == "t":
            self._reading = not self._guide
            self._run = len(self._pieces)

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append(tidy(unescape("".join(self._pieces))))
            if len(self.texts) > _MOST_STRINGS:
                raise TooMany("strings")
        elif name == "rPh":
            self._guide = False
        elif name == "t":
            if self._raised and self._reading:
                mark(self._pieces, self._run)
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


def shared_values(parts: Parts, epoch: datetime, related: dict[str, Link]) -> Values:
    """What the cells refer to, from the parts that the workbook names, or else those of the usual names."""
    strings, styles = _Strings(), _Styles()
    named = {link.kind: link.target for link in related.values()}
    for kind, handler in (("sharedStrings", strings), ("styles", styles)):
        name = named.get(kind, f"/xl/{kind}.xml")
        if name in parts:
            parse(parts.read(name), handler)
    return Values(strings.texts, styles.looks(), epoch)
