"""Draw a page of a PDF file as it was read: cropped, turned upright, with what was typed over it."""

import ctypes
import zlib
from pathlib import Path

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from core.glimpse.asking import Drawn
from core.readers.pdf.ink import Sheet
from core.readers.pdf.letters import letters
from core.readers.pdf.source import opened, view_of
from core.readers.pdf.turning import View, quarters_to_turn

MOST_PIXELS = 12_000_000
"""An A4 page at four times the size of a screen's points; a larger one is drawn coarser."""
_WHITE = 0xFFFFFFFF
_QUICK = 1


def draw(data: bytes, path: Path, number: int, scale: float) -> Drawn | None:
    """Draw page `number`, counted from 1, at `scale` pixels a point; None where there is no such page."""
    with opened(data, path) as file:
        if not 1 <= number <= file.pages:
            return None
        with file.page(number - 1) as page:
            view = view_of(page) if page else None
            return _draw(page, view, scale) if view else None


def _draw(page: "pdfium.FPDF_PAGE", view: View, scale: float) -> Drawn:
    sheet = Sheet(1, *view.size)
    letters(page, view, sheet)
    quarters = quarters_to_turn(sheet.glyphs)
    across, down = (sheet.height, sheet.width) if quarters % 2 else (sheet.width, sheet.height)
    scale = min(scale, (MOST_PIXELS / (across * down)) ** 0.5)
    width, height = max(round(across * scale), 1), max(round(down * scale), 1)
    return Drawn(width, height, across, down, zlib.compress(_rendered(page, width, height, quarters), _QUICK))


def _rendered(page: "pdfium.FPDF_PAGE", width: int, height: int, quarters: int) -> bytes:
    """The pixels of a page. Raises MemoryError when there is no room for them."""
    rows = ctypes.create_string_buffer(4 * width * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, rows, 4 * width)
    if not bitmap:
        raise MemoryError(f"{width} × {height} pixels")
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, quarters, pdfium.FPDF_ANNOT)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return rows.raw
