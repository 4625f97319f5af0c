"""The checks: one function turns a report into the one list of findings."""

from core import narrative
from core.checks import (
    arithmetic,
    cells,
    claims,
    completeness,
    continuity,
    enumeration,
    growth,
    inner,
    parts,
    privacy,
    shares,
    stale,
    structure,
    units,
    ways,
    wording,
    years,
)
from core.findings import Finding, Judged, Verdict, verdict
from core.report import Report


def check(report: Report, previous: Report | None = None) -> Verdict:
    """Check everything there is to check in a report; findings set aside stay so while their values are the same.

    `previous` is the same organ's report of the year before, where it is at hand.
    """
    judged = arithmetic.judge(report)
    passages = narrative.read(report)
    stated = narrative.statements(passages)
    mended = arithmetic.mend(report, judged, stated)
    found = [
        *years.findings(report),
        *stale.findings(report),
        *structure.findings(report, stated),
        *completeness.findings(report),
        *units.findings(report),
        *arithmetic.findings(report, judged, mended),
        *cells.findings(report, mended),
        *continuity.findings(report, previous),
        *claims.findings(report, passages, judged, mended),
        *inner.findings(report, passages),
        *parts.findings(report, passages),
        *ways.findings(report, passages),
        *shares.findings(report, passages),
        *growth.findings(report, passages, previous),
        *enumeration.findings(report),
        *wording.findings(report),
        *privacy.findings(report),
    ]
    return _verdict(report, found, judged)


def _verdict(report: Report, found: list[Finding], judged: tuple[Judged, ...]) -> Verdict:
    """The findings, those set aside apart from those that stand."""
    standing: list[Finding] = []
    aside: list[tuple[Finding, str]] = []
    for finding in found:
        record = report.set_aside.get(finding.key)
        if record is not None and record.values == finding.values:
            aside.append((finding, record.reason))
        else:
            standing.append(finding)
    return verdict(standing, aside, judged)
