"""Excel and WPS workbooks (.xlsx): every sheet in order, hidden ones too, and what the clerk should know about them."""

from pathlib import Path

from core.document import Content
from core.readers.workbooks.sheets import content
from core.readers.workbooks.workbook import sheets


def read(data: bytes, path: Path) -> Content:
    """Return the blocks of all sheets in order, and notices for the clerk."""
    return content(sheets(data, path))
