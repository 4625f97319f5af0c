"""The last row of an open table, alone on a new page: the table of the page before tells which rules divide it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from core.readers.pdf.grid import Grid, Spot
from core.readers.pdf.ink import Box, Rule, Sheet
from core.readers.pdf.rules import meet, merged

_SAME_END, _SAME_EDGE = 3.0, 4.0
"""Points: how far the ends of rules of one row may differ, and the edges of one column on two pages."""
_COMMON = 0.5
"""The share of the lines above that must go on."""


def lone_row(sheet: Sheet, above: Sequence[float]) -> Grid | None:
    """The row at the top of a page that only upright rules divide, below a table whose columns are divided at `above`.

    None when the uppermost upright rules of the page have others across them, or stand elsewhere than those above did.
    """
    pillars = _uppermost(merged(sheet.down))
    if not pillars or any(meet(rule, pillar) for rule in merged(sheet.across) for pillar in pillars):
        return None
    inner = [x for x in above[1:-1] if _stands(pillars, x)]
    if len(inner) != len(pillars) or len(inner) < _COMMON * (len(above) - 2):
        return None
    top, bottom = min(rule.start for rule in pillars), max(rule.end for rule in pillars)
    xs = (above[0], *inner, above[-1])
    cells = (Spot(0, column, 1, 1, Box(left, top, right, bottom)) for column, (left, right) in enumerate(pairwise(xs)))
    return Grid(xs, (top, bottom), tuple(cells))


def _uppermost(down: Sequence[Rule]) -> list[Rule]:
    """The upright rules that begin and end where the highest of the page does."""
    first = min(down, key=lambda rule: rule.start, default=None)
    return [rule for rule in down if first and abs(rule.start - first.start) < _SAME_END and abs(rule.end - first.end) < _SAME_END]


def _stands(pillars: Iterable[Rule], x: float) -> bool:
    return any(abs(rule.at - x) <= _SAME_EDGE for rule in pillars)
