"""Which cells of a report's form a sum is made of: patterns of rows filled in."""

import re
from collections.abc import Iterable, Sequence

from core.forms import CellRef, forms
from core.narrative.vocabulary import Sum
from core.report import Report


def expanded(refs: Iterable[CellRef], report: Report) -> Sum:
    """Cells with their patterns filled in; () when the form has not all of them."""
    found: list[CellRef] = []
    for ref in refs:
        rows = [row for row in _printed(ref.grid, report) if re.fullmatch(ref.row.replace("*", r"\w+"), row)]
        columns = _columns(ref.grid, report)
        if not rows or ref.column not in columns:
            return ()
        found += (CellRef(ref.grid, row, ref.column) for row in rows)
    return tuple(found)


def _printed(grid: str, report: Report) -> Sequence[str]:
    """The rows of a grid that the report prints; where it has none, those of the form."""
    if grid in report.grids:
        return report.grids[grid].present
    form = report.form or next(iter(forms().values()))
    return [row.key for row in form.grids[grid].rows] if grid in form.grids else []


def _columns(grid: str, report: Report) -> set[str]:
    form = report.form or next(iter(forms().values()))
    return {column.key for column in form.grids[grid].columns} if grid in form.grids else set()
