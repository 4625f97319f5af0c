"""The numbers that Word puts before paragraphs of a .doc file, counted as Word counts them ([MS-DOC] 2.4.6.3)."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from core.readers.doc.fib import Binary, Damaged, Part
from core.readers.doc.fonts import fonts
from core.readers.doc.sprms import FONT, sprms
from core.readers.word.counting import BULLET, BY_CODE
from core.readers.word.levels import LEVELS, Counts, Level, advance, no_counts, shown
from core.readers.word.symbols import symbol

_MOST, _LONGEST = 20_000, 64
_SUFFIXES = {1: " ", 2: ""}
_LIST, _LEVEL, _USE = 28, 28, 16
"""Bytes of the head of a list, of the fixed part of a level, and of a use."""
_LEGAL, _NO_RESTART = 0x04, 0x08
_STARTS, _CHANGED = 0x10, 0x20


@dataclass(slots=True)
class _List:
    """A list as defined; all its uses share its counts, None where nothing was counted yet."""

    levels: list[Level]
    counts: Counts = field(default_factory=no_counts)


@dataclass(slots=True)
class _Use:
    """A list as paragraphs use it: what it changes, and the levels that begin anew where they are used first."""

    number: int
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


class Lists:
    """All lists of a document; they count as its paragraphs are read in order."""

    def __init__(self, binary: Binary) -> None:
        names = fonts(binary)
        self._lists = _lists(binary, names)
        self._uses = list(_uses(binary.part(Part.LIST_USES), names))

    def next(self, use: int, level: int) -> str:
        """Count one more paragraph; return its number with what divides it from the text, or "" without a list."""
        if not 0 < use <= len(self._uses):
            return ""
        used = self._uses[use - 1]
        found = self._lists.get(used.number)
        if found is None:
            return ""
        levels = [_changed(used, each, found.levels) for each in range(LEVELS)]
        if level in used.starts and level not in used.begun:
            found.counts[level] = None
        used.begun.add(level)
        advance(found.counts, levels, level)
        return _shown(found.counts, levels, level)


def _changed(used: _Use, number: int, levels: list[Level]) -> Level:
    own = used.levels.get(number) or (levels[number] if number < len(levels) else Level())
    start = used.starts.get(number)
    return own if start is None else replace(own, start=start)


def _shown(counts: Counts, levels: list[Level], index: int) -> str:
    """The number as printed; in its text the characters 0 to 8 stand for the counts of the levels."""
    own = levels[index]
    pieces = (shown(counts, levels, ord(sign), index) if ord(sign) < LEVELS else sign for sign in own.text)
    text = "".join(pieces)
    return text + own.suffix if text.strip() else ""


def _lists(binary: Binary, names: tuple[str, ...]) -> Mapping[int, _List]:
    """The lists by their numbers: all their heads, and behind the table the levels of each ([MS-DOC] 2.9.182, PlfLst)."""
    start, size = binary.place(Part.LISTS)
    table = binary.table
    if len(binary.part(Part.LISTS)) < 2:
        return {}
    count = struct.unpack_from("<h", table, start)[0]
    at = start + size
    found: dict[int, _List] = {}
    for number in range(max(count, 0)):
        key, flags = struct.unpack_from("<I22xB", table, start + 2 + _LIST * number)
        levels: list[Level] = []
        for _ in range(1 if flags & 1 else LEVELS):
            level, at = _level(table, at, names)
            levels.append(level)
        found[key] = _List(levels)
    return found


def _level(table: bytes, at: int, names: tuple[str, ...]) -> tuple[Level, int]:
    """One level, and where the next one begins ([MS-DOC] 2.9.149, LVL)."""
    start, code, flags, follow, characters, paragraphs, limit = struct.unpack_from("<iBB9xB8xBBBx", table, at)
    at += _LEVEL + characters + paragraphs
    length = struct.unpack_from("<H", table, at)[0]
    text = table[at + 2 : at + 2 + 2 * min(length, _LONGEST)].decode("utf-16-le", "replace")
    form = BY_CODE.get(code, "decimal")
    if form == BULLET:
        font = _font(table[at - characters : at], names)
        text = "".join(symbol(character, font) for character in text)
    restart = (limit if limit < LEVELS else 0) if flags & _NO_RESTART else None
    return Level(start, form, text, _SUFFIXES.get(follow, "\t"), restart, bool(flags & _LEGAL)), at + 2 + 2 * length


def _font(properties: bytes, names: tuple[str, ...]) -> str:
    """The font of a bullet; most are of Wingdings."""
    number = next((sprm.number for sprm in sprms(properties) if sprm.code == FONT), len(names))
    return names[number] if number < len(names) else "wingdings"


def _uses(table: bytes, names: tuple[str, ...]) -> Iterator[_Use]:
    """The uses of lists, in the order in which paragraphs count them ([MS-DOC] 2.9.184, PlfLfo)."""
    if len(table) < 4:
        return
    count = struct.unpack_from("<I", table)[0]
    if count > _MOST:
        raise Damaged(f"{count} uses of lists")
    at = 4 + _USE * count
    for number in range(count):
        key, changes = struct.unpack_from("<I8xB", table, 4 + _USE * number)
        use = _Use(key)
        at += 4
        for _ in range(changes if at + 8 <= len(table) else 0):
            at = _change(use, table, at, names)
        yield use


def _change(use: _Use, table: bytes, at: int, names: tuple[str, ...]) -> int:
    """One level that a use changes: where it starts, or all of it ([MS-DOC] 2.9.137, LFOLVL)."""
    start, flags = struct.unpack_from("<iI", table, at)
    at += 8
    level = flags & 0xF
    if flags & _CHANGED:
        use.levels[level], at = _level(table, at, names)
        if flags & _STARTS:
            use.starts[level] = use.levels[level].start
    elif flags & _STARTS:
        use.starts[level] = start
    return at
