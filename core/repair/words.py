"""Repairs as suggestions for the clerk: the values, and the reason in plain Chinese."""

from collections.abc import Sequence

from core.findings import Suggestion
from core.forms import CellRef, Equation
from core.naming import short_label
from core.numbers import Kind as Entry
from core.numbers import canonical, difference
from core.repair.judge import Repair
from core.repair.slips import Change, Kind, Slip
from core.report import Grid

MOST = 5
"""So many suggestions for one sum at most; where more are as likely as each other, none is worth offering."""
_SPELLED = 2

_SAYS = {
    Kind.SIGN: "疑为多了负号（{old}→{new}）",
    Kind.POINT: "疑为小数点有误（{old}→{new}）",
    Kind.TRANSPOSED: "疑为数字颠倒（{old}→{new}）",
    Kind.DOUBLED: "疑为多打一位（{old}→{new}）",
    Kind.DROPPED: "疑为少打一位（{old}→{new}）",
    Kind.EXTRA: "疑为多打一位（{old}→{new}）",
    Kind.MISTYPED: "疑为打错一位（{old}→{new}）",
    Kind.OMITTED: "疑为漏填（{old}→{new}）",
    Kind.SURPLUS: "疑为多填（{old}→{new}）",
    Kind.ANOTHER_DIGIT: "疑为填错（{old}→{new}）",
    Kind.OTHER: "疑为填错（{old}→{new}）",
}


def suggestions(grid: Grid, repairs: Sequence[Repair], equation: Equation) -> tuple[Suggestion, ...]:
    """The repairs that put one sum right, best first; none where too many are as likely as each other."""
    helping = [repair for repair in repairs if equation in repair.lines]
    if sum(repair.cost <= helping[0].cost for repair in helping) > MOST:
        return ()
    return tuple(Suggestion(repair.values, reason(grid, repair, equation)) for repair in helping[:MOST])


def offers(grid: Grid, repairs: Sequence[Repair], ref: CellRef) -> tuple[Suggestion, ...]:
    """The repairs that change one cell, best first."""
    return tuple(Suggestion(repair.values, reason(grid, repair)) for repair in repairs if ref in repair.cells)[:MOST]


def reason(grid: Grid, repair: Repair, equation: Equation | None = None) -> str:
    """Why a repair is offered: the slips it undoes, what holds after it, and whether another is possible.

    Cells are named as in the sentence about `equation`: those of one row by their columns.
    """
    doubt = "疑为识别有误，请核对原文：" if repair.doubtful else ""
    claim = "，与正文所述一致" if repair.claimed else ""
    return f"{doubt}{_slips(grid, repair, equation)}，{_effect(repair)}{claim}{_rivals(repair)}"


# ── what is wrong ────────────────────────────────────────────────────


def _slips(grid: Grid, repair: Repair, equation: Equation | None) -> str:
    """The slips in words; many of them by their number."""
    if len(repair.slips) <= _SPELLED:
        return "；".join(_slip(grid, slip, equation) for slip in repair.slips)
    blanks = sum(_is_blank(grid, ref) for ref, _ in repair.values)
    many = len(repair.values)
    return f"{many} 个空白格按合计推算" if blanks == many else f"有 {many} 格要一起改"


def _slip(grid: Grid, slip: Slip, equation: Equation | None) -> str:
    if len(slip.changes) == 2:
        return _pair(grid, slip, equation)
    [change] = slip.changes
    name = f"‘{_name(grid, change.ref, equation)}’"
    if change.old is not None:
        return name + _SAYS[slip.kind].format(old=canonical(change.old), new=canonical(change.new))
    entry = grid.cell(change.ref).entry
    if entry.kind is Entry.BLANK:
        return f"{name}空着，应为 {canonical(change.new)}"
    return f"{name}填的是“{entry.text}”，应为 {canonical(change.new)}"


