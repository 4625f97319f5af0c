"""From sets of changes to repairs: cells that hang together, the slips they undo, and which is the likeliest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.forms import CellRef, Equation
from core.narrative import Statement
from core.numbers import Number, total
from core.repair.blanks import settled
from core.repair.gaps import Gaps, Sums, sums_of
from core.repair.search import Changes, smallest_sets
from core.repair.slips import Change, Slip, slips_of
from core.repair.told import Told, told_of
from core.report import Grid

_EACH = 12  # what one slip more weighs, beside how unlikely each kind is
_EACH_BLANK = 3
_RESULT = 2  # a total is mended only where no part is as likely
_DOUBTFUL = -3
_FAR = 10
"""Repairs that are so much less likely than another one for the same sums are not worth showing."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Some cells with what they should be, as slips, and the failing sums that hold again after it.

    `cost` orders repairs, the likeliest first. `rivals` counts the other repairs that put one of the same sums right; None
    when not all could be looked at, or when blanks leave a choice. `doubtful`: all its cells were read with doubt;
    `claimed`: the text agrees.
    """

    slips: tuple[Slip, ...]
    lines: frozenset[Equation]
    cost: int
    rivals: int | None = None
    doubtful: bool = False
    claimed: bool = False

    @property
    def values(self) -> tuple[tuple[CellRef, Number], ...]:
        """The cells and what they should be."""
        return tuple((change.ref, change.new) for slip in self.slips for change in slip.changes)

    @property
    def cells(self) -> frozenset[CellRef]:
        return frozenset(ref for ref, _ in self.values)


def repairs(grid: Grid, stated: Iterable[Statement] = ()) -> tuple[Repair, ...]:
    """The likeliest repairs of a grid, best first; none where its sums hold with blanks as zeros or where nothing fits.

    `stated` is what the text says of the report. Each repair covers cells that hang together by their sums: taken alone
    it puts its `lines` right and breaks no sum that held.
    """
    sums = sums_of(grid)
    gaps = sums.gaps()
    if not gaps:
        return ()
    sets, complete = smallest_sets(sums)
    judge = _Judge(sums, gaps, told_of(sums.values, stated))
    found: dict[frozenset[tuple[CellRef, Number]], Repair] = {}
    ranked = sorted(((list(judge.repairs(changes)), changes) for changes in sets), key=lambda pair: judge.rank(pair[0]))
    for repair in (repair for parts, _ in ranked for repair in parts):
        found.setdefault(frozenset(repair.values), repair)
    loose = judge.loose(ranked[0][1]) if ranked else frozenset()
    near = _near(list(found.values()))
    return tuple(repair if not complete or repair.cells & loose else _with_rivals(repair, near) for repair in near)


def _near(found: Sequence[Repair]) -> list[Repair]:
    """The repairs that are about as likely as the best one for the same sums."""
    best: dict[Equation, int] = {}
    for repair in found:
        for line in repair.lines:
            best[line] = min(best.get(line, repair.cost), repair.cost)
    return [repair for repair in found if all(repair.cost < best[line] + _FAR for line in repair.lines)]


def _with_rivals(repair: Repair, found: Sequence[Repair]) -> Repair:
    """The repair with the number of others that put one of the same sums right."""
    return replace(repair, rivals=sum(not repair.lines.isdisjoint(other.lines) for other in found) - 1)


@dataclass(frozen=True, slots=True)
class _Judge:
    """What is needed to weigh a set of changes."""

    sums: Sums
    gaps: Gaps
    told: Told

    def repairs(self, changes: Changes) -> Iterator[Repair]:
        """The repairs that a set of changes consists of, in printed order."""
        table = [
            Change(ref, None if ref in self.sums.void else self.sums.values[ref], total((self.sums.values[ref], by)))
            for ref, by in changes.items()
        ]
        table.sort(key=lambda change: self.order(change.ref))
        for slips in self._hanging_together(list(slips_of(table, self.order))):
            yield self._repair(slips)

    def _hanging_together(self, slips: Sequence[Slip]) -> list[list[Slip]]:
        """The slips in groups that share no sum with each other."""
        groups: list[tuple[set[int], list[Slip]]] = []
        for slip in slips:
            touched, members = {index for change in slip.changes for index in self.sums.signs[change.ref]}, [slip]
            for group in [group for group in groups if group[0] & touched]:
                groups.remove(group)
                touched |= group[0]
                members = [*group[1], *members]
            groups.append((touched, members))
        return [members for _, members in groups]

    def _repair(self, slips: Sequence[Slip]) -> Repair:
        changes = [change for slip in slips for change in slip.changes]
        lines = {index for change in changes for index in self.sums.signs[change.ref]} & self.gaps.keys()
        told, claimed = self.told.weigh({change.ref: change.new for change in changes})
        return Repair(
            tuple(slips),
            frozenset(self.sums.equations[index] for index in lines),
            sum(map(self._cost, slips)) + told,
            doubtful=all(self.sums.grid.cell(change.ref).doubtful for change in changes),
            claimed=claimed,
        )

    def _cost(self, slip: Slip) -> int:
        """How unlikely a slip is, given how surely its cells were read."""
        blank = all(change.old is None for change in slip.changes)
        return slip.cost + (_EACH_BLANK if blank else _EACH) + sum(map(self._evidence, slip.changes))

    def _evidence(self, change: Change) -> int:
        """What speaks against a change of one cell, or for it (below zero)."""
        is_result = any((change.ref,) == self.sums.equations[index].right for index in self.sums.signs[change.ref])
        doubt = _DOUBTFUL if self.sums.grid.cell(change.ref).doubtful else 0
        return doubt + (_RESULT if is_result and change.old is not None else 0)

    def order(self, ref: CellRef) -> tuple[int, int]:
        """Where a cell is printed."""
        return self.sums.order[ref]

    def rank(self, parts: Sequence[Repair]) -> tuple[int, list[tuple[int, int]]]:
        """What puts sets of changes in order: how unlikely, then where they are printed."""
        return sum(part.cost for part in parts), [self.order(ref) for part in parts for ref, _ in part.values]

    def loose(self, changes: Changes) -> frozenset[CellRef]:
        """The blanks among some changes that could be another number as well, if other blanks were not 0."""
        blanks = changes.keys() & self.sums.void
        if not blanks:
            return frozenset()
        return frozenset(blanks - settled(self.sums, changes).keys())
