"""What runs of digits can be: figures as people write them, how many, and of what sum."""

import functools
import re
from collections.abc import Iterator, Sequence

from core.folding import fold
from core.numbers import parse_figure

Option = tuple[str, ...]
"""One way to read a row: the text of each cell, "" for a blank."""
Atom = tuple[str, str]
"""A piece of a field: its kind (digits, blank or space) and its text."""
_FIGURE = re.compile(r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?(?:\(.*\))?")
MOST_DIGITS = 15
"""The most digits that one figure has."""


def values_of(option: Option) -> tuple[int, ...]:
    """The figures of a reading as whole numbers, blanks and unreadable entries as 0: only for choosing."""
    return tuple(map(value_of, option))


def value_of(text: str) -> int:
    """The whole number of a figure, 0 for a blank or what cannot be read: only for choosing."""
    if text.isdecimal():
        return int(text) if len(text) <= MOST_DIGITS else 0
    value = parse_figure(text).value if text else None
    return int(value) if value is not None else 0


def is_figure(text: str, decimals: bool) -> bool:
    """Whether a text is one figure as people write it, without leading zeros."""
    if text.isascii() and text.isdecimal():
        return text[0] != "0" or len(text) == 1
    folded = fold(text)
    return (decimals or "." not in folded) and bool(_FIGURE.fullmatch(folded))


def bounds(atoms: Sequence[Atom]) -> tuple[int, int]:
    """The fewest and the most cells that atoms can be."""
    least = sum(fewest(fold(text)) if kind == "digits" else kind == "blank" for kind, text in atoms)
    return least, sum(len(text) if kind == "digits" else 1 for kind, text in atoms)


def fewest(digits: str) -> int:
    """The least number of figures that a run can be cut into: each zero it begins with stands alone."""
    unsigned = digits.removeprefix("-")
    if not unsigned.isdecimal():
        return 1
    rest = unsigned.lstrip("0")
    return len(unsigned) - len(rest) + bool(rest)


@functools.cache
def reach(length: int, parts: int) -> tuple[int, int]:
    """The least and the greatest sum that so many figures of so many digits together can have."""
    widest = -(-length // parts)
    least = int("1" + "0" * (widest - 1)) if widest > 1 else 0
    return least, int("9" * max(length - parts + 1, 1)) + 9 * (parts - 1)


def splits(atoms: Sequence[Atom], size: int, groups: int) -> Iterator[tuple[list[Atom], list[Atom]]]:
    """The places to cut a row in two, between atoms or within the digits of one, that leave enough for every group."""
    for index, (kind, text) in enumerate(atoms):
        cuts = range(len(text)) if kind == "digits" else (0,)
        for end in cuts:
            head = [*atoms[:index], (kind, text[:end])] if end else list(atoms[:index])
            tail = [(kind, text[end:]), *atoms[index + 1 :]]
            if head and bounds(head)[0] <= size <= bounds(head)[1] and bounds(tail)[1] >= (groups - 1) * size:
                yield head, tail
