"""What was copied, as programs put it on the clipboard: as a page, or as plain text with tabs."""

import csv
from collections.abc import Iterable

from core.document import Block, RawTable, Unreadable
from core.readers import read_clipboard, separated

MOST_PAGE, MOST_TEXT = 600_000, 50_000
"""Letters of a page and of plain text that are read while the clerk waits; whole reports are opened in the background."""
MOST_ROWS = 150
"""Rows of tables, or lines, in which labels are looked for; all official tables together have some 60."""
LONGEST = 80
"""Letters of the longest entry that anybody would write into a cell."""

Rows = list[list[str]]


def blocks_of(page: str, text: str) -> tuple[Block, ...]:
    """What was copied, as blocks; nothing where it is more than can be read at once."""
    page = page if len(page) <= MOST_PAGE else ""
    text = text if len(text) <= MOST_TEXT else ""
    try:
        blocks = read_clipboard(page, "").blocks if page else ()
    except Unreadable:
        blocks = ()
    if any(isinstance(block, RawTable) for block in blocks):
        return blocks
    return separated.blocks(text, "\t") if "\t" in text else read_clipboard("", text).blocks


def block_of(text: str) -> Rows:
    """The cells of a block of plain text, all rows of one length."""
    rows = list(csv.reader(text.rstrip("\r\n").splitlines(keepends=True), delimiter="\t")) or ([[""]] if text else [])
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def first_table(page: str) -> Rows:
    """The first table of a page; what a merged cell covers is blank."""
    table = next((block for block in blocks_of(page, "") if isinstance(block, RawTable)), RawTable(()))
    texts = {(cell.row, cell.column): cell.text.strip() for cell in table.cells}
    return [[texts.get((row, column), "") for column in range(table.width)] for row in range(table.height)]


def is_prose(entries: Iterable[str]) -> bool:
    """Whether something is too long to be meant for a cell."""
    return any(len(entry) > LONGEST for entry in entries)
