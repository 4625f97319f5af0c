"""Two years side by side: what must follow from last year's report, and what need not."""

from dataclasses import replace

import pytest

from core.checks import check
from core.checks.continuity import findings
from core.edits import apply, type_cells
from core.findings import Severity, State
from core.forms import CellRef, forms
from core.report import Header, Report
from tests.builders.reports import build

YEAR = 2023


def report_of(year: int | None, form: str = "2021", **cells: str) -> Report:
    """A report with nothing in its tables but these cells; names with __ for dots."""
    entries = {
        CellRef(key, row.key, column.key): "0"
        for key, grid in forms()[form].grids.items()
        for row in grid.rows
        for column in grid.columns
    }
    entries |= {CellRef.parse(name.replace("__", ".")): text for name, text in cells.items()}
    told = {ref: int(text) for ref, text in entries.items() if text.isdecimal()}
    return build(forms()[form], entries, Header(organ="青禾市人民政府", year=year), told)


def taken(person: str, total: str, *, received: str = "0", concluded: str = "0") -> Report:
    """A report that took over so many applications and concluded them."""
    row = {"requests__carried_in__person": person, "requests__carried_in__total": total}
    row |= {f"requests__{name}__{column}": concluded for name in ("granted", "concluded") for column in ("person", "total")}
    row |= {f"requests__received__{column}": received for column in ("person", "total")}
    return report_of(YEAR, **row)


def handed(person: str, total: str, **others: str) -> Report:
    return report_of(YEAR - 1, requests__carried_out__person=person, requests__carried_out__total=total, **others)


def test_the_total_is_an_error_and_the_columns_are_one_warning() -> None:
    total, parts = findings(taken("112", "112"), handed("121", "121"))
    assert (total.severity, parts.severity) == (Severity.ERROR, Severity.WARNING)
    assert total.message.startswith(
        "表三 第2行‘二、上年结转政府信息公开申请数量’与上年年报的“结转下年度继续办理”不一致：总计上年转出 121，本年填 112，差 9"
    )
    assert (total.left, total.right, total.difference) == (121, 112, 9)
    assert [str(ref) for ref in parts.cells] == ["requests.carried_in.person"]


def test_columns_that_differ_under_the_same_total_are_a_warning_only() -> None:
    [finding] = findings(taken("3", "5"), handed("5", "5"))
    assert (finding.code, finding.severity) == ("continuity.carried", Severity.WARNING)


def test_last_years_figures_are_offered_where_the_sums_agree() -> None:
    offers = [finding.suggestions for finding in findings(taken("112", "112", concluded="121"), handed("121", "121"))]
    [(both,), _] = offers
    assert {str(ref): value for ref, value in both.values} == {"requests.carried_in.person": 121, "requests.carried_in.total": 121}
    assert offers[0] == offers[1]


def test_they_are_not_where_this_years_sums_hold() -> None:
    found = findings(taken("112", "112", concluded="112"), handed("121", "121"))
    assert [finding.suggestions for finding in found] == [(), ()]


@pytest.mark.parametrize(("now", "before"), [("", "121"), ("112", ""), ("无", "3"), ("121", "121")])
def test_blanks_and_equal_figures_are_quiet(now: str, before: str) -> None:
    assert findings(taken(now, now), handed(before, before)) == []


@pytest.mark.parametrize(("year", "quiet"), [(YEAR - 1, False), (YEAR - 2, True), (YEAR, True), (None, False)])
def test_only_the_year_before_is_compared(year: int | None, quiet: bool) -> None:
    before = handed("121", "121")
    before.header = replace(before.header, year=year)
    assert (findings(taken("112", "112"), before) == []) is quiet


def test_the_two_forms_have_this_row_in_common() -> None:
    before = report_of(YEAR - 1, "2019", requests__carried_out__person="4", requests__carried_out__total="4")
    assert [finding.code for finding in findings(taken("3", "3"), before)] == ["continuity.carried"] * 2


@pytest.mark.parametrize(("in_force", "fires"), [("22", False), ("25", True), ("", False)])
def test_documents_in_force(in_force: str, fires: bool) -> None:
    row = "art20_1__normative_documents__"
    now = report_of(YEAR, **{f"{row}issued": "3", f"{row}repealed": "1", f"{row}in_force": in_force})
    found = findings(now, report_of(YEAR - 1, **{f"{row}in_force": "20"}))
    assert [finding.code for finding in found] == ["continuity.in_force"] * fires
    assert all("上年现行有效 20 + 本年制发 3 - 本年废止 1 = 22，本年填 25" in finding.message for finding in found)


@pytest.mark.parametrize(("items", "change", "fires"), [("12", "2", False), ("11", "2", True), ("0", "-12", False)])
def test_items_of_the_form_of_2019(items: str, change: str, fires: bool) -> None:
    now = report_of(YEAR, "2019", art20_5__licences__previous_items=items)
    before = report_of(YEAR - 1, "2019", art20_5__licences__previous_items="10", art20_5__licences__change=change)
    assert [finding.code for finding in findings(now, before)] == ["continuity.previous_items"] * fires


@pytest.mark.parametrize(
    ("cell", "before", "now", "fires"),
    [
        ("art20_5__licences__decisions", "12", "1200", True),
        ("art20_5__licences__decisions", "120000", "1200", True),
        ("art20_5__licences__decisions", "12", "1199", False),
        ("art20_5__licences__decisions", "9", "999", False),
        ("art20_5__licences__decisions", "0", "100000", False),
        ("art20_8__fees__amount", "5.2", "52000", True),
        ("art20_8__fees__amount", "0.5", "52", False),
        ("requests__granted__person", "1", "1000", False),
        ("requests__granted__total", "1", "1000", True),
    ],
)
def test_leaps(cell: str, before: str, now: str, fires: bool) -> None:
    found = findings(report_of(YEAR, **{cell: now}), report_of(YEAR - 1, **{cell: before}))
    assert [(finding.code, finding.severity) for finding in found] == [("continuity.jump", Severity.INFO)] * fires


def test_a_leap_is_told_in_numbers() -> None:
    cell = "art20_5__licences__decisions"
    [finding] = findings(report_of(YEAR, **{cell: "120000"}), report_of(YEAR - 1, **{cell: "12"}))
    assert finding.message == "表二 行政许可·本年处理决定数量：上年 12，本年 120000，本年是上年的 10000 倍，请核对位数和单位"


def test_without_last_years_report_nothing_is_said() -> None:
    now = taken("112", "112")
    assert findings(now, None) == []
    assert not any(finding.code.startswith("continuity.") for finding in check(now).findings)


def test_taking_the_offer_settles_it() -> None:
    now, before = taken("112", "112", concluded="121"), handed("121", "121")
    offer = findings(now, before)[0].suggestions[0]
    apply(now, type_cells(now, "修改", {ref: str(value) for ref, value in offer.values}))
    verdict = check(now, before)
    assert verdict.count(State.FAILED) == 0
    assert findings(now, before) == []
