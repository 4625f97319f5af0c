"""Fills the pane 原文: follows the cursor, finds the place in what was kept, and fetches from the file what was not."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget
from shiboken6 import isValid

from core.document import Block, Place, Source
from core.forms import CellRef
from core.glimpse.asking import Ask, CellAsk, Drawn, Glimpse, LineAsk, Lines, Standing, ask_cell
from gui.background import Background, Progress
from gui.desk import Desk
from gui.document import OpenReport
from gui.services import Originals
from gui.source_pane import HINT, SourcePane
from gui.source_pane_pages import Page, Pages, page_of
from gui.spot import LineSpot, Spot
from gui.workspace import Workspace

_PATIENCE = 60
"""Milliseconds that the cursor must rest before the pane follows it."""
_FRESH = 5.0
"""Seconds for which a look at the file is believed."""
_ABOUT = {
    Standing.SAME: "",
    Standing.NONE: "这份报告是粘贴进来的，下面是粘贴时的文字。",
    Standing.CHANGED: "原文件在打开以后改动过，下面是打开时记下的内容。",
    Standing.GONE: "原文件已不在原来的位置，或者打不开，下面是打开时记下的内容。",
}
_LOST = "原文件已改动、移走或者打不开，没有记下这一处的内容。"
_NO_PLACE = "原文里没有这一格，它是手工填写的。"
_NO_CELL = "原文里没有这一格。"
_NO_LINE = "原文里没有找到这一段，它可能是手工填写的。"
_NEAR = "这一段改动过，下面是原文中最接近的一段。"


@dataclass(frozen=True, slots=True)
class _Kept:
    """The blocks of one open report, unpacked."""

    kept: bytes
    blocks: tuple[Block, ...]


class SourceControl(QObject):
    """Follows what the clerk looks at, as long as the pane is to be seen."""

    shown = Signal()
    """The pane shows the place of the spot it was told last, as well as can be."""

    def __init__(self, pane: SourcePane, originals: Originals, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pane, self._originals, self._background = pane, originals, background
        self._document: OpenReport | None = None
        self._spot: Spot | None = None
        self._ask: Ask | None = None
        self._place: Place | None = None
        self._kept = _Kept(b"", ())
        self._standing: dict[str, tuple[float, Standing]] = {}
        self._waiting: deque[tuple[str, Callable[[], object]]] = deque()
        self._busy = False
        self._pages = Pages()
        self._later = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._later.timeout.connect(self.refresh)
        pane.page.scale_wanted.connect(self._sharpen)

    def attach(self, desk: Desk, workspace: Workspace, dock: QDockWidget) -> None:
        """Listen to everything that moves what is looked at."""

        def follow(_moved: object = None) -> None:
            self.follow(desk.current, workspace.spot)

        def on_focus(_old: QWidget | None, new: QWidget | None) -> None:
            if new is not None and isValid(workspace) and workspace.isAncestorOf(new):
                follow()

        workspace.spot_moved.connect(follow)
        desk.current_changed.connect(follow)
        desk.changed.connect(lambda *_: self._later.start())
        dock.visibilityChanged.connect(lambda visible: follow() if visible and self._spot is None else self._later.start())
        watched = QApplication.instance()
        if isinstance(watched, QApplication):
            watched.focusChanged.connect(on_focus)

    def follow(self, document: OpenReport | None, spot: Spot | None) -> None:
        """Show the place of another cell or line, soon."""
        self._document, self._spot = document, spot
        self._later.start()

    @Slot()
    def refresh(self) -> None:
        """Show the place now; nothing is done while the pane is hidden."""
        self._later.stop()
        if not self._pane.isVisible():
            return
        cell = self._spot if isinstance(self._spot, CellRef) else None
        self._pane.show_facts(cell is not None)
        if self._document is None or self._spot is None:
            self._say(HINT)
            return
        if cell is not None:
            self._pane.facts.show_cell(self._document, cell)
        self._ask = _ask(self._document, self._spot)
        if self._ask is None:
            self._say(_why_nowhere(self._document, self._spot))
            return
        self._look(self._document.report.source, self._ask)

    def _say(self, sentence: str) -> None:
        self._ask = self._place = None
        self._pane.say(sentence)
        self.shown.emit()

    def _look(self, source: Source, ask: Ask) -> None:
        from core.glimpse.looking import look  # deferred: nothing else of the window needs it

        blocks = self._blocks()
        if blocks:
            self._show(source, ask, look(blocks, ask))
        else:
            work = partial(self._originals.look, source, ask)
            self._submit("look", "正在查看原文", work, partial(self._on_looked, source, ask))
        self._check(source)

    def _blocks(self) -> tuple[Block, ...]:
        """The blocks kept for the current report; () when there were too many, or it was not read here."""
        kept = self._document.report.kept if self._document else b""
        if kept != self._kept.kept:
            from core.glimpse.kept import unpack

            self._kept = _Kept(kept, unpack(kept) if kept else ())
        return self._kept.blocks

    def _on_looked(self, source: Source, ask: Ask, found: Glimpse | BaseException | None) -> None:
        self._show(source, ask, None if isinstance(found, BaseException) else found)

    def _show(self, source: Source, ask: Ask, found: Glimpse | None) -> None:
        """Show what was found, if it is still asked for."""
        if ask != self._ask:
            return
        self._place = found.place if found else ask.place if isinstance(ask, CellAsk) else None
        if found is None:
            self._pane.say(_NO_LINE if isinstance(ask, LineAsk) else f"{ask.place.describe()}：“{ask.raws[ask.index]}”")
        elif not self._show_page(source):
            near = _NEAR if isinstance(found, Lines) and not found.same else ""
            self._pane.show_glimpse(found, "。".join(filter(None, (found.place.describe(), near))))
        self._note(source, lost=found is None)
        self.shown.emit()

    def _show_page(self, source: Source) -> bool:
        """Show the page of the current place if it is at hand, and see to it that it is drawn; whether it is shown."""
        place = self._place
        if source.kind != "pdf" or source.path is None or place is None or not place.page:
            return False
        known = self._standing_of(source)
        if known in {Standing.CHANGED, Standing.GONE}:
            return False
        scale = self._pane.page.wanted_scale
        page = self._pages.nearest(source.sha256, place.page)
        if page is None or not page.is_sharp(scale):
            work = partial(_draw, self._originals, source, place.page, scale)
            self._submit("draw", f"正在画原文第 {place.page} 页", work, partial(self._on_drawn, source, place.page))
        if page is not None:
            self._pane.where.setText(place.describe())
            self._pane.show_page(page.image, page.across, page.down, place)
        return page is not None

    @Slot()
    def _sharpen(self) -> None:
        if self._document is not None and self._pane.shows_page:
            self._show_page(self._document.report.source)

    def _on_drawn(self, source: Source, number: int, answer: Page | Standing | BaseException | None) -> None:
        if isinstance(answer, Standing):
            self._standing[source.sha256] = time.monotonic(), answer
            self.refresh()
        elif isinstance(answer, Page):
            self._pages.keep(source.sha256, number, answer)
            if self._place is not None and self._place.page == number and self._is_of(source):
                self._show_page(source)
        self.shown.emit()

    def _is_of(self, source: Source) -> bool:
        return self._document is not None and self._document.report.source == source

    def _standing_of(self, source: Source) -> Standing | None:
        """What was last known of the file; None for nothing."""
        if source.path is None:
            return Standing.NONE
        known = self._standing.get(source.sha256)
        return known[1] if known else None

    def _check(self, source: Source) -> None:
        """See whether the file is still what was read, unless somebody looked just now."""
        known = self._standing.get(source.sha256)
        if source.path is not None and (known is None or time.monotonic() - known[0] > _FRESH):
            work = partial(self._originals.standing, source)
            self._submit("check", "正在查看原文件", work, partial(self._on_checked, source))

    def _on_checked(self, source: Source, answer: Standing | BaseException | None) -> None:
        if not isinstance(answer, Standing):
            return
        before = self._standing_of(source)
        self._standing[source.sha256] = time.monotonic(), answer
        if before != answer and self._is_of(source):
            self.refresh()
        self.shown.emit()

    def _note(self, source: Source, *, lost: bool) -> None:
        standing = self._standing_of(source) or Standing.SAME
        gone = lost and standing in {Standing.CHANGED, Standing.GONE}
        self._pane.note(_LOST if gone else _ABOUT[standing])

    def _submit(self, kind: str, title: str, work: Callable[..., object], then: Callable[..., None]) -> None:
        """Do work in the background once what is under way has ended; of each kind only the last that was asked for."""
        job = partial(self._background.submit, title, work, partial(self._end, then), partial(self._end, then))
        self._waiting = deque(item for item in self._waiting if item[0] != kind)
        self._waiting.append((kind, job))
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting and not self._busy:
            self._busy = True
            self._waiting.popleft()[1]()

    def _end(self, then: Callable[..., None], answer: object) -> None:
        """Pass on an answer, or the trouble that took its place; both are for the pane to say."""
        self._busy = False
        then(answer)
        self._go_on()


def _draw(originals: Originals, source: Source, number: int, scale: float, progress: Progress) -> Page | Standing | None:
    """Have a page drawn and make a picture of it; on the background thread."""
    drawn = originals.draw(source, number, scale, progress)
    return page_of(drawn, scale) if isinstance(drawn, Drawn) else drawn


def _why_nowhere(document: OpenReport, spot: Spot) -> str:
    """Why there is nothing to ask for."""
    if isinstance(spot, LineSpot):
        return _NO_LINE if spot.text.strip() else HINT
    return _NO_PLACE if document.report.cell(spot).edited else _NO_CELL


def _ask(document: OpenReport, spot: Spot) -> Ask | None:
    if isinstance(spot, LineSpot):
        section = document.report.section(spot.section)
        return LineAsk(section.place, spot.text, spot.words) if section and spot.text.strip() else None
    return ask_cell(document.report, spot)
