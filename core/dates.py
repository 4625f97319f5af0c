"""Years as people write them, in digits or in Chinese numerals."""

import re

YEAR = r"(?:20\d\d|二[〇零○oO0][〇零○一二三四五六七八九oO0]{2})"
"""A pattern for a year of this century, in folded text."""

_NUMERALS = "〇一二三四五六七八九"


def year_of(text: str) -> int:
    """The year that a match of YEAR stands for."""
    if text.isascii() and text.isdecimal():
        return int(text)
    return int("".join(str(_NUMERALS.index(character)) for character in re.sub("[零○oO0]", "〇", text)))
