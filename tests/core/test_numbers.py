"""Figures as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import BLANK, Figure, Kind, canonical, difference, figure, parse_figure, total, whole

FULL_WIDTH = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("15", 15),
        (" 15 ", 15),
        ("15\u00a0", 15),
        ("１５", 15),
        ("746.844", Decimal("746.844")),
        ("0.0000", 0),
        ("7545.00", 7545),
        ("1,234", 1234),
        ("1，234，567", 1234567),
        ("1 234", 1234),
        ("3件", 3),
        ("3 件", 3),
        ("12.5万元", Decimal("12.5")),
        ("251000元", 251000),
        ("2万件", 20000),
        ("-3", -3),
        ("－3", -3),
        ("−3", -3),
        ("负3", -3),
        ("--253", -253),
        ("减4", -4),
        ("减少 4 项", -4),
        ("增4", 4),
        ("净增加4", 4),
        ("+3", 3),
        ("二十五", 25),
        ("二十五件", 25),
        ("十", 10),
        ("〇", 0),
        ("零", 0),
    ],
)
def test_exact(text: str, value: int | Decimal) -> None:
    read = parse_figure(text)
    assert (read.kind, read.value) == (Kind.EXACT, value)
    assert type(read.value) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5.2万", Decimal("5.2")),
        ("5.2万元", Decimal("5.2")),
        ("52000元", Decimal("5.2")),
        ("3亿元", 30000),
        ("10元", Decimal("0.001")),
        ("5.2", Decimal("5.2")),
    ],
)
def test_money_counts_in_the_unit_of_its_column(text: str, value: int | Decimal) -> None:
    assert parse_figure(text, "万元").value == value


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u3000", "/", "／", "-", "—", "——", "－", "无", "\\"])
def test_blank(text: str) -> None:
    read = parse_figure(text)
    assert (read.kind, read.value) == (Kind.BLANK, None)
    assert read.text == text.strip()


@given(st.text("〇零一二两九十百千万亿", min_size=1, max_size=8))
def test_any_row_of_chinese_numerals_is_a_number_or_none(text: str) -> None:
    value = parse_figure(text).value
    assert value is None or (isinstance(value, int) and value >= 0)


def test_a_numeral_that_is_none_is_no_figure() -> None:
    assert parse_figure("二〇十一").kind is Kind.UNREADABLE


@pytest.mark.parametrize("text", ["约5", "50余", "近100件", "三十余", "100多件", "5以上", "超过20"])
def test_approximate(text: str) -> None:
    assert parse_figure(text).kind is Kind.APPROXIMATE
    assert parse_figure(text).value is None


@pytest.mark.parametrize("text", ["abc", "1.2.3", "1 2", "12a", "见附件", "#REF!", "2023年", "1,23", "5%", "半"])
def test_unreadable(text: str) -> None:
    read = parse_figure(text)
    assert (read.kind, read.value, read.text) == (Kind.UNREADABLE, None, text)


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("22（其中修订16件）", 22, "其中修订16件"),
        ("22 (其中修订16件)", 22, "其中修订16件"),
        ("22件（含补报）", 22, "含补报"),
        ("5*", 5, "*"),
        ("３（注）", 3, "注"),
        ("6注：含上年", 6, "注：含上年"),
    ],
)
def test_note_beside_the_figure(text: str, value: int, note: str) -> None:
    read = parse_figure(text)
    assert (read.value, read.note) == (value, note)


@pytest.mark.parametrize(
    ("text", "normalised"), [("12", False), ("-3", False), ("7.50", False), ("１２", True), ("1,234", True), ("3件", True)]
)
def test_another_way_of_writing_is_said(text: str, normalised: bool) -> None:
    assert parse_figure(text).normalised is normalised


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_every_way_of_writing_n_reads_as_n(number: int) -> None:
    ways = [str(number), f"{number:,}", f"{number:,}".translate(FULL_WIDTH), f"  {number}\u3000", f"{number}件", f"{number}.00"]
    assert [parse_figure(way).value for way in ways] == [number] * len(ways)


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_amounts_are_exact(amount: Decimal) -> None:
    read = parse_figure(f"{amount:f}").value
    assert read is not None
    assert Decimal(read) == amount
    assert parse_figure(canonical(read)).value == read


@given(st.text(max_size=40))
def test_any_text_has_a_figure_and_nothing_is_guessed(text: str) -> None:
    read = parse_figure(text)
    assert isinstance(read, Figure)
    assert (read.value is None) == (read.kind is not Kind.EXACT)


def test_canonical_has_neither_exponent_nor_trailing_zeros() -> None:
    assert [canonical(whole(Decimal(text))) for text in ("1E+3", "0.50", "100", "0.0001", "-2.10")] == [
        "1000",
        "0.5",
        "100",
        "0.0001",
        "-2.1",
    ]


def test_sums_stay_exact_and_integral_sums_are_ints() -> None:
    assert total([Decimal("0.1"), Decimal("0.2"), Decimal("0.7")]) == 1
    assert isinstance(total([Decimal("0.5"), Decimal("0.5")]), int)
    assert total([]) == 0
    assert difference(3, Decimal("5.5")) == Decimal("2.5")


def test_the_figure_of_a_value() -> None:
    assert figure(None) is BLANK
    assert figure(Decimal("0.5")) == Figure(Kind.EXACT, "0.5", Decimal("0.5"))
