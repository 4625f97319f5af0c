"""The levels of a numbered list, and how Word counts them, whichever kind of file the list stands in."""

import re
from dataclasses import dataclass

from core.readers.word.counting import written

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")

Counts = list[int | None]
"""The count of each level, None where nothing was counted yet."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level is numbered: `text` with a place for each count, and `suffix`, which divides it from the paragraph.

    `restart` is the level above it, from 1, that resets it when it counts, and with it all above that; every level above
    does for None, none for 0. `legal` writes all counts in plain digits. `style` is that of paragraphs of this level.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "\t"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


def no_counts() -> Counts:
    """The counts of a list of which nothing was counted yet."""
    return [None] * LEVELS


def advance(counts: Counts, levels: list[Level], index: int) -> None:
    """Count at one level and reset those below it."""
    before = counts[index]
    counts[index] = levels[index].start if before is None else before + 1
    for below in range(index + 1, LEVELS):
        restart = levels[below].restart
        if restart is None or index < restart:
            counts[below] = None


def shown(counts: Counts, levels: list[Level], place: int, index: int) -> str:
    """The count of the level `place` in a number of the level `index`; one that was never counted shows where it starts."""
    number = counts[place]
    form = "decimal" if levels[index].legal else levels[place].form
    return written(levels[place].start if number is None else number, form)


def printed(counts: Counts, levels: list[Level], index: int) -> str:
    """The number as printed, where `text` of the level has %1 to %9 for the counts; of levels below it shows nothing."""

    def placed(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        return shown(counts, levels, place, index) if place <= index else ""

    text = _PLACE.sub(placed, levels[index].text)
    return text + levels[index].suffix if text else ""
