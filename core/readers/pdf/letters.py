"""The characters of a page with their boxes: doubled ones once, those without a meaning marked, none dropped silently.

PDFium gives a character its place in the space of the page; its size is that of the font times the text matrix
(ISO 32000-1, 9.4.4).
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from core.radicals import PLAIN
from core.readers.pdf.ink import SLANTED, Box, Glyph, Sheet
from core.readers.pdf.turning import View

MOST_LETTERS = 200_000
"""On one page; a page of small type has some 5,000."""
_LOST = "\ufffd"
_HYPHENS = frozenset("\x02\xad\ufffe")
_GENERATED = frozenset(" \r\n\t\0")
_ABOVE, _BELOW = 0.88, 0.12
"""How far a line reaches above and below the base line, in parts of its size: metrics of fonts cannot be trusted."""
_SLANT = 0.12
"""Quarters of a turn that a line may be off, as in a page that was scanned askew."""
_DOUBLED = 0.15
_BUCKET = 4.0


class _Type(NamedTuple):
    """How the characters of one text object are set: size in points, quarters clockwise, whether they are invisible."""

    size: float
    scale: float
    quarters: int
    invisible: bool


def letters(page: "pdfium.FPDF_PAGE", view: View, sheet: Sheet) -> None:
    """Put the characters of an open page on its sheet."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return
    try:
        reader = _Reader(text, view)
        kept, paper = _Once(), Box(-1, -1, sheet.width + 1, sheet.height + 1)
        for glyph in reader.glyphs():
            if not paper.holds(glyph.box.across, glyph.box.down):
                sheet.outside += not glyph.text.isspace()
                continue
            sheet.cut += not paper.holds(glyph.box.left, glyph.box.top) or not paper.holds(glyph.box.right, glyph.box.bottom)
            if kept.is_new(glyph):
                sheet.glyphs.append(glyph)
        sheet.crowded |= reader.count > MOST_LETTERS
    finally:
        pdfium.FPDFText_ClosePage(text)


@dataclass(slots=True)
class _Reader:
    """One text page of PDFium; the buffers that its calls fill are made once."""

    text: "pdfium.FPDF_TEXTPAGE"
    view: View
    count: int = 0

    def glyphs(self) -> Iterator[Glyph]:
        """The characters in the order of the file, without the spaces and line ends that PDFium makes up."""
        self.count = pdfium.FPDFText_CountChars(self.text)
        rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        types: dict[int | None, _Type] = {}
        for index in range(min(self.count, MOST_LETTERS)):
            character = self._character(index)
            if not character:
                continue
            item = pdfium.FPDFText_GetTextObject(self.text, index)
            address = ctypes.cast(item, ctypes.c_void_p).value
            kind = types.get(address)
            if kind is None:
                pdfium.FPDFText_GetMatrix(self.text, index, matrix)
                kind = types[address] = _type_of(pdfium.FPDFText_GetFontSize(self.text, index), matrix, item)
            pdfium.FPDFText_GetLooseCharBox(self.text, index, rect)
            pdfium.FPDFText_GetCharOrigin(self.text, index, x, y)
            box = _box(rect, x.value, y.value, kind)
            if not all(map(math.isfinite, box)):
                continue
            unmapped = character == _LOST
            yield Glyph(character, self.view.box(*box), kind.size, self.view.turn(kind.quarters), kind.invisible, unmapped)

    def _character(self, index: int) -> str:
        """The character at an index; U+FFFD for one without a meaning, "" for one that is not printed."""
        code = pdfium.FPDFText_GetUnicode(self.text, index)
        character = chr(code) if code < 0x110000 else _LOST
        if character in _GENERATED:
            if pdfium.FPDFText_IsGenerated(self.text, index) == 1:
                return ""
            character = " " if code else _LOST
        if character in _HYPHENS:
            return "-"
        if pdfium.FPDFText_HasUnicodeMapError(self.text, index) == 1 or _is_private(code):
            return _LOST
        return PLAIN.get(code, character)


def _is_private(code: int) -> bool:
    """Whether a code has no meaning outside its own font: private use, surrogates, controls, no character."""
    return code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xF900 or code >= 0xF0000 or code & 0xFFFE == 0xFFFE


def _type_of(font_size: float, matrix: "pdfium.FS_MATRIX", item: "pdfium.FPDF_PAGEOBJECT") -> _Type:
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = abs(font_size) * scale
    angle = math.degrees(math.atan2(-matrix.b, matrix.a)) / 90
    invisible = bool(item) and pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    quarters = round(angle) % 4 if abs(angle - round(angle)) < _SLANT else SLANTED
    return _Type(min(max(size, 0.1), 1000.0), scale, quarters, invisible)


def _box(rect: "pdfium.FS_RECTF", x: float, y: float, kind: _Type) -> tuple[float, float, float, float]:
    """The box of a character in user space, left, bottom, right, top; `x` and `y` are its origin.

    PDFium forgets the scale for characters set downwards; such boxes are brought back to the size of the type.
    """
    left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
    if min(right - left, top - bottom) > 2.5 * kind.size:
        return left, bottom, left + (right - left) * kind.scale, bottom + (top - bottom) * kind.scale
    above, below = kind.size * _ABOVE, kind.size * _BELOW
    match kind.quarters:
        case 0:
            return left, y - below, right, y + above
        case 1:
            return x - below, bottom, x + above, top
        case 2:
            return left, y - above, right, y + below
        case 3:
            return x - above, bottom, x + below, top
        case _:
            return left, bottom, right, top


class _Once:
    """Remembers where characters stand, so that one printed twice to look bold counts once."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}

    def is_new(self, glyph: Glyph) -> bool:
        """Whether this character does not stand on one of its own kind."""
        near = glyph.size * _DOUBLED
        x, y = glyph.box.across, glyph.box.down
        for column in range(int((x - near) // _BUCKET), int((x + near) // _BUCKET) + 1):
            for row in range(int((y - near) // _BUCKET), int((y + near) // _BUCKET) + 1):
                for other_x, other_y in self._seen.get((glyph.text, column, row), ()):
                    if abs(other_x - x) < near and abs(other_y - y) < near:
                        return False
        self._seen.setdefault((glyph.text, int(x // _BUCKET), int(y // _BUCKET)), []).append((x, y))
        return True
