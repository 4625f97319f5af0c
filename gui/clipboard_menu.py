"""剪切, 复制 and 粘贴 of the menu: handed on to whatever has the keyboard; the keys reach that without the menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit

from gui.grid.view import GridView

_Target = QLineEdit | QPlainTextEdit | QTextEdit | GridView


class ClipboardMenu(QObject):
    """Does the three, and lets a menu offer them while something has the keyboard that they can be done to."""

    def __init__(self, menu: QMenu, cut: QAction, copy: QAction, paste: QAction) -> None:
        super().__init__(menu)
        self._changing, self._copy = (cut, paste), copy
        menu.aboutToShow.connect(self._enable)
        cut.triggered.connect(partial(_do, lambda target: target.cut()))
        copy.triggered.connect(partial(_do, lambda target: target.copy()))
        paste.triggered.connect(partial(_do, lambda target: target.paste()))

    @Slot()
    def _enable(self) -> None:
        target = _target()
        self._copy.setEnabled(target is not None)
        for action in self._changing:
            action.setEnabled(target is not None and (isinstance(target, GridView) or not target.isReadOnly()))


def _target() -> _Target | None:
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, _Target) else None


def _do(deed: Callable[[_Target], None], _checked: bool = False) -> None:
    if target := _target():
        deed(target)
