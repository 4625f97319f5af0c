"""OpenDocument spreadsheets (.ods): the cells of content.xml as LibreOffice and WPS show them (OpenDocument 1.3, part 3)."""

from pathlib import Path

from core.document import Content
from core.readers.openparts import opened
from core.readers.refusals import refuse
from core.readers.workbooks.odssheet import Tables
from core.readers.workbooks.sheets import Sheet, content
from core.readers.xmlparts import FAILURES, parse, parse_text


def read(data: bytes, path: Path) -> Content:
    """Return the blocks of all sheets in order, and notices for the clerk."""
    return content(sheets(data, path))


def sheets(data: bytes, path: Path) -> list[Sheet]:
    """Return all sheets in the order of their tabs, hidden ones too; Unreadable or TooMany when they cannot be."""
    parts, tables = opened(data, path), Tables()
    try:
        if "styles.xml" in parts:
            parse(parts.read("styles.xml"), tables)
        parse(parts.read("content.xml"), tables)
    except FAILURES as error:
        raise refuse("damaged", path, repr(error)) from error
    return tables.sheets


def read_xml(text: str, path: Path) -> Content:
    """The same for a spreadsheet in one flat file (.fods; OpenDocument 1.3, part 3, 3.1.2)."""
    tables = Tables()
    try:
        parse_text(text, tables)
    except FAILURES as error:
        raise refuse("damaged", path, repr(error)) from error
    return content(tables.sheets)
