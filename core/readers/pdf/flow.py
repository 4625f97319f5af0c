"""From sorted pages to the blocks of a document: in reading order, joined over the breaks between pages, each with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from core.document import Block, Picture, RawTable
from core.readers.blocks import Item, Slot, Table, finish
from core.readers.pdf.joining import joined
from core.readers.pdf.leaf import Leaf
from core.readers.pdf.parts import Part, parts_of
from core.readers.pdf.prose import Printed, Wrapped, paragraphs, usual_edges
from core.readers.pdf.ruled import Cell, Ruled
from core.readers.settling import settle


def blocks(leaves: Sequence[Leaf]) -> tuple[Block, ...]:
    """All blocks of a document in reading order."""
    usual = usual_edges(leaf.lines for leaf in leaves)
    seen: set[str] = set()
    parts = (part for leaf in leaves for part in parts_of(leaf, usual, seen))
    items: list[Item | Picture] = []
    for kind, some in groupby(_whole(parts), key=type):
        if kind is Printed:
            items += paragraphs(part for part in some if isinstance(part, Printed))
        else:
            items += [item for part in some for item in _items(part)]
    return _located(finish(items))


def _items(part: Part) -> list[Item | Picture]:
    if isinstance(part, Ruled):
        return [*_settled(part)]
    return [part] if isinstance(part, Picture) else []


def _whole(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, tables joined that nothing but the end of a page divides."""
    before: Ruled | None = None
    pages = 0
    for part in parts:
        one = joined(before, part) if before and isinstance(part, Ruled) and part.page == before.page + pages else None
        if before and one is None:
            yield before
        if isinstance(part, Ruled):
            before, pages = (one, pages + 1) if one else (part, 1)
        else:
            before = None
            yield part
    if before:
        yield before


def _settled(table: Ruled) -> list[Item]:
    slots = [_slot(cell) for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column))]
    items = settle(slots, table.box.place(table.page))
    return [replace(item, guessed=bool(table.figures)) if isinstance(item, Table) else item for item in items]


def _slot(cell: Cell) -> Slot:
    """A cell for the reader of blocks; tables inside it stand among its lines."""
    content: list[Item] = []
    lines = list(cell.lines)
    for table in sorted(cell.inner, key=lambda table: (table.page, table.box.top)):
        above = [line for line in lines if line.box.down < table.box.top]
        content += [*Wrapped(cell.box, cell.page).paragraphs(above), *_settled(table)]
        lines = lines[len(above) :]
    content += Wrapped(cell.box, cell.page).paragraphs(lines)
    return Slot(cell.row, cell.column, cell.row_span, cell.column_span, content, cell.box.place(cell.page))


def _located(found: Iterable[Block]) -> tuple[Block, ...]:
    """Give the cells of each table their numbers as well."""
    return tuple(_with_numbers(block) if isinstance(block, RawTable) else block for block in found)


def _with_numbers(table: RawTable) -> RawTable:
    number = table.place.table
    cells = tuple(
        replace(cell, place=replace(cell.place, table=number, row=cell.row + 1, column=cell.column + 1)) for cell in table.cells
    )
    return replace(table, cells=cells)
