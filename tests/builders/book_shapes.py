"""A printed report as an old Excel workbook, an OpenDocument spreadsheet, and an XML spreadsheet."""

import io
import random
import re
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

import xlwt

from tests.builders.article import Article
from tests.builders.sheet_shapes import Placed, pages

_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_OPEN_START = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_OPEN}office:1.0"'
    f' xmlns:table="{_OPEN}table:1.0" xmlns:text="{_OPEN}text:1.0" office:version="1.3"><office:body><office:spreadsheet>'
)
_OPEN_END = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{_OPEN}manifest:1.0" manifest:version="1.3">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)
_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_XML_START = f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{_SHEET}" xmlns:ss="{_SHEET}">'
_NAME = re.compile(r"[A-Z]+[0-9]+")


def as_xls(rng: random.Random, article: Article, layout: str, around: str, figures: str) -> bytes:
    """A workbook of Excel 97; its formulas have no results, so there are none."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, placed in pages(rng, article, layout, around):
        sheet = book.add_sheet(name)
        for cell in placed:
            value = cell.text if figures == "text" or cell.value is None else cell.value
            sheet.write_merge(cell.row, cell.last[0], cell.column, cell.last[1], value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_ods(rng: random.Random, article: Article, layout: str, around: str, figures: str) -> bytes:
    """An OpenDocument spreadsheet, with the endless blank rows and columns that programs write around what is filled."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        sheets = [_open_sheet(name, placed, figures) for name, placed in pages(rng, article, layout, around)]
        book.writestr("content.xml", f"{_OPEN_START}{''.join(sheets)}{_OPEN_END}")
        book.writestr("META-INF/manifest.xml", _MANIFEST)
    return stream.getvalue()


def _open_sheet(name: str, placed: Iterable[Placed], figures: str) -> str:
    cells = {(cell.row, cell.column): cell for cell in placed}
    covered = {(row, column) for cell in cells.values() for row in range(cell.row, cell.last[0] + 1) for column in _columns(cell)}
    height, width = (max(spot[axis] for spot in covered) + 1 for axis in (0, 1))
    rows = []
    for row in range(height):
        line = "".join(
            _open_cell(cells[row, column], figures) if (row, column) in cells
            else "<table:covered-table-cell/>" if (row, column) in covered
            else "<table:table-cell/>"
            for column in range(width)
        )  # fmt: skip
        rows.append(
            f'<table:table-row>{line}<table:table-cell table:number-columns-repeated="{16_384 - width}"/></table:table-row>'
        )
    rows.append(f'<table:table-row table:number-rows-repeated="{1_048_576 - height}"><table:table-cell/></table:table-row>')
    return f"<table:table table:name={quoteattr(name)}>{''.join(rows)}</table:table>"


def _columns(cell: Placed) -> range:
    return range(cell.column, cell.last[1] + 1)


def _open_cell(cell: Placed, figures: str) -> str:
    value = ' office:value-type="string"'
    if figures != "text" and cell.value is not None:
        value = f' office:value-type="float" office:value="{cell.value}"'
    if figures == "formulas" and cell.formula:
        named = _NAME.sub(lambda match: f"[.{match[0]}]", cell.formula).replace(",", ";")
        value += f' table:formula="of:={named}"'
    spans = f' table:number-columns-spanned="{cell.column_span}" table:number-rows-spanned="{cell.row_span}"'
    lines = "".join(f"<text:p>{_open_text(line)}</text:p>" for line in cell.text.split("\n"))
    return f"<table:table-cell{value}{spans if cell.row_span * cell.column_span > 1 else ''}>{lines}</table:table-cell>"


def _open_text(line: str) -> str:
    blanks = re.sub(" {2,}", lambda run: f' <text:s text:c="{len(run[0]) - 1}"/>', escape(line))
    return re.sub("^ ", "<text:s/>", blanks).replace("\t", "<text:tab/>")


def as_sheet_xml(rng: random.Random, article: Article, layout: str, around: str, figures: str) -> str:
    """An XML spreadsheet of 2003."""
    sheets = []
    for name, placed in pages(rng, article, layout, around):
        rows: dict[int, list[str]] = {}
        for cell in sorted(placed, key=lambda cell: (cell.row, cell.column)):
            rows.setdefault(cell.row, []).append(_xml_cell(cell, figures))
        lines = "".join(f'<Row ss:Index="{row + 1}">{"".join(cells)}</Row>' for row, cells in rows.items())
        sheets.append(f"<Worksheet ss:Name={quoteattr(name)}><Table>{lines}</Table></Worksheet>")
    return f"{_XML_START}{''.join(sheets)}</Workbook>"


def _xml_cell(cell: Placed, figures: str) -> str:
    kind = "String" if figures == "text" or cell.value is None else "Number"
    across = f' ss:MergeAcross="{cell.column_span - 1}"' if cell.column_span > 1 else ""
    down = f' ss:MergeDown="{cell.row_span - 1}"' if cell.row_span > 1 else ""
    formula = f' ss:Formula="={_relative(cell)}"' if figures == "formulas" and cell.formula else ""
    text = escape(cell.text).replace("\n", "&#10;")
    return f'<Cell ss:Index="{cell.column + 1}"{across}{down}{formula}><Data ss:Type="{kind}">{text}</Data></Cell>'


def _relative(cell: Placed) -> str:
    """The formula with every cell counted from its own, as Excel writes it here; sums run along one row."""
    letters = (match[0].rstrip("0123456789") for match in _NAME.finditer(cell.formula))
    columns = [sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(name))) for name in letters]
    return f"SUM({','.join(f'RC[{column - 1 - cell.column}]' for column in columns)})"
