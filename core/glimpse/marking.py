"""Find the words of one value in the line or cell that it was read from together with others."""

import re
from collections.abc import Sequence

from core.glimpse.asking import Span

_LETTER = re.compile(r"[^\W\d_]")


def marks(text: str, raws: Sequence[str], index: int) -> tuple[Span, ...]:
    """Where value `index` of those that stand in `text` one after another is written; () for a blank one.

    Where the text leaves more than one way to lay them out, the stretch that holds the value in all of them is meant.
    """
    wanted = [raw.strip() for raw in raws]
    if not wanted[index]:
        return ()
    last = _from_right(text, wanted)
    if last is None:
        return _alone(text, wanted[index])
    label = max((match.end() for match in _LETTER.finditer(text, 0, last[0])), default=0)
    first = _from_left(text, wanted, label) or last
    return ((first[index], last[index] + len(wanted[index])),)


def fits(text: str, raws: Sequence[str]) -> bool:
    """Whether all values stand in `text` one after another."""
    return _from_right(text, [raw.strip() for raw in raws]) is not None


def _from_left(text: str, wanted: Sequence[str], start: int) -> list[int] | None:
    """Where each value begins, each as far to the left as it can be; None when they do not fit in this order."""
    found = []
    for raw in wanted:
        at = text.find(raw, start)
        if at < 0:
            return None
        found.append(at)
        start = at + len(raw)
    return found


def _from_right(text: str, wanted: Sequence[str]) -> list[int] | None:
    """The same, each as far to the right as it can be."""
    found, end = [], len(text)
    for raw in reversed(wanted):
        at = text.rfind(raw, 0, end)
        if at < 0:
            return None
        found.append(at)
        end = at
    return found[::-1]


def _alone(text: str, raw: str) -> tuple[Span, ...]:
    """The one place where a value is written; () when there are more."""
    at = text.find(raw)
    return ((at, at + len(raw)),) if at >= 0 and text.find(raw, at + 1) < 0 else ()
