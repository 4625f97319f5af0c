"""The search for ways to cut runs of digits into figures, bounded by what can still fit and by a budget of steps."""

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
_MOST_OPTIONS = 3_000
_MOST_STEPS = 60_000


class Search:
    """One search. `complete` turns False when the budget ran out, so that there may be more than was found."""

    def __init__(self, *, decimals: bool = False) -> None:
        self._decimals = decimals
        self._steps = 0
        self.complete = True

    def first(self, options: Iterator[Option]) -> list[Option]:
        """The options up to some thousands, as far as the budget goes."""
        found: list[Option] = []
        try:
            for option in options:
                found.append(option)
                if len(found) >= _MOST_OPTIONS:
                    self.complete = False
                    break
        except _Exhausted:
            self.complete = False
        return found

    def divide(self, atoms: Sequence[Atom], count: int, total: int | None = None) -> Iterator[Option]:
        """Divide atoms into `count` cells; with `total`, their sum must be just that. A space separates, or is a blank."""
        self._step()
        if not atoms:
            if count == 0 and not total:
                yield ()
            return
        (kind, text), rest = atoms[0], atoms[1:]
        if kind == "space":
            yield from self._blank("", rest, count, total)
            yield from self.divide(rest, count, total)
        elif kind == "blank":
            yield from self._blank(text, rest, count, total)
        else:
            yield from self._digits(text, rest, count, total)

    def _blank(self, text: str, rest: Sequence[Atom], count: int, total: int | None) -> Iterator[Option]:
        if count > 0:
            yield from ((text, *tail) for tail in self.divide(rest, count - 1, total))

    def _digits(self, text: str, rest: Sequence[Atom], count: int, total: int | None) -> Iterator[Option]:
        least, most = _bounds(rest)
        for parts in range(max(count - most, 1), count - least + 1):
            for head in self._cuts(text, parts, total, exactly=not rest):
                left = None if total is None else total - sum(values_of(head))
                yield from ((*head, *tail) for tail in self.divide(rest, count - parts, left))

    def _cuts(self, text: str, parts: int, total: int | None, *, exactly: bool) -> Iterator[Option]:
        """Cut a run of digits into so many figures without leading zeros; with `total`, of that sum or below it."""
        digits = fold(text)
        if total is not None and digits.isdecimal():
            yield from (_at(text, ends) for ends in self._sum_cuts(digits, 0, parts, total, exactly))
        elif parts == 1:
            value = value_of(text)
            if is_figure(text, self._decimals) and (total is None or value == total or (not exactly and value < total)):
                yield (text,)
        elif re.fullmatch(r"-?[\d.]+", digits) and _fewest(digits) <= parts <= len(digits):
            self._step()
            for end in range(len(text) - parts + 1, 0, -1):
                if is_figure(text[:end], self._decimals):
                    tails = self._cuts(text[end:], parts - 1, None, exactly=exactly)
                    yield from ((text[:end], *tail) for tail in tails)

    def _sum_cuts(self, digits: str, start: int, parts: int, total: int, exactly: bool) -> Iterator[tuple[int, ...]]:
        """Where to cut `digits` from `start` on so that the figures sum to `total`, or to no more: the ends of all figures.

        What is left bounds the search: of k figures in n digits one has at least n/k digits, and none exceeds the sum.
        """
        self._step()
        length = len(digits) - start
        if parts == 1:
            left = total - int(digits[start:])
            if (digits[start] != "0" or length == 1) and (left == 0 or (left > 0 and not exactly)):
                yield (len(digits),)
            return
        least, most = _reach(length, parts)
        if length < parts or total < least or (exactly and total > most):
            return
        longest = 1 if digits[start] == "0" else min(length - parts + 1, len(str(total)))
        for size in range(longest, 0, -1):
            left = total - int(digits[start : start + size])
            if left >= 0:
                tails = self._sum_cuts(digits, start + size, parts - 1, left, exactly)
                yield from ((start + size, *tail) for tail in tails)

    def groups(self, atoms: Sequence[Atom], groups: int, size: int) -> Iterator[Option]:
        """Divide into groups of cells, the last cell of each group being the sum of its others."""
        if groups == 1:
            yield from self._summed(atoms, size)
            return
        for head, tail in _splits(atoms, size, groups):
            heads = list(self._summed(head, size))
            if heads:
                yield from ((*option, *rest) for rest in self.groups(tail, groups - 1, size) for option in heads)

    def _summed(self, atoms: Sequence[Atom], count: int) -> Iterator[Option]:
        """Divide so that the last cell is the sum of the others: take a total off the end, then spend it from the left."""
        if not atoms or atoms[-1][0] != "digits" or _bounds(atoms)[1] < count:
            return
        text = atoms[-1][1]
        for start in range(len(text) - 1, -1, -1):
            total, head = text[start:], text[:start]
            if total.isdecimal() and is_figure(total, False):
                before = [*atoms[:-1], ("digits", head)] if head else list(atoms[:-1])
                yield from ((*option, total) for option in self.divide(before, count - 1, int(total)))

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise _Exhausted


class _Exhausted(Exception):
    """The budget of steps is spent."""


# ── figures ──────────────────────────────────────────────────────────


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


# ── bounds ───────────────────────────────────────────────────────────


def _bounds(atoms: Sequence[Atom]) -> tuple[int, int]:
    """The fewest and the most cells that atoms can be."""
    least = sum(_fewest(fold(text)) if kind == "digits" else kind == "blank" for kind, text in atoms)
    return least, sum(len(text) if kind == "digits" else 1 for kind, text in atoms)


def _fewest(digits: str) -> int:
    """The least number of figures that a run can be cut into: each zero it begins with stands alone."""
    unsigned = digits.removeprefix("-")
    if not unsigned.isdecimal():
        return 1
    rest = unsigned.lstrip("0")
    return len(unsigned) - len(rest) + bool(rest)


@functools.cache
def _reach(length: int, parts: int) -> tuple[int, int]:
    """The least and the greatest sum that so many figures of so many digits together can have."""
    widest = -(-length // parts)
    least = int("1" + "0" * (widest - 1)) if widest > 1 else 0
    return least, int("9" * max(length - parts + 1, 1)) + 9 * (parts - 1)


def _splits(atoms: Sequence[Atom], size: int, groups: int) -> Iterator[tuple[list[Atom], list[Atom]]]:
    """The places to cut a row in two, between atoms or within the digits of one, that leave enough for every group."""
    for index, (kind, text) in enumerate(atoms):
        cuts = range(len(text)) if kind == "digits" else (0,)
        for end in cuts:
            head = [*atoms[:index], (kind, text[:end])] if end else list(atoms[:index])
            tail = [(kind, text[end:]), *atoms[index + 1 :]]
            if head and _bounds(head)[0] <= size <= _bounds(head)[1] and _bounds(tail)[1] >= (groups - 1) * size:
                yield head, tail


def _at(text: str, ends: Sequence[int]) -> Option:
    return tuple(text[start:end] for start, end in zip((0, *ends), ends, strict=False))
