"""The order in which a page is read: what stands beside the text, such as the menu of a web site, is kept apart from it."""

from collections.abc import Sequence
from typing import NamedTuple

from core.readers.pdf.gutter import gutter_of, part_of
from core.readers.pdf.ink import Box
from core.readers.pdf.lines import Line

_FEWEST_BESIDE = 3
_MOST_LINES = 3_000
"""On a page; with more, its columns are not looked for."""


class Column(NamedTuple):
    """Lines that are read one after another; `aside` is what stands beside the text."""

    lines: tuple[Line, ...]
    aside: bool = False


def in_order(lines: Sequence[Line], tables: Sequence[Box]) -> list[Column]:
    """The lines of a page in columns as they are read; the text of one column never runs into another.

    A line whose words stand in different columns is cut. `tables` are the boxes of ruled tables, which no gutter crosses.
    """
    beside = _beside(lines, tables)
    taken = set(map(id, beside))
    rest = [line for line in lines if id(line) not in taken]
    columns = _divided(rest, tables) if len(rest) <= _MOST_LINES else [Column(tuple(rest))]
    return [Column(tuple(beside), aside=True), *columns] if beside else columns


def _beside(lines: Sequence[Line], tables: Sequence[Box]) -> list[Line]:
    """Lines that stand left or right of ruled tables, if there are several."""
    found = [line for line in lines if any(_is_beside(line.box, table) for table in tables)]
    return found if len(found) >= _FEWEST_BESIDE else []


def _is_beside(box: Box, table: Box) -> bool:
    return table.top < box.down < table.bottom and (box.right < table.left or box.left > table.right)


def _divided(lines: Sequence[Line], tables: Sequence[Box]) -> list[Column]:
    gutter = gutter_of(lines, tables)
    if gutter is None:
        return [Column(tuple(lines))]
    start, end, at = gutter
    left = [part for line in lines[start:end] if (part := part_of(line, -1e9, at))]
    right = [part for line in lines[start:end] if (part := part_of(line, at, 1e9))]
    side, text = sorted((left, right), key=_letters)
    whole = [*lines[:start], *text, *lines[end:]]
    return [Column(tuple(side), aside=True), *_divided(whole, tables)]


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)
