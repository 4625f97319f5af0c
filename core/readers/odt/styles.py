"""The styles of an OpenDocument text, as far as what is shown depends on them: hidden text, and the numbers of lists."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.readers.word.counting import BULLET
from core.readers.word.levels import LEVELS, Level
from core.readers.word.xml import Handler, number, value
from core.readers.xmlparts import Attributes

_LONGEST_CHAIN = 40
_LEFT_OUT = frozenset(
    ["office:body", "office:master-styles", "office:meta", "office:settings", "office:scripts", "office:font-face-decls"]
)
_LISTS = frozenset(["text:list-style", "text:outline-style"])
_OUTLINE = "text:outline-style"
_LEVELS = {
    "text:list-level-style-number": "decimal",
    "text:outline-level-style": "decimal",
    "text:list-level-style-bullet": BULLET,
    "text:list-level-style-image": BULLET,
}
_FOLLOWED = {"nothing": "", "space": " "}
_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "01": "decimalZero",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional", "子": "ideographZodiac",
    "①": "decimalEnclosedCircle", "１": "decimalFullWidth", "": "none",
}  # fmt: skip
"""How a number is written, by the first that style:num-format lists: “一, 二, 三, ...”."""


@dataclass(frozen=True, slots=True)
class _Style:
    """One style as written; None means that it says nothing, "" that there is no list."""

    based_on: str | None
    list_style: str | None
    hidden: bool | None = None


class Styles(Handler):
    """All styles, filled by running through the parts (OpenDocument 1.3, part 3, chapter 16)."""

    def __init__(self) -> None:
        self.any_hidden = False
        self._styles: dict[tuple[str, str], _Style] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._style = ("", "")
        self._levels: dict[int, Level] = {}
        self._level = 0

    def start(self, name: str, attributes: Attributes) -> bool:
        if name == "style:style":
            self._style = value(attributes, "family") or "", value(attributes, "name") or ""
            based_on, listed = value(attributes, "parent-style-name"), value(attributes, "list-style-name")
            self._styles[self._style] = _Style(based_on, listed)
        elif name == "style:text-properties":
            self._hide(value(attributes, "display"))
        elif name in _LISTS:
            self._levels = {}
            self._lists[_OUTLINE if name == _OUTLINE else value(attributes, "name") or ""] = self._levels
        elif name in _LEVELS:
            self._level = min(max(number(attributes, "level", 1), 1), LEVELS) - 1
            self._levels[self._level] = _level(name, self._level, attributes)
        elif name == "style:list-level-label-alignment" and self._level in self._levels:
            suffix = _FOLLOWED.get(value(attributes, "label-followed-by") or "", "\t")
            self._levels[self._level] = replace(self._levels[self._level], suffix=suffix)
        return name not in _LEFT_OUT

    def end(self, name: str) -> None:
        if name == "style:style":
            self._style = ("", "")
        elif name in _LISTS:
            self._levels = {}

    def hides(self, family: str, style: str | None) -> bool:
        """Whether a style of a family, “text” or “paragraph”, hides what has it."""
        if not self.any_hidden:
            return False
        return next((one.hidden for one in self._chain(family, style) if one.hidden is not None), False)

    def is_out_of_lists(self, style: str | None) -> bool:
        """Whether a paragraph style says that its paragraphs have no number."""
        return next((one.list_style for one in self._chain("paragraph", style) if one.list_style is not None), None) == ""

    def levels(self, list_style: str) -> list[Level]:
        """The levels of a list style; one that is not known shows no numbers."""
        known = self._lists.get(list_style, {})
        return [known.get(index, Level()) for index in range(LEVELS)]

    def outline(self) -> list[Level]:
        """The levels that headings are numbered with."""
        return self.levels(_OUTLINE)

    def _hide(self, display: str | None) -> None:
        if display is not None and self._style in self._styles:
            self._styles[self._style] = replace(self._styles[self._style], hidden=display == "none")
            self.any_hidden |= display == "none"

    def _chain(self, family: str, style: str | None) -> Iterator[_Style]:
        """A style and those it is based on, no farther than any chain goes, for it may be a circle."""
        for _ in range(_LONGEST_CHAIN):
            found = self._styles.get((family, style or ""))
            if found is None:
                return
            yield found
            style = found.based_on


def _level(name: str, index: int, attributes: Attributes) -> Level:
    """One level (OpenDocument 1.3, part 3, 16.33): “第” and “章” around the counts of one level or several."""
    form = _LEVELS[name]
    if form == BULLET:
        return Level(form=BULLET, text=value(attributes, "bullet-char") or "•")
    form = _FORMS.get((value(attributes, "num-format") or "").partition(",")[0].strip(), "decimal")
    if form == "none":
        text = ""
    elif (whole := value(attributes, "num-list-format")) is not None:
        text = _with_places(whole)
    else:
        shown = min(max(number(attributes, "display-levels", 1), 1), index + 1)
        text = ".".join(f"%{place}" for place in range(index + 2 - shown, index + 2))
        text = f"{value(attributes, 'num-prefix') or ''}{text}{value(attributes, 'num-suffix') or ''}"
    return Level(number(attributes, "start-value", 1), form, text)


def _with_places(whole: str) -> str:
    """The whole text of a number, as LibreOffice writes it since version 7: %1% for the count of the first level."""
    for place in range(1, LEVELS + 1):
        whole = whole.replace(f"%{place}%", f"%{place}")
    return whole
