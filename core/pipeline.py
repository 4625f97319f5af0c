"""Load a file: read → recognise → check; the one call that window and command line make."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.checks import check
from core.document import Document
from core.findings import Verdict
from core.readers import read, read_text
from core.recognise import recognise
from core.report import Report

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
    document = read(path)
    return _reports(document, progress)


def load_text(text: str, progress: Progress = silent) -> tuple[Loaded, ...]:
    """The same for text that was pasted."""
    return _reports(read_text(text), progress)


def _reports(document: Document, progress: Progress) -> tuple[Loaded, ...]:
    progress("识别内容")
    report = recognise(document)
    progress("核对")
    return (Loaded(report, check(report)),)
