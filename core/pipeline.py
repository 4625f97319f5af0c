"""Load a file: read → recognise → check; the one call that window and command line make."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core import readers
from core.checks import check
from core.document import Document
from core.findings import Verdict
from core.recognise import recognise
from core.report import Report

_ZIP = b"PK\x03\x04"

Progress = Callable[[str], None]


def silent(_step: str) -> None:
    """The progress of nobody in particular."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One report out of a file, with the verdict on it as read."""

    report: Report
    verdict: Verdict


def load(path: Path, progress: Progress = silent) -> tuple[Loaded, ...]:
    """Read a file and check the reports in it, in source order; Unreadable when it holds none.

    `progress` is called with a few words before each step; it may raise to cancel.
    """
    progress("读取文件")
    data = readers.load(path)
    if (own := _own_workbook(data, path)) is not None:
        return tuple(Loaded(report, check(report)) for report in own)
    return _reports(readers.read_bytes(data, path), progress)


def _own_workbook(data: bytes, path: Path) -> tuple[Report, ...] | None:
    """The reports of a workbook that this program exported; None for any other file."""
    if not data.startswith(_ZIP):
        return None
    from core.export.reread import own_reports  # deferred: only workbooks need it

    return own_reports(data, path)


def load_text(text: str, progress: Progress = silent) -> tuple[Loaded, ...]:
    """The same for text that was pasted."""
    return _reports(readers.read_text(text), progress)


def _reports(document: Document, progress: Progress) -> tuple[Loaded, ...]:
    progress("识别内容")
    report = recognise(document)
    progress("核对")
    return (Loaded(report, check(report)),)
