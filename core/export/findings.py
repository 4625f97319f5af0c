"""The sheet 校核结果: what was checked and how it came out, one line a finding, each leading to its place."""

from collections.abc import Mapping, Sequence

from core.export.formulas import address, fits
from core.export.paper import Paper
from core.export.plan import At, Line
from core.export.prose import WORDS, counts, summary
from core.findings import Finding, Judged, Severity, State, Suggestion, Verdict, text_of
from core.forms import CellRef, Form
from core.naming import column_name, line_name, place_of, row_name
from core.numbers import Number
from core.report import Report

WIDTHS = (6.0, 7.0, 30.0, 56.0, 10.0, 10.0, 8.0, 36.0, 18.0)
_COLUMNS = ("序号", "级别", "位置", "问题", "等式左边", "等式右边", "差", "建议", "状态")
_STYLES: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
_NAMED = 3
"""A suggestion that changes more cells than these counts them."""
_LONGEST = 60
"""Characters of a heading in the column of places."""


class Links:
    """Where findings lead: the sheet and cell of every figure and of every paragraph."""

    def __init__(self, cells: Mapping[CellRef, str], facts: str, prose: str, lines: Sequence[Line]) -> None:
        self._cells, self._facts, self._prose, self._lines = cells, facts, prose, lines

    def of(self, finding: Finding, report: Report) -> str:
        """The place of its cell (of a sum: the last, where the total stands), of its words, of its section, or the facts."""
        if known := [self._cells[ref] for ref in finding.cells if ref in self._cells]:
            return known[0 if finding.left is None else -1]
        span = finding.spans[0] if finding.spans else None
        number = span.section if span else finding.section
        if span is None and not number:
            return f"{self._facts}!A1"
        row = self._row(report, number, span.start if span else -1)
        return f"{self._facts}!A1" if row is None else f"{self._prose}!{address((row, 0))}"

    def _row(self, report: Report, number: int, start: int) -> int | None:
        """The row of the text that shows the character `start` of a section; its heading for a place before it."""
        index = next((index for index, section in enumerate(report.sections) if section.number == number), None)
        if number == 0:
            index = -1
        rows = [(row, line) for row, line in enumerate(self._lines) if index is not None and line.section == index]
        if start < 0:
            return next((row for row, _ in rows), None)
        shown = (row for row, line in rows if line.mark in WORDS and line.start <= start <= line.end)
        return next(shown, next((row for row, _ in rows), None))


def write_findings(paper: Paper, report: Report, verdict: Verdict, links: Links) -> None:
    """Write the summary, the findings that stand, those set aside, and the equations that could not be judged."""
    paper.line("校核结果", "title")
    paper.line(f"{summary(verdict)}。{counts(verdict)}。", "plain", "wrap")
    paper.row += 1
    top = paper.row
    _row(paper, _COLUMNS, "header")
    listed = [*((found, "未处理") for found in verdict.findings), *((found, f"已搁置：{why}") for found, why in verdict.aside)]
    for number, (found, state) in enumerate(listed, 1):
        _finding(paper, number, found, state, report, links)
    if listed:
        paper.sheet.autofilter(top, 0, paper.row - 1, len(_COLUMNS) - 1)
    else:
        paper.line("没有发现问题。", "label")
    paper.sheet.freeze_panes(top + 1, 0)
    paper.sheet.repeat_rows(top)
    _unchecked(paper, report, [judged for judged in verdict.equations if judged.state is State.UNCHECKED])
    paper.sheet.print_area(0, 0, paper.row, len(_COLUMNS) - 1)


def place(finding: Finding, report: Report) -> str:
    """Say where a finding is: the cell, the row or column, the section, or the report as a whole."""
    if finding.cells and report.form:
        return _cells(report.form, report, finding.cells)
    number = finding.spans[0].section if finding.spans else finding.section
    section = report.section(number)
    if section and section.title:
        return section.title if len(section.title) <= _LONGEST else section.title[:_LONGEST] + "…"
    return f"第{number}部分" if number else "引言" if finding.spans else "整篇报告"


