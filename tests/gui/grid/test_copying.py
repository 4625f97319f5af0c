"""What a copy holds: plain text for spreadsheets, a table for Word, the printed labels when all is selected."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.layout import layout_of
from core.pasting.whole import whole_tables
from core.report import Report
from gui.grid import copying
from gui.grid.sheet import Sheet
from tests.builders.reports import random_report
from tests.gui.grid.conftest import REQUESTS, put, ref
from tests.gui.grid.test_sheet import SHEETS

pytestmark = pytest.mark.usefixtures("qapp")
CHOSEN = [ref("granted", column) for column in ("person", "business", "research")]


def sheet_of(report: Report, key: str) -> Sheet:
    table = next(table for table in report.form.tables if table.key == key)
    return Sheet(layout_of(report.form, table, {name: report.grids[name].rows for name in table.grids}))


@pytest.fixture
def odd(report) -> Report:
    for column, text in (("person", "22（其中重复2件）"), ("business", "/"), ("research", "５")):
        put(report, ref("granted", column), text)
    return report


def test_a_copy_holds_what_is_shown(odd):
    assert copying.copied(odd, REQUESTS, CHOSEN).text() == "22\t/\t5"


def test_what_was_not_chosen_stays_empty(odd):
    assert copying.copied(odd, REQUESTS, [CHOSEN[0], CHOSEN[2]]).text() == "22\t\t5"


def test_two_rows_are_two_lines(odd):
    put(odd, ref("partly_granted", "person"), "7")
    put(odd, ref("partly_granted", "business"), "0")
    chosen = [*CHOSEN[:2], ref("partly_granted", "person"), ref("partly_granted", "business")]
    assert copying.copied(odd, REQUESTS, chosen).text() == "22\t/\n7\t0"


def test_the_same_is_there_as_a_table(odd):
    page = copying.copied(odd, REQUESTS, CHOSEN).html()
    text = "style=\"mso-number-format:'\\@'\""
    assert f'<tr><td align="right">22</td><td align="right" {text}>/</td><td align="right">5</td></tr>' in page


def test_words_cannot_break_the_table(report):
    put(report, CHOSEN[0], "<b>&\t1")
    held = copying.copied(report, REQUESTS, CHOSEN[:1])
    assert "&lt;b&gt;&amp; 1</td>" in held.html()
    assert held.text() == "<b>& 1"


def test_the_whole_table_comes_with_its_labels_merged_as_printed(report):
    held = copying.copied(report, REQUESTS, REQUESTS.refs)
    lines = held.text().split("\n")
    assert len(lines) == 3 + 25
    assert lines[0].split("\t")[3] == "申请人情况"
    assert lines[3].split("\t")[0] == "一、本年新收政府信息公开申请数量"
    assert lines[3].split("\t")[-1] == str(report.value(ref("received", "total")))
    assert '<td rowspan="22" align="left">三、本年度办理结果</td>' in held.html()
    assert '<td colspan="5" align="center">法人或其他组织</td>' in held.html()


@given(st.integers(0, 2**32), st.sampled_from(sorted(SHEETS)), st.sampled_from(["page", "text"]))
def test_a_whole_table_pastes_back_as_it_was(seed, key, kind):
    form, table = key
    report = random_report(random.Random(seed), form, blanks=0.1)
    sheet = sheet_of(report, table)
    held = copying.copied(report, sheet, sheet.refs)
    found = whole_tables(held.html() if kind == "page" else "", held.text(), report.form)
    assert found is not None
    assert dict(found.entries) == {where: report.cell(where).entry.text for where in sheet.refs}
