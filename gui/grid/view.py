"""The grid under the hands of a clerk: cursor, selection, keys and clipboard as in a spreadsheet."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.forms import CellRef
from core.layout import Role
from gui.grid import cursor, entry
from gui.grid.delegate import FigureEdit, GridDelegate, on_bulb
from gui.grid.model import GridModel
from gui.grid.printed_view import PrintedView
from gui.grid.sheet import Move

Index = QModelIndex | QPersistentModelIndex
_CLEAR = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_HELP = QKeySequence.StandardKey.HelpContents
_Flag = QItemSelectionModel.SelectionFlag


class GridView(PrintedView):
    """Turns keys and clicks into moves, selections and edits."""

    current_changed = Signal(object)
    selection_changed = Signal()
    accept_requested = Signal(object)
    """The clerk wants to take the suggestion for this cell."""
    offer_pointed = Signal(object)
    """The cell whose bulb the mouse is over, or None."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        self._anchor: CellRef | None = None
        self._tab_start: CellRef | None = None
        self._pointed: CellRef | None = None
        super().__init__(model, parent)
        self._delegate = GridDelegate(self)
        self._delegate.left.connect(self._leave_by_key)
        self._delegate.bulb_clicked.connect(self._take)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.columns.band_pressed.connect(self._choose_columns)
        self.rows.band_pressed.connect(self._choose_rows)
        self.corner.pressed.connect(self.selectAll)

    # ── cursor and selection ─────────────────────────────────────────

    @property
    def chosen(self) -> list[CellRef]:
        """The selected values, in reading order; the one under the cursor when nothing is selected."""
        refs = {self.grid.ref(index) for index in self.selectedIndexes()} or {self.current}
        return [ref for ref in self.grid.sheet.refs if ref in refs]

    def go_to(self, ref: CellRef) -> None:
        """Put the cursor on a value, bring it into view and flash it."""
        if self.grid.index_of(ref).isValid():
            self._put(ref)
            self.flash()

    def _put(self, ref: CellRef) -> None:
        """Move the cursor to a value and select it alone."""
        self._anchor = ref
        self.choose([ref], ref)

    def _extend(self, ref: CellRef) -> None:
        """Select everything between the anchor and a value, and move the cursor there."""
        block = self.grid.sheet.bounds([self._anchor or ref, ref])
        self.choose((chosen for line in block for chosen in line), ref)

    def choose(self, refs: Iterable[CellRef], current: CellRef) -> None:
        """Select exactly these values and put the cursor on one of them."""
        area = QItemSelection()
        for index in map(self.grid.index_of, refs):
            area.select(index, index)
        index = self.grid.index_of(current)
        self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self.selectionModel().select(area, _Flag.ClearAndSelect)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    @Slot(int, int)
    def _choose_columns(self, first: int, count: int) -> None:
        self._choose_places(range(self.grid.sheet.height), range(first, first + count))

    @Slot(int, int)
    def _choose_rows(self, first: int, count: int) -> None:
        self._choose_places(range(first, first + count), range(self.grid.sheet.width))

    def _choose_places(self, rows: range, columns: range) -> None:
        """Select the values that begin in these rows and columns."""
        places = ((ref, self.grid.sheet.place(ref)) for ref in self.grid.sheet.refs)
        refs = [ref for ref, place in places if place and place[0] in rows and place[1] in columns]
        if refs:
            self.setFocus()
            self._anchor = refs[0]
            self.choose(refs, refs[0])

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.columns.show_current(current.column())
        self.rows.show_current(current.row())
        self.viewport().update()
        self.current_changed.emit(self.current)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Digits go straight in: no input method may compose them."""
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    # ── mouse ────────────────────────────────────────────────────────

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        cell = self.grid.sheet.at(index.row(), index.column()) if index.isValid() else None
        self._tab_start = None
        if cell is None:
            return
        if cell.ref is None:
            self._choose_rows(index.row(), cell.role is Role.LABEL)
        elif event.modifiers() & _SHIFT:
            self._extend(cell.ref)
        else:
            self._anchor = cell.ref
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        over = index.isValid() and on_bulb(event.position(), self.visualRect(index), index)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self._point(self.grid.ref(index) if over else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def _point(self, ref: CellRef | None) -> None:
        if ref != self._pointed:
            self._pointed = ref
            self.offer_pointed.emit(ref)

    # ── keys ─────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._do_command(event) or self._do_enter(event) or self._do_move(event):
            event.accept()
        elif cursor.action_of(event.key()) is None:
            self._delegate.overwriting = True
            super().keyPressEvent(event)
            self._delegate.overwriting = False
        else:
            event.ignore()

    def _do_command(self, event: QKeyEvent) -> bool:
        """Clipboard, clearing, editing in place and taking a suggestion; whether the key was one of these."""
        standard = QKeySequence.StandardKey
        commands = {standard.Copy: self.copy, standard.Cut: self.cut, standard.Paste: self.paste}
        command = next((command for key, command in commands.items() if event.matches(key)), None)
        if event.key() in cursor.ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            command = self._take_here
        elif event.key() == Qt.Key.Key_F2:
            command = self._edit_in_place
        elif event.matches(_HELP):
            command = self._show_card_here
        elif event.key() in _CLEAR:
            command = self.clear
        if command is not None:
            command()
        return command is not None

    def _do_enter(self, event: QKeyEvent) -> bool:
        """Enter goes down, and after a run of Tabs back to the column where that began; with Shift up."""
        tabbing = event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        start, current = self._tab_start, self.current
        self._tab_start = (start or current) if tabbing else None
        if event.key() not in cursor.ENTER or current is None:
            return False
        upward = bool(event.modifiers() & _SHIFT)
        column = start if start and start.row == current.row and not upward else current
        self._put(self.grid.sheet.move(column, Move.UP if upward else Move.DOWN))
        return True

    def _do_move(self, event: QKeyEvent) -> bool:
        """Move the cursor, or with Shift the end of the selection; a Tab that leads nowhere leaves the grid."""
        action = cursor.action_of(event.key())
        if action is None:
            return False
        target = self.grid.ref(self.moveCursor(action, event.modifiers()))
        if target is None or (target == self.current and action in cursor.TABS):
            return False
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

    @Slot(QKeyEvent)
    def _leave_by_key(self, event: QKeyEvent) -> None:
        """Do what the key that ended the editing asks for besides."""
        self.setFocus()
        if not self._do_enter(event):
            self._do_move(event)

    def _edit_in_place(self) -> None:
        self.edit(self.currentIndex())
        editor = self.viewport().findChild(FigureEdit)
        if editor is not None:
            editor.end(False)

    def event(self, event: QEvent) -> bool:
        """Keep F1 for the card of the cell; elsewhere in the window it opens the help."""
        asked = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.matches(_HELP)
        if asked and self.current is not None:
            event.accept()
            return True
        return super().event(event)

    def _show_card_here(self) -> None:
        if self.current is not None:
            self.show_card(self.current)

    def _take_here(self) -> None:
        self._take(self.currentIndex())

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        ref = self.grid.ref(index) if index.isValid() else None
        if ref is not None:
            self.accept_requested.emit(ref)

    # ── clipboard ────────────────────────────────────────────────────

    @Slot()
    def copy(self) -> None:
        """Copy the selected figures as a block."""
        if chosen := self.chosen:
            QGuiApplication.clipboard().setText(entry.copied(self.grid.document, self.grid.sheet, chosen))

    @Slot()
    def cut(self) -> None:
        """Copy the selected figures and empty their cells."""
        self.copy()
        self.clear()

    @Slot()
    def paste(self) -> None:
        """Write the block on the clipboard from the first selected cell on, and select what was written."""
        entries = entry.spread(self.grid.sheet, entry.block_of(QGuiApplication.clipboard().text()), self.chosen)
        if entries:
            entry.write(self.grid.document, self.grid.form, entries, "粘贴")
            self.choose(entries, next(iter(entries)))

    @Slot()
    def clear(self) -> None:
        """Empty the selected cells."""
        entry.clear(self.grid.document, self.grid.form, self.chosen)
