"""Whether changes of cells agree with what the text states: then they are likelier, and less likely where they contradict it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.forms import CellRef
from core.narrative import Statement
from core.numbers import Number, total

_AS_STATED, _AGAINST = -8, 6
"""What a statement weighs, beside how unlikely each kind of slip is."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the text states of one grid, by the cells it is about; `values` are those of the grid, blanks as 0."""

    values: Mapping[CellRef, Number]
    about: Mapping[CellRef, Sequence[Statement]]

    def weigh(self, changes: Mapping[CellRef, Number]) -> tuple[int, bool]:
        """What speaks against new values of some cells, or for them (below zero), and whether words agree and none object."""
        found = [self._turned(statement, changes) for statement in self._touched(changes)]
        agreeing, objecting = found.count(True), found.count(False)
        return agreeing * _AS_STATED + objecting * _AGAINST, agreeing > 0 and not objecting

    def _touched(self, refs: Iterable[CellRef]) -> list[Statement]:
        return list(dict.fromkeys(statement for ref in refs for statement in self.about.get(ref, ())))

    def _turned(self, statement: Statement, changes: Mapping[CellRef, Number]) -> bool | None:
        """Whether a statement holds after some changes; None when they make no difference to it."""
        before, after = self._holds(statement, {}), self._holds(statement, changes)
        return None if before == after else after

    def _holds(self, statement: Statement, changes: Mapping[CellRef, Number]) -> bool:
        sums = (cells for cells in statement.sums if self.values.keys() >= set(cells))
        return any(total(changes.get(ref, self.values[ref]) for ref in cells) == statement.value for cells in sums)


def told_of(values: Mapping[CellRef, Number], statements: Iterable[Statement]) -> Told:
    """The statements about cells that have `values`."""
    about: dict[CellRef, list[Statement]] = {}
    for statement in statements:
        for ref in dict.fromkeys(ref for cells in statement.sums for ref in cells if ref in values):
            about.setdefault(ref, []).append(statement)
    return Told(values, about)
