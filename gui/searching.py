"""查找 and 定位 in the report in front: asks the core where things stand, and shows the place."""

from PySide6.QtCore import QObject, Slot

from core.forms import CellRef
from core.search import Hit, find, finding_number, place
from gui.desk import Desk
from gui.document import OpenReport
from gui.search_bar import Mode, SearchBar
from gui.walk import section_of
from gui.workspace import Workspace

_UNKNOWN = "没有这个地方。请写：表三 第3行 第2列，或 问题 5"


class Searching(QObject):
    """Joins the bar to the pages of the current report."""

    def __init__(self, desk: Desk, workspace: Workspace, bar: SearchBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._workspace, self._bar = desk, workspace, bar
        self._hits: tuple[Hit, ...] = ()
        self._index: int | None = None
        bar.wanted.connect(self._look)
        bar.stepped.connect(self.step)
        bar.located.connect(self._locate)
        bar.closed.connect(self._give_back)
        desk.changed.connect(self._look_again)
        desk.current_changed.connect(self._on_current)
        workspace.find_requested.connect(self.open)

    @Slot(str)
    def open(self, text: str = "") -> None:
        """Open the bar to look for something."""
        if self._desk.current:
            self._bar.open_for(Mode.FIND, text)

    @Slot()
    def open_locator(self) -> None:
        """Open the bar to go somewhere."""
        if self._desk.current:
            self._bar.open_for(Mode.LOCATE)

    @Slot(int)
    def step(self, by: int) -> None:
        """Show the next place, or the one before, round and round."""
        if not (self._hits and self._searches):
            self.open()
            return
        self._show(by - (by > 0) if self._index is None else self._index + by)

    @Slot(str)
    def _look(self, text: str) -> None:
        """Look anew, and show the first place from the section in front on."""
        document = self._desk.current
        self._hits = find(document.report, text, self._bar.whole.isChecked()) if document else ()
        self._index = None
        if document and self._hits:
            here = self._workspace.section_in_front(document)
            self._show(next((index for index, hit in enumerate(self._hits) if hit.section >= here), 0))
        elif text.strip():
            self._bar.show_count(0, 0)

    @Slot(object, object)
    def _look_again(self, document: OpenReport, _edit: object) -> None:
        """Count anew after an edit, without going anywhere."""
        if document is self._desk.current and self._searches:
            self._hits = find(document.report, self._bar.text, self._bar.whole.isChecked())
            kept = self._index is not None and self._index < len(self._hits)
            self._index = self._index if kept else None
            self._bar.show_count(self._index + 1 if self._index is not None else 0, len(self._hits))

    @property
    def _searches(self) -> bool:
        return not self._bar.isHidden() and self._bar.mode is Mode.FIND and bool(self._bar.text.strip())

    @Slot(object)
    def _on_current(self, document: OpenReport | None) -> None:
        if document is None:
            self._hits = ()
            self._bar.hide()
        else:
            self._look_again(document, None)

    def _show(self, index: int) -> None:
        document = self._desk.current
        if document is None:
            return
        self._index = index % len(self._hits)
        self._workspace.show_place(document, self._hits[self._index])
        self._bar.show_count(self._index + 1, len(self._hits))

    @Slot(str)
    def _locate(self, text: str) -> None:
        document = self._desk.current
        if document is None:
            return
        hit = self._finding_place(document, text) or place(document.report, text, self._here(document))
        if hit is None:
            self._bar.show_note(_UNKNOWN)
            return
        self._workspace.show_place(document, hit)
        self._bar.dismiss()

    def _finding_place(self, document: OpenReport, text: str) -> Hit | None:
        """The place of the finding whose number in the list somebody asks for."""
        number = finding_number(text)
        if number is None or not 0 < number <= len(document.verdict.findings):
            return None
        found = document.verdict.findings[number - 1]
        return Hit(section_of(document.report, found), found.cells, next(iter(found.spans), None))

    def _here(self, document: OpenReport) -> CellRef | None:
        return self._workspace.current_cell(document)

    @Slot()
    def _give_back(self) -> None:
        """Let the keys go to the page again."""
        if self._desk.current:
            self._workspace.currentWidget().setFocus()
