"""The printed layout of a table: every caption, header, label and value with its merged place, as on paper."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.forms import CellRef, Form, GridForm, Row, Table


class Role(enum.StrEnum):
    """What a printed cell is for."""

    CAPTION = "caption"
    HEADER = "header"
    LABEL = "label"
    VALUE = "value"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed cell: its first row and column (from 0), what it covers, its text, and for a value the cell it shows."""

    row: int
    column: int
    row_span: int
    column_span: int
    role: Role
    text: str = ""
    ref: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole table. Rows before `header_rows` and columns before `label_columns` are frozen while scrolling."""

    table: Table
    cells: tuple[Printed, ...]
    height: int
    width: int
    header_rows: int
    label_columns: int


def layout_of(form: Form, table: Table, rows: Mapping[str, Sequence[Row]]) -> Layout:
    """Lay out `table`; `rows` holds, for each grid at hand, the rows to show. A grid not in it shows as missing."""
    if table.layout == "stacked":
        return _stacked(form, table, rows)
    [grid] = (form.grids[key] for key in table.grids)
    if table.layout == "one_row":
        return _one_row(table, grid)
    return _matrix(table, grid, rows.get(grid.key, grid.rows))


def _stacked(form: Form, table: Table, rows: Mapping[str, Sequence[Row]]) -> Layout:
    """Grids under one another, each with its caption and its own header; the last column takes the remaining width."""
    width = 1 + max(len(form.grids[key].columns) for key in table.grids)
    cells: list[Printed] = []
    line = 0
    for grid in (form.grids[key] for key in table.grids):
        cells.append(Printed(line, 0, 1, width, Role.CAPTION, grid.caption))
        cells.append(Printed(line + 1, 0, 1, 1, Role.HEADER, table.corner))
        cells += _stretched(line + 1, width, [(Role.HEADER, column.label, None) for column in grid.columns])
        line += 2
        for row in rows.get(grid.key, ()):
            cells.append(Printed(line, 0, 1, 1, Role.LABEL, row.label))
            refs = [CellRef(grid.key, row.key, column.key) for column in grid.columns]
            cells += _stretched(line, width, [(Role.VALUE, "", ref) for ref in refs])
            line += 1
        if grid.key not in rows:
            cells.append(Printed(line, 0, 1, width, Role.MISSING, "（原文没有此项）"))
            line += 1
    return Layout(table, tuple(cells), line, width, 0, 0)


def _stretched(line: int, width: int, parts: Sequence[tuple[Role, str, CellRef | None]]) -> list[Printed]:
    last = len(parts) - 1
    return [
        Printed(line, 1 + index, 1, width - 1 - last if index == last else 1, role, text, ref)
        for index, (role, text, ref) in enumerate(parts)
    ]


def _matrix(table: Table, grid: GridForm, rows: Sequence[Row]) -> Layout:
    """Labels to the left, columns with their groups above, the corner text in the empty corner."""
    columns = [(table.band, *column.path) for column in grid.columns]
    header_rows = max(map(len, columns))
    label_columns = max(len(row.path) for row in rows)
    cells = [Printed(0, 0, header_rows, label_columns, Role.HEADER, table.corner)]
    for level, start, depth, length, text in _tree(columns, header_rows):
        cells.append(Printed(level, label_columns + start, depth, length, Role.HEADER, text))
    for level, start, depth, length, text in _tree([row.path for row in rows], label_columns):
        cells.append(Printed(header_rows + start, level, length, depth, Role.LABEL, text))
    for index, row in enumerate(rows):
        for offset, column in enumerate(grid.columns):
            ref = CellRef(grid.key, row.key, column.key)
            cells.append(Printed(header_rows + index, label_columns + offset, 1, 1, Role.VALUE, "", ref))
    return Layout(table, tuple(cells), header_rows + len(rows), label_columns + len(columns), header_rows, label_columns)


def _one_row(table: Table, grid: GridForm) -> Layout:
    """All cells in one row, the rows of the grid as groups above the columns."""
    refs = [(CellRef(grid.key, row.key, column.key), (*row.path, column.label)) for row in grid.rows for column in grid.columns]
    header_rows = max(len(path) for _, path in refs)
    cells = [
        Printed(level, start, depth, length, Role.HEADER, text)
        for level, start, depth, length, text in _tree([path for _, path in refs], header_rows)
    ]
    cells += [Printed(header_rows, index, 1, 1, Role.VALUE, "", ref) for index, (ref, _) in enumerate(refs)]
    return Layout(table, tuple(cells), header_rows + 1, len(refs), header_rows, 0)


def _tree(paths: Sequence[tuple[str, ...]], depth: int, level: int = 0, start: int = 0) -> list[tuple[int, int, int, int, str]]:
    """Merge equal beginnings of `paths`: (level, first leaf, levels covered, leaves covered, text); a leaf fills the depth."""
    merged: list[tuple[int, int, int, int, str]] = []
    for _, run in groupby(enumerate(paths), key=lambda item: item[1][0] if len(item[1]) > 1 else item):
        members = [(index, path) for index, path in run]
        first, path = members[0]
        if len(path) == 1:
            merged.append((level, start + first, depth - level, 1, path[0]))
            continue
        merged.append((level, start + first, 1, len(members), path[0]))
        merged += _tree([path[1:] for _, path in members], depth, level + 1, start + first)
    return merged
