"""The order in which a page is read: what stands beside the text, such as the menu of a web site, is kept apart from it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from core.readers.pdf.figures import figures
from core.readers.pdf.ink import Box, around
from core.readers.pdf.lines import Line, is_wide

_GUTTER = 10.0
_FEWEST_LINES = 5
_FEWEST_BESIDE = 3
_OFF = 1.2
_OTHER_HEIGHTS = 0.5
_WORDED, _TABULAR = 0.7, 0.2
_ROW = 15.0
_MOST_LINES = 3_000


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
    gutter = _gutter(lines, tables)
    if gutter is None:
        return [Column(tuple(lines))]
    start, end, at = gutter
    left = [part for line in lines[start:end] if (part := _part(line, -1e9, at))]
    right = [part for line in lines[start:end] if (part := _part(line, at, 1e9))]
    side, text = sorted((left, right), key=_letters)
    whole = [*lines[:start], *text, *lines[end:]]
    return [Column(tuple(side), aside=True), *_divided(whole, tables)]


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _part(line: Line, left: float, right: float) -> Line | None:
    """The words of a line between two borders."""
    words = tuple(word for word in line.words if left <= word.box.across <= right)
    return line._replace(words=words, box=around([word.box for word in words])) if words else None


# ── where the gutter is ──────────────────────────────────────────────


def _gutter(lines: Sequence[Line], tables: Sequence[Box]) -> tuple[int, int, float] | None:
    """The first stretch of lines, and where it is divided, that is two columns and no table."""
    for start, end, left, right in _stretches(lines):
        at = (left + right) / 2
        box = around([line.box for line in lines[start:end]])
        near = [table for table in tables if table.top < box.bottom and table.bottom > box.top]
        if not any(table.left < at < table.right for table in near) and _is_columns(lines[start:end], at, near):
            return start, end, at
    return None


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int, float, float]]:
    """Stretches of lines through which one white gap runs, the longest from each line with a gap."""
    done = -1
    for index, line in enumerate(lines):
        if index < done:
            continue
        best = max((_run(lines, index, gap) for gap in _gaps(line)), key=lambda run: run[1] - run[0], default=None)
        if best is not None and best[1] - best[0] >= _FEWEST_LINES:
            yield best
            done = best[1]


def _gaps(line: Line) -> list[tuple[float, float]]:
    pairs = ((one.box.right, other.box.left) for one, other in pairwise(line.words))
    return [(left, right) for left, right in pairs if right - left >= _GUTTER]


def _run(lines: Sequence[Line], start: int, gap: tuple[float, float]) -> tuple[int, int, float, float]:
    """How far up and down a gap stays white, and what is left of it."""
    left, right = gap
    first, end = start, start + 1
    while end < len(lines) and (narrowed := _narrowed(lines[end], left, right)):
        left, right = narrowed
        end += 1
    while first > 0 and (narrowed := _narrowed(lines[first - 1], left, right)):
        left, right = narrowed
        first -= 1
    return first, end, left, right


def _narrowed(line: Line, left: float, right: float) -> tuple[float, float] | None:
    """What a line leaves of a gap; None when it crosses it."""
    middle = (left + right) / 2
    for word in line.words:
        if word.box.right <= middle:
            left = max(left, word.box.right)
        elif word.box.left >= middle:
            right = min(right, word.box.left)
        else:
            return None
    return (left, right) if right - left >= _GUTTER else None


def _is_columns(lines: Sequence[Line], at: float, tables: Sequence[Box]) -> bool:
    """Whether two sides are columns of text: their lines hold words and no figures, and stand at other heights."""
    sides = [[part for line in lines if (part := _part(line, *edges))] for edges in ((-1e9, at), (at, 1e9))]
    rows = [sum(int(table.height // _ROW) for table in tables if (table.across > at) == bool(index)) for index in (0, 1)]
    if any(not side or len(side) + more < _FEWEST_LINES for side, more in zip(sides, rows, strict=True)):
        return False
    if any(_share(side, _is_worded) < _WORDED or _share(side, _is_row) > _TABULAR for side in sides):
        return False
    return _share(lines, lambda line: _is_off(line, at)) >= _OTHER_HEIGHTS


def _share(lines: Sequence[Line], holds: Callable[[Line], bool]) -> float:
    return sum(map(holds, lines)) / len(lines)


def _is_worded(line: Line) -> bool:
    return any(map(is_wide, line.text))


def _is_row(line: Line) -> bool:
    return len(figures(line)) > 1


def _is_off(line: Line, at: float) -> bool:
    """Whether a line lies on one side of the gutter, or its words left and right of it at different heights."""
    left = [word.box.down for word in line.words if word.box.across < at]
    right = [word.box.down for word in line.words if word.box.across > at]
    return not left or not right or abs(left[-1] - right[0]) > _OFF
