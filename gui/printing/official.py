"""The tables of a report as they stand on paper: the official layout, in columns as wide as their figures ask."""

import re
from collections.abc import Mapping, Sequence

from core.export.cells import shown_text
from core.forms import CellRef, Table
from core.layout import Layout, Printed, Role, layout_of
from core.numbers import Figure
from core.report import Report
from gui.printing.faces import Face, Faces
from gui.printing.prose import advance
from gui.printing.sheet import LEFT, RIGHT
from gui.printing.signs import Sign
from gui.printing.table import PAD, Box
from gui.printing.table import Table as Ruled

_WHOLE = RIGHT - LEFT
_SIZES = range(90, 35, -5)
"""From 小五 down, where figures are so long that they would be cut."""
_MOST_FIGURES = 7, 10
"""The share of the width that figures may take where labels stand beside them."""
_OUTER = 3, 5
"""How many characters the outer columns of labels hold beside each other."""
_FACES = {Role.CAPTION: Face.HEADING, Role.HEADER: Face.PLAIN, Role.LABEL: Face.PLAIN}
_NOTED = 5
"""So many characters of a note stand beside each other at least."""
_PIECE = re.compile(r"[\d.,%+-]+")


def ruled(report: Report, table: Table, faces: Faces, signs: Mapping[CellRef, Sign]) -> Ruled | None:
    """A table of the report, ready to be placed; None where the report has none of its grids."""
    if report.form is None or not any(key in report.grids for key in table.grids):
        return None
    rows = {key: report.grids[key].rows for key in table.grids if key in report.grids}
    layout = layout_of(report.form, table, rows)
    boxes = tuple(_box(cell, report, layout, signs) for cell in layout.cells)
    size, widths = _fitted(layout, boxes, faces)
    stacked = table.layout == "stacked"
    return Ruled(boxes, widths, layout.header_rows, 105 if stacked else size, 300 if stacked else 0)


def figure_text(entry: Figure) -> str:
    """What stands in a cell: the figure with its note if it has one, else the words that were written."""
    return entry.text if entry.note else shown_text(entry)


def _box(cell: Printed, report: Report, layout: Layout, signs: Mapping[CellRef, Sign]) -> Box:
    sign = signs.get(cell.ref) if cell.ref else None
    text = figure_text(report.cell(cell.ref).entry) if cell.ref else cell.text
    left = cell.role is Role.LABEL and cell.column + cell.column_span == layout.label_columns
    return Box(
        cell.row, cell.column, cell.row_span, cell.column_span, text, _FACES.get(cell.role, Face.PLAIN), not left,
        sign.tint if sign else "", sign.numbers if sign else "",
    )  # fmt: skip


def _fitted(layout: Layout, boxes: Sequence[Box], faces: Faces) -> tuple[int, tuple[int, ...]]:
    """The size of the words and the widths of the columns, such that no figure is cut."""
    if layout.table.layout == "stacked":
        first = _WHOLE * 34 // 100
        return 105, _filled([first], [_WHOLE - first], layout.width - 1)
    share = _MOST_FIGURES if layout.label_columns else (1, 1)
    for size in _SIZES:
        needed = [_needed(column, layout, boxes, faces, size) for column in range(layout.label_columns, layout.width)]
        if sum(needed) * share[1] <= _WHOLE * share[0]:
            break
    if not layout.label_columns:
        spare = (_WHOLE - sum(needed)) // len(needed)
        return size, tuple(max(1, width + spare) for width in needed)
    outer = [2 * PAD + size * count for count in _OUTER[: layout.label_columns - 1]]
    return size, (*outer, _WHOLE - sum(outer) - sum(needed), *needed)


def _filled(first: Sequence[int], rest: Sequence[int], count: int) -> tuple[int, ...]:
    """The first widths, then what is left shared by `count` columns."""
    return (*first, *(sum(rest) // count for _ in range(count)))


def _needed(column: int, layout: Layout, boxes: Sequence[Box], faces: Faces, size: int) -> int:
    """The width that the longest figure of a column asks for; two characters at least, for its heading."""
    font = faces.font(Face.PLAIN, size)
    texts = {box.text for box in boxes if box.column == column and box.row >= layout.header_rows}
    pieces = {piece for text in texts for piece in _PIECE.findall(text)}
    noted = size * min(_NOTED, max(map(len, texts), default=0))
    return 2 * PAD + 20 + max([2 * size, noted * any("（" in text for text in texts), *(advance(piece, font) for piece in pieces)])
