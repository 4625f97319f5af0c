"""The 校对单: what a unit is asked to look at again, as lines with the place, the value now and the value suggested."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.export.findings import advice, place
from core.findings import Finding, Severity, Verdict, text_of
from core.forms import CellRef, Form
from core.naming import column_label, place_of, short_label
from core.report import Report

TITLE = "政府信息公开工作年度报告校对单"
COLUMNS = "序号", "位置", "现填", "问题", "建议填", "核实回复"
REPLY = "单位核实意见", "经办人", "联系电话", "日期"
_MANY = 4
"""A suggestion that changes more cells than these counts them."""
_WORDS = 40
"""So many characters of disputed words are repeated."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to verify; `present` and `wanted` may be several lines."""

    place: str
    present: str
    problem: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """A sheet for one unit."""

    organ: str
    year: int | None
    day: datetime.date
    lines: tuple[Line, ...]

    @property
    def about(self) -> str:
        """The line below the title."""
        year = f"{self.year}年" if self.year else "　　　"
        day = f"{self.day.year}年{self.day.month}月{self.day.day}日"
        return f"单位：{self.organ or '　　　　　　'}　　报告年度：{year}　　制单日期：{day}"

    @property
    def opening(self) -> str:
        """The sentence that says what to do."""
        return f"你单位报送的报告经校核，有下列 {len(self.lines)} 处需要核实。请逐项核对原始记录，把结果填在“核实回复”一栏后退回。"


def feedback_of(report: Report, verdict: Verdict, day: datetime.date, *, remarks: bool = False) -> Feedback:
    """The sheet from the findings that stand: errors and warnings, and remarks where they are wanted."""
    wanted = [found for found in verdict.findings if remarks or found.severity is not Severity.INFO]
    lines = tuple(_line(report, group) for group in _merged(wanted))
    return Feedback(report.header.organ or "", report.header.year, day, lines)


def _merged(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that one correction would settle, or that are about the same cells, together."""
    groups: dict[object, list[Finding]] = {}
    for found in findings:
        key: object = found.key
        if found.suggestions:
            key = frozenset(found.suggestions[0].values)
        elif found.cells and not found.spans:
            key = found.cells
        groups.setdefault(key, []).append(found)
    return list(groups.values())


def _line(report: Report, group: Sequence[Finding]) -> Line:
    first = group[0]
    problem = _problem(group).removeprefix(f"{place(first, report)}：").replace(f"{place(first, report)}为", "此格为")
    if len(first.suggestions) == 1 and report.form:
        values = first.suggestions[0].values
        if len(values) == 1:
            [(ref, value)] = values
            return Line(_named(report, report.form, ref), _present(report, ref), problem, text_of(value))
        if len(values) <= _MANY:
            labels = _labels(report.form, [ref for ref, _ in values])
            now = "\n".join(f"{label}：{_present(report, ref)}" for label, (ref, _) in zip(labels, values, strict=True))
            new = "\n".join(f"{label}：{text_of(value)}" for label, (_, value) in zip(labels, values, strict=True))
            return Line(place(first, report), now, problem, new)
    return Line(place(first, report), _held(report, first), problem, advice(first.suggestions, report))


def _held(report: Report, found: Finding) -> str:
    """What stands there now: the disputed words, the two sides of a sum, or the figure."""
    if found.spans:
        return "\n".join(span.text if len(span.text) <= _WORDS else span.text[:_WORDS] + "…" for span in found.spans)
    if found.left is not None and found.right is not None:
        return f"{text_of(found.left)} ≠ {text_of(found.right)}"
    return _present(report, found.cells[0]) if len(found.cells) == 1 else ""


def _present(report: Report, ref: CellRef) -> str:
    return report.cell(ref).entry.text or "空白"


def _named(report: Report, form: Form, ref: CellRef) -> str:
    grid = report.grids.get(ref.grid)
    return place_of(form, ref, grid.present if grid else ())


def _labels(form: Form, refs: Sequence[CellRef]) -> list[str]:
    """What tells some cells apart: the columns of one row, the rows of one column, or both."""
    rows = [short_label(form.grids[ref.grid].row(ref.row).label) for ref in refs]
    columns = [column_label(form, ref.grid, ref.column) for ref in refs]
    if len(set(rows)) == 1:
        return columns
    return rows if len(set(columns)) == 1 else [f"{row}·{column}" for row, column in zip(rows, columns, strict=True)]


def _problem(group: Sequence[Finding]) -> str:
    """The plainest of the sentences, and how many others say the same in another place."""
    messages = list(dict.fromkeys(found.message for found in group))
    plainest = min(messages, key=len)
    return f"{plainest}（另有 {len(messages) - 1} 处因此不符）" if len(messages) > 1 else plainest
