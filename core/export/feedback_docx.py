"""The 校对单 as a Word document in the conventions of GB/T 9704: A4, title in 2号, text in 3号, table in 五号."""

import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from core.export.feedback import COLUMNS, REPLY, TITLE, Feedback
from core.export.target import check_target, write_whole
from core.same import storable

TITLE_FONTS = "方正小标宋简体", "宋体"
"""For the title: the one that the standard asks for, and that which stands in for it in bold."""
_TEXT, _PLAIN = "仿宋", "宋体"
_DIGITS = "Times New Roman"
_WIDTHS = 8, 28, 22, 60, 21, 17
"""Millimetres; together the width of the type area."""
_REPLY_HEIGHT = 22
_SMALL, _LEADING = 10.5, 14.5
"""Points: the words of the tables, and the height of their lines."""
_CENTRED = 0, 2, 4
_SIDE = 57
"""Twentieths of a point: one millimetre."""


def write_feedback(path: Path, sheets: Sequence[Feedback], *, song_title: bool = False) -> None:
    """Write one document as a whole or not at all; ExportError when `path` cannot be written."""
    check_target(path)
    write_whole(path, feedback_bytes(sheets, song_title=song_title))


def feedback_bytes(sheets: Sequence[Feedback], *, song_title: bool = False) -> bytes:
    """The document, each sheet from a new page on; `song_title` sets the titles in bold 宋体."""
    document = Document()
    _page(document)
    for number, feedback in enumerate(sheets):
        _sheet(document, feedback, song_title=song_title, new_page=number > 0)
    held = document.core_properties
    held.title, held.author = f"{sheets[0].organ if len(sheets) == 1 else ''}{TITLE}", "年报校核台"
    held.created = held.modified = datetime.datetime.combine(sheets[0].day, datetime.time())
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _sheet(document: Any, feedback: Feedback, *, song_title: bool, new_page: bool) -> None:
    title = document.add_paragraph()
    _set(title, TITLE, TITLE_FONTS[song_title], 22, 30, bold=song_title, centred=True)
    title.paragraph_format.page_break_before = new_page
    _paragraph(document, feedback.about, _TEXT, 12, 22, centred=True)
    _paragraph(document, feedback.opening, _TEXT, 16, 28, indent=32)
    _lines(document, feedback)
    _paragraph(document, "", _TEXT, 6, 8)
    _reply(document)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(foot, "— ", _PLAIN, 14)
    _page_number(_run(foot, "", _PLAIN, 14))
    _run(foot, " —　", _PLAIN, 14)


def _page_number(run: Any) -> None:
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def _run(paragraph: Any, text: str, font: str, size: float, *, bold: bool = False) -> Any:
    run = paragraph.add_run(storable(text))
    run.font.name, run.font.size, run.font.bold = _DIGITS, Pt(size), bold
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _paragraph(holder: Any, text: str, font: str, size: float, leading: float, *, centred: bool = False, indent: int = 0) -> None:
    _set(holder.add_paragraph(), text, font, size, leading, centred=centred, indent=indent)


def _set(
    paragraph: Any, text: str, font: str, size: float, leading: float, *, bold: bool = False, centred: bool = False, indent: int = 0
) -> None:
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(leading)
    shape.first_line_indent = Pt(indent)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    _run(paragraph, text, font, size, bold=bold)


def _table(document: Any, widths: Sequence[int], rows: int) -> Any:
    table = document.add_table(rows, len(widths), "Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def _narrow(table: Any) -> None:
    """Leave little room between the rules of a table and its words."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_SIDE))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _lines(document: Any, feedback: Feedback) -> None:
    table = _table(document, _WIDTHS, 1 + len(feedback.lines))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, heading in zip(table.rows[0].cells, COLUMNS, strict=True):
        _cell(cell, heading, "黑体", centred=True)
    for number, (row, line) in enumerate(zip(table.rows[1:], feedback.lines, strict=True), 1):
        texts = (str(number), line.place, line.present, line.problem, line.wanted, "")
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _cell(cell, text, _TEXT, centred=column in _CENTRED and len(text) < 12)


def _cell(cell: Any, text: str, font: str, *, centred: bool = False) -> None:
    cell.vertical_alignment = 1  # in the middle
    first, *more = text.split("\n")
    _set(cell.paragraphs[0], first, font, _SMALL, _LEADING, centred=centred)
    for words in more:
        _paragraph(cell, words, font, _SMALL, _LEADING, centred=centred)


def _reply(document: Any) -> None:
    """The room for the answer, and who gives it."""
    table = _table(document, (26, 26, 26, 30, 20, 28), 2)
    opinion = table.rows[0].cells[1].merge(table.rows[0].cells[5])
    table.rows[0].height = Mm(_REPLY_HEIGHT)
    _cell(table.rows[0].cells[0], REPLY[0], _TEXT, centred=True)
    _cell(opinion, "", _TEXT)
    for index, words in enumerate(REPLY[1:]):
        _cell(table.rows[1].cells[2 * index], words, _TEXT, centred=True)
