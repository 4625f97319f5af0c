"""Which cells to point at when sums fail: those in which failing sums meet, and which no sum that holds clears."""

from collections import Counter
from collections.abc import Iterable, Sequence

from core.forms import CellRef

Cells = Sequence[CellRef]


def suspects(failing: Iterable[Cells], holding: Iterable[Cells]) -> frozenset[CellRef]:
    """The fewest cells that touch every failing sum; the result of a sum that meets no other.

    Each round points at the cells in most of the sums not yet explained, less the sums that hold and clear them.
    It shows where to look, and proposes no figure.
    """
    open_sums = list(failing)
    cleared = Counter(ref for cells in holding for ref in cells)
    found: set[CellRef] = set()
    while open_sums:
        found |= _most_suspect(open_sums, cleared)
        open_sums = [cells for cells in open_sums if found.isdisjoint(cells)]
    return frozenset(found)


def _most_suspect(open_sums: Sequence[Cells], cleared: Counter[CellRef]) -> set[CellRef]:
    """The cells of one round; a sum's last cell is its result."""
    met = Counter(ref for cells in open_sums for ref in cells)
    crossings = {ref: count - cleared[ref] for ref, count in met.items() if count > 1 and count > cleared[ref]}
    if not crossings:
        return {open_sums[0][-1]}
    most = max(crossings.values())
    return {ref for ref, score in crossings.items() if score == most}