def _cells(form: Form, report: Report, cells: Sequence[CellRef]) -> str:
    """Name some cells: one by itself, several by their row or column, or by the first of them."""
    first, present = cells[0], _present(report, cells[0].grid)
    if len(cells) == 1:
        return place_of(form, first, present)
    if len({(ref.grid, ref.row) for ref in cells}) == 1:
        return row_name(form, first.grid, first.row, present)
    if len({(ref.grid, ref.column) for ref in cells}) == 1:
        return column_name(form, first.grid, first.column)
    return f"{place_of(form, first, present)}等{len(cells)}格"


def advice(suggestions: Sequence[Suggestion], report: Report) -> str:
    """Say what the suggestions are, best first."""
    return "\n或：".join(_advice(suggestion, report) for suggestion in suggestions)


def _advice(suggestion: Suggestion, report: Report) -> str:
    form, values = report.form, suggestion.values
    kinds = {text_of(value) for _, value in values}
    if len(values) > 1 and len(kinds) == 1:
        change = f"{len(values)}格改为{kinds.pop()}"
    elif form is None or len(values) > _NAMED:
        change = f"改动{len(values)}格"
    else:
        change = "，".join(_change(form, report, ref, value) for ref, value in values)
    return f"{change}（{suggestion.reason}）" if suggestion.reason else change


def _change(form: Form, report: Report, ref: CellRef, value: Number) -> str:
    return f"{place_of(form, ref, _present(report, ref.grid))}改为{text_of(value)}"


def _finding(paper: Paper, number: int, found: Finding, state: str, report: Report, links: Links) -> None:
    texts = (None, found.severity.label, None, found.message, None, None, None, advice(found.suggestions, report), state)
    row = paper.row
    _row(paper, texts, "label")
    paper.put_number((row, 0), number, "label", "centre")
    paper.put((row, 1), found.severity.label, "label", "centre", _STYLES[found.severity])
    paper.link((row, 2), place(found, report), links.of(found, report), "label")
    for column, value in zip((4, 5, 6), (found.left, found.right, found.difference), strict=True):
        _side(paper, (row, column), value)


def _side(paper: Paper, at: At, value: Number | None) -> None:
    if value is None or not fits(value):
        paper.put(at, "" if value is None else text_of(value), "label", "centre")
    else:
        paper.put_number(at, value, "label", "centre")


def _row(paper: Paper, texts: Sequence[str | None], style: str) -> None:
    """One row of the list; None leaves a cell to be written otherwise."""
    for column, text in enumerate(texts):
        if text is not None:
            paper.put((paper.row, column), text, style)
    paper.row += 1


def _unchecked(paper: Paper, report: Report, equations: Sequence[Judged]) -> None:
    """The equations that could not be judged, with the reason; never passed over in silence."""
    if not equations or report.form is None:
        return
    paper.row += 1
    paper.line(f"未核的等式（{len(equations)} 项），不能当作相符", "heading")
    for number, judged in enumerate(equations, 1):
        name = line_name(report.form, judged.equation, _present(report, judged.equation.cells[0].grid))
        paper.put_number((paper.row, 0), number, "label", "centre")
        paper.put((paper.row, 1), "未核", "label", "centre")
        paper.put((paper.row, 2), f"{name}：{_KINDS.get(judged.equation.code, '等式')}", "label")
        paper.put((paper.row, 3), judged.why, "label")
        paper.row += 1


_KINDS: Mapping[str, str] = {
    "sum.row": "各列之和等于总计",
    "sum.column": "各项结果之和等于总计",
    "balance": "新收加结转等于办结加结转下年度",
    "sum.disputes": "各项结果之和等于总计",
}


def _present(report: Report, grid: str) -> tuple[str, ...]:
    return report.grids[grid].present if grid in report.grids else ()
