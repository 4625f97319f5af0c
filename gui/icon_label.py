"""An icon beside words: as large as they are, and sharp on every screen that the window is moved to."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class IconLabel(QWidget):
    """Draws the icon itself; a label would keep the pixels of the screen that it was made on."""

    def __init__(self, size: float, parent: QWidget | None = None, icon: QIcon | None = None) -> None:
        """`size` is the side of the icon in heights of a line of words."""
        super().__init__(parent)
        self._size, self._icon = size, icon or QIcon()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: QIcon) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self._size * self.fontMetrics().height())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
