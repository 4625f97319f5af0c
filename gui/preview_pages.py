"""Pages as they will be printed, under each other; only those in sight are painted."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gui.printing.faces import Faces
from gui.printing.sheet import HEIGHT, WIDTH, Page, paint

_GAP = 16
_LEAST, _MOST, _STEP = 40, 400, 20
"""Zoom in hundredths of the size on paper."""


class PagesView(QAbstractScrollArea):
    """Shows pages at a zoom; Ctrl and the wheel change it."""

    seen = Signal(int, int)
    """The page in the middle, counted from 1, and how many there are."""

    def __init__(self, faces: Faces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces = faces
        self._pages: Sequence[Page] = ()
        self.zoom = 100
        self.setAccessibleName("打印预览")
        self.verticalScrollBar().valueChanged.connect(self._tell)

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Show these pages; the place stays as it was."""
        self._pages = pages
        self._measure()

    def set_zoom(self, zoom: int) -> None:
        """Change the size, keeping what is at the top in sight."""
        bar = self.verticalScrollBar()
        share = bar.value() * 1000 // max(1, self._page.height())
        self.zoom = max(_LEAST, min(_MOST, zoom))
        self._measure()
        bar.setValue(share * self._page.height() // 1000)

    def larger(self) -> None:
        self.set_zoom(self.zoom + _STEP)

    def smaller(self) -> None:
        self.set_zoom(self.zoom - _STEP)

    def fit_width(self) -> None:
        """Make the paper as wide as the view."""
        self.set_zoom(self.zoom * (self.viewport().width() - 2 * _GAP) // max(1, self._page.width()))

    def fit_page(self) -> None:
        """Show one whole page, from its upper edge on."""
        self.set_zoom(self.zoom * (self.viewport().height() - 2 * _GAP) // max(1, self._page.height()))
        bar, step = self.verticalScrollBar(), self._page.height() + _GAP
        bar.setValue(round(bar.value() / step) * step)

    @property
    def _page(self) -> QSize:
        """The size of a page on the screen, in pixels."""
        dots = self.logicalDpiX() * self.zoom
        return QSize(WIDTH * dots // 72_000, HEIGHT * dots // 72_000)

    def _rect(self, index: int) -> QRect:
        page = self._page
        x = max(_GAP, (self.viewport().width() - page.width()) // 2) - self.horizontalScrollBar().value()
        y = _GAP + index * (page.height() + _GAP) - self.verticalScrollBar().value()
        return QRect(x, y, page.width(), page.height())

    def _measure(self) -> None:
        page, port = self._page, self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, _GAP + len(self._pages) * (page.height() + _GAP) - port.height()))
        whole = page.height() + 2 * _GAP <= port.height()
        vertical.setPageStep(page.height() + _GAP if whole else port.height())  # from page to page while a whole one is seen
        vertical.setSingleStep(40)
        horizontal.setRange(0, max(0, page.width() + 2 * _GAP - port.width()))
        horizontal.setPageStep(port.width())
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        number = min(len(self._pages), 1 + middle // (self._page.height() + _GAP))
        self.seen.emit(number, len(self._pages))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(event.rect(), self.palette().mid())
        for index, page in enumerate(self._pages):
            rect = self._rect(index)
            if rect.intersects(event.rect()):
                self._paint_page(painter, page, rect)

    def _paint_page(self, painter: QPainter, page: Page, rect: QRect) -> None:
        painter.fillRect(rect, QColor("white"))
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(rect.width() / WIDTH, rect.height() / HEIGHT)
        paint(painter, page, self._faces)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom + (_STEP if event.angleDelta().y() > 0 else -_STEP))
        else:
            super().wheelEvent(event)
