"""The numbers that Word puts before paragraphs, 一、（一）1. and so on, counted as Word counts them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from core.readers.word.counting import BULLET, BY_CODE
from core.readers.word.levels import LEVELS, Counts, Level, advance, no_counts, printed
from core.readers.word.symbols import symbol
from core.readers.word.xml import Gathering, is_on, number, value
from core.readers.xmlparts import Attributes

_SUFFIXES = {"nothing": "", "space": " "}
_NO_LIST = frozenset([None, "", "0"])


@dataclass(slots=True)
class _Abstract:
    """A list as defined; its counts are shared by all numberings that use it, and None where nothing was counted yet."""

    levels: dict[int, Level] = field(default_factory=dict)
    link: str | None = None
    counts: Counts = field(default_factory=no_counts)


@dataclass(slots=True)
class _Used:
    """A list as used by paragraphs: its definition, and what it changes; `starts` begin anew where it is used first."""

    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering(Gathering):
    """All lists, filled by running through numbering.xml, or through a document of Word 2003; then they count."""

    def __init__(self, list_of_style: Callable[[str], str | None]) -> None:
        super().__init__()
        self._abstracts: dict[str, _Abstract] = {}
        self._used: dict[str, _Used] = {}
        self._list_of_style = list_of_style
        self._abstract, self._use = _Abstract(), _Used()
        self._override = 0

    def begin(self, name: str, attributes: Attributes) -> bool:
        match name:
            case "w:abstractNum" | "w:listDef":
                self._abstract, self._override = _Abstract(), -1
                self._abstracts[value(attributes, "abstractNumId") or value(attributes, "listDefId") or ""] = self._abstract
            case "w:num" | "w:list":
                self._use = _Used()
                self._used[value(attributes, "numId") or value(attributes, "ilfo") or ""] = self._use
            case "w:lvl":
                index = number(attributes, "ilvl")
                self.gatherer.open(lambda found: self._add_level(index, found))
            case _:
                return self._detail(name, attributes)
        return True

    def _detail(self, name: str, attributes: Attributes) -> bool:
        match name:
            case "w:numStyleLink" | "w:listStyleLink":
                self._abstract.link = value(attributes)
            case "w:abstractNumId" | "w:ilst":
                self._use.abstract = value(attributes) or ""
            case "w:lvlOverride":
                self._override = number(attributes, "ilvl")
            case "w:startOverride":
                self._use.starts[self._override] = number(attributes, default=1)
            case "w:p" | "w:body" | "w:styles":
                return False
            case _:
                pass
        return True

    def _add_level(self, index: int, found: dict[str, Attributes]) -> None:
        levels = self._abstract.levels if self._override < 0 else self._use.levels
        levels[index] = _level(found)

    def next(self, list_id: str | None, level: int | None, style: str) -> str:
        """Count one more paragraph of a list; return its number with what divides it from the text, or "".

        Args:
            list_id: The w:numId of the paragraph or its style.
            level: Its w:ilvl from 0; None to take the level that belongs to `style`.
            style: The style from which the list came.
        """
        used = self._used.get(list_id) if list_id not in _NO_LIST and list_id is not None else None
        abstract = self._definition(used)
        if used is None or abstract is None:
            return ""
        index = min(max(_level_of(abstract, style) if level is None else level, 0), LEVELS - 1)
        levels = [_changed(used, each, abstract.levels.get(each) or Level()) for each in range(LEVELS)]
        if index in used.starts and index not in used.begun:
            abstract.counts[index] = None
        used.begun.add(index)
        advance(abstract.counts, levels, index)
        return printed(abstract.counts, levels, index)

    def _definition(self, used: _Used | None) -> _Abstract | None:
        """The list that a numbering uses, which may be defined with a style of lists."""
        abstract = self._abstracts.get(used.abstract) if used else None
        if abstract and abstract.link and not abstract.levels:
            other = self._used.get(self._list_of_style(abstract.link) or "")
            return self._abstracts.get(other.abstract) if other else None
        return abstract


def named(found: Mapping[str, Attributes], under: str = "") -> tuple[str | None, int | None]:
    """The list and the level that the properties of a paragraph name, each None where they do not; `under` leads to them."""
    lists = found.get(f"{under}numPr/numId", found.get(f"{under}listPr/ilfo"))
    levels = found.get(f"{under}numPr/ilvl", found.get(f"{under}listPr/ilvl"))
    return None if lists is None else value(lists), None if levels is None else number(levels)


def _level(found: dict[str, Attributes]) -> Level:
    """One level (ECMA-376, part 1, 17.9.6)."""
    code = number(found.get("nfc"), default=-1)
    plain = found.get("numFmt") or found.get("AlternateContent/Fallback/numFmt") or {}
    form = value(plain) or BY_CODE.get(code, "decimal")
    font = value(found.get("rPr/rFonts", {}), "ascii") or ""
    text = value(found.get("lvlText", {})) or ""
    return Level(
        number(found.get("start"), default=0),
        form,
        "".join(symbol(character, font) for character in text) if form == BULLET else text,
        _SUFFIXES.get((value(found.get("suff", {})) or "tab").lower(), "\t"),
        number(found["lvlRestart"]) if "lvlRestart" in found else None,
        bool(is_on(found, "isLgl")),
        value(found.get("pStyle", {})),
    )


def _changed(used: _Used, index: int, level: Level) -> Level:
    """A level with what the numbering changes in it."""
    level = used.levels.get(index, level)
    return replace(level, start=used.starts[index]) if index in used.starts else level


def _level_of(abstract: _Abstract, style: str) -> int:
    """The level that belongs to a style, else the first."""
    return next((index for index, level in abstract.levels.items() if level.style == style), 0)
