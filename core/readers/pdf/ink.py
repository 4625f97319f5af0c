"""What is printed on one page, in points from its upper left corner as a reader sees it: characters, rules, fills, pictures."""

from dataclasses import dataclass, field
from typing import NamedTuple

from core.document import Place


class Box(NamedTuple):
    """A rectangle on the page: left < right, top < bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def across(self) -> float:
        """The middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def down(self) -> float:
        """The middle from top to bottom."""
        return (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def common(self, other: "Box") -> float:
        """The area that two boxes share, in square points."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def place(self, page: int) -> Place:
        """This box as a place on a page counted from 1, in whole points."""
        left, top, right, bottom = map(round, self)
        return Place(page=page, box=(left, top, right, bottom))


def around(boxes: "list[Box]") -> Box:
    """The smallest box around some, of which there is at least one."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


SLANTED = -1
"""The turn of a character that stands at another angle, as those of a watermark do."""


class Glyph(NamedTuple):
    """One printed character. `turn` is how far it is turned, in degrees clockwise: 0, 90, 180, 270, or SLANTED.

    `box` reaches from the top to the bottom of its line; `size` is that of its type in points.
    """

    text: str
    box: Box
    size: float
    turn: int = 0
    invisible: bool = False
    unmapped: bool = False


class Rule(NamedTuple):
    """A straight rule, or a piece of one: from `start` to `end` at the height (or distance from the left) `at`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Sheet:
    """All of one page; `number` counts from 1.

    `across` and `down` are rules, `fills` coloured areas. `outside` counts the characters beyond the edges, which nobody
    sees, `cut` those that lie across them, `drawings` the paths. `crowded` says that there was so much drawn on the page
    that not all of it was looked at.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    drawings: int = 0
    outside: int = 0
    cut: int = 0
    crowded: bool = False

    @property
    def area(self) -> float:
        return self.width * self.height
