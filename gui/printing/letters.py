"""Makes the letters of a PDF those that were written, where a font draws a character and a radical with one glyph.

Qt notes one character for each glyph, of several the first of the font, so that 工 would be copied out of the PDF as the
radical ⼯ (U+2F2F), which looks the same and is another letter.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from PySide6.QtGui import QRawFont

from gui.printing.faces import Face, Faces
from gui.printing.sheet import Page, Words

_RADICALS = "".join(map(chr, range(0x2E80, 0x2FD6)))
_TABLE = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_CODE = re.compile(rb"<(2[EF][0-9A-F]{2})>(?=[\s\]])")


def mended(data: bytes, pages: Iterable[Page], faces: Faces) -> bytes:
    """The PDF of some pages with each radical in its tables of letters taken for the character that was drawn."""
    letters = twins(pages, faces)

    def right(code: re.Match[bytes]) -> bytes:
        return b"<%04X>" % ord(letters.get(chr(int(code[1], 16)), chr(int(code[1], 16))))

    return _TABLE.sub(lambda table: _CODE.sub(right, table[0]), data)


def twins(pages: Iterable[Page], faces: Faces) -> Mapping[str, str]:
    """For radicals that share the glyph of a character on the pages, that character."""
    drawn: defaultdict[Face, set[str]] = defaultdict(set)
    for item in (item for page in pages for item in page):
        if isinstance(item, Words):
            drawn[item.face].update(item.text)
    found = {radical: plain for radical in _RADICALS if (plain := _plain(radical))}
    for face, characters in drawn.items():
        found |= _shared(QRawFont.fromFont(faces.font(face, 100)), characters - set(_RADICALS))
    return found


def _shared(font: QRawFont, characters: Iterable[str]) -> dict[str, str]:
    by_glyph = {_glyph(font, character): character for character in characters}
    by_glyph.pop(0, None)
    glyphs = {radical: _glyph(font, radical) for radical in _RADICALS}
    return {radical: by_glyph[glyph] for radical, glyph in glyphs.items() if glyph in by_glyph}


def _glyph(font: QRawFont, character: str) -> int:
    """The glyph of one character, 0 for none."""
    glyphs = font.glyphIndexesForString(character)
    return glyphs[0] if glyphs else 0


def _plain(radical: str) -> str:
    """What Unicode itself says a radical stands for, "" where it does not."""
    plain = unicodedata.normalize("NFKC", radical)
    return plain if plain != radical and len(plain) == 1 else ""
