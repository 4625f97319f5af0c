"""The list behind the status bar: everything that did not pass, in words, and nothing that did."""

import random

import pytest
from PySide6.QtCore import Qt

from core.edits import SetGrid, type_cells
from core.findings import State
from core.forms import CellRef, forms
from gui.document import OpenReport
from gui.findings_model import FindingsModel
from gui.tally import lines_of, rule_of, spelled_out
from gui.tally_panel import TallyPanel
from tests.builders.reports import random_report

TOTAL = CellRef("requests", "granted", "total")
BLANK = CellRef("requests", "refused_law", "legal")


@pytest.fixture
def document():
    return OpenReport(random_report(random.Random(3), "2021"))


@pytest.fixture
def panel(qtbot):
    made = TallyPanel()
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    return made


def write(document, ref, text):
    document.push(type_cells(document.report, "改", {ref: text}))


def lines(document):
    return lines_of(document.report, document.verdict)


def test_where_every_sum_holds_the_list_is_empty_and_says_that_all_was_checked(document, panel):
    assert lines(document) == []
    panel.show_document(document)
    assert panel.summary.text() == "42 项勾稽关系全部核对过，都相符。"
    assert not panel.list.isVisible()


def test_a_sum_with_a_blank_is_there_with_its_reason_and_leads_to_the_blank(document):
    write(document, BLANK, "")
    row, column = lines(document)
    assert row.text == "表三 第6行‘2.其他法律行政法规禁止公开’：“自然人”至“其他” 6 项之和 = “总计”"
    assert column.text == "表三 ‘法律服务机构’列：“（一）予以公开”至“3.其他” 21 项之和 = “（七）总计”"
    assert {row.state, column.state} == {State.UNCHECKED}
    assert row.cell == column.cell == BLANK
    assert row.why.startswith("有 1 个空白格或读不出的格")
    assert row.section == 3


def test_what_fails_comes_first_and_says_by_how_much(document):
    write(document, BLANK, "")
    write(document, TOTAL, str(document.report.value(TOTAL) + 3))
    states = [line.state for line in lines(document)]
    assert states == [State.FAILED, State.FAILED, State.UNCHECKED, State.UNCHECKED]
    assert lines(document)[0].text.endswith("差3")
    assert lines(document)[0].cell == TOTAL


def test_of_a_long_sum_every_figure_can_be_seen(document, panel):
    parts = ["refused_secret", "refused_law", "refused_security", "refused_third_party", "refused_internal", "refused_process"]
    for key in ("granted", "partly_granted", *parts, "refused_enforcement", "refused_inquiry"):
        write(document, CellRef("requests", key, "legal"), "2")
    found = next(one for one in document.verdict.findings if one.code == "sum.column" and "法律服务机构" in one.message)
    assert "其余" in found.message
    whole = spelled_out(document.report, document.verdict, found)
    assert "其余" not in whole
    assert "7.属于行政执法案卷2 + 8.属于行政查询事项2" in whole
    assert whole in [line.text for line in lines(document)]
    model = FindingsModel()
    model.show(document.report, document.verdict)
    assert model.index_of(found).data(Qt.ItemDataRole.ToolTipRole).startswith(f"<p>全部各项：{whole}</p><p>规则：")
    short = next(one for one in document.verdict.findings if one.code == "sum.row")
    assert spelled_out(document.report, document.verdict, short) == ""


def test_a_missing_table_is_one_line(document):
    document.push(SetGrid("去掉", "requests", None))
    [line] = lines(document)
    assert line.text == "表三 收到和处理政府信息公开申请情况：全部 39 项"
    assert line.why == "原文没有这张表"
    assert (line.cell, line.section) == (None, 3)
    assert document.verdict.count(State.PASSED) == 3


def test_no_line_is_ever_about_a_sum_that_holds(document):
    for ref in (BLANK, TOTAL):
        write(document, ref, "")
    held = {item.equation for item in document.verdict.equations if item.state is State.PASSED}
    shown = {line.equation for line in lines(document)}
    assert shown.isdisjoint(held)
    assert len(shown) + len(held) == len(document.verdict.equations)


def test_a_balance_is_spelled_out():
    grid = forms()["2021"].grids["requests"]
    balance = next(one for one in grid.equations([]) if one.code == "balance")
    assert rule_of(grid, balance) == (
        "“一、本年新收政府信息公开申请数量” + “二、上年结转政府信息公开申请数量” = “（七）总计” + “四、结转下年度继续办理”"
    )


def test_a_click_a_key_and_enter_tell_the_line(document, panel, qtbot):
    write(document, BLANK, "")
    panel.show_document(document)
    heard = []
    panel.list.chosen.connect(lambda line, focus: heard.append((line, focus)))
    first, second = lines(document)
    item = panel.list.topLevelItem(0)
    panel.list.clicked.emit(panel.list.indexFromItem(item))
    panel.list.setCurrentItem(item)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert heard == [(first, False), (second, False), (second, True)]
    assert "不等于通过" in panel.summary.text()


def test_without_a_table_nothing_is_called_checked(panel):
    panel.show_document(None)
    assert panel.summary.text() == "没有可以核对合计的表格。"
