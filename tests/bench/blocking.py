"""How long the window does not answer while a clerk opens, edits, pastes, checks, exports and scrolls.

    python -m tests.bench.blocking FILE

A fresh process with the real window and no screen does each of these some rounds over; a timer that should tick every
millisecond tells the longest time between two ticks. It prints a line for each: milliseconds, tab, name.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from core.forms import CellRef
from gui.app import make_application
from gui.grid.view import GridView
from gui.main_window import MainWindow
from gui.services import real_services

ROUNDS = 5
_PATIENCE = 30.0
FIRST = CellRef("requests", "received", "person")


class Heart(QTimer):
    """Ticks every millisecond and keeps the longest time without a tick."""

    def __init__(self) -> None:
        super().__init__(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self.longest = self._last = 0
        self.timeout.connect(self._tick)

    def begin(self) -> None:
        self.longest, self._last = 0, time.perf_counter_ns()
        self.start()

    def end(self) -> float:
        """The longest time in milliseconds since the beginning."""
        self._tick()
        self.stop()
        return self.longest / 1e6

    def _tick(self) -> None:
        now = time.perf_counter_ns()
        self.longest, self._last = max(self.longest, now - self._last), now


class Clerk:
    """Works in the window, and says how long it did not answer."""

    def __init__(self, window: MainWindow, report: Path, folder: Path) -> None:
        self.window, self.report, self.folder = window, report, folder
        self.heart = Heart()

    def timed(self, work: Callable[[], None]) -> float:
        self.heart.begin()
        work()
        QTest.qWait(60)
        return self.heart.end()

    def wait(self, ready: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError(f"the window was not ready within {_PATIENCE:g} s")
            QTest.qWait(5)

    def idle(self) -> bool:
        return not self.window.background.busy

    def open(self) -> None:
        self.window.open_paths([self.report], remember=False)
        self.wait(lambda: self.window.review.desk.current is not None and self.idle())

    def close(self) -> None:
        document = self.window.review.desk.current
        assert document is not None
        document.undo_stack.setIndex(0)
        self.window.review.desk.remove(document)

    @property
    def grid(self) -> GridView:
        """The table of applications, in front and with the first cell current."""
        document = self.window.review.desk.current
        assert document is not None
        self.window.review.workspace.go_to_cell(document, 3, FIRST, True)
        return next(view for view in self.window.findChildren(GridView) if view.isVisible())

    def type_a_figure(self) -> None:
        QTest.keyClicks(self.grid, "7")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    def paste_all(self) -> None:
        QGuiApplication.clipboard().setText("\n".join("\t".join(str(row + column) for column in range(7)) for row in range(25)))
        self.grid.paste()

    def check_again(self) -> None:
        document = self.window.review.desk.current
        assert document is not None
        document.recheck()

    def scroll(self) -> None:
        viewport = self.grid.viewport()
        middle = QPointF(viewport.rect().center())
        for step in range(40):
            turn = QPoint(0, -120 if step < 20 else 120)
            event = QWheelEvent(
                middle, viewport.mapToGlobal(middle), QPoint(), turn,
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(viewport, event)
            QTest.qWait(1)

    def export(self) -> None:
        document = self.window.review.desk.current
        assert document is not None
        QFileDialog.getSaveFileName = staticmethod(lambda *_asked: (str(self.folder / "校核.xlsx"), ""))  # the clerk's answer
        self.window.review.exporting.export([document])
        self.wait(self.idle)

    def rounds(self) -> Iterator[tuple[str, float]]:
        """The median over some rounds of each deed's longest time without an answer."""
        times: dict[str, list[float]] = {}
        deeds = {
            "type a figure": self.type_a_figure, "paste 175 cells": self.paste_all, "check again": self.check_again,
            "scroll": self.scroll, "export": self.export,
        }  # fmt: skip
        for _ in range(ROUNDS + 1):
            times.setdefault("open", []).append(self.timed(self.open))
            _ = self.grid
            QTest.qWait(200)
            for name, deed in deeds.items():
                times.setdefault(name, []).append(self.timed(deed))
            self.close()
        return ((name, statistics.median(found[1:])) for name, found in times.items())


def main(report: str) -> None:
    application = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(real_services(), QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat), Path(folder))
        window.resize(1400, 900)
        window.show()
        clerk = Clerk(window, Path(report), Path(folder))
        QTest.qWait(300)
        clerk.wait(clerk.idle)
        for name, longest in clerk.rounds():
            print(f"{longest:.2f}\t{name}")
        window.close()
    application.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
