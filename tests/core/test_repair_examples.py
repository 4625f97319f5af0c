"""Which cells a pattern of failing sums points at, and in which words it is said."""

import random
from collections.abc import Mapping

import pytest

from core.checks import check
from core.document import NOWHERE
from core.edits import apply, type_cells
from core.findings import Finding
from core.forms import CellRef, forms
from core.narrative import Statement
from core.numbers import Number, parse_figure
from core.repair import repairs
from core.report import Cell, Grid, Origin, Reading, Report
from tests.builders.reports import random_report
from tests.builders.wrong_cells import put

ROWS = {
    "received": (40, 10, 0, 0, 0, 5, 55),
    "carried_in": (3, 0, 0, 0, 0, 0, 3),
    "granted": (20, 4, 0, 0, 0, 2, 26),
    "partly_granted": (12, 3, 0, 0, 0, 0, 15),
    "refused_internal": (6, 0, 0, 0, 0, 1, 7),
    "unavailable_not_held": (0, 1, 0, 0, 0, 2, 3),
    "concluded": (38, 8, 0, 0, 0, 5, 51),
    "carried_out": (5, 2, 0, 0, 0, 0, 7),
}
"""The rows of a small report that are not nil; every sum of it holds."""


def ref(name: str) -> CellRef:
    row, column = name.split(".")
    return CellRef("disputes" if column in {"upheld", "corrected", "pending"} or row == "review" else "requests", row, column)


def report(changes: Mapping[str, str] = {}) -> Report:
    """The small report with some cells written anew."""
    made = random_report(random.Random(1), "2021")
    requests, disputes = made.grids["requests"], made.grids["disputes"]
    put(requests, dict.fromkeys(requests.cells, 0))
    put(disputes, dict.fromkeys(disputes.cells, 0))
    columns = [column.key for column in requests.form.columns]
    for row, values in ROWS.items():
        put(requests, {CellRef("requests", row, column): value for column, value in zip(columns, values, strict=True)})
    apply(made, type_cells(made, "改", {ref(name): text for name, text in changes.items()}))
    return made


def sums(checked: Report) -> list[Finding]:
    return [finding for finding in check(checked).findings if finding.code.startswith(("sum.", "balance"))]


def offers(finding: Finding) -> list[dict[str, Number]]:
    """The suggestions of a finding, best first, as row.column and value."""
    return [{f"{at.row}.{at.column}": value for at, value in suggestion.values} for suggestion in finding.suggestions]


def first(finding: Finding) -> tuple[dict[str, Number], str]:
    return offers(finding)[0], finding.suggestions[0].reason


def test_the_small_report_is_right() -> None:
    assert sums(report()) == []
    assert all(repairs(grid) == () for grid in report().grids.values())


@pytest.mark.parametrize(
    ("wrong", "right", "reason"),
    [
        ({"partly_granted.person": "21"}, 12, "‘自然人’疑为数字颠倒（21→12），改后这一行和这一列的合计都相符"),
        ({"granted.person": "2"}, 20, "‘自然人’疑为少打一位（2→20），改后这一行和这一列的合计都相符"),
        ({"received.total": "555"}, 55, "‘总计’疑为多打一位（555→55），改后这一行和这一列的合计都相符"),
        ({"received.total": "0"}, 55, "‘总计’疑为漏填（0→55），改后这一行和这一列的合计都相符"),
        ({"carried_in.welfare": "4"}, 0, "‘社会公益组织’疑为多填（4→0），改后这一行和这一列的合计都相符"),
        ({"granted.business": "9"}, 4, "‘商业企业’疑为填错（9→4），改后这一行和这一列的合计都相符"),
        ({"concluded.person": "77"}, 38, "‘自然人’疑为填错（77→38），只改这一格，3 项合计就全部相符"),
        ({"granted.business": "-4"}, 4, "‘商业企业’疑为多了负号（-4→4），改后这一行和这一列的合计都相符"),
        ({"partly_granted.person": "1.2"}, 12, "‘自然人’疑为小数点有误（1.2→12），改后这一行和这一列的合计都相符"),
    ],
)
def test_one_wrong_cell_is_the_only_suggestion_of_each_of_its_sums(wrong: dict[str, str], right: int, reason: str) -> None:
    [name] = wrong
    found = sums(report(wrong))
    assert len(found) == (3 if name.startswith("concluded") else 2)
    assert [offers(finding) for finding in found] == [[{name: right}]] * len(found)
    assert found[0].suggestions[0].reason == reason


def test_a_column_names_the_cell_by_its_row() -> None:
    [_, column] = sums(report({"partly_granted.person": "21"}))
    assert column.suggestions[0].reason.startswith("‘（二）部分公开’疑为数字颠倒")


def test_a_total_is_not_bent_where_a_part_explains_more() -> None:
    for finding in sums(report({"granted.person": "29"})):
        assert offers(finding) == [{"granted.person": 20}]


def test_very_large_figures() -> None:
    found = sums(report({"granted.person": "9" * 20}))
    assert [offers(finding) for finding in found] == [[{"granted.person": 20}]] * 2


