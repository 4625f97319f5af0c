"""Single pages of a PDF, drawn by hand: words at a spot, a small ruled table, a scan, whatever a test needs."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.builders.pdf_tables import FONT

WIDTH, HEIGHT = 595.0, 842.0
_COLUMNS = (250, 300, 350, 400)
Draw = Callable[[Canvas], None]


def document(*pages: Draw, size: tuple[float, float] = (WIDTH, HEIGHT), **options: Any) -> bytes:
    """A file with a page for each function that draws one."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def write(canvas: Canvas, text: str, x: float, y: float, size: float = 12.0) -> None:
    """Set words with their base line at `y` from below."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, y, text)


def words(*lines: str, x: float = 80.0, y: float = 700.0, step: float = 30.0) -> Draw:
    """A page with some lines."""

    def draw(canvas: Canvas) -> None:
        for index, line in enumerate(lines):
            write(canvas, line, x, y - index * step)

    return draw


def grid(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], texts: Sequence[Sequence[str]]) -> None:
    """A ruled table, `ys` from above downwards; its texts in the lower left corners of their cells."""
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    for row, y in zip(texts, ys[1:], strict=True):
        for text, x in zip(row, xs, strict=False):
            write(canvas, text, x + 3, y + 4, 9)


def unruled(rows: Sequence[Sequence[str]]) -> bytes:
    """A page with a label and four figures in each row, under one another and without rules."""

    def page(canvas: Canvas) -> None:
        for index, (label, *figures) in enumerate(rows):
            write(canvas, label, 80, 700 - 18 * index, 10)
            for x, figure in zip(_COLUMNS, figures, strict=True):
                write(canvas, figure, x, 700 - 18 * index, 10)

    return document(page)


def scan(canvas: Canvas) -> None:
    """A picture over the whole page."""
    canvas.drawImage(ImageReader(Image.new("L", (60, 85), 220)), 0, 0, WIDTH, HEIGHT)
