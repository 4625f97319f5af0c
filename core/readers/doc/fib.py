"""The head of a Word binary document: which Word wrote it, where its streams and tables are ([MS-DOC] 2.5, FIB)."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

OLD_LAST = 105
"""The last number of the format that Word 6 and 95 wrote; Word 97 begins at 193."""
_MAGIC = frozenset([0xA5EC, 0xA5DC, 0xA5DB])
_ENCRYPTED, _SECOND_TABLE, _WIDE = 0x0100, 0x0200, 0x1000
_OLD_LENGTHS, _OLD_PARTS = 52, 88
_OLD_FORMATS = 0x18A


class Damaged(ValueError):
    """Bytes that no Word wrote."""


class Part(IntEnum):
    """Tables by their position in the FIB ([MS-DOC] 2.5.6, FibRgFcLcb97); as far as Word 6 has them, at the same one."""

    STYLES = 1
    FOOTNOTES = 3
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    CLX = 33
    ANCHORS = 40
    ENDNOTES = 47
    DRAWINGS = 50
    BOXES = 56
    LISTS = 73
    LIST_USES = 74


class Story(IntEnum):
    """The stretches of text of a document, in their order ([MS-DOC] 2.4.1)."""

    MAIN = 0
    FOOTNOTES = 1
    HEADERS = 2
    MACROS = 3
    COMMENTS = 4
    ENDNOTES = 5
    BOXES = 6
    HEADER_BOXES = 7


@dataclass(frozen=True, slots=True)
class Binary:
    """A document taken apart: its streams, and what the head says of them. `old` is Word 6 and 95.

    `lengths` are the characters of each story. `first` is where the text begins that no table of pieces describes;
    `wide` says that it has two bytes a character. `pages` are, in old documents, the first page and the number of pages
    of character formats, then those of paragraph formats.
    """

    main: bytes
    table: bytes
    data: bytes
    old: bool
    language: int
    wide: bool
    first: int
    lengths: tuple[int, ...]
    parts: tuple[int, ...]
    pages: tuple[int, int, int, int] = (0, 0, 0, 0)

    def part(self, part: Part) -> bytes:
        """One table as it is in its stream; empty when the document has none. Raises Damaged when it lies outside."""
        start, size = self.place(part)
        if start + size > len(self.table):
            raise Damaged(f"{part.name} at {start}, {size} bytes")
        return self.table[start : start + size]

    def place(self, part: Part) -> tuple[int, int]:
        """Where a table begins in its stream, and its size."""
        if 2 * part + 1 >= len(self.parts) or (self.old and part > Part.CLX):
            return 0, 0
        return self.parts[2 * part], self.parts[2 * part + 1]

    def story(self, story: Story) -> tuple[int, int]:
        """The first character of a story, and the one after its last."""
        start = sum(self.lengths[:story])
        return start, start + self.lengths[story]


def is_encrypted(main: bytes) -> bool:
    """Whether the document can be opened with a password only."""
    return bool(_flags(main) & _ENCRYPTED)


def binary(main: bytes, stream: Callable[[str], bytes | None]) -> Binary:
    """Read the head of a document. `stream` gives the other streams by name, None for one that is not there.

    Raises Damaged for what is no Word document, and struct.error when it is cut off.
    """
    magic, version, language = struct.unpack_from("<HH2xH", main)
    if magic not in _MAGIC:
        raise Damaged(f"magic {magic:#x}")
    first = struct.unpack_from("<I", main, 24)[0]
    wide = bool(_flags(main) & _WIDE)
    data = stream("Data") or b""
    if version <= OLD_LAST:
        lengths = struct.unpack_from("<8I", main, _OLD_LENGTHS)
        parts = struct.unpack_from("<76I", main, _OLD_PARTS)
        pages = struct.unpack_from("<4H", main, _OLD_FORMATS)
        return Binary(main, main, data, True, language, wide, first, lengths, parts, (pages[0], pages[2], pages[1], pages[3]))
    table = stream("1Table" if _flags(main) & _SECOND_TABLE else "0Table")
    if table is None:
        raise Damaged("no table stream")
    lengths, parts = _counted(main)
    return Binary(main, table, data, False, language, wide, first, lengths, parts)


def _flags(main: bytes) -> int:
    flags: int = struct.unpack_from("<H", main, 10)[0]
    return flags


def _counted(main: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The lengths of the stories, and the places of the tables; each block of the head says how long it is."""
    words = struct.unpack_from("<H", main, 32)[0]
    numbers = 34 + 2 * words
    count = struct.unpack_from("<H", main, numbers)[0]
    lengths = struct.unpack_from("<8I", main, numbers + 2 + 12)
    pairs = numbers + 2 + 4 * count
    many = struct.unpack_from("<H", main, pairs)[0]
    return lengths, struct.unpack_from(f"<{2 * many}I", main, pairs + 2)