def _pair(grid: Grid, slip: Slip, equation: Equation | None) -> str:
    """A slip between two cells of one row or column, which is named where the sum does not run along it."""
    giver, taker = slip.changes
    along = "row" if giver.ref.row == taker.ref.row else "column"
    one, other = (_label(grid, change.ref, "column" if along == "row" else "row") for change in (giver, taker))
    line = "行" if along == "row" else "列"
    where = "" if equation and equation.along == along else f"‘{_label(grid, giver.ref, along)}’{line}"
    if slip.kind is Kind.MISPLACED:
        return f"{where}疑为填错一{'列' if along == 'row' else '行'}：{_old(giver)} 应填在‘{other}’，不在‘{one}’"
    if slip.kind is Kind.EXCHANGED:
        return f"{where}疑为‘{one}’和‘{other}’填反了（{_old(giver)}、{_old(taker)}）"
    moved = canonical(difference(taker.new, taker.old or 0))
    return f"{where}疑为‘{one}’多记 {moved}、‘{other}’少记 {moved}"


def _old(change: Change) -> str:
    return canonical(change.old or 0)


def _name(grid: Grid, ref: CellRef, equation: Equation | None) -> str:
    """What tells a cell apart from the others of a sum; of a cell elsewhere its row and column."""
    if equation is not None and ref in equation.cells:
        return _label(grid, ref, "column" if equation.along == "row" else "row")
    return f"{_label(grid, ref, 'row')}·{_label(grid, ref, 'column')}"


def _label(grid: Grid, ref: CellRef, of: str) -> str:
    return short_label(grid.form.row(ref.row).label if of == "row" else grid.form.column(ref.column).label)


def _is_blank(grid: Grid, ref: CellRef) -> bool:
    return grid.cell(ref).entry.kind is Entry.BLANK


# ── what comes of it ─────────────────────────────────────────────────


def _effect(repair: Repair) -> str:
    """What holds after the repair: “改后这一行和这一列的合计都相符”, “只改这一格，3 项合计就全部相符”."""
    lines = list(repair.lines)
    sums = "合计" if all(len(line.right) == 1 for line in lines) else "核对"
    if len(lines) == 1:
        return f"改后这一{_line(lines[0])}的{sums}就相符"
    if len(lines) == 2 and lines[0].along != lines[1].along:
        return f"改后这一行和这一列的{sums}都相符"
    only = "只改这一格" if len(repair.values) == 1 else "改后"
    return f"{only}，{len(lines)} 项{sums}就全部相符" if only == "只改这一格" else f"{only} {len(lines)} 项{sums}都相符"


def _line(equation: Equation) -> str:
    return "行" if equation.along == "row" else "列"


def _rivals(repair: Repair) -> str:
    """Whether the table leaves a choice."""
    if repair.rivals is None:
        return "；不一定只有这一种改法，请核对原始记录"
    return f"；只看表内数字还有 {repair.rivals} 种改法，请核对原始记录" if repair.rivals else ""


# ── blanks ───────────────────────────────────────────────────────────


def filling(grid: Grid, repairs: Sequence[Repair], refs: Sequence[CellRef]) -> tuple[Suggestion, bool] | None:
    """What some blanks should be by the sums, with whatever must change together with them, and whether that is sure.

    The other blanks among `refs` are 0. None where no sum asks for another number in one of them.
    """
    wanted = [repair for repair in _compatible(repairs) if not repair.cells.isdisjoint(refs)]
    if not wanted:
        return None
    values = dict.fromkeys(refs, 0) | {ref: value for repair in wanted for ref, value in repair.values}
    why = reason(grid, wanted[0]) if len(wanted) == 1 else f"{len(values)} 格按合计推算填写"
    rest = "，其余空白填 0" if len(refs) > sum(len(repair.values) for repair in wanted) else ""
    return Suggestion(tuple(values.items()), why + rest), all(repair.rivals == 0 for repair in wanted)


def _compatible(repairs: Sequence[Repair]) -> list[Repair]:
    """The best repair for each sum, as far as one of a better repair does not stand against it."""
    taken: list[Repair] = []
    for repair in repairs:
        if not any(repair.lines & other.lines or repair.cells & other.cells for other in taken):
            taken.append(repair)
    return taken
