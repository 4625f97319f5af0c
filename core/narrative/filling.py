"""Cells that the text alone gives: to fill a missing grid, and to tell which of two repairs agrees with the words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from core.forms import CellRef
from core.narrative.claims import Passage
from core.narrative.sites import Scope
from core.numbers import Number
from core.report import Report


def claimed(passages: Iterable[Passage]) -> Mapping[CellRef, frozenset[Number]]:
    """The figures that the text states exactly, and for the whole office, for a single cell."""
    stated: dict[CellRef, set[Number]] = defaultdict(set)
    for passage in passages:
        for claim in passage.claims.values():
            amount = claim.site.amount
            if claim.cell and claim.site.scope is not Scope.PART and not amount.approximate and not amount.is_money:
                stated[claim.cell].add(amount.value)
        for denied in passage.denials:
            for ref in denied.sums[0] if denied.denial.firm else ():
                stated[ref].add(0)
    return {ref: frozenset(values) for ref, values in stated.items()}


def prefill(report: Report, passages: Iterable[Passage]) -> Mapping[CellRef, Number]:
    """Figures for the cells of grids that the report lacks, where the text states one figure and no other."""
    return {
        ref: next(iter(values)) for ref, values in claimed(passages).items() if ref.grid not in report.grids and len(values) == 1
    }
