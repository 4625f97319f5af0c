"""The editor of the words before the first section."""

from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QTextBlock
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.edits import SetPreamble
from gui.document import OpenReport
from gui.facts import years_with
from gui.text_editor import TextEditor

_LEAST_LINES, _MOST_LINES = 2, 10


class Preamble(TextEditor):
    """Edits the preamble, and underlines what is disputed in it; as high as its words, within bounds."""

    def __init__(self, document: OpenReport, parent: QWidget | None = None) -> None:
        super().__init__(self._change, parent, stack=document.undo_stack)
        self._open_report = document
        self.setPlaceholderText("（没有引言）")
        self.setAccessibleName("引言")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()

    def refresh(self) -> None:
        """Show what the report says now."""
        found = self._open_report.verdict.findings
        self.show_text(self._open_report.report.preamble)
        self.show_marks([(span, one) for one in found for span in one.spans if span.section == 0])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Be as high as the words, which lines of another font may make higher than so many lines of this one."""
        line = self.fontMetrics().lineSpacing()
        words = sum(self.blockBoundingRect(block).height() for block in self._blocks())
        margin = 2 * (int(self.document().documentMargin()) + self.frameWidth())
        self.setFixedHeight(min(_MOST_LINES * line, max(_LEAST_LINES * line, ceil(words) + line // 2)) + margin)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().firstBlock()
        while block.isValid():
            yield block
            block = block.next()

    def _change(self, text: str, burst: str) -> None:
        years = years_with(self._open_report.report, text)
        self._open_report.push(SetPreamble("改引言", text, years), burst=f"0.{burst}")
