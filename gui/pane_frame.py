"""A frame around the pane that the keyboard was led to."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from gui import theme

_WIDE = 3


class PaneFrame(QWidget):
    """Lies over the edge of one pane at a time, for as long as the keyboard stays in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pane = parent
        """What is framed, while the frame is shown."""
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def show_around(self, pane: QWidget) -> None:
        """Frame a pane, and no other any more."""
        self.pane.removeEventFilter(self)
        self.pane = pane
        self.setParent(pane)
        pane.installEventFilter(self)
        self._fit()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pane when it is resized, and stay above what comes to its front."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Cover the edge of the pane, and nothing within it."""
        room = self.pane.rect()
        self.setGeometry(room)
        self.setMask(QRegion(room) - QRegion(room.adjusted(_WIDE, _WIDE, -_WIDE, -_WIDE)))
        self.raise_()

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self.pane and not self.pane.isAncestorOf(now):
            self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.focus(self.palette()))
