"""From sorted pages to the blocks of a document: in reading order, joined over the breaks between pages, each with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from core.document import Block, Picture, RawTable
from core.readers.blocks import Item, Slot, finish, settle
from core.readers.pdf.columns import Column, in_order
from core.readers.pdf.ink import Box, around
from core.readers.pdf.joining import joined
from core.readers.pdf.leaf import Cell, Leaf, Ruled
from core.readers.pdf.prose import Edges, Printed, Wrapped, paragraphs, printed, usual_edges
from core.readers.pdf.remarks import is_picture, is_recognised

Part = Printed | Ruled | Picture

_PICTURE_WIDTH, _PICTURE_HEIGHT = 150.0, 60.0
_BACKGROUND = 0.9


def blocks(leaves: Sequence[Leaf]) -> tuple[Block, ...]:
    """All blocks of a document in reading order."""
    usual = usual_edges(leaf.lines for leaf in leaves)
    seen: set[str] = set()
    parts = (part for leaf in leaves for part in _parts(leaf, usual, seen))
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


def _parts(leaf: Leaf, usual: Edges | None, seen: set[str]) -> list[Part]:
    """What a page holds in reading order; `seen` holds what stood beside the text of earlier pages, and counts once."""
    if is_picture(leaf):
        return [Picture(Box(0, 0, leaf.width, leaf.height).place(leaf.number), full_page=True)]
    columns = _new_columns(in_order(leaf.lines, [table.box for table in leaf.tables]), seen) or [Column(())]
    others: list[tuple[Box, Part]] = [(table.box, table) for table in leaf.tables]
    if not is_recognised(leaf):
        others += [(box, Picture(box.place(leaf.number))) for box in leaf.pictures if _tells(box, leaf)]
    homes = [_home(box, columns) for box, _ in others]
    return [
        part
        for index, column in enumerate(columns)
        for part in _column(
            printed(column.lines, leaf.number, None if column.aside else usual, leaf.width),
            [other for other, home in zip(others, homes, strict=True) if home == index],
        )
    ]


def _new_columns(columns: Iterable[Column], seen: set[str]) -> list[Column]:
    """The columns without what comes again beside the text of each page, as a menu does."""
    kept = []
    for column in columns:
        words = "\n".join(line.text for line in column.lines)
        if not column.aside or words not in seen:
            kept.append(column)
        if column.aside:
            seen.add(words)
    return kept


def _tells(box: Box, leaf: Leaf) -> bool:
    """Whether a picture is large enough for a table, and no background of the page."""
    large = box.width >= _PICTURE_WIDTH and box.height >= _PICTURE_HEIGHT
    return large and box.width * box.height < _BACKGROUND * leaf.width * leaf.height


def _home(box: Box, columns: Sequence[Column]) -> int:
    """The column of text in which a table stands: that to which it is nearest, sideways first, and never one aside."""

    def distance(index: int) -> tuple[bool, float, float]:
        column = columns[index]
        if not column.lines:
            return column.aside, 0.0, 0.0
        edges = around([line.box for line in column.lines])
        away = max(edges.left - box.across, box.across - edges.right, 0.0)
        return column.aside, away, max(edges.top - box.top, box.top - edges.bottom, 0.0)

    return min(range(len(columns)), key=distance)


def _column(lines: Sequence[Printed], others: Sequence[tuple[Box, Part]]) -> Iterator[Part]:
    """The lines of one column with the tables and pictures that stand between them."""
    between = sorted(others, key=lambda other: other[0].top)
    done = 0
    for passed, some in groupby(lines, key=lambda item: sum(box.top < item.line.box.down for box, _ in between)):
        yield from (part for _, part in between[done:passed])
        done = passed
        yield from some
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
