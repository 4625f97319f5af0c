"""Pages that fill from top to bottom, with their numbers at the foot."""

from collections.abc import Iterable, Sequence

from gui.printing.faces import Face, Faces
from gui.printing.prose import Line, Reach, advance, broken
from gui.printing.sheet import BLACK, BOTTOM, LEFT, RIGHT, TOP, Item, Page, Rule, Words, moved

_NUMBER = 140
_NUMBER_BASELINE = BOTTOM + 198 + 100
"""The number stands 7 mm below the type area."""
_UNDER = 35
"""How far below the baseline marked words are underlined."""


class Flow:
    """Takes blocks one after the other; `y` is where the next one begins."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self.y = TOP
        self._pages: list[list[Item]] = [[]]

    @property
    def room(self) -> int:
        """The height that is left on the page."""
        return BOTTOM - self.y

    def need(self, height: int) -> None:
        """Begin a new page unless there is room for this height."""
        if height > self.room and self._pages[-1]:
            self._pages.append([])
            self.y = TOP

    def put(self, items: Iterable[Item], height: int) -> None:
        """Put a block that stays together; its items count from its own top."""
        self.need(height)
        self._pages[-1] += moved(items, self.y)
        self.y += height

    def skip(self, height: int) -> None:
        """Leave some room, but not at the top of a page."""
        if self._pages[-1]:
            self.y = min(BOTTOM, self.y + height)

    def paragraph(
        self, text: str, face: Face, size: int, leading: int, *, indent: int = 0, centred: bool = False, marks: Sequence[Reach] = ()
    ) -> None:
        """Set one paragraph, line by line; `leading` is the height of a line."""
        font = self.faces.font(face, size)
        for line in broken(text, font, RIGHT - LEFT, indent, marks):
            x = LEFT + ((RIGHT - LEFT - line.width) // 2 if centred else line.x)
            self.put([Words(x, _baseline(size, leading), line.text, face, size), *_underlines(line, size, leading)], leading)

    def pages(self) -> tuple[Page, ...]:
        """All pages, each with its number: to the right on odd pages, to the left on even ones."""
        return tuple((*page, self._number(number)) for number, page in enumerate(self._pages, 1))

    def _number(self, number: int) -> Words:
        text = f"— {number} —"
        width = advance(text, self.faces.font(Face.PLAIN, _NUMBER))
        x = RIGHT - _NUMBER - width if number % 2 else LEFT + _NUMBER
        return Words(x, _NUMBER_BASELINE, text, Face.PLAIN, _NUMBER)


def _baseline(size: int, leading: int) -> int:
    return (leading - size) // 2 + size * 86 // 100


def _underlines(line: Line, size: int, leading: int) -> list[Item]:
    y = _baseline(size, leading) + _UNDER
    return [Rule(LEFT + start, y, LEFT + end, y, 10, BLACK) for start, end in line.marked]
