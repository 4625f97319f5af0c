"""The sums of one grid as gaps: by how much each fails, and how a change of a cell moves it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.forms import CellRef, Equation, ValueKind
from core.numbers import Number, total
from core.report import Grid

Gaps = Mapping[int, Number]
"""The sums that fail, by their number, each with its right side less its left side."""

Line = tuple[str, str]
"""A row or column of the grid: the direction and the key. A cell stands in the sums of one row and of one column."""


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of one grid, made ready for a search. Blanks and what cannot be read count for nothing.

    `signs` tells for each cell the sums it stands in, and whether one more in it widens (+1) or narrows (-1) their gap.
    `terms` are the cells of each sum with these signs. `lines` are the row or column that each sum runs along; each line has a
    bit of its own, `bits` tells it for each sum, and `row_bits` are those of the rows. `twins` holds the cells that stand in the
    very same sums, `order` the row and column, from 0, where each is printed.
    """

    grid: Grid
    equations: Sequence[Equation]
    terms: Sequence[Sequence[tuple[CellRef, int]]]
    lines: Sequence[Line]
    bits: Sequence[int]
    row_bits: int
    values: Mapping[CellRef, Number]
    void: frozenset[CellRef]
    signs: Mapping[CellRef, Mapping[int, int]]
    twins: Mapping[frozenset[int], Sequence[CellRef]]
    kinds: Mapping[str, ValueKind]
    order: Mapping[CellRef, tuple[int, int]]

    def gaps(self) -> dict[int, Number]:
        """The sums that fail now."""
        found = (
            (index, total(self.values[ref] for ref in equation.right) - total(self.values[ref] for ref in equation.left))
            for index, equation in enumerate(self.equations)
        )
        return {index: gap for index, gap in found if gap}

    def moved(self, gaps: Gaps, ref: CellRef, by: Number) -> dict[int, Number]:
        """The gaps after a cell has grown `by`."""
        after = dict(gaps)
        for index, sign in self.signs[ref].items():
            gap = after.get(index, 0) + sign * by
            if gap:
                after[index] = gap
            else:
                after.pop(index, None)
        return after

    def may_be(self, ref: CellRef, value: Number) -> bool:
        """Whether a cell can hold a value: counts are whole and not negative."""
        if value < 0 and self.kinds[ref.column] != "signed":
            return False
        return isinstance(value, int) or self.kinds[ref.column] == "amount" or value == value.to_integral_value()

    def sure(self, gaps: Gaps) -> Iterator[tuple[CellRef, Number]]:
        """The changes of one cell after which all sums it stands in hold, where these fail by the same amount."""
        for ref, signs in self.signs.items():
            moves = {-gaps.get(index, 0) * sign for index, sign in signs.items()}
            if len(moves) == 1 and (by := moves.pop()) and self.may_be(ref, self.values[ref] + by):
                yield ref, by


def sums_of(grid: Grid) -> Sums:
    """The sums of a grid; rows that the report does not print count as blank."""
    equations = grid.equations
    lines = [(equation.along, equation.line) for equation in equations]
    signs: dict[CellRef, dict[int, int]] = {}
    for index, equation in enumerate(equations):
        for side, sign in ((equation.left, -1), (equation.right, 1)):
            for ref in side:
                signs.setdefault(ref, {})[index] = sign
    twins: dict[frozenset[int], list[CellRef]] = {}
    for ref, stands_in in signs.items():
        twins.setdefault(frozenset(stands_in), []).append(ref)
    filled = {ref: grid.value(ref) for ref in signs}
    bit = {line: 1 << number for number, line in enumerate(dict.fromkeys(lines))}
    return Sums(
        grid,
        equations,
        [[(ref, signs[ref][index]) for ref in equation.cells] for index, equation in enumerate(equations)],
        lines,
        [bit[line] for line in lines],
        sum(place for line, place in bit.items() if line[0] == "row"),
        {ref: 0 if value is None else value for ref, value in filled.items()},
        frozenset(ref for ref, value in filled.items() if value is None),
        signs,
        twins,
        {column.key: column.kind for column in grid.form.columns},
        _order(grid, signs),
    )


def _order(grid: Grid, refs: Iterable[CellRef]) -> dict[CellRef, tuple[int, int]]:
    rows = {row.key: number for number, row in enumerate(grid.rows)}
    columns = {column.key: number for number, column in enumerate(grid.form.columns)}
    return {ref: (rows[ref.row], columns[ref.column]) for ref in refs}
