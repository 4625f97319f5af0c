"""What the window asks of the core, as values, so that tests can give it other answers."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gui.background import Progress

if TYPE_CHECKING:  # the core is imported when the first report is read, not when the window starts
    from core.document import Source
    from core.edits import Change
    from core.files import Item
    from core.findings import Verdict
    from core.glimpse.asking import Ask, Drawn, Glimpse, Standing
    from core.isolation import Worker
    from core.loaded import Loaded
    from core.report import Report


class Snapshot(NamedTuple):
    """A report as it was when an export was asked for; later edits do not touch it."""

    report: "Report"
    verdict: "Verdict"
    changes: "tuple[Change, ...]"


def _no_members(_path: Path, _progress: Progress) -> tuple[str, ...]:
    return ()


def _nothing() -> None:
    pass


class Originals(NamedTuple):
    """How to go back to the file that a report was read from; by default there is no file to go back to."""

    look: "Callable[[Source, Ask, Progress], Glimpse | None]" = lambda *_: None
    """The place of a cell or a line, with what stands around it; None where it is not to be found any more."""
    draw: "Callable[[Source, int, float, Progress], Drawn | Standing | None]" = lambda *_: None
    """A page drawn at so many pixels a point, or what has become of the file."""
    standing: "Callable[[Source, Progress], Standing | None]" = lambda *_: None
    """Whether the file is still what was read."""


class Services(NamedTuple):
    """The calls of the core that may take long; each runs on the background thread."""

    load: "Callable[[Item, Progress, str | None], tuple[Loaded, ...]]"
    """The reports of a file; the last argument is the encoding that the clerk chose, if any."""
    load_clipboard: "Callable[[str, str, Progress], tuple[Loaded, ...]]"
    """The reports in what was copied elsewhere, as a page and as plain text; either may be ""."""
    export: Callable[[Path, Sequence[Snapshot], Progress], None]
    members: Callable[[Path, Progress], tuple[str, ...]] = _no_members
    """The files in an archive that may be reports; () for a file that is none."""
    prepare: Callable[[], None] = _nothing
    """Get ready for the first file; returns at once."""
    originals: Originals = Originals()


def real_services() -> Services:
    """The core itself: what reads files does so in a process of its own."""
    reading = _Reading()
    originals = Originals(reading.look, reading.draw, reading.standing)
    return Services(reading.load, reading.load_clipboard, _export, reading.members, reading.prepare, originals)


class _Reading:
    """Reads in one worker, which is started when it is first asked for, and anew when a file has ended it."""

    @cached_property
    def _worker(self) -> "Worker":
        from core.isolation import Worker  # deferred: the window starts without it

        return Worker()

    def prepare(self) -> None:
        self._worker.start()

    def load(self, item: "Item", progress: Progress, encoding: str | None = None) -> "tuple[Loaded, ...]":
        from core import isolation, tasks

        return isolation.on_file(self._worker, item.named, partial(tasks.load, *item, encoding), progress)

    def load_clipboard(self, page: str, text: str, progress: Progress) -> "tuple[Loaded, ...]":
        from core import isolation, tasks

        return isolation.on_file(self._worker, None, partial(tasks.load_clipboard, page, text), progress)

    def members(self, path: Path, progress: Progress) -> tuple[str, ...]:
        from core import isolation, tasks
        from core.files import may_be_archive

        if not may_be_archive(path):
            return ()
        return isolation.on_file(self._worker, path, partial(tasks.members, path), progress)

    def look(self, source: "Source", ask: "Ask", progress: Progress) -> "Glimpse | None":
        from core import isolation, tasks

        return isolation.on_file(self._worker, source.path, partial(tasks.look, source, ask), progress)

    def draw(self, source: "Source", page: int, scale: float, progress: Progress) -> "Drawn | Standing":
        from core import isolation, tasks

        return isolation.on_file(self._worker, source.path, partial(tasks.draw, source, page, scale), progress)

    def standing(self, source: "Source", progress: Progress) -> "Standing":
        from core import isolation, tasks

        return isolation.on_file(self._worker, source.path, partial(tasks.standing, source), progress)


def _export(path: Path, snapshots: Sequence[Snapshot], progress: Progress) -> None:
    from core.export.workbook import Entry, export_workbook

    entries = [Entry(snapshot.report, snapshot.verdict, snapshot.changes) for snapshot in snapshots]
    export_workbook(path, entries, progress)
