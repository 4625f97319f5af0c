"""Tables without rules: where rows of figures stand under one another there is a table, with headings above and labels beside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from core.readers.pdf.figures import figures
from core.readers.pdf.headed import cells
from core.readers.pdf.ink import around
from core.readers.pdf.leaf import Leaf
from core.readers.pdf.lines import Line, Word
from core.readers.pdf.numbered import NUMBERED
from core.readers.pdf.ruled import Ruled
from core.readers.pdf.stacked import Bands, columns, with_headed

_FEWEST_COLUMNS = 3
_FEWEST_FIGURES = 3
_ROW = 0.5
"""The share of the most figures on a line that makes a row; and of the usual gap that makes the rest of one."""
_HEADING_LINES = 14
_LONG = 40
"""Characters: a longer line of one piece is running text."""
_CLOSE, _FAR = 1.6, 1.5
"""The gap between rows at most: in parts of the size, and of the usual gap between them."""
_WITHIN = 0.6
"""The gap between the lines of one cell at most, in parts of the size."""
_OTHER_SIZE = 0.15
_CAPTION = re.compile(r"\s*第[一二三四五六七八九十]+条")


def with_unruled(leaf: Leaf) -> Leaf:
    """The page with the tables that are among its lines as tables."""
    ruled = sorted(leaf.tables, key=lambda table: table.box.top)
    tables: list[Ruled] = []
    rest: list[Line] = []
    for _, some in groupby(leaf.lines, key=lambda line: sum(table.box.top < line.box.down for table in ruled)):
        lines = list(some)
        done = 0
        for start, first, end in regions(lines):
            table = _table(lines[max(start, done) : first], lines[first:end], leaf.number)
            if table is not None:
                tables.append(table)
                rest += lines[done : max(start, done)]
                done = end
        rest += lines[done:]
    return replace(leaf, tables=[*leaf.tables, *tables], lines=rest) if tables else leaf


def regions(lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """Stretches with rows of figures: where the headings begin, where the first row does, and the end."""
    counts = [len(figures(line)) for line in lines]
    index = 0
    while index < len(lines):
        if counts[index] < _FEWEST_FIGURES:
            index += 1
            continue
        end = _end(lines, index, counts)
        first = _first(lines, index)
        yield _top(lines, first), first, end
        index = end


def _end(lines: Sequence[Line], first: int, counts: Sequence[int]) -> int:
    """Where a table ends: at running text, or at a gap wider than those between its rows."""
    rows = [first]
    end = first + 1
    while end < len(lines) and not _is_prose(lines[end]) and not _is_foreign(lines[end], lines[first]):
        gap = _gap(lines[end - 1], lines[end])
        usual = sorted(_gap(lines[row - 1], lines[row]) for row in rows[1:]) or [0.0]
        between = usual[len(usual) // 2]
        if gap > max(_CLOSE * lines[end].size, _FAR * between) or (
            gap > _WITHIN * lines[end].size and _is_heading(lines[end], lines[first])
        ):
            break
        if counts[end] >= _FEWEST_FIGURES:
            rows.append(end)
        end += 1
    return end


def _is_heading(line: Line, row: Line) -> bool:
    """Whether a line that stands apart heads another table: a caption, or words alone where figures should be."""
    above_figures = line.words[-1].box.left > figures(row)[0].box.left - row.size
    return _CAPTION.match(line.text) is not None or (len(line.words) > 1 and above_figures and not figures(line))


def _is_foreign(line: Line, row: Line) -> bool:
    """Whether a line is no part of a table with such a row: words that reach under its figures, or are of another size."""
    if figures(line):
        return False
    across = len(line.words) == 1 and line.box.left < figures(row)[0].box.left - row.size < line.box.right - 2 * row.size
    return across or abs(line.size - row.size) > _OTHER_SIZE * row.size


def _first(lines: Sequence[Line], index: int) -> int:
    """Where the first row begins: its label may begin above its figures."""
    start = index
    while start > 0 and figures(lines[start - 1]) and _is_near(lines, start):
        start -= 1
    row = lines[start]
    begun = any(NUMBERED.match(word.text) for word in row.words)
    while start > 0 and not begun and _is_label(lines[start - 1], row) and _is_within(lines, start):
        start -= 1
        begun = any(NUMBERED.match(word.text) for word in lines[start].words)
    return start


def _is_within(lines: Sequence[Line], index: int) -> bool:
    """Whether a line follows the one before it as lines of one cell do."""
    return _gap(lines[index - 1], lines[index]) < _WITHIN * lines[index].size


def _is_near(lines: Sequence[Line], index: int) -> bool:
    """Whether a line follows the one before it as rows of a table do."""
    return not _is_prose(lines[index - 1]) and _gap(lines[index - 1], lines[index]) <= _CLOSE * lines[index].size


def _is_label(line: Line, row: Line) -> bool:
    entries = figures(row)
    return bool(entries) and line.box.right < entries[0].box.left and not _is_prose(line)


def _gap(above: Line, below: Line) -> float:
    return below.box.top - above.box.bottom


def _is_prose(line: Line) -> bool:
    return "。" in line.text or (len(line.words) == 1 and len(line.text) > _LONG)


def _top(lines: Sequence[Line], first: int) -> int:
    """Where the headings above the first row begin; numbered lines and captions are no headings."""
    start = first
    while start > 0 and first - start < _HEADING_LINES:
        above = lines[start - 1]
        if _is_prose(above) or NUMBERED.match(above.text) or _gap(above, lines[start]) > _CLOSE * lines[start].size:
            break
        start -= 1
    many = [index for index in range(start, first) if len(lines[index].words) > 1]
    return start if many else first


def _whole_rows(rows: Sequence[Line]) -> list[Line]:
    """The lines that begin a row: figures much closer below others than rows are go on with those, too long for one line."""
    boxes = [around([word.box for word in figures(row)]) for row in rows]
    gaps = [below.top - above.bottom for above, below in pairwise(boxes)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    tight = [gap < _WITHIN * row.size and gap < _ROW * usual for gap, row in zip(gaps, rows[1:], strict=True)]
    return [row for row, goes_on in zip(rows, (False, *tight), strict=True) if not goes_on]


def _parts(lines: Sequence[Line]) -> list[Word]:
    return [part for line in lines for word in line.words for part in word.parts]


def _table(heading: Sequence[Line], body: Sequence[Line], page: int) -> Ruled | None:
    """The table of some lines; None when the figures make too few columns."""
    most = max(len(figures(line)) for line in body)
    rows = _whole_rows([line for line in body if len(figures(line)) >= max(2, _ROW * most)])
    found = columns(word.box for line in rows for word in figures(line))
    if len(found) < _FEWEST_COLUMNS:
        return None
    words = _parts(heading)
    inside = _parts(body)
    if not any(word.box.right < found[0].left for word in inside):
        found = with_headed(found, [word.box for word in words])
    bands = Bands(rows, inside, found)
    box = around([line.box for line in (*heading, *body)])
    return Ruled(page, box, (), cells(bands, words, page), tuple(bands.labels), tuple(found))
