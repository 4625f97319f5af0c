"""Tables without rules: figures that stand under one another make columns, and the words around them rows and headings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.numbers import Kind, parse_figure
from core.readers.pdf.ink import Box, around
from core.readers.pdf.leaf import Cell, Ruled
from core.readers.pdf.lines import Line, Word

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 1
_FEWEST_FIGURES = 3
_HEADING_LINES = 12
_LONG = 40
_APART = 3.0
_CHINESE = re.compile("[\u3400-\u9fff]")


@dataclass(slots=True)
class _Row:
    """A row of figures: where it stands, and the words that belong to it."""

    down: float
    figures: list[Word]
    words: list[Word] = field(default_factory=list)


def with_tables(lines: Sequence[Line], page: int) -> list[Line | Ruled]:
    """The lines, with those that form a table in the place of their lines."""
    items: list[Line | Ruled] = []
    done = 0
    for start, first, last in _regions(lines):
        if start < done:
            continue
        table = _table(lines, start, first, last, page)
        if table is not None:
            items += [*lines[done:start], table]
            done = last
    return [*items, *lines[done:]]


def _figures(line: Line) -> list[Word]:
    """The words of a line that are figures or signs for blank cells."""
    return [word for word in line.words if is_entry(word.text)]


def is_entry(text: str) -> bool:
    """Whether a text may be what stands in the cell of a table: a figure, or a mark for a blank one."""
    return parse_figure(text).kind is not Kind.UNREADABLE and not _CHINESE.search(text.replace("无", ""))


def _regions(lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """Stretches with rows of figures: where the headings begin, the first row, and the end."""
    counts = [len(_figures(line)) for line in lines]
    index = 0
    while index < len(lines):
        if counts[index] < _FEWEST_FIGURES:
            index += 1
            continue
        end = last = index
        while end < len(lines) and _belongs(lines, end, last):
            if counts[end] >= 2:
                last = end
            end += 1
        end = last + 1
        while end < len(lines) and _is_tail(lines, end, last):
            end += 1
        yield _top(lines, index), index, end
        index = end


def _belongs(lines: Sequence[Line], index: int, last: int) -> bool:
    """Whether a line may stand in the table whose last row of figures so far is `last`."""
    line = lines[index]
    if len(_figures(line)) >= 2:
        return True
    return index - last <= 4 and not _is_prose(line)


def _is_tail(lines: Sequence[Line], index: int, last: int) -> bool:
    """Whether a line goes on with the label of the last row: it stands close below, and begins left of its figures."""
    line, row = lines[index], lines[last]
    close = line.box.top - lines[index - 1].box.bottom < 0.6 * line.size
    return close and len(line.words) == 1 and line.box.right < _figures(row)[0].box.left and not _is_prose(line)


def _is_prose(line: Line) -> bool:
    return "。" in line.text or (len(line.words) == 1 and len(line.text) > _LONG)


def _top(lines: Sequence[Line], first: int) -> int:
    """Where the headings above the first row of figures begin."""
    start = first
    while start > 0 and first - start < _HEADING_LINES and not _is_prose(lines[start - 1]):
        gap = lines[start].box.top - lines[start - 1].box.bottom
        if gap > 2.5 * lines[start].size:
            break
        start -= 1
    many = [index for index in range(start, first) if len(lines[index].words) > 1]
    return max(min(many, default=first) - 1, start) if many else first


# ── columns and rows ─────────────────────────────────────────────────


def _table(lines: Sequence[Line], start: int, first: int, last: int, page: int) -> Ruled | None:
    rows = [_Row(line.box.down, _figures(line)) for line in lines[first:last] if len(_figures(line)) >= 2]
    columns = _columns(word.box for row in rows for word in row.figures)
    if len(columns) < _FEWEST_COLUMNS or len(rows) < _FEWEST_ROWS:
        return None
    for line in lines[first:last]:
        nearest = min(rows, key=lambda row: abs(row.down - line.box.down))
        taken = {id(word) for word in nearest.figures}
        nearest.words += [word for word in line.words if id(word) not in taken]
    headings = [word for line in lines[start:first] for word in line.words]
    heads = _heads(headings, columns)
    depth = max((row + span for row, span, *_ in heads), default=0)
    cells = [_cell(row, column, span, width, words, page) for row, span, column, width, words in heads]
    for index, row in enumerate(rows, depth):
        cells += _row_cells(row, index, columns, page)
    box = around([line.box for line in lines[start:last]])
    label = min([box.left, columns[0].left - 1])
    xs = (label, *(column.left for column in columns), box.right)
    return Ruled(page, box, xs, cells)


def _columns(boxes: Iterable[Box]) -> list[Box]:
    """Figures that overlap from left to right are one column."""
    columns: list[Box] = []
    for box in sorted(boxes):
        if columns and box.left < columns[-1].right - 0.5:
            columns[-1] = around([columns[-1], box])
        else:
            columns.append(box)
    return columns


def _row_cells(row: _Row, index: int, columns: Sequence[Box], page: int) -> list[Cell]:
    """The label and the figures of a row; a column without a figure is a blank cell."""
    found: list[list[Word]] = [[] for _ in columns]
    labels: list[Word] = []
    for word in row.figures:
        at = _column(word.box, columns)
        (found[at] if at is not None else labels).append(word)
    labels += [word for word in row.words if word.box.across < columns[0].left]
    for word in row.words:
        if word.box.across >= columns[0].left:
            found[_nearest(word.box, columns)].append(word)
    cells = [_cell(index, 0, 1, 1, labels, page)]
    return cells + [_cell(index, column, 1, 1, words, page) for column, words in enumerate(found, 1)]


def _column(box: Box, columns: Sequence[Box]) -> int | None:
    return next((index for index, column in enumerate(columns) if column.left - 0.5 <= box.across <= column.right + 0.5), None)


def _nearest(box: Box, columns: Sequence[Box]) -> int:
    return min(range(len(columns)), key=lambda index: abs(columns[index].across - box.across))


def _cell(row: int, column: int, row_span: int, column_span: int, words: Sequence[Word], page: int) -> Cell:
    ordered = sorted(words, key=lambda word: (round(word.box.down / _APART), word.box.left))
    box = around([word.box for word in words]) if words else Box(0, 0, 0, 0)
    return Cell(row, column, row_span, column_span, box, page, [Line((word,), word.box, word.box.height) for word in ordered])


# ── headings ─────────────────────────────────────────────────────────

_Head = tuple[int, int, int, int, list[Word]]
"""Row, rows covered, column, columns covered, words."""


def _heads(words: Sequence[Word], columns: Sequence[Box]) -> list[_Head]:
    """The headings: a word above one column belongs to it, one above several is a heading over those it spans."""
    edges = _edges(columns)
    corner = [word for word in words if word.box.across < edges[0]]
    above: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        if word.box.across >= edges[0]:
            above.setdefault(_span(word.box, columns, edges), []).append(word)
    groups = sorted((span for span in above if span[1] - span[0] > 1), key=lambda span: min(w.box.top for w in above[span]))
    heads: list[_Head] = [(level, 1, 1 + first, last - first, above[first, last]) for level, (first, last) in enumerate(groups)]
    depth = len(groups)
    if not words:
        return []
    heads += [(0, depth + 1, 0, 1, corner)]
    heads += [(depth, 1, 1 + column, 1, above.get((column, column + 1), [])) for column in range(len(columns))]
    return heads


def _edges(columns: Sequence[Box]) -> list[float]:
    """Where columns border on one another: halfway between them."""
    middles = [column.across for column in columns]
    inner = [(one + other) / 2 for one, other in pairwise(middles)]
    first = columns[0].across - (inner[0] - middles[0])
    return [min(first, columns[0].left), *inner, 1e9]


def _span(box: Box, columns: Sequence[Box], edges: Sequence[float]) -> tuple[int, int]:
    """The columns below a heading: those whose middle it covers, or the one below its own middle."""
    covered = [index for index, column in enumerate(columns) if box.left <= column.across <= box.right]
    if len(covered) > 1:
        return covered[0], covered[-1] + 1
    at = max(index for index in range(len(columns)) if edges[index] <= max(box.across, edges[0]))
    return at, at + 1
