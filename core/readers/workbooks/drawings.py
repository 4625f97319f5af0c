"""Where the pictures of an .xlsx file lie on its sheets."""

from core.readers.workbooks.references import Spot
from core.readers.workbooks.relations import relations
from core.readers.xmlparts import Attributes, Handler, parse
from core.readers.zipguard import Parts


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


class Drawings:
    """The drawings of a workbook, each read once."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._seen: set[str] = set()

    def of(self, sheet: str) -> list[Spot]:
        """Where the pictures of a sheet stand, in reading order."""
        found = _Drawing()
        for link in relations(self._parts, sheet).values():
            if link.kind == "drawing" and link.target in self._parts and link.target not in self._seen:
                self._seen.add(link.target)
                parse(self._parts.read(link.target), found)
        return sorted(found.spots)
