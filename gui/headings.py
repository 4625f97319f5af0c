"""Headings of pages, in sizes that follow the system's font."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """The heading of a page."""
    return _label(text, 1.45, parent)


def subheading(text: str, parent: QWidget | None = None) -> QLabel:
    """A heading inside a page."""
    return _label(text, 1.12, parent)


def _label(text: str, size: float, parent: QWidget | None) -> QLabel:
    label = QLabel(text, parent, wordWrap=True)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * size)
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label
