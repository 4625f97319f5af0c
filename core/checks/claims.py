"""Figures in the running text beside the tables: another figure, words that deny one, two figures for one thing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.checks.arithmetic import Repairs, judge_equation
from core.checks.codes import finding
from core.checks.values import agrees, in_unit, possible, tabled, value_of
from core.findings import Finding, Judged, Severity, State, Suggestion
from core.forms import CellRef, Form
from core.naming import place_of, table_name
from core.narrative import Claim, Denied, Passage
from core.narrative.scopes import Scope
from core.narrative.vocabulary import Sum
from core.numbers import Number, canonical, difference, figure
from core.repair import offers
from core.report import Grid, Report

_QUOTED = 22
_FAR, _SMALL = 40, 25
"""So many times what the table has is hardly a slip of the pen."""


@dataclass(frozen=True, slots=True)
class _Summed:
    """The cells that stand in sums, and in sums that fail; what would put these right."""

    all: frozenset[CellRef]
    failing: frozenset[CellRef]
    mended: Repairs


def findings(report: Report, passages: Sequence[Passage], judged: Sequence[Judged], mended: Repairs) -> list[Finding]:
    """Everything about figures and denials that the tables, or other words, contradict."""
    form = report.form
    if form is None:
        return []
    summed = _Summed(
        frozenset(ref for item in judged for ref in item.equation.cells),
        frozenset(ref for item in judged if item.state is State.FAILED for ref in item.equation.cells),
        mended,
    )
    found = [
        None if _is_of_one_office(report, claim, passages) else _wrong(report, form, claim, passage, summed)
        for passage in passages
        for claim in passage.claims.values()
    ]
    found += [_contradicted(report, form, denied, passages, summed) for passage in passages for denied in passage.denials]
    return list(distinct(filter(None, found)))


def distinct(found: Iterable[Finding]) -> Iterator[Finding]:
    """The same findings; those about the same words in the same section are told apart by their number."""
    seen: dict[str, int] = defaultdict(int)
    for one in found:
        seen[one.key] += 1
        yield one if seen[one.key] == 1 else replace(one, subject=f"{one.subject}#{seen[one.key]}")


def _claims(passages: Iterable[Passage]) -> Iterator[Claim]:
    return (claim for passage in passages for claim in passage.claims.values())


def _wrong(report: Report, form: Form, claim: Claim, passage: Passage, summed: _Summed) -> Finding | None:
    if claim.site.amount.approximate:
        return None
    known = possible(report, claim, passage)
    if not known or any(agrees(claim, value) for _, value in known):
        return None
    cells, value = known[0]
    other = None if _is_listed(claim, passage) else _component(report, claim, cells)
    if other and any(one.cell == other for one in passage.claims.values()):
        other = None  # 受理391件（含上年结转391件）: told apart
    told = f"“{quoted(claim)}”：{name_of(report, form, cells)}为{canonical(value)}，{_apart(claim, value)}"
    if other:
        told += f"；但{name_of(report, form, (other,))}正是{canonical(value_of(report, (other,)) or 0)}，如果说的是这一项则无误"
        return _mismatch(report, claim, cells, value, told, Severity.INFO)
    repaired = _repairs(report, claim, summed)
    message = f"{told}{_why(claim, repaired, summed)}"
    severity = _severity(claim, value, surely=claim.very or _is_in_company(report, claim, passage))
    if any(one.site.scope is Scope.PART and cells in one.sums and agrees(one, value) for one in passage.claims.values()):
        severity = Severity.INFO  # 全区共收到250件，区政府办公室收到25件: the tables may be those of the office
    return _mismatch(report, claim, cells, value, message, severity, repaired)


def _is_of_one_office(report: Report, claim: Claim, passages: Sequence[Passage]) -> bool:
    """Whether a figure is that of one office beside the right one of all: 全市收到25件，其中市本级收到5件."""
    cells, number = claim.sums[0], claim.site.amount.value
    whole = value_of(report, cells)
    if claim.site.scope is not Scope.PART or whole is None or number > whole:
        return False
    others = (one for one in _claims(passages) if one.site.scope is Scope.WHOLE and cells in one.sums)
    return any(agrees(one, whole) for one in others)


def _mismatch(
    report: Report, claim: Claim, cells: Sum, value: Number, message: str, severity: Severity, repaired: Suggestion | None = None
) -> Finding:
    number = claim.site.amount.value
    return finding(
        "claim.table",
        message,
        claim.span.section,
        severity=severity,
        cells=cells,
        spans=(claim.span,),
        sides=None if claim.site.amount.is_money else (number, value),
        doubtful=any(report.cell(ref).doubtful for ref in cells),
        suggestions=(repaired,) if repaired else (),
        values=(canonical(number), canonical(value)),
        subject=claim.meaning.key,
    )


def _component(report: Report, claim: Claim, cells: Sum) -> CellRef | None:
    """The one cell of a sum that a figure above zero is, where the words seem to name the whole sum."""
    value = claim.site.amount.value
    return next((ref for ref in cells if report.value(ref) == value), None) if value and len(cells) > 1 else None


def _is_listed(claim: Claim, passage: Passage) -> bool:
    """Whether a figure stands right beside one for another part of the same whole: 公开5件、不予公开2件 are not one reason each."""
    kin = (passage.claims.get(claim.site.index + step) for step in (-1, 1))
    division = claim.meaning.division
    return bool(division) and any(one and one.meaning is not claim.meaning and one.meaning.division == division for one in kin)


def _is_in_company(report: Report, claim: Claim, passage: Passage) -> bool:
    """Whether the figure right before or behind is of the same article, and what the tables have for it."""
    kin = (passage.claims.get(claim.site.index + step) for step in (-1, 1))
    article = claim.sums[0][0].grid[: len("art20")]
    told = (one for one in kin if one and one.site.amount.value and one.sums[0][0].grid.startswith(article))
    return any((value := value_of(report, one.sums[0])) is not None and agrees(one, value) for one in told)


def _severity(claim: Claim, value: Number, *, surely: bool) -> Severity:
    """How serious it is: another scope, or quite another order of magnitude, may be something else altogether."""
    far = not surely and claim.site.amount.value > max(value, _SMALL) * _FAR
    if claim.site.scope is Scope.PART or far:
        return Severity.INFO
    return Severity.ERROR if claim.very else Severity.WARNING


def _apart(claim: Claim, value: Number) -> str:
    amount = claim.site.amount
    if amount.is_money:
        return f"按文中的单位为{canonical(in_unit(value, amount))}{amount.unit}"
    return f"相差{canonical(difference(amount.value, value))}"


def _why(claim: Claim, repaired: Suggestion | None, summed: _Summed) -> str:
    if claim.site.scope is Scope.PART:
        return "；文中说的范围与表格可能不同（口径不同），请确认"
    if repaired and claim.cell in summed.failing:
        changed = f"为{canonical(claim.site.amount.value)}" if len(repaired.values) == 1 else f" {len(repaired.values)} 格"
        return f"；表中有关的合计也不相符，表格改{changed}后都相符，请核对表格"
    return "，请核对文字和表格"


def _repairs(report: Report, claim: Claim, summed: _Summed) -> Suggestion | None:
    """The change of the table to what the text says, when sums that fail then all hold, or no sum has a say."""
    ref, value = claim.cell, tabled(claim.site.amount)
    if ref is None or value is None or claim.site.scope is Scope.PART:
        return None
    grid = report.grids[ref.grid]
    if ref not in summed.all:
        said = canonical(claim.site.amount.value) + (claim.site.amount.unit if claim.site.amount.is_money else "")
        return Suggestion(((ref, value),), f"正文写的是{said}，若正文无误，表格应改为{canonical(value)}")
    if ref not in summed.failing:
        return None
    changed = Grid(grid.form, {**grid.cells, ref: grid.cell(ref).with_entry(figure(value))}, grid.place)
    touched = [equation for equation in grid.equations if ref in equation.cells]
    if any(judge_equation(changed, equation).state is State.FAILED for equation in touched):
        possible = offers(grid, summed.mended.get(grid.key, ()), ref)
        return next((offer for offer in possible if (ref, value) in offer.values), None)
    return Suggestion(((ref, value),), f"正文写的是{canonical(value)}，改后有关的合计都相符")


def quoted(claim: Claim) -> str:
    """The words of a figure with those around it that say what it is."""
    amount, sentence = claim.site.amount, claim.site.sentence
    start = max(amount.start - _QUOTED, 0)
    head = re.split(r"[，,；;：:。（）()]", sentence.written[start : amount.start])[-1].lstrip("、和及 ")
    tail = "" if head else re.split(r"[，,；;：:。、（）()]", sentence.written[amount.end : amount.end + _QUOTED], maxsplit=1)[0]
    return f"{head}{sentence.written[amount.start : amount.end]}{tail}".strip()


def name_of(report: Report, form: Form, cells: Sum) -> str:
    """What a sum of cells is called: one cell by its place, several as a sum."""
    first, last = cells[0], cells[-1]
    printed = report.grids[first.grid].present if first.grid in report.grids else ()
    if len(cells) == 1:
        return place_of(form, first, printed)
    table = f"{table_name(form, first.grid)} "
    names = [place_of(form, ref, printed).removeprefix(table) for ref in (first, last)]
    return f"{table}{names[0]}{'、' if len(cells) == len(names) else '至'}{names[1]}{len(cells)}格之和"


def _contradicted(report: Report, form: Form, denied: Denied, passages: Sequence[Passage], summed: _Summed) -> Finding | None:
    known = [(cells, value) for cells in denied.sums if (value := value_of(report, cells)) is not None]
    if not known or any(not value for _, value in known):
        return None
    if denied.meaning.yields and any(_names(claim, known[0][0]) for claim in _claims(passages)):
        return None
    cells, value = known[0]
    return finding(
        "claim.denied",
        f"“{denied.span.text}”：{name_of(report, form, cells)}却是{canonical(value)}，请核对文字和表格",
        denied.span.section,
        severity=Severity.INFO if denied.part else Severity.ERROR if denied.meaning.firm else Severity.WARNING,
        cells=cells,
        spans=(denied.span,),
        sides=(0, value),
        doubtful=any(report.cell(ref).doubtful for ref in cells),
        suggestions=() if denied.part else tuple(_emptied(report, cells, summed)),
        values=(denied.span.text, canonical(value)),
        subject=denied.meaning.key,
    )


def _emptied(report: Report, cells: Sum, summed: _Summed) -> Iterator[Suggestion]:
    """Zeros for cells that the words deny, where no sum has a say."""
    if summed.all.isdisjoint(cells):
        filled = tuple((ref, 0) for ref in cells if report.value(ref))
        yield Suggestion(filled, "正文说没有，若正文无误，表格应改为0")


def _names(claim: Claim, cells: Sum) -> bool:
    return cells in claim.sums
