"""What loading a file yields: a report with the verdict on it as it was read."""

from dataclasses import dataclass

from core.findings import Verdict
from core.report import Report


@dataclass(frozen=True, slots=True)
class Loaded:
    """One report out of a file, with the verdict on it as read."""

    report: Report
    verdict: Verdict
