"""Cut the place that was asked for out of the blocks of a document, with what stood around it."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from core.document import NOWHERE, Block, Paragraph, Place, RawCell, RawTable, column_letters
from core.glimpse.asking import Ask, CellAsk, Cutting, Glimpse, Line, LineAsk, Lines, Piece
from core.glimpse.marking import fits, marks

AROUND = 3
"""So many rows or lines to either side are shown."""
_MOST_HEADING = 6
_FIGURE = re.compile(r"[\d０-９][\d０-９,，.]*")
_LONG = 400
_LIKE = 60
_FAR = 2_000


def look(blocks: Sequence[Block], ask: Ask) -> Glimpse | None:
    """Answer what was asked; None where the blocks hold no such place."""
    if isinstance(ask, LineAsk):
        return _look_for_line(blocks, ask)
    for number, block in enumerate(blocks):
        if isinstance(block, RawTable):
            if cell := next((cell for cell in block.cells if cell.place == ask.place), None):
                return _cut(block, cell, ask)
        elif isinstance(block, Paragraph) and block.place == ask.place:
            return _lines(blocks, number, ask)
    return None


# ── tables ───────────────────────────────────────────────────────────


def _cut(table: RawTable, cell: RawCell, ask: CellAsk) -> Cutting:
    """The headings and the rows around a cell; a value that is not written in the cell itself is looked for along the row."""
    around = range(max(cell.row - AROUND, 0), min(cell.row + cell.row_span + AROUND, table.height))
    head = range(min(_heading(table), cell.row))
    shown = sorted({*head, *around})
    here = _holder(table, cell, ask)
    pieces = (_piece(one, shown, one is here, ask) for one in table.cells)
    rows = tuple(_row_name(table, row) for row in shown)
    columns = tuple(_column_name(table, column) for column in range(table.width))
    return Cutting(tuple(filter(None, pieces)), rows, columns, shown.index(cell.row), cell.place, len(head))


def _heading(table: RawTable) -> int:
    """How many rows there are above the first that holds a figure; 0 where that is not soon, for then they head nothing."""
    first = min((cell.row for cell in table.cells if _FIGURE.fullmatch(cell.text.strip())), default=0)
    return first if first <= _MOST_HEADING else 0


def _holder(table: RawTable, cell: RawCell, ask: CellAsk) -> RawCell | None:
    """The cell that the value is written in."""
    raw = ask.raws[ask.index].strip()
    if raw in cell.text or not raw:
        return cell
    found = [other for other in table.cells if other.row == cell.row and raw in other.text]
    return found[0] if len(found) == 1 else None


def _piece(cell: RawCell, shown: Sequence[int], here: bool, ask: CellAsk) -> Piece | None:
    """What is seen of a cell where only some rows are shown, None for nothing."""
    covered = [at for at, row in enumerate(shown) if cell.row <= row < cell.row + cell.row_span]
    if not covered:
        return None
    whole = len(ask.raws) == 1 or not here
    found = () if whole else marks(cell.text, ask.raws, ask.index)
    return Piece(cell.text, covered[0], cell.column, len(covered), cell.column_span, here, found)


def _row_name(table: RawTable, row: int) -> str:
    """The number that a row has in its sheet or table; "" where none is known."""
    place = next((cell.place for cell in table.cells if cell.row == row), NOWHERE)
    return str(place.row or place.line or "")


def _column_name(table: RawTable, column: int) -> str:
    """The letters of a column of a worksheet."""
    place = next((cell.place for cell in table.cells if cell.column == column and cell.column_span == 1), NOWHERE)
    return column_letters(place.column) if place.sheet else ""


# ── lines ────────────────────────────────────────────────────────────


def _lines(blocks: Sequence[Block], number: int, ask: CellAsk) -> Lines:
    """The line that a value was read from, with its neighbours; the place of a row may be that of the label above it."""
    below = range(number, min(number + AROUND + 1, len(blocks)))
    number = next((at for at in below if fits(_paragraph(blocks, at).text, ask.raws)), number)
    here = _paragraph(blocks, number)
    found = marks(here.text, ask.raws, ask.index)
    return Lines((*_beside(blocks, number, -1), Line(here.text, here.place, True, found), *_beside(blocks, number, 1)))


def _look_for_line(blocks: Sequence[Block], ask: LineAsk) -> Lines | None:
    """The line of a section that reads as asked for, or else the most like it."""
    begun = _start(blocks, ask.start)
    texts = [(number, _paragraph(blocks, number).text.strip()) for number in _written(blocks, begun)]
    wanted = ask.text.strip()
    exact = next((number for number, text in texts if text == wanted), None)
    number = exact if exact is not None else _likest(texts, wanted)
    if number is None:
        return None
    here = _paragraph(blocks, number)
    spots = (here.text.find(word) for word in ask.words)
    found = tuple((at, at + len(word)) for at, word in zip(spots, ask.words, strict=True) if at >= 0)
    around = (*_beside(blocks, number, -1), Line(here.text, here.place, True, found), *_beside(blocks, number, 1))
    return Lines(around, exact is not None)


def _likest(texts: Sequence[tuple[int, str]], wanted: str) -> int | None:
    scored = ((fuzz.ratio(text[:_FAR], wanted[:_FAR], score_cutoff=_LIKE), -number) for number, text in texts[:_LONG])
    score, number = max(scored, default=(0, 0))
    return -number if score else None


def _start(blocks: Sequence[Block], place: Place) -> int:
    """The number of the block that begins a section; the first of all where it is not known."""
    if place == NOWHERE:
        return 0
    return next((number for number, block in enumerate(blocks) if block.place == place), 0)


def _written(blocks: Sequence[Block], begun: int) -> Iterator[int]:
    """The numbers of the paragraphs from there on that have words."""
    return (number for number in range(begun, len(blocks)) if _has_words(blocks[number]))


def _has_words(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(block.text.strip())


def _paragraph(blocks: Sequence[Block], number: int) -> Paragraph:
    block = blocks[number]
    return block if isinstance(block, Paragraph) else Paragraph("")


def _beside(blocks: Sequence[Block], number: int, step: int) -> list[Line]:
    """The nearest lines with words before or behind one, in the order of the source, up to the next table."""
    found: list[Line] = []
    number += step
    while 0 <= number < len(blocks) and len(found) < AROUND and isinstance(block := blocks[number], Paragraph):
        if block.text.strip():
            found.append(Line(block.text, block.place))
        number += step
    return found[::step]
