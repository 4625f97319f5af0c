"""The grid under the hands of a clerk: editing, the clipboard and filling as in a spreadsheet."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from shiboken6 import isValid

from core.forms import CellRef
from core.pasting.whole import get_ready
from gui.grid import copying, cursor, entry, filling, pasting
from gui.grid.delegate import FigureEdit, GridDelegate
from gui.grid.model import GridModel
from gui.grid.selecting_view import SelectingView
from gui.grid.zoom import scaled
from gui.messages import Kind, Message, Offer

_CLEAR = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_HELP = QKeySequence.StandardKey.HelpContents
_NOTCH = 120
"""What one notch of a wheel is to Qt; fine wheels and touch pads send parts of it."""
_IDLE = 1_000
"""Milliseconds after which a table that is shown gets ready for a paste."""
FILL_DOWN, FILL_RIGHT = QKeySequence("Ctrl+D"), QKeySequence("Ctrl+R")


class GridView(SelectingView):
    """Turns keys and clicks into edits."""

    accept_requested = Signal(object)
    """The clerk wants to take the suggestion for this cell."""
    said = Signal(object)
    """A Message for the clerk."""
    zoom_requested = Signal(int)
    """So many steps larger, or smaller."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._turned = 0
        self._delegate = GridDelegate(self)
        self._delegate.left.connect(self._leave_by_key)
        self._delegate.spread.connect(self._spread)
        self._delegate.bulb_clicked.connect(self._take)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed)

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
        """Do what a key asks for beside moving and typing; whether there is such a command."""
        command = self._command(event)
        if command is not None:
            command()
        return command is not None

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        standard, pressed = QKeySequence.StandardKey, QKeySequence(event.keyCombination())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        commands: tuple[tuple[bool, Callable[[], None]], ...] = (
            (event.matches(standard.Copy), self.copy),
            (event.matches(standard.Cut), self.cut),
            (event.matches(standard.Paste), self.paste),
            (event.matches(_HELP), self._show_card_here),
            (event.key() in cursor.ENTER and alt, self._take_here),
            (event.key() == Qt.Key.Key_F2, self.edit_in_place),
            (event.key() in _CLEAR, self.clear),
            (pressed == FILL_DOWN, self.fill_down),
            (pressed == FILL_RIGHT, self.fill_right),
        )
        return next((command for asked, command in commands if asked), None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(_IDLE, self, self._get_ready)

    @Slot()
    def _get_ready(self) -> None:
        get_ready(self.grid.form)

    @Slot(QKeyEvent)
    def _leave_by_key(self, event: QKeyEvent) -> None:
        """Do what the key that ended the editing asks for besides."""
        self.setFocus()
        if not self._do_enter(event):
            self._do_move(event)

    @Slot(str)
    def _spread(self, text: str) -> None:
        """Write what was typed into every selected cell."""
        self.setFocus()
        entry.write(self.grid.document, self.grid.form, dict.fromkeys(self.chosen, text), "填入")

    @Slot()
    def edit_in_place(self) -> None:
        """Edit the entry under the cursor, with the text cursor behind it."""
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

    @Slot()
    def copy(self) -> None:
        """Copy the selected figures, as plain text and as a table."""
        if chosen := self.chosen:
            QGuiApplication.clipboard().setMimeData(copying.copied(self.grid.report, self.grid.sheet, chosen))

    @Slot()
    def cut(self) -> None:
        """Copy the selected figures and empty their cells."""
        self.copy()
        entry.clear(self.grid.document, self.grid.form, self.chosen, "剪切")

    @Slot()
    def paste(self) -> None:
        """Write what is on the clipboard where its labels say, or else from the first selected cell on."""
        self.take_in(QGuiApplication.clipboard().mimeData())

    def take_in(self, held: QMimeData) -> None:
        """Paste; what would not fit is said before anything is written."""
        planned = pasting.plan(self.grid.form, self.grid.sheet, self.chosen, held.html(), held.text())
        if planned.asks or not planned.entries:
            self._ask(planned)
            return
        changed = self._write(planned.entries)
        if planned.says:
            self._say(f"{planned.says}与原来不同的有 {changed} 格。")

    def _ask(self, planned: pasting.Plan) -> None:
        """Say why nothing was pasted, and offer what fits for as long as this table is on show and as it is now."""
        entries, verdict = planned.entries, self.grid.document.verdict
        part = Offer(f"只粘贴放得下的 {len(entries)} 格", lambda: self._write_part(entries))
        self.said.emit(
            Message(
                Kind.NOTE,
                planned.says,
                offers=(part,) if entries else (),
                stands=lambda: isValid(self) and self.isVisible() and self.grid.document.verdict is verdict,
            )
        )

    def _write_part(self, entries: Mapping[CellRef, str]) -> None:
        changed = self._write(entries)
        self._say(f"已粘贴放得下的 {len(entries)} 格，与原来不同的有 {changed} 格。")

    def _say(self, text: str) -> None:
        """Say what was pasted, until that is undone."""
        document = self.grid.document
        self.said.emit(Message(Kind.DONE, text, about=document, stands=document.step_stands()))

    def _write(self, entries: Mapping[CellRef, str]) -> int:
        """Write what was pasted and select as much of it as this table shows; how many cells it changed."""
        changed = entry.paste(self.grid.document, self.grid.form, entries)
        if shown := [ref for ref in entries if self.grid.index_of(ref).isValid()]:
            self._anchor, self._kept = shown[0], frozenset()
            self.choose(shown, shown[0])
        return changed

    @Slot()
    def clear(self) -> None:
        """Empty the selected cells."""
        entry.clear(self.grid.document, self.grid.form, self.chosen)

    @Slot()
    def fill_down(self) -> None:
        """Give the selected cells the entry of the topmost, or a single line that of the line above."""
        entry.fill(self.grid.document, self.grid.form, filling.down(self.grid.sheet, self.chosen), "向下填充")

    @Slot()
    def fill_right(self) -> None:
        """Give the selected cells the entry of the first in their line, or a single column that of the column before."""
        entry.fill(self.grid.document, self.grid.form, filling.right(self.grid.sheet, self.chosen), "向右填充")

    def show_zoom(self, percent: int) -> None:
        """Show everything at a zoom; what was at the top stays there, and the cell of the cursor in sight, if it was."""
        bar, here = self.verticalScrollBar(), self.currentIndex()
        seen = self.viewport().rect().intersects(self.visualRect(here))
        share = bar.value() / max(bar.maximum(), 1)
        self.setFont(scaled(QApplication.font(self), percent))
        self.fit()
        bar.setValue(round(share * bar.maximum()))
        if seen:
            self.scrollTo(here)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl zoom, a step for each notch."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        if steps:
            self.zoom_requested.emit(steps)
        event.accept()
