"""The slips by which a figure comes out wrong: how people mistype, omit and misplace figures, and how likely each is."""

import enum
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.forms import CellRef
from core.numbers import Number, canonical, difference

_MANY = 3


class Change(NamedTuple):
    """A cell, what stands in it (None: nothing that can be read) and what it should be."""

    ref: CellRef
    old: Number | None
    new: Number


class Kind(enum.Enum):
    """What went wrong. The value is how unlikely it is, in bits or so: the likelier of two by one is twice as likely."""

    BLANK = "blank", 0
    SIGN = "sign", 1
    POINT = "point", 1
    TRANSPOSED = "transposed", 2
    DOUBLED = "doubled", 3
    DROPPED = "dropped", 4
    EXTRA = "extra", 5
    MISTYPED = "mistyped", 5
    OMITTED = "omitted", 5
    SURPLUS = "surplus", 6
    ANOTHER_DIGIT = "another digit", 7
    OTHER = "other", 10
    MISPLACED = "misplaced", 3
    EXCHANGED = "exchanged", 4
    MOVED = "moved", 8
    SHIFTED = "shifted", 4
    LINE_OMITTED = "line omitted", 8

    @property
    def cost(self) -> int:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its kind, how unlikely it is, and the cells that it made wrong."""

    kind: Kind
    cost: int
    changes: tuple[Change, ...]


Order = Callable[[CellRef], tuple[int, int]]
"""Where a cell is printed: row and column, counted from 0."""


def slips_of(changes: Sequence[Change], order: Order) -> Iterator[Slip]:
    """Explain changes as slips: a line of figures shifted or omitted, a figure in the wrong cell, the rest cell by cell."""
    rest = list(changes)
    together = [*_lines(changes), *sorted(_pairs(changes, order), key=lambda slip: slip.cost)]
    for slip in together:
        if all(change in rest for change in slip.changes):
            yield slip
            rest = [change for change in rest if change not in slip.changes]
    for change in rest:
        kind = kind_of(change)
        yield Slip(kind, kind.cost, (change,))


# ── one cell ─────────────────────────────────────────────────────────


def kind_of(change: Change) -> Kind:
    """What went wrong in a single cell."""
    if change.old is None:
        return Kind.BLANK
    old, new = canonical(change.old), canonical(change.new)
    if old.lstrip("-") == new:
        return Kind.SIGN
    if old.replace(".", "") == new.replace(".", ""):
        return Kind.POINT
    if "0" in (old, new):
        return Kind.OMITTED if old == "0" else Kind.SURPLUS
    kind = _digits(old, new)
    return Kind.ANOTHER_DIGIT if kind is Kind.OTHER and abs(change.old - change.new) == 1 else kind


def _digits(old: str, new: str) -> Kind:
    """What went wrong in typing a figure above zero."""
    if len(old) == len(new):
        wrong = [index for index in range(len(old)) if old[index] != new[index]]
        if len(wrong) == 1:
            return Kind.MISTYPED if len(old) > 1 else Kind.ANOTHER_DIGIT
        return Kind.TRANSPOSED if _transposed(old, new, wrong) else Kind.OTHER
    if len(new) == len(old) + 1:
        return Kind.DROPPED if _without_one(new, old) else Kind.OTHER
    if len(old) == len(new) + 1 and (at := _without_one(old, new)):
        return Kind.DOUBLED if old[at - 1] in old[max(0, at - 2) : at - 1] + old[at : at + 1] else Kind.EXTRA
    return Kind.OTHER


def _transposed(old: str, new: str, wrong: Sequence[int]) -> bool:
    """Whether two digits side by side changed places."""
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and old[wrong[0]] + old[wrong[1]] == new[wrong[1]] + new[wrong[0]]


def _without_one(longer: str, shorter: str) -> int:
    """Which digit, counted from 1, has to go to make the longer figure the shorter; 0 for none."""
    return next((index + 1 for index in range(len(longer)) if longer[:index] + longer[index + 1 :] == shorter), 0)


# ── two cells ────────────────────────────────────────────────────────


def _pairs(changes: Sequence[Change], order: Order) -> Iterator[Slip]:
    """Every two of some changes that one slip explains, in one row or one column."""
    for index, first in enumerate(changes):
        for second in changes[index + 1 :]:
            apart = _apart(order(first.ref), order(second.ref))
            if apart and (kind := pair_kind(first, second)):
                luck = len(canonical(difference(first.new, first.old or 0))) if kind is Kind.MOVED else 0
                yield Slip(kind, kind.cost + 2 * (apart - 1 + luck), _giver_first(first, second))


def _apart(first: tuple[int, int], second: tuple[int, int]) -> int:
    """How many cells lie between two of one row or column, and one more; 0 for cells of neither."""
    if first[0] != second[0] and first[1] != second[1]:
        return 0
    return abs(first[0] - second[0]) + abs(first[1] - second[1])


def pair_kind(first: Change, second: Change) -> Kind | None:
    """What went wrong between two cells of one line: a figure in the wrong cell, two exchanged, or a part of one moved."""
    before, after = (first.old or 0, second.old or 0), (first.new, second.new)
    if after == before[::-1]:
        return Kind.MISPLACED if 0 in after else Kind.EXCHANGED
    return Kind.MOVED if sum(before) == sum(after) else None


def _giver_first(first: Change, second: Change) -> tuple[Change, Change]:
    """The cell that holds too much, then the one that holds too little."""
    return (first, second) if first.new < (first.old or 0) else (second, first)


# ── many cells ───────────────────────────────────────────────────────


def _lines(changes: Sequence[Change]) -> Iterator[Slip]:
    """Three changes or more of one row or column that one slip explains."""
    lines: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        lines.setdefault(("row", change.ref.row), []).append(change)
        lines.setdefault(("column", change.ref.column), []).append(change)
    for line in lines.values():
        if len(line) >= _MANY and (kind := _line_kind(line)):
            yield Slip(kind, kind.cost, tuple(line))


def _line_kind(line: Sequence[Change]) -> Kind | None:
    """What went wrong in a line: its figures stand in each other's cells, or none was entered."""
    if sorted(change.old or 0 for change in line) == sorted(change.new for change in line):
        return Kind.SHIFTED
    if all(change.old == 0 for change in line):
        return Kind.LINE_OMITTED
    return Kind.BLANK if all(change.old is None for change in line) else None
