"""Pages onto a device: a printer, or the bytes of a PDF."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from gui.background import Progress
from gui.printing.faces import Faces
from gui.printing.letters import mended
from gui.printing.sheet import PER_INCH, Page, paint

_NO_MARGINS = QMarginsF(0, 0, 0, 0)


class NoPrinter(Exception):
    """The device does not take what is drawn: it is switched off, gone, or its file cannot be written."""


def a4() -> QPageLayout:
    """The paper; margins are part of the page itself."""
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, _NO_MARGINS)


def pdf_of(pages: Sequence[Page], faces: Faces, title: str, progress: Progress) -> bytes:
    """The pages as a PDF with its fonts inside."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("年报校核台")
    writer.setResolution(PER_INCH)
    writer.setPageLayout(a4())
    draw(writer, pages, faces, progress)
    return mended(bytes(buffer.data().data()), pages, faces)


def draw(device: QPagedPaintDevice, pages: Sequence[Page], faces: Faces, progress: Progress) -> None:
    """Draw the pages on a device, whatever its resolution; NoPrinter when it refuses. `progress` hears of each page."""
    painter = QPainter()
    if not painter.begin(device):
        raise NoPrinter
    try:
        painter.scale(device.logicalDpiX() / PER_INCH, device.logicalDpiY() / PER_INCH)
        for number, page in enumerate(pages, 1):
            progress(f"第 {number} 页，共 {len(pages)} 页")
            if number > 1 and not device.newPage():
                raise NoPrinter
            paint(painter, page, faces)
    finally:
        painter.end()
