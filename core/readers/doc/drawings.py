"""What floats in a Word binary document: which anchor holds a text box, which a picture ([MS-DOC] 2.8.37, PlcfSpa)."""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from core.readers.doc.fib import Binary, Part, Story

_ANCHOR, _BOX = 26, 22
_MOST = 100_000
_SHAPE = re.compile(rb"(..)\x0a\xf0\x08\0\0\0(....)", re.DOTALL)
"""The head of a shape among the drawings ([MS-ODRAW] 2.2.40, OfficeArtFSP): its kind, and its number."""
_PICTURE_FRAME = 75


@dataclass(frozen=True, slots=True)
class Drawings:
    """Shapes by the place of their anchor in the main text, and for text boxes the stretch of text that is in them."""

    boxes: Mapping[int, tuple[int, int]]
    pictures: frozenset[int]
    loose: tuple[tuple[int, int], ...]


def drawings(binary: Binary) -> Drawings:
    """Match anchors, boxes and pictures; `loose` are the boxes whose anchor is not in the main text.

    Raises struct.error for tables that are cut off.
    """
    anchors = _anchors(binary)
    boxes = _boxes(binary)
    kinds = _kinds(binary)
    placed = {anchors[shape]: stretch for shape, stretch in boxes.items() if shape in anchors}
    loose = tuple(sorted(stretch for shape, stretch in boxes.items() if shape not in anchors))
    pictures = frozenset(place for shape, place in anchors.items() if kinds.get(shape) == _PICTURE_FRAME)
    return Drawings(placed, pictures, loose)


def _anchors(binary: Binary) -> dict[int, int]:
    """Number of each shape → the place of its anchor."""
    table = binary.part(Part.ANCHORS)
    count = min(max((len(table) - 4) // (4 + _ANCHOR), 0), _MOST)
    places = struct.unpack_from(f"<{count + 1}I", table) if count else ()
    numbers = (struct.unpack_from("<I", table, 4 * (count + 1) + _ANCHOR * index)[0] for index in range(count))
    return dict(zip(numbers, places, strict=False))


def _boxes(binary: Binary) -> dict[int, tuple[int, int]]:
    """Number of each shape → the stretch of text in it ([MS-DOC] 2.8.32, PlcftxbxTxt); the last entry closes the table."""
    table = binary.part(Part.BOXES)
    count = min(max((len(table) - 4) // (4 + _BOX), 0), _MOST)
    if not count:
        return {}
    start, end = binary.story(Story.BOXES)
    places = list(accumulate((min(start + place, end) for place in struct.unpack_from(f"<{count + 1}I", table)), max))
    found: dict[int, tuple[int, int]] = {}
    for index in range(count):
        unused, shape = struct.unpack_from("<8xH4xI", table, 4 * (count + 1) + _BOX * index)
        if not unused and places[index] < places[index + 1]:
            found[shape] = (places[index], places[index + 1])
    return found


def _kinds(binary: Binary) -> dict[int, int]:
    """Number of each shape → its kind."""
    found = _SHAPE.finditer(binary.part(Part.DRAWINGS))
    return {int.from_bytes(match[2], "little"): int.from_bytes(match[1], "little") >> 4 for match in found}
