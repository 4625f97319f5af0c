"""Which cells a sum of the vocabulary is made of in one report: patterns of rows filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.forms import CellRef, Form, forms
from core.narrative.vocabulary import Sum
from core.report import Report


@dataclass(frozen=True, slots=True)
class Printed:
    """The rows that a report prints of each grid, of grids that it lacks those of its form. It keeps what it was asked.

    Two are equal that are of one form and have the same rows.
    """

    key: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    _rows: Mapping[str, tuple[str, ...]] = field(compare=False)
    _columns: Mapping[str, frozenset[str]] = field(compare=False)
    _known: dict[Sum, Sum] = field(default_factory=dict, compare=False)

    def expanded(self, refs: Sum) -> Sum:
        """Cells with their patterns filled in; () when the form has not all of them."""
        if refs not in self._known:
            self._known[refs] = self._expanded(refs)
        return self._known[refs]

    def _expanded(self, refs: Sum) -> Sum:
        found: list[CellRef] = []
        for ref in refs:
            meant = _meant(ref.row, self._rows.get(ref.grid, ()))
            if not meant or ref.column not in self._columns[ref.grid]:
                return ()
            found += (CellRef(ref.grid, row, ref.column) for row in meant)
        return tuple(found)


def _meant(pattern: str, rows: tuple[str, ...]) -> list[str]:
    """The rows that one of the vocabulary stands for: itself, or all that begin and end as it does around its *."""
    if "*" not in pattern:
        return [pattern] if pattern in rows else []
    wanted = re.compile(pattern.replace("*", r"\w+"))
    return [row for row in rows if wanted.fullmatch(row)]


def printed(report: Report) -> Printed:
    """What a report prints."""
    form = report.form or next(iter(forms().values()))
    rows = {key: _rows_of(report, form, key) for key in form.grids}
    columns = {key: frozenset(column.key for column in grid.columns) for key, grid in form.grids.items()}
    return Printed(form.key, tuple(rows.items()), rows, columns)


def _rows_of(report: Report, form: Form, key: str) -> tuple[str, ...]:
    grid = report.grids.get(key)
    return grid.present if grid else tuple(row.key for row in form.grids[key].rows)
