"""Repairs as suggestions for the clerk: the values, and the reason in plain Chinese."""

from collections.abc import Sequence

from core.findings import Suggestion
from core.forms import CellRef, Equation
from core.naming import short_label
from core.numbers import Kind as Entry
from core.numbers import canonical, difference
from core.repair.blanks import settled
from core.repair.gaps import sums_of
from core.repair.judge import Repair
from core.repair.slips import Change, Kind, Slip
from core.report import Grid

MOST = 5
"""So many suggestions for one sum at most; where more are as likely as each other, none is worth offering."""
_SPELLED = 2
_LINES = {"row": "行", "column": "列"}

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
    """The repairs that change one cell, best first; where all sums hold, what an unreadable cell must be for them."""
    if not repairs and grid.value(ref) is None:
        sums = sums_of(grid)
        value = None if sums.gaps() else settled(sums, {}).get(ref)
        return () if value is None else (Suggestion(((ref, value),), f"按合计推算应为 {canonical(value)}"),)
    return tuple(Suggestion(repair.values, reason(grid, repair)) for repair in repairs if ref in repair.cells)[:MOST]


def reason(grid: Grid, repair: Repair, equation: Equation | None = None, remark: str = "") -> str:
    """Why a repair is offered: the slips it undoes, what holds after it, and whether another is possible.

    Cells are named as in the sentence about `equation`: those of one row by their columns.
    """
    doubt = "疑为识别有误，请核对原文：" if repair.doubtful else ""
    claim = "，与正文所述一致" if repair.claimed else ""
    return f"{doubt}{_slips(grid, repair, equation)}，{_effect(repair)}{claim}{remark}{_rivals(repair)}"


# ── what is wrong ────────────────────────────────────────────────────


def _slips(grid: Grid, repair: Repair, equation: Equation | None) -> str:
    """The slips in words; many of them by their number."""
    if len(repair.slips) <= _SPELLED:
        along = equation if equation and repair.cells <= set(equation.cells) else None
        return "；".join(_slip(grid, slip, along if len(slip.changes) == 1 else equation) for slip in repair.slips)
    blank = all(change.old is None for slip in repair.slips for change in slip.changes)
    return f"{len(repair.values)} 个空格不应为 0" if blank else f"有 {len(repair.values)} 格要一起改"


def _slip(grid: Grid, slip: Slip, equation: Equation | None) -> str:
    if len(slip.changes) > 2:
        return _many(grid, slip)
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
    along, across = ("row", "column") if giver.ref.row == taker.ref.row else ("column", "row")
    one, other = (_label(grid, change.ref, across) for change in (giver, taker))
    where = "" if equation and equation.along == along else f"‘{_label(grid, giver.ref, along)}’{_LINES[along]}"
    if slip.kind is Kind.MISPLACED:
        return f"{where}疑为填错一{_LINES[across]}：{_old(giver)} 应填在‘{other}’，不在‘{one}’"
    if slip.kind is Kind.EXCHANGED:
        return f"{where}疑为‘{one}’和‘{other}’填反了（{_old(giver)}、{_old(taker)}）"
    moved = canonical(difference(taker.new, taker.old or 0))
    return f"{where}疑为‘{one}’多记 {moved}、‘{other}’少记 {moved}"


def _many(grid: Grid, slip: Slip) -> str:
    """A slip of many cells of one row or column."""
    first, last = slip.changes[0].ref, slip.changes[-1].ref
    along, across = ("row", "column") if first.row == last.row else ("column", "row")
    line = f"‘{_label(grid, first, along)}’{_LINES[along]}"
    if slip.kind is Kind.SHIFTED:
        return f"{line}从‘{_label(grid, first, across)}’到‘{_label(grid, last, across)}’的数字疑为错了位"
    many = len(slip.changes)
    return f"{line}有 {many} 个空格不应为 0" if slip.kind is Kind.BLANK else f"{line}疑为漏填 {many} 格"


def _old(change: Change) -> str:
    return canonical(change.old or 0)


def _name(grid: Grid, ref: CellRef, equation: Equation | None) -> str:
    """What tells a cell apart from the others of a sum; of a cell elsewhere its row and column."""
    if equation is not None and ref in equation.cells:
        return _label(grid, ref, "column" if equation.along == "row" else "row")
    return f"{_label(grid, ref, 'row')}·{_label(grid, ref, 'column')}"


def _label(grid: Grid, ref: CellRef, of: str) -> str:
    return short_label(grid.form.row(ref.row).label if of == "row" else grid.form.column(ref.column).label)


# ── what comes of it ─────────────────────────────────────────────────


def _effect(repair: Repair) -> str:
    """What holds after the repair: “改后这一行和这一列的合计都相符”, “只改这一格，3 项合计就全部相符”."""
    along = sorted(line.along for line in repair.lines)
    if along == ["column", "row"]:
        return "改后这一行和这一列的合计都相符"
    if len(along) == 1:
        return f"改后这一{_LINES[along[0]]}的合计就相符"
    if len(repair.cells) == 1:
        return f"只改这一格，{len(along)} 项合计就全部相符"
    return f"改后 {len(along)} 项合计都相符"


def _rivals(repair: Repair) -> str:
    """Whether the table leaves a choice."""
    if repair.rivals is None:
        return "；不一定只有这一种改法，请核对原始记录"
    if repair.rivals and len(repair.lines) == 1:
        return f"；仅凭这一{_LINES[next(iter(repair.lines)).along]}无法断定是哪一格，请核对原始记录"
    return "；只看表内数字还有别的改法，请核对原始记录" if repair.rivals else ""


# ── blanks ───────────────────────────────────────────────────────────


def filling(grid: Grid, repairs: Sequence[Repair], refs: Sequence[CellRef]) -> tuple[Suggestion, bool] | None:
    """What some blanks should be by the sums, with whatever must change together with them, and whether that is sure.

    The other blanks among `refs` are 0. None where no sum asks for another number in one of them.
    """
    wanted = [repair for repair in _compatible(repairs) if not repair.cells.isdisjoint(refs)]
    if not wanted:
        return None
    values = dict.fromkeys(refs, 0) | {ref: value for repair in wanted for ref, value in repair.values}
    rest = "，其余空格填 0" if any(not value for value in values.values()) else ""
    why = reason(grid, wanted[0], remark=rest) if len(wanted) == 1 else f"按合计推算填写空格{rest}"
    return Suggestion(tuple(values.items()), why), all(repair.rivals == 0 for repair in wanted)


def _compatible(repairs: Sequence[Repair]) -> list[Repair]:
    """The best repair for each sum, as far as one of a better repair does not stand against it."""
    taken: list[Repair] = []
    for repair in repairs:
        if not any(repair.lines & other.lines or repair.cells & other.cells for other in taken):
            taken.append(repair)
    return taken
