"""Which cells a sum of the vocabulary is made of in one report: patterns of rows filled in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.forms import CellRef, Form, forms
from core.narrative.vocabulary import Sum
from core.report import Report


@dataclass(frozen=True, slots=True)
class Printed:
    """The rows and columns of a report's grids; where it lacks a grid, those of its form. It keeps what it was asked."""

    report: Report
    form: Form
    _lines: dict[str, tuple[Sequence[str], frozenset[str]]] = field(default_factory=dict)
    _known: dict[Sum, Sum] = field(default_factory=dict)

    def expanded(self, refs: Sum) -> Sum:
        """Cells with their patterns filled in; () when the form has not all of them."""
        if refs not in self._known:
            self._known[refs] = self._expanded(refs)
        return self._known[refs]

    def _expanded(self, refs: Sum) -> Sum:
        found: list[CellRef] = []
        for ref in refs:
            rows, columns = self._of(ref.grid)
            pattern = re.compile(ref.row.replace("*", r"\w+"))
            meant = [row for row in rows if pattern.fullmatch(row)]
            if not meant or ref.column not in columns:
                return ()
            found += (CellRef(ref.grid, row, ref.column) for row in meant)
        return tuple(found)

    def _of(self, grid: str) -> tuple[Sequence[str], frozenset[str]]:
        if grid not in self._lines:
            form = self.form.grids.get(grid)
            own = self.report.grids.get(grid)
            rows = own.present if own else tuple(row.key for row in form.rows) if form else ()
            self._lines[grid] = rows, frozenset(column.key for column in form.columns) if form else frozenset()
        return self._lines[grid]


def printed(report: Report) -> Printed:
    """What a report prints."""
    return Printed(report, report.form or next(iter(forms().values())))
