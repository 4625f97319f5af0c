"""The sums of one cell, spelled out: both sides, their terms with labels and figures, and how they stand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.findings import Judged, State, Verdict
from core.forms import CellRef, Equation
from core.naming import line_name, short_label
from core.numbers import canonical, difference
from core.report import Grid, Report
from gui.grid.marks import shown
from gui.tally import rule_of

_ORDER = [State.FAILED, State.UNCHECKED, State.PASSED]
_FEW = 1
"""So many zeros of one side are spelled out; more are told by their number."""


@dataclass(frozen=True, slots=True)
class Term:
    """One cell of a sum: its label in this sum and its figure as shown, 空白 for a blank."""

    ref: CellRef
    label: str
    figure: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sum. `zeros` stand apart when there are several; they are terms like the others."""

    total: str
    terms: tuple[Term, ...]
    zeros: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelled:
    """One sum in words and figures. `apart` is the difference, `why` the reason where it could not be judged for certain."""

    state: State
    line: str
    rule: str
    left: Side
    right: Side
    apart: str
    why: str

    @property
    def verdict(self) -> str:
        """How the sum stands, and with which figures where it fails."""
        failed = f"不符：左边 {self.left.total}，右边 {self.right.total}，相差 {self.apart}"
        return {State.FAILED: failed, State.UNCHECKED: "未核", State.PASSED: "相符"}[self.state]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All cells of the sum, those that are 0 last on each side."""
        return self.left.terms + self.left.zeros + self.right.terms + self.right.zeros


def sums_of(verdict: Verdict, ref: CellRef) -> list[Judged]:
    """The sums that a cell takes part in: first those that fail, then those not checked, then those that hold."""
    mine = (item for item in verdict.equations if ref in item.equation.cells)
    return sorted(mine, key=lambda item: _ORDER.index(item.state))


def spelled(report: Report, judged: Judged) -> Spelled | None:
    """A sum of a grid that the report has, in words; None where it has no such grid."""
    equation = judged.equation
    grid, form = report.grids.get(equation.cells[0].grid), report.form
    if grid is None or form is None:
        return None
    return Spelled(
        judged.state,
        line_name(form, equation, grid.present),
        rule_of(grid.form, equation),
        _side(grid, equation, equation.left, canonical(judged.left)),
        _side(grid, equation, equation.right, canonical(judged.right)),
        canonical(difference(judged.left, judged.right)),
        judged.why,
    )


def _side(grid: Grid, equation: Equation, refs: Sequence[CellRef], total: str) -> Side:
    zeros = [ref for ref in refs if grid.value(ref) == 0]
    folded = zeros if len(zeros) > _FEW else []
    return Side(total, _terms(grid, equation, [ref for ref in refs if ref not in folded]), _terms(grid, equation, folded))


def _terms(grid: Grid, equation: Equation, refs: Sequence[CellRef]) -> tuple[Term, ...]:
    return tuple(Term(ref, _label(grid, equation, ref), shown(grid.cell(ref)) or "空白") for ref in refs)


def _label(grid: Grid, equation: Equation, ref: CellRef) -> str:
    """What tells the terms of one sum apart: the column of a row sum, else the row."""
    if equation.along == "row":
        return grid.form.column(ref.column).label
    return short_label(grid.form.row(ref.row).label)
