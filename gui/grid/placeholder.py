"""What stands in place of a table that the report has not: a plain sentence, and ways to start one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

START = "新建空白表"
PASTE = "粘贴从别处复制的整张表"
_PLAIN = "原文没有这张表（可能是图片）。\n可以新建一张空白表，对照原文填写；随时可以撤销。"
_FIGURES = "原文没有这张表（可能是图片），但正文里写了其中一些数字。\n可以先用这些数字预填，再逐格核对、补全；随时可以撤销。"


class FillButton(QPushButton):
    """Starts a table with the figures of the text; it is there only when there are any."""

    def __init__(self, fill: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(lambda: fill())
        self.offer(0)

    def offer(self, count: int) -> None:
        """Say how many cells the text can fill."""
        self.setText(f"用正文中的数字预填（{count} 格）")
        self.setVisible(count > 0)


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to begin a missing table: blank, with the figures of the text, with what was copied elsewhere."""

    start: Callable[[], None]
    fill: Callable[[], None]
    paste: Callable[[], None]


class Placeholder(QWidget):
    """Fills the pane when the whole table is missing."""

    def __init__(self, heading: str, ways: Ways, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paste = ways.paste
        title = QLabel(heading, self)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._says = QLabel(_PLAIN, self, wordWrap=True)
        self._says.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._says.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.fill_button = FillButton(ways.fill, self)
        self.button, self.paste_button = QPushButton(START, self), QPushButton(PASTE, self)
        self.button.clicked.connect(lambda: ways.start())
        self.paste_button.clicked.connect(lambda: ways.paste())
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(self._says)
        for button in (self.fill_button, self.button, self.paste_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take in what was copied elsewhere by the usual key too."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def offer(self, count: int) -> None:
        """Say how many cells the text can fill."""
        self.fill_button.offer(count)
        self._says.setText(_FIGURES if count else _PLAIN)


class PartMissing(QWidget):
    """Fills the line of one sub-table that the report has not."""

    def __init__(self, says: str, start: Callable[[], None], fill: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.fill_button = FillButton(fill, self)
        self.button = QPushButton(START, self)
        self.button.clicked.connect(lambda: start())
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.addWidget(QLabel(says, self))
        row.addWidget(self.fill_button)
        row.addWidget(self.button)
        row.addStretch(1)
