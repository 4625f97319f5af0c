"""The main window: takes files from menus, drops and the clipboard, and builds the review of them when it is needed."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication

from gui.appearance import Appearance
from gui.arrangement import remember_size
from gui.files import choose_files, choose_folder, dropped
from gui.frame import Frame
from gui.messages import Kind
from gui.services import Services
from gui.settings import Preferences

if TYPE_CHECKING:
    from gui.review import Review


class MainWindow(Frame):
    """The window of the program."""

    def __init__(self, services: Services, settings: QSettings, data: Path) -> None:
        super().__init__(services, settings, data)
        self._painted = False
        self.preferences, self.appearance = Preferences(settings), Appearance()
        self.appearance.apply(self.preferences)
        self.setAcceptDrops(True)
        actions = self.actions_
        for asked in (actions.open.triggered, self.start_page.open_asked):
            asked.connect(lambda: self.open_paths(choose_files(self, self.settings)))
        actions.open_folder.triggered.connect(lambda: self.open_paths(choose_folder(self, self.settings)))
        actions.paste_report.triggered.connect(self._paste)
        actions.quit.triggered.connect(self.close)
        actions.help.triggered.connect(self._show_help)
        actions.about.triggered.connect(self._show_about)
        actions.settings.triggered.connect(self._show_settings)
        self.recents.chosen.connect(lambda path: self.open_paths([path]))
        self.start_page.sample_chosen.connect(lambda path: self.open_paths([path], remember=False))

    @cached_property
    def review(self) -> "Review":
        """The open reports with their panes, built when they are first needed."""
        from gui.review import Review  # deferred: more than half of the program, and the window can be painted without

        return Review(self)

    def save_first(self) -> None:
        """Bring what was changed to the disk, because something went wrong."""
        if "review" in self.__dict__:  # before the first paint there is nothing to save
            self.review.safety.keeping.flush()

    def open_paths(self, paths: Iterable[Path], *, remember: bool = True) -> None:
        """Open files and folders."""
        self.review.opening.open_paths(paths, remember=remember)

    def open_last(self) -> None:
        """Open what was open when the window was closed, if that is wished."""
        from gui.last_session import remembered

        if self.preferences.reopen and (files := remembered(self.settings)):
            self.open_paths(files)

    @Slot()
    def _paste(self) -> None:
        held = QGuiApplication.clipboard().mimeData()
        if paths := dropped(held):
            self.open_paths(paths)
        elif held.text().strip() or held.html().strip():
            self.review.opening.open_clipboard(held.html(), held.text())
        else:
            self.messages.post(Kind.NOTE, "剪贴板里没有文字。请先在网页或文档里选中年报全文并复制。")

    @Slot()
    def _show_help(self) -> None:
        from gui.help import HelpDialog
        from gui.help_pages import place_of

        topic = place_of(QApplication.focusWidget())
        opened = self.findChild(HelpDialog)
        if opened is None:
            opened = HelpDialog(topic, self)
            opened.show()
        else:
            opened.show_topic(topic)
        opened.raise_()
        opened.activateWindow()

    @Slot()
    def _show_settings(self) -> None:
        from gui.settings_dialog import SettingsDialog

        SettingsDialog(self.preferences, lambda: self.appearance.apply(self.preferences), self).open()

    @Slot()
    def _show_about(self) -> None:
        from gui.about import AboutDialog

        AboutDialog(self.data, self).open()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._complete)

    @Slot()
    def _complete(self) -> None:
        """Do, now that the window is painted, what it could be painted without."""
        self.recents.refresh()
        self.review.safety.look()
        self.background.submit("准备打开文件", lambda _progress: self.services.prepare(), _ignore, _ignore)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := dropped(event.mimeData()):
            event.acceptProposedAction()
            self.open_paths(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        from gui.last_session import remember

        if not self.review.closing.may_close(self.close):
            event.ignore()
            return
        remember_size(self, self.settings)
        remember(self.settings, self.review.desk.documents)
        self.review.panes.remember()
        self.background.finish()
        self.recents.finish()
        self.review.safety.finish()
        event.accept()


def _ignore(_answer: object) -> None:
    """What could not be got ready before the first file is tried again with it."""
