"""A printed page as a list of things to draw; the units are tenths of a point, from the upper left corner of the paper."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPen

from gui.printing.faces import Face, Faces

PER_INCH = 720
"""Units in an inch."""
WIDTH, HEIGHT = 5953, 8419
"""A4."""
TOP, BOTTOM, LEFT, RIGHT = 1049, 7427, 794, 5216
"""Where the type area begins and ends: margins of 37, 35, 28 and 26 mm (GB/T 9704)."""
BLACK = "#000000"


@dataclass(frozen=True, slots=True)
class Words:
    """Text on one line, from `x`, on the baseline `y`."""

    x: int
    y: int
    text: str
    face: Face
    size: int
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: int
    y: int
    to_x: int
    to_y: int
    width: int = 5
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class Patch:
    """A filled rectangle, under what is drawn after it."""

    x: int
    y: int
    width: int
    height: int
    colour: str


Item = Words | Rule | Patch
Page = tuple[Item, ...]


def moved(items: Iterable[Item], down: int) -> list[Item]:
    """The same things further down."""
    return [_moved(item, down) for item in items]


def _moved(item: Item, down: int) -> Item:
    if isinstance(item, Rule):
        return replace(item, y=item.y + down, to_y=item.to_y + down)
    return replace(item, y=item.y + down)


def paint(painter: QPainter, page: Page, faces: Faces) -> None:
    """Draw a page; the painter's scale is that of the units."""
    for item in page:
        colour = QColor(item.colour)
        if isinstance(item, Words):
            painter.setFont(faces.font(item.face, item.size))
            painter.setPen(colour)
            painter.drawText(QPoint(item.x, item.y), item.text)
        elif isinstance(item, Rule):
            painter.setPen(QPen(colour, item.width))
            painter.drawLine(item.x, item.y, item.to_x, item.to_y)
        else:
            painter.fillRect(QRect(item.x, item.y, item.width, item.height), colour)
