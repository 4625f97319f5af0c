"""The styles of a Word document, as far as text depends on them: which list numbers a paragraph, and what is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.readers.docx.numbering import named
from core.readers.word.xml import Gathering, is_on, value
from core.readers.xmlparts import Attributes

_LONGEST_CHAIN = 40


@dataclass(frozen=True, slots=True)
class Style:
    """One style as written, without what it takes over from the style `based_on`; None means it says nothing."""

    based_on: str | None = None
    list_id: str | None = None
    level: int | None = None
    hidden: bool | None = None


class Styles(Gathering):
    """All styles by their ids, filled by running through styles.xml (ECMA-376, part 1, 17.7)."""

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[str, Style] = {}
        self._default = ""
        self.any_hidden = False
        self._attributes: Attributes = {}

    def begin(self, name: str, attributes: Attributes) -> bool:
        if name == "w:style":
            self._attributes = attributes
            self.gatherer.open(self._add)
        return name not in {"w:body", "w:lists", "w:latentStyles", "w:docDefaults"}

    def numbering(self, style: str | None) -> tuple[str | None, int | None, str]:
        """The list and the level that a paragraph has from its style, and the style that names the list."""
        level = None
        for key, one in self._chain(style or self._default):
            level = one.level if level is None else level
            if one.list_id is not None:
                return one.list_id, level, key
        return None, level, ""

    def hides(self, paragraph: str | None, run: str | None) -> bool:
        """Whether text is hidden by the style of its run, or else by that of its paragraph."""
        for style in (run, paragraph or self._default):
            hidden = next((one.hidden for _, one in self._chain(style) if one.hidden is not None), None)
            if hidden is not None:
                return hidden
        return False

    def _chain(self, style: str | None) -> Iterator[tuple[str, Style]]:
        """A style and those it is based on, no farther than any chain goes, for it may be a circle."""
        for _ in range(_LONGEST_CHAIN):
            if style is None or style not in self._styles:
                return
            yield style, self._styles[style]
            style = self._styles[style].based_on

    def _add(self, found: dict[str, Attributes]) -> None:
        key = value(self._attributes, "styleId") or ""
        self._styles[key] = Style(value(found.get("basedOn", {})), *named(found, "pPr/"), is_on(found, "rPr/vanish"))
        self.any_hidden |= bool(self._styles[key].hidden)
        if value(self._attributes, "type") == "paragraph" and value(self._attributes, "default") in {"1", "true", "on"}:
            self._default = key
