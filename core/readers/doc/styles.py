"""Styles of a Word binary document: the properties that a paragraph or a run has from its style ([MS-DOC] 2.9.271, STSH)."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.readers.doc.fib import Binary, Part
from core.readers.doc.sprms import sprms

Properties = Mapping[int, bytes]
"""Operands by code, the last one of each."""
_PARAGRAPH, _CHARACTER = 1, 2
_NONE = 0x0FFF
_DEEPEST = 20
_MOST_BYTES = 8_000_000
_NOTHING: Properties = {}


@dataclass(frozen=True, slots=True)
class _Style:
    """What one style says by itself, and the style that it goes back to."""

    base: int
    paragraph: Properties
    character: Properties


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles, by their number."""

    styles: tuple[_Style | None, ...] = ()
    _known: dict[tuple[int, bool], Properties] = field(default_factory=dict)

    def paragraph(self, number: int) -> Properties:
        """What a paragraph of this style has, unless it says otherwise."""
        return self._resolved(number, of_paragraph=True)

    def character(self, number: int) -> Properties:
        """What a run of this style has, unless it says otherwise."""
        return self._resolved(number, of_paragraph=False)

    def _resolved(self, number: int, *, of_paragraph: bool) -> Properties:
        known = self._known.get((number, of_paragraph))
        if known is None:
            known = self._collected(number, of_paragraph)
            self._known[number, of_paragraph] = known
        return known

    def _collected(self, number: int, of_paragraph: bool) -> Properties:
        """The properties of a style over those of the styles it goes back to, never in a circle."""
        found: dict[int, bytes] = {}
        for _ in range(_DEEPEST):
            style = self.styles[number] if number < len(self.styles) else None
            if style is None:
                break
            found = {**(style.paragraph if of_paragraph else style.character), **found}
            number = style.base
        return found


def styles(binary: Binary) -> Styles:
    """Read the style sheet; none in old documents, where no style matters here, nor in one that is cut off."""
    sheet = binary.part(Part.STYLES)[:_MOST_BYTES]
    if binary.old or len(sheet) < 6:
        return Styles()
    head, count, size = struct.unpack_from("<HHH", sheet)
    found: list[_Style | None] = []
    at = 2 + head
    while len(found) < count and at + 2 <= len(sheet):
        length = struct.unpack_from("<H", sheet, at)[0]
        found.append(_style(sheet[at + 2 : at + 2 + length], size))
        at += 2 + length
    return Styles(tuple(found))


def _style(raw: bytes, size: int) -> _Style | None:
    """One style: a head of `size` bytes, its name, then its lists of properties, each on an even place."""
    if len(raw) < size + 2 or size < 8:
        return None
    kind, links = struct.unpack_from("<HH", raw, 2)
    lists = _lists(raw, size + 2 + 2 * struct.unpack_from("<H", raw, size)[0] + 2, links & 0xF)
    match kind & 0xF, lists:
        case 1, [paragraph, *rest]:
            return _Style(kind >> 4, _last(paragraph[2:]), _last(rest[0]) if rest else _NOTHING)
        case 2, [character, *_]:
            return _Style(kind >> 4, _NOTHING, _last(character))
    return _Style(kind >> 4, _NOTHING, _NOTHING)


def _lists(raw: bytes, at: int, count: int) -> list[bytes]:
    found: list[bytes] = []
    while len(found) < count and at + 2 <= len(raw):
        length = struct.unpack_from("<H", raw, at)[0]
        found.append(raw[at + 2 : at + 2 + length])
        at += 2 + length + length % 2
    return found


def _last(properties: bytes) -> Properties:
    return {sprm.code: sprm.operand for sprm in sprms(properties)}
