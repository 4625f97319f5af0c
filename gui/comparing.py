"""Comparing with last year: which report to compare with, loading it, and taking it away again."""

import logging
import traceback
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtWidgets import QMenu, QWidget

from core.checks.continuity import may_follow
from core.document import Unreadable
from core.files import Item
from core.report import Report
from gui.background import Background, Cancelled, Progress
from gui.desk import Desk
from gui.document import OpenReport, title_of
from gui.files import choose_previous
from gui.messages import Kind, Messages
from gui.services import Services
from gui.telling_apart import name_among

if TYPE_CHECKING:
    from core.loaded import Loaded

_log = logging.getLogger("nianbao")


def follows(report: Report, previous: Report) -> bool:
    """Whether a report is known to be that of the same organ for the year before."""
    now, before = report.header, previous.header
    return now.organ is not None and now.organ == before.organ and now.year is not None and before.year == now.year - 1


def pick(report: Report, found: Sequence[Report]) -> Report | None:
    """Which of the reports of a file to compare with: that of the organ's year before, or else the only one that may be it."""
    if sure := [one for one in found if follows(report, one)]:
        return sure[0]
    possible = [one for one in found if may_follow(report, one)]
    return possible[0] if len(possible) == 1 else None


class Comparing(QObject):
    """Fills the menu 与上年比对 and does what is chosen there."""

    def __init__(
        self,
        desk: Desk,
        services: Services,
        background: Background,
        messages: Messages,
        settings: QSettings,
        menu: QMenu,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._services, self._background = desk, services, background
        self._messages, self._settings, self._menu, self._window = messages, settings, menu, window
        menu.aboutToShow.connect(self.fill_menu)
        desk.changed.connect(self._on_changed)

    @Slot()
    def fill_menu(self) -> None:
        """Offer the open reports that are last year's, then any file, then to compare no longer."""
        self._menu.clear()
        document = self._desk.current
        if document is None:
            return
        for other in (one for one in self._desk.documents if follows(document.report, one.report)):
            self._menu.addAction(
                f"已打开的“{name_among(other, self._desk.documents)}”", partial(self.compare, document, other.report)
            )
        self._menu.addAction("选择上年的报告文件…", partial(self._choose, document))
        self._menu.addSeparator()
        stop = self._menu.addAction("不再比对", partial(document.compare, None))
        stop.setEnabled(document.previous is not None)

    def load(self, document: OpenReport, path: Path) -> None:
        """Read a file and compare a report with the one in it."""
        self._background.submit(
            f"正在打开上年的报告：{path.name}",
            partial(self._read, path),
            partial(self._on_read, document, path),
            partial(self._on_failed, path),
        )

    def compare(self, document: OpenReport, previous: Report) -> None:
        """Check a report beside last year's, and say what came of it."""
        before = {found.key for found in document.verdict.findings}
        document.compare(previous)
        new = sum(found.key not in before for found in document.verdict.findings)
        told = f"发现 {new} 处新的问题。" if new else "没有发现新的问题。"
        doubt = _other_organ(document.report, previous)
        kind, said = Kind.NOTE if doubt else Kind.DONE, f"已与上年报告“{title_of(previous)}”比对，{told}{doubt}"
        self._messages.post(kind, said, about=document, stands=lambda: document.previous is previous)

    def _choose(self, document: OpenReport) -> None:
        if path := choose_previous(self._window, self._settings):
            self.load(document, path)

    def _read(self, path: Path, progress: Progress) -> "tuple[Loaded, ...]":
        """All reports of a file, or of the files in an archive; on the background thread."""
        items = [Item(path, name) for name in self._services.members(path, progress)] or [Item(path)]
        return tuple(loaded for item in items for loaded in self._services.load(item, progress, None))

    def _on_read(self, document: OpenReport, path: Path, read: "Iterable[Loaded]") -> None:
        if document not in self._desk.documents:
            return
        found = [loaded.report for loaded in read]
        previous = pick(document.report, found)
        if previous is not None:
            self.compare(document, previous)
            return
        said = f"没有比对：“{path.name}”{_why_not(document.report, found)}"
        self._messages.post(Kind.PROBLEM, said, about=document)

    def _on_failed(self, path: Path, error: BaseException) -> None:
        match error:
            case Cancelled():
                self._messages.post(Kind.NOTE, "已取消，没有比对。")
            case Unreadable():
                self._messages.post(Kind.PROBLEM, f"没有比对：打不开“{path.name}”。{error.message}", detail=error.detail)
            case _:
                _log.error("reading %s", path, exc_info=error)
                trace = "".join(traceback.format_exception(error))
                self._messages.post(Kind.PROBLEM, f"没有比对：读“{path.name}”时程序出了错。", detail=trace)

    @Slot(object, object)
    def _on_changed(self, changed: OpenReport, _edit: object) -> None:
        """Where last year's report is open too, an edit of it counts at once."""
        for document in self._desk.documents:
            if document.previous is changed.report:
                document.recheck()


def _other_organ(report: Report, previous: Report) -> str:
    """What to say when the two reports seem to be of two organs."""
    now, before = report.header.organ, previous.header.organ
    if not now or not before or now in before or before in now:
        return ""
    return f"单位名称不同（本年“{now}”，上年“{before}”），请确认是同一个单位。"


def _why_not(report: Report, found: Sequence[Report]) -> str:
    """Why none of the reports of a file can be last year's."""
    if len(found) > 1:
        return "里有几份报告，分不清哪一份是上年的；请先打开它，再选已打开的报告。"
    year, other = report.header.year, found[0].header.year
    return f"是 {other} 年的报告，应选 {year - 1 if year else '上一'} 年的。"
