"""The title over a pane: its name and a cross to close it; it stands out while the keyboard is in the pane."""

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QDockWidget, QHBoxLayout, QToolButton, QWidget

_PAD = 4


class PaneTitle(QWidget):
    """Drawn by ourselves: that of Qt keeps the font that the program was started with, and shows no focus."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        self.emphasised = False
        """Whether the keyboard is in the pane."""
        self.cross = _Cross(self)
        self.cross.setToolTip(f"关闭“{dock.windowTitle()}”")
        self.cross.setAccessibleName(self.cross.toolTip())
        self.cross.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PAD, 0, 0, 0)
        row.addStretch()
        row.addWidget(self.cross)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._dock.windowTitle()) + 2 * self._height(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * self._height(), self._height())

    def _height(self) -> int:
        return self.fontMetrics().height() + 2 * _PAD

    @property
    def ink(self) -> QPalette.ColorRole:
        """The colour of what is written here."""
        return QPalette.ColorRole.HighlightedText if self.emphasised else QPalette.ColorRole.WindowText

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Stand out where the keyboard is; while another program is in front, all stays as it is."""
        emphasised = now is not None and self._dock.isAncestorOf(now)
        if now is not None and emphasised != self.emphasised:
            self.emphasised = emphasised
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, font = QPainter(self), self.font()
        if self.emphasised:
            painter.fillRect(self.rect(), self.palette().highlight())
        font.setBold(self.emphasised)
        painter.setFont(font)
        painter.setPen(self.palette().color(self.ink))
        room = QRect(_PAD, 0, self.cross.x() - _PAD, self.height())
        words = painter.fontMetrics().elidedText(self._dock.windowTitle(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class _Cross(QToolButton):
    """A cross in the colour of the title."""

    def __init__(self, title: PaneTitle) -> None:
        super().__init__(title)
        self._title = title
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() + _PAD
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self._title.ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "×")
        if self.underMouse():
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
