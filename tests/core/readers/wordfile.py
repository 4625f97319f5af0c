"""Small Word documents written by hand, part by part."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from core.document import Document
from core.readers import read_bytes

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
WORD_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OTHERS = " ".join(
    (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"',
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"',
    )
)


def element(name: str, inside: str, space: str = TRANSITIONAL) -> str:
    """The root element of a part."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} xmlns:w="{space}" {_OTHERS}>{inside}</w:{name}>'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return data.getvalue()


def docx(body: str, space: str = TRANSITIONAL, **parts: str) -> bytes:
    """A document; `parts` are the insides of styles, numbering, footnotes and endnotes."""
    others = {f"word/{name}.xml": element(name, inside, space) for name, inside in parts.items()}
    return zipped({"word/document.xml": element("document", f"<w:body>{body}</w:body>", space), **others})


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    inside = inside if inside.startswith("<") or not inside else run(inside)
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{inside}</w:p>"


def cell(inside: str, properties: str = "") -> str:
    inside = inside if inside.startswith("<") else paragraph(inside)
    return f"<w:tc>{properties and f'<w:tcPr>{properties}</w:tcPr>'}{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, or of plain texts."""
    made = (each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr>{properties and f'<w:trPr>{properties}</w:trPr>'}{''.join(made)}</w:tr>"


def table(*rows: str, grid: tuple[int, ...] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def read(data: bytes, name: str = "年报.docx") -> Document:
    return read_bytes(data, Path(name))
