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


def year_like(written: str, year: int) -> str:
    """Another year in the writing of a match of YEAR: in digits, or in Chinese numerals with the same sign for nought."""
    if written.isdecimal():
        return str(year)
    nought = next((character for character in written if character in "〇零○oO0"), "〇")
    return "".join(_NUMERALS[int(digit)] for digit in str(year)).replace("〇", nought)
