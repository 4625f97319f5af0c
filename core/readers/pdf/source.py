"""A PDF file as PDFium opens it: its pages one after another, and why there are none. ISO 32000-1; PDFium's public headers.

The binding is used without its helper classes: they keep objects alive through finalizers, and cost as much time a
character as all of the reading does.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from core.document import Unreadable
from core.readers.pdf.drawings import Drawings
from core.readers.pdf.ink import Sheet
from core.readers.pdf.letters import letters
from core.readers.pdf.turning import View, uprighted
from core.readers.refusals import refuse

_ONE_AT_A_TIME = threading.RLock()
"""PDFium is not made for several threads."""
_LARGEST = 20_000
"""Points; a page may be 14,400 wide."""
_FILLED_IN = frozenset([pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET])


@dataclass(frozen=True, slots=True)
class File:
    """An open file: how many pages it has, how many files are packed into it, whether it is a form made of XML (XFA)."""

    handle: "pdfium.FPDF_DOCUMENT"
    pages: int
    packed: int
    is_xfa: bool

    def sheets(self) -> Iterator[Sheet | None]:
        """Each page as it is printed; None for one that is damaged."""
        for index in range(self.pages):
            yield self._sheet(index)

    @contextmanager
    def page(self, index: int) -> Iterator["pdfium.FPDF_PAGE"]:
        """A page with what was typed over it printed on it; null for one that is damaged."""
        with _page(self.handle, index) as page:
            if page and _has_filled_in(page):
                pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            else:
                yield page
                return
        with _page(self.handle, index) as page:
            yield page

    def _sheet(self, index: int) -> Sheet | None:
        with self.page(index) as page:
            return _sheet(page, index + 1) if page else None


@contextmanager
def opened(data: bytes, path: Path) -> Iterator[File]:
    """Open the bytes of a file; Unreadable when they are locked by a password, or no whole PDF."""
    with _ONE_AT_A_TIME:
        handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not handle:
            raise _refusal(pdfium.FPDF_GetLastError(), path)
        try:
            form = pdfium.FPDF_GetFormType(handle)
            is_xfa = form in {pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND}
            yield File(handle, pdfium.FPDF_GetPageCount(handle), pdfium.FPDFDoc_GetAttachmentCount(handle), is_xfa)
        finally:
            pdfium.FPDF_CloseDocument(handle)


def _refusal(error: int, path: Path) -> Unreadable:
    locked = error in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
    return refuse("encrypted_pdf" if locked else "damaged_pdf", path, f"FPDF_GetLastError {error}")


@contextmanager
def _page(handle: "pdfium.FPDF_DOCUMENT", index: int) -> Iterator["pdfium.FPDF_PAGE"]:
    page = pdfium.FPDF_LoadPage(handle, index)
    try:
        yield page
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _has_filled_in(page: "pdfium.FPDF_PAGE") -> bool:
    """Whether something was typed over the page: the fields of a form, or notes of free text."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 10_000)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind in _FILLED_IN:
            return True
    return False


def _sheet(page: "pdfium.FPDF_PAGE", number: int) -> Sheet | None:
    """Read all that is printed on an open page."""
    view = view_of(page)
    if view is None:
        return None
    sheet = Sheet(number, *view.size)
    letters(page, view, sheet)
    Drawings(view, sheet).draw(page)
    return uprighted(sheet)


def view_of(page: "pdfium.FPDF_PAGE") -> View | None:
    """How an open page is looked at; None for one of an absurd size."""
    bounds = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds)):
        return None
    width, height = bounds.right - bounds.left, bounds.top - bounds.bottom
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        return None
    return View(bounds.left, bounds.bottom, width, height, pdfium.FPDFPage_GetRotation(page) % 4)
