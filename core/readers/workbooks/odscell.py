"""One cell of an OpenDocument spreadsheet: its value as the clerk sees it, or its lines of text."""

import re

from core.readers.workbooks.cellvalues import EPOCH, Look, figure_text, iso_text
from core.readers.xmlparts import Attributes, plain

_SIGNS = {"tab": "\t", "line-break": "\n"}
_BLANKS = re.compile("[ \t\r\n]+")
_ERROR = re.compile(r"Err:\d+|#[A-Z/0-9]+[!?]?|#N/A")
_CLOCK = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_MOST_BLANKS = 1_000


class OpenCell:
    """Collects the paragraphs of one cell (OpenDocument 1.3, part 3, 9.1.4), and says what the cell shows."""

    def __init__(self, attributes: Attributes) -> None:
        own = {name: value for name, value in attributes.items() if not name.startswith("calcext:")}
        self.attributes = plain(own)
        self._failed = attributes.get("calcext:value-type") == "error"
        self._paragraphs: list[str] = []
        self._pieces: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        """An element inside the cell begins."""
        if name in {"p", "h"}:
            self._pieces = []
        elif self._pieces is not None and name == "s":
            self._pieces.append(" " * min(int(plain(attributes).get("c", "1")), _MOST_BLANKS))
        elif self._pieces is not None and name in _SIGNS:
            self._pieces.append(_SIGNS[name])

    def end(self, name: str) -> None:
        """An element inside the cell ends."""
        if name in {"p", "h"} and self._pieces is not None:
            self._paragraphs.append("".join(self._pieces))
            self._pieces = None

    def text(self, text: str) -> None:
        """Text stands here; a run of blanks counts as one."""
        if self._pieces is not None:
            self._pieces.append(_BLANKS.sub(" ", text))

    @property
    def is_words(self) -> bool:
        """Whether what the cell holds is text."""
        return self._kind == "string" and not self._failed

    @property
    def uncalculated(self) -> bool:
        """Whether a formula in it has no result."""
        return not self._kind and not self._lines

    @property
    def shown(self) -> str:
        """The value in full, whatever its format shows of it; errors and text by their words."""
        kind, value = self._kind, self.attributes.get("value", "")
        if self._failed or _ERROR.fullmatch(self._lines):
            return self._lines
        if kind in {"float", "currency", "percentage"} and value:
            return figure_text(value, Look.PERCENT if kind == "percentage" else Look.PLAIN, EPOCH)
        if kind == "date" and "date-value" in self.attributes:
            return iso_text(self.attributes["date-value"])
        if kind == "time" and (clock := _CLOCK.fullmatch(self.attributes.get("time-value", ""))):
            return ":".join(part.zfill(2) for part in clock.groups())
        if kind == "boolean" and "boolean-value" in self.attributes:
            return self.attributes["boolean-value"].upper()
        return self._lines or self.attributes.get("string-value", "")

    @property
    def _kind(self) -> str:
        return self.attributes.get("value-type", "")

    @property
    def _lines(self) -> str:
        return "\n".join(self._paragraphs)
