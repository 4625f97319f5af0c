"""Which sums fail and which could not be checked, and why, as lines for the list behind the status bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.checks.arithmetic import sentence, whole_sentence
from core.findings import Finding, Judged, State, Verdict
from core.forms import CellRef, Equation, Form, GridForm
from core.naming import line_name, short_label, table_heading
from core.report import Report

_FEW = 2
"""So many operands are named in full; of more, the first and the last."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sum that fails or was not checked (`cell` is where to look), or all sums of a table that is missing."""

    state: State
    text: str
    why: str
    section: int
    cell: CellRef | None = None
    equation: Equation | None = None


def lines_of(report: Report, verdict: Verdict) -> list[Line]:
    """All that did not pass: first what fails, then what could not be checked, each in printed order."""
    form = report.form
    if form is None:
        return []
    failed = (_line(form, report, item) for item in verdict.equations if item.state is State.FAILED)
    unchecked = [item for item in verdict.equations if item.state is State.UNCHECKED]
    open_sums = (_line(form, report, item) for item in unchecked if _grid(item) in report.grids)
    return [*failed, *open_sums, *_missing(form, report, unchecked)]


def _grid(item: Judged) -> str:
    return item.equation.left[0].grid


def _line(form: Form, report: Report, item: Judged) -> Line:
    equation, grid = item.equation, report.grids[_grid(item)]
    section = form.table_of(grid.key).section
    if item.state is State.FAILED:
        return Line(item.state, whole_sentence(form, grid, item), "", section, equation.cells[-1], equation)
    text = f"{line_name(form, equation, grid.present)}：{rule_of(grid.form, equation)}"
    blank = next((ref for ref in equation.cells if report.value(ref) is None), equation.cells[0])
    return Line(item.state, text, item.why, section, blank, equation)


def _missing(form: Form, report: Report, unchecked: Sequence[Judged]) -> Iterator[Line]:
    """One line for each grid that the report has not: its sums all lack the same."""
    for key in dict.fromkeys(_grid(item) for item in unchecked if _grid(item) not in report.grids):
        lost = [item for item in unchecked if _grid(item) == key]
        table = form.table_of(key)
        yield Line(State.UNCHECKED, f"{table_heading(table)}：全部 {len(lost)} 项", lost[0].why, table.section)


def is_about(finding: Finding, equation: Equation) -> bool:
    """Whether a finding says that this sum fails."""
    return finding.code == equation.code and finding.cells == equation.cells


def spelled_out(report: Report, verdict: Verdict, finding: Finding) -> str:
    """The sum that a finding is about with each of its figures, where the message tells some as one; "" for any other."""
    judged = next((item for item in verdict.equations if is_about(finding, item.equation)), None)
    grid = report.grids.get(_grid(judged)) if judged else None
    if judged is None or grid is None or report.form is None:
        return ""
    whole = whole_sentence(report.form, grid, judged)
    return whole if whole != sentence(report.form, grid, judged) else ""


def rule_of(grid: GridForm, equation: Equation) -> str:
    """A sum without its figures: “自然人”至“其他”6 项之和 = “总计”."""
    return f"{_side(grid, equation, equation.left)} = {_side(grid, equation, equation.right)}"


def _side(grid: GridForm, equation: Equation, refs: Sequence[CellRef]) -> str:
    names = [f"“{_operand(grid, equation, ref)}”" for ref in refs]
    return " + ".join(names) if len(names) <= _FEW else f"{names[0]}至{names[-1]} {len(names)} 项之和"


def _operand(grid: GridForm, equation: Equation, ref: CellRef) -> str:
    return grid.column(ref.column).label if equation.along == "row" else short_label(grid.row(ref.row).label)
