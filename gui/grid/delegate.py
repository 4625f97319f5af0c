"""The delegate of the grid: paints cells, takes clicks on the bulb, and edits figures in place."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.layout import Printed, Role
from gui.grid import paint
from gui.grid.marks import Face
from gui.grid.model import Data

Index = QModelIndex | QPersistentModelIndex
_LEAVING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down}
_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right}


class FigureEdit(QLineEdit):
    """The editor of a figure: digits go straight in, past any input method.

    While `overwriting` (typing began on the cell) the arrows leave the cell; otherwise they move in the text.
    """

    def __init__(self, overwriting: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.overwriting = overwriting
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setAutoFillBackground(True)


class GridDelegate(QStyledItemDelegate):
    """Paints and edits the cells of a GridModel."""

    left = Signal(QKeyEvent)
    """A key ended the editing and should now move the cursor."""

    spread = Signal(str)
    """What was typed is meant for every selected cell (Ctrl+Enter)."""

    bulb_clicked = Signal(QModelIndex)
    """The clerk takes the suggestion of a cell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.overwriting = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        face: Face | None = index.data(Data.FACE)
        printed: Printed | None = index.data(Data.PRINTED) if face is None else None
        painter.save()
        style = _parts(option)
        palette, rect = style.palette, style.rect
        if face is not None:
            paint.draw_value(painter, rect, face, palette, style.font, index.data(Qt.ItemDataRole.TextAlignmentRole))
        elif printed is not None:
            painter.setFont(style.font)
            paint.draw_label(painter, rect, printed.text, palette, printed.role is not Role.LABEL)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if (
            isinstance(event, QMouseEvent)
            and event.button() is Qt.MouseButton.LeftButton
            and on_bulb(event.position(), _parts(option).rect, _parts(option).fontMetrics.height(), index)
        ):
            if event.type() is QEvent.Type.MouseButtonRelease:
                self.bulb_clicked.emit(model.index(index.row(), index.column()))
            return True
        return super().editorEvent(event, model, option, index)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = FigureEdit(self.overwriting, parent)
        editor.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, FigureEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, FigureEdit) and editor.isModified():
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(_parts(option).rect.adjusted(1, 1, -2, -2))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, FigureEdit) and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and _spreads(event):
                event.accept()  # in the window the same keys take a suggestion
                return True
            if event.type() is QEvent.Type.KeyPress and self._leave(editor, event):
                return True
        return super().eventFilter(editor, event)

    def _leave(self, editor: FigureEdit, event: QKeyEvent) -> bool:
        """End the editing when a key asks for it; whether it did."""
        if _spreads(event):
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.spread.emit(editor.text())
        elif event.key() in (_LEAVING | _ARROWS if editor.overwriting else _LEAVING):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.left.emit(event)
        else:
            return False
        return True


def _spreads(event: QKeyEvent) -> bool:
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _parts(option: QStyleOptionViewItem) -> Any:
    """The option with the attributes that Qt gives it and its type stubs lack."""
    return option


def on_bulb(position: QPointF, rect: QRect, line: int, index: Index) -> bool:
    """Whether a point lies on the bulb of the cell that is drawn in `rect` in lines of a height."""
    face: Face | None = index.data(Data.FACE)
    places = paint.mark_places(rect, face, line) if face else {}
    return "bulb" in places and places["bulb"].contains(position.toPoint())