def test_independent_errors_are_offered_each_for_itself() -> None:
    found = sums(report({"granted.person": "2", "received.other": "50"}))
    assert {tuple(offers(finding)[0].items()) for finding in found} == {(("granted.person", 20),), (("received.other", 5),)}
    assert len(found) == 4


def test_two_errors_in_one_row_are_one_suggestion() -> None:
    found = sums(report({"granted.person": "2", "granted.business": "14"}))
    assert [offers(finding)[0] for finding in found] == [{"granted.person": 20, "granted.business": 4}] * 3
    assert found[0].suggestions[0].reason == ("‘自然人’疑为少打一位（2→20）；‘商业企业’疑为多打一位（14→4），改后 3 项合计都相符")
    assert "‘（一）予以公开·自然人’" in found[1].suggestions[0].reason


def test_a_figure_in_the_neighbouring_column() -> None:
    found = sums(report({"partly_granted.business": "0", "partly_granted.research": "3"}))
    assert len(found) == 2
    for finding in found:
        assert first(finding) == (
            {"partly_granted.research": 0, "partly_granted.business": 3},
            "‘（二）部分公开’行疑为填错一列：3 应填在‘商业企业’，不在‘科研机构’，改后 2 项合计都相符",
        )


def test_a_figure_in_the_neighbouring_row() -> None:
    found = sums(report({"partly_granted.person": "0", "refused_secret.person": "12"}))
    assert len(found) == 2
    for finding in found:
        assert offers(finding)[0] == {"refused_secret.person": 0, "partly_granted.person": 12}
    assert found[0].suggestions[0].reason.startswith("‘自然人’列疑为填错一行：12 应填在‘（二）部分公开’，不在‘1.属于国家秘密’")


def test_two_neighbours_exchanged() -> None:
    found = sums(report({"received.person": "10", "received.business": "40"}))
    assert first(found[0]) == (
        {"received.business": 10, "received.person": 40},
        "‘一、本年新收政府信息公开申请数量’行疑为‘商业企业’和‘自然人’填反了（40、10），改后 2 项合计都相符",
    )


def test_a_column_that_slid_down_by_a_row() -> None:
    slid = {"granted": 0, "partly_granted": 20, "refused_secret": 12, "refused_law": 0, "refused_internal": 0, "refused_process": 6}
    found = sums(report({f"{row}.person": str(value) for row, value in slid.items()}))
    assert len(found) == 5
    truth = {"granted": 20, "partly_granted": 12, "refused_secret": 0, "refused_internal": 6, "refused_process": 0}
    for finding in found:
        assert offers(finding)[0] == {f"{row}.person": value for row, value in truth.items()}
    assert found[0].suggestions[0].reason.startswith("‘自然人’列从‘（一）予以公开’到‘6.属于四类过程性信息’的数字疑为错了位")


def test_a_row_of_disputes_cannot_tell_which_cell_it_is() -> None:
    [finding] = sums(report({"review.upheld": "12", "review.total": "21"}))
    assert offers(finding) == [
        {"review.upheld": 21}, {"review.total": 12}, {"review.corrected": 9}, {"review.other": 9}, {"review.pending": 9},
    ]  # fmt: skip
    assert all("仅凭这一行无法断定是哪一格" in suggestion.reason for suggestion in finding.suggestions)


def test_where_too_much_is_possible_nothing_is_offered() -> None:
    """One case moved from person to business in any of six rows that look the same."""
    rows = ("secret", "law", "security", "third_party", "process", "enforcement")
    alike = {
        f"refused_{row}.{column}": text for row in rows for column, text in (("person", "10"), ("business", "10"), ("total", "20"))
    }
    alike |= {"concluded.person": "98", "concluded.business": "68", "concluded.total": "171"}
    alike |= {"received.person": "100", "received.business": "70", "received.total": "175"}
    assert sums(report(alike)) == []
    found = sums(report(alike | {"refused_secret.person": "11", "refused_secret.business": "9"}))
    assert len(found) == 2
    assert [finding.suggestions for finding in found] == [(), ()]


def test_the_text_decides_between_equals() -> None:
    grid = report({"review.total": "3"}).grids["disputes"]
    assert repairs(grid)[0].values == ((ref("review.upheld"), 3),)
    stated = [Statement(((ref("review.pending"),),), 3)]
    assert repairs(grid, stated)[0].values == ((ref("review.pending"), 3),)
    against = [Statement(((ref("review.total"),),), 0), Statement(((ref("review.upheld"),),), 0)]
    assert repairs(grid, against)[0].values == ((ref("review.total"), 0),)


def test_a_statement_about_a_sum_of_cells_decides_as_well() -> None:
    """All totals together are 0 by the words, so the one that says 3 is wrong."""
    grid = report({"review.total": "3"}).grids["disputes"]
    totals = tuple(CellRef("disputes", row, "total") for row in ("review", "suit_direct", "suit_after_review"))
    best = repairs(grid, [Statement((totals,), 0)])[0]
    assert best.values == ((ref("review.total"), 0),)
    assert best.claimed


