"""Where everything stands in the workbook: known before a cell is written, and again when it is read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.forms import CellRef, Equation, Form, Row, Table
from core.layout import Layout, layout_of
from core.report import Report

TOP = 2
"""Rows above a table: its title, and the organ with the year."""
FACTS = "基本情况"
PROSE = "正文"
RESULTS = "校核结果"
CHANGES = "修改记录"
NO_TABLE = "原文没有这张表"
NOTES = "附注：随数字的说明"
EXTRA = "官方表格以外的行或列（原文另有，不入表）"
LEGEND = "底色为导出时的校核结果"
UNTITLED = "（原文没有这一部分的标题）"

At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A live check of one equation: where its sum, its difference and its conclusion stand."""

    equation: Equation
    left: tuple[At, ...]
    right: tuple[At, ...]
    sum: At
    difference: At
    conclusion: At


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One table on its sheet; `layout` is None when the report has no grid of it. `below` counts the check rows under it."""

    form: Form
    table: Table
    sheet: str
    rows: Mapping[str, Sequence[Row]]
    layout: Layout | None
    places: Mapping[CellRef, At]
    checks: tuple[CheckLine, ...]
    below: int

    @property
    def width(self) -> int:
        return self.layout.width if self.layout else 4

    @property
    def split(self) -> int:
        """The first column beside the labels; notes and the figures of extra rows begin there too."""
        return (self.layout.label_columns if self.layout else 0) or max(1, self.width // 3)

    @property
    def end(self) -> int:
        """The first row below the table and its checks."""
        return TOP + (self.layout.height if self.layout else 1) + self.below


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the text sheet: `mark` says what it is, `section` the place of its section in the report, from 0.

    `start` and `end` are the code points of the section's text that the row shows.
    """

    text: str
    mark: str
    section: int = -1
    start: int = 0
    end: int = 0


def table_plan(form: Form, table: Table, sheet: str, rows: Mapping[str, Sequence[Row]]) -> TablePlan:
    """Lay out a table; `rows` holds the rows to show of each grid at hand."""
    held = {key: rows[key] for key in table.grids if key in rows}
    if not held:
        return TablePlan(form, table, sheet, {}, None, {}, (), 0)
    layout = layout_of(form, table, held)
    places = {cell.ref: (TOP + cell.row, cell.column) for cell in layout.cells if cell.ref}
    checks = _checks(form, layout, held, places)
    bottom = max((line.conclusion[0] for line in checks), default=0)
    return TablePlan(form, table, sheet, held, layout, places, checks, max(0, bottom + 1 - TOP - layout.height))


def rows_shown(report: Report) -> dict[str, tuple[Row, ...]]:
    """The rows of each grid that the report has."""
    return {key: grid.rows for key, grid in report.grids.items()}


def _checks(form: Form, layout: Layout, rows: Mapping[str, Sequence[Row]], places: Mapping[CellRef, At]) -> tuple[CheckLine, ...]:
    equations = [equation for key, shown in rows.items() for equation in form.grids[key].equations(row.key for row in shown)]
    codes = list(dict.fromkeys(equation.code for equation in equations if equation.along == "column"))
    lines = []
    for equation in equations:
        left, right = (tuple(places[ref] for ref in side) for side in (equation.left, equation.right))
        depth = 3 * codes.index(equation.code) if equation.code in codes else 0
        lines.append(
            CheckLine(equation, left, right, *_beside(layout, equation, left[0], right[-1], TOP + layout.height + 1 + depth))
        )
    return tuple(lines)


def _beside(layout: Layout, equation: Equation, first: At, last: At, below: int) -> tuple[At, At, At]:
    """Where the sum, the difference and the conclusion go: below in one-row tables and for columns, else to the right.

    A blank row or column keeps them apart, and to the right the words come first, so that no reader takes them
    for a part of the table.
    """
    row, column = last
    if layout.table.layout == "one_row":
        return (below, column), (below + 1, column), (below + 2, first[1])
    if equation.along == "column":
        return (below, column), (below + 1, column), (below + 2, column)
    return (row, layout.width + 2), (row, layout.width + 3), (row, layout.width + 1)
