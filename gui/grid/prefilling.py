"""The figures that only the text of a report gives, for tables that it has not."""

from collections.abc import Collection, Mapping

from core.forms import CellRef
from core.narrative import prefill, read
from core.numbers import Number
from core.report import Report


def figures(report: Report, grids: Collection[str]) -> Mapping[CellRef, Number]:
    """What can be filled into these grids, all of which are missing."""
    if not grids:
        return {}
    return {ref: value for ref, value in prefill(report, read(report)).items() if ref.grid in grids}
