"""Writes the pictures of the help and of the read-me file out of the real window, on the sample with mistakes.

Run `python -m tests.builders.help_pictures` from the project folder after the window has changed.
"""

import datetime
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from core.edits import type_cells
from core.entries import About, Lost
from core.forms import RESOURCES, CellRef
from core.library import Recent
from gui.app import make_application
from gui.document import OpenReport
from gui.icons import app_icon
from gui.main_window import MainWindow
from gui.recovery_dialog import RecoveryDialog
from gui.services import real_services
from gui.start_page import StartPage
from tests.builders.samples import CLEAN, WRONG
from tests.sizes import ROOT

PICTURES, IMAGES = RESOURCES / "help" / "pictures", ROOT / "docs" / "images"
FAILING = CellRef("requests", "granted", "total")
CHANGED = CellRef("requests", "received", "total")
_WIDTH = 660
"""Of the pictures at most, so that the help shows them as they are."""
_WHEN = datetime.datetime(2024, 1, 26, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


def settle(milliseconds: int = 250) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_for(ready: Callable[[], object]) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + 20
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError
        settle(50)


def dialog_in_front() -> QDialog:
    """The dialogue that is open, as soon as one is."""

    def visible() -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    wait_for(visible)
    return visible()[0]


def keep(widget: QWidget, path: Path, size: QSize | None = None) -> None:
    """Write what a widget looks like, at another size than its own where that shows more or less of it."""
    if size is not None:
        widget.resize(size)
    settle()
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(str(path), "PNG", 0)  # the least quality is the most compression


class Stage:
    """The window with the sample with mistakes in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.window = MainWindow(real_services(), QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat), folder / "data")
        self.window.resize(1000, 720)
        self.window.show()
        settle(600)

    @property
    def document(self) -> OpenReport:
        current = self.window.review.desk.current
        assert current is not None
        return current

    def open(self, path: Path) -> None:
        """Open a sample, and wait until it is there."""
        before = self.window.review.desk.documents
        self.window.open_paths([path], remember=False)
        wait_for(lambda: len(self.window.review.desk.documents) > len(before))

    def start_page(self) -> None:
        """The start page with three recent files of which each stands another way."""
        page = StartPage(app_icon())
        organs = ["青溪县人民政府", "云溪镇人民政府", "西岭街道办事处"]
        folder = Path("/home/user/年报/2023")
        page.show_recent([Recent(folder / f"{organ}.html", organ, 2023, "", _WHEN) for organ in organs])
        for organ, state in zip(organs, ["错误 6 处，已打开", "没有错误，已导出", "有未保存的修改，可以找回"], strict=True):
            page.recent.tell(folder / f"{organ}.html", state)
        page.show()
        keep(page, PICTURES / "open.png", QSize(_WIDTH, 510))
        page.close()

    def table(self) -> None:
        """The failing cell with its sum, and below it the source."""
        review = self.window.review
        page = review.workspace.show_section(self.document, 3)
        page.go_to_cell(FAILING)
        page.setFocus()
        for dock in review.panes.sides:
            dock.hide()
        self.window.resize(_WIDTH + 24, 560)
        settle(1200)  # until the cell that was gone to no longer glows
        keep(page.tables[0][1], PICTURES / "marks.png")
        review.panes.source.toggleViewAction().trigger()
        settle(1500)
        keep(review.source, PICTURES / "source.png", QSize(_WIDTH, 190))
        review.panes.source.toggleViewAction().trigger()

    def lists(self) -> None:
        """The findings and the list of sums."""
        review = self.window.review
        self.window.resize(1000, 720)
        self.window.actions_.plain_layout.trigger()
        self._follow()
        settle()
        keep(review.findings, PICTURES / "findings.png", QSize(340, 460))
        review.panes.tally.toggleViewAction().trigger()
        settle()
        keep(review.tally, PICTURES / "tally.png", QSize(_WIDTH, 190))
        review.panes.tally.toggleViewAction().trigger()

    def dialogs(self) -> None:
        """Linked corrections, lost work, and the print preview."""
        self.document.push(type_cells(self.document.report, "修改 表三", {CHANGED: "111"}))
        settle(600)
        self.window.review.linked.strip.preview_asked.emit()
        self._keep_dialog(dialog_in_front(), "linked")
        self.document.undo_stack.undo()
        name = "青溪县2023年年报.html"
        about = About("青溪县人民政府 2023年", name, "青溪县人民政府", 2023, self.folder / name, "", "", "", _WHEN, 5, 5)
        self._keep_dialog(RecoveryDialog([Lost("", about)], {"": "没有变化"}, crashed=True, parent=self.window), "keeping")
        self.window.actions_.preview.trigger()
        dialog = dialog_in_front()
        dialog.resize(_WIDTH, 560)
        settle(1500)
        next(action for action in dialog.findChildren(QAction) if action.text() == "适合宽度").trigger()
        self._keep_dialog(dialog, "preview", 560)

    def whole(self) -> None:
        """The whole window, for the read-me file."""
        self.window.resize(1360, 860)
        for path, name in ((WRONG, "mistakes"), (CLEAN, "clean")):
            if name == "clean":
                self.open(path)
            page = self.window.review.workspace.show_section(self.document, 3)
            page.go_to_cell(FAILING)
            page.setFocus()
            self._follow()
            settle(1200)
            keep(self.window, IMAGES / f"{name}.png")

    def _follow(self) -> None:
        """Select what the list has about the failing cell, as a click on it does."""
        self.window.review.findings.follow(self.document.verdict.by_cell.get(FAILING, ()))

    def _keep_dialog(self, dialog: QDialog, name: str, height: int = 240) -> None:
        dialog.show()
        keep(dialog, PICTURES / f"{name}.png", QSize(_WIDTH, height))
        dialog.close()


def main() -> None:
    """Write all pictures."""
    os.environ["QT_QPA_PLATFORM"], os.environ["QT_IM_MODULE"] = "offscreen", "compose"
    application = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        stage.start_page()
        stage.open(WRONG)
        for scene in (stage.table, stage.lists, stage.dialogs, stage.whole):
            scene()
        stage.window.close()
    del application


if __name__ == "__main__":
    main()
