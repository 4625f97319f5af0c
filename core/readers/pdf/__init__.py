"""PDF files with a text layer: PDFium gives characters and rules, and from where they stand come paragraphs and tables."""

from pathlib import Path

from core.document import Content
from core.readers.blocks import TooMany
from core.readers.pdf import remarks
from core.readers.pdf.flow import blocks
from core.readers.pdf.furniture import without_furniture
from core.readers.pdf.leaf import Leaf, leaf
from core.readers.pdf.menus import without_menus
from core.readers.pdf.source import File, opened
from core.readers.pdf.unruled import with_unruled
from core.readers.refusals import refuse

_MOST_PAGES = 1_000
_MOST_LETTERS = 3_000_000
"""In the whole file."""


def read(data: bytes, path: Path) -> Content:
    """Read a PDF file. Raises Unreadable for one that is locked, damaged, without pages, or nothing but pictures."""
    with opened(data, path) as file:
        leaves = _leaves(file, path)
    leaves, beside = without_menus(leaves)
    leaves, heads = without_furniture(leaves)
    remarks.refuse_unreadable(leaves, path)
    return Content(blocks([with_unruled(one) for one in leaves]), remarks.notices(leaves, (*heads, *beside), file.pages))


def _leaves(file: File, path: Path) -> list[Leaf]:
    """All pages, sorted out; a file of far more pages than any set of reports is refused."""
    if file.pages > _MOST_PAGES:
        raise refuse("pdf_too_long", path, pages=file.pages)
    leaves: list[Leaf] = []
    letters = 0
    for sheet in file.sheets():
        if sheet is None:
            continue
        leaves.append(leaf(sheet, leaves[-1] if leaves else None))
        letters += leaves[-1].letters
        if letters > _MOST_LETTERS:
            raise TooMany(f"{letters} characters")
    if (file.packed or file.is_xfa) and remarks.is_shell(leaves):
        raise refuse("pdf_shell", path)
    if not leaves:
        raise refuse("pdf_without_pages", path, f"{file.pages} pages")
    return leaves
