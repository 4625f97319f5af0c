"""Figures of a row or column that all stand one cell too far: one slip of many cells, tried for itself."""

from collections.abc import Iterator, Sequence

from core.forms import CellRef
from core.numbers import Number
from core.repair.gaps import Gaps, Sums

_MANY = 3
_ACROSS = {"row": "column", "column": "row"}


def shifted(sums: Sums, gaps: Gaps) -> Iterator[dict[CellRef, Number]]:
    """The changes that move a stretch of figures back by one cell and so close all gaps.

    A shift along a row leaves gaps in the columns between its ends, so only that stretch of each row is tried; and the
    same for columns.
    """
    for along, across in _ACROSS.items():
        failing = {key for way, key in (sums.lines[index] for index in gaps) if way == across}
        if len(failing) < _MANY:
            continue
        for stretch in _stretches(sums, along, failing):
            for changes in (_moved_back(sums, stretch), _moved_back(sums, stretch[::-1])):
                if changes and not _left(sums, gaps, changes):
                    yield changes


def _stretches(sums: Sums, along: str, failing: set[str]) -> Iterator[list[CellRef]]:
    """The cells of each row (or column) from the first to the last failing line that crosses it, as printed."""
    lines: dict[str, list[CellRef]] = {}
    for ref in sorted(sums.order, key=sums.order.__getitem__):
        lines.setdefault(getattr(ref, along), []).append(ref)
    for line in lines.values():
        at = [index for index, ref in enumerate(line) if getattr(ref, _ACROSS[along]) in failing]
        if len(at) >= _MANY:
            yield line[at[0] : at[-1] + 1]


def _moved_back(sums: Sums, stretch: Sequence[CellRef]) -> dict[CellRef, Number]:
    """Each figure of a stretch in the cell before, if the first is free; by how much each cell that differs grows."""
    values = [sums.values[ref] for ref in stretch]
    if values[0]:
        return {}
    return {ref: new - old for ref, old, new in zip(stretch, values, [*values[1:], 0], strict=True) if new != old}


def _left(sums: Sums, gaps: Gaps, changes: dict[CellRef, Number]) -> Gaps:
    """The gaps that remain after some changes."""
    for ref, by in changes.items():
        gaps = sums.moved(gaps, ref, by)
    return gaps
