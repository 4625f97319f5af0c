"""Tables turned by a quarter: the rows of the form side by side, its columns below one another."""

from collections import Counter
from dataclasses import replace

from core.document import RawTable
from core.folding import key
from core.recognise.vocabulary import Vocabulary

_SURE = 0.9
_ROWS, _COLUMNS, _HEADINGS = 8, 4, 8
"""So many labels of rows at the top, of columns at the left, or headings in one column are no chance."""
_TOP, _WIDEST = 3, 6


def upright(table: RawTable, words: Vocabulary) -> RawTable:
    """The table as the form has it: turned if it was turned."""
    return _turned(table) if _lies(table, words) or _stands(table, words) or _is_crossed(table, words) else table


def _turned(table: RawTable) -> RawTable:
    cells = (
        replace(cell, row=cell.column, column=cell.row, row_span=cell.column_span, column_span=cell.row_span)
        for cell in table.cells
    )
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _lies(table: RawTable, words: Vocabulary) -> bool:
    """Whether the rows of a table with rows and columns are its columns."""
    top = [cell for cell in table.cells if cell.row < _TOP]
    matched = {match[0] for cell in top if (match := words.match(cell.text)) and match[1] >= _SURE and match[0].row}
    if len(matched) < _ROWS:
        return False
    labels = {key(column.label) for grid in {target.grid for target in matched} for column in words.form.grids[grid].columns}
    left = {key(cell.text) for cell in table.cells if cell.column < _TOP}
    return len(labels & left) >= _COLUMNS


def _stands(table: RawTable, words: Vocabulary) -> bool:
    """Whether the headings of a table with one row stand below one another."""
    grids = (grid for table_ in words.form.tables if table_.layout == "one_row" for grid in table_.grids)
    headings = {key(column.label) for grid in grids for column in words.form.grids[grid].columns}
    counts = Counter(cell.column for cell in table.cells if key(cell.text) in headings)
    return table.width <= _WIDEST and max(counts.values(), default=0) >= _HEADINGS


def _is_crossed(table: RawTable, words: Vocabulary) -> bool:
    """Whether the groups of a table with one row stand side by side, and below one another the headings that each of them has."""
    found = Counter(key(cell.text) for cell in table.cells)
    for form in (words.form.grids[grid] for table_ in words.form.tables if table_.layout == "one_row" for grid in table_.grids):
        headings = {key(column.label) for column in form.columns}
        groups = {key(row.path[-1]) for row in form.rows}
        below = Counter(cell.column for cell in table.cells if key(cell.text) in headings)
        top = {key(cell.text) for cell in table.cells if cell.row < _TOP}
        if max(below.values(), default=0) == len(headings) and all(found[one] == 1 for one in headings) and groups <= top:
            return True
    return False
