"""What blanks must be: the values that follow from the sums alone, when every other figure is right."""

from collections.abc import Mapping

from core.forms import CellRef, Equation
from core.numbers import Number, total
from core.repair.gaps import Sums


def settled(sums: Sums, changes: Mapping[CellRef, Number]) -> dict[CellRef, Number]:
    """The blanks that can only have one value, after `changes` (by how much) of other cells.

    A sum with a single blank gives its value; where several blanks of one side leave nothing to share, all are 0.
    Blanks that only hang on each other are left out.
    """
    known = {ref: total((value, changes.get(ref, 0))) for ref, value in sums.values.items() if ref not in sums.void}
    found: dict[CellRef, Number] = {}
    open_sums = [equation for equation in sums.equations if not known.keys() >= set(equation.cells)]
    while learnt := [pair for equation in open_sums for pair in _from_sum(equation, known).items()]:
        found |= dict(learnt)
        known |= dict(learnt)
        open_sums = [equation for equation in open_sums if not known.keys() >= set(equation.cells)]
    return found


def _from_sum(equation: Equation, known: Mapping[CellRef, Number]) -> dict[CellRef, Number]:
    """What one sum says of its blanks."""
    left = [ref for ref in equation.left if ref not in known]
    right = [ref for ref in equation.right if ref not in known]
    blanks = left or right
    if not blanks or (left and right):
        return {}
    filled = (total(known[ref] for ref in side if ref in known) for side in (equation.left, equation.right))
    less, more = filled
    missing = more - less if left else less - more
    return dict.fromkeys(blanks, missing) if len(blanks) == 1 or not missing else {}
