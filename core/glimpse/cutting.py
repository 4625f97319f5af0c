"""Cut the rows around a cell out of a table of the source, with the headings above them."""

import re
from collections.abc import Sequence

from core.document import NOWHERE, RawCell, RawTable, column_letters
from core.glimpse.asking import AROUND, CellAsk, Cutting, Piece, covered
from core.glimpse.marking import marks

_MOST_HEADING = 6
_FIGURE = re.compile(r"[\d０-９][\d０-９,，.]*")


def cut(table: RawTable, cell: RawCell, ask: CellAsk) -> Cutting:
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
    rows = covered(cell, shown)
    if not rows:
        return None
    whole = len(ask.raws) == 1 or not here
    found = () if whole else marks(cell.text, ask.raws, ask.index)
    return Piece(cell.text, rows[0], cell.column, len(rows), cell.column_span, here, found)


def _row_name(table: RawTable, row: int) -> str:
    """The number that a row has in its sheet or table; "" where none is known."""
    place = next((cell.place for cell in table.cells if cell.row == row), NOWHERE)
    return str(place.row or place.line or "")


def _column_name(table: RawTable, column: int) -> str:
    """The letters of a column of a worksheet."""
    place = next((cell.place for cell in table.cells if cell.column == column and cell.column_span == 1), NOWHERE)
    return column_letters(place.column) if place.sheet else ""
