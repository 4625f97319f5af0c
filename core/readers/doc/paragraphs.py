"""What Word says of a paragraph: how deep in tables it is, whether it ends a cell or a row, its list ([MS-DOC] 2.6.2)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.readers.blocks import TooMany
from core.readers.doc import sprms as codes
from core.readers.doc.fib import Binary
from core.readers.doc.pages import Run, Runs
from core.readers.doc.pieces import Piece, Pieces
from core.readers.doc.sprms import Sprm
from core.readers.doc.styles import Styles

DEEPEST = 12
_MOST_BYTES = 15_000_000
"""Properties that are read before a document is taken for no report."""
_OF_TABLE = codes.TABLE_GROUP << 10
_GROUP = 7 << 10
_FRAME = (codes.FRAME_KIND, codes.FRAME_LEFT, codes.FRAME_TOP)


@dataclass(frozen=True, slots=True)
class Format:
    """The format of one paragraph. `list_use` counts from 1, 0 is no list; `table` are the properties of a row that ends here.

    `frame` is what lets a table float; two tables that touch may differ in it alone.
    """

    depth: int = 0
    row_end: bool = False
    cell_end: bool = False
    list_use: int = 0
    list_level: int = 0
    table: tuple[Sprm, ...] = ()
    frame: tuple[bytes, ...] = ()


@dataclass(slots=True)
class Formats:
    """The formats of all paragraphs, found by their last character."""

    binary: Binary
    pieces: Pieces
    runs: Runs
    styles: Styles
    _known: dict[tuple[int, bytes, int], Format] = field(default_factory=dict)
    _read: int = 0

    def at(self, position: int) -> Format:
        """The format of the paragraph whose last character this is. Raises TooMany for more properties than a report has."""
        piece = self.pieces.at(position)
        run = self.runs.at(piece.byte(position))
        key = (run.style, run.properties, piece.prm)
        known = self._known.get(key)
        if known is None:
            known = self._format(run, piece)
            self._known[key] = known
        return known

    def ends(self, position: int) -> bool:
        """Whether a paragraph ends after this character, whatever the character is."""
        piece = self.pieces.at(position)
        return self.runs.at(piece.byte(position)).end <= piece.byte(position) + piece.width

    def _format(self, run: Run, piece: Piece) -> Format:
        values: dict[int, bytes] = {}
        table: list[Sprm] = []
        for sprm in self._sprms(run, piece):
            if sprm.code & _GROUP == _OF_TABLE:
                table.append(sprm)
            else:
                values[sprm.code] = sprm.operand
        style = int.from_bytes(values.get(codes.PARAGRAPH_STYLE, b""), "little") or run.style
        return _made({**self.styles.paragraph(style), **values}, table)

    def _sprms(self, run: Run, piece: Piece) -> Iterator[Sprm]:
        """The properties of the paragraph itself, then those that a quick save laid over it."""
        self.weigh(len(run.properties))
        if self.binary.old:
            yield from codes.old_sprms(run.properties)
        else:
            for sprm in codes.sprms(run.properties):
                yield from self._expanded(sprm)
        yield from self.laid_over(piece)

    def laid_over(self, piece: Piece) -> Iterator[Sprm]:
        """The properties of a whole piece: one, or a list of the document's ([MS-DOC] 2.9.214, Prm)."""
        if not piece.prm & 1:
            yield from codes.of_quick_save(piece.prm)
        elif piece.prm >> 1 < len(self.pieces.properties):
            properties = self.pieces.properties[piece.prm >> 1]
            self.weigh(len(properties))
            yield from codes.old_sprms(properties) if self.binary.old else codes.sprms(properties)

    def _expanded(self, sprm: Sprm) -> Iterator[Sprm]:
        """A property, or the long list in the stream of data that it stands for ([MS-DOC] 2.9.210, PrcData)."""
        if sprm.code not in (codes.HUGE, codes.HUGE_OLDER, codes.TABLE_PROPERTIES):
            yield sprm
            return
        at = sprm.number
        if at + 2 <= len(self.binary.data):
            size = struct.unpack_from("<H", self.binary.data, at)[0]
            self.weigh(size)
            yield from codes.sprms(self.binary.data[at + 2 : at + 2 + size])

    def weigh(self, size: int) -> None:
        """Count bytes of properties that are about to be read. Raises TooMany for more than a report has."""
        self._read += size
        if self._read > _MOST_BYTES:
            raise TooMany(f"{self._read} bytes of properties")


def _made(values: dict[int, bytes], table: list[Sprm]) -> Format:
    def number(code: int) -> int:
        return int.from_bytes(values.get(code, b""), "little")

    depth = number(codes.DEPTH) or (1 if number(codes.IN_TABLE) else 0)
    row_end = number(codes.ROW_END) or number(codes.INNER_ROW_END)
    return Format(
        min(depth, DEEPEST),
        bool(row_end),
        bool(number(codes.INNER_CELL_END)),
        number(codes.LIST_USE),
        min(number(codes.LIST_LEVEL), 8),
        tuple(table) if row_end else (),
        tuple(values.get(code, b"") for code in _FRAME) if row_end else (),
    )
