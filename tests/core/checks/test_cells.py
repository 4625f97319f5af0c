"""Blanks come as runs, not as cells."""

import random

import pytest

from core.checks import check
from core.edits import apply, take, type_cells
from core.findings import Finding
from core.forms import CellRef, forms
from core.report import Report, empty_grid
from tests.builders.reports import random_report

GRID = forms()["2021"].grids["requests"]
ROWS = [row.key for row in GRID.rows]
COLUMNS = [column.key for column in GRID.columns]


def blanked(*names: str) -> Report:
    report = random_report(random.Random(5), "2021")
    apply(report, type_cells(report, "清空", {CellRef.parse(name): "" for name in names}))
    return report


def blanks(report: Report) -> list[Finding]:
    return [finding for finding in check(report).findings if finding.code == "cell.blank"]


def test_a_run_within_a_row_is_one_finding() -> None:
    [finding] = blanks(blanked(*(f"requests.refused_secret.{column}" for column in ("welfare", "legal", "other"))))
    assert [str(ref) for ref in finding.cells] == [f"requests.refused_secret.{column}" for column in ("welfare", "legal", "other")]
    assert "共 3 格是空白" in finding.message


def test_two_runs_are_two_findings_and_each_offers_the_whole_grid_too() -> None:
    found = blanks(blanked("requests.granted.business", "requests.granted.research", "requests.granted.legal"))
    assert [len(finding.cells) for finding in found] == [2, 1]
    assert [[len(suggestion.values) for suggestion in finding.suggestions] for finding in found] == [[2, 3], [1, 3]]
    assert {value for finding in found for suggestion in finding.suggestions for _, value in suggestion.values} == {0}


def test_whole_columns_are_one_finding() -> None:
    [finding] = blanks(blanked(*(f"requests.{row}.{column}" for row in ROWS for column in COLUMNS[1:6])))
    assert len(finding.cells) == 5 * 25


def test_whole_rows_are_one_finding_and_the_rest_of_a_column_another() -> None:
    names = [f"requests.{row}.{column}" for row in ROWS[4:6] for column in COLUMNS]
    found = blanks(blanked(*names, "requests.received.legal"))
    assert sorted(len(finding.cells) for finding in found) == [1, 14]


def test_an_empty_grid_is_one_finding() -> None:
    report = random_report(random.Random(5), "2021")
    report.grids["requests"] = empty_grid(GRID)
    [finding] = blanks(report)
    assert len(finding.cells) == 175
    assert finding.message.startswith("表三全部 175 格是空白")


def test_the_offered_zeros_end_the_finding() -> None:
    report = blanked("requests.refused_secret.welfare", "requests.refused_law.total")
    apply(report, take(report, blanks(report)[0].suggestions[1], "接受建议"))
    assert blanks(report) == []


def test_a_blank_total_is_told_what_its_row_adds_up_to() -> None:
    report = random_report(random.Random(5), "2021")
    added = sum(int(report.value(CellRef("requests", "granted", column)) or 0) for column in COLUMNS[:-1])
    assert added, "a row of nothing would say nothing"
    apply(report, type_cells(report, "清空", {CellRef("requests", "granted", "total"): ""}))
    [found] = blanks(report)
    assert found.message == f"表三 第3行‘（一）予以公开’·总计是空白；按合计推算，总计应填 {added}"
    assert found.suggestions[0].values == ((CellRef("requests", "granted", "total"), added),)


def test_of_a_row_that_is_blank_but_for_one_figure_the_total_is_that_figure() -> None:
    report = random_report(random.Random(5), "2021")
    report.grids["requests"] = empty_grid(GRID)
    apply(report, type_cells(report, "填", {CellRef("requests", "received", "person"): "12"}))
    run = next(found for found in blanks(report) if CellRef("requests", "received", "total") in found.cells)
    for offer in run.suggestions:
        assert dict(offer.values)[CellRef("requests", "received", "total")] == 12


def test_runs_are_named_as_people_point_at_them() -> None:
    row = blanks(blanked(*(f"requests.refused_law.{column}" for column in COLUMNS)))
    assert row[0].message.startswith("表三 第6行‘2.其他法律行政法规禁止公开’ 整行共 7 格是空白")
    columns = blanks(blanked(*(f"requests.{row}.{column}" for row in ROWS for column in ("welfare", "legal"))))
    assert columns[0].message.startswith("表三 社会公益组织 和 法律服务机构 整列共 50 格是空白")
    columns = blanks(blanked(*(f"requests.{row}.{column}" for row in ROWS for column in ("research", "welfare", "legal"))))
    assert columns[0].message.startswith("表三 科研机构 至 法律服务机构 整列共 75 格是空白")


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        (("legal", "other"), "法律服务机构 和 其他 共 2 格是空白"),
        (("welfare", "legal", "other"), "社会公益组织 至 其他 共 3 格是空白"),
    ],
)
def test_two_cells_are_named_with_and_and_more_with_to(columns: tuple[str, ...], named: str) -> None:
    [run] = blanks(blanked(*(f"requests.refused_law.{column}" for column in columns)))
    assert f"·{named}" in run.message


def test_the_mark_is_named() -> None:
    report = blanked()
    apply(report, type_cells(report, "改", {CellRef("requests", "refused_law", "other"): "—"}))
    assert "填的是“—”" in blanks(report)[0].message


def test_change_may_be_negative_where_the_form_says_so() -> None:
    report = random_report(random.Random(2), "2019")
    apply(report, type_cells(report, "改", {CellRef("art20_5", "licences", "change"): "-4"}))
    assert [finding.code for finding in check(report).findings] == []
