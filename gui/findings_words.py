"""Sentences over the list of findings: how many there are, how many are seen, or that there is nothing to do."""

from core.findings import Severity, State
from gui.document import OpenReport
from gui.findings_rows import Listing


def filtered(document: OpenReport | None, listing: Listing) -> str:
    """How many are seen of how many there are; "" while nothing is filtered."""
    if document is None or not listing.filters:
        return ""
    findings = document.verdict.findings
    return f"筛选出 {sum(map(listing.admits, findings))} 处，共 {len(findings)} 处。F8 只走筛选出的。"


def summary(document: OpenReport | None) -> str:
    """One sentence over the list."""
    if document is None:
        return "还没有打开报告。"
    verdict = document.verdict
    counts = verdict.severities()
    if counts:
        return "，".join(f"{severity.label} {counts[severity]} 处" for severity in Severity if counts[severity]) + "。"
    unchecked = verdict.count(State.UNCHECKED)
    if not verdict.equations:
        return "没有发现问题；这份报告没有可以核对合计的表格。"
    return f"没有发现问题，但有 {unchecked} 项未能核对。" if unchecked else "没有发现问题。"


def praise(document: OpenReport | None) -> str:
    """What to say when there is nothing to look at: only of what was really checked."""
    if document is None or not document.verdict.equations or document.verdict.count(State.UNCHECKED):
        return ""
    return f"{len(document.verdict.equations)} 项合计全部相符，\n没有发现需要处理的问题。"
