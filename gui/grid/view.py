"""The table view of the grid: frozen printed headers, a cursor among the values, and the hands of a spreadsheet."""

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QVariantAnimation,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from core.forms import CellRef
from core.layout import Role
from gui import theme
from gui.grid import cursor, entry, overlay
from gui.grid.delegate import FigureEdit, GridDelegate
from gui.grid.headers import Corner, PrintedHeader
from gui.grid.model import GridModel
from gui.grid.sheet import Move
from gui.grid.sizing import sizes

Index = QModelIndex | QPersistentModelIndex
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_CLEAR = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_Flag = QItemSelectionModel.SelectionFlag
_FLASH = 900


class GridView(QTableView):
    """Shows a GridModel and turns keys and clicks into moves, selections and edits."""

    current_changed = Signal(object)
    selection_changed = Signal()
    accept_requested = Signal(object)
    """The clerk wants to take the suggestion for this cell."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._corner = Corner(self)
        self._columns = PrintedHeader(Qt.Orientation.Horizontal, self)
        self._rows = PrintedHeader(Qt.Orientation.Vertical, self)
        self._delegate = GridDelegate(self)
        self._flash = QVariantAnimation(self)
        self._tab_start: CellRef | None = None
        self._dress()
        self._connect()
        self.setModel(model)
        self.lay_out()

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._rows)
        self.setItemDelegate(self._delegate)
        self._flash.setStartValue(0)
        self._flash.setEndValue(_FLASH)
        self._flash.setDuration(_FLASH)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed)

    def _connect(self) -> None:
        self._columns.band_pressed.connect(self._select_columns)
        self._rows.band_pressed.connect(self._select_rows)
        self._corner.pressed.connect(self.selectAll)
        self._delegate.left.connect(self._leave_by_key)
        self._delegate.bulb_clicked.connect(self._take)
        self._flash.valueChanged.connect(lambda _: self.viewport().update())
        self._model.laid_out.connect(self.lay_out)
        self._model.dataChanged.connect(lambda *_: self.viewport().update())

    # ── the printed layout ───────────────────────────────────────────

    @Slot()
    def lay_out(self) -> None:
        """Merge the cells as printed and fit all sizes."""
        sheet = self._model.sheet
        self.clearSpans()
        for (row, column), cell in sheet.body.items():
            if cell.row_span > 1 or cell.column_span > 1:
                self.setSpan(row, column, cell.row_span, cell.column_span)
        self._columns.setVisible(sheet.layout.header_rows > 0)
        self._rows.setVisible(sheet.layout.label_columns > 0)
        self._corner.show_text(sheet.corner.text if sheet.corner else "")
        self.fit()

    def fit(self) -> None:
        """Fit widths and heights to the pane and the font."""
        sheet = self._model.sheet
        metrics = self.fontMetrics()
        size = sizes(sheet, metrics, self.width())
        if size.height > self.height():
            size = sizes(sheet, metrics, self.width() - self.verticalScrollBar().sizeHint().width())
        self._columns.show_cells(sheet.headers, sheet.layout.label_columns, size.headers)
        self._rows.show_cells(sheet.labels, sheet.layout.header_rows, size.labels)
        for column, width in enumerate(size.columns):
            self.setColumnWidth(column, width)
        for row, height in enumerate(size.rows):
            self.setRowHeight(row, height)
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        shown = self._columns.isVisibleTo(self) and self._rows.isVisibleTo(self)
        self._corner.setVisible(shown)
        self._corner.setGeometry(0, 0, self._rows.width(), self._columns.height())
        self._corner.raise_()

    # ── where the cursor is ──────────────────────────────────────────

    @property
    def current(self) -> CellRef | None:
        """The value that the cursor is on."""
        index = self.currentIndex()
        return self._model.ref(index) if index.isValid() else None

    @property
    def chosen(self) -> list[CellRef]:
        """The selected values, in reading order."""
        refs = {self._model.ref(index) for index in self.selectedIndexes()}
        return [ref for ref in self._model.sheet.refs if ref in refs]

    def go_to(self, ref: CellRef) -> None:
        """Put the cursor on a value, bring it into view and flash it."""
        index = self._model.index_of(ref)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._flash.stop()
        self._flash.start()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._columns.show_current(current.column())
        self._rows.show_current(current.row())
        self.viewport().update()
        self.current_changed.emit(self.current)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        sheet = self._model.sheet
        start = self.current or next(iter(sheet.refs), None)
        if start is None:
            return QModelIndex()
        top, pane = self._rect(start).top(), self.viewport().height()
        ref = cursor.target(sheet, start, action, modifiers, self._filled, lambda ref: abs(self._rect(ref).top() - top) <= pane)
        return self._model.index_of(ref)

    def _filled(self, ref: CellRef) -> bool:
        return bool(self._model.face(ref).text)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Keys with Ctrl move the selection along, as in a spreadsheet."""
        if not isinstance(event, QKeyEvent):
            return super().selectionCommand(index, event)
        extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.key() != Qt.Key.Key_Backtab
        return _Flag.SelectCurrent if extends else _Flag.ClearAndSelect

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Digits go straight in: no input method may compose them."""
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    # ── selecting by headers ─────────────────────────────────────────

    @Slot(int, int)
    def _select_columns(self, first: int, count: int) -> None:
        self._select_area(0, first, self._model.sheet.height - 1, first + count - 1)

    @Slot(int, int)
    def _select_rows(self, first: int, count: int) -> None:
        self._select_area(first, 0, first + count - 1, self._model.sheet.width - 1)

    def _select_area(self, top: int, left: int, bottom: int, right: int) -> None:
        model = self._model
        start = next((ref for ref in model.sheet.refs if self._inside(ref, top, left, bottom, right)), None)
        if start is None:
            return
        self.setFocus()
        self.selectionModel().setCurrentIndex(model.index_of(start), _Flag.NoUpdate)
        area = QItemSelection(model.index(top, left), model.index(bottom, right))
        self.selectionModel().select(area, _Flag.ClearAndSelect)

    def _inside(self, ref: CellRef, top: int, left: int, bottom: int, right: int) -> bool:
        place = self._model.sheet.place(ref)
        return place is not None and top <= place[0] <= bottom and left <= place[1] <= right

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        cell = self._model.sheet.at(index.row(), index.column()) if index.isValid() else None
        self._tab_start = None
        if cell is not None and cell.role is Role.LABEL:
            self._select_rows(index.row(), 1)
        elif cell is not None and cell.role is Role.VALUE:
            super().mousePressEvent(event)

    # ── keys ─────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._do_command(event) or self._do_move(event):
            event.accept()
            return
        self._delegate.overwriting = True
        super().keyPressEvent(event)
        self._delegate.overwriting = False

    def _do_command(self, event: QKeyEvent) -> bool:
        """Clipboard, clearing, editing in place and taking a suggestion; whether the key was one of these."""
        standard = QKeySequence.StandardKey
        commands = {standard.Copy: self.copy, standard.Cut: self.cut, standard.Paste: self.paste}
        for key, command in commands.items():
            if event.matches(key):
                command()
                return True
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._take(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self._edit_in_place()
        elif event.key() in _CLEAR:
            self.clear()
        else:
            return False
        return True

    def _do_move(self, event: QKeyEvent) -> bool:
        """Enter, which goes down and back to where a run of Tabs began; and Tab at the end, which leaves the grid."""
        start = self.current
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._tab_start = self._tab_start or start
            return False
        origin, self._tab_start = self._tab_start, None
        if event.key() not in _ENTER or start is None:
            return False
        upward = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        column = origin if origin and not upward and origin.row == start.row else start
        self.setCurrentIndex(self._model.index_of(self._model.sheet.move(column, Move.UP if upward else Move.DOWN)))
        return True

    @Slot(QKeyEvent)
    def _leave_by_key(self, event: QKeyEvent) -> None:
        self.setFocus()
        self.keyPressEvent(event)

    def _edit_in_place(self) -> None:
        self.edit(self.currentIndex())
        editor = self.viewport().findChild(FigureEdit)
        if editor is not None:
            editor.end(False)

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        ref = self._model.ref(index) if index.isValid() else None
        if ref is not None:
            self.accept_requested.emit(ref)

    # ── clipboard ────────────────────────────────────────────────────

    @Slot()
    def copy(self) -> None:
        """Copy the selected figures as a block."""
        if chosen := self.chosen:
            QGuiApplication.clipboard().setText(entry.copied(self._model.document, self._model.sheet, chosen))

    @Slot()
    def cut(self) -> None:
        """Copy the selected figures and empty their cells."""
        self.copy()
        self.clear()

    @Slot()
    def paste(self) -> None:
        """Write the block on the clipboard from the first selected cell on, and select what was written."""
        block = entry.block_of(QGuiApplication.clipboard().text())
        chosen = self.chosen
        if not chosen or not block:
            return
        entries = entry.spread(self._model.sheet, block, chosen)
        entry.write(self._model.document, self._model.form, entries, "粘贴")
        area = QItemSelection()
        for index in map(self._model.index_of, entries):
            area.select(index, index)
        self.selectionModel().select(area, _Flag.ClearAndSelect)

    @Slot()
    def clear(self) -> None:
        """Empty the selected cells."""
        entry.clear(self._model.document, self._model.form, self.chosen)

    # ── painting ─────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._paint_edges(painter)
        overlay.paint_absent(painter, self._model, self._rect, self.palette())
        if self.current is not None:
            overlay.paint_partners(painter, map(self._rect, self._model.marks.partners(self.current)), self.palette())
            glow = 1 - self._flash.currentTime() / _FLASH
            overlay.paint_current(painter, self._rect(self.current), self.palette(), self.hasFocus(), glow)

    def _paint_edges(self, painter: QPainter) -> None:
        """Rule off the upper and left edge where no header does."""
        painter.setPen(theme.line(self.palette()))
        bottom, right = self._rows.length() - 1, self._columns.length() - 1
        if self._rows.isHidden():
            painter.drawLine(0, 0, 0, bottom)
        if self._columns.isHidden():
            painter.drawLine(0, 0, right, 0)

    def _rect(self, ref: CellRef) -> QRect:
        return self.visualRect(self._model.index_of(ref))
