"""Cells lying on a sheet become the tables and the lines of text that lie there, in order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from core.document import Paragraph, Place
from core.readers.blocks import MOST_CELLS, Item, Slot, TooMany
from core.readers.settling import settle
from core.readers.workbooks.references import Spot

_SPARSE, _FEW = 20, 20_000
_MARGIN = 50
_MOST_MERGED, _MOST_BLANKS, _MOST_BESIDE = 1_000_000, 600_000, 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """Filled cells by their spots, merged ranges from first spot to last, and where a spot is for the clerk."""

    cells: Mapping[Spot, str]
    merges: Mapping[Spot, Spot]
    place: Callable[[int, int], Place]


@dataclass(frozen=True, slots=True)
class _Area:
    """A filled cell with all the places it covers, ends included."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


def items(sheet: Sheet, place: Place) -> list[Item]:
    """Cut a sheet at its blank rows, then each band at the gaps between tables that stand side by side.

    Raises TooMany for a sheet that is no report.
    """
    if len(sheet.cells) > MOST_CELLS:
        raise TooMany(f"{len(sheet.cells)} cells")
    filled = {where: text for where, text in sorted(sheet.cells.items()) if text.strip(" \t\n")}
    filler = _Filler(sheet.place, _merged(sheet, filled))
    return [
        item
        for band in _bands(filler.areas(filled))
        for part in _side_by_side(band)
        for item in settle(filler.slots(part), place, of_sheet=True)
    ]


def _merged(sheet: Sheet, filled: Mapping[Spot, str]) -> dict[Spot, Spot]:
    """From the first cell of each merged range to its last, no farther than there is something to read."""
    bottom = max((row for row, _ in filled), default=0) + _MARGIN
    right = max((column for _, column in filled), default=0) + _MARGIN
    merged = {first: (min(last[0], bottom), min(last[1], right)) for first, last in sheet.merges.items()}
    size = sum((last[0] - first[0] + 1) * (last[1] - first[1] + 1) for first, last in merged.items())
    return merged if size <= _MOST_MERGED else {}


def _bands(areas: Sequence[_Area]) -> list[list[_Area]]:
    """Stretches of rows without a blank row between; a cell over several rows bridges them."""
    bands: list[list[_Area]] = []
    bottom = -1
    for area in areas:
        if area.top > bottom + 1 or not bands:
            bands.append([])
        bands[-1].append(area)
        bottom = max(bottom, area.bottom)
    return bands


def _side_by_side(band: list[_Area]) -> list[list[_Area]]:
    """The tables of a band from left to right, each a table in its own right; else the band as it is."""
    crowded = _crowded(band)
    shared = {(area.top, area.left) for area in crowded}
    gaps = _gaps(crowded)
    if not 0 < len(gaps) < _MOST_BESIDE:
        return [band]
    parts = [[area for area in crowded if left < area.left <= right] for left, right in pairwise([0, *gaps, 1 << 20])]
    if not all(_stands_alone(part) for part in parts):
        return [band]
    lone = [area for area in band if (area.top, area.left) not in shared]
    above = [[area] for area in lone if area.top < crowded[0].top]
    below = [[area] for area in lone if area.top >= crowded[0].top]
    return [*above, *parts, *below]


def _crowded(band: Iterable[_Area]) -> list[_Area]:
    """The cells that share their row with others."""
    rows: dict[int, list[_Area]] = {}
    for area in band:
        rows.setdefault(area.top, []).append(area)
    return [area for row in rows.values() if len(row) > 1 for area in row]


def _gaps(areas: Iterable[_Area]) -> list[int]:
    """The last column before each blank one between filled ones."""
    gaps = []
    right = 0
    for area in sorted(areas, key=lambda area: area.left):
        if right and area.left > right + 1:
            gaps.append(right)
        right = max(right, area.right)
    return gaps


def _stands_alone(part: Sequence[_Area]) -> bool:
    """Whether this looks like a whole table: two rows and columns at least, and words down its left edge."""
    left = min(area.left for area in part)
    labels = [area for area in part if area.left == left]
    worded = sum(1 for area in labels if any(character.isalpha() for character in area.text))
    return len(labels) > 1 and len({area.left for area in part}) > 1 and worded * 2 > len(labels)


def _spots(area: _Area) -> Iterable[Spot]:
    return product(range(area.top, area.bottom + 1), range(area.left, area.right + 1))


class _Filler:
    """Turns the filled cells of a sheet into slots, and fills in the blank ones, as many as a sheet may have."""

    def __init__(self, place: Callable[[int, int], Place], merged: Mapping[Spot, Spot]) -> None:
        self._place, self._merged = place, merged
        self._room = _MOST_BLANKS

    def areas(self, filled: Mapping[Spot, str]) -> list[_Area]:
        """The filled cells, each over its merged range, in the order given."""
        return [_Area(*spot, *self._merged.get(spot, spot), text) for spot, text in filled.items()]

    def slots(self, part: Sequence[_Area]) -> list[Slot]:
        """The filled cells, and between them the blank ones, which are part of the table as well."""
        slots = [self._slot(area) for area in part]
        top, bottom = part[0].top, max(area.bottom for area in part)
        left, right = min(area.left for area in part), max(area.right for area in part)
        size = (bottom - top + 1) * (right - left + 1)
        if size > min(_SPARSE * len(part) + _FEW, self._room):
            return slots
        blank = self._blanks(part, range(top, bottom + 1), range(left, right + 1))
        self._room -= len(blank)
        return sorted(slots + [self._slot(area) for area in blank], key=lambda slot: (slot.row, slot.column))

    def _blanks(self, part: Sequence[_Area], rows: range, columns: range) -> list[_Area]:
        """The places that no filled cell covers, blank merged ranges as one."""
        taken = {spot for area in part for spot in _spots(area)}
        blanks = []
        for spot in product(rows, columns):
            if spot not in taken:
                bottom, right = self._merged.get(spot, spot)
                area = _Area(*spot, min(bottom, rows[-1]), min(right, columns[-1]), "")
                blanks.append(area if taken.isdisjoint(_spots(area)) else _Area(*spot, *spot, ""))
                taken.update(_spots(blanks[-1]))
        return blanks

    def _slot(self, area: _Area) -> Slot:
        place = self._place(area.top, area.left)
        lines: list[Item] = [Paragraph(line, place) for line in area.text.split("\n")] if area.text else []
        return Slot(area.top, area.left, area.bottom - area.top + 1, area.right - area.left + 1, lines, place)
