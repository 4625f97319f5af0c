"""What loading a file yields: a report with the verdict on it as it was read, and the work on it that was saved."""

from dataclasses import dataclass
from pathlib import Path

from core.findings import Verdict
from core.records import Work
from core.report import Report


@dataclass(frozen=True, slots=True)
class Project:
    """What a project file holds beside the report: the work on it, and the digest of the file as read."""

    path: Path
    work: Work
    sha256: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """One report out of a file, with the verdict on it as read; `project` is there when it was saved by this program."""

    report: Report
    verdict: Verdict
    project: Project | None = None
