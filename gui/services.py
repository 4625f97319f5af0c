"""What the window asks of the core, as values, so that tests can give it other answers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gui.background import Progress

if TYPE_CHECKING:  # the core is imported when the first report is read, not when the window starts
    from core.edits import Change
    from core.findings import Verdict
    from core.pipeline import Loaded
    from core.report import Report


class Snapshot(NamedTuple):
    """A report as it was when an export was asked for; later edits do not touch it."""

    report: "Report"
    verdict: "Verdict"
    changes: "tuple[Change, ...]"


class Services(NamedTuple):
    """The calls of the core that may take long; each runs on the background thread."""

    load: "Callable[[Path, Progress], tuple[Loaded, ...]]"
    load_text: "Callable[[str, Progress], tuple[Loaded, ...]]"
    export: Callable[[Path, Sequence[Snapshot], Progress], None]


def real_services() -> Services:
    """The core itself; what is heavy is imported when it is first called."""
    return Services(_load, _load_text, _export)


def _load(path: Path, progress: Progress) -> "tuple[Loaded, ...]":
    from core.pipeline import load

    return load(path, progress)


def _load_text(text: str, progress: Progress) -> "tuple[Loaded, ...]":
    from core.pipeline import load_text

    return load_text(text, progress)


def _export(path: Path, snapshots: Sequence[Snapshot], progress: Progress) -> None:
    from core.export.workbook import Entry, export_workbook

    entries = [Entry(snapshot.report, snapshot.verdict, snapshot.changes) for snapshot in snapshots]
    export_workbook(path, entries, progress)
