"""What stands in place of a table that the report has not: a plain sentence and a way to start a blank one."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui import theme

START = "新建空白表"


class Placeholder(QWidget):
    """Fills the pane when the whole table is missing."""

    def __init__(self, heading: str, start: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(heading, self)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        says = QLabel("原文没有这张表（可能是图片）。\n可以新建一张空白表，对照原文填写；随时可以撤销。", self)
        says.setAlignment(Qt.AlignmentFlag.AlignCenter)
        says.setWordWrap(True)
        muted = says.palette()
        muted.setColor(says.foregroundRole(), theme.muted(self.palette()))
        says.setPalette(muted)
        self.button = QPushButton(START, self)
        self.button.clicked.connect(lambda: start())
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(says)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


class PartMissing(QWidget):
    """Fills the line of one sub-table that the report has not."""

    def __init__(self, says: str, start: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.button = QPushButton(START, self)
        self.button.clicked.connect(lambda: start())
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.addWidget(QLabel(says, self))
        row.addWidget(self.button)
        row.addStretch(1)
