"""Load a file: read → recognise → check; the one call that window and command line make."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.findings import Verdict
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
    raise NotImplementedError


def load_text(text: str, progress: Progress = silent) -> tuple[Loaded, ...]:
    """The same for text that was pasted."""
    raise NotImplementedError
