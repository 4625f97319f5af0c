"""From sorted pages to the blocks of a document: in reading order, joined over the breaks between pages, each with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from core.document import Block, Picture, RawTable
from core.readers.blocks import Item, Slot, finish, settle
from core.readers.pdf.columns import in_order
from core.readers.pdf.furniture import Furniture
from core.readers.pdf.ink import Box, around
from core.readers.pdf.joining import joined
from core.readers.pdf.leaf import Cell, Leaf, Ruled
from core.readers.pdf.lines import Line
from core.readers.pdf.prose import Edges, Printed, Wrapped, paragraphs, printed, usual_edges
from core.readers.pdf.remarks import is_picture, is_recognised
from core.readers.pdf.unruled import with_tables

Part = Printed | Ruled | Picture

_PICTURE_WIDTH, _PICTURE_HEIGHT = 150.0, 60.0
_BACKGROUND = 0.9


def blocks(leaves: Sequence[Leaf], found: Furniture) -> tuple[Block, ...]:
    """All blocks of a document in reading order, without its furniture."""
    usual = usual_edges(leaf.lines for leaf in leaves)
    parts = (part for leaf in leaves for part in _parts(leaf, found.lines.get(leaf.number, frozenset()), usual))
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


# ── a page ───────────────────────────────────────────────────────────


def _parts(leaf: Leaf, furniture: frozenset[int], usual: Edges | None) -> list[Part]:
    """What a page holds in reading order."""
    if is_picture(leaf):
        return [Picture(Box(0, 0, leaf.width, leaf.height).place(leaf.number), full_page=True)]
    lines = [line for index, line in enumerate(leaf.lines) if index not in furniture]
    columns = in_order(lines, [table.box for table in leaf.tables]) or [[]]
    others: list[tuple[Box, Part]] = [(table.box, table) for table in leaf.tables]
    if not is_recognised(leaf):
        others += [(box, Picture(box.place(leaf.number))) for box in leaf.pictures if _tells(box, leaf)]
    homes = [_home(box, columns) for box, _ in others]
    return [
        part
        for index, column in enumerate(columns)
        for part in _column(
            printed(column, leaf.number, usual if len(columns) == 1 else None, leaf.width),
            [other for other, home in zip(others, homes, strict=True) if home == index],
        )
    ]


def _tells(box: Box, leaf: Leaf) -> bool:
    """Whether a picture is large enough for a table, and no background of the page."""
    large = box.width >= _PICTURE_WIDTH and box.height >= _PICTURE_HEIGHT
    return large and box.width * box.height < _BACKGROUND * leaf.width * leaf.height


def _home(box: Box, columns: Sequence[Sequence[Line]]) -> int:
    """The column of text in which a table stands: that to which it is nearest, sideways first."""

    def distance(index: int) -> tuple[float, float]:
        if not columns[index]:
            return 0.0, 0.0
        column = around([line.box for line in columns[index]])
        aside = max(column.left - box.across, box.across - column.right, 0.0)
        return aside, max(column.top - box.top, box.top - column.bottom, 0.0)

    return min(range(len(columns)), key=distance)


def _column(lines: Sequence[Printed], others: Sequence[tuple[Box, Part]]) -> Iterator[Part]:
    """The lines of one column with the tables and pictures that stand between them; tables without rules are found here."""
    between = sorted(others, key=lambda other: other[0].top)
    known = {id(item.line): item for item in lines}
    done = 0
    for passed, some in groupby(lines, key=lambda item: sum(box.top < item.line.box.down for box, _ in between)):
        yield from (part for _, part in between[done:passed])
        done = passed
        stretch = list(some)
        for item in with_tables([item.line for item in stretch], stretch[0].page):
            yield item if isinstance(item, Ruled) else known[id(item)]
    yield from (part for _, part in between[done:])


# ── over the breaks between pages ────────────────────────────────────


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


# ── tables ───────────────────────────────────────────────────────────


def _settled(table: Ruled) -> list[Item]:
    slots = [_slot(cell) for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column))]
    return settle(slots, table.box.place(table.page))


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
    return RawTable(cells, table.place)
