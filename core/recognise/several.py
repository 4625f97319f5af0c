"""Tell several reports in one file apart: one begins where a new title or sheet brings sections or tables that came before.

A file is cut at every title and at every sheet, then pieces are put together again as long as nothing in them repeats.
A title that comes again (in the running head, in a list of links) or a sheet for each table thus splits nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from core.document import Block, Document, Paragraph, RawTable
from core.forms import forms
from core.recognise.outline import outline
from core.recognise.tables import read_table
from core.recognise.titles import as_title
from core.recognise.vocabulary import vocabulary_of

_LONG = 300
_SECTIONS, _ROWS, _OVERLAP = 3, 3, 0.6
"""So many sections, or rows of tables and share of the smaller set, make a repetition that is no accident."""


@dataclass(slots=True)
class _Piece:
    """Some blocks with the numbers of the sections and the rows of the form that they hold."""

    blocks: list[Block]
    sections: set[int] = field(default_factory=set)
    rows: set[tuple[str, str]] = field(default_factory=set)

    @property
    def holds_anything(self) -> bool:
        return bool(self.sections or self.rows)

    @property
    def is_page(self) -> bool:
        """Whether this goes on with what was begun before: more than a title, and no part of the form begins in it."""
        letters = sum(len(block.text) for block in self.blocks if isinstance(block, Paragraph))
        return not self.holds_anything and (letters > _LONG or any(isinstance(block, RawTable) for block in self.blocks))

    def take(self, other: "_Piece") -> None:
        self.blocks += other.blocks
        self.sections |= other.sections
        self.rows |= other.rows


def reports_of(document: Document) -> list[Document]:
    """The document, or one for each of the reports in it, named by its sheet or its number."""
    pieces = [_Piece(blocks) for blocks in _cut(document.blocks)]
    if len(pieces) < 2:
        return [document]
    for piece in pieces:
        piece.sections = _sections(piece.blocks)
    prose = any(len(piece.sections) >= _SECTIONS for piece in pieces)
    if not prose:
        for piece in pieces:
            piece.rows = _rows(piece.blocks)
    found = _put_together(pieces)
    if len(found) < 2:
        return [document]
    return [
        replace(document, source=replace(document.source, part=_name(piece, number)), blocks=tuple(piece.blocks), unseen=())
        for number, piece in enumerate(found, 1)
    ]


def _cut(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Pieces that begin with a title or a sheet."""
    piece: list[Block] = []
    for block in blocks:
        if piece and (block.place.sheet != piece[-1].place.sheet or _is_title(block)):
            yield piece
            piece = []
        piece.append(block)
    yield piece


def _is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and "公" in block.text and as_title(block.text) is not None


def _sections(blocks: list[Block]) -> set[int]:
    """The sections that have a heading and something under it."""
    return {segment.heading.number for segment in outline(blocks) if segment.heading and not segment.empty}


def _rows(blocks: Iterable[Block]) -> set[tuple[str, str]]:
    tables = [block for block in blocks if isinstance(block, RawTable)]
    return max((_rows_on(tables, form) for form in forms()), key=len)


def _rows_on(tables: Iterable[RawTable], form: str) -> set[tuple[str, str]]:
    """The rows of one form that tables hold."""
    words = vocabulary_of(form)
    labels = (row.label for table in tables for row in read_table(table, words, 0, None).rows)
    matches = (words.match(label) for label in labels if label)
    return {(match[0].grid, match[0].row) for match in matches if match and match[0].row}


def _put_together(pieces: Iterable[_Piece]) -> list[_Piece]:
    """The reports: a piece that repeats what the last one holds begins the next; a mere title goes with what follows."""
    found: list[_Piece] = []
    waiting = _Piece([])
    for piece in pieces:
        waiting.take(piece)
        if not piece.holds_anything and not (found and piece.is_page):
            continue
        if found and not _repeats(found[-1], waiting):
            found[-1].take(waiting)
        else:
            found.append(waiting)
        waiting = _Piece([])
    if found:
        found[-1].take(waiting)
    return found


def _repeats(before: _Piece, piece: _Piece) -> bool:
    if len(before.sections & piece.sections) >= _SECTIONS:
        return True
    smaller = min(len(before.rows), len(piece.rows))
    return smaller >= _ROWS and len(before.rows & piece.rows) >= _OVERLAP * smaller


def _name(piece: _Piece, number: int) -> str:
    return piece.blocks[0].place.sheet or f"第{number}份"
