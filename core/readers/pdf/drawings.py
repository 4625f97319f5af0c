"""What is drawn on a page: rules as lines, thin rectangles, outlines or rows of dots; coloured areas; pictures.

ISO 32000-1, 8.5 (paths) and 8.10 (form XObjects).
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from core.readers.pdf.ink import Box, Rule, Sheet
from core.readers.pdf.turning import View

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 2_000
_DEEPEST = 8
_THIN = 3.0
"""A filled area narrower than this, in points, is a rule."""
_STRAIGHT = 0.6
"""How far the ends of a rule may differ in height."""
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawings:
    """Puts all that is drawn on a page, however deeply packed, on its sheet."""

    def __init__(self, view: View, sheet: Sheet) -> None:
        self._view = view
        self._sheet = sheet
        self._room = MOST_OBJECTS
        self._edges = Box(-5, -5, sheet.width + 5, sheet.height + 5)

    def draw(self, page: "pdfium.FPDF_PAGE") -> None:
        """Go through the objects of an open page, and those packed into form XObjects."""
        waiting = [(_objects_of_page(page), _SAME)]
        while waiting:
            items, matrix = waiting[-1]
            item = next(items, None)
            if item is None:
                waiting.pop()
                continue
            self._room -= 1
            if self._room < 0:
                self._sheet.crowded = True
                return
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                if len(waiting) < _DEEPEST:
                    waiting.append((_objects_of_form(item), _product(_matrix(item), matrix)))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(item, matrix)

    def _path(self, item: "pdfium.FPDF_PAGEOBJECT", matrix: Matrix) -> None:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(item, filled, stroked) or not (filled.value or stroked.value):
            return
        count = pdfium.FPDFPath_CountSegments(item)
        self._sheet.drawings += 1
        if not 0 < count <= _MOST_SEGMENTS:
            return
        matrix = _product(_matrix(item), matrix)
        self._room -= count // 10
        for points in _lines(item, count):
            seen = [self._view.point(*_moved(point, matrix)) for point in points]
            if filled.value:
                self._fill(seen, outlined=bool(stroked.value))
            if stroked.value:
                for start, end in pairwise(seen):
                    self._line(start, end)

    def _line(self, start: Point, end: Point) -> None:
        """A stroke: a rule when it runs across or down."""
        (x0, y0), (x1, y1) = start, end
        if abs(y1 - y0) <= _STRAIGHT and abs(x1 - x0) >= abs(y1 - y0):
            self._rule(Box(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2), across=True)
        elif abs(x1 - x0) <= _STRAIGHT:
            self._rule(Box((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1)), across=False)

    def _fill(self, points: Sequence[Point], *, outlined: bool) -> None:
        """A filled area: a rule when it is thin, a dot of a rule when it is tiny."""
        if not _is_rectangle(points):
            return
        box = Box(min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))
        if min(box.width, box.height) > _THIN:
            if not outlined and box.common(self._edges):
                self._sheet.fills.append(box)
            return
        if box.width >= box.height or box.width <= _THIN:
            self._rule(Box(box.left, box.down, box.right, box.down), across=True)
        if box.width < box.height or box.height <= _THIN:
            self._rule(Box(box.across, box.top, box.across, box.bottom), across=False)

    def _rule(self, box: Box, *, across: bool) -> None:
        """Keep a rule, cut off at the edges of the page."""
        if not all(map(math.isfinite, box)):
            return
        edges = self._edges
        if across and edges.top <= box.top <= edges.bottom and box.right >= edges.left and box.left <= edges.right:
            self._sheet.across.append(Rule(box.top, max(box.left, edges.left), min(box.right, edges.right)))
        elif not across and edges.left <= box.left <= edges.right and box.bottom >= edges.top and box.top <= edges.bottom:
            self._sheet.down.append(Rule(box.left, max(box.top, edges.top), min(box.bottom, edges.bottom)))

    def _picture(self, item: "pdfium.FPDF_PAGEOBJECT", matrix: Matrix) -> None:
        """A picture covers the unit square of its own space; one stretched to a hairline is a rule."""
        matrix = _product(_matrix(item), matrix)
        corners = [self._view.point(*_moved(corner, matrix)) for corner in ((0, 0), (0, 1), (1, 1), (1, 0))]
        if not all(map(math.isfinite, (number for corner in corners for number in corner))):
            return
        box = Box(min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners))
        if min(box.width, box.height) <= _THIN:
            self._fill(corners, outlined=False)
        elif box.common(self._edges):
            self._sheet.pictures.append(box)


def _objects_of_page(page: "pdfium.FPDF_PAGE") -> Iterator["pdfium.FPDF_PAGEOBJECT"]:
    return (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))


def _objects_of_form(form: "pdfium.FPDF_PAGEOBJECT") -> Iterator["pdfium.FPDF_PAGEOBJECT"]:
    return (pdfium.FPDFFormObj_GetObject(form, index) for index in range(pdfium.FPDFFormObj_CountObjects(form)))


def _matrix(item: "pdfium.FPDF_PAGEOBJECT") -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """First the inner, then the outer."""
    if outer == _SAME:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(point: Point, matrix: Matrix) -> Point:
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f


def _lines(item: "pdfium.FPDF_PAGEOBJECT", count: int) -> Iterator[list[Point]]:
    """The corners of each part of a path, the first one again at the end of a closed one; a curve is left out."""
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO or kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield [*points, points[0]]
            points = points[:1]
    yield points


def _is_rectangle(points: Sequence[Point]) -> bool:
    """Whether some corners are those of an upright rectangle, each point in one of them.

    A thin one may have mitred ends, as browsers draw the sides of a frame: off by as much as it is thick.
    """
    if not 4 <= len(points) <= 6:
        return False
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    along = _STRAIGHT + (bottom - top if bottom - top <= _THIN else 0.0)
    down = _STRAIGHT + (right - left if right - left <= _THIN else 0.0)
    return all(min(x - left, right - x) <= along and min(y - top, bottom - y) <= down for x, y in points) and not math.isinf(
        right - left + bottom - top
    )
