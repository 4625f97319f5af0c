"""The text of a Word binary document: pieces of its main stream, put together by the table of pieces ([MS-DOC] 2.8.35)."""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from core.readers.doc.fib import Binary, Damaged, Part
from core.readers.encoding import detect

MOST_CHARACTERS = 5_000_000
_MOST_PIECES = 200_000
_PROPERTIES, _PIECES = 1, 2
_NARROW = 1 << 30
_CODE_PAGES = {0x0804: "gbk", 0x1004: "gbk", 0x0404: "cp950", 0x0C04: "cp950", 0x1404: "cp950", 0x0411: "cp932", 0x0412: "cp949"}
"""Languages whose 8-bit text has characters of two bytes."""
_DOUBLE = re.compile(rb"[\x81-\xfe][\x40-\xfe]|.", re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f]")
FILLER = "\0"
"""Stands for the second byte of a character, so that positions in old documents count bytes as Word does."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the document, from `offset` in the main stream, each `width` bytes.

    `prm` is the formatting that a quick save laid over the whole piece: properties, or 0 ([MS-DOC] 2.9.214).
    """

    start: int
    end: int
    offset: int
    width: int
    prm: int = 0

    def byte(self, position: int) -> int:
        """Where a character is in the main stream."""
        return self.offset + (position - self.start) * self.width


@dataclass(frozen=True, slots=True)
class Pieces:
    """All pieces in the order of the text, and the lists of properties that they refer to."""

    pieces: tuple[Piece, ...]
    properties: tuple[bytes, ...]
    starts: tuple[int, ...]

    def at(self, position: int) -> Piece:
        """The piece that holds a character."""
        return self.pieces[max(bisect_right(self.starts, position) - 1, 0)]


def pieces(binary: Binary) -> Pieces:
    """Read the table of pieces; a document without one has its text in one stretch.

    Raises Damaged where it contradicts itself or holds more text than any report, and struct.error when it is cut off.
    """
    total = sum(binary.lengths)
    if total > MOST_CHARACTERS:
        raise Damaged(f"{total} characters")
    clx = binary.part(Part.CLX)
    properties, table = _taken_apart(clx)
    found = _listed(table, binary) if table else [Piece(0, total, binary.first, 2 if binary.wide else 1)]
    if not found or found[-1].end < total:
        raise Damaged(f"pieces end before {total}")
    return Pieces(tuple(found), tuple(properties), tuple(piece.start for piece in found))


def text(binary: Binary, found: Iterable[Piece]) -> str:
    """The characters of all pieces, one for each position that Word counts."""
    return "".join(_characters(binary, piece) for piece in found)


def mended(text: str) -> str:
    """Text with the halves of rare characters joined again, and without fillers."""
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace(FILLER, "")


def _taken_apart(clx: bytes) -> tuple[list[bytes], bytes]:
    """The lists of properties in front, and the table of pieces itself ([MS-DOC] 2.9.38, Clx)."""
    properties: list[bytes] = []
    at = 0
    while at < len(clx) and clx[at] == _PROPERTIES and len(properties) < _MOST_PIECES:
        size = struct.unpack_from("<H", clx, at + 1)[0]
        properties.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if at >= len(clx):
        return properties, b""
    if clx[at] != _PIECES:
        raise Damaged(f"table of pieces: {clx[at]}")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    return properties, clx[at + 5 : at + 5 + size]


def _listed(table: bytes, binary: Binary) -> list[Piece]:
    """The pieces: n + 1 positions, then n descriptions of 8 bytes."""
    count = (len(table) - 4) // 12
    if not 1 <= count <= _MOST_PIECES:
        raise Damaged(f"{count} pieces")
    positions = struct.unpack_from(f"<{count + 1}I", table)
    if any(end <= start for start, end in pairwise(positions)) or positions[-1] > MOST_CHARACTERS + 1:
        raise Damaged("pieces out of order")
    described = struct.iter_unpack("<2xIH", table[4 * count + 4 : 12 * count + 4])
    return [
        Piece(start, end, *_located(place, binary), prm)
        for (start, end), (place, prm) in zip(pairwise(positions), described, strict=True)
    ]


def _located(place: int, binary: Binary) -> tuple[int, int]:
    """Where a piece begins in the stream, and the bytes of a character ([MS-DOC] 2.9.73, FcCompressed)."""
    if binary.old:
        return place, 2 if binary.wide else 1
    if place & _NARROW:
        return (place & (_NARROW - 1)) // 2, 1
    return place & (_NARROW - 1), 2


def _characters(binary: Binary, piece: Piece) -> str:
    count = piece.end - piece.start
    raw = binary.main[piece.offset : piece.offset + count * piece.width]
    if len(raw) < count * piece.width:
        raise Damaged(f"text at {piece.offset}")
    if piece.width == 2:
        return _wide(raw)
    return _old(raw, binary.language) if binary.old else raw.decode("cp1252", "replace")


def _wide(raw: bytes) -> str:
    """UTF-16, each half of a rare character by itself."""
    decoded = raw.decode("utf-16-le", "surrogatepass")
    if 2 * len(decoded) == len(raw):
        return decoded
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _old(raw: bytes, language: int) -> str:
    """8-bit text of Word 6 and 95, by the language that the document names, else by what the bytes look like."""
    if raw.isascii():
        return raw.decode("ascii")
    codec = _CODE_PAGES.get(language) or {"gb18030": "gbk", "big5": "cp950"}.get(detect(_CONTROL.sub(b" ", raw)), "cp1252")
    if codec == "cp1252":
        return raw.decode(codec, "replace")
    return "".join(_padded(match[0], codec) for match in _DOUBLE.finditer(raw))


def _padded(character: bytes, codec: str) -> str:
    return character.decode(codec, "replace").ljust(len(character), FILLER)[: len(character)]
