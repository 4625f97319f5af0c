"""What lies over the cells: selection, cursor, the frame around a failing sum, and the words over rows that are not printed."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QRegion

from core.findings import Severity
from core.forms import CellRef
from gui import theme
from gui.grid.model import GridModel
from gui.grid.paint import PAD

_GLOW = 0.55
_SELECTED = 0.18


def paint_absent(painter: QPainter, model: GridModel, place: Callable[[CellRef], QRect], palette: QPalette) -> None:
    """Say across the hatched rows that the report does not print them."""
    for line in model.sheet.lines:
        if all(model.face(ref).absent for ref in line):
            _draw_pill(painter, place(line[0]).united(place(line[-1])), "原文无此行", palette)


def _draw_pill(painter: QPainter, area: QRect, text: str, palette: QPalette) -> None:
    """Draw a few words in the middle of an area, legible over whatever is there."""
    size = painter.fontMetrics().size(0, text)
    pill = QRect(0, 0, size.width() + 4 * PAD, size.height() + 2)
    pill.moveCenter(area.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.base(palette))
    painter.drawRoundedRect(pill, 3, 3)
    painter.setPen(theme.muted(palette))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def paint_partners(painter: QPainter, rects: Iterable[QRect], palette: QPalette) -> None:
    """Frame the other cells of a failing sum, neighbours together."""
    outline = QPainterPath()
    for rect in rects:
        cell = QPainterPath()
        cell.addRect(QRectF(rect).adjusted(-1 if rect.left() > 0 else 0, -1 if rect.top() > 0 else 0, 0, 0))
        outline = outline.united(cell)
    pen = QPen(theme.severity_colour(Severity.ERROR, palette), 1.5, Qt.PenStyle.DashLine)
    painter.strokePath(outline.simplified(), pen)


def paint_selection(painter: QPainter, chosen: Iterable[QRect], current: QRect, palette: QPalette, focused: bool) -> None:
    """Tint the selected cells but for the one with the cursor, and frame each block of them."""
    area = QRegion()
    for rect in chosen:
        area += rect
    light = QColor(theme.accent(palette))
    light.setAlphaF(_SELECTED)
    painter.save()
    painter.setClipRegion(area.subtracted(QRegion(current)), Qt.ClipOperation.IntersectClip)
    painter.fillRect(area.boundingRect(), light)
    painter.restore()
    outline = QPainterPath()
    outline.addRegion(area)
    pen = QPen(theme.accent(palette) if focused else theme.muted(palette), 2)
    painter.strokePath(outline.simplified().translated(-0.5, -0.5), pen)


def paint_current(painter: QPainter, rect: QRect, palette: QPalette, width: int, focused: bool, glow: float) -> None:
    """Draw the cursor with a frame `width` pixels wide; `glow`, from 1 to 0, lights up a cell that was jumped to."""
    if 0 < glow < 1:
        light = QColor(theme.accent(palette))
        light.setAlphaF(_GLOW * glow)
        painter.fillRect(rect, light)
    painter.setPen(QPen(theme.accent(palette) if focused else theme.muted(palette), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(0, 0, -1, -1))
