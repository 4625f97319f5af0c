"""What readers gather before it has its place: lines, cells and tables, numbered at the end in the order of the source."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from core.document import NOWHERE, Block, Paragraph, Picture, Place, RawCell, RawTable

MOST_CELLS = 300_000
MOST_ROWS, MOST_LINES = 20_000, 50_000
"""Of tables and of running text: as many as some three hundred reports have in all, read in well under a minute."""


@dataclass(slots=True)
class Slot:
    """One cell while it is read; `content` holds its lines, and the tables and pictures inside it."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    content: list["Item"] = field(default_factory=list)
    place: Place = NOWHERE

    @property
    def text(self) -> str:
        return "\n".join(item.text for item in self.content if isinstance(item, Paragraph))

    @property
    def filled(self) -> bool:
        return shows(self.content)


@dataclass(slots=True)
class Table:
    """A table of data: its cells in source order, nothing but text in them."""

    slots: list[Slot]
    place: Place = NOWHERE
    guessed: bool = False


Item = Paragraph | Table | Picture


class TooMany(Exception):
    """More of something than any set of reports has."""


def finish(items: Iterable[Item]) -> tuple[Block, ...]:
    """Count the tables, and the paragraphs and pictures that have no place."""
    blocks: list[Block] = []
    paragraphs = tables = 0
    for item in items:
        if isinstance(item, Table):
            tables += 1
            blocks.append(_raw(item, tables))
        else:
            paragraphs += 1
            blocks.append(item if item.place != NOWHERE else replace(item, place=Place(paragraph=paragraphs)))
    return tuple(blocks)


def shows(items: Iterable[Item]) -> bool:
    """Whether there is anything to read at all; a picture is nothing to read."""
    return any(isinstance(item, Table) or (isinstance(item, Paragraph) and item.text.strip()) for item in items)


def without_blanks(items: Iterable[Item]) -> list[Item]:
    """The items but for the lines with nothing in them."""
    return [item for item in items if not isinstance(item, Paragraph) or item.text.strip()]


def _raw(table: Table, number: int) -> RawTable:
    cells = tuple(
        RawCell(slot.text, slot.row, slot.column, slot.row_span, slot.column_span, slot.place if slot.place != NOWHERE else place)
        for slot in table.slots
        for place in (Place(table=number, row=slot.row + 1, column=slot.column + 1),)
    )
    return RawTable(cells, replace(table.place, table=number), table.guessed)
