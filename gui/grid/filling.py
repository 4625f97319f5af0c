"""Filling down and to the right: which cell takes its entry from which, as in a spreadsheet."""

from collections.abc import Sequence

from core.forms import CellRef
from gui.grid.sheet import Move, Sheet


def down(sheet: Sheet, chosen: Sequence[CellRef]) -> dict[CellRef, CellRef]:
    """Each chosen cell below another chosen one, with the topmost of its run; of a single line each with the cell above it."""
    return _sources(sheet, chosen, Move.UP)


def right(sheet: Sheet, chosen: Sequence[CellRef]) -> dict[CellRef, CellRef]:
    """Each chosen cell right of another chosen one, with the first of its run; of a single column each with the cell before it."""
    return _sources(sheet, chosen, Move.LEFT)


def _sources(sheet: Sheet, chosen: Sequence[CellRef], back: Move) -> dict[CellRef, CellRef]:
    """`chosen` is in reading order, so that the cell before one has its source already."""
    before = {ref: next(iter(sheet.path(ref, back)), None) for ref in chosen}
    alone = not any(other in before for other in before.values())
    sources: dict[CellRef, CellRef] = {}
    for ref, other in before.items():
        if other is not None and (alone or other in before):
            sources[ref] = sources.get(other, other)
    return sources
