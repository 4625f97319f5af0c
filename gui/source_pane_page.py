"""A drawn page of a PDF file with a box around the place that is meant, to zoom and to move about."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsRectItem, QGraphicsScene, QGraphicsView, QWidget

from core.document import Place
from core.findings import Severity
from gui import theme

_STEP = 1.25
_LEAST, _MOST = 0.3, 6.0
_COMFORT = 1.34
"""A page is not shown larger than on paper unless the clerk asks for it: 96 pixels an inch, 72 points an inch."""
_PATIENCE = 250
"""Milliseconds without zooming after which a sharper drawing is asked for."""
_ROOM = 4
"""Points around the place that the box leaves free."""


class PageView(QGraphicsView):
    """Shows a page; its scene counts in points of the page, as places do."""

    scale_wanted = Signal()
    """The page is shown larger or smaller than before; it should be drawn anew at `wanted_scale`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self._page, self._frame = QGraphicsPixmapItem(), QGraphicsRectItem()
        self._fitted, self._widest = True, _COMFORT
        self._soon = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._soon.timeout.connect(self.scale_wanted)
        self._page.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.scene().addItem(self._page)
        self.scene().addItem(self._frame)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setAccessibleName("原文页面")

    @property
    def wanted_scale(self) -> float:
        """Pixels of the screen to a point of the page, as it is shown now."""
        return round(self.transform().m11() * self.devicePixelRatioF(), 2)

    def show_page(self, image: QImage, across: float, down: float) -> None:
        """Show a page that is `across` × `down` points large, where the view stood before."""
        self._page.setPixmap(QPixmap.fromImage(image))
        self._page.setScale(across / image.width())
        self.scene().setSceneRect(0, 0, across, down)
        if self._fitted:
            self._fit()

    def show_place(self, place: Place) -> None:
        """Box a place of the page and bring it into the middle."""
        self._frame.setVisible(place.box is not None)
        if place.box is None:
            return
        left, top, right, bottom = place.box
        area = QRectF(left, top, right - left, bottom - top).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        tone = theme.severity_colour(Severity.ERROR, self.palette())
        glow = QColor(tone)
        glow.setAlpha(28)
        pen = QPen(tone, 2)
        pen.setCosmetic(True)
        self._frame.setPen(pen)
        self._frame.setBrush(glow)
        self._frame.setRect(area)
        self.centerOn(self._frame)

    @Slot()
    def fit_width(self) -> None:
        """Show the whole width of the page."""
        self._fitted, self._widest = True, _MOST
        self._fit()

    @Slot()
    def zoom_in(self) -> None:
        self._zoom(_STEP)

    @Slot()
    def zoom_out(self) -> None:
        self._zoom(1 / _STEP)

    def _zoom(self, factor: float) -> None:
        """Zoom around the place that is meant."""
        size = min(max(self.transform().m11() * factor, _LEAST), _MOST)
        self._fitted = False
        self._set_scale(size)
        self.centerOn(self._frame)

    def _fit(self) -> None:
        room = self.viewport().width() - 4
        if self.scene().width() > 0 and room > 0:
            self._set_scale(min(max(room / self.scene().width(), _LEAST), self._widest))
            self.centerOn(self._frame)

    def _set_scale(self, size: float) -> None:
        if abs(self.transform().m11() - size) > 0.001:
            self.resetTransform()
            self.scale(size, size)
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)
