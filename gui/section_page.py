"""One section of a report: its heading, its text in an editor, and below it the table that belongs to it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from core.checks.structure import NUMERALS, official_heading
from core.edits import SetSections, set_text, take
from core.findings import Finding, Span, Suggestion
from core.forms import CellRef, Table, newest
from core.report import Report, Section
from core.rewording import Rewording, rewordings
from gui.document import OpenReport
from gui.grid.panel import GridPanel
from gui.grid.words import advice
from gui.grid.zoom import scaled
from gui.section_title import SectionTitle
from gui.spot import Spot, line_spot
from gui.text_editor import TextEditor
from gui.text_menu import Dispute
from gui.text_offers import take_words


class SectionPage(QWidget):
    """Shows and edits one section."""

    current_changed = Signal(object)
    selection_changed = Signal(object)
    aside_requested = Signal(object)
    mark_clicked = Signal(object)
    cell_requested = Signal(object)
    words_requested = Signal(object)
    find_requested = Signal(str)
    said = Signal(object)
    zoom_requested = Signal(int)
    spot_moved = Signal(object)
    """The Spot that the clerk has moved to: a cell, or a line of the text."""

    def __init__(self, document: OpenReport, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._number = document, number
        self._at_words = False
        """Whether the clerk looked at words of the text last, and not at a cell."""
        self.title = SectionTitle(document, number, _official(document.report, number), self)
        self._missing = QLabel("原文里没有找到这一部分。", self)
        self._add = QPushButton("补上这一部分", self)
        self._add.clicked.connect(self._add_section)
        self.editor = TextEditor(self._push_text, self, offers=self._offers, stack=document.undo_stack)
        self.editor.setPlaceholderText("（这一部分没有文字）")
        self.editor.setAccessibleName("正文")
        self.editor.installEventFilter(self)
        self.editor.mark_clicked.connect(self.mark_clicked)
        self.editor.cell_requested.connect(self.cell_requested)
        self.editor.cursorPositionChanged.connect(self._tell_line)
        self.editor.aside_requested.connect(self.aside_requested)
        self.editor.reword_requested.connect(self._reword)
        self.editor.repair_requested.connect(self._repair)
        self.repeated = QPlainTextEdit(self)
        self.repeated.setReadOnly(True)
        self.repeated.document().setDocumentMargin(self.editor.document().documentMargin())
        self.repeated.setAcceptDrops(False)
        self.repeated.setTabChangesFocus(True)
        self.repeated.setAccessibleName("同名部分的原文")
        self.tables = [(table, self._grid(table)) for table in _tables(document.report, number)]
        self._lay_out()
        document.changed.connect(self.refresh)
        self.refresh()

    def _grid(self, table: Table) -> GridPanel:
        grid = GridPanel(self._document, table, self)
        grid.current_changed.connect(self.current_changed)
        grid.current_changed.connect(lambda: self._look(at_words=False))
        grid.view.installEventFilter(self)
        grid.selection_changed.connect(self.selection_changed)
        grid.aside_requested.connect(self.aside_requested)
        grid.words_requested.connect(self.words_requested)
        grid.find_requested.connect(self.find_requested)
        grid.view.said.connect(self.said)
        grid.view.zoom_requested.connect(self.zoom_requested)
        return grid

    def _lay_out(self) -> None:
        self.parts = QSplitter(Qt.Orientation.Vertical, self)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.editor)
        self.parts.addWidget(self.repeated)
        for _, grid in self.tables:
            self.parts.addWidget(grid)
            self.parts.setStretchFactor(self.parts.indexOf(grid), 1)
        self.setFocusProxy(self.tables[0][1] if self.tables else self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 6)
        layout.addWidget(self.title)
        layout.addWidget(self._missing)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.parts, 1)
        self.share_room()

    def share_room(self) -> None:
        """Give a short text the few lines it needs and the rest to the table."""
        if not self.tables:
            return
        section = self._document.report.section(self._number)
        lines = min(9, 2 + len(section.text) // 45 + section.text.count("\n") if section else 2)
        room = lines * self.editor.fontMetrics().lineSpacing() + 16
        self._keep_two_lines()
        self.parts.setSizes([room, room, *(2000 for _ in self.tables)])

    def _keep_two_lines(self) -> None:
        """Let the table leave two lines of the text in sight, however large the words are."""
        line, edge = self.editor.fontMetrics().lineSpacing(), round(self.editor.document().documentMargin())
        self.editor.setMinimumHeight(2 * line + 2 * edge)

    def go_to(self, finding: Finding | None, focus: bool) -> None:
        """Bring the place of a finding into view: its words, its cell, or the section as a whole."""
        spans = [span for span in finding.spans if span.section == self._number] if finding else []
        if spans:
            self._go_to_words(spans[0], focus)
        elif finding and finding.cells:
            self.go_to_cells(finding, focus)
        elif focus:
            self.setFocus()

    @property
    def spot(self) -> Spot:
        """What the clerk looks at here: the current cell, or the line that the cursor of the text is in."""
        if self.current is not None and not self._at_words:
            return self.current
        spans = [span for found in self._document.verdict.findings for span in found.spans]
        return line_spot(self._number, self.editor.text(), self.editor.textCursor().blockNumber(), spans)

    def _look(self, *, at_words: bool) -> None:
        """Tell that words or a cell have been brought into view."""
        self._at_words = at_words
        self.spot_moved.emit(self.spot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever gets the keys, the text or a table, is what the clerk looks at."""
        if event.type() is QEvent.Type.FocusIn:
            self._at_words = watched is self.editor
        return super().eventFilter(watched, event)

    @Slot()
    def _tell_line(self) -> None:
        if self.focusWidget() is self.editor:
            self._look(at_words=True)

    def _go_to_words(self, span: Span, focus: bool) -> None:
        section = self._document.report.section(self._number)
        target = self.editor if section and _says(section, span) else self.repeated
        if target is self.editor:
            self.editor.go_to(span)
            self._look(at_words=True)
        if focus:
            target.setFocus()

    def go_to_cell(self, ref: CellRef) -> None:
        """Bring a cell into view."""
        for table, grid in self.tables:
            if ref.grid in table.grids:
                grid.go_to(ref)
                self._look(at_words=False)

    def go_to_cells(self, finding: Finding, focus: bool) -> None:
        """Bring the cells of a finding into view."""
        for table, grid in self.tables:
            if finding.cells[0].grid in table.grids:
                grid.go_to_finding(finding)
                if focus:
                    grid.setFocus()
                self._look(at_words=False)

    def show_sum(self, finding: Finding) -> None:
        """Of the sums of the current cell show the one that a finding is about."""
        for table, grid in self.tables:
            if finding.cells[0].grid in table.grids:
                grid.show_sum(finding)

    def show_place(self, cells: Sequence[CellRef], span: Span | None) -> None:
        """Bring words or cells that were looked for into view and select them."""
        if span is not None:
            self._go_to_words(span, False)
        for table, grid in self.tables:
            if cells and cells[0].grid in table.grids:
                grid.show_cells(cells)
                self._look(at_words=False)

    @property
    def current(self) -> CellRef | None:
        """The cell that the cursor is on in the first table that has one."""
        return next((grid.current for _, grid in self.tables if grid.current), None)

    def show_zoom(self, percent: int) -> None:
        """Show text and tables at a zoom."""
        for text in (self.editor, self.repeated):
            text.setFont(scaled(QApplication.font(text), percent))
        if self.tables:
            self._keep_two_lines()
        for _, grid in self.tables:
            grid.view.show_zoom(percent)

    @Slot()
    def refresh(self) -> None:
        """Show what the report says now."""
        section = self._document.report.section(self._number)
        self.title.refresh()
        self._missing.setVisible(section is None)
        self._add.setVisible(section is None)
        self.editor.setVisible(section is not None)
        self.editor.show_text(section.text if section else "")
        self._show_repeated()
        marks = [(span, one) for one in self._document.verdict.findings for span in one.spans if span.section == self._number]
        self.editor.show_marks([(span, one) for span, one in marks if section and _says(section, span)])

    def _show_repeated(self) -> None:
        """Show what stands under a second heading of this section, so that no words of the source are out of sight."""
        more = [section for section in self._document.report.sections if section.number == self._number][1:]
        words = "\n\n".join(f"原文里还有一处同名的部分：{section.title}\n{section.text}" for section in more)
        self.repeated.setVisible(bool(more))
        if words != self.repeated.toPlainText():
            self.repeated.setPlainText(words)

    def _push_text(self, text: str, burst: str) -> None:
        label = f"改第{NUMERALS[self._number - 1]}部分正文"
        self._document.push(set_text(self._document.report, label, self._number, text), burst=f"{self._number}.{burst}")

    def _offers(self, finding: Finding, span: Span) -> Dispute:
        report = self._document.report
        offers = tuple(offer for offer in rewordings(report, finding) if offer.span == span)
        repairs = tuple((advice(report.form, None, one), one) for one in finding.suggestions) if report.form else ()
        return Dispute(finding, offers, repairs)

    @Slot(object)
    def _repair(self, suggestion: Suggestion) -> None:
        self._document.push(take(self._document.report, suggestion, "接受建议"), suggestion.reason)

    @Slot(object)
    def _reword(self, change: Rewording) -> None:
        take_words(self._document, change)

    @Slot()
    def _add_section(self) -> None:
        report = self._document.report
        added = Section(self._number, _official(report, self._number), "", self._number)
        sections = sorted([*report.sections, added], key=lambda section: section.number)
        self._document.push(SetSections(f"补上第{NUMERALS[self._number - 1]}部分", tuple(sections)))


def _says(section: Section, span: Span) -> bool:
    """Whether the words of a span stand in this section, and not in another one of its number."""
    return section.text[span.start : span.end] == span.text


def _tables(report: Report, number: int) -> list[Table]:
    return [table for table in report.form.tables if table.section == number] if report.form else []


def _official(report: Report, number: int) -> str:
    return official_heading(report.form or newest(), number)
