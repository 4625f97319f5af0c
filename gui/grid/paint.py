"""Drawing of printed labels and of values with their marks; knows no view and keeps nothing."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPalette, QPen, QPolygonF

from core.findings import Severity
from gui import theme
from gui.grid.marks import Face

PAD = 5
ICON = 12
BULB = 15
_WRAPPED = Qt.TextFlag.TextWordWrap
_TAG = 6


def draw_label(painter: QPainter, rect: QRect, text: str, palette: QPalette, centred: bool = True) -> None:
    """Draw a printed label: shaded, ruled, wrapped."""
    painter.fillRect(rect, theme.label(palette))
    draw_rules(painter, rect, palette)
    painter.setPen(theme.text(palette))
    side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect.adjusted(PAD, 1, -PAD, -1), side | Qt.AlignmentFlag.AlignVCenter | _WRAPPED, text)


def draw_rules(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """Draw the right and lower rule of a cell; its neighbours draw the others."""
    painter.setPen(theme.line(palette))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def draw_value(painter: QPainter, rect: QRect, face: Face, palette: QPalette, font: QFont, selected: bool) -> None:
    """Draw one value with everything its face says."""
    painter.fillRect(rect, _background(face, palette, selected))
    if face.absent:
        painter.fillRect(rect, QBrush(theme.line(palette), Qt.BrushStyle.BDiagPattern))
    draw_rules(painter, rect, palette)
    _draw_text(painter, rect, face, palette, font)
    _draw_corners(painter, rect, face, palette)
    marks = mark_places(rect, face)
    if face.blamed and "icon" in marks:
        theme.severity_icon(face.blamed).paint(painter, marks["icon"])
    if "bulb" in marks:
        theme.icon("bulb").paint(painter, marks["bulb"])


def mark_places(rect: QRect, face: Face) -> dict[str, QRect]:
    """Where the mark of the severity and the bulb stand: side by side, or one above the other in a narrow cell."""
    places = {}
    left, top = rect.left() + 3, rect.top() + 3
    if face.icon and face.blamed:
        places["icon"] = QRect(left, top, ICON, ICON)
    if face.bulb:
        beside = "icon" in places and rect.width() >= 4 * BULB
        below = "icon" in places and not beside
        places["bulb"] = QRect(left + (ICON + 2) * beside, top - 1 + (ICON + 1) * below, BULB, BULB)
    return places


def _background(face: Face, palette: QPalette, selected: bool) -> QColor:
    colour = theme.base(palette)
    if face.blamed:
        colour = theme.tint(face.blamed, palette)
    elif face.involved:
        colour = theme.faint_tint(Severity.ERROR, palette)
    return theme.blend(colour, theme.accent(palette), 0.22) if selected else colour


def _draw_text(painter: QPainter, rect: QRect, face: Face, palette: QPalette, font: QFont) -> None:
    """Draw the figure right-aligned; what is no figure in red italics, what is doubtful with a dotted line under it."""
    font = QFont(font)
    font.setItalic(face.unreadable)
    painter.setFont(font)
    painter.setPen(theme.severity_colour(Severity.ERROR, palette) if face.unreadable else theme.text(palette))
    inner = rect.adjusted(PAD, 0, -PAD - 1, 0)
    text = painter.fontMetrics().elidedText(face.text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    if face.doubtful:
        _draw_doubt(painter, inner, painter.fontMetrics().horizontalAdvance(text), palette)


def _draw_doubt(painter: QPainter, inner: QRect, width: int, palette: QPalette) -> None:
    """Draw the sign of a doubtful reading: a dotted line under the figure and a question mark before it."""
    colour = theme.severity_colour(Severity.WARNING, palette)
    below = inner.center().y() + painter.fontMetrics().ascent() // 2 + 3
    painter.setPen(QPen(colour, 1.4, Qt.PenStyle.DotLine))
    painter.drawLine(inner.right() - max(width, 2 * PAD), below, inner.right(), below)
    painter.setPen(colour)
    before = inner.adjusted(0, 0, -width - 3, 0)
    painter.drawText(before, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "?")


def _draw_corners(painter: QPainter, rect: QRect, face: Face, palette: QPalette) -> None:
    """Draw the small corners: blue at the lower left for an edited cell, at the upper right for a note."""
    if face.edited:
        _draw_corner(painter, QPointF(rect.left(), rect.bottom()), 1, -1, theme.edited(palette))
    if face.note:
        _draw_corner(painter, QPointF(rect.right(), rect.top()), -1, 1, theme.severity_colour(Severity.WARNING, palette))


def _draw_corner(painter: QPainter, corner: QPointF, across: int, down: int, colour: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    aside, along = QPointF(_TAG * across, 0), QPointF(0, _TAG * down)
    painter.drawPolygon(QPolygonF([corner, corner + aside, corner + along]))
    painter.restore()


def draw_frame(painter: QPainter, rect: QRect, colour: QColor, width: float = 2) -> None:
    """Draw the frame of the current cell."""
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(0, 0, -1, -1))


def draw_pill(painter: QPainter, area: QRect, text: str, palette: QPalette) -> None:
    """Draw a few words in the middle of an area, legible over whatever is there."""
    size = painter.fontMetrics().size(0, text)
    pill = QRect(0, 0, size.width() + 4 * PAD, size.height() + 2)
    pill.moveCenter(area.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.base(palette))
    painter.drawRoundedRect(pill, 3, 3)
    painter.setPen(theme.muted(palette))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
