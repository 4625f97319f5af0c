"""The last resort: whatever goes wrong unforeseen goes to the log and becomes one plain sentence, never a traceback."""

import contextlib
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

_LONG = 500_000
_log = logging.getLogger("nianbao")


def start_log(folder: Path) -> None:
    """Keep a log in `folder`, of limited size; a folder that cannot be written leaves the program without one."""
    _log.setLevel(logging.INFO)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _turn_over(folder / "nianbao.log")
        handler = logging.FileHandler(folder / "nianbao.log", encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(message)s"))
    _log.addHandler(handler)


def _turn_over(log: Path) -> None:
    """Begin a new log when the old one has grown long; one old one is kept. Another window may be writing to it."""
    if log.exists() and log.stat().st_size > _LONG:
        with contextlib.suppress(PermissionError):
            log.replace(log.with_suffix(".old.log"))


class LastResort(QObject):
    """Takes the exceptions that nobody caught, from any thread, and tells the clerk once."""

    caught = Signal(str)

    def __init__(self, parent: QObject | None = None, save_first: Callable[[], object] = lambda: None) -> None:
        """`save_first` brings to the disk what was changed, before anything is said; it may be called on any thread."""
        super().__init__(parent)
        self._save_first = save_first
        self._box: QMessageBox | None = None
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the hook of the interpreter."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Log an exception and show the dialogue; Ctrl+C in a terminal ends the program as ever."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        detail = "".join(traceback.format_exception(kind, error, trace))
        _log.critical("%s", detail)
        self._save_first()
        self.caught.emit(detail)

    @Slot(str)
    def _show(self, detail: str) -> None:
        from PySide6.QtWidgets import QMessageBox  # deferred: one hopes never to need it

        if self._box is not None:
            return
        self._box = box = QMessageBox(QMessageBox.Icon.Warning, "年报校核台", "程序刚才出了一点问题，有一步没有做成。")
        box.setInformativeText(
            "已经打开的报告和修改都还在，可以继续，也可以先保存再重新启动。\n如果反复出现，请把详细信息发给维护人员。"
        )
        copy = box.addButton("复制详细信息", QMessageBox.ButtonRole.ActionRole)
        box.setEscapeButton(box.addButton("继续", QMessageBox.ButtonRole.AcceptRole))
        box.finished.connect(self._closed)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(detail))
        box.open()

    @Slot()
    def _closed(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
            self._box = None
