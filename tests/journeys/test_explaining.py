"""Explaining: what could not be checked and why, and what rule a finding comes from."""

import pytest

from core.checks.codes import codes
from core.edits import SetGrid, type_cells
from core.forms import CellRef

TOTAL = CellRef("requests", "granted", "total")
BLANK = CellRef("requests", "refused_law", "legal")


@pytest.fixture
def document(window, open_files, file):
    [opened] = open_files(file("年报.html", "bad 3"))
    return opened


def test_the_counts_in_the_status_bar_open_a_list_that_leads_to_the_place(window, document):
    review = window.review
    document.push(type_cells(document.report, "清空", {BLANK: ""}))
    assert not review.panes.tally.isVisible()
    review.status.equations.click()
    assert review.panes.tally.isVisible()
    items = [review.tally.list.topLevelItem(row) for row in range(review.tally.list.topLevelItemCount())]
    assert [item.text(0) for item in items] == ["不符", "不符", "未核", "未核"]
    assert "1 个空白格" in items[2].text(2)
    review.workspace.show_section(document, 1)
    review.tally.list.clicked.emit(review.tally.list.indexFromItem(items[2]))
    grid = review.workspace.show_section(document, 3).tables[0][1]
    assert grid.current == BLANK
    review.tally.list.clicked.emit(review.tally.list.indexFromItem(items[0]))
    assert review.findings.current().code == "sum.row"
    review.status.equations.click()
    assert not review.panes.tally.isVisible()


def test_a_missing_table_leads_to_its_section(window, document):
    document.push(SetGrid("去掉", "requests", None))
    review = window.review
    review.workspace.show_section(document, 1)
    review.status.equations.click()
    item = review.tally.list.topLevelItem(0)
    review.tally.list.doubleClicked.emit(review.tally.list.indexFromItem(item))
    assert review.workspace.currentWidget() is review.workspace.show_section(document, 3)


def test_the_list_closes_with_the_last_report(window, document):
    window.review.status.equations.click()
    window.actions_.close.trigger()
    assert not window.review.panes.tally.isVisible()
    assert not window.review.panes.tally.toggleViewAction().isEnabled()


def test_a_finding_says_on_demand_what_the_rule_is_and_where_it_comes_from(window, document):
    panel = window.review.findings
    finding = next(found for found in document.verdict.findings if found.code == "sum.row")
    panel.select(finding)
    assert not panel.deeds.why.isVisible()
    panel.why_button.click()
    assert panel.deeds.why.isVisible()
    code = codes()["sum.row"]
    assert panel.deeds.why.text() == f"规则：{code.rule}\n出处：{code.source}"
    other = next(found for found in document.verdict.findings if found.code == "sum.column")
    panel.select(other)
    assert codes()["sum.column"].rule in panel.deeds.why.text()
    tip = panel._model.index_of(other).data(3)
    assert codes()["sum.column"].source in tip
    panel.list.clearSelection()
    panel.list.setCurrentIndex(panel._model.index(0))
    assert not panel.deeds.why.isVisible()
    assert not panel.why_button.isEnabled()
