"""The middle of the window: the pages of the open reports, made when they are first looked at."""

from functools import partial

from PySide6.QtCore import QEvent, QSettings, Signal, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from core.edits import Edit, SetCells, SetGrid, SetHeader, SetPreamble, SetSections
from core.findings import Finding
from core.forms import CellRef
from core.report import Report
from core.search import Hit
from gui.document import OpenReport
from gui.facts_page import FactsPage
from gui.grid.zoom import PLAIN
from gui.rooms import Rooms
from gui.section_page import SectionPage
from gui.spot import Spot
from gui.walk import FACTS, section_of, section_of_cell


class Workspace(QStackedWidget):
    """Shows one page at a time and remembers, for each report, which one was last."""

    section_shown = Signal(object, int)
    cell_changed = Signal(object)
    selection_changed = Signal(object)
    aside_requested = Signal(object)
    mark_clicked = Signal(object)
    spot_moved = Signal(object)
    """The Spot that the clerk looks at now, or None."""
    find_requested = Signal(str)
    said = Signal(object)
    zoom_requested = Signal(int)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms = Rooms(settings, self)
        self._zoom = PLAIN
        self._pages: dict[tuple[OpenReport, int], FactsPage | SectionPage] = {}
        self._last: dict[OpenReport, int] = {}

    def show_document(self, document: OpenReport) -> None:
        """Show a report where it was left, or where its first mistake is."""
        self.show_section(document, self._last.get(document, first_section(document)))

    @property
    def spot(self) -> Spot | None:
        """What the clerk looks at on the page in front."""
        page = self.currentWidget()
        return page.spot if isinstance(page, SectionPage) else None

    def remember(self, document: OpenReport, section: int) -> None:
        """Note which section of a report to show next time it is in front."""
        self._last[document] = section

    def show_section(self, document: OpenReport, section: int) -> FactsPage | SectionPage:
        """Show one section of a report."""
        page = self._pages.get((document, section)) or self._make(document, section)
        self._last[document] = section
        self._bring_forward(page)
        self.selection_changed.emit(None)
        self.section_shown.emit(document, section)
        self.spot_moved.emit(self.spot)
        return page

    def _bring_forward(self, page: FactsPage | SectionPage) -> None:
        """Show a page; where the keyboard was in another one, it comes to the table or the text of this one, not to its title."""
        focus = QApplication.focusWidget()
        held = focus is not None and (focus is self or self.isAncestorOf(focus))
        first = page is not self.currentWidget() and page.focusWidget() is None
        self.setCurrentWidget(page)
        if held and first and isinstance(page, SectionPage):
            page.setFocus()

    def go_to(self, document: OpenReport, finding: Finding, focus: bool) -> None:
        """Show the place a finding is about."""
        self.show_section(document, section_of(document.report, finding)).go_to(finding, focus)

    def go_to_cell(self, document: OpenReport, section: int, ref: CellRef | None, focus: bool) -> None:
        """Show a section, and a cell of its table if one is meant."""
        page = self.show_section(document, section)
        if ref is not None and isinstance(page, SectionPage):
            page.go_to_cell(ref)
        if focus:
            page.setFocus()

    def show_sum(self, finding: Finding) -> None:
        """Of the sums of the current cell show the one that a finding is about."""
        page = self.currentWidget()
        if isinstance(page, SectionPage):
            page.show_sum(finding)

    def show_place(self, document: OpenReport, hit: Hit) -> None:
        """Show words or cells that were looked for; the keys stay where they are."""
        self.show_section(document, hit.section).show_place(hit.cells, hit.span)

    def section_in_front(self, document: OpenReport) -> int:
        """The section of a report that was last shown."""
        return self._last.get(document, FACTS)

    def current_cell(self, document: OpenReport) -> CellRef | None:
        """The cell that the cursor is on in the page in front."""
        page = self._pages.get((document, self.section_in_front(document)))
        return page.current if isinstance(page, SectionPage) else None

    @Slot(int)
    def show_zoom(self, percent: int) -> None:
        """Show all sections at a zoom, now and later."""
        self._zoom = percent
        for page in self._pages.values():
            if isinstance(page, SectionPage):
                page.show_zoom(percent)

    def reset_rooms(self) -> None:
        """Divide every page again as its contents ask for."""
        self._rooms.forget()
        for page in self._pages.values():
            if isinstance(page, SectionPage):
                page.share_room()

    def changeEvent(self, event: QEvent) -> None:
        """Zoom from the new size on when the system's font changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.show_zoom(self._zoom)

    def _go_to_cells(self, document: OpenReport, finding: Finding) -> None:
        """Show the cells that a sentence of the text disagrees with."""
        page = self.show_section(document, section_of_cell(document.report, finding.cells[0]))
        if isinstance(page, SectionPage):
            page.go_to_cells(finding, True)

    def _go_to_words(self, document: OpenReport, finding: Finding) -> None:
        """Show the sentence that disagrees with a cell."""
        self.show_section(document, finding.spans[0].section).go_to(finding, True)

    def show_last_edit(self, document: OpenReport) -> None:
        """Show what an undo or redo has just changed."""
        section, ref = place_of_edit(document.report, *document.last) if document.last else (None, None)
        if section is None:
            return
        page = self.show_section(document, section)
        if ref is not None and isinstance(page, SectionPage):
            page.go_to_cell(ref)

    def forget(self, document: OpenReport) -> None:
        """Throw away the pages of a report that was closed."""
        self._last.pop(document, None)
        for key in [key for key in self._pages if key[0] is document]:
            page = self._pages.pop(key)
            self.removeWidget(page)
            page.deleteLater()

    def _make(self, document: OpenReport, section: int) -> FactsPage | SectionPage:
        page = FactsPage(document, self) if section == FACTS else SectionPage(document, section, self)
        if isinstance(page, FactsPage):
            page.preamble.aside_requested.connect(self.aside_requested)
            page.preamble.mark_clicked.connect(self.mark_clicked)
        else:
            page.current_changed.connect(self.cell_changed)
            page.selection_changed.connect(self.selection_changed)
            page.aside_requested.connect(self.aside_requested)
            page.mark_clicked.connect(self.mark_clicked)
            page.spot_moved.connect(self.spot_moved)
            page.find_requested.connect(self.find_requested)
            page.said.connect(self.said)
            page.zoom_requested.connect(self.zoom_requested)
            page.show_zoom(self._zoom)
            self._rooms.attach(page.parts, f"section{section}")
            page.editor.stepped.connect(partial(self.show_last_edit, document))
            page.cell_requested.connect(partial(self._go_to_cells, document))
            page.words_requested.connect(partial(self._go_to_words, document))
        self._pages[document, section] = page
        self.addWidget(page)
        return page


def first_section(document: OpenReport) -> int:
    """Where to look first: the section of the worst finding, else the table of applications, else the facts."""
    report = document.report
    if document.verdict.findings:
        return section_of(report, document.verdict.findings[0])
    return 3 if report.section(3) else FACTS


def place_of_edit(report: Report, edit: Edit, inverse: Edit) -> tuple[int | None, CellRef | None]:
    """The section, and the cell if there is one, that an edit changed."""
    match edit, inverse:
        case SetCells(_, cells), _:
            ref = next(iter(cells), None)
            return (section_of_cell(report, ref), ref) if ref else (None, None)
        case SetGrid(_, key, _), _:
            return (report.form.table_of(key).section if report.form else None), None
        case SetHeader() | SetPreamble(), _:
            return FACTS, None
        case SetSections(_, after), SetSections(_, before):
            return next((section.number for section in (*after, *before) if (section in after) != (section in before)), None), None
    return None, None
