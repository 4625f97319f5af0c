"""A label whose number of lines follows from its width alone; of a longer text the last line leaves out the middle."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

_SAMPLE = "国Ag"


class Clamp(QWidget):
    """Wrapped text, cut to `lines` lines; to more, up to `most`, where these would hold fewer than `room` characters.

    What stands around it moves when the window is made narrower, never because the text is another one.
    """

    def __init__(self, lines: int, parent: QWidget | None = None, *, most: int | None = None, room: int = 0) -> None:
        super().__init__(parent)
        self._least, self._most, self._room = lines, most or lines, room
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    @property
    def lines(self) -> int:
        """How many lines there are at the width of now."""
        characters = self._room * self.fontMetrics().horizontalAdvance(_SAMPLE[0])
        return max(self._least, min(self._most, ceil(characters / max(1, self.width()))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _line_height(self) -> int:
        """The height of a line in which Chinese and Latin letters meet, which one font's own spacing may not be."""
        return max(self.fontMetrics().boundingRect(_SAMPLE).height(), self.fontMetrics().lineSpacing()) + 2

    def sizeHint(self) -> QSize:
        return QSize(0, self.lines * self._line_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ascent = painter.fontMetrics().ascent()
        for number, line in enumerate(self._wrapped()):
            painter.drawText(QPointF(0, number * self._line_height() + ascent), line)

    def _wrapped(self) -> list[str]:
        """What each line shows. If the last has to be cut it keeps the end of its sentence: that tells how far a sum is off."""
        parts = self._text.split("\n")
        lines = [(line.rstrip(), place, start) for place, part in enumerate(parts) for start, line in self._broken(part)]
        if len(lines) <= self.lines:
            return [line for line, _, _ in lines]
        *before, (_, place, start) = lines[: self.lines]
        rest = parts[place][start:] + ("…" if place + 1 < len(parts) else "")
        last = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideMiddle, self.width())
        return [*(line for line, _, _ in before), last]

    def _broken(self, part: str) -> list[tuple[int, str]]:
        """A part of the text by the lines that it takes, each with the place where it begins."""
        layout = QTextLayout(part, self.font())
        layout.beginLayout()
        starts: list[int] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width())
            starts.append(line.textStart())
        layout.endLayout()
        return [(start, part[start:end]) for start, end in zip(starts, [*starts[1:], len(part)], strict=True)]
