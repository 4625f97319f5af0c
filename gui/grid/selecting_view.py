"""Cursor and selection as in a spreadsheet: by mouse, by headers, by keys, in one block or in several."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.forms import CellRef
from core.layout import Role
from gui.grid import cursor
from gui.grid.delegate import on_bulb
from gui.grid.model import GridModel
from gui.grid.printed_view import PrintedView
from gui.grid.sheet import Move

Index = QModelIndex | QPersistentModelIndex
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_TABS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_Flag = QItemSelectionModel.SelectionFlag


class SelectingView(PrintedView):
    """Turns keys and clicks into moves and selections."""

    current_changed = Signal(object)
    selection_changed = Signal()
    offer_pointed = Signal(object)
    """The cell whose bulb the mouse is over, or None."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        self._anchor: CellRef | None = None
        self._kept: frozenset[CellRef] = frozenset()
        self._band: tuple[bool, range] | None = None
        self._tab_start: CellRef | None = None
        self._pointed: CellRef | None = None
        super().__init__(model, parent)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.columns.band_pressed.connect(self._choose_columns)
        self.rows.band_pressed.connect(self._choose_rows)
        self.corner.pressed.connect(self.selectAll)

    @property
    def chosen(self) -> list[CellRef]:
        """The selected values, in reading order; the one under the cursor when nothing is selected."""
        refs = self.within(self.selectionModel().selection())
        return [ref for ref in self.grid.sheet.refs if ref in refs or (not refs and ref == self.current)]

    def go_to(self, ref: CellRef) -> None:
        """Put the cursor on a value, bring it into view and flash it."""
        if self.grid.index_of(ref).isValid():
            self._put(ref)
            self.flash()

    def choose(self, refs: Iterable[CellRef], current: CellRef) -> None:
        """Select exactly these values and put the cursor on one of them."""
        area = QItemSelection()
        for run in self.grid.sheet.runs(refs):
            area.select(self.grid.index(*run[0]), self.grid.index(*run[-1]))
        self._stand_on(current)
        self.selectionModel().select(area, _Flag.ClearAndSelect)

    def _stand_on(self, ref: CellRef) -> None:
        """Move the cursor to a value and leave the selection as it is."""
        index = self.grid.index_of(ref)
        self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _put(self, ref: CellRef) -> None:
        """Move the cursor to a value and select it alone."""
        self._anchor, self._kept = ref, frozenset()
        self.choose([ref], ref)

    def _extend(self, ref: CellRef) -> None:
        """Select everything between the anchor and a value beside the blocks that were selected before."""
        block = self.grid.sheet.bounds([self._anchor or ref, ref])
        self.choose({chosen for line in block for chosen in line} | self._kept, ref)

    @Slot(int, int, Qt.KeyboardModifier)
    def _choose_columns(self, first: int, count: int, keys: Qt.KeyboardModifier) -> None:
        self._choose_band(False, range(first, first + count), keys)

    @Slot(int, int, Qt.KeyboardModifier)
    def _choose_rows(self, first: int, count: int, keys: Qt.KeyboardModifier) -> None:
        self._choose_band(True, range(first, first + count), keys)

    def _choose_band(self, across: bool, lines: range, keys: Qt.KeyboardModifier) -> None:
        """Select whole rows (`across`) or columns: with Shift from those pressed before on, with Ctrl beside what is selected."""
        before = self._band
        if keys & _SHIFT and before and before[0] == across:
            lines = range(min(before[1].start, lines.start), max(before[1].stop, lines.stop))
        else:
            self._kept = frozenset(self.chosen) if keys & _CTRL else frozenset()
            self._band = across, lines
        places = ((ref, self.grid.sheet.place(ref)) for ref in self.grid.sheet.refs)
        refs = [ref for ref, place in places if place and place[not across] in lines]
        if refs:
            self.setFocus()
            self._anchor = refs[0]
            self.choose({*refs, *self._kept}, refs[0])

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.columns.show_current(current.column())
        self.rows.show_current(current.row())
        self.repaint_cells(ref for index in (current, previous) if (ref := self.grid.ref(index)))
        self.current_changed.emit(self.current)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        touched = self.within(selected) | self.within(deselected) | {self.current}
        self.repaint_cells(ref for ref in touched if ref)
        self.selection_changed.emit()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Digits go straight in: no input method may compose them."""
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        cell = self.grid.sheet.at(index.row(), index.column()) if index.isValid() else None
        self._tab_start = None
        if cell is None:
            return
        if cell.ref is None:
            self._choose_band(True, range(index.row(), index.row() + (cell.role is Role.LABEL)), event.modifiers())
        elif event.modifiers() & _SHIFT:
            self._extend(cell.ref)
        else:
            self._anchor = cell.ref
            self._kept = frozenset(self.chosen) if event.modifiers() & _CTRL else frozenset()
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        over = index.isValid() and on_bulb(event.position(), self.visualRect(index), self.fontMetrics().height(), index)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self._point(self.grid.ref(index) if over else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def _point(self, ref: CellRef | None) -> None:
        if ref != self._pointed:
            self._pointed = ref
            self.offer_pointed.emit(ref)

    def _do_enter(self, event: QKeyEvent) -> bool:
        """Enter goes down, and after a run of Tabs back to the column where that began, whatever was typed; with Shift up."""
        if self._do_cycle(event):
            return True
        start, current = self._tab_start, self.current
        if event.key() in _TABS:
            self._tab_start = start or current
        if event.key() not in cursor.ENTER or current is None:
            return False
        self._tab_start = None
        upward = bool(event.modifiers() & _SHIFT)
        column = start if start and start.row == current.row and not upward else current
        self._put(self.grid.sheet.move(column, Move.UP if upward else Move.DOWN))
        return True

    def _do_cycle(self, event: QKeyEvent) -> bool:
        """Tab and Enter go round inside a selection of several cells, by rows or by columns; whether the key was one of these."""
        chosen, current = self.chosen, self.current
        if len(chosen) < 2 or current not in chosen or event.key() not in _TABS | cursor.ENTER:
            return False
        if event.key() in cursor.ENTER:
            chosen.sort(key=lambda ref: self.grid.sheet.spot(ref)[::-1])
        back = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & _SHIFT)
        self._stand_on(chosen[(chosen.index(current) + (-1 if back else 1)) % len(chosen)])
        return True

    def _do_move(self, event: QKeyEvent) -> bool:
        """Move the cursor, or with Shift the end of the selection; a Tab that leads nowhere leaves the grid."""
        action = cursor.action_of(event.key())
        if action is None:
            return False
        target = self.grid.ref(self.moveCursor(action, event.modifiers()))
        if target is None or (target == self.current and action in cursor.TABS):
            return False
        if action not in cursor.TABS:
            self._tab_start = None
        if event.modifiers() & _SHIFT and action not in cursor.TABS:
            self._extend(target)
        else:
            self._put(target)
        return True

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        sheet = self.grid.sheet
        start = self.current
        if start is None:
            return self.grid.index_of(sheet.refs[0]) if sheet.refs else QModelIndex()
        top, pane = self.place(start).top(), self.viewport().height()
        near = [ref for ref in sheet.refs if abs(self.place(ref).top() - top) <= pane]
        return self.grid.index_of(cursor.target(sheet, start, action, modifiers, self._filled, near.__contains__))

    def _filled(self, ref: CellRef) -> bool:
        return bool(self.grid.face(ref).text)
