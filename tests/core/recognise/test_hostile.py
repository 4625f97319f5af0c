"""Texts made to take long: each is read in the time that its length deserves, as no step looks at it again and again."""

import contextlib
import time

import pytest

from core.document import Document, Paragraph, RawCell, RawTable, Source, Unreadable
from core.pipeline import load_clipboard, warm
from core.recognise import recognise_all

TITLE = "双河县教育局2024年政府信息公开工作年度报告\n"
SECONDS = 8.0
"""Each takes a fraction of that; what looks at all of it from every place takes minutes."""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("统计期限自2024年1月1日" + "\n" * 4_000 + "见下", id="blank lines where a period goes on"),
        pytest.param("第1页" + " " * 100_000 + "完", id="blanks behind the number of a page"),
        pytest.param("一" + " " * 50_000 + "完", id="blanks behind the number of a heading"),
        pytest.param("一 " * 50_000, id="numbers of headings"),
        pytest.param("二、主动公开政府信息情况\n1" + " " * 50_000 + "-办", id="blanks behind the number of a label"),
        pytest.param("一、总体情况\n" * 45_000, id="one heading again and again"),
        pytest.param("二、主动公开政府信息情况\n行政许可 " + "1 " * 50_000, id="figures in a row"),
    ],
)
def test_a_long_text_takes_no_longer_than_it_is(text: str) -> None:
    warm()
    start = time.process_time()
    with contextlib.suppress(Unreadable):
        load_clipboard("", TITLE + text)
    assert time.process_time() - start < SECONDS


def test_a_table_of_headings_and_figures_by_turns() -> None:
    """Each heading cuts the table; no part is looked for in the whole of it."""
    rows = [["三、收到和处理政府信息公开申请情况"] if row % 2 else ["行政许可", "1"] for row in range(8_000)]
    table = RawTable(tuple(RawCell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)))
    warm()
    start = time.process_time()
    recognise_all(Document(Source(None, "text"), (Paragraph(TITLE), table)))
    assert time.process_time() - start < SECONDS
