"""What is kept of one open report: its name in the journal, and its parts as they were written last."""

import datetime
import secrets

from core.document import located
from core.entries import About, Entry
from core.records import encode
from core.report import Report
from gui.document import OpenReport, source_name


class Ledger:
    """Makes the journal's entry of one open report, and encodes only what changed since the last one."""

    def __init__(self, document: OpenReport, entry: Entry | None) -> None:
        self.document = document
        self.key = entry.key if entry else secrets.token_hex(8)
        self._loaded = entry.loaded if entry else b""
        self._steps = entry.steps if entry else ()
        self._touched: set[int] = set()
        self._previous: tuple[Report | None, bytes | None] = (document.previous, entry.previous if entry else None)
        self._changed = entry.about.changed if entry else now()

    def touch(self) -> None:
        """Note that something was changed just now: a push, undo or redo leaves all steps but the one at its index as they were."""
        self._changed = now()
        self._touched.add(self.document.undo_stack.index() - 1)

    def renew_previous(self) -> None:
        """Note that there is another report of the year before, or that it was itself changed."""
        self._previous = (None, None)

    def entry(self, *, given_up: bool = False) -> Entry:
        """The work as it is now; only steps that changed since the last time are written anew."""
        self._loaded = self._loaded or encode(self.document.loaded)
        self._take_steps()
        about = _about(self.document, self._changed, now() if given_up else None)
        return Entry(self.key, about, self._loaded, self._steps, self._take_previous(), self.document.loaded.kept)

    def _take_steps(self) -> None:
        known = len(self._steps)
        self._steps = tuple(
            self._steps[number] if number < known and number not in self._touched else encode(self.document.step(number))
            for number in range(self.document.undo_stack.count())
        )
        self._touched.clear()

    def _take_previous(self) -> bytes | None:
        previous = self.document.previous
        if previous is not self._previous[0]:
            self._previous = (previous, encode(previous) if previous is not None else None)
        return self._previous[1]


def places(document: OpenReport) -> tuple[str, ...]:
    """The files that an open report is about, by the names under which windows tell one another of them."""
    source = document.report.source
    own = [located(source.path, source.member)] if source.path else []
    return (*own, *([str(document.project)] if document.project else []))


def now() -> datetime.datetime:
    """The present moment, with the zone of this machine."""
    return datetime.datetime.now().astimezone()


def _about(document: OpenReport, changed: datetime.datetime, given_up: datetime.datetime | None) -> About:
    header, source, stack = document.report.header, document.report.source, document.undo_stack
    return About(
        title=document.title,
        name=source_name(document.report),
        organ=header.organ,
        year=header.year,
        source=source.path,
        member=source.member,
        part=source.part,
        sha256=source.sha256,
        changed=changed,
        steps=stack.count(),
        index=stack.index(),
        clean=-1 if document.unsaved and stack.isClean() else stack.cleanIndex(),  # no file holds what it is compared with
        project=document.project,
        project_digest=document.project_digest,
        exported=document.exported,
        given_up=given_up,
    )
