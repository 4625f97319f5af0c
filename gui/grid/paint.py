"""Drawing of printed labels and of values with their marks; knows no view and keeps nothing."""

import re
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontInfo, QFontMetrics, QPainter, QPalette, QPen, QPolygonF

from core.findings import Severity
from gui import theme
from gui.grid.marks import Face

PAD = 5
ICON = 12
BULB = 15
LINE = 18
"""Sides of the marks in lines of this height, in pixels."""
_SMALLEST = 0.55
"""Of the size of the font: longer figures are cut after all."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.TextFlag.TextWordWrap
_TAG = 6
_EDITED = QPolygonF([QPointF(0, 0), QPointF(_TAG, 0), QPointF(0, -_TAG)])
_NOTED = QPolygonF([QPointF(0, 0), QPointF(-_TAG, 0), QPointF(0, _TAG)])
"""The corners at the lower left and the upper right of a cell."""
_NUMERAL = re.compile("（.）")


def draw_label(
    painter: QPainter,
    rect: QRect,
    text: str,
    palette: QPalette,
    centred: bool = True,
    current: bool = False,
    area: QRect | None = None,
) -> None:
    """Draw a printed label: shaded, ruled, wrapped into lines of about one length; the words may stand in a part of it."""
    shade = theme.label(palette)
    painter.fillRect(rect, theme.blend(shade, theme.accent(palette), 0.16) if current else shade)
    draw_rules(painter, rect, palette)
    painter.setPen(theme.text(palette))
    side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
    inner = inside(area or rect)
    text = cut_to(text, inner, painter.fontMetrics())
    if centred:
        text = numeral_apart(text, inner.width(), painter.fontMetrics())
        slack = inner.width() - even_width(text, inner.width(), painter.fontMetrics())
        inner.adjust(slack // 2, 0, -(slack // 2), 0)
    painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter | _WRAPPED, text)


def inside(rect: QRect) -> QRect:
    """Where the words of a printed cell stand."""
    return rect.adjusted(PAD, 1, -PAD, -1)


def in_sight(rect: QRect, window: QRect, text: str, metrics: QFontMetrics) -> QRect:
    """The part of a merged cell in which its words stand: what is in sight of it, as far as they fit there."""
    seen = rect.intersected(window)
    lacking = wrapped_height(text, rect.width() - 2 * PAD, metrics) + 2 - seen.height()
    if lacking > 0 and rect.top() < window.top():
        return seen.adjusted(0, -lacking, 0, 0)
    return seen.adjusted(0, 0, 0, max(lacking, 0))


def cut_to(text: str, room: QRect, metrics: QFontMetrics) -> str:
    """Words that end in “…” where a cell is too small for them or scrolled almost out of sight, instead of pieces of lines."""
    fits = wrapped_height(text, room.width(), metrics) <= room.height()
    return text if fits else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())


def numeral_apart(text: str, width: int, metrics: QFontMetrics) -> str:
    """A label such as （三）不予公开 with its numeral on a line of its own, where it needs two lines anyhow."""
    numeral, rest = text[:3], text[3:]
    long = metrics.horizontalAdvance(text) > width >= metrics.horizontalAdvance(rest)
    return f"{numeral}\n{rest}" if long and _NUMERAL.fullmatch(numeral) else text


def even_width(text: str, width: int, metrics: QFontMetrics) -> int:
    """The width at which a wrapped text has no more lines than at `width`, and lines of about one length."""
    whole = max(map(metrics.horizontalAdvance, text.split("\n")))
    lines = -(-whole // max(width, 1))
    if lines < 2:
        return width
    character = metrics.horizontalAdvance("国")
    even = min(-(-whole // lines) + character // 4, width)
    fits = wrapped_height(text, even, metrics) <= wrapped_height(text, width, metrics)
    return even if fits else width


def wrapped_height(text: str, width: int, metrics: QFontMetrics) -> int:
    """How high a text is when it is wrapped."""
    return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAPPED, text).height()


def draw_rules(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """Draw the right and lower rule of a cell; its neighbours draw the others."""
    painter.setPen(theme.line(palette))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def draw_value(painter: QPainter, rect: QRect, face: Face, palette: QPalette, font: QFont, side: Qt.AlignmentFlag = RIGHT) -> None:
    """Draw one value with everything its face says."""
    painter.fillRect(rect, _background(face, palette))
    if face.absent:
        painter.fillRect(rect, QBrush(theme.line(palette), Qt.BrushStyle.BDiagPattern))
    draw_rules(painter, rect, palette)
    if face.ghost is not None:  # in the room of the marks, which stay where they are for the mouse
        _draw_ghost(painter, rect, face, palette, font)
        return
    marks = mark_places(rect, face, QFontMetrics(font).height()) if face.icon or face.bulb else {}
    _draw_text(painter, _beside(rect, marks), face, palette, font, side)
    if face.edited or face.note:
        _draw_corners(painter, rect, face, palette)
    if face.blamed and "icon" in marks:
        theme.severity_icon(face.blamed).paint(painter, marks["icon"])
    if "bulb" in marks:
        theme.icon("bulb").paint(painter, marks["bulb"])


def mark_places(rect: QRect, face: Face, line: int = LINE) -> dict[str, QRect]:
    """Where the mark of the severity and the bulb stand: side by side, or one above the other in a narrow cell.

    They grow with figures whose lines are higher than LINE, and shrink where a row has no room for both.
    """
    places = {}
    share = min(max(1, line / LINE), (rect.height() - 1) / (ICON + BULB))
    icon, bulb = (int(side * share) for side in (ICON, BULB))
    left, top = rect.left() + 3, rect.top() + min(3, (rect.height() - icon) // 2)
    if face.icon and face.blamed:
        places["icon"] = QRect(left, top, icon, icon)
    if face.bulb:
        beside = "icon" in places and rect.width() >= 5 * bulb
        below = "icon" in places and not beside
        if below:  # both fill the height of one line
            places["icon"].moveTop(rect.top() + 1)
            top = rect.top() + 1
        places["bulb"] = QRect(left + (icon + 2) * beside, top - 1 + (icon + 1) * below, bulb, bulb)
    return places


def figure_width(face: Face, metrics: QFontMetrics) -> int:
    """How wide a cell must be to show its figure whole, beside the marks that stand one above the other."""
    share = max(1, metrics.height() / LINE)
    marks = round((BULB if face.bulb else ICON) * share) if face.bulb or face.icon else 0
    return metrics.horizontalAdvance(face.text) + marks + 2 * PAD + 1


def _beside(rect: QRect, marks: Mapping[str, QRect]) -> QRect:
    """The room for a figure: right of the marks, as far as that is not next to nothing."""
    free = rect.adjusted(PAD, 0, -PAD - 1, 0)
    left = max((place.right() + 2 for place in marks.values()), default=free.left())
    return free if free.right() - left < free.width() // 3 else free.adjusted(max(left - free.left(), 0), 0, 0, 0)


def _background(face: Face, palette: QPalette) -> QColor:
    colour = theme.base(palette)
    if face.ghost is not None:
        return theme.blend(colour, theme.accent(palette), 0.14)
    if face.blamed:
        colour = theme.tint(face.blamed, palette)
    elif face.involved:
        colour = theme.faint_tint(Severity.ERROR, palette)
    return colour


def _draw_text(painter: QPainter, inner: QRect, face: Face, palette: QPalette, font: QFont, side: Qt.AlignmentFlag) -> None:
    """Draw the figure; what is no figure in red italics, what is doubtful with a dotted line under it."""
    if face.unreadable:
        font = QFont(font)
        font.setItalic(True)
    painter.setFont(font)
    painter.setPen(theme.severity_colour(Severity.ERROR, palette) if face.unreadable else theme.text(palette))
    text = face.text
    if painter.fontMetrics().horizontalAdvance(text) > inner.width():
        painter.setFont(fitted(font, text, inner.width()))
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, side, text)
    if face.doubtful:
        _draw_doubt(painter, painter.boundingRect(inner, side, text or " "), palette)


def fitted(font: QFont, text: str, width: int) -> QFont:
    """The font of a figure, smaller where it is too long for its cell: a figure that is cut would be read as another one."""
    needed = QFontMetrics(font).horizontalAdvance(text)
    if needed <= width:
        return font
    smaller = QFont(font)
    smaller.setPointSizeF(QFontInfo(font).pointSizeF() * max(width / needed, _SMALLEST))
    return smaller


def _draw_ghost(painter: QPainter, rect: QRect, face: Face, palette: QPalette, font: QFont) -> None:
    """Draw what a suggestion would write, and before it, as far as there is room, an arrow and the figure struck out."""
    struck, bold = QFont(font), QFont(font)
    struck.setStrikeOut(True)
    bold.setWeight(QFont.Weight.Bold)
    inner = rect.adjusted(2, 0, -PAD - 1, 0)
    muted = theme.muted(palette)
    for style, text, colour in ((bold, face.ghost or "", theme.text(palette)), (font, " → ", muted), (struck, face.text, muted)):
        painter.setFont(style)
        width = painter.fontMetrics().horizontalAdvance(text)
        if width > inner.width() and style is not bold:
            return
        painter.setPen(colour)
        painter.drawText(inner, RIGHT, text)
        inner.setRight(inner.right() - width)


def _draw_doubt(painter: QPainter, written: QRect, palette: QPalette) -> None:
    """Draw the sign of a doubtful reading: a dotted line under the figure and a question mark before it."""
    colour = theme.severity_colour(Severity.WARNING, palette)
    painter.setPen(QPen(colour, 1.4, Qt.PenStyle.DotLine))
    painter.drawLine(written.bottomLeft(), written.bottomRight())
    painter.setPen(colour)
    painter.drawText(written.translated(-written.width() - 3, 0), RIGHT, "?")


def _draw_corners(painter: QPainter, rect: QRect, face: Face, palette: QPalette) -> None:
    """Draw the small corners: blue at the lower left for an edited cell, at the upper right for a note."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if face.edited:
        painter.setBrush(theme.edited(palette))
        painter.drawPolygon(_EDITED.translated(rect.left(), rect.bottom()))
    if face.note:
        painter.setBrush(theme.severity_colour(Severity.WARNING, palette))
        painter.drawPolygon(_NOTED.translated(rect.right(), rect.top()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
