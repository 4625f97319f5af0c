"""Paints the lines of the findings list: whole sentences, wrapped, with the icon of their severity."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.findings import Severity
from gui import theme
from gui.findings_model import ROW
from gui.findings_rows import Row

Index = QModelIndex | QPersistentModelIndex
_PAD = 8
_ICON, _LINE = 18, 18
"""The side of an icon in lines of this height, in pixels."""
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class FindingDelegate(QStyledItemDelegate):
    """Lays each line out for the width at hand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = {severity: theme.severity_icon(severity) for severity in Severity}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        any_option: Any = option  # the stubs hide the fields of the option
        widget: QWidget = any_option.widget
        width = widget.viewport().width() if widget is not None else 280  # type: ignore[attr-defined]
        metrics = QFontMetrics(any_option.font)
        if row.finding is None:
            return QSize(width, metrics.height() + 2 * _PAD)
        height = _height(metrics, width, row.text)
        if row.reason is not None:
            height += _height(metrics, width, _reason(row)) + 2
        return QSize(width, max(height, _side(metrics)) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        any_option: Any = option
        painter.save()
        painter.setFont(any_option.font)
        if row.finding is None:
            _paint_heading(painter, any_option, row)
        else:
            icon = self._icons[row.finding.severity]
            _paint_finding(painter, any_option, row, icon)
        painter.restore()


def _paint_heading(painter: QPainter, option: Any, row: Row) -> None:
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold)
    painter.fillRect(option.rect, theme.label(option.palette))
    painter.setFont(font)
    painter.setPen(theme.muted(option.palette))
    painter.drawText(
        option.rect.adjusted(_PAD, 0, -_PAD, 0), Qt.AlignmentFlag.AlignVCenter, f"{'▸' if row.folded else '▾'} {row.text}"
    )


def _paint_finding(painter: QPainter, option: Any, row: Row, icon: QIcon) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    if selected:
        painter.fillRect(option.rect, theme.blend(theme.base(option.palette), theme.accent(option.palette), 0.22))
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme.accent(option.palette))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, theme.label(option.palette))
    side = _side(painter.fontMetrics())
    icon.paint(painter, QRect(option.rect.left() + _PAD, option.rect.top() + _PAD, side, side))
    text = _text_rect(option.rect, side)
    painter.setPen(theme.muted(option.palette) if row.reason is not None else option.palette.color(QPalette.ColorRole.Text))
    taken = painter.boundingRect(text, _WRAP, row.text)
    painter.drawText(text, _WRAP, row.text)
    if row.reason is not None:
        painter.drawText(text.adjusted(0, taken.height() + 2, 0, 0), _WRAP, _reason(row))
    painter.setPen(theme.blend(theme.base(option.palette), theme.line(option.palette), 0.45))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.accent(option.palette), 2))
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


def _reason(row: Row) -> str:
    return f"搁置理由：{row.reason}"


def _side(metrics: QFontMetrics) -> int:
    """Of the icon, which grows with the words."""
    return round(_ICON * max(1, metrics.height() / _LINE))


def _text_rect(rect: QRect, side: int) -> QRect:
    return rect.adjusted(_PAD + side + 6, _PAD, -_PAD, 0)


def _height(metrics: QFontMetrics, width: int, text: str) -> int:
    return metrics.boundingRect(_text_rect(QRect(0, 0, width, 100_000), _side(metrics)), _WRAP, text).height()
