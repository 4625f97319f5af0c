"""Words that stand under one another and beside one another as the rows, columns and headings of a table without rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.readers.pdf.ink import Box, around
from core.readers.pdf.leaf import Cell
from core.readers.pdf.lines import Line, Word

_SAME_LINE = 3.0
_LABELS_APART, _MOST_LABELS = 12.0, 3
_ROW_GAP = 0.6
_ONE_LABEL = 0.7


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
            alone = len(group) == 1 or any(abs(word.box.down - row.box.down) < _SAME_LINE for word in group for row in rows)
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
        if not starts or left - starts[-1][-1] > _SAME_LINE:
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


# ── cells ────────────────────────────────────────────────────────────


def cells(bands: Bands, headings: Sequence[Word], page: int) -> list[Cell]:
    """All cells: the headings, then the rows; a column without a word is a blank cell."""
    made = _heads(headings, bands, page)
    depth = max((cell.row + cell.row_span for cell in made), default=0)
    width = len(bands.labels) + len(bands.columns)
    for index, band in enumerate(bands.bands, depth):
        found: list[list[Word]] = [[] for _ in range(width)]
        for word in band.words:
            found[bands.place(word)].append(word)
        made += [_cell(index, column, 1, 1, words, page) for column, words in enumerate(found)]
    return made


def _cell(row: int, column: int, row_span: int, column_span: int, words: Sequence[Word], page: int) -> Cell:
    ordered = sorted(words, key=lambda word: (round(word.box.down / _SAME_LINE), word.box.left))
    box = around([word.box for word in words]) if words else Box(0, 0, 0, 0)
    return Cell(row, column, row_span, column_span, box, page, [Line((word,), word.box, word.box.height) for word in ordered])


def _heads(words: Sequence[Word], bands: Bands, page: int) -> list[Cell]:
    """The headings: a word above one column belongs to it, one above several is a heading over those it spans."""
    if not words:
        return []
    labels, count = len(bands.labels), len(bands.columns)
    edges = _edges(bands.columns)
    corner = [word for word in words if word.box.across < edges[0]]
    above: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        if word.box.across >= edges[0]:
            above.setdefault(_span(word.box, bands.columns, edges), []).append(word)
    over = sorted((span for span in above if span[1] - span[0] > 1), key=lambda span: min(word.box.top for word in above[span]))
    made = [_cell(0, 0, len(over) + 1, labels, corner, page)]
    made += [_cell(level, labels + first, 1, last - first, above[first, last], page) for level, (first, last) in enumerate(over)]
    return made + [_cell(len(over), labels + i, 1, 1, above.get((i, i + 1), []), page) for i in range(count)]


def _edges(found: Sequence[Box]) -> list[float]:
    """Where columns border on one another: halfway between them."""
    middles = [column.across for column in found]
    inner = [(one + other) / 2 for one, other in pairwise(middles)]
    return [min(2 * middles[0] - inner[0], found[0].left), *inner]


def _span(box: Box, found: Sequence[Box], edges: Sequence[float]) -> tuple[int, int]:
    """The columns below a heading: those whose middle it covers, or the one below its own middle."""
    covered = [index for index, column in enumerate(found) if box.left <= column.across <= box.right]
    if len(covered) > 1:
        return covered[0], covered[-1] + 1
    at = max(index for index, edge in enumerate(edges) if edge <= max(box.across, edges[0]))
    return at, at + 1
