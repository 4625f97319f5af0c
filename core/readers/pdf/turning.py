"""From the coordinates of a page to those of its reader: the crop box, the page's own rotation, pages printed sideways."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from core.readers.pdf.ink import SLANTED, Box, Glyph, Rule, Sheet

_MOST = 0.6
_ENOUGH = 20


class View(NamedTuple):
    """How a page is looked at: its visible part in user space, and its rotation in quarters clockwise."""

    left: float
    bottom: float
    across: float
    up: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        return (self.up, self.across) if self.quarters % 2 else (self.across, self.up)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space, seen from the upper left corner."""
        return _turned(x - self.left, self.up - (y - self.bottom), self.across, self.up, self.quarters)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space as it is seen."""
        (x0, y0), (x1, y1) = self.point(left, top), self.point(right, bottom)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def turn(self, quarters: int) -> int:
        """How far a character is turned, in degrees clockwise, that is turned by `quarters` in user space."""
        return SLANTED if quarters == SLANTED else (quarters + self.quarters) % 4 * 90


def _turned(x: float, y: float, width: float, height: float, quarters: int) -> tuple[float, float]:
    """Where a point of a page comes to lie when the page is turned clockwise."""
    match quarters % 4:
        case 0:
            return x, y
        case 1:
            return height - y, x
        case 2:
            return width - x, height - y
        case _:
            return y, width - x


def uprighted(sheet: Sheet) -> Sheet:
    """The page, turned so that most of its characters stand upright."""
    quarters = quarters_to_turn(sheet.glyphs)
    return _rotated(sheet, quarters) if quarters else sheet


def quarters_to_turn(glyphs: Iterable[Glyph]) -> int:
    """How many quarters clockwise a page must be turned so that most of its characters stand upright."""
    turns = Counter(glyph.turn for glyph in glyphs if not glyph.text.isspace())
    [(turn, count)] = turns.most_common(1) or [(0, 0)]
    if turn == 0 or count < _ENOUGH or count < _MOST * turns.total():
        return 0
    return (4 - turn // 90) % 4


def _rotated(sheet: Sheet, quarters: int) -> Sheet:
    def box(old: Box) -> Box:
        x0, y0 = _turned(old.left, old.top, sheet.width, sheet.height, quarters)
        x1, y1 = _turned(old.right, old.bottom, sheet.width, sheet.height, quarters)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    rules = [box(Box(rule.start, rule.at, rule.end, rule.at)) for rule in sheet.across]
    rules += [box(Box(rule.at, rule.start, rule.at, rule.end)) for rule in sheet.down]
    width, height = (sheet.height, sheet.width) if quarters % 2 else (sheet.width, sheet.height)
    return Sheet(
        sheet.number,
        width,
        height,
        [_glyph(glyph, box(glyph.box), quarters) for glyph in sheet.glyphs],
        [Rule(rule.top, rule.left, rule.right) for rule in rules if rule.width >= rule.height],
        [Rule(rule.left, rule.top, rule.bottom) for rule in rules if rule.width < rule.height],
        [box(fill) for fill in sheet.fills],
        [box(picture) for picture in sheet.pictures],
        sheet.drawings,
        sheet.outside,
        sheet.cut,
        sheet.crowded,
    )


def _glyph(glyph: Glyph, box: Box, quarters: int) -> Glyph:
    turn = SLANTED if glyph.turn == SLANTED else (glyph.turn + quarters * 90) % 360
    return glyph._replace(box=box, turn=turn)
