"""The frame of the window: menus, toolbar, strips and the start page; all that is painted first."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QUndoGroup
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from gui.actions import Actions, build_menus, build_toolbar
from gui.arrangement import take_size
from gui.background import Background
from gui.messages import Messages
from gui.recents import Recents
from gui.services import Services
from gui.start_page import StartPage
from gui.strips import MessageStrip, ProgressStrip

if TYPE_CHECKING:
    from core.library import Library

TITLE = "年报校核台"


class Frame(QMainWindow):
    """A window with a start page and room for more pages."""

    def __init__(self, services: Services, settings: QSettings, data: Path) -> None:
        """`data` is the folder for what the program itself keeps."""
        super().__init__()
        self.services, self.settings, self.data = services, settings, data
        self.messages, self.background, self.undo_group = Messages(self), Background(self), QUndoGroup(self)
        self.setWindowTitle(TITLE)
        self.start_page = StartPage(QGuiApplication.windowIcon(), self)
        self.message_strip, self.progress_strip = MessageStrip(self), ProgressStrip(self.background, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.start_page)
        self.recents = Recents(lambda: self.library, self.start_page, self)
        self.actions_ = Actions(self, self.undo_group)
        self._lay_out()
        self.messages.posted.connect(self.message_strip.show_message)
        self.actions_.start_page.triggered.connect(self.show_start_page)
        take_size(self, settings)
        self.show_page(self.start_page)

    @cached_property
    def library(self) -> "Library":
        """What the program remembers from one day to the next."""
        from core.library import Library  # deferred: the window can be painted without

        return Library(self.data)

    def _lay_out(self) -> None:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.message_strip)
        column.addWidget(self.pages, 1)
        column.addWidget(self.progress_strip)
        self._column = column
        self.setCentralWidget(middle)
        build_menus(self, self.actions_, self.recents.menu)
        build_toolbar(self, self.actions_)

    def add_strip(self, strip: QWidget) -> None:
        """Put one more strip below the pages."""
        self._column.insertWidget(self._column.indexOf(self.progress_strip), strip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the message, where nothing else had a use for it."""
        if event.key() == Qt.Key.Key_Escape and self.message_strip.isVisible():
            self.message_strip.hide()
        else:
            super().keyPressEvent(event)

    @Slot()
    def show_start_page(self) -> None:
        """Show the start page, with the list of recent files as it is now."""
        self.recents.refresh()
        self.show_page(self.start_page)

    def show_page(self, page: QWidget) -> None:
        """Show the start page or the reports; on the start page the key for pasting opens what was copied."""
        self.pages.setCurrentWidget(page)
        self.actions_.paste_everywhere(page is self.start_page)
        if page is self.start_page:
            self.message_strip.leave_for(None)
        self.message_strip.look_again()
