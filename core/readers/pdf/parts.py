"""What a page holds in reading order: printed lines, tables and pictures, each column of text with what stands in it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from core.document import Picture
from core.readers.pdf.columns import Column, in_order
from core.readers.pdf.ink import Box, around
from core.readers.pdf.leaf import Leaf
from core.readers.pdf.prose import Edges, Printed, printed
from core.readers.pdf.remarks import is_picture, is_recognised
from core.readers.pdf.ruled import Ruled

Part = Printed | Ruled | Picture

_PICTURE_WIDTH, _PICTURE_HEIGHT = 150.0, 60.0
"""Points; no picture of a table is smaller."""
_BACKGROUND = 0.9
"""The share of the page from which on a picture lies behind the text."""


def parts_of(leaf: Leaf, usual: Edges | None, seen: set[str]) -> list[Part]:
    """What a page holds in reading order; `seen` holds what stood beside the text of earlier pages, and counts once."""
    if is_picture(leaf):
        return [Picture(Box(0, 0, leaf.width, leaf.height).place(leaf.number), full_page=True)]
    columns = _new_columns(in_order(leaf.lines, [table.box for table in leaf.tables]), seen) or [Column(())]
    others: list[tuple[Box, Part]] = [(table.box, table) for table in leaf.tables]
    if not is_recognised(leaf):
        others += [(box, Picture(box.place(leaf.number))) for box in leaf.pictures if _tells(box, leaf)]
    homes = [_home(box, columns) for box, _ in others]
    return [
        part
        for index, column in enumerate(columns)
        for part in _column(
            printed(column.lines, leaf.number, None if column.aside else usual, leaf.width),
            [other for other, home in zip(others, homes, strict=True) if home == index],
        )
    ]


def _new_columns(columns: Iterable[Column], seen: set[str]) -> list[Column]:
    """The columns without what comes again beside the text of each page, as a menu does."""
    kept = []
    for column in columns:
        words = "\n".join(line.text for line in column.lines)
        if not column.aside or words not in seen:
            kept.append(column)
        if column.aside:
            seen.add(words)
    return kept


def _tells(box: Box, leaf: Leaf) -> bool:
    """Whether a picture is large enough for a table, and no background of the page."""
    large = box.width >= _PICTURE_WIDTH and box.height >= _PICTURE_HEIGHT
    return large and box.width * box.height < _BACKGROUND * leaf.width * leaf.height


def _home(box: Box, columns: Sequence[Column]) -> int:
    """The column of text in which a table stands: that to which it is nearest, sideways first, and never one aside."""

    def distance(index: int) -> tuple[bool, float, float]:
        column = columns[index]
        if not column.lines:
            return column.aside, 0.0, 0.0
        edges = around([line.box for line in column.lines])
        away = max(edges.left - box.across, box.across - edges.right, 0.0)
        return column.aside, away, max(edges.top - box.top, box.top - edges.bottom, 0.0)

    return min(range(len(columns)), key=distance)


def _column(lines: Sequence[Printed], others: Sequence[tuple[Box, Part]]) -> Iterator[Part]:
    """The lines of one column with the tables and pictures that stand between them."""
    between = sorted(others, key=lambda other: other[0].top)
    done = 0
    for passed, some in groupby(lines, key=lambda item: sum(box.top < item.line.box.down for box, _ in between)):
        yield from (part for _, part in between[done:passed])
        done = passed
        yield from some
    yield from (part for _, part in between[done:])
