"""The sheet 目录: every report of the workbook with its counts, and the way to each of its sheets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from core.export.paper import Paper
from core.findings import Severity, State, Verdict
from core.report import Report

NAME = "目录"
WIDTHS = (6.0, 34.0, 8.0, *[7.0] * 7, *[9.5] * 7)
_COLUMNS = ("序号", "发布机关", "年度", "错误", "警告", "提示", "已搁置", "通过", "不符", "未核")


@dataclass(frozen=True, slots=True)
class Listed:
    """One report of the list; `sheets` are the plain names of its sheets with the names they have in this workbook."""

    report: Report
    verdict: Verdict
    sheets: Mapping[str, str]


def write_contents(paper: Paper, listed: Sequence[Listed]) -> None:
    """Write one line a report, and the sums."""
    paper.line("政府信息公开工作年度报告　目录", "title")
    paper.line(f"共 {len(listed)} 份报告。计数为导出时的校核结果；未核的等式不能当作相符。", "small")
    top, titles = paper.row, tuple(dict.fromkeys(name for one in listed for name in one.sheets))
    for column, text in enumerate((*_COLUMNS, *titles)):
        paper.put((top, column), text, "header")
    paper.row += 1
    names = Counter(map(_named, listed))
    for number, one in enumerate(listed, 1):
        file = f"（{PurePath(one.report.source.name).stem}）" if names[_named(one)] > 1 and one.report.source.name else ""
        _line(paper, number, one, f"{name_of(one.report)}{file}", titles)
    _sums(paper, listed)
    paper.sheet.freeze_panes(top + 1, 2)
    paper.sheet.repeat_rows(top)


def name_of(report: Report) -> str:
    """What to call a report in a list: its organ, else its title, else its file."""
    header = report.header
    return header.organ or header.title or PurePath(report.source.name).stem or "未写明机关的报告"


def _named(one: Listed) -> tuple[str, int | None]:
    return name_of(one.report), one.report.header.year


def _line(paper: Paper, number: int, one: Listed, name: str, titles: Sequence[str]) -> None:
    paper.put_number((paper.row, 0), number, "label", "centre")
    paper.link((paper.row, 1), name, f"{next(iter(one.sheets.values()))}!A1", "label")
    paper.put((paper.row, 2), "", "label")
    if one.report.header.year is not None:
        paper.put_number((paper.row, 2), one.report.header.year, "label", "centre")
    for column, count in enumerate(_counts(one.verdict), 3):
        paper.put_number((paper.row, column), count, "label", "centre", *_colour(column, count))
    for column, title in enumerate(titles, len(_COLUMNS)):
        if title in one.sheets:
            paper.link((paper.row, column), title, f"{one.sheets[title]}!A1", "label", "centre")
        else:
            paper.put((paper.row, column), "", "label")
    paper.row += 1


def _sums(paper: Paper, listed: Sequence[Listed]) -> None:
    paper.put((paper.row, 0), "合计", "header", span=(1, 3))
    for column, counts in enumerate(zip(*(_counts(one.verdict) for one in listed), strict=True), 3):
        paper.put_number((paper.row, column), sum(counts), "header")
    paper.row += 1


def _counts(verdict: Verdict) -> list[int]:
    severities = verdict.severities()
    states = (State.PASSED, State.FAILED, State.UNCHECKED)
    return [*(severities[severity] for severity in Severity), len(verdict.aside), *(verdict.count(state) for state in states)]


def _colour(column: int, count: int) -> tuple[str, ...]:
    """Red for errors and failed sums, amber for warnings and what was not checked."""
    name = {3: "error", 4: "warning", 8: "error", 9: "warning"}.get(column)
    return (name,) if name and count else ()
