"""The main window: builds the panes and controllers and connects them; it decides nothing itself."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDockWidget, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from core.library import Library
from gui.actions import Actions, build_menus, build_toolbar
from gui.background import Background
from gui.closing import Closing
from gui.desk import Desk
from gui.dialogs import Failure, FailuresDialog
from gui.document import OpenReport
from gui.exporting import Exporting
from gui.files import DIALOG_FILTER, dropped
from gui.findings_model import Row
from gui.findings_panel import FindingsPanel
from gui.help import HelpDialog, show_about
from gui.messages import Kind, Messages
from gui.opening import Opening
from gui.outline import Outline
from gui.recents import Recents
from gui.reviewing import Reviewing
from gui.services import Services
from gui.start_page import StartPage
from gui.status import StatusLine
from gui.strips import MessageStrip, ProgressStrip
from gui.workspace import Workspace

TITLE = "年报校核台"


class MainWindow(QMainWindow):
    """The window of the program."""

    def __init__(self, services: Services, settings: QSettings, library: Library) -> None:
        super().__init__()
        self._settings = settings
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.desk, self.messages, self.background = Desk(self), Messages(self), Background(self)
        self._failures: tuple[tuple[Failure, ...], int] = ((), 0)
        self._build_panes()
        self._build_controllers(services, library)
        self._build_docks()
        self._connect_desk()
        self._connect_actions()
        self._restore_layout()
        self._show_start_page()

    def _build_panes(self) -> None:
        self.start_page = StartPage(QGuiApplication.windowIcon(), self)
        self.workspace, self.outline, self.findings = Workspace(self), Outline(self.desk, self), FindingsPanel(self)
        self.message_strip, self.progress_strip = MessageStrip(self), ProgressStrip(self.background, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.start_page)
        self.pages.addWidget(self.workspace)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message_strip)
        column.addWidget(self.pages, 1)
        column.addWidget(self.progress_strip)
        self.setCentralWidget(middle)
        self.status = StatusLine(self)
        self.setStatusBar(self.status)

    def _build_controllers(self, services: Services, library: Library) -> None:
        self.opening = Opening(self.desk, services, self.background, self.messages, library, self)
        self.exporting = Exporting(self.desk, services, self.background, self.messages, self)
        self.reviewing = Reviewing(self.desk, self.findings, self.workspace, self.messages, self)
        self.closing = Closing(self.desk, self.exporting, self)
        self.recents = Recents(library, self.start_page, self)

    def _build_docks(self) -> None:
        left = self._dock("目录", "outline", self.outline, Qt.DockWidgetArea.LeftDockWidgetArea)
        right = self._dock("问题", "findings", self.findings, Qt.DockWidgetArea.RightDockWidgetArea)
        self.resizeDocks([left, right], [270, 330], Qt.Orientation.Horizontal)
        self.docks = [left, right]
        self.actions_ = Actions(self, self.desk.undo_group)
        self.toolbar = build_toolbar(self, self.actions_)
        build_menus(self, self.actions_, self.recents.menu, [dock.toggleViewAction() for dock in self.docks])

    def _dock(self, title: str, name: str, pane: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable | QDockWidget.DockWidgetFeature.DockWidgetMovable)
        dock.setWidget(pane)
        self.addDockWidget(area, dock)
        return dock

    def _connect_desk(self) -> None:
        self.desk.current_changed.connect(self._on_current)
        self.desk.changed.connect(self._on_changed)
        self.desk.closed.connect(self.workspace.forget)
        self.desk.state_changed.connect(self._on_changed)
        self.messages.posted.connect(self.message_strip.show_message)
        self.opening.ended.connect(self._on_opened)
        self.opening.failed.connect(self._on_failures)
        self.outline.section_chosen.connect(self._show_section)
        self.workspace.section_shown.connect(self.outline.show_section)
        self.workspace.selection_changed.connect(self.status.show_selection)
        self.workspace.cell_changed.connect(self.reviewing.follow_cell)
        self.findings.selected.connect(self._on_row)

    def _connect_actions(self) -> None:
        actions = self.actions_
        for asked in (actions.open.triggered, self.start_page.open_asked):
            asked.connect(self._choose_files)
        actions.open_folder.triggered.connect(self._choose_folder)
        actions.paste_report.triggered.connect(self._paste)
        actions.failures.triggered.connect(self._show_failures)
        actions.export.triggered.connect(self.exporting.export_current)
        actions.export_all.triggered.connect(self.exporting.export_all)
        actions.close.triggered.connect(self.closing.close_current)
        actions.quit.triggered.connect(self.close)
        actions.next.triggered.connect(self.reviewing.next)
        actions.previous.triggered.connect(self.reviewing.previous)
        actions.accept.triggered.connect(self.findings.accept_button.click)
        actions.set_aside.triggered.connect(self.findings.aside_button.click)
        actions.restore.triggered.connect(self.findings.restore_button.click)
        actions.start_page.triggered.connect(self._show_start_page)
        actions.help.triggered.connect(lambda: HelpDialog(self).open())
        actions.about.triggered.connect(lambda: show_about(self))
        for step in (actions.undo, actions.redo):
            step.triggered.connect(self._show_last_edit)
        self.recents.chosen.connect(lambda path: self.opening.open_paths([path]))
        self.start_page.sample_chosen.connect(lambda path: self.opening.open_paths([path], remember=False))
        self._refresh_actions()
        self._on_row(None)

    # ── what the clerk asks for ──────────────────────────────────────

    @Slot()
    def _choose_files(self) -> None:
        folder = str(self._settings.value("folder", ""))
        names, _ = QFileDialog.getOpenFileNames(self, "打开年报", folder, DIALOG_FILTER)
        if names:
            self._settings.setValue("folder", str(Path(names[0]).parent))
            self.opening.open_paths(map(Path, names))

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "打开文件夹", str(self._settings.value("folder", "")))
        if name:
            self._settings.setValue("folder", name)
            self.opening.open_paths([Path(name)])

    @Slot()
    def _paste(self) -> None:
        held = QGuiApplication.clipboard().mimeData()
        if paths := dropped(held):
            self.opening.open_paths(paths)
        elif held.text().strip():
            self.opening.open_text(held.text())
        else:
            self.messages.post(Kind.NOTE, "剪贴板里没有文字。请先在网页或文档里选中年报全文并复制。")

    @Slot()
    def _show_start_page(self) -> None:
        self.recents.refresh()
        self._show_page(self.start_page)

    @Slot()
    def _show_last_edit(self) -> None:
        if self.desk.current:
            self.workspace.show_last_edit(self.desk.current)

    @Slot(object, int)
    def _show_section(self, document: OpenReport, section: int) -> None:
        self.workspace.remember(document, section)
        if self.desk.current is not document:
            self.desk.bring_forward(document)
        else:
            self._show_page(self.workspace)
            self.workspace.show_document(document)

    @Slot()
    def _show_failures(self) -> None:
        FailuresDialog(*self._failures, self).open()

    # ── what happened ────────────────────────────────────────────────

    @Slot(object)
    def _on_current(self, document: OpenReport | None) -> None:
        self.findings.show_document(document)
        if document is None:
            self._show_start_page()
        else:
            self._show_page(self.workspace)
            self.workspace.show_document(document)
        self._on_changed(document)

    @Slot(object)
    def _on_changed(self, document: OpenReport | None, _edit: object = None) -> None:
        if document is not self.desk.current:
            return
        self.findings.refresh()
        self.status.show_document(document)
        self.setWindowTitle(f"{document.title}[*] — {TITLE}" if document else TITLE)
        self.setWindowModified(document is not None and document.unsaved)
        self._refresh_actions()

    @Slot(object)
    def _on_opened(self, documents: list[OpenReport]) -> None:
        if documents and self.desk.current:
            self._show_page(self.workspace)
        self.recents.refresh()

    @Slot(object, int)
    def _on_failures(self, failures: tuple[Failure, ...], opened: int) -> None:
        self._failures = failures, opened
        self._refresh_actions()
        self._show_failures()

    @Slot(object)
    def _on_row(self, row: Row | None) -> None:
        standing = row is not None and row.reason is None
        self.actions_.accept.setEnabled(self.findings.accept_button.isEnabled())
        self.actions_.set_aside.setEnabled(standing)
        self.actions_.restore.setEnabled(row is not None and not standing)

    def _refresh_actions(self) -> None:
        for action in self.actions_.of_report:
            action.setEnabled(self.desk.current is not None)
        self.actions_.export_all.setEnabled(len(self.desk.documents) > 1)
        self.actions_.failures.setEnabled(bool(self._failures[0]))

    def _show_page(self, page: QWidget) -> None:
        """Show the start page or the reports; panes and paste key go with it."""
        starting = page is self.start_page
        self.pages.setCurrentWidget(page)
        for dock in self.docks:
            dock.setVisible(not starting or bool(self.desk.documents))
        self.actions_.paste_everywhere(starting)

    # ── what Qt asks ─────────────────────────────────────────────────

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := dropped(event.mimeData()):
            event.acceptProposedAction()
            self.opening.open_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.closing.may_close(self.close):
            event.ignore()
            return
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("state", self.saveState())
        self.background.finish()
        self.recents.finish()
        event.accept()

    def _restore_layout(self) -> None:
        if geometry := self._settings.value("geometry"):
            self.restoreGeometry(geometry)
        if state := self._settings.value("state"):
            self.restoreState(state)
