"""The order in which a page is read: what stands beside the text, such as the menu of a web site, is kept apart from it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.readers.pdf.ink import Box, around
from core.readers.pdf.lines import Line, is_wide

_GUTTER = 10.0
_FEWEST_LINES = 5
_OFF = 1.2
_OTHER_HEIGHTS = 0.5
_LONG_LINE = 12
_MOST_LINES = 3_000


class _Gap(NamedTuple):
    """White space between two words of a line: from where to where, and the line's index."""

    left: float
    right: float
    line: int


def in_order(lines: Sequence[Line], tables: Sequence[Box]) -> list[list[Line]]:
    """The lines of a page in columns as they are read; the text of one column never runs into another.

    A line whose words stand in different columns is cut. `tables` are the boxes of ruled tables, which no gutter crosses.
    """
    if len(lines) > _MOST_LINES:
        return [list(lines)]
    gutter = _gutter(lines, tables)
    if gutter is None:
        return [list(lines)]
    start, end, at = gutter
    left = [part for line in lines[start:end] if (part := _part(line, -1e9, at))]
    right = [part for line in lines[start:end] if (part := _part(line, at, 1e9))]
    first, second = sorted((left, right), key=_letters)
    parts = [list(lines[:start]), *in_order(first, tables), *in_order(second, tables), *in_order(lines[end:], tables)]
    return [part for part in parts if part]


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _part(line: Line, left: float, right: float) -> Line | None:
    """The words of a line between two borders."""
    words = tuple(word for word in line.words if left <= word.box.across <= right)
    return line._replace(words=words, box=around([word.box for word in words])) if words else None


def _gutter(lines: Sequence[Line], tables: Sequence[Box]) -> tuple[int, int, float] | None:
    """The first stretch of lines, and where it is divided, that is two columns and no table."""
    for start, end, left, right in _stretches(lines):
        at = (left + right) / 2
        box = around([line.box for line in lines[start:end]])
        crossed = any(table.left < at < table.right and table.common(box) for table in tables)
        if not crossed and _is_columns(lines[start:end], at):
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
    pairs = zip(line.words, line.words[1:], strict=False)
    return [(one.box.right, other.box.left) for one, other in pairs if other.box.left - one.box.right >= _GUTTER]


def _run(lines: Sequence[Line], start: int, gap: tuple[float, float]) -> tuple[int, int, float, float]:
    """How far down (and up, over lines on one side only) a gap stays white, and what is left of it."""
    left, right = gap
    first = start
    while first > 0 and (lines[first - 1].box.right <= left or lines[first - 1].box.left >= right):
        first -= 1
    end = start
    while end < len(lines):
        narrowed = _narrowed(lines[end], left, right)
        if narrowed is None:
            break
        left, right = narrowed
        end += 1
    return first, end, left, right


def _narrowed(line: Line, left: float, right: float) -> tuple[float, float] | None:
    """What a line leaves of a gap; None when it crosses it."""
    for word in line.words:
        if word.box.right <= (left + right) / 2:
            left = max(left, word.box.right)
        elif word.box.left >= (left + right) / 2:
            right = min(right, word.box.left)
        else:
            return None
    return (left, right) if right - left >= _GUTTER else None


def _is_columns(lines: Sequence[Line], at: float) -> bool:
    """Whether two sides are columns of text: their lines stand at other heights, and one side holds long lines of words."""
    both = [line for line in lines if line.words[0].box.across < at < line.words[-1].box.across]
    left = [part for line in lines if (part := _part(line, -1e9, at))]
    right = [part for line in lines if (part := _part(line, at, 1e9))]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    off = sum(_is_off(line, at) for line in both) + len(lines) - len(both)
    long = max((_long_share(side), index) for index, side in enumerate((left, right)))
    return long[0] > 0.5 and (off >= _OTHER_HEIGHTS * len(lines) or _worded((left, right)[1 - long[1]]))


def _is_off(line: Line, at: float) -> bool:
    """Whether the words left and right of the gutter stand at different heights."""
    left = [word.box.down for word in line.words if word.box.across < at]
    right = [word.box.down for word in line.words if word.box.across > at]
    return abs(left[-1] - right[0]) > _OFF


def _long_share(lines: Sequence[Line]) -> float:
    """The share of the lines that are long and have no gaps in them, as running text."""
    long = sum(1 for line in lines if len(line.words) == 1 and sum(map(is_wide, line.text)) >= _LONG_LINE)
    return long / len(lines)


def _worded(lines: Sequence[Line]) -> bool:
    """Whether nearly all lines hold words: beside a label stand figures."""
    return sum(1 for line in lines if any(map(is_wide, line.text))) > 0.9 * len(lines)
