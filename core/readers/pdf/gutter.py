"""The white gap between two columns of text: where it is, and whether it is one and no gap inside a table."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from core.readers.pdf.figures import figures
from core.readers.pdf.ink import Box, around
from core.readers.pdf.lines import Line, is_wide

_GUTTER = 10.0
"""Points; the gap between two columns of text is at least as wide."""
_FEWEST_LINES = 5
_OFF = 1.2
"""Points: words farther apart in height are not on one line of a table."""
_OTHER_HEIGHTS = 0.5
"""The share of lines that must be off, left against right."""
_WORDED, _TABULAR = 0.7, 0.2
"""The least share of lines with words in a column of text, and the greatest of lines with several figures."""
_ROW = 15.0
"""Points: about the height of a row, to count a table as lines."""


def part_of(line: Line, left: float, right: float) -> Line | None:
    """The words of a line between two borders."""
    words = tuple(word for word in line.words if left <= word.box.across <= right)
    return line._replace(words=words, box=around([word.box for word in words])) if words else None


def gutter_of(lines: Sequence[Line], tables: Sequence[Box]) -> tuple[int, int, float] | None:
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
    sides = [[part for line in lines if (part := part_of(line, *edges))] for edges in ((-1e9, at), (at, 1e9))]
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
