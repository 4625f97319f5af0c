"""Sums with zero tolerance; blanks are never zeros; the sentences that spell a sum out."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks import check
from core.checks.arithmetic import judge_equation, whole_sentence
from core.edits import apply, type_cells
from core.findings import State
from core.forms import CellRef, forms
from core.numbers import parse_figure
from core.report import Cell, Grid, Origin, Reading, Report, empty_grid
from tests.builders.reports import random_report

FORM = forms()["2021"]
DISPUTES = FORM.grids["disputes"]
REVIEW = [CellRef("disputes", "review", column.key) for column in DISPUTES.columns]


def row(*texts: str) -> Grid:
    """A grid of disputes whose first row holds these texts."""
    cells = {ref: Cell(parse_figure(text)) for ref, text in zip(REVIEW, texts, strict=True)}
    return Grid(DISPUTES, cells)


@pytest.mark.parametrize(
    ("texts", "state", "if_zero"),
    [
        (["1", "2", "0", "0", "3"], State.PASSED, None),
        (["1", "2", "0", "0", "4"], State.FAILED, None),
        (["1", "", "0", "0", "1"], State.UNCHECKED, True),
        (["1", "", "0", "0", "4"], State.UNCHECKED, False),
        (["5", "", "0", "0", "4"], State.FAILED, False),
        (["1", "2", "0", "0", ""], State.UNCHECKED, False),
        (["0", "0", "0", "0", ""], State.UNCHECKED, True),
        (["", "", "", "", ""], State.UNCHECKED, True),
        (["1", "约2", "0", "0", "3"], State.UNCHECKED, False),
        (["", "2", "0", "0", "1"], State.FAILED, False),
    ],
)
def test_a_row_of_disputes(texts: list[str], state: State, if_zero: bool | None) -> None:
    grid = row(*texts)
    judged = judge_equation(grid, grid.equations[0])
    assert (judged.state, judged.if_zero) == (state, if_zero)
    assert bool(judged.why) is (if_zero is not None)


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 40)), min_size=5, max_size=5), st.lists(st.integers(0, 99), min_size=5, max_size=5)
)
def test_a_decided_sum_stays_decided_whatever_the_blanks_are(values: list[int | None], filling: list[int]) -> None:
    open_row = row(*("" if value is None else str(value) for value in values))
    filled = row(*(str(blank if value is None else value) for value, blank in zip(values, filling, strict=True)))
    judged, later = (judge_equation(grid, grid.equations[0]) for grid in (open_row, filled))
    if judged.state is not State.UNCHECKED:
        assert later.state is judged.state


def test_the_empty_form_is_unchecked_and_never_passed() -> None:
    report = random_report(random.Random(1), "2021")
    report.grids = {key: empty_grid(grid) for key, grid in FORM.grids.items()}
    verdict = check(report)
    assert [verdict.count(state) for state in State] == [0, 0, 42]
    report.grids = {}
    verdict = check(report)
    assert [verdict.count(state) for state in State] == [0, 0, 42]


def _with(entries: dict[str, str]) -> Report:
    """A report of zeros but for some cells."""
    report = random_report(random.Random(1), "2021")
    zeros = {ref: "0" for ref, _ in report.cells()}
    apply(report, type_cells(report, "零", zeros))
    apply(report, type_cells(report, "修改", {CellRef.parse(name): text for name, text in entries.items()}))
    return report


def _messages(report: Report, code: str) -> list[str]:
    return [finding.message for finding in check(report).findings if finding.code == code]


def test_a_row_sum_in_words() -> None:
    report = _with({"requests.granted.person": "8", "requests.granted.business": "1", "requests.granted.total": "8"})
    assert _messages(report, "sum.row") == ["表三 第3行‘（一）予以公开’：自然人8 + 商业企业1 = 9，总计填8，差1"]


def test_a_column_sum_in_words() -> None:
    report = _with({"requests.granted.total": "8", "requests.refused_law.total": "1", "requests.concluded.total": "10"})
    assert _messages(report, "sum.column") == [
        "表三 ‘总计’列：（一）予以公开8 + 2.其他法律行政法规禁止公开1 = 9，（七）总计填10，差1"
    ]


TEN = (
    "granted partly_granted refused_secret refused_law refused_security refused_third_party refused_internal refused_process "
    "refused_enforcement refused_inquiry"
)
"""The first ten parts of 总计."""


def test_what_a_long_sum_leaves_out_is_told_by_its_own_sum_and_can_be_had_in_full() -> None:
    cells = {f"requests.{key}.legal": str(figure) for figure, key in enumerate(TEN.split(), 1)}
    report = _with({**cells, "requests.concluded.legal": "54"})
    eight = (
        "表三 ‘法律服务机构’列：（一）予以公开1 + （二）部分公开2 + 1.属于国家秘密3 + 2.其他法律行政法规禁止公开4 + "
        "3.危及“三安全一稳定”5 + 4.保护第三方合法权益6 + 5.属于三类内部事务信息7 + 6.属于四类过程性信息8 + "
    )
    assert _messages(report, "sum.column") == [f"{eight}其余2项共19 = 55，（七）总计填54，差1"]
    grid = report.grids["requests"]
    judged = next(item for item in check(report).equations if item.state is State.FAILED and item.equation.code == "sum.column")
    whole = f"{eight}7.属于行政执法案卷9 + 8.属于行政查询事项10 = 55，（七）总计填54，差1"
    assert whole_sentence(FORM, grid, judged) == whole


def test_a_balance_in_words() -> None:
    report = _with({"requests.received.other": "5", "requests.carried_out.other": "3"})
    came_in = "一、本年新收政府信息公开申请数量5 + 二、上年结转政府信息公开申请数量0 = 5"
    assert _messages(report, "balance") == [f"表三 ‘其他’列：{came_in}，（七）总计0 + 四、结转下年度继续办理3 = 3，差2"]


def test_disputes_in_words() -> None:
    report = _with({"disputes.suit_direct.upheld": "2"})
    assert _messages(report, "sum.disputes") == ["表四 行政诉讼·未经复议直接起诉：结果维持2 + 其余各项0 = 2，总计填0，差2"]


def test_amounts_are_compared_exactly() -> None:
    report = _with({"requests.granted.person": "0.1", "requests.granted.business": "0.2", "requests.granted.total": "0.3"})
    assert _messages(report, "sum.row") == []
    finding = next(finding for finding in check(_with({"requests.granted.total": "0.3"})).findings if finding.code == "sum.row")
    assert (finding.left, finding.right, finding.difference) == (0, Decimal("0.3"), Decimal("0.3"))


def test_a_doubtful_reading_is_said_first() -> None:
    report = _with({})
    ref = CellRef("requests", "granted", "total")
    report.grids["requests"].cells[ref] = Cell(
        parse_figure("7"), Origin("7", report.grids["requests"].place, Reading.DOUBTFUL, "连写")
    )
    found = [finding for finding in check(report).findings if finding.code == "sum.row"]
    assert [finding.doubtful for finding in found] == [True]
    assert found[0].message.startswith("疑为识别有误，请核对原文：表三 第3行")


def test_a_report_without_a_form_is_not_judged() -> None:
    report = _with({"requests.granted.total": "5"})
    report.form = None
    assert check(report).equations == ()
    assert check(report).findings == ()
