"""What a row that the report does not print must be: by the sums, and by the text where these leave it open."""

from collections.abc import Iterable, Mapping, Sequence

from core.findings import Suggestion
from core.forms import CellRef
from core.narrative import Statement
from core.numbers import Number, total
from core.repair.blanks import settled
from core.repair.gaps import Sums, sums_of
from core.report import Grid


def row_filling(grid: Grid, refs: Sequence[CellRef], stated: Iterable[Statement] = ()) -> Suggestion | None:
    """The figures for the cells of a missing row as far as sums or words tell them; None where neither does."""
    sums = sums_of(grid)
    by_sums = {ref: value for ref, value in settled(sums, {}).items() if ref in refs}
    if not _is_possible(sums, by_sums):
        by_sums = {}
    by_text = {ref: value for ref, value in _told(refs, stated).items() if ref not in by_sums}
    found = by_sums | by_text
    if not found:
        return None
    sources = [word for word, values in (("合计", by_sums), ("正文", by_text)) if values]
    rest = "" if len(found) == len(refs) else "，其余各格无从推算，请对照原文填写"
    return Suggestion(tuple((ref, found[ref]) for ref in refs if ref in found), f"按{'和'.join(sources)}推算这一行的数字{rest}")


def _is_possible(sums: Sums, filled: Mapping[CellRef, Number]) -> bool:
    """Whether cells can hold these values, and every sum that is then complete holds."""
    known = {ref: value for ref, value in sums.values.items() if ref not in sums.void} | dict(filled)
    touched = [
        equation for equation in sums.equations if filled.keys() & set(equation.cells) and known.keys() >= set(equation.cells)
    ]
    holds = (total(known[ref] for ref in equation.left) == total(known[ref] for ref in equation.right) for equation in touched)
    return all(sums.may_be(ref, value) for ref, value in filled.items()) and all(holds)


def _told(refs: Sequence[CellRef], stated: Iterable[Statement]) -> dict[CellRef, Number]:
    """What the text states for single cells, where it states one figure and no other."""
    values: dict[CellRef, set[Number]] = {}
    for statement in stated:
        if len(statement.sums[0]) == 1 and statement.sums[0][0] in refs:
            values.setdefault(statement.sums[0][0], set()).add(statement.value)
    return {ref: next(iter(found)) for ref, found in values.items() if len(found) == 1}
