"""Widths and heights of a printed table: wrapped labels fit, figures fit, and the table fills the pane if it can."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from PySide6.QtGui import QFontMetrics

from core.layout import Printed, Role
from gui.grid.paint import PAD, wrapped_height
from gui.grid.sheet import Sheet

_NARROW, _WIDE = 3.6, 8.5
_LABELS = {1: ((12.0, 24.0),), 2: ((2.6, 3.4), (12.0, 24.0)), 3: ((2.6, 3.4), (5.1, 6.4), (14.0, 24.0))}
_STACKED = ((8.0, 18.0), (6.5, 14.0))
_ROW, _ONE_ROW = 1.75, 3.0
_LONGEST = 8.5
"""The room for a figure at most; longer ones are written smaller."""
_LEAST_CELL = 2.5
"""A cell is never narrower, in widths of its own characters, however small the headers are written."""
_FAIR, _MOST = 0.5, 0.7
"""The share of a pane that headers take before they are written smaller, and at most, with their words cut."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """In pixels: label columns, value columns, header rows, body rows."""

    labels: tuple[int, ...]
    columns: tuple[int, ...]
    headers: tuple[int, ...]
    rows: tuple[int, ...]

    @property
    def width(self) -> int:
        return sum(self.labels) + sum(self.columns)

    @property
    def height(self) -> int:
        return sum(self.headers) + sum(self.rows)


@dataclass(frozen=True, slots=True)
class Heads:
    """In what letters headers and labels are written, and how many pixels they may take of a pane in width and height."""

    metrics: QFontMetrics
    width: int
    height: int


def smaller(size: Sizes, width: int, height: int) -> float:
    """By how much headers and labels must be written smaller to leave half of a pane to the cells; 1 where all is well."""
    wide = _FAIR * width / max(1, sum(size.labels)) if size.width > width else 1
    tall = _FAIR * height / max(1, sum(size.headers)) if size.height > height else 1
    return min(1, wide, tall)


def heads(metrics: QFontMetrics, width: int, height: int) -> Heads:
    """Headers in these letters, with no more room of a pane than leaves some cells to be seen."""
    return Heads(metrics, round(_MOST * width), round(_MOST * height))


def sizes(
    sheet: Sheet,
    metrics: QFontMetrics,
    available: int,
    needed: Mapping[int, int] = MappingProxyType({}),
    heads: Heads | None = None,
) -> Sizes:
    """The sizes for a pane `available` pixels wide; wider than that when the table cannot be made so narrow.

    `needed` is how many pixels the figures of a value column take, by its number; columns are not made narrower than that.
    """
    layout = sheet.layout
    written = heads.metrics if heads else metrics
    widths = _share(_bounded(_column_limits(sheet, metrics, written, needed), layout.label_columns, heads), available)
    least = round(metrics.height() * (_ONE_ROW if layout.table.layout == "one_row" else _ROW))
    heights = [written.height() + 2 * PAD] * layout.header_rows + [least] * sheet.height
    cut, split = layout.label_columns, layout.header_rows
    for cell in sorted(layout.cells, key=lambda cell: cell.row_span):
        heading = cell.row < split or cell.column < cut
        _make_room(cell, heights, _needed_height(cell, widths, written if heading else metrics))
    headers = _cut_down(heights[:split], heads.height) if heads else heights[:split]
    return Sizes(tuple(widths[:cut]), tuple(widths[cut:]), tuple(headers), tuple(heights[split:]))


def _column_limits(sheet: Sheet, metrics: QFontMetrics, written: QFontMetrics, needed: Mapping[int, int]) -> list[tuple[int, int]]:
    """The narrowest and widest each column may be, in pixels."""
    em, own, first = written.horizontalAdvance("国"), metrics.horizontalAdvance("国"), sheet.layout.label_columns
    limits = [(round(low * em), round(high * em)) for low, high in _limits(sheet)]
    for column, width in needed.items():
        low, high = limits[first + column]
        least = max(low, round(_LEAST_CELL * own), min(width, round(_LONGEST * own)))
        limits[first + column] = least, max(high, least)
    return limits


def _bounded(limits: list[tuple[int, int]], labels: int, heads: Heads | None) -> list[tuple[int, int]]:
    """The limits with the columns of labels made so narrow that they leave room for cells."""
    lows = [low for low, _ in limits[:labels]]
    if heads is None or sum(lows) <= heads.width:
        return limits
    return [*((low, low) for low in _cut_down(lows, heads.width)), *limits[labels:]]


def _cut_down(lengths: Sequence[int], most: int) -> list[int]:
    """Lengths that together are no longer than `most`, each as much shorter as the others."""
    whole = sum(lengths)
    return list(lengths) if whole <= most else [max(1, length * most // whole) for length in lengths]


def _limits(sheet: Sheet) -> list[tuple[float, float]]:
    """The narrowest and widest each column may be, in widths of a character."""
    layout = sheet.layout
    if layout.table.layout == "stacked":
        return [_STACKED[0]] + [_STACKED[1]] * (layout.width - 1)
    return [*_LABELS.get(layout.label_columns, ()), *[(_NARROW, _WIDE)] * sheet.width]


def _share(limits: Sequence[tuple[int, int]], available: int) -> list[int]:
    """Give each column its least width and share what is left by how much more each could take."""
    least = sum(low for low, _ in limits)
    wish = sum(high - low for low, high in limits)
    if not wish:
        return [low for low, _ in limits]
    spare = min(max(available - least, 0), wish)
    bounds = [0]
    for low, high in limits:
        bounds.append(bounds[-1] + low * wish + (high - low) * spare)
    return [end // wish - start // wish for start, end in pairwise(bounds)]


def _needed_height(cell: Printed, widths: Sequence[int], metrics: QFontMetrics) -> int:
    """How high a printed cell must be for its text."""
    if cell.role is Role.VALUE:
        return 0
    width = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * PAD
    return wrapped_height(cell.text, width, metrics) + 2 * PAD


def _make_room(cell: Printed, heights: list[int], needed: int) -> None:
    """Raise the rows that a cell covers, all alike, until they hold it."""
    lines = slice(cell.row, cell.row + cell.row_span)
    lacking = max(needed - sum(heights[lines]), 0)
    heights[lines] = [height - (-lacking // cell.row_span) for height in heights[lines]]


def edges(lengths: Iterable[int]) -> list[int]:
    """Where each of these lengths begins when laid end to end, and where the last ends."""
    bounds = [0]
    for length in lengths:
        bounds.append(bounds[-1] + length)
    return bounds
