"""A Word document of the binary kind, written by hand: what LibreOffice does not write, in Word 97 ([MS-DOC]) and Word 95."""

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tests.builders.ole_file import ole_file

PAGE = 512
_TEXT = 2048
"""Where the text begins in the main stream: behind the head."""
_FOLLOWING = 0xFFFFFFFF
DELETED, INSERTED, HIDDEN, SPECIAL = b"\x00\x08\x01", b"\x01\x08\x01", b"\x3c\x08\x01", b"\x55\x08\x01"
FIELD_DATA = b"\x06\x08\x01"
OLD_DELETED, OLD_HIDDEN = b"\x41\x01", b"\x5c\x01"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one format."""

    text: str
    properties: bytes = b""


@dataclass(frozen=True, slots=True)
class Par:
    """A paragraph: its runs, the mark that ends it with the format of that mark, its own properties."""

    runs: tuple[Run, ...]
    mark: Run = Run("\r")
    properties: bytes = b""
    style: int = 0


def par(text: str | Sequence[Run] = "", properties: bytes = b"", *, mark: Run = Run("\r"), style: int = 0) -> Par:
    runs = ((Run(text),) if text else ()) if isinstance(text, str) else tuple(text)
    return Par(runs, mark, properties, style)


def sprm(code: int, operand: bytes | int) -> bytes:
    """One property; a number is written in as many bytes as the code asks for."""
    size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
    if isinstance(operand, int):
        operand = operand.to_bytes(size, "little")
    if code == 0xD608:
        return struct.pack("<HH", code, len(operand) + 1) + operand
    return struct.pack("<H", code) + (b"" if size else bytes([len(operand)])) + operand


FIRST_ACROSS, ACROSS, DOWN, RESTART = 0x01, 0x02, 0x20, 0x60
Cells = Sequence[str | Sequence[Par]]


def row(
    cells: Cells, edges: Sequence[int], flags: Sequence[int] = (), *, depth: int = 1, extra: bytes = b"", mark: Run | None = None
) -> list[Par]:
    """The paragraphs of a row: the last one of each cell ends it, and one more ends the row and describes it."""
    inside = sprm(0x2416, 1) + sprm(0x6649, depth)
    inner = depth > 1
    ends = inside + (sprm(0x244B, 1) if inner else b"")
    row_end = inside + (sprm(0x2416, 1) + sprm(0x244B, 1) + sprm(0x244C, 1) if inner else sprm(0x2417, 1))
    sign = Run("\r") if inner else Run("\x07")
    paragraphs: list[Par] = []
    for cell in cells:
        own = [par(cell)] if isinstance(cell, str) else list(cell)
        if not own or _is_table(own[-1]):
            own.append(par())
        paragraphs += [one if _is_table(one) else replace(one, properties=inside + one.properties) for one in own[:-1]]
        paragraphs.append(replace(own[-1], properties=ends + own[-1].properties, mark=replace(own[-1].mark, text=sign.text)))
    definition = sprm(0xD608, table_definition(edges, flags)) if edges else b""
    return [*paragraphs, Par((), replace(mark or sign, text=sign.text), row_end + definition + extra)]


def _is_table(paragraph: Par) -> bool:
    return b"\x16\x24\x01" in paragraph.properties


def table_definition(edges: Sequence[int], flags: Sequence[int] = (), cell: int = 20) -> bytes:
    """How a row is divided: n + 1 edges, n cells of 20 bytes ([MS-DOC] 2.9.317), or of 10 in Word 95."""
    count = len(edges) - 1
    described = [*flags, *[0] * (count - len(flags))]
    return (
        bytes([count])
        + struct.pack(f"<{count + 1}h", *edges)
        + b"".join(struct.pack("<H", flag).ljust(cell, b"\0") for flag in described)
    )


def old_row(cells: Cells, edges: Sequence[int], flags: Sequence[int] = ()) -> list[Par]:
    """A row of Word 95, whose properties have codes of one byte."""
    inside = bytes([24, 1])
    paragraphs = [par(cell if isinstance(cell, str) else cell[0].runs, inside, mark=Run("\x07")) for cell in cells]
    definition = table_definition(edges, flags, cell=10)
    return [*paragraphs, Par((), Run("\x07"), inside + bytes([25, 1, 190]) + struct.pack("<H", len(definition) + 1) + definition)]


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list; in `text` the characters 0 to 8 are the counts of the levels."""

    text: str
    code: int = 0
    start: int = 1
    follow: int = 2
    flags: int = 0
    properties: bytes = b""

    def written(self) -> bytes:
        head = struct.pack("<iBB9sB8xBBBx", self.start, self.code, self.flags, b"", self.follow, len(self.properties), 0, 0)
        return head + self.properties + struct.pack("<H", len(self.text)) + self.text.encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists by their levels; and their uses, each a list and the starts that it changes."""

    levels: Mapping[int, Sequence[ListLevel]]
    uses: Sequence[tuple[int, Mapping[int, int]]]

    def heads(self) -> bytes:
        heads = (struct.pack("<I22xBx", key, len(levels) == 1) for key, levels in self.levels.items())
        return struct.pack("<h", len(self.levels)) + b"".join(heads)

    def bodies(self) -> bytes:
        whole = (levels if len(levels) == 1 else [*levels, *[ListLevel("")] * (9 - len(levels))] for levels in self.levels.values())
        return b"".join(level.written() for levels in whole for level in levels)

    def used(self) -> bytes:
        heads = b"".join(struct.pack("<I8xBBBx", key, len(starts), 0, 0) for key, starts in self.uses)
        changes = (
            struct.pack("<I", _FOLLOWING) + b"".join(struct.pack("<iI", start, level | 0x10) for level, start in starts.items())
            for _, starts in self.uses
        )
        return struct.pack("<I", len(self.uses)) + heads + b"".join(changes)


@dataclass(slots=True)
class Doc:
    """A document of Word 97: its stories, and what else there is. `cuts` divide the text into pieces, stored back to front.

    `narrow` stores pieces of plain letters with one byte a character. `prms` are formats laid over pieces by their number.
    """

    main: Sequence[Par]
    footnotes: Sequence[Par] = ()
    headers: Sequence[Par] = ()
    endnotes: Sequence[Par] = ()
    boxes: Sequence[Sequence[Par]] = ()
    anchors: Mapping[int, int] = field(default_factory=dict)
    shapes: Mapping[int, int] = field(default_factory=dict)
    lists: Lists | None = None
    styles: Sequence[tuple[int, int, bytes]] = ((1, 0xFFF, b""),)
    fonts: Sequence[str] = ()
    cuts: Sequence[int] = ()
    narrow: bool = False
    prms: Mapping[int, int] = field(default_factory=dict)
    grpprls: Sequence[bytes] = ()
    data: bytes = b""
    flags: int = 0

    def written(self) -> bytes:
        """The bytes of the file."""
        boxed = [one for box in self.boxes for one in box]
        stories = [self.main, self.footnotes, self.headers, (), (), self.endnotes, boxed, ()]
        lengths = [sum(map(_length, story)) for story in stories]
        paragraphs = [one for story in stories for one in story] + ([par()] if any(lengths[1:]) else [])
        text = _Stored("".join(map(_text, paragraphs)), self.cuts, self.narrow)
        papx, chpx = _pages(text.ranges(paragraphs), _papx, 13), _pages(text.runs(paragraphs), _chpx, 1)
        main = (bytes(_TEXT) + text.raw).ljust(-(-(_TEXT + len(text.raw)) // PAGE) * PAGE, b"\0")
        first = len(main) // PAGE
        main += b"".join(page for page, _, _ in (*papx, *chpx))
        pages = {12: _plc_of_pages(chpx, first + len(papx), "I"), 13: _plc_of_pages(papx, first, "I"), 33: self._clx(text)}
        table, places = self._tables(pages)
        head = self._head(lengths, places, _TEXT + len(text.raw), len(main))
        streams = {"1Table": table, "WordDocument": head + main[len(head) :]}
        return ole_file(streams | ({"Data": self.data} if self.data else {}))

    def _tables(self, pages: Mapping[int, bytes]) -> tuple[bytes, list[int]]:
        """The stream of tables, and where in it each is; the levels of lists lie behind the table of lists."""
        shapes = (struct.pack("<HHIII", 2 | kind << 4, 0xF00A, 8, shape, 0xA00) for shape, kind in self.shapes.items())
        parts = {
            1: _styles(self.styles),
            15: _fonts(self.fonts),
            40: self._anchors(),
            50: b"".join(shapes),
            56: self._boxes(),
            **pages,
        }
        if self.lists:
            parts |= {73: self.lists.heads(), 74: self.lists.used()}
        table, places = b"", [0] * 186
        for part, content in sorted(parts.items()):
            places[2 * part : 2 * part + 2] = [len(table), len(content)]
            table += content + (self.lists.bodies() if part == 73 and self.lists else b"")
        return table, places

    def _head(self, lengths: list[int], places: list[int], end: int, size: int) -> bytes:
        """The head of the main stream ([MS-DOC] 2.5.1)."""
        flags = 0x1200 | self.flags
        head = struct.pack("<HHHHHHHIBBHHII", 0xA5EC, 193, 0, 0x804, 0, flags, 191, 0, 0, 0x10, 0, 0, _TEXT, end)
        head += struct.pack("<H28xH", 14, 22) + struct.pack("<3I", size, 0, 0) + struct.pack("<8I", *lengths) + bytes(44)
        return head + struct.pack("<H", 93) + struct.pack("<186I", *places)

    def _clx(self, text: "_Stored") -> bytes:
        properties = b"".join(b"\1" + struct.pack("<H", len(one)) + one for one in self.grpprls)
        positions = struct.pack(f"<{len(text.pieces) + 1}I", *(start for start, _, _ in text.pieces), text.length)
        described = (
            struct.pack("<HIH", 0, (_TEXT + at) * 2 | 1 << 30 if narrow else _TEXT + at, self.prms.get(number, 0))
            for number, (_, at, narrow) in enumerate(text.pieces)
        )
        table = positions + b"".join(described)
        return properties + b"\2" + struct.pack("<I", len(table)) + table

    def _anchors(self) -> bytes:
        if not self.anchors:
            return b""
        places = struct.pack(f"<{len(self.anchors) + 1}I", *self.anchors, sum(map(_length, self.main)))
        return places + b"".join(struct.pack("<I22x", shape) for shape in self.anchors.values())

    def _boxes(self) -> bytes:
        if not self.boxes:
            return b""
        shapes = [shape for shape in self.anchors.values() if self.shapes.get(shape) != 75][: len(self.boxes)]
        shapes += [9000 + number for number in range(len(self.boxes) - len(shapes))]
        places = [sum(_length(one) for box in self.boxes[:number] for one in box) for number in range(len(self.boxes) + 1)]
        entries = [struct.pack("<8xH4xII", 0, shape, 0) for shape in shapes]
        return struct.pack(f"<{len(places)}I", *places) + b"".join(entries)


def old_doc(main: Sequence[Par], codec: str = "gbk", language: int = 0x804, *, flags: int = 0, listed: bool = True) -> bytes:
    """A document of Word 95: one stream, text of 8 bits in the code page of its language (utf-16-le with the flag for it)."""
    starts, raw = [], b""
    runs: list[tuple[int, int, bytes]] = []
    for paragraph in main:
        begin = len(raw)
        for run in (*paragraph.runs, paragraph.mark):
            at = len(raw)
            raw += run.text.encode(codec)
            runs.append((_TEXT + at, _TEXT + len(raw), run.properties))
        starts.append((_TEXT + begin, _TEXT + len(raw), struct.pack("<H", paragraph.style) + paragraph.properties))
    papx, chpx = _pages(starts, _old_papx, 7), _pages(runs, _chpx, 1)
    stream = (bytes(_TEXT) + raw).ljust(-(-(_TEXT + len(raw)) // PAGE) * PAGE, b"\0")
    first = len(stream) // PAGE
    stream += b"".join(page for page, _, _ in (*papx, *chpx))
    head = bytearray(_TEXT)
    struct.pack_into("<HHHHHH", head, 0, 0xA5DC, 104, 0, language, 0, flags)
    struct.pack_into("<II", head, 24, _TEXT, _TEXT + len(raw))
    struct.pack_into("<I", head, 52, len(raw) // (2 if flags & 0x1000 else 1))
    struct.pack_into("<4H", head, 0x18A, first + len(papx), first, len(chpx), len(papx))
    for part, pages, number in ((12, chpx, first + len(papx)), (13, papx, first)):
        table = _plc_of_pages(pages, number, "H") if listed else b""
        struct.pack_into("<II", head, 88 + 8 * part, len(stream), len(table))
        stream += table
    return ole_file({"WordDocument": bytes(head) + stream[_TEXT:]})


def _text(paragraph: Par) -> str:
    return "".join(run.text for run in (*paragraph.runs, paragraph.mark))


def _length(paragraph: Par) -> int:
    return len(_text(paragraph).encode("utf-16-le")) // 2


class _Stored:
    """The text in the stream: pieces of it, the last one first."""

    def __init__(self, text: str, cuts: Iterable[int], narrow: bool) -> None:
        units = text.encode("utf-16-le")
        self.length = len(units) // 2
        bounds = [0, *cuts, self.length]
        self.raw = b""
        found: list[tuple[int, int, bool]] = []
        for start, end in reversed(list(pairwise(bounds))):
            piece = units[2 * start : 2 * end]
            plain = narrow and max(piece.decode("utf-16-le", "replace")) < "\x80"
            found.append((start, len(self.raw), plain))
            self.raw += piece.decode("utf-16-le").encode("ascii") if plain else piece
            self.raw += bytes(len(self.raw) % 2)
        self.pieces = sorted(found)

    def ranges(self, paragraphs: Iterable[Par]) -> list[tuple[int, int, bytes]]:
        """Where each paragraph ends in the stream, and each part of it that a piece holds."""
        found = []
        last = {start - 1 for start, _, _ in self.pieces} | {self.length - 1}
        at = 0
        for paragraph in paragraphs:
            begin, at = at, at + _length(paragraph)
            content = struct.pack("<H", paragraph.style) + paragraph.properties
            found += [(*self._byte(place), content) for place in range(begin, at) if place == at - 1 or place in last]
        return sorted(found)

    def runs(self, paragraphs: Iterable[Par]) -> list[tuple[int, int, bytes]]:
        """Every stretch of characters with one format."""
        found: list[tuple[int, int, bytes]] = []
        at = 0
        for run in (run for paragraph in paragraphs for run in (*paragraph.runs, paragraph.mark)):
            end = at + len(run.text.encode("utf-16-le")) // 2
            found += [(*self._byte(place), run.properties) for place in range(at, end)]
            at = end
        return _joined(sorted(found))

    def _byte(self, place: int) -> tuple[int, int]:
        start, at, narrow = max(piece for piece in self.pieces if piece[0] <= place)
        width = 1 if narrow else 2
        begin = _TEXT + at + (place - start) * width
        return begin, begin + width


def _joined(runs: list[tuple[int, int, bytes]]) -> list[tuple[int, int, bytes]]:
    joined: list[tuple[int, int, bytes]] = []
    for start, end, properties in runs:
        if joined and joined[-1][1:] == (start, properties):
            joined[-1] = (joined[-1][0], end, properties)
        else:
            joined.append((start, end, properties))
    return joined


Pages = list[tuple[bytes, int, int]]


def _pages(ranges: list[tuple[int, int, bytes]], entry: Callable[[bytes], bytes], step: int) -> Pages:
    """Pages of formats, with the first and the last byte that each describes."""
    ranges = _filled(ranges)
    pages: Pages = []
    while ranges:
        count = len(ranges)
        while (page := _page(ranges[:count], entry, step)) is None:
            count -= 1
        pages.append((page, ranges[0][0], ranges[count - 1][1]))
        ranges = ranges[count:]
    return pages


def _filled(ranges: list[tuple[int, int, bytes]]) -> list[tuple[int, int, bytes]]:
    """Ranges without gaps: each begins where the one before it ends."""
    filled = []
    begin = _TEXT
    for _, end, properties in ranges:
        filled.append((begin, end, properties))
        begin = end
    return filled


def _page(ranges: list[tuple[int, int, bytes]], entry: Callable[[bytes], bytes], step: int) -> bytes | None:
    """One page, its descriptions from the end backwards; None when they do not fit."""
    places = 4 * (len(ranges) + 1)
    floor, top = places + step * len(ranges), PAGE - 1
    if floor > top:
        return None
    page = bytearray(PAGE)
    page[-1] = len(ranges)
    struct.pack_into(f"<{len(ranges) + 1}I", page, 0, *(start for start, _, _ in ranges), ranges[-1][1])
    for number, (_, _, properties) in enumerate(ranges):
        content = entry(properties)
        top = (top - len(content)) // 2 * 2
        if top < floor:
            return None
        page[top : top + len(content)] = content
        page[places + step * number] = top // 2 if content else 0
    return bytes(page)


def _papx(properties: bytes) -> bytes:
    """Style and properties, their length in words before them ([MS-DOC] 2.9.174)."""
    if len(properties) % 2:
        return bytes([(len(properties) + 1) // 2]) + properties
    return bytes([0, len(properties) // 2]) + properties


def _old_papx(properties: bytes) -> bytes:
    return bytes([(len(properties) + 1) // 2]) + properties + bytes(len(properties) % 2)


def _chpx(properties: bytes) -> bytes:
    return bytes([len(properties)]) + properties if properties else b""


def _plc_of_pages(pages: Pages, first: int, number: str) -> bytes:
    bounds = struct.pack(f"<{len(pages) + 1}I", *(start for _, start, _ in pages), pages[-1][2])
    return bounds + struct.pack(f"<{len(pages)}{number}", *range(first, first + len(pages)))


def _fonts(names: Sequence[str]) -> bytes:
    entries = [bytes(39) + (name + "\0").encode("utf-16-le") for name in names]
    return struct.pack("<HH", len(names), 0) + b"".join(bytes([len(entry)]) + entry for entry in entries)


def _styles(styles: Sequence[tuple[int, int, bytes]]) -> bytes:
    """A style sheet of styles: kind (1 paragraph, 2 character), the style it goes back to, its properties."""
    sheet = struct.pack("<HHH", 18, len(styles), 10) + bytes(14)
    for kind, base, properties in styles:
        lists = [b"\0\0" + properties, b""] if kind == 1 else [properties]
        raw = (
            struct.pack("<HHHHH", 0, kind | base << 4, len(lists), 0, 0) + struct.pack("<H", 1) + "甲".encode("utf-16-le") + b"\0\0"
        )
        for one in lists:
            raw += struct.pack("<H", len(one)) + one + bytes(len(one) % 2)
        sheet += struct.pack("<H", len(raw)) + raw
    return sheet
