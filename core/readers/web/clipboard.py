"""What Ctrl+V brings: the page or the plain text that browsers, Word, Excel and WPS put on the clipboard, whichever says more."""

import re

from core.document import Content, Paragraph, RawTable, Unreadable
from core.readers.encoding import decode
from core.readers.web import html

_HEADER = re.compile(r"\s*Version:[0-9.]+\s+(?:[A-Za-z]{5,20}:[^\r\n]*\r?\n?\s*)*+", re.IGNORECASE)
"""What Windows puts before a page (“HTML Clipboard Format”): offsets in bytes, which nothing here needs."""
_HEADED = re.compile(r"<h[1-6][\s>]", re.IGNORECASE)
_HEADING = re.compile(r"\s*[一二三四五六]\s*[、.．,，]")
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_PIECE = re.compile(r"<(?:colgroup|col|tbody|thead|tfoot|tr|td|th)[\s>]", re.IGNORECASE)
_WIDE_SHARE = 4
"""One letter in so many is NUL when text of two bytes a letter was taken for text of one."""


def decoded(data: bytes) -> str:
    """The text of what a clipboard holds as bytes: UTF-8 or UTF-16, with or without a byte order mark."""
    return decode(data).text.rstrip("\0") if data else ""


def read(pasted: str) -> Content | None:
    """Return what a pasted page shows if it has a table or headings; None when its plain text is as good."""
    page = _page(pasted)
    if not page.strip():
        return None
    try:
        content = html.read(page)
    except Unreadable:
        return None
    tables = any(isinstance(block, RawTable) for block in content.blocks)
    headings = any(isinstance(block, Paragraph) and _HEADING.match(block.text) for block in content.blocks)
    return content if tables or headings or (content.blocks and _HEADED.search(page)) else None


def _page(pasted: str) -> str:
    """The page alone; rows that were cut out of their table get one again."""
    page = _mended(pasted).removeprefix("\ufeff").replace("\0", "")
    header = _HEADER.match(page)
    page = page[header.end() :] if header else page
    piece = None if _TABLE.search(page) else _PIECE.search(page)
    return f"{page[: piece.start()]}<table>{page[piece.start() :]}" if piece else page


def _mended(pasted: str) -> str:
    """Text again where the bytes of UTF-16 or UTF-8 were taken for one letter each."""
    try:
        data = pasted.encode("latin-1")
    except UnicodeEncodeError:
        return pasted
    wide = data.count(b"\0") * _WIDE_SHARE > len(data) or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return pasted if data.isascii() and not wide else decode(data).text
