"""Offers to correct the text together with the tables: asks in a strip, never changes by itself, takes all as one step."""

from collections.abc import Mapping, Sequence
from functools import partial
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QBoxLayout

from core.edits import Edit, SetCells, apply
from core.linked import Link, links
from core.report import Grid
from core.rewording import reword
from gui.desk import Desk
from gui.document import OpenReport
from gui.frame import Frame
from gui.linked_dialog import LinkedDialog
from gui.linked_strip import LinkedStrip
from gui.messages import Kind


class Linked(QObject):
    """Watches corrections of the tables. Corrections that follow each other are asked about together, until answered."""

    def __init__(self, desk: Desk, window: Frame) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._before: WeakKeyDictionary[OpenReport, Mapping[str, Grid]] = WeakKeyDictionary()
        self._links: tuple[Link, ...] = ()
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._ask)
        self.strip = LinkedStrip(window)
        column = window.centralWidget().layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(1, self.strip)
        self.strip.preview_asked.connect(self._preview)
        self.strip.taken.connect(lambda: self._take(self._links))
        self.strip.declined.connect(self._decline)
        desk.opened.connect(self._watch)
        desk.changed.connect(self._ask_soon)
        desk.current_changed.connect(self._ask_soon)
        window.pages.currentChanged.connect(self._show)

    @Slot(object)
    def _watch(self, document: OpenReport) -> None:
        document.pushed.connect(partial(self._on_pushed, document))

    def _on_pushed(self, document: OpenReport, edit: Edit) -> None:
        """Remember the tables as they were before the first correction that nobody has answered for."""
        if isinstance(edit, SetCells) and document.last is not None and document not in self._before:
            before = document.report.snapshot()
            apply(before, document.last[1])
            self._before[document] = before.grids

    @Slot()
    def _ask_soon(self) -> None:
        self._soon.start()

    @Slot()
    def _show(self) -> None:
        """Ask nothing on the start page, where the report is not seen."""
        away = self._window.pages.currentWidget() is self._window.start_page
        self.strip.ask(() if away else self._links)

    @Slot()
    def _ask(self) -> None:
        """Ask about the sentences of the current report that are old by now; forget what led to none."""
        document = self._desk.current
        before = self._before.get(document) if document else None
        self._links = links(document.report, before, document.previous) if document and before is not None else ()
        if document and not self._links:
            self._before.pop(document, None)
        self._show()

    @Slot()
    def _preview(self) -> None:
        dialog = LinkedDialog(self._links, self._window)
        dialog.accepted.connect(lambda: self._take(dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, chosen: Sequence[Link]) -> None:
        """Change the sentences as one step of their own."""
        document = self._desk.current
        changes = [change for link in chosen for change in link.changes]
        if document is None or not changes:
            return
        self._before.pop(document, None)
        label = f"一起改正文 {len(changes)} 处"
        document.push(reword(document.report, label, changes), "随表格的更正一起修改")
        said = f"正文里的 {len(changes)} 处已经一起改了。"
        self._window.messages.post(Kind.DONE, said, about=document, stands=document.step_stands())

    @Slot()
    def _decline(self) -> None:
        if self._desk.current:
            self._before.pop(self._desk.current, None)
        self._ask()
