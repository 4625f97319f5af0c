"""The strip that asks whether sentences which repeat a corrected figure should be corrected with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from core.findings import Severity
from core.folding import fold
from core.linked import Link
from gui import theme
from gui.icon_label import IconLabel


def question(links: Sequence[Link]) -> str:
    """What the strip asks: how many places, the old figure where it is one, and what else follows from it."""
    follows = sum(link.follows for link in links)
    repeated = sum(len(link.changes) for link in links) - follows
    old = {fold(words).replace(",", "") for link in links for words in link.repeated}
    figure = f"旧数 {next(iter(old))}" if len(old) == 1 else "表格改动前的数"
    said = [f"有 {repeated} 处写着{figure}"] if repeated else []
    said += [f"{'另' if said else ''}有 {follows} 处百分比或增减数要随着变"] if follows else []
    return f"正文里{'，'.join(said)}，一起改吗？"


class LinkedStrip(QFrame):
    """Asks, and waits without being in the way; it never takes the keyboard by itself."""

    preview_asked = Signal()
    taken = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark = IconLabel(1.2, self, theme.icon("bulb"))
        self.text = QLabel(self, wordWrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(mark)
        row.addWidget(self.text, 1)
        buttons = [("预览(&P)…", self.preview_asked), ("一起改(&G)", self.taken), ("不用(&N)", self.declined)]
        self.buttons = [QPushButton(words, self) for words, _ in buttons]
        for button, (_, signal) in zip(self.buttons, buttons, strict=True):
            button.clicked.connect(signal)
            row.addWidget(button)
        self.hide()

    def ask(self, links: Sequence[Link]) -> None:
        """Ask about some sentences, or about none: then there is no strip."""
        if links:
            self.text.setText(question(links))
            self.setAccessibleName(self.text.text())
        self.setVisible(bool(links))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tint(Severity.INFO, self.palette()))
        painter.end()
        super().paintEvent(event)
