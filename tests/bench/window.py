"""Start the program, or a bare Qt window, in this process; print the clock at its first paint, or its memory when idle.

    python -m tests.bench.window paint|memory product|bare [FILE…]

Nothing in the product knows of this: the event loop is wrapped from outside.
"""

import gc
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableView

_run_event_loop = QApplication.exec


class FirstPaint(QObject):
    """Waits for the window to be exposed; Qt paints it in answer, and the next turn of the event loop comes after that."""

    def __init__(self) -> None:
        super().__init__()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible():
                widget.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Expose:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        leave(time.monotonic_ns())


class Idle(QTimer):
    """Waits until all background work is done and the window had time to show it."""

    def __init__(self) -> None:
        super().__init__(interval=300)
        self.timeout.connect(self._look)
        self.start()

    def _look(self) -> None:
        if not any(work.busy for work in backgrounds()):
            leave(resident_kilobytes())


def backgrounds() -> list[QObject]:
    """The doors for slow work that exist in this process."""
    module = sys.modules.get("gui.background")
    return [thing for thing in gc.get_objects() if isinstance(thing, module.Background)] if module else []


def resident_kilobytes() -> int:
    """The resident memory of this process."""
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))


def leave(answer: int) -> None:
    """Print the answer and end at once: what a proper end costs is not asked here."""
    print(answer, flush=True)
    os._exit(0)


def bare() -> None:
    """The least that can be called a window: an empty table."""
    application = QApplication([])
    view = QTableView()
    view.show()
    application.exec()


def product(files: list[str]) -> None:
    """The program as the user starts it."""
    import main

    main.main(files)


def run(question: str, which: str, *files: str) -> None:
    watch = {"paint": FirstPaint, "memory": Idle}[question]
    watching: list[QObject] = []

    def watched_loop() -> int:
        watching.append(watch())
        return _run_event_loop()

    QApplication.exec = staticmethod(watched_loop)
    bare() if which == "bare" else product(list(files))


if __name__ == "__main__":
    run(*sys.argv[1:])
