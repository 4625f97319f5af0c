"""The files opened lately: on the start page and in the menu, greyed when they are no longer there."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from gui.background import Background, Progress
from gui.start_page import StartPage

if TYPE_CHECKING:
    from core.library import Library


_FEW = 10
"""The files before this one have their number as a key."""


class Recents(QObject):
    """Keeps both lists up to date."""

    chosen = Signal(object)
    refreshed = Signal()
    """The list was made anew; whoever knows more of a file may tell it."""

    def __init__(self, library: "Callable[[], Library]", page: StartPage, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._page = library, page
        self._looking = Background(self)
        self.menu = QMenu("打开最近(&R)", window)
        page.file_chosen.connect(self.chosen)
        page.clear_asked.connect(self._clear)
        page.forget_asked.connect(self._forget)

    @Slot()
    def refresh(self) -> None:
        """Show the list as it is now, and look whether the files are still there, which may take long on a network drive."""
        files = self._library().recent()
        self._page.show_recent(files)
        self.menu.clear()
        self.menu.setEnabled(bool(files))
        for number, file in enumerate(files, start=1):
            key = f"&{number} " if number < _FEW else ""
            self.menu.addAction(f"{key}{_plain(file.path.name)}　{_plain(file.path.parent)}", partial(self.chosen.emit, file.path))
        self.refreshed.emit()
        if files:
            paths = [file.path for file in files]
            self._looking.submit("查看最近打开的文件", partial(_missing, paths), self._page.recent.fade, _ignore)

    def finish(self) -> None:
        """Stop looking, before the program ends."""
        self._looking.finish(1)

    @Slot()
    def _clear(self) -> None:
        self._library().clear()
        self.refresh()

    @Slot(object)
    def _forget(self, path: Path) -> None:
        self._library().forget(path)
        self.refresh()


def _plain(name: Path | str) -> str:
    """A name in which an ampersand is no key."""
    return str(name).replace("&", "&&")


def _missing(paths: Sequence[Path], progress: Progress) -> list[Path]:
    missing = []
    for path in paths:
        progress(path.name)
        if not path.exists():
            missing.append(path)
    return missing


def _ignore(_error: BaseException) -> None:
    """A file that cannot be looked at is simply not greyed."""
