"""Constraint as reader: how figures that ran together are divided."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms import CellRef, forms
from core.recognise.choose import choose
from core.recognise.divide import Ways
from core.recognise.rawrows import Field, FieldKind
from tests.builders.reports import random_report

ZERO = Ways((Field("0 0 0 0 0 0 0"),), 7, size=7)
GRID = forms()["2021"].grids["requests"]


def fields(*texts: str | None) -> list[Field]:
    """Fields with these texts; None is a blank cell."""
    return [Field("", kind=FieldKind.BLANK) if text is None else Field(text) for text in texts]


def ways(*texts: str | None, count: int = 7, decimals: bool = False, size: int = 0) -> Ways:
    return Ways(tuple(fields(*texts)), count, decimals, size)


def summing(text: str) -> tuple[tuple[str, ...], ...]:
    return ways(text, size=7).summing


def test_cells_that_stand_apart_leave_no_choice() -> None:
    assert ways("15", "1", "0", None, "0", "0", "16").plain == ("15", "1", "0", "", "0", "0", "16")
    assert ways("15 1 0 0 0 0 16").plain
    assert ways("15", "1", "0", "0", "0", "0", "16", None, None).plain


def test_zeros_divide_in_one_way() -> None:
    assert ways("0000000").all == (("0",) * 7,)
    assert not ways("0000000").open


def test_spaces_are_blank_cells_where_the_count_says_so() -> None:
    assert ways("000\u00a00\u00a0\u00a0").all == (("0", "0", "0", "", "0", "", ""),)


def test_the_row_sum_leaves_two_readings() -> None:
    assert sorted(summing("151000016")) == [("1", "5", "10", "0", "0", "0", "16"), ("15", "1", "0", "0", "0", "0", "16")]


def test_no_reading_of_eight_digits_and_sixteen() -> None:
    assert summing("15100000 16") == ()


def test_a_run_that_is_one_figure() -> None:
    assert ways("746.844", count=1, decimals=True).all == (("746.844",),)
    assert set(ways("4024", count=3).all) == {("4", "0", "24"), ("40", "2", "4")}


def test_lost_blanks_may_have_stood_anywhere() -> None:
    found = ways("8", "1", "9", size=7)
    assert found.all[0] == ("8", "1", "9", "", "", "", "")
    assert all([text for text in option if text] == ["8", "1", "9"] for option in found.all)
    assert ("8", "1", "", "", "", "", "9") in found.summing


def test_too_many_figures_cannot_be_read() -> None:
    assert ways(*"12345678").all == ()


def test_the_columns_decide_what_the_row_leaves_open() -> None:
    rows = {
        "received": ways("151000016", size=7),
        "carried_in": ways("0000000", size=7),
        "granted": ways("15", "1", "0", "0", "0", "0", "16", size=7),
        "concluded": ways("15", "1", "0", "0", "0", "0", "16", size=7),
        "carried_out": ways("0000000", size=7),
    }
    choice = choose(GRID, {row.key: rows.get(row.key, ZERO) for row in GRID.rows})
    assert choice.chosen["received"] == ("15", "1", "0", "0", "0", "0", "16")
    assert (choice.forced, choice.doubtful) == ({"received"}, set())


def test_two_readings_that_both_fit_are_in_doubt() -> None:
    glued = ways("151000016", size=7)
    rows = {row.key: glued if row.key in {"received", "granted", "concluded"} else ZERO for row in GRID.rows}
    assert choose(GRID, rows).doubtful == {"received", "granted", "concluded"}


def test_a_row_with_a_wrong_total_is_read_by_its_columns_and_stays_in_doubt() -> None:
    rows = dict.fromkeys((row.key for row in GRID.rows), ZERO)
    rows["granted"] = ways("81000010", size=7)
    for key in ("received", "concluded"):
        rows[key] = ways("8", "1", "0", "0", "0", "0", "10", size=7)
    choice = choose(GRID, rows)
    assert choice.chosen["granted"] == ("8", "1", "0", "0", "0", "0", "10")
    assert choice.doubtful == {"granted"}


def test_disputes_in_one_run() -> None:
    found = ways("110021000120103", count=15, size=5)
    assert found.summing == (("1", "1", "0", "0", "2", "1", "0", "0", "0", "1", "2", "0", "1", "0", "3"),)
    assert not found.open
    twelve = ways("1200012" + "00000" + "00000", count=15, size=5)
    assert twelve.summing == (("12", "0", "0", "0", "12", *("0",) * 10),)


@given(st.integers(0, 10**6), st.sampled_from(["2021", "2019"]))
def test_a_glued_table_is_read_right_or_marked(seed: int, form_key: str) -> None:
    report = random_report(random.Random(seed), form_key)
    grid = forms()[form_key].grids["requests"]
    true = {
        row.key: tuple(str(report.value(CellRef("requests", row.key, column.key))) for column in grid.columns) for row in grid.rows
    }
    choice = choose(grid, {key: ways("".join(texts), size=7) for key, texts in true.items()})
    wrong = {key for key, texts in true.items() if choice.chosen.get(key) != texts}
    assert wrong <= choice.doubtful


@given(st.lists(st.integers(0, 99_999), min_size=6, max_size=6))
def test_the_true_reading_is_always_among_those_that_add_up(values: list[int]) -> None:
    texts = tuple(map(str, [*values, sum(values)]))
    assert texts in summing("".join(texts))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_option_has_the_digits_of_the_run(count: int) -> None:
    for digits in map("".join, itertools.product("012", repeat=4)):
        assert {"".join(option) for option in ways(digits, count=count).all} <= {digits}


def test_a_dash_is_a_sign_only_where_figures_may_be_negative() -> None:
    signed = Ways(tuple(fields("702-70")), 3, signed=frozenset({1}))
    assert set(signed.all) == {("702", "-7", "0"), ("702", "-", "70")}
    assert ways("702-70", count=3).all == (("702", "-", "70"),)
    assert Ways(tuple(fields("5", "-3", "2")), 3, signed=frozenset({1})).plain == ("5", "-3", "2")


def test_a_wide_gap_within_a_run_may_be_a_blank_cell() -> None:
    found = summing("0\u3000321153650233")
    assert ("0", "", "32", "115", "36", "50", "233") in found


@given(st.text("0123456789 \u3000/-无", max_size=90), st.sampled_from([(7, 7), (15, 5), (3, 0)]))
def test_any_run_is_searched_within_its_budget(text: str, shape: tuple[int, int]) -> None:
    count, size = shape
    found = ways(text, count=count, size=size)
    assert all(len(option) == count for option in (*found.summing, *found.all))
