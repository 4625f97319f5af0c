"""Single properties out of the lists that Word writes ([MS-DOC] 2.2.5, Prl), those of Word 6 and 95 turned into the later ones."""

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

PARAGRAPH_STYLE = 0x4600
LIST_LEVEL, LIST_USE = 0x260A, 0x460B
IN_TABLE, ROW_END = 0x2416, 0x2417
INNER_CELL_END, INNER_ROW_END = 0x244B, 0x244C
DEPTH, DEEPER = 0x6649, 0x664A
HUGE, HUGE_OLDER, TABLE_PROPERTIES = 0x6646, 0x6645, 0x646B
FRAME_KIND, FRAME_LEFT, FRAME_TOP = 0x261B, 0x8418, 0x8419

DELETED, INSERTED = 0x0800, 0x0801
FIELD_DATA = 0x0806
EMBEDDED = 0x080A
PICTURE_PLACE, SYMBOL = 0x6A03, 0x6A09
CHARACTER_STYLE = 0x4A30
FONT = 0x4A4F
VANISH, SPECIAL = 0x083C, 0x0855

TABLE_GROUP = 5
ALIGNMENT, ALIGNMENT_OLDER = 0x548A, 0x5400
HEADER_ROW = 0x3404
LEFT, HALF_GAP = 0x9601, 0x9602
ROW = 0xD608
INSERT, DELETE, WIDTHS = 0x7621, 0x5622, 0x7623
MERGE, SPLIT, VERTICAL_MERGE = 0x5624, 0x5625, 0xD62B
TABLE_STYLE, TABLE_FRAME = 0x563A, 0x360D

_TABS = 0xC615
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the upper three bits of its code; 0: the first byte says it."""


class Sprm(NamedTuple):
    """One property: its code as in Word 97, and its operand without the length in front."""

    code: int
    operand: bytes

    @property
    def number(self) -> int:
        """The operand as a number without sign."""
        return int.from_bytes(self.operand, "little")


def sprms(properties: bytes) -> Iterator[Sprm]:
    """The properties of a list in order, as far as it is whole."""
    at, end = 0, len(properties)
    while at + 2 < end:
        code = properties[at] | properties[at + 1] << 8
        head, size = _size(code, properties, at + 2)
        at += 2 + head
        if at + size > end:
            return
        yield Sprm(code, properties[at : at + size])
        at += size


def _size(code: int, properties: bytes, at: int) -> tuple[int, int]:
    """The bytes of the length in front of an operand, and of the operand itself."""
    fixed = _SIZES[code >> 13]
    if fixed:
        return 0, fixed
    if code == ROW and at + 1 < len(properties):
        return 2, max((properties[at] | properties[at + 1] << 8) - 1, 0)
    if code == _TABS and properties[at] == 255:
        return _size_of_tabs(properties, at)
    return 1, properties[at]


def _size_of_tabs(properties: bytes, at: int) -> tuple[int, int]:
    """Tab stops of more than 254 bytes count themselves ([MS-DOC] 2.9.182)."""
    deleted = properties[at + 1] if at + 1 < len(properties) else 0
    beyond = at + 2 + 4 * deleted
    added = properties[beyond] if beyond < len(properties) else 0
    return 1, 2 + 4 * deleted + 3 * added


_OLD_CODES: Mapping[int, int] = {
    2: PARAGRAPH_STYLE, 24: IN_TABLE, 25: ROW_END, 26: FRAME_LEFT, 27: FRAME_TOP, 29: FRAME_KIND, 65: DELETED, 66: INSERTED,
    68: PICTURE_PLACE, 71: FIELD_DATA, 74: SYMBOL, 75: EMBEDDED, 80: CHARACTER_STYLE, 92: VANISH, 117: SPECIAL,
    182: ALIGNMENT_OLDER, 183: LEFT, 184: HALF_GAP, 186: HEADER_ROW, 190: ROW, 194: INSERT, 195: DELETE, 196: WIDTHS, 197: MERGE,
    198: SPLIT,
}  # fmt: skip
"""Code of one byte → the later code of the same meaning. Quick saves of all versions use those below 128 too."""
_OLD_TABS, _OLD_ROWS = 23, frozenset([188, 190])
_OLD_SIZES: Mapping[int, bytes] = {
    0: bytes([0, 83]),
    1: bytes([
        *range(4, 12), 13, 14, 24, 25, 29, 37, 44, 50, 51, 57, 58, 65, 66, 67, 71, 75, *range(85, 93), 94, 98, 100, 102, 104,
        117, 118, 119, 185, 186,
    ]),
    2: bytes([
        2, 16, 17, 18, 19, 21, 22, 26, 27, 28, *range(30, 37), *range(38, 44), 45, 46, 47, 48, 49, 59, 69, 72, 80, 93, 96, 97, 99,
        101, 107, 109, 110, 111, 112, 113, 121, 122, 123, 124, 182, 183, 184, 189, 195, 197, 198,
    ]),
    3: bytes([73, 95]),
    4: bytes([20, 70, 192, 194, 196, 200]),
    5: bytes([193, 199]),
    12: bytes([187]),
}  # fmt: skip
_OLD_SIZE = {code: size for size, codes in _OLD_SIZES.items() for code in codes}
_OLD_CELL, _CELL = 10, 20


def old_sprms(properties: bytes) -> Iterator[Sprm]:
    """The same for Word 6 and 95, in later codes; properties without a later code that matters are left out."""
    at, end = 0, len(properties)
    while at + 1 < end:
        old = properties[at]
        head, size = _old_size(old, properties, at + 1)
        at += 1 + head
        if at + size > end:
            return
        code = _OLD_CODES.get(old)
        if code is not None:
            yield Sprm(code, _later(code, properties[at : at + size]))
        at += size


def of_quick_save(prm: int) -> Iterator[Sprm]:
    """The one property that a piece holds in two bytes ([MS-DOC] 2.9.215, Prm0)."""
    code = _OLD_CODES.get(prm >> 1 & 0x7F)
    if code is not None:
        yield Sprm(code, bytes([prm >> 8]))


def _old_size(old: int, properties: bytes, at: int) -> tuple[int, int]:
    fixed = _OLD_SIZE.get(old)
    if fixed is not None:
        return 0, fixed
    if old in _OLD_ROWS and at + 1 < len(properties):
        return 2, max((properties[at] | properties[at + 1] << 8) - 1, 0)
    if old == _OLD_TABS and properties[at] == 255:
        return _size_of_tabs(properties, at)
    return 1, properties[at]


def _later(code: int, operand: bytes) -> bytes:
    """An operand as Word 97 would write it: cells of 20 bytes, symbols of two."""
    if code == SYMBOL and len(operand) >= 3:
        return operand[:2] + struct.pack("<H", 0xF000 | operand[2])
    if code != ROW or not operand:
        return operand
    begin = 1 + 2 * (operand[0] + 1)
    cells = (operand[at : at + 2] for at in range(begin, len(operand) - 1, _OLD_CELL))
    return operand[:begin] + b"".join(bytes([cell[0] & 3]).ljust(_CELL, b"\0") for cell in cells)
