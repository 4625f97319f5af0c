"""The search for ways to cut runs of digits into figures, bounded by what can still fit and by a budget of steps."""

import re
from collections.abc import Iterator, Sequence

from core.folding import fold
from core.recognise.digits import Atom, Option, bounds, fewest, is_figure, reach, splits, value_of, values_of

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
        least, most = bounds(rest)
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
        elif re.fullmatch(r"-?[\d.]+", digits) and fewest(digits) <= parts <= len(digits):
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
        least, most = reach(length, parts)
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
        for head, tail in splits(atoms, size, groups):
            heads = list(self._summed(head, size))
            if heads:
                yield from ((*option, *rest) for rest in self.groups(tail, groups - 1, size) for option in heads)

    def _summed(self, atoms: Sequence[Atom], count: int) -> Iterator[Option]:
        """Divide so that the last cell is the sum of the others: take a total off the end, then spend it from the left."""
        if not atoms or atoms[-1][0] != "digits" or bounds(atoms)[1] < count:
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


def _at(text: str, ends: Sequence[int]) -> Option:
    return tuple(text[start:end] for start, end in zip((0, *ends), ends, strict=False))
