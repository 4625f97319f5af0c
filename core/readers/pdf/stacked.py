"""Words that stand under one another and beside one another as the rows, columns and headings of a table without rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.readers.pdf.ink import Box, around
from core.readers.pdf.lines import Line, Word

SAME_LINE = 3.0
"""Points that words of one line may differ in height."""
_LABELS_APART, _MOST_LABELS = 12.0, 3
"""Points between the starts of two columns of labels; and how many of these a table has."""
_ROW_GAP = 0.6
"""The share of the usual gap between rows of figures that makes a row without figures."""
_ONE_LABEL = 0.7
"""The gap, in parts of their height, that the lines of one group label may leave."""


def columns(boxes: Iterable[Box]) -> list[Box]:
    """Figures that overlap from left to right are one column."""
    found: list[Box] = []
    for box in sorted(boxes):
        if found and box.left < found[-1].right - 0.5:
            found[-1] = around([found[-1], box])
        else:
            found.append(box)
    return found


def with_headed(found: Sequence[Box], headings: Iterable[Box]) -> list[Box]:
    """The columns of figures, and those that have a heading and no figure; a heading over several is none of these."""
    widest = max(found[-1].right - found[0].left, 1.0) / len(found)
    lone = [box for box in headings if box.width < widest and all(box.right < c.left or box.left > c.right for c in found)]
    return columns([*found, *lone])


@dataclass(slots=True)
class Band:
    """One row: from where to where on the page, and its words."""

    top: float
    bottom: float
    words: list[Word] = field(default_factory=list)


class Bands:
    """The rows of a table: at its lines of figures, and divided where the white between lines is widest."""

    def __init__(self, rows: Sequence[Line], words: Sequence[Word], found: Sequence[Box]) -> None:
        self.columns = found
        labels = [word for word in words if word.box.across < found[0].left]
        self.labels = _starts(labels)
        inner = [word for word in words if word.box.left >= self.labels[-1] - 1]
        self.bands = _divided(rows, inner)
        outer = [word for word in words if word.box.left < self.labels[-1] - 1]
        for word in inner:
            self._band(word.box.down).words.append(word)
        for group in _groups(outer, self.labels):
            alone = len(group) == 1 or any(abs(word.box.down - row.box.down) < SAME_LINE for word in group for row in rows)
            first = group[0].box.down if alone else around([word.box for word in group]).down
            self._band(first).words += group

    def _band(self, down: float) -> Band:
        """The row at a height, or the nearest one."""
        return min(self.bands, key=lambda band: max(band.top - down, down - band.bottom, 0.0))

    def place(self, word: Word) -> int:
        """The column of a word, labels counted first."""
        if word.box.across < self.columns[0].left:
            return max((index for index, left in enumerate(self.labels) if left <= word.box.left + 1), default=0)
        within = (i for i, column in enumerate(self.columns) if column.left - 0.5 <= word.box.across <= column.right + 0.5)
        nearest = min(range(len(self.columns)), key=lambda index: abs(self.columns[index].across - word.box.across))
        return len(self.labels) + next(within, nearest)


def _starts(labels: Sequence[Word]) -> list[float]:
    """Where the columns of labels begin: labels of one column begin under one another."""
    starts: list[list[float]] = []
    for left in sorted(word.box.left for word in labels):
        if not starts or left - starts[-1][-1] > SAME_LINE:
            starts.append([])
        starts[-1].append(left)
    often = sorted((some for some in starts if len(some) > 1), key=len, reverse=True)[:_MOST_LABELS]
    found: list[float] = []
    for left in sorted([min((word.box.left for word in labels), default=0.0), *(some[0] for some in often)]):
        if not found or left - found[-1] > _LABELS_APART:
            found.append(left)
    return found


def _divided(rows: Sequence[Line], words: Sequence[Word]) -> list[Band]:
    """A band for each line of figures, and for each label without figures between wide gaps."""
    spans = _spans(words)
    at = [next((i for i, (top, bottom) in enumerate(spans) if top <= row.box.down <= bottom), 0) for row in rows]
    gaps = [below[0] - above[1] for above, below in pairwise(spans)]
    widest = [max(range(one, other), key=lambda index: gaps[index]) for one, other in pairwise(at) if other > one]
    usual = sorted(gaps[index] for index in widest)
    limit = _ROW_GAP * usual[len(usual) // 2] if usual else float("inf")
    inside = [gap for index, gap in enumerate(gaps) if index not in widest]
    if inside and limit <= min(inside) * 1.3:
        limit = float("inf")
    cuts = sorted({*widest, *(index for index, gap in enumerate(gaps) if gap > limit)})
    edges = [0, *(index + 1 for index in cuts), len(spans)]
    return [Band(spans[start][0], spans[end - 1][1]) for start, end in pairwise(edges)]


def _spans(words: Sequence[Word]) -> list[tuple[float, float]]:
    """The lines of words as heights from top to bottom; lines that overlap are one."""
    spans: list[tuple[float, float]] = []
    for top, bottom in sorted((word.box.top, word.box.bottom) for word in words):
        if spans and top < spans[-1][1] - 0.3 * (bottom - top):
            spans[-1] = (spans[-1][0], max(spans[-1][1], bottom))
        else:
            spans.append((top, bottom))
    return spans


def _groups(words: Iterable[Word], labels: Sequence[float]) -> list[list[Word]]:
    """The words of group labels, those of each label together."""
    groups: list[list[Word]] = []
    by_column: dict[int, list[Word]] = {}
    for word in words:
        by_column.setdefault(sum(left <= word.box.left + 1 for left in labels), []).append(word)
    for some in by_column.values():
        before: Word | None = None
        for word in sorted(some, key=lambda word: (word.box.top, word.box.left)):
            if before is None or word.box.top - before.box.bottom > _ONE_LABEL * word.box.height:
                groups.append([])
            groups[-1].append(word)
            before = word
    return groups
