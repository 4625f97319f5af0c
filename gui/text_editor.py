"""The editor of a section's text: what is typed becomes edits of the report, disputed words are underlined."""

from collections.abc import Callable, Sequence
from itertools import count

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit, QToolTip, QWidget

from core.findings import Finding, Severity, Span
from gui import theme
from gui.grid.menu import shortened
from gui.grid.words import TO_CELL

PAUSE = 700
"""Milliseconds without typing after which the next letter begins a new undo step."""

Mark = tuple[Span, Finding]
_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class TextEditor(QPlainTextEdit):
    """Edits one text. It keeps no undo of its own: the report's undo stack is the only one."""

    mark_clicked = Signal(object)
    """The Finding about the words that were clicked."""
    cell_requested = Signal(object)
    """The Finding whose cell in a table the clerk wants to see."""

    def __init__(self, push: Callable[[str, str], None], parent: QWidget | None = None) -> None:
        """`push(text, burst)` puts a changed text into the report; one name `burst` for letters typed in one go."""
        super().__init__(parent)
        self._push = push
        self._bursts = map(str, count(1))
        self._burst = next(self._bursts)
        self._held = ""
        self._marks: Sequence[Mark] = ()
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._end_burst)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(8)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_typed)

    def text(self) -> str:
        """The text as it is; unlike toPlainText it keeps non-breaking spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Show the report's text, changing only the part that differs, so that the cursor stays where it was."""
        shown = self.text()
        if shown == text:
            return
        self._held = text
        start, end, insert = _difference(shown, text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(shown, start))
        cursor.setPosition(units(shown, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(insert)
        self._end_burst()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Underline the spans of findings, the worst on top."""
        self._marks = marks
        order = list(Severity)
        drawn = sorted(marks, key=lambda mark: order.index(mark[1].severity), reverse=True)
        self.setExtraSelections([self._underline(span, found) for span, found in drawn])

    def go_to(self, span: Span) -> None:
        """Select a span and bring it into view."""
        self.setTextCursor(self._cursor(span))
        self.centerCursor()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and any(map(event.matches, _STEPS)):
            event.ignore()
            return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.show_marks(self._marks)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.message_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def message_at(self, point: QPoint) -> str:
        """What the findings say about the word under the pointer."""
        found = self.findings_at(point)
        lines = dict.fromkeys(one.message for one in found)
        return "\n".join([*lines, *(["单击右键可转到表格中的那一格"] if any(one.cells for one in found) else [])])

    def findings_at(self, point: QPoint) -> list[Finding]:
        """The findings about the word at a point, worst first."""
        position, text = self.cursorForPosition(point).position(), self.text()
        under = (found for span, found in self._marks if units(text, span.start) <= position <= units(text, span.end))
        return list(dict.fromkeys(under))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        found = self.findings_at(event.position().toPoint())
        if found and event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.mark_clicked.emit(found[0])

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words only: a file dropped here is for the window to open."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.canInsertFromMimeData(source):
            self.insertPlainText(source.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end_burst()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the cells of what is disputed here, and the clipboard; undo stands in the menu of the window."""
        menu = self.menu_at(event.pos())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def menu_at(self, point: QPoint) -> QMenu:
        """The context menu at a point."""
        menu = QMenu(self)
        for found in (one for one in self.findings_at(point) if one.cells):
            action = menu.addAction(f"{TO_CELL}：{shortened(found.message)}")
            action.triggered.connect(lambda _=False, found=found: self.cell_requested.emit(found))
        menu.addSeparator()
        editable, marked = not self.isReadOnly(), self.textCursor().hasSelection()
        menu.addAction("剪切", self.cut).setEnabled(editable and marked)
        menu.addAction("复制", self.copy).setEnabled(marked)
        menu.addAction("粘贴", self.paste).setEnabled(editable and self.canPaste())
        menu.addSeparator()
        menu.addAction("全选", self.selectAll)
        return menu

    def _underline(self, span: Span, found: Finding) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(theme.severity_colour(found.severity, self.palette()))
        style.setBackground(theme.tint(found.severity, self.palette()))
        selection.format, selection.cursor = style, self._cursor(span)  # type: ignore[attr-defined]
        return selection

    def _cursor(self, span: Span) -> QTextCursor:
        text = self.text()
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(text, min(span.start, len(text))))
        cursor.setPosition(units(text, min(span.end, len(text))), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    @Slot()
    def _on_typed(self) -> None:
        text = self.text()
        if text == self._held:
            return
        self._held = text
        self._pause.start()
        self._push(text, self._burst)

    @Slot()
    def _end_burst(self) -> None:
        self._pause.stop()
        self._burst = next(self._bursts)


def units(text: str, position: int) -> int:
    """Qt counts UTF-16 units, findings count code points."""
    return len(text[:position].encode("utf-16-le")) // 2


def _difference(old: str, new: str) -> tuple[int, int, str]:
    """The one stretch of `old` to replace, and by what, to make it `new`."""
    shorter = min(len(old), len(new))
    start = next((index for index in range(shorter) if old[index] != new[index]), shorter)
    room = shorter - start
    tail = next((index for index in range(room) if old[-1 - index] != new[-1 - index]), room)
    return start, len(old) - tail, new[start : len(new) - tail]
