"""The cells of a table without rules: its headings, each over the columns that it spans, and its rows."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from core.readers.pdf.figures import is_entry
from core.readers.pdf.ink import Box, around
from core.readers.pdf.lines import Line, Word
from core.readers.pdf.ruled import Cell, height_of
from core.readers.pdf.stacked import SAME_LINE, Bands


def cells(bands: Bands, headings: Sequence[Word], page: int) -> list[Cell]:
    """All cells: the headings, then the rows; a column without a word is a blank cell."""
    made = _heads(headings, bands, page)
    depth = height_of(made)
    width = len(bands.labels) + len(bands.columns)
    for index, band in enumerate(bands.bands, depth):
        found: list[list[Word]] = [[] for _ in range(width)]
        for word in band.words:
            found[bands.place(word)].append(word)
        made += [_cell(index, column, 1, 1, words, page) for column, words in enumerate(found)]
    return made


def _cell(row: int, column: int, row_span: int, column_span: int, words: Sequence[Word], page: int) -> Cell:
    ordered = sorted(words, key=lambda word: (round(word.box.down / SAME_LINE), word.box.left))
    box = around([word.box for word in words]) if words else Box(0, 0, 0, 0)
    return Cell(row, column, row_span, column_span, box, page, list(_lines(ordered)))


def _lines(words: Sequence[Word]) -> Iterator[Line]:
    """The words of a cell as lines: two figures side by side stay two, however narrow the cell looks."""
    for _, beside in groupby(words, key=lambda word: round(word.box.down / SAME_LINE)):
        some = tuple(beside)
        if all(is_entry(word.text) for word in some):
            yield Line(some, around([word.box for word in some]), some[0].box.height)
        else:
            yield from (Line((word,), word.box, word.box.height) for word in some)


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
