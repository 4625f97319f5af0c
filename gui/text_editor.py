"""The editor of a section's text: what is typed becomes edits of the report, disputed words are underlined."""

from collections.abc import Callable, Sequence
from html import escape
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
    QUndoStack,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit, QToolTip, QWidget

from core.findings import Finding, Severity, Span
from gui import theme
from gui.text_menu import Deeds, Dispute, best_of, build
from gui.text_pasting import holds_words, words_of

PAUSE = 700
"""Milliseconds without typing after which the next letter begins a new undo step."""

Mark = tuple[Span, Finding]
Offers = Callable[[Finding, Span], Dispute]
_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def _none(finding: Finding, _span: Span) -> Dispute:
    """No offers, for a text whose figures nobody checks."""
    return Dispute(finding)


class TextEditor(QPlainTextEdit):
    """Edits one text. It keeps no undo of its own: the report's undo stack is the only one."""

    mark_clicked = Signal(object)
    """The Finding about the words that were clicked."""
    cell_requested = Signal(object)
    """The Finding whose cell in a table the clerk wants to see."""

    aside_requested = Signal(object)
    """The Finding that the clerk wants to set aside."""
    repair_requested = Signal(object)
    """The Suggestion for a table that the clerk has chosen."""
    reword_requested = Signal(object)
    """The Rewording that the clerk has chosen."""
    stepped = Signal()
    """The clerk has undone or redone a step from the menu."""

    def __init__(
        self,
        push: Callable[[str, str], None],
        parent: QWidget | None = None,
        *,
        offers: Offers = _none,
        stack: QUndoStack | None = None,
    ) -> None:
        """`push(text, burst)` puts a changed text into the report; one name `burst` for letters typed in one go.

        Args:
            push: Takes the text.
            parent: The widget around it.
            offers: What can be done about a finding where some words of it stand.
            stack: The undo steps of the report, for the menu.
        """
        super().__init__(parent)
        self._push, self._offers, self._stack = push, offers, stack
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
            message = "".join(f"<p>{escape(line)}</p>" for line in self.message_at(event.pos()).splitlines())
            QToolTip.showText(event.globalPos(), message, self)
            return True
        return super().viewportEvent(event)

    def message_at(self, point: QPoint) -> str:
        """What the findings say about the word under the pointer, and what can be done about it."""
        disputes = self.disputes_at(point)
        lines = [f"{one.finding.severity.label}：{one.finding.message}" for one in disputes]
        offers = [best for one in disputes if (best := best_of(one))]
        lines += [f"建议：{offer}。单击右键可以改。" for offer in dict.fromkeys(offers)]
        if not offers and any(one.finding.cells for one in disputes):
            lines.append("单击右键可以看表格里的这一格。")
        return "\n".join(dict.fromkeys(lines))

    def findings_at(self, point: QPoint) -> list[Finding]:
        """The findings about the word at a point, worst first."""
        return list(dict.fromkeys(found for _, found in self._marks_at(point)))

    def disputes_at(self, point: QPoint) -> list[Dispute]:
        """The findings about the word at a point, with what can be done about them there."""
        return [self._offers(found, span) for found, span in {found: span for span, found in self._marks_at(point)}.items()]

    def _marks_at(self, point: QPoint) -> list[Mark]:
        position, text = self.cursorForPosition(point).position(), self.text()
        return [mark for mark in self._marks if units(text, mark[0].start) <= position <= units(text, mark[0].end)]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        found = self.findings_at(event.position().toPoint())
        if found and event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.mark_clicked.emit(found[0])

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return holds_words(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take the words of what is pasted or dropped, as the beginning of a step of their own."""
        if holds_words(source):
            self._end_burst()
            self.insertPlainText(words_of(source))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end_burst()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done at the pointer, or from the keyboard at the cursor."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        point = self.cursorRect().center() if by_key else event.pos()
        menu = self.menu_at(point)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(point) if by_key else event.globalPos())

    def menu_at(self, point: QPoint) -> QMenu:
        """The context menu at a point."""
        deeds = Deeds(
            self.repair_requested.emit,
            self.reword_requested.emit,
            self.cell_requested.emit,
            self.aside_requested.emit,
            self.stepped.emit,
        )
        return build(self, self._stack, self.disputes_at(point), deeds)

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
        paragraphs = text.count("\n") != self._held.count("\n")
        self._held = text
        self._pause.start()
        self._push(text, self._burst)
        if paragraphs:
            self._end_burst()  # each paragraph is a step of its own

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
