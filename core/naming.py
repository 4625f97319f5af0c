"""What tables, rows, columns and cells are called in sentences for the clerk, the same everywhere."""

import re
from collections.abc import Iterable

from core.forms import CellRef, Equation, Form, Row, Table

_LONG = 20
_REMARK = re.compile(r"(?<=.{4})[（、].*", re.DOTALL)


def table_name(form: Form, grid: str) -> str:
    """Name the printed table that holds `grid`: 表三."""
    return form.table_of(grid).name


def row_name(form: Form, grid: str, row: str, present: Iterable[str] = ()) -> str:
    """Name a row: 表三 第3行‘（一）予以公开’, or 表二 行政许可 where rows are few and stand in several grids.

    `present` are the keys of the rows that the report prints, for the number when it prints one row in place of several.
    """
    table = form.table_of(grid)
    if table.layout != "matrix":
        return f"{table.name} {_words(form.grids[grid].row(row))}"
    number = _number(form, grid, row, present)
    return f"{table.name} 第{number}行‘{short_label(form.grids[grid].row(row).label)}’"


def column_name(form: Form, grid: str, column: str) -> str:
    """Name a column: 表三 ‘自然人’列; in a table of several grids with its caption."""
    table = form.table_of(grid)
    caption = form.grids[grid].caption if len(table.grids) > 1 else ""
    return f"{table.name} {caption}‘{column_label(form, grid, column)}’列"


def place_of(form: Form, ref: CellRef, present: Iterable[str] = ()) -> str:
    """Name one cell: 表三 第3行‘（一）予以公开’·自然人."""
    return f"{row_name(form, ref.grid, ref.row, present)}·{column_label(form, ref.grid, ref.column)}"


def line_name(form: Form, equation: Equation, present: Iterable[str] = ()) -> str:
    """Name the row or column that an equation runs along."""
    first = equation.cells[0]
    if first.column == equation.line:
        return column_name(form, first.grid, equation.line)
    return row_name(form, first.grid, equation.line, present)


def column_label(form: Form, grid: str, column: str) -> str:
    """The printed label of a column without its unit: 本年收费金额."""
    return form.grids[grid].column(column).label.partition("（单位")[0]


def table_heading(table: Table) -> str:
    """The name and title of a table: 表三 收到和处理政府信息公开申请情况."""
    return f"{table.name} {table.title}"


def _number(form: Form, grid: str, row: str, present: Iterable[str]) -> int:
    """The place of a row among those the table prints, counted from 1."""
    rows = form.grids[grid].rows_with({row, *present})
    return [printed.key for printed in rows].index(row) + 1


def _words(row: Row) -> str:
    return "·".join(map(short_label, row.path))


def short_label(label: str) -> str:
    """A label without the remark that makes it too long for a sentence."""
    return _REMARK.sub("", label, count=1) if len(label) > _LONG else label
