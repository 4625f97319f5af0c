"""Rules become tables: lines that cross make a grid, and cells are its places that no rule divides.

A rule may be drawn in pieces, as dots, twice, or as the outlines of single cells; a table may have no outer frame.
"""

from collections.abc import Iterable, Sequence

from core.readers.pdf.grid import Grid
from core.readers.pdf.ink import Box, Rule, Sheet
from core.readers.pdf.parting import parted, without_slivers
from core.readers.pdf.places import grid_of
from core.readers.pdf.rules import connected, merged

_MOST_PAIRS = 400_000
"""Of rules across and down; a page full of tables has some 2,000."""
_MOST_FILLS, _FEWEST_EDGES = 1_000, 2
"""Coloured areas: with more of them they are a drawing; a single column of them is a box of text and no table."""


def grids(sheet: Sheet) -> list[Grid]:
    """The ruled tables of a page, from the smallest to the largest; a frame around one place is none."""
    across, down = merged(sheet.across), merged(sheet.down)
    if len(across) * len(down) > _MOST_PAIRS:
        sheet.crowded = True
        return []
    found = _found(across, down)
    if not found and 1 < len(sheet.fills) <= _MOST_FILLS:
        found = [grid for grid in _found(*_outlines(sheet.fills)) if len(grid.xs) > _FEWEST_EDGES]
    return sorted(found, key=lambda grid: grid.box.width * grid.box.height)


def _found(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    whole = (grid_of(*part) for part in connected(across, down))
    return [without_slivers(part) for grid in whole if grid for part in parted(grid)]


def _outlines(fills: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """The edges of coloured areas: the cells of a table may be told by their colour alone."""
    across = [Rule(at, fill.left, fill.right) for fill in fills for at in (fill.top, fill.bottom)]
    down = [Rule(at, fill.top, fill.bottom) for fill in fills for at in (fill.left, fill.right)]
    return merged(across), merged(down)
