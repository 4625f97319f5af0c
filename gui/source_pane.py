"""The pane 原文: the facts of the current cell, and beside them the place in the source that it was read from."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.document import Place
from core.glimpse.asking import Cutting, Lines
from gui.source_pane_facts import CellFacts
from gui.source_pane_html import ANCHOR, POINTER, glimpse_html
from gui.source_pane_page import PageView

_ABOVE = 3, 2, 1, 0
"""So many rows above the one that is meant are tried, until it is in sight with the headings of the table."""
HINT = "点选一格或正文中的一段，这里显示它在原文中的样子。"


class SourcePane(QWidget):
    """Shows what it is told; where that comes from is decided elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.where, self.remark = QLabel(self, wordWrap=True), QLabel(self, wordWrap=True)
        self.facts, self.words, self.page = CellFacts(self), QTextBrowser(self), PageView(self)
        self._shown: Cutting | Lines | None = None
        self._stack, self._zoom = QStackedWidget(self), QWidget(self)
        self._scroll = QScrollArea(self, widgetResizable=True)
        self._lay_out()
        self.say(HINT)

    def _lay_out(self) -> None:
        self.words.setOpenLinks(False)
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setAccessibleName("原文")
        self._stack.addWidget(self.words)
        self._stack.addWidget(self.page)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self.facts)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._scroll)
        parts.addWidget(self._right())
        parts.setStretchFactor(1, 1)
        parts.setSizes([280, 700])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 4)
        layout.addWidget(parts)

    def _right(self) -> QWidget:
        right = QWidget(self)
        head = QHBoxLayout()
        head.addWidget(self.where, 1)
        head.addWidget(self._zoom)
        buttons = QHBoxLayout(self._zoom)
        buttons.setContentsMargins(0, 0, 0, 0)
        for text, says, deed in (
            ("－", "缩小（Ctrl+滚轮）", self.page.zoom_out),
            ("＋", "放大（Ctrl+滚轮）", self.page.zoom_in),
            ("适合宽度", "显示整页的宽度", self.page.fit_width),
        ):
            button = QToolButton(self._zoom, autoRaise=True)
            button.setText(text)
            button.setToolTip(says)
            button.setAccessibleName(says)
            button.clicked.connect(deed)
            buttons.addWidget(button)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(head)
        column.addWidget(self.remark)
        column.addWidget(self._stack, 1)
        return right

    def show_facts(self, shown: bool) -> None:
        """Show the facts of the cell, or hide them where the place is one of the text."""
        self._scroll.setVisible(shown)

    def say(self, sentence: str) -> None:
        """Show no place, but a sentence why."""
        self._shown = None
        self.where.setText(sentence)
        self.words.setHtml("")
        self._turn_to(self.words)
        self.note("")

    def note(self, sentence: str) -> None:
        """A remark on the file that the place is in; "" for none."""
        self.remark.setText(sentence)
        self.remark.setVisible(bool(sentence))

    def show_glimpse(self, glimpse: Cutting | Lines, sentence: str) -> None:
        """Show some rows of a table or lines of a text, and say where they stand."""
        self._shown = glimpse
        self.where.setText(sentence)
        self._turn_to(self.words)
        self._set_words(glimpse)

    def _set_words(self, glimpse: Cutting | Lines) -> None:
        """Show a cutting; where the pane is low with fewer rows above, so that the headings of the table stay in sight."""
        closer = [glimpse.closer(above) for above in _ABOVE] if isinstance(glimpse, Cutting) and glimpse.head else []
        for cutting in closer:
            self.words.setHtml(glimpse_html(cutting, self.palette()))
            if self._sees_row():
                return
        self.words.setHtml(glimpse_html(glimpse, self.palette()))
        self.words.scrollToAnchor(ANCHOR)

    def _sees_row(self) -> bool:
        """Whether the row that is meant is seen without scrolling."""
        pointer = self.words.document().find(POINTER)
        bottom = self.words.document().documentLayout().blockBoundingRect(pointer.block()).bottom()
        return bottom <= self.words.viewport().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many rows as there is room for now."""
        super().resizeEvent(event)
        if self._shown is not None and event.size().height() != event.oldSize().height():
            self._set_words(self._shown)

    def show_page(self, image: QImage, across: float, down: float, place: Place) -> None:
        """Show a drawn page in place of the words, with a place on it boxed."""
        self._turn_to(self.page)
        self.page.show_page(image, across, down)
        self.page.show_place(place)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the cutting anew when the system turns dark or light."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._shown is not None:
            self._set_words(self._shown)

    def _turn_to(self, widget: QWidget) -> None:
        self._stack.setCurrentWidget(widget)
        self._zoom.setVisible(widget is self.page)

    @property
    def shows_page(self) -> bool:
        """Whether a drawn page is to be seen."""
        return self._stack.currentWidget() is self.page