def test_either_reading_of_a_statement_will_do() -> None:
    """The words say 7, of reviews or of suits; suits are 7 already, so they decide nothing about reviews."""
    values = {"review.total": "3"}
    grid = report(values).grids["disputes"]
    put(grid, {CellRef("disputes", "suit_direct", "total"): 7, CellRef("disputes", "suit_direct", "upheld"): 7})
    readings = ((ref("review.total"),), (CellRef("disputes", "suit_direct", "total"),))
    assert [repair.cost for repair in repairs(grid, [Statement(readings, 7)])] == [repair.cost for repair in repairs(grid)]


def test_many_errors_never_take_long_and_never_invent() -> None:
    made = report()
    rng = random.Random(4)
    put(made.grids["requests"], {at: rng.randrange(1000) for at in made.grids["requests"].cells})
    assert all(finding.suggestions == () for finding in sums(made))


def blanks(checked: Report) -> list[Finding]:
    return [finding for finding in check(checked).findings if finding.code == "cell.blank"]


def test_a_blank_that_must_be_a_number_is_offered_that_number_and_not_zero() -> None:
    [finding] = blanks(report({"granted.person": ""}))
    assert offers(finding) == [{"granted.person": 20}]
    assert finding.suggestions[0].reason == "‘（一）予以公开·自然人’空着，应为 20，改后这一行和这一列的合计都相符"


def test_a_blank_that_may_be_zero_is_offered_zero() -> None:
    [finding] = blanks(report({"granted.legal": ""}))
    assert offers(finding) == [{"granted.legal": 0}]


def test_a_blank_column_is_filled_from_the_sums() -> None:
    names = {f"{row.key}.business": "" for row in forms()["2021"].grids["requests"].rows}
    [finding] = blanks(report(names))
    filled = {f"{row}.business": values[1] for row, values in ROWS.items()}
    assert offers(finding) == [{name: filled.get(name, 0) for name in offers(finding)[0]}]
    assert len(offers(finding)[0]) == 25
    assert finding.suggestions[0].reason == "‘商业企业’列有 6 个空格不应为 0，改后 6 项合计都相符，其余空格填 0"


def test_blanks_that_hang_on_each_other_are_not_called_certain() -> None:
    """Two rows with two blanks each, in the same two columns: the sums allow more than one filling."""
    names = ("granted.person", "granted.business", "partly_granted.person", "partly_granted.business")
    for finding in blanks(report(dict.fromkeys(names, ""))):
        assert "请核对原始记录" in finding.suggestions[0].reason
        assert len(finding.suggestions) > 1


def test_an_entry_that_is_no_number_is_read_from_the_sums() -> None:
    for text, right in (("约20", 20), ("见附件", 20)):
        [finding] = [found for found in check(report({"granted.person": text})).findings if found.code == "cell.not_number"]
        assert offers(finding) == [{"granted.person": right}]
        assert f"填的是“{text}”，应为 20" in finding.suggestions[0].reason
    [nil] = [found for found in check(report({"granted.legal": "O"})).findings if found.code == "cell.not_number"]
    assert first(nil) == ({"granted.legal": 0}, "按合计推算应为 0")


def test_negative_and_broken_entries_are_offered_what_the_sums_ask_for() -> None:
    found = {finding.code: finding for finding in check(report({"granted.person": "-20", "received.other": "0.5"})).findings}
    assert offers(found["cell.negative"]) == [{"granted.person": 20}]
    assert offers(found["cell.fraction"]) == [{"received.other": 5}]


def doubt(grid: Grid, at: CellRef, text: str) -> None:
    grid.cells[at] = Cell(parse_figure(text), Origin(text, NOWHERE, Reading.DOUBTFUL))


def test_a_doubtful_reading_is_suspected_before_the_report() -> None:
    made = report()
    doubt(made.grids["requests"], ref("granted.person"), "200")
    for finding in sums(made):
        assert offers(finding) == [{"granted.person": 20}]
        assert finding.suggestions[0].reason.startswith("疑为识别有误，请核对原文：")


def test_of_equals_the_doubtful_cell_comes_first() -> None:
    made = report({"review.total": "3"})
    doubt(made.grids["disputes"], ref("review.pending"), "0")
    [finding] = sums(made)
    assert offers(finding)[0] == {"review.pending": 3}


@pytest.mark.parametrize(("form_key", "folded"), [("2019", False), ("2021", True)])
def test_the_form_with_one_row_for_other_handling(form_key: str, folded: bool) -> None:
    made = random_report(random.Random(7), form_key, collapsed=folded)
    grid = made.grids["requests"]
    at = CellRef("requests", "other_handling", "person")
    true = grid.value(at)
    assert true is not None
    put(grid, {at: true + 40})
    found = sums(made)
    assert len(found) == 2
    assert all(finding.suggestions[0].values == ((at, true),) for finding in found)


def test_a_row_that_is_not_printed_is_filled_in() -> None:
    grid = report().grids["requests"]
    for at in [at for at in grid.cells if at.row == "partly_granted"]:
        del grid.cells[at]
    [best, *_] = repairs(grid)
    assert dict(best.values) == {
        ref("partly_granted.person"): 12,
        ref("partly_granted.business"): 3,
        ref("partly_granted.total"): 15,
    }
