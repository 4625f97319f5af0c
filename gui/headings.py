"""Headings of pages, in sizes that follow the system's font."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QWidget


class Heading(QLabel):
    """Words of a size that is a share of that around them, also after that has changed."""

    def __init__(self, text: str, size: float, parent: QWidget | None = None) -> None:
        super().__init__(text, parent, wordWrap=True)
        self._size = size
        self._watch()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ParentChange:
            self._watch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of another font around the heading: its own size is fixed, so Qt does not tell it."""
        if watched is self.parent() and event.type() is QEvent.Type.FontChange:
            self._dress()
        return super().eventFilter(watched, event)

    def _watch(self) -> None:
        if self.parent() is not None:
            self.parent().installEventFilter(self)
        self._dress()

    def _dress(self) -> None:
        parent = self.parentWidget()
        around = parent.font() if parent is not None else QApplication.font(self)
        font = QFont(around)
        font.setPointSizeF(QFontInfo(around).pointSizeF() * self._size)
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """The heading of a page."""
    return Heading(text, 1.45, parent)


def subheading(text: str, parent: QWidget | None = None) -> QLabel:
    """A heading inside a page."""
    return Heading(text, 1.12, parent)
