"""Frozen headers that draw merged printed cells: column groups above, row groups to the left, and the corner."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from core.layout import Printed
from gui import theme
from gui.grid import paint
from gui.grid.sizing import edges


class PrintedHeader(QHeaderView):
    """A header whose cells may cover several sections, and which is several cells deep."""

    band_pressed = Signal(int, int, Qt.KeyboardModifier)
    """The first section and the number of sections of the printed cell that was pressed; one dragged over has Shift."""

    def __init__(self, orientation: Qt.Orientation, explain: Callable[[Printed], str], parent: QWidget | None = None) -> None:
        """`explain` says what a printed cell means, for its tooltip."""
        super().__init__(orientation, parent)
        self._explain = explain
        self._cells: Sequence[Printed] = ()
        self._first = 0
        self._depths = [0]
        self._current = -1
        self._dragged: Printed | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setHighlightSections(False)

    def show_cells(self, cells: Sequence[Printed], first: int, depths: Sequence[int]) -> None:
        """Show these printed cells; `first` is the printed line of section 0, `depths` the thickness of each level."""
        self._cells, self._first, self._depths = cells, first, edges(depths)
        self.updateGeometry()
        self.viewport().update()

    def show_current(self, section: int) -> None:
        """Emphasise the printed cell of the section that the cursor is in."""
        self._current = section
        self.viewport().update()

    def _is_current(self, cell: Printed) -> bool:
        return self._sections(cell) == (self._current, 1)

    def _is_horizontal(self) -> bool:
        return self.orientation() is Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        depth = self._depths[-1]
        return QSize(0, depth) if self._is_horizontal() else QSize(depth, 0)

    def _sections(self, cell: Printed) -> tuple[int, int]:
        """The first section that a cell covers, and how many."""
        if self._is_horizontal():
            return cell.column - self._first, cell.column_span
        return cell.row - self._first, cell.row_span

    def _places(self) -> Iterator[tuple[Printed, QRect]]:
        """Each printed cell and where it now stands, scrolling included."""
        for cell in self._cells:
            first, count = self._sections(cell)
            if first + count > self.count():
                continue
            start = self.sectionViewportPosition(first)
            length = sum(self.sectionSize(section) for section in range(first, first + count))
            level, levels = (cell.row, cell.row_span) if self._is_horizontal() else (cell.column, cell.column_span)
            near, far = self._depths[level], self._depths[level + levels]
            yield cell, QRect(start, near, length, far - near) if self._is_horizontal() else QRect(near, start, far - near, length)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        for cell, rect in self._places():
            if rect.intersects(event.rect()):
                area = self._in_sight(cell, rect)
                paint.draw_label(painter, rect, cell.text, self.palette(), self._centred(cell), self._is_current(cell), area)
        painter.setPen(theme.line(self.palette()))
        if self._is_horizontal():
            painter.drawLine(0, 0, self.length() - 1, 0)
        if self.x() == 0:
            painter.drawLine(0, 0, 0, self.height())

    def _in_sight(self, cell: Printed, rect: QRect) -> QRect:
        """Where the words of a printed cell stand: those of a merged one stay in sight while it is scrolled."""
        if self._sections(cell)[1] == 1:
            return rect
        return paint.in_sight(rect, self.viewport().rect(), cell.text, self.fontMetrics())

    def _centred(self, cell: Printed) -> bool:
        """Column headers and narrow groups are centred; labels of single rows begin at the left."""
        return self._is_horizontal() or cell.row_span > 1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self._dragged = cell
            self.band_pressed.emit(*self._sections(cell), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take in the columns or rows that the mouse is dragged over."""
        cell = self.cell_at(event.position().toPoint()) if self._dragged else None
        if cell is not None and cell != self._dragged:
            self._dragged = cell
            self.band_pressed.emit(*self._sections(cell), Qt.KeyboardModifier.ShiftModifier)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged = None

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = next(((cell, rect) for cell, rect in self._places() if rect.contains(event.pos())), None)
            text = self._told(*place) if place else ""
            QToolTip.showText(event.globalPos(), text, self.viewport(), place[1] if place else QRect())
            return True
        return super().viewportEvent(event)

    def _told(self, cell: Printed, rect: QRect) -> str:
        """What a printed cell means, and all its words where they are cut."""
        words = paint.cut_to(cell.text, paint.inside(rect), self.fontMetrics())
        return self._explain(cell) or (cell.text if words != cell.text else "")

    def cell_at(self, point: QPoint) -> Printed | None:
        """The printed cell at a point of the header."""
        return next((cell for cell, rect in self._places() if rect.contains(point)), None)


class Corner(QWidget):
    """The printed cell above the labels and left of the headers."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""

    def show_text(self, text: str) -> None:
        """Show the printed words of the corner."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.draw_label(painter, self.rect(), self._text, self.palette())
        painter.setPen(theme.line(self.palette()))
        painter.drawLine(0, 0, self.width(), 0)
        painter.drawLine(0, 0, 0, self.height())

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit()
