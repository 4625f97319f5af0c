"""Raised numbers behind figures are marks of footnotes, in web pages, documents and workbooks."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from core.document import RawTable
from core.numbers import parse_figure
from core.readers import read_bytes
from core.readers.footnotes import marked


@pytest.mark.parametrize(
    ("before", "raised", "shown"),
    [
        (["13"], "1", "[1]"),
        (["1", "3"], "[2]", "[2]"),
        (["3 "], "①", "①"),
        (["面积5m"], "2", "2"),  # a square metre
        ([], "1", "1"),
        (["13"], "注", "注"),
    ],
)
def test_only_a_number_behind_a_figure_is_a_mark(before: list[str], raised: str, shown: str) -> None:
    assert marked(raised, before) == shown


def cells(data: bytes, name: str) -> list[str]:
    [table] = [block for block in read_bytes(data, Path(name)).blocks if isinstance(block, RawTable)]
    return [cell.text for cell in table.cells]


def test_a_web_page() -> None:
    page = "<table><tr><td>予以公开<td>13<sup>1</sup><td>7<sup><b>2</b></sup><td>20</table>"
    figures = cells(page.encode(), "年报.html")
    assert figures[1] == "13[1]"
    assert parse_figure(figures[1]).value == 13


def test_a_word_document() -> None:
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 1)
    cell.paragraphs[0].add_run("13")
    raised = cell.paragraphs[0].add_run("1")
    raised.font.superscript = True
    cell.paragraphs[0].add_run("件")
    stream = io.BytesIO()
    document.save(stream)
    assert cells(stream.getvalue(), "年报.docx")[1] == "13[1]件"


def test_a_workbook_with_shared_texts() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "予以公开")
        sheet.write_rich_string(0, 1, "13", book.add_format({"font_script": 1}), "1", "件")
        sheet.write_rich_string(0, 2, "1", book.add_format({"font_script": 2}), "3", "件")
    assert cells(stream.getvalue(), "年报.xlsx")[1:] == ["13[1]件", "13件"]


def test_a_workbook_with_texts_in_its_cells() -> None:
    book = openpyxl.Workbook()
    book.active.append(["予以公开", CellRichText("13", TextBlock(InlineFont(vertAlign="superscript"), "1"), "件"), "20"])
    stream = io.BytesIO()
    book.save(stream)
    assert cells(stream.getvalue(), "年报.xlsx")[1:] == ["13[1]件", "20"]


@pytest.mark.parametrize("raised", [r"{\super 1}", r"\super 1\nosupersub ", r"\super 1\plain "])
def test_a_rich_text_file(raised: str) -> None:
    row = r"{\rtf1\ansi\trowd\cellx1000\cellx2000\pard\intbl 7\cell 13" + raised + r"0\cell\row\pard 5\par}"
    assert cells(row.encode("ascii"), "年报.rtf") == ["7", "13[1]0"]
