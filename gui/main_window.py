"""The main window: takes files from menus, drops and the clipboard, and builds the review of them when it is needed."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent

from gui.files import choose_files, choose_folder, dropped
from gui.frame import Frame
from gui.messages import Kind
from gui.services import Services

if TYPE_CHECKING:
    from gui.review import Review


class MainWindow(Frame):
    """The window of the program."""

    def __init__(self, services: Services, settings: QSettings, data: Path) -> None:
        super().__init__(services, settings, data)
        self._painted = False
        self.setAcceptDrops(True)
        actions = self.actions_
        for asked in (actions.open.triggered, self.start_page.open_asked):
            asked.connect(lambda: self.open_paths(choose_files(self, self.settings)))
        actions.open_folder.triggered.connect(lambda: self.open_paths(choose_folder(self, self.settings)))
        actions.paste_report.triggered.connect(self._paste)
        actions.quit.triggered.connect(self.close)
        actions.help.triggered.connect(self._show_help)
        actions.about.triggered.connect(self._show_about)
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

        HelpDialog(self).open()

    @Slot()
    def _show_about(self) -> None:
        from gui.help import show_about

        show_about(self)

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
        if not self.review.closing.may_close(self.close):
            event.ignore()
            return
        self.settings.setValue("geometry", self.saveGeometry())
        self.review.remember_panes()
        self.background.finish()
        self.recents.finish()
        self.review.safety.finish()
        event.accept()


def _ignore(_answer: object) -> None:
    """What could not be got ready before the first file is tried again with it."""
