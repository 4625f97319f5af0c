"""The report year, stated alike in title, period, preamble and file name."""

from collections.abc import Iterator

from core.checks.codes import finding
from core.findings import Finding
from core.report import Report

_STATED = {"title": "标题", "period": "统计期限", "preamble": "引言", "file": "文件名"}


def findings(report: Report) -> list[Finding]:
    """A finding when two of them name different years."""
    return list(_mismatch(report))


def _mismatch(report: Report) -> Iterator[Finding]:
    stated = report.years_stated
    if len(set(stated.values())) > 1:
        said = "，".join(f"{_STATED[where]}为{year}年" for where, year in stated.items())
        yield finding("year.mismatch", f"年份不一致：{said}", values=tuple(f"{where}{year}" for where, year in stated.items()))
