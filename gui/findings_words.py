"""Sentences over the list of findings: how many there are, how many are seen, or that there is nothing to do."""

from collections.abc import Sequence

from core.findings import Finding, Severity, State, Verdict
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


def made_of(verdict: Verdict) -> str:
    """How the errors of the list come from the sums that the status bar counts, and from all else; "" without either."""
    errors = [found for found in verdict.findings if found.severity is Severity.ERROR]
    sums, aside = len(_of_sums(verdict, errors)), len(_of_sums(verdict, [found for found, _reason in verdict.aside]))
    others, kept = len(errors) - sums, f"（另有 {aside} 处已搁置）" if aside else ""
    if not sums:
        failed = f"合计不符的 {aside} 处都已搁置" if aside else "与合计无关" if others == 1 else "都与合计无关"
        return f"错误 {others} 处{'，' if aside else '：'}{failed}。" if others else f"{failed}。" if aside else ""
    if not others:
        return f"错误 {sums} 处：{'' if sums == 1 else '都是'}合计不符{kept}。"
    return f"错误 {len(errors)} 处：合计不符 {sums} 处{kept}，文字等其他 {others} 处。"


def _of_sums(verdict: Verdict, findings: Sequence[Finding]) -> list[Finding]:
    """Those that say of a sum that it fails."""
    failed = {(item.equation.code, item.equation.cells) for item in verdict.equations if item.state is State.FAILED}
    return [found for found in findings if (found.code, found.cells) in failed]


def praise(document: OpenReport | None) -> str:
    """What to say when there is nothing to look at: only of what was really checked."""
    if document is None or not document.verdict.equations or document.verdict.count(State.UNCHECKED):
        return ""
    return f"{len(document.verdict.equations)} 项合计全部相符，\n没有发现需要处理的问题。"
