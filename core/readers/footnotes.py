"""A raised number behind a figure is the mark of a footnote: 13¹ is 13, and nobody means 131."""

import re
from collections.abc import Sequence

_MARK = re.compile(r"[\[(（]?\s*(\d{1,2})\s*[\])）]?")


def marked(raised: str, before: Sequence[str]) -> str:
    """Raised words as they are shown behind what stands before them: a number behind a digit in brackets."""
    mark = _MARK.fullmatch(raised.strip())
    last = next((piece.rstrip() for piece in reversed(before) if piece.strip()), "")
    return f"[{mark[1]}]" if mark and last[-1:].isdecimal() else raised


def mark(pieces: list[str], begin: int) -> None:
    """Replace the pieces of raised words, those from `begin` on, by these words as they are shown."""
    pieces[begin:] = [marked("".join(pieces[begin:]), pieces[:begin])]
