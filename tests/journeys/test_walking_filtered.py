"""F8 through a filtered list: only what is shown is walked, and what is chosen elsewhere comes out of the filter."""

import pytest

from core.edits import type_cells
from core.findings import Severity
from core.forms import CellRef
from gui.walk import PaperOrder
from tests.journeys.conftest import TOTAL

ODD = CellRef("disputes", "review", "upheld")


@pytest.fixture
def document(window, open_files, file):
    [opened] = open_files(file("年报.html", "bad 3"))
    opened.push(type_cells(opened.report, "改", {ODD: f"{opened.report.value(ODD)}（件）"}))
    assert {one.severity for one in opened.verdict.findings} >= {Severity.ERROR}
    assert any(one.severity is not Severity.ERROR for one in opened.verdict.findings)
    return opened


def test_f8_walks_what_is_shown_and_says_so(window, document):
    panel = window.review.findings
    panel.filter.buttons[Severity.ERROR].click()
    shown = [one for one in document.verdict.findings if one.severity is not Severity.ERROR]
    assert panel._summary.text() == f"筛选出 {len(shown)} 处，共 {len(document.verdict.findings)} 处。F8 只走筛选出的。"
    walked = []
    for _ in shown:
        window.actions_.next.trigger()
        walked.append(panel.current())
    assert walked == sorted(shown, key=PaperOrder(document.report))
    window.actions_.next.trigger()
    assert panel.current() == walked[0]
    window.actions_.previous.trigger()
    assert panel.current() == walked[-1]


def test_where_the_filter_hides_all_f8_says_so(window, qtbot, document):
    window.review.findings.filter.search.setText("没有这样的字")
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.next.trigger()
    assert said.args[0].text == "没有符合筛选条件的问题。清除筛选后，F8 再走全部问题。"


def test_a_sum_chosen_in_the_list_of_sums_clears_the_filter_and_the_cursor_does_not(window, document):
    panel = window.review.findings
    panel.filter.buttons[Severity.ERROR].click()
    window.review.reviewing.follow_cell(TOTAL)
    assert panel.filter.apply_to(panel._model.listing).filters
    found = document.verdict.by_cell[TOTAL][0]
    window.review.workspace.mark_clicked.emit(found)
    assert panel.current() == found
    assert not panel._model.listing.filters
