"""The sums that bind each grid: judged with zero tolerance, blanks never taken for zeros."""

from collections.abc import Mapping, Sequence

from core.checks.codes import finding
from core.findings import Finding, Judged, State, text_of
from core.forms import CellRef, Equation, Form
from core.naming import line_name, short_label
from core.narrative import Statement
from core.numbers import Number, canonical, difference, total
from core.repair import Repair, repairs, suggestions
from core.report import Grid, Report

_SHOWN = 8  # operands spelled out in one sentence
_SHORT = 2  # a sum of so few operands shows its zeros too

Repairs = Mapping[str, tuple[Repair, ...]]
"""The repairs of each grid in which sums fail, by its key, best first."""
Values = Mapping[CellRef, Number | None]
"""What cells of a grid hold; None where they are blank, or cannot be read."""


def judge(report: Report) -> tuple[Judged, ...]:
    """Judge every equation of every grid, in printed order; those of a missing grid are unchecked."""
    form = report.form
    if form is None:
        return ()
    judged: list[Judged] = []
    for key, grid_form in form.grids.items():
        grid = report.grids.get(key)
        if grid is None:
            equations = grid_form.equations(row.key for row in grid_form.rows)
            judged += (Judged(equation, State.UNCHECKED, 0, 0, None, "原文没有这张表") for equation in equations)
        else:
            values = {ref: cell.value for ref, cell in grid.cells.items()}
            judged += (_judged(values, equation) for equation in grid.equations)
    return tuple(judged)


def judge_equation(grid: Grid, equation: Equation) -> Judged:
    """Judge one sum. A blank may be any number from 0 up: decided only if the sum fails whatever it is."""
    return _judged({ref: grid.value(ref) for ref in equation.cells}, equation)


def _judged(values: Values, equation: Equation) -> Judged:
    left, left_blank = _side(values, equation.left)
    right, right_blank = _side(values, equation.right)
    if not left_blank and not right_blank:
        return Judged(equation, State.PASSED if left == right else State.FAILED, left, right)
    impossible = (not right_blank and left > right) or (not left_blank and right > left)
    blanks = sum(values.get(ref) is None for ref in equation.cells)
    state = State.FAILED if impossible else State.UNCHECKED
    reading = "按 0 计算则相符" if left == right else "按 0 计算则不符"
    return Judged(equation, state, left, right, left == right, f"有 {blanks} 个空白格或读不出的格，{reading}")


def _side(values: Values, refs: Sequence[CellRef]) -> tuple[Number, bool]:
    """The sum of what is filled in, and whether anything is not."""
    known = [value for value in map(values.get, refs) if value is not None]
    return total(known), len(known) < len(refs)


def mend(report: Report, judged: Sequence[Judged], stated: Sequence[Statement] = ()) -> Repairs:
    """What could be wrong in each grid with a sum that fails, or that would with its blanks as 0.

    `stated` is what the text says of the tables.
    """
    broken = dict.fromkeys(item.equation.left[0].grid for item in judged if item.state is State.FAILED or item.if_zero is False)
    return {key: repairs(report.grids[key], stated) for key in broken}


def findings(report: Report, judged: Sequence[Judged], mended: Repairs) -> list[Finding]:
    """A finding for each sum that does not hold, with what would put it right."""
    form = report.form
    return [_finding(form, report, item, mended) for item in judged if item.state is State.FAILED] if form else []


def _finding(form: Form, report: Report, judged: Judged, mended: Repairs) -> Finding:
    equation = judged.equation
    grid = report.grids[equation.left[0].grid]
    return finding(
        equation.code,
        sentence(form, grid, judged),
        form.table_of(grid.key).section,
        cells=equation.cells,
        sides=(judged.left, judged.right),
        doubtful=any(grid.cell(ref).doubtful for ref in equation.cells),
        suggestions=suggestions(grid, mended.get(grid.key, ()), equation),
        values=tuple(text_of(grid.value(ref)) for ref in equation.cells),
    )


def sentence(form: Form, grid: Grid, judged: Judged, shown: int = _SHOWN) -> str:
    """Spell a sum out: “表三 第3行‘（一）予以公开’：自然人8 + 商业企业1 = 9，总计填8，差1”.

    Of a side with more than `shown` figures, the rest is told as one.
    """
    equation = judged.equation
    left = _spell(grid, equation, equation.left, judged.left, shown)
    right = _spell(grid, equation, equation.right, judged.right, shown)
    if len(equation.right) == 1:
        right = f"{_label(grid, equation, equation.right[0])}填{canonical(judged.right)}"
    apart = canonical(difference(judged.left, judged.right))
    note = f"（{judged.why}）" if judged.why else ""
    return f"{line_name(form, equation, grid.present)}：{left}，{right}，差{apart}{note}"


def whole_sentence(form: Form, grid: Grid, judged: Judged) -> str:
    """A sum with each of its figures, however many they are; only zeros are left out of a long one."""
    return sentence(form, grid, judged, len(judged.equation.cells))


def _spell(grid: Grid, equation: Equation, refs: Sequence[CellRef], result: Number, most: int) -> str:
    """A side of a sum in words; zeros are left out of a long sum, and what is past `most` is told by its own sum."""
    values = [(ref, grid.value(ref)) for ref in refs]
    shown = [(ref, value) for ref, value in values if value or len(refs) <= _SHORT]
    if not shown:
        return f"各项之和 = {canonical(result)}"
    terms = [f"{_label(grid, equation, ref)}{text_of(value)}" for ref, value in shown[:most]]
    rest = [value for _ref, value in shown[most:] if value is not None]
    if len(shown) > most:
        terms.append(f"其余{len(shown) - most}项共{canonical(total(rest))}")
    if len(shown) == 1 < len(refs):
        terms.append("其余各项0" if all(value is not None for _ref, value in values) else "其余各项")
    return f"{' + '.join(terms)} = {canonical(result)}"


def _label(grid: Grid, equation: Equation, ref: CellRef) -> str:
    """What tells the operands of one sum apart, without the remarks of the form: the column of a row sum or the row."""
    if equation.along == "row":
        return grid.form.column(ref.column).label
    return short_label(grid.form.row(ref.row).label)
