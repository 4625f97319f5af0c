"""A table view that looks like the paper form: frozen merged headers, merged cells, sizes that fit, marks on top."""

import functools
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelection, QPoint, QRect, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTableView, QWidget

from core.forms import CellRef
from gui import theme
from gui.grid import overlay, paint
from gui.grid.cards import CardPopup, cell_card
from gui.grid.headers import Corner, PrintedHeader
from gui.grid.model import GridModel
from gui.grid.sizing import Sizes, heads, sizes, smaller

_FLASH = 900
_EDGE = 3
"""Pixels by which frames and the cursor reach beyond a cell."""
_MANY = 20
"""So many cells are painted one by one; of more the whole area around them."""


class PrintedView(QTableView):
    """Shows a GridModel as printed."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self.framed: frozenset[CellRef] = frozenset()
        self.columns = PrintedHeader(Qt.Orientation.Horizontal, model.card, self)
        self.rows = PrintedHeader(Qt.Orientation.Vertical, model.card, self)
        self.corner = Corner(self)
        self._flash = QVariantAnimation(self)
        self._flash.setStartValue(0)
        self._flash.setEndValue(_FLASH)
        self._flash.setDuration(_FLASH)
        self._flash.valueChanged.connect(lambda _: self.repaint_cells([self.current] if self.current else []))
        self._dress()
        self.setModel(model)
        model.laid_out.connect(self.lay_out)
        self.lay_out()

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalHeader(self.columns)
        self.setVerticalHeader(self.rows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def current(self) -> CellRef | None:
        """The value that the cursor is on."""
        index = self.currentIndex()
        return self.grid.ref(index) if index.isValid() else None

    @Slot(object)
    def frame(self, cells: frozenset[CellRef]) -> None:
        """Frame the cells of one sum."""
        self.repaint_cells(self.framed ^ cells)
        self.framed = cells

    def repaint_cells(self, refs: Iterable[CellRef]) -> None:
        """Paint some cells anew, with what is drawn on their edges."""
        places = [self.place(ref).adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE) for ref in refs]
        if len(places) > _MANY:
            self.viewport().update(functools.reduce(QRect.united, places))
        else:
            self.viewport().update(functools.reduce(QRegion.united, places, QRegion()))

    def place(self, ref: CellRef) -> QRect:
        """Where a value is now seen."""
        return self.visualRect(self.grid.index_of(ref))

    def within(self, spans: QItemSelection) -> set[CellRef]:
        """The values in a selection; its own list of indexes would ask the model for the flags of each."""
        places = (
            (row, column)
            for span in spans.toList()
            for row in range(span.top(), span.bottom() + 1)
            for column in range(span.left(), span.right() + 1)
        )
        return {ref for place in places if (ref := self.grid.sheet.ref_at(*place))}

    def flash(self) -> None:
        """Light up the cell of the cursor for a moment."""
        self._flash.stop()
        self._flash.start()

    def show_card(self, ref: CellRef) -> None:
        """Say, beside a cell, what its row and its column mean."""
        place = self.place(ref)
        card = CardPopup(cell_card(self.grid.form, ref), self)
        card.open_at(QRect(self.viewport().mapToGlobal(place.topLeft()), place.size()))

    @Slot()
    def lay_out(self) -> None:
        """Merge the cells as printed and fit all sizes."""
        sheet = self.grid.sheet
        self.clearSpans()
        for (row, column), cell in sheet.body.items():
            if cell.row_span > 1 or cell.column_span > 1:
                self.setSpan(row, column, cell.row_span, cell.column_span)
        self.columns.setVisible(sheet.layout.header_rows > 0)
        self.rows.setVisible(sheet.layout.label_columns > 0)
        self.corner.show_text(sheet.corner.text if sheet.corner else "")
        self.fit()

    def fit(self) -> None:
        """Fit widths and heights to the pane and the font."""
        sheet, size = self.grid.sheet, self._fitted()
        self.columns.show_cells(sheet.headers, sheet.layout.label_columns, size.headers)
        self.rows.show_cells(sheet.labels, sheet.layout.header_rows, size.labels)
        for column, width in enumerate(size.columns):
            self.setColumnWidth(column, width)
        for row, height in enumerate(size.rows):
            self.setRowHeight(row, height)
        self.updateGeometries()

    def _fitted(self) -> Sizes:
        """The sizes, with headers so small that they leave room for cells; they never get smaller than at the plain size."""
        plain, shown = QApplication.font(self).pointSizeF(), QFontInfo(self.font()).pointSizeF()
        size, font = self._sizes(None), QFont(self.font())
        share = smaller(size, self.width(), self.height())
        if share < 1 and plain < shown:
            font.setPointSizeF(max(plain, shown * share))
        for header in (self.columns, self.rows, self.corner):
            header.setFont(font)
        return size if share == 1 else self._sizes(font)

    def _sizes(self, written: QFont | None) -> Sizes:
        """The sizes beside a scroll bar where there is one, with headers in a font, or like the cells and as large as they are."""
        sheet, metrics, needed = self.grid.sheet, self.fontMetrics(), self._figure_widths()
        room = heads(QFontMetrics(written), self.width(), self.height()) if written else None
        size = sizes(sheet, metrics, self.width(), needed, room)
        if size.height > self.height():
            size = sizes(sheet, metrics, self.width() - self.verticalScrollBar().sizeHint().width(), needed, room)
        return size

    def _figure_widths(self) -> dict[int, int]:
        """How many pixels the figures of each column take; those of cells over several columns have room enough."""
        metrics, found = self.fontMetrics(), dict.fromkeys(range(self.grid.sheet.width), 0)
        for (_, column), cell in self.grid.sheet.body.items():
            if cell.ref is not None and cell.column_span == 1:
                found[column] = max(found[column], paint.figure_width(self.grid.face(cell.ref), metrics))
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the table to the pane; a cursor that was in sight stays so."""
        super().resizeEvent(event)
        seen = QRect(QPoint(), event.oldSize()).intersects(self.visualRect(self.currentIndex()))
        self.fit()
        if seen:
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.corner.setVisible(self.columns.isVisibleTo(self) and self.rows.isVisibleTo(self))
        self.corner.setGeometry(0, 0, self.rows.width(), self.columns.height())
        self.corner.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._paint_edges(painter)
        overlay.paint_absent(painter, self.grid, self.place, self.palette())
        if self.current is not None:
            overlay.paint_partners(painter, map(self.place, self.framed - {self.current}), self.palette())
            self._paint_cursor(painter, self.place(self.current))

    def _paint_cursor(self, painter: QPainter, here: QRect) -> None:
        """Draw what is selected, and in it the cell that typing goes into."""
        focused, chosen = self.hasFocus(), self.within(self.selectionModel().selection())
        if len(chosen) > 1:
            overlay.paint_selection(painter, map(self.place, chosen), here, self.palette(), focused)
        glow = 1 - self._flash.currentTime() / _FLASH
        overlay.paint_current(painter, here, self.palette(), 1 if len(chosen) > 1 else 2, focused, glow)

    def _paint_edges(self, painter: QPainter) -> None:
        """Rule off the upper and left edge where no header does."""
        painter.setPen(theme.line(self.palette()))
        if self.rows.isHidden():
            painter.drawLine(0, 0, 0, self.rows.length() - 1)
        if self.columns.isHidden():
            painter.drawLine(0, 0, self.columns.length() - 1, 0)
