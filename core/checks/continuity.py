"""This year beside last year: what was carried over, what is in force, and figures that leap."""

import functools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.checks.arithmetic import judge_equation
from core.checks.codes import finding
from core.findings import Finding, Severity, State, Suggestion
from core.forms import RESOURCES, CellRef, Equation, Form
from core.naming import column_label, place_of, row_name
from core.numbers import Number, canonical, difference, figure, total
from core.report import Grid, Report

_TAKEN = "carried_in"
_HANDED = "carried_out"


@dataclass(frozen=True, slots=True)
class _Years:
    """The report, its form, and the report of the year before."""

    form: Form
    now: Report
    before: Report

    def doubtful(self, now: Sequence[CellRef], before: Sequence[CellRef]) -> bool:
        """Whether the reading of one of these cells, of this year or of last, leaves a doubt."""
        return any(self.now.cell(ref).doubtful for ref in now) or any(self.before.cell(ref).doubtful for ref in before)

    def section(self, ref: CellRef) -> int:
        return self.form.table_of(ref.grid).section


def findings(report: Report, previous: Report | None) -> list[Finding]:
    """Everything that does not follow from last year's report; nothing when there is none, or it is of another year."""
    if previous is None or report.form is None or not may_follow(report, previous):
        return []
    years = _Years(report.form, report, previous)
    return [*_carried(years), *_in_force(years), *_items(years), *_leaps(years)]


def may_follow(report: Report, previous: Report) -> bool:
    """Whether the years, so far as they are known, are one after the other."""
    year, before = report.header.year, previous.header.year
    return year is None or before is None or before == year - 1


def _carried(years: _Years) -> Iterator[Finding]:
    """What last year handed over is what this year took over: the total as an error, the columns as one warning."""
    grid, before = years.now.grids.get("requests"), years.before.grids.get("requests")
    if grid is None or before is None:
        return
    handed: dict[CellRef, Number] = {}
    for column in grid.form.columns:
        taken = CellRef(grid.key, _TAKEN, column.key)
        value, expected = grid.value(taken), before.value(taken._replace(row=_HANDED))
        if value is not None and expected is not None and value != expected:
            handed[taken] = expected
    wholes = {ref: value for ref, value in handed.items() if ref.column == "total"}
    parts = {ref: value for ref, value in handed.items() if ref.column != "total"}
    offers = _offers(grid, handed) if handed else ()
    for of_these, severity in ((wholes, Severity.ERROR), (parts, Severity.WARNING)):
        if of_these:
            yield _not_carried(years, grid, of_these, severity, offers)


def _not_carried(
    years: _Years, grid: Grid, handed: Mapping[CellRef, Number], severity: Severity, offers: tuple[Suggestion, ...]
) -> Finding:
    refs = tuple(handed)
    values = [grid.value(ref) or 0 for ref in refs]
    told = "；".join(
        f"{column_label(years.form, grid.key, ref.column)}上年转出 {canonical(handed[ref])}，本年填 {canonical(value)}，"
        f"差 {canonical(difference(handed[ref], value))}"
        for ref, value in zip(refs, values, strict=True)
    )
    row = row_name(years.form, grid.key, _TAKEN, grid.present)
    return finding(
        "continuity.carried",
        f"{row}与上年年报的“结转下年度继续办理”不一致：{told}，请核对是哪一年有误",
        years.section(refs[0]),
        severity=severity,
        cells=refs,
        sides=(handed[refs[0]], values[0]) if len(refs) == 1 else None,
        doubtful=years.doubtful(refs, [ref._replace(row=_HANDED) for ref in refs]),
        suggestions=offers,
        values=tuple(canonical(number) for ref in refs for number in (grid.value(ref) or 0, handed[ref])),
    )


def _offers(grid: Grid, handed: Mapping[CellRef, Number]) -> tuple[Suggestion, ...]:
    """Last year's figures for the whole row, unless a sum would fail then that holds now."""
    mended = replace(grid, cells=grid.cells | {ref: grid.cell(ref).with_entry(figure(value)) for ref, value in handed.items()})
    touched = [equation for equation in grid.equations if handed.keys() & set(equation.cells)]
    broken = any(_fails(mended, equation) and not _fails(grid, equation) for equation in touched)
    return () if broken else (Suggestion(tuple(handed.items()), "按上年年报结转下年度的数字填写"),)


def _fails(grid: Grid, equation: Equation) -> bool:
    return judge_equation(grid, equation).state is State.FAILED


