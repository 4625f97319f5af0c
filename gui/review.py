"""The review of open reports: builds its panes and controllers and connects them; it decides little itself."""

from PySide6.QtCore import QObject, Slot

from gui.clipboard_menu import ClipboardMenu
from gui.closing import Closing
from gui.comparing import Comparing
from gui.desk import Desk
from gui.dialogs import Failure, FailuresDialog
from gui.document import OpenReport
from gui.exporting import Exporting
from gui.feedback import FeedbackSheets
from gui.findings_panel import FindingsPanel
from gui.findings_reasons import Reasons
from gui.findings_rows import Row
from gui.frame import TITLE, Frame
from gui.grid.zoom import Zoom
from gui.linked import Linked
from gui.opening import Opening
from gui.outline import Outline
from gui.pane_walk import PaneWalk
from gui.panes import Panes
from gui.printing.control import Printing
from gui.reviewing import Reviewing
from gui.safety import Safety
from gui.search_bar import SearchBar
from gui.searching import Searching
from gui.source_pane import SourcePane
from gui.source_pane_control import SourceControl
from gui.status import StatusLine
from gui.tally_panel import TallyPanel
from gui.telling_apart import window_name
from gui.workspace import Workspace


class Review(QObject):
    """Everything about open reports: the desk, the pages in the middle, outline and findings beside, the status bar."""

    def __init__(self, window: Frame) -> None:
        super().__init__(window)
        self._window, self._actions = window, window.actions_
        self._failures: tuple[tuple[Failure, ...], int] = ((), 0)
        self.desk = Desk(window.undo_group, self)
        self.workspace, self.findings = Workspace(window.settings, window), FindingsPanel(window, window.settings)
        self.outline, self.status, self.tally = Outline(self.desk, window), StatusLine(window), TallyPanel(window)
        self.source = SourcePane(window)
        window.pages.addWidget(self.workspace)
        self.panes = Panes(window, (self.outline, self.findings), (self.tally, self.source), self.status)
        messages, background = window.messages, window.background
        self.opening = Opening(self.desk, window.services, background, messages, window.library, window)
        self.exporting = Exporting(self.desk, window.services, background, messages, window)
        self.printing = Printing(self.desk, background, messages, window)
        self.feedback = FeedbackSheets(self.desk, background, messages, self.printing, window)
        self.reviewing = Reviewing(self.desk, self.findings, self.workspace, messages, Reasons(window.settings), window)
        self.comparing = Comparing(
            self.desk, window.services, background, messages, window.settings, self._actions.compare_menu, window
        )
        self.status.compared.setMenu(self._actions.compare_menu)
        self.sourcing = SourceControl(self.source, window.services.originals, background, self)
        self.linked = Linked(self.desk, window)
        self.safety = Safety(self.desk, self.opening, self.status, window)
        self.closing = Closing(self.desk, self.safety.saving, window)
        self.zoom, self.search_bar = Zoom(window.settings, self), SearchBar(window)
        window.add_strip(self.search_bar)
        self.searching = Searching(self.desk, self.workspace, self.search_bar, self)
        self._connect_looking()
        self._connect_panes()
        self._connect_actions()

    def _connect_panes(self) -> None:
        self._connect_panes_walk()
        self.desk.current_changed.connect(self._on_current)
        self.desk.changed.connect(self._on_changed)
        self.desk.state_changed.connect(self._on_state)
        self.desk.closed.connect(self.workspace.forget)
        for told in (
            self.desk.changed,
            self.desk.state_changed,
            self.desk.closed,
            self.workspace.section_shown,
            self.findings.selected,
        ):
            told.connect(self._window.message_strip.look_again)
        self.opening.ended.connect(self._on_opened)
        self.opening.failed.connect(self._on_failures)
        self.outline.section_chosen.connect(self._show_section)
        self.outline.report_chosen.connect(self._show_report)
        self.workspace.section_shown.connect(self.outline.show_section)
        self.workspace.selection_changed.connect(self.status.show_selection)
        self.workspace.cell_changed.connect(self.reviewing.follow_cell)
        self.sourcing.attach(self.desk, self.workspace, self.panes.source)
        self.findings.selected.connect(self._on_row)
        self.status.encoding.chosen.connect(self._read_again)
        self.panes.tally.visibilityChanged.connect(self._show_tally)
        self.status.equations.clicked.connect(self.panes.tally.toggleViewAction().trigger)
        self.tally.list.chosen.connect(self.reviewing.go_to_sum)

    def _connect_actions(self) -> None:
        actions = self._actions
        actions.failures.triggered.connect(self._show_failures)
        actions.export.triggered.connect(self.exporting.export_current)
        actions.export_all.triggered.connect(self.exporting.export_all)
        actions.feedback.triggered.connect(self.feedback.make_current)
        actions.feedback_preview.triggered.connect(self.feedback.preview_current)
        actions.feedback_all.triggered.connect(self.feedback.make_all)
        actions.print.triggered.connect(self.printing.print_current)
        actions.preview.triggered.connect(self.printing.preview_current)
        actions.pdf.triggered.connect(self.printing.save_current)
        actions.close.triggered.connect(self.closing.close_current)
        actions.next.triggered.connect(self.reviewing.next)
        actions.previous.triggered.connect(self.reviewing.previous)
        actions.accept.triggered.connect(self.reviewing.accept_current)
        ClipboardMenu(actions.edit_menu, actions.cut, actions.copy, actions.paste)
        actions.set_aside.triggered.connect(self.findings.aside_button.click)
        actions.restore.triggered.connect(self.findings.restore_button.click)
        for step in (actions.undo, actions.redo):
            step.triggered.connect(self._show_last_edit)

    def _connect_panes_walk(self) -> None:
        """F6 and the plain layout."""
        start, window, actions = self._window.start_page, self._window, self._actions
        walk = PaneWalk(window, start.drop_area, start.recent, start.samples, window.message_strip)
        walk.panes += (self.outline, self.workspace, self.tally, self.source, self.search_bar, self.findings)
        actions.next_pane.triggered.connect(lambda: walk.step(1))
        actions.previous_pane.triggered.connect(lambda: walk.step(-1))
        actions.plain_layout.triggered.connect(self.panes.reset)
        actions.plain_layout.triggered.connect(self.workspace.reset_rooms)

    def _connect_looking(self) -> None:
        """Finding, going to a place, and how large everything is."""
        actions, zoom = self._actions, self.zoom
        actions.find.triggered.connect(lambda: self.searching.open())
        actions.locate.triggered.connect(self.searching.open_locator)
        actions.find_next.triggered.connect(lambda: self.searching.step(1))
        actions.find_previous.triggered.connect(lambda: self.searching.step(-1))
        for action, by in ((actions.larger, 1), (actions.smaller, -1), (actions.plain_size, 0)):
            action.triggered.connect(lambda _=False, by=by: zoom.step(by))
        self.status.zoom.clicked.connect(lambda: zoom.step(0))
        self.workspace.zoom_requested.connect(zoom.step)
        self.workspace.said.connect(self._window.messages.pass_on)
        for shown in (self.workspace, self.status):
            zoom.changed.connect(shown.show_zoom)
            shown.show_zoom(zoom.percent)

    def _show_reports(self) -> None:
        if not self.panes.shown:
            self.panes.show(True)
        self._window.show_page(self.workspace)

    @Slot(object)
    def _on_current(self, document: OpenReport | None) -> None:
        self.findings.show_document(document)
        self._window.message_strip.pass_by()
        self._window.message_strip.leave_for(document)
        if document is not None:
            self._show_reports()
            self.workspace.show_document(document)
        else:
            self.panes.show(False)
            self._window.show_start_page()
        self._on_changed(document)

    @Slot(object)
    def _on_changed(self, document: OpenReport | None, _edit: object = None) -> None:
        if document is not self.desk.current:
            return
        self.findings.refresh_soon()
        self._show_tally(not self.panes.tally.isHidden())
        self._on_state(document)

    @Slot(bool)
    def _show_tally(self, shown: bool) -> None:
        """Follow the report in front, while the list is seen."""
        if shown:
            self.tally.show_document(self.desk.current)

    @Slot(object)
    def _on_state(self, document: OpenReport | None) -> None:
        """Show what was edited and what is saved."""
        if document is not self.desk.current:
            return
        self.status.show_document(document)
        self._window.setWindowTitle(f"{window_name(document)}[*] — {TITLE}" if document else TITLE)
        self._window.setWindowModified(document is not None and document.unsaved)
        self._refresh_actions()

    @Slot(object)
    def _on_opened(self, documents: list[OpenReport]) -> None:
        if documents and self.desk.current:
            self._show_reports()
            self.outline.show_section(self.desk.current, self.workspace.section_in_front(self.desk.current))
        self._window.recents.refresh()
        self._refresh_actions()

    @Slot(object, int)
    def _on_failures(self, failures: tuple[Failure, ...], opened: int) -> None:
        self._failures = failures, opened
        self._actions.failures.setEnabled(True)
        self._show_failures()

    @Slot()
    def _show_failures(self) -> None:
        FailuresDialog(*self._failures, self._window).open()

    @Slot(object)
    def _show_report(self, document: OpenReport) -> None:
        self.desk.bring_forward(document)
        self._show_reports()

    @Slot(object, int)
    def _show_section(self, document: OpenReport, section: int) -> None:
        self.workspace.remember(document, section)
        if self.desk.current is not document:
            self.desk.bring_forward(document)
        else:
            self._show_reports()
            self.workspace.show_document(document)

    @Slot()
    def _show_last_edit(self) -> None:
        if self.desk.current:
            self._show_reports()
            self.workspace.show_last_edit(self.desk.current)

    @Slot(str)
    def _read_again(self, encoding: str) -> None:
        if self.desk.current:
            self.opening.open_again(self.desk.current, encoding)

    @Slot(object)
    def _on_row(self, row: Row | None) -> None:
        standing = row is not None and row.reason is None
        self._actions.set_aside.setEnabled(standing)
        self._actions.restore.setEnabled(row is not None and not standing)
        self._actions.accept.setText(f"{self.findings.accept_button.text()}(&A)")

    def _refresh_actions(self) -> None:
        for action in self._actions.of_report:
            action.setEnabled(self.desk.current is not None)
        for action in (self._actions.export_all, self._actions.feedback_all):
            action.setEnabled(len(self.desk.documents) > 1)
