"""Raised numbers behind figures are marks of footnotes, in web pages and Word documents."""

import io
from pathlib import Path

import docx
import pytest

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
