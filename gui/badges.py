"""Paints the lines of the outline: the title, and at the right small badges with the counts of errors and warnings."""

from collections import Counter
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.findings import Severity
from gui import theme
from gui.telling_apart import shortened

BADGES = Qt.ItemDataRole.UserRole + 1
"""A Counter of severities."""
FADED = Qt.ItemDataRole.UserRole + 2
"""Whether the line stands for something that is not there."""
SHARED = Qt.ItemDataRole.UserRole + 3
"""How many characters the title begins with like that of another report; they are cut first where it is too long."""
UNSAVED = "* "
"""What stands before the title of a report with edits that no file holds; it is never cut."""

_SHOWN = (Severity.ERROR, Severity.WARNING)
_GAP = 4


class BadgeDelegate(QStyledItemDelegate):
    """Adds badges to ordinary lines."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        any_option: Any = option  # the stubs hide the fields of the option
        if not index.parent().isValid():
            any_option.font.setWeight(QFont.Weight.DemiBold)
            any_option.fontMetrics = QFontMetrics(any_option.font)
            any_option.text = _fitted(any_option, index.data(SHARED) or 0)
        if index.data(FADED):
            any_option.palette.setColor(QPalette.ColorRole.Text, theme.muted(any_option.palette))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        any_option: Any = option
        return QSize(size.width(), round(any_option.fontMetrics.height() * 1.7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        narrowed = QStyleOptionViewItem(option)
        any_option: Any = narrowed
        badges = _badges(index.data(BADGES) or Counter(), QFontMetrics(any_option.font))
        taken = sum(width + _GAP for _, _, width in badges)
        if any_option.widget is not None:
            panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
            any_option.widget.style().drawPrimitive(panel, option, painter, any_option.widget)
        any_option.rect = any_option.rect.adjusted(0, 0, -taken, 0)  # a long title is cut before the badges
        super().paint(painter, narrowed, index)
        _paint_badges(painter, QRect(any_option.rect.adjusted(0, 0, taken, 0)), any_option.palette, badges)


def _fitted(option: Any, shared: int) -> str:
    """The title of a report, as much of it as there is room for, and before it whether it is to be saved."""
    mark = UNSAVED if option.text.startswith(UNSAVED) else ""
    room = _room(option) - option.fontMetrics.horizontalAdvance(mark)
    return mark + shortened(option.text.removeprefix(mark), shared, option.fontMetrics, room)


def _room(option: Any) -> int:
    """How wide the words of a line may be: Qt leaves a margin at either side."""
    width: int = option.rect.width()
    if option.widget is None:
        return width
    margin: int = option.widget.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget)
    return width - 2 * (margin + 1)


def _badges(counts: Counter[Severity], metrics: QFontMetrics) -> list[tuple[Severity, str, int]]:
    texts = [(severity, str(counts[severity])) for severity in _SHOWN if counts[severity]]
    return [(severity, text, max(metrics.height() + 2, metrics.horizontalAdvance(text) + 12)) for severity, text in texts]


def _paint_badges(painter: QPainter, rect: QRect, palette: QPalette, badges: list[tuple[Severity, str, int]]) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    right = rect.right() - 2
    for severity, text, width in reversed(badges):
        height = painter.fontMetrics().height()
        place = QRect(right - width, rect.center().y() - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tint(severity, palette))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(theme.severity_colour(severity, palette))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        right -= width + _GAP
    painter.restore()
