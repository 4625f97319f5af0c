"""Small workbooks for the tests of the readers, each built from the parts that matter to one test."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt
from xlwt.CompoundDoc import XlsDoc

from core.document import Document
from core.readers import read_bytes
from tests.core.readers.showing import Short, short

_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{name}="{_OPEN}{name}:1.0"' for name in ("office", "table", "text", "style", "draw"))
OPEN_START = (
    f'<office:document-content {_SPACES} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
)
OPEN_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
SHEET_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def xls(fill: Callable[[Any, Any], None], name: str = "表三") -> bytes:
    """An .xls file with one sheet, filled by `fill(workbook, sheet)`."""
    book = xlwt.Workbook(encoding="utf-8")
    fill(book, book.add_sheet(name))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def xlsx(fill: Callable[[Any, Any], None], name: str = "表三") -> bytes:
    """An .xlsx file with one sheet, filled by `fill(workbook, sheet)`."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        fill(book, book.add_worksheet(name))
    return data.getvalue()


def from_rows(*rows: list[object]) -> bytes:
    """An .xlsx file with one sheet of these rows."""

    def fill(_book: Any, sheet: Any) -> None:
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return xlsx(fill)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts; a part called mimetype is stored as it is."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return data.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same file with something replaced in one of its parts."""
    held = parts(data)
    assert old.encode() in held[part]
    return packed(held | {part: held[part].replace(old.encode(), new.encode())})


def ods(tables: str, styles: str = "", **extra: str) -> bytes:
    """An .ods file with these tables; `extra` are further parts."""
    content = (
        f"{OPEN_START}<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": OPEN_TYPE, "content.xml": content, **extra})


def open_table(*rows: str, name: str = "表三", more: str = "") -> str:
    """One table of an .ods file; cells that are in no row become one."""
    lines = "".join(row if row.startswith("<table:table-row") else f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}"{more}>{lines}</table:table>'


def open_cell(text: str = "", kind: str = "string", more: str = "") -> str:
    """One cell of an .ods file with its text, which is its value as well when it is a number."""
    value = f' office:value="{text}"' if kind == "float" else ""
    lines = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}"{value} {more}>{lines}</table:table-cell>'


def sheet_xml(*rows: str, styles: str = "", name: str = "表三", more: str = "") -> str:
    """An XML spreadsheet of 2003 with one sheet."""
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{SHEET_SPACE}" xmlns:ss="{SHEET_SPACE}">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table>{more}</Worksheet></Workbook>'
    )


def record(number: int, data: bytes) -> bytes:
    """One record of an old workbook."""
    return struct.pack("<HH", number, len(data)) + data


def wrapped(stream: bytes) -> bytes:
    """A compound file around the stream of a workbook."""
    data = io.BytesIO()
    XlsDoc().save(data, stream)
    return data.getvalue()


def read(data: bytes, suffix: str = ".xlsx") -> Document:
    return read_bytes(data, Path(f"年报{suffix}"))


def shown(data: bytes, suffix: str = ".xlsx") -> list[Short]:
    return short(read(data, suffix).blocks)
