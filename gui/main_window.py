"""The main window: builds the start page and the frame around it, and the review when there is something to review."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent, QUndoGroup
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from gui.actions import Actions, build_menus, build_toolbar
from gui.background import Background
from gui.files import choose_files, choose_folder, dropped
from gui.messages import Kind, Messages
from gui.recents import Recents
from gui.services import Services
from gui.start_page import StartPage
from gui.strips import MessageStrip, ProgressStrip

if TYPE_CHECKING:  # what the start page can do without is imported after it is painted
    from core.library import Library
    from gui.review import Review

TITLE = "年报校核台"


class MainWindow(QMainWindow):
    """The window of the program."""

    def __init__(self, services: Services, settings: QSettings, data: Path) -> None:
        """`data` is the folder for what the program itself keeps."""
        super().__init__()
        self.services, self.settings, self._data = services, settings, data
        self.messages, self.background, self.undo_group = Messages(self), Background(self), QUndoGroup(self)
        self._painted = False
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self._build()
        self._connect()
        if geometry := settings.value("geometry"):
            self.restoreGeometry(geometry)
        self.show_page(self.start_page)

    @cached_property
    def library(self) -> "Library":
        """What the program remembers from one day to the next."""
        from core.library import Library

        return Library(self._data)

    @cached_property
    def review(self) -> "Review":
        """The open reports with their panes, built when they are first needed."""
        from gui.review import Review

        return Review(self)

    def _build(self) -> None:
        self.start_page = StartPage(QGuiApplication.windowIcon(), self)
        self.message_strip, self.progress_strip = MessageStrip(self), ProgressStrip(self.background, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.start_page)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message_strip)
        column.addWidget(self.pages, 1)
        column.addWidget(self.progress_strip)
        self.setCentralWidget(middle)
        self.recents = Recents(lambda: self.library, self.start_page, self)
        self.actions_ = Actions(self, self.undo_group)
        build_menus(self, self.actions_, self.recents.menu)
        build_toolbar(self, self.actions_)

    def _connect(self) -> None:
        actions = self.actions_
        self.messages.posted.connect(self.message_strip.show_message)
        for asked in (actions.open.triggered, self.start_page.open_asked):
            asked.connect(lambda: self.open_paths(choose_files(self, self.settings)))
        actions.open_folder.triggered.connect(lambda: self.open_paths(choose_folder(self, self.settings)))
        actions.paste_report.triggered.connect(self._paste)
        actions.quit.triggered.connect(self.close)
        actions.start_page.triggered.connect(self.show_start_page)
        actions.help.triggered.connect(self._show_help)
        actions.about.triggered.connect(self._show_about)
        self.recents.chosen.connect(lambda path: self.open_paths([path]))
        self.start_page.sample_chosen.connect(lambda path: self.open_paths([path], remember=False))

    # ── what the clerk asks for ──────────────────────────────────────

    def open_paths(self, paths: Iterable[Path], *, remember: bool = True) -> None:
        """Open files and folders."""
        self.review.opening.open_paths(paths, remember=remember)

    @Slot()
    def show_start_page(self) -> None:
        """Show the start page, with the list of recent files as it is now."""
        self.recents.refresh()
        self.show_page(self.start_page)

    def show_page(self, page: QWidget) -> None:
        """Show the start page or the reports; on the start page the key for pasting opens what was copied."""
        self.pages.setCurrentWidget(page)
        self.actions_.paste_everywhere(page is self.start_page)

    @Slot()
    def _paste(self) -> None:
        held = QGuiApplication.clipboard().mimeData()
        if paths := dropped(held):
            self.open_paths(paths)
        elif held.text().strip():
            self.review.opening.open_text(held.text())
        else:
            self.messages.post(Kind.NOTE, "剪贴板里没有文字。请先在网页或文档里选中年报全文并复制。")

    @Slot()
    def _complete(self) -> None:
        """Do, now that the window is painted, what it could be painted without."""
        self.recents.refresh()
        _ = self.review

    @Slot()
    def _show_help(self) -> None:
        from gui.help import HelpDialog

        HelpDialog(self).open()

    @Slot()
    def _show_about(self) -> None:
        from gui.help import show_about

        show_about(self)

    # ── what Qt asks ─────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._complete)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := dropped(event.mimeData()):
            event.acceptProposedAction()
            self.open_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.review.closing.may_close(self.close):
            event.ignore()
            return
        self.settings.setValue("geometry", self.saveGeometry())
        self.review.remember_panes()
        self.background.finish()
        self.recents.finish()
        event.accept()
