"""The search for the fewest cells whose change makes every sum of a grid hold.

A sum that fails has a gap, right side less left side, and every row or column with such a sum has a wrong cell in it.
A cell stands in the sums of one row and of one column, so there are at least as many wrong cells as there are failing
rows, and as there are failing columns. Where there are just as many, each of those lines has a single wrong cell and its
own gap says by how much it is off: only which cell of the line remains to be chosen. Where there are more, some wrong
cell is still the only one of some sum (a ring of wrong cells can always be undone with one cell less), and the search
goes on from the gaps that remain once that cell is set right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from core.forms import CellRef
from core.numbers import Number
from core.repair.gaps import Gaps, Line, Sums
from core.repair.shifts import shifted

BUDGET, _SMALL_BUDGET, _LEAST_BUDGET = 6_000, 3_000, 700
"""How many changes one search may try: about a hundred take a millisecond."""
_SLACK = 2  # so many cells more than there are failing lines
_KEPT = 200
_LINES_COMPARED = 6
_MANY_GAPS, _MOST_GAPS = 24, 32
"""From so many failing sums on a search is short: nearly every cell is wrong, as while a table is being filled in."""

Changes = dict[CellRef, Number]
"""Cells, each with the amount it must grow."""

_Step = tuple[CellRef, Number, dict[int, Number]]


@dataclass(slots=True)
class Search:
    """One search, bounded by the number of changes it may try. `among` are the cells that may change, None for all."""

    sums: Sums
    among: frozenset[CellRef] | None = None
    left: int = BUDGET
    _seen: set[frozenset[tuple[CellRef, Number]]] = field(default_factory=set)

    def smallest(self, gaps: Gaps) -> list[Changes]:
        """The smallest sets of changes after which no gap remains; all of them if `left` is above 0 at the end."""
        fewest = self._fewest(gaps)
        for size in range(fewest, fewest + _SLACK + 1):
            self._seen.clear()
            found = list(islice(self._sets(gaps, size, {}), _KEPT))
            if found or self.left < 0:
                return found
        return []

    def _sets(self, gaps: Gaps, size: int, taken: Changes) -> Iterator[Changes]:
        """Every set of `size` changes that closes all gaps."""
        if size == 1:
            yield from self._last(gaps, taken)
            return
        for ref, by, after in self._steps(gaps, size, taken):
            if self.left < 0:
                return
            yield from self._sets(after, size - 1, taken | {ref: by})

    def _last(self, gaps: Gaps, taken: Changes) -> Iterator[Changes]:
        """The single changes that close all gaps."""
        for ref in self.sums.twins.get(frozenset(gaps), ()):
            moves = {-gap * self.sums.signs[ref][index] for index, gap in gaps.items()}
            if len(moves) == 1 and self._allowed(ref, by := moves.pop(), taken):
                yield taken | {ref: by}

    def _steps(self, gaps: Gaps, size: int, taken: Changes) -> list[_Step]:
        """The changes to try next, most promising first: blanks, and those that leave the fewest gaps."""
        tight = self._tight(gaps, size)
        steps = self._of_one_line(gaps, size, taken, tight) if tight else self._of_any_sum(gaps, size, taken)
        return sorted(steps, key=lambda step: (len(step[2]), step[0] not in self.sums.void))

    def _of_one_line(self, gaps: Gaps, size: int, taken: Changes, lines: list[Line]) -> list[_Step]:
        """The changes for that line, of those that have one wrong cell each, which leaves the least choice."""
        fewest: list[_Step] | None = None
        for line in lines[:_LINES_COMPARED] if size > 2 else lines[:1]:
            steps = list(self._of_line(gaps, size, taken, line))
            if fewest is None or len(steps) < len(fewest):
                fewest = steps
            if len(fewest) < 2 or self.left < 0:
                break
        return fewest or []

    def _of_line(self, gaps: Gaps, size: int, taken: Changes, line: Line) -> Iterator[_Step]:
        """The changes of one cell after which every sum of a line holds."""
        first = next(index for index in gaps if self.sums.lines[index] == line)
        for step in self._of_sum(gaps, first, taken):
            if not any(self.sums.lines[index] == line for index in step[2]) and self._fewest(step[2]) < size:
                yield step

    def _of_any_sum(self, gaps: Gaps, size: int, taken: Changes) -> Iterator[_Step]:
        """The changes of one cell after which some failing sum holds; each set of cells is met in one order only."""
        for index in gaps:
            for ref, by, after in self._of_sum(gaps, index, taken):
                reached = frozenset([*taken.items(), (ref, by)])
                if reached not in self._seen and self._fewest(after) < size:
                    self._seen.add(reached)
                    yield ref, by, after

    def _of_sum(self, gaps: Gaps, index: int, taken: Changes) -> Iterator[_Step]:
        """The changes of one cell after which one sum holds."""
        gap = gaps[index]
        for ref, sign in self.sums.terms[index]:
            by = -gap if sign > 0 else gap
            if self._allowed(ref, by, taken):
                self.left -= 1
                yield ref, by, self.sums.moved(gaps, ref, by)

    def _allowed(self, ref: CellRef, by: Number, taken: Changes) -> bool:
        if ref in taken or (self.among is not None and ref not in self.among):
            return False
        return self.sums.may_be(ref, self.sums.values[ref] + by)

    def _fewest(self, gaps: Gaps) -> int:
        """How many cells must be wrong at least."""
        lines = 0
        for index in gaps:
            lines |= self.sums.bits[index]
        rows = lines & self.sums.row_bits
        return max(rows.bit_count(), (lines ^ rows).bit_count())

    def _tight(self, gaps: Gaps, size: int) -> list[Line]:
        """The rows (or else columns) with a failing sum if there are `size` of them, so that each has one wrong cell."""
        lines = list(dict.fromkeys(self.sums.lines[index] for index in gaps))
        for direction in ("row", "column"):
            ways = [line for line in lines if line[0] == direction]
            if len(ways) == size:
                return ways
        return []


def smallest_sets(sums: Sums) -> tuple[list[Changes], bool]:
    """The smallest sets of changes that make all sums hold, and whether these are all there are (of blanks at least).

    Where blanks alone explain the gaps, or a stretch of figures that all stand one cell too far, those are among them,
    however many cells it takes. Where nothing was found: the cells that are off by the same amount in every sum they stand
    in, one of each sum, and the rest if it can then be explained.
    """
    gaps = sums.gaps()
    search = Search(sums, left=_budget(gaps))
    found = search.smallest(gaps)
    found += [changes for changes in shifted(sums, gaps) if changes not in found]
    complete = search.left >= 0
    if sums.void:
        search = Search(sums, sums.void, min(_SMALL_BUDGET, _budget(gaps)))
        filled = search.smallest(gaps)
        found += [changes for changes in filled if changes not in found]
        complete |= bool(filled) and search.left >= 0
    return (found, complete) if found else (_in_parts(sums, gaps), False)


def _budget(gaps: Gaps) -> int:
    if len(gaps) <= _MANY_GAPS:
        return BUDGET
    return _SMALL_BUDGET if len(gaps) <= _MOST_GAPS else _LEAST_BUDGET


def _in_parts(sums: Sums, gaps: Gaps) -> list[Changes]:
    """What can be said of a grid with very many wrong cells."""
    taken: Changes = {}
    while alone := _alone(sums, gaps, taken):
        ref, by = alone
        taken[ref] = by
        gaps = sums.moved(gaps, ref, by)
    others = frozenset(sums.signs.keys() - taken.keys())
    rest = Search(sums, others, min(_SMALL_BUDGET, _budget(gaps))).smallest(gaps) if gaps and taken else []
    return [taken | more for more in rest] or ([taken] if taken else [])


def _alone(sums: Sums, gaps: Gaps, taken: Changes) -> tuple[CellRef, Number] | None:
    """A cell that alone explains every sum it stands in, and no other such cell stands in one of them."""
    sure = [(ref, by) for ref, by in sums.sure(gaps) if ref not in taken and len(sums.signs[ref]) > 1]
    claims: dict[int, int] = {}
    for ref, _ in sure:
        for index in sums.signs[ref]:
            claims[index] = claims.get(index, 0) + 1
    return next((change for change in sure if all(claims[index] == 1 for index in sums.signs[change[0]])), None)
