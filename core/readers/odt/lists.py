"""The numbers that a list of an OpenDocument text puts before its paragraphs, counted as LibreOffice counts them."""

from dataclasses import dataclass, field

from core.readers.odt.styles import Styles
from core.readers.word.levels import LEVELS, Counts, advance, no_counts, printed
from core.readers.word.xml import number, value
from core.readers.xmlparts import Attributes


@dataclass(slots=True)
class _List:
    """A list with its counts, which another one may go on with; `style` is that of its outermost level."""

    style: str
    counts: Counts = field(default_factory=no_counts)


@dataclass(slots=True)
class Nest:
    """The lists that are open in one stream of text, the innermost last, and what is due of the item at hand."""

    whole: _List | None = None
    styles: list[str] = field(default_factory=list)
    due: bool = False
    start: int | None = None
    override: str = ""


class Lists:
    """All lists of a document; each stream of text has its own Nest."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[str, _List] = {}
        self._last: _List | None = None
        self._headings = no_counts()

    def open(self, nest: Nest, attributes: Attributes) -> None:
        """Begin a list (OpenDocument 1.3, part 3, 5.3.2); one inside another is its next level."""
        style = value(attributes, "style-name") or (nest.styles[-1] if nest.styles else "")
        if not nest.styles:
            nest.whole = self._begun(style, attributes)
            self._last = nest.whole
        nest.styles.append(style)
        identity = value(attributes, "id")
        if identity and nest.whole:
            self._known[identity] = nest.whole

    def close(self, nest: Nest) -> None:
        nest.styles.pop()
        nest.due = False

    def item(self, nest: Nest, attributes: Attributes) -> None:
        """Begin an item: its first paragraph has the number."""
        nest.due = True
        nest.start = number(attributes, "start-value") if value(attributes, "start-value") is not None else None
        nest.override = value(attributes, "style-override") or ""

    def number(self, nest: Nest) -> str:
        """The number of a paragraph in an item, with what divides it from the text; "" where none is due."""
        if not nest.due or nest.whole is None:
            return ""
        nest.due = False
        index = min(len(nest.styles), LEVELS) - 1
        return self._counted(nest.whole.counts, nest.override or nest.styles[-1], index, nest.start)

    def of_heading(self, level: int) -> str:
        """The number of a heading that stands in no list, if headings of its level, from 1, are numbered."""
        levels = self._styles.outline()
        index = min(max(level, 1), LEVELS) - 1
        advance(self._headings, levels, index)
        return printed(self._headings, levels, index)

    def _begun(self, style: str, attributes: Attributes) -> _List:
        """The list that this one goes on with, if there is one, else a new one."""
        continued = self._known.get(value(attributes, "continue-list") or "")
        if continued is None and value(attributes, "continue-numbering") == "true" and self._last and self._last.style == style:
            continued = self._last
        return _List(style, continued.counts) if continued else _List(style)

    def _counted(self, counts: Counts, style: str, index: int, start: int | None) -> str:
        levels = self._styles.levels(style)
        if start is not None:
            counts[index] = start - 1
        advance(counts, levels, index)
        return printed(counts, levels, index)
