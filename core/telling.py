"""What `check` prints of a report: one line of JSON, or sentences for people."""

import json
from collections.abc import Iterable

from core.export.json import report_json
from core.findings import Finding, Severity, State, Verdict
from core.loaded import Loaded
from core.report import Report


def texts(found: Iterable[Loaded], *, as_json: bool) -> tuple[str, ...]:
    """Each report as a line of JSON, or in words."""
    return tuple(line(loaded) if as_json else words(loaded) for loaded in found)


def line(loaded: Loaded) -> str:
    """The report as one JSON object, without a line break in it."""
    return json_line(report_json(loaded.report, loaded.verdict))


def json_line(data: object) -> str:
    """JSON as short as it can be, with Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def any_error(found: Iterable[Loaded]) -> bool:
    """Whether there is a finding of severity error in any of the reports."""
    return any(loaded.verdict.worst is Severity.ERROR for loaded in found)


def words(loaded: Loaded) -> str:
    """The report in words: where it came from, what it is, how the sums came out, and each finding."""
    report, verdict = loaded.report, loaded.verdict
    head = [report.source.where, f"  {_named(report)}", f"  {equations_told(verdict)}"]
    told = [f"  {number}. {finding_told(finding)}" for number, finding in enumerate(verdict.findings, start=1)]
    notices = [f"  说明：{notice}" for notice in report.notices]
    return "\n".join([*head, *notices, *(told or ["  没有发现问题。"])]) + "\n"


def equations_told(verdict: Verdict) -> str:
    """The equations in one line: 核 42 项：通过 40，不符 2，未核 0."""
    passed, failed, unchecked = (verdict.count(state) for state in State)
    return f"核 {passed + failed + unchecked} 项：通过 {passed}，不符 {failed}，未核 {unchecked}"


def finding_told(finding: Finding) -> str:
    """One finding in one line."""
    return f"【{finding.severity.label}】{finding.message}"


def _named(report: Report) -> str:
    header = report.header
    parts = [header.organ or "机关不明", f"{header.year}年" if header.year else "年份不明"]
    return " ".join([*parts, report.form.name if report.form else "无固定格式"])