def _in_force(years: _Years) -> Iterator[Finding]:
    """In force now = in force a year ago + issued − repealed."""
    for row in ("regulations", "normative_documents"):
        refs = [CellRef("art20_1", row, column) for column in ("in_force", "issued", "repealed")]
        now = refs[0]
        before, value, made, undone = years.before.value(now), *map(years.now.value, refs)
        if before is None or value is None or made is None or undone is None:
            continue
        expected = total([before, made, -undone])
        if expected != value:
            sum_ = f"上年现行有效 {canonical(before)} + 本年制发 {canonical(made)} - 本年废止 {canonical(undone)}"
            told = f"{sum_} = {canonical(expected)}，本年填 {canonical(value)}；如有清理、划转等原因，可不处理"
            judged = (before, made, undone, value)
            yield _out_of_step(years, "continuity.in_force", refs, [now], (expected, value), told, judged)


def _items(years: _Years) -> Iterator[Finding]:
    """Form 2019: the items of last year = those of the year before + the change in last year."""
    for ref, cell in years.now.cells():
        if ref.column != "previous_items":
            continue
        change = ref._replace(column="change")
        value, before, changed = cell.value, years.before.value(ref), years.before.value(change)
        if value is None or before is None or changed is None:
            continue
        expected = total([before, changed])
        if expected != value and expected >= 0:  # below zero it is last year's report that is wrong
            sum_ = f"上年年报填的上一年项目数量 {canonical(before)} 加上增减 {canonical(changed)}，应为 {canonical(expected)}"
            told = f"{sum_}，本年填 {canonical(value)}"
            judged = (before, changed, value)
            yield _out_of_step(years, "continuity.previous_items", [ref], [ref, change], (expected, value), told, judged)


def _out_of_step(
    years: _Years,
    code: str,
    cells: Sequence[CellRef],
    past: Sequence[CellRef],
    sides: tuple[Number, Number],
    told: str,
    judged: Sequence[Number],
) -> Finding:
    """A finding about the first of some cells of this year, judged by cells of last year."""
    return finding(
        code,
        f"{place_of(years.form, cells[0])}：{told}",
        years.section(cells[0]),
        cells=tuple(cells),
        sides=sides,
        doubtful=years.doubtful(cells, past),
        values=tuple(map(canonical, judged)),
    )


@dataclass(frozen=True, slots=True)
class Leap:
    """What counts as one: so many times as large, and at least so much, by the kind of column."""

    factor: int
    least: Mapping[str, int]


@functools.cache
def leap() -> Leap:
    """The thresholds of resources/continuity.toml; TypeError when it has an unknown or a missing entry."""
    with (RESOURCES / "continuity.toml").open("rb") as stream:
        return Leap(**tomllib.load(stream))


def _leaps(years: _Years) -> Iterator[Finding]:
    """Figures a hundred times as large or as small as last year's; of a row with a total only the total."""
    leaping = {ref: (value, before) for ref, value, before in _both(years) if _is_leap(years.form, ref, *sorted([value, before]))}
    for ref in (ref for ref, _ in years.now.cells() if ref in leaping) if leaping else ():
        value, before = leaping[ref]
        larger, smaller = ("本年", "上年") if value > before else ("上年", "本年")
        times = max(value, before) // min(value, before)
        told = f"上年 {canonical(before)}，本年 {canonical(value)}，{larger}是{smaller}的 {times} 倍"
        yield finding(
            "continuity.jump",
            f"{place_of(years.form, ref)}：{told}，请核对位数和单位",
            years.section(ref),
            cells=(ref,),
            doubtful=years.doubtful([ref], [ref]),
            values=(canonical(before), canonical(value)),
        )


def _both(years: _Years) -> Iterator[tuple[CellRef, Number, Number]]:
    """The cells that have a figure other than nought in both years, with the two."""
    for key, grid in years.now.grids.items():
        if past := years.before.grids.get(key):
            for ref, cell in grid.cells.items():
                if (value := cell.value) and (before := past.value(ref)):
                    yield ref, value, before


def _is_leap(form: Form, ref: CellRef, smaller: Number, larger: Number) -> bool:
    if smaller <= 0 or larger < smaller * leap().factor:
        return False
    kinds = {column.key: column.kind for column in form.grids[ref.grid].columns}
    least = leap().least.get(kinds[ref.column])
    return least is not None and larger >= least and ("total" not in kinds or ref.column == "total")
