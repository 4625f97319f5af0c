"""A figure written anew: it reads as the value, looks as the old one did, and no other character changes."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.folding import fold
from core.narrative.amounts import amounts
from core.narrative.sentences import split
from core.narrative.writing import respelled


def rewritten(text: str, value: int | Decimal, index: int = 0) -> str | None:
    """One sentence with one of its figures written for another value."""
    [sentence] = split(text, 1, 2023)
    words = respelled(sentence, index, value)
    amount = sentence.amounts[index]
    return None if words is None else text[: amount.start] + words + text[amount.bare_end :]


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("收到申请25件", 31, "收到申请31件"),
        ("收到申请25件", 1026, "收到申请1026件"),
        ("收到申请1,204件", 3165, "收到申请3,165件"),
        ("收到申请1,204件", 980, "收到申请980件"),
        ("收到申请980件，公开12,031条", 1204, "收到申请1,204件，公开12,031条"),
        ("收到申请２５件", 1026, "收到申请１０２６件"),
        ("收到申请１，２０４件", 3165, "收到申请３，１６５件"),
        ("收到申请二十五件", 31, "收到申请三十一件"),
        ("收到申请二十五件", 10, "收到申请十件"),
        ("收到申请一百零五件", 206, "收到申请二百零六件"),
        ("收到申请一百〇五件", 206, "收到申请二百〇六件"),
        ("收到申请三件", 2, "收到申请两件"),
        ("收到申请两百件", 2000, "收到申请两千件"),
        ("收到申请两件", 12, "收到申请十二件"),
        ("收到申请一二〇件", 205, "收到申请二〇五件"),
        ("公开率为80.00%", Decimal("66.67"), "公开率为66.67%"),
        ("公开率为80.00%", 75, "公开率为75.00%"),
        ("公开率为８０．５％", Decimal("66.7"), "公开率为６６．７％"),
        ("公开率为80 %", 75, "公开率为75 %"),
        ("公开率为百分之八十", 75, "公开率为百分之七十五"),
        ("公开率为百分之80.5", Decimal("66.7"), "公开率为百分之66.7"),
        ("公开率为百分之八十点五", Decimal("66.7"), "公开率为百分之六十六点七"),
        ("公开信息1.20万条", 13_400, "公开信息1.34万条"),
        ("公开信息1.20万条", 12_345, "公开信息1.2345万条"),
        ("收费746.84万元", Decimal("800"), "收费800.00万元"),
    ],
)
def test_the_new_figure_looks_like_the_old(text, value, wanted):
    assert rewritten(text, value) == wanted


def test_what_numerals_cannot_say_there_is_said_in_digits():
    assert rewritten("参加三个项目", 1) == "参加1个项目"


def test_only_the_figure_that_is_meant_changes():
    assert rewritten("收到申请25件，办结25件", 24, index=1) == "收到申请25件，办结24件"


def test_no_way_is_found_for_less_than_nothing():
    assert rewritten("收到申请25件", -1) is None


NUMERALS = st.sampled_from(["二十五", "一百〇五", "两千零六", "三", "两万五千", "一二〇", "十"])
DIGITS = st.integers(0, 9_999_999)
FIGURES = st.one_of(
    NUMERALS,
    DIGITS.map(str),
    DIGITS.map("{:,}".format),
    DIGITS.map(lambda number: "".join(chr(ord(one) + 0xFEE0) for one in str(number))),
)
WORDS = st.text("的申请共为、，（𠮷 \u3000", max_size=6)
COUNTS = st.sampled_from(["件", "条", "份", "宗"])


@given(WORDS, st.lists(st.tuples(FIGURES, COUNTS, WORDS), min_size=1, max_size=4), st.data())
def test_written_back_it_reads_as_the_value_and_nothing_else_changes(head, parts, data):
    text = f"受理{head}" + "。".join(f"收到{number}{unit}{words}" for number, unit, words in parts).replace("。", "，")
    [sentence] = split(text, 1, 2023)
    assume(sentence.amounts)
    index = data.draw(st.integers(0, len(sentence.amounts) - 1))
    value = data.draw(st.integers(0, 99_999_999))
    assume(not sentence.amounts[index].approximate)
    words = respelled(sentence, index, value)
    assert words is not None
    old = sentence.amounts[index]
    after = text[: old.start] + words + text[old.bare_end :]
    [again] = split(after, 1, 2023)
    wanted = [value if number == index else one.value for number, one in enumerate(sentence.amounts)]
    assert [one.value for one in again.amounts] == wanted
    assert after[: old.start] == text[: old.start]
    assert after[again.amounts[index].bare_end :] == text[old.bare_end :]


@given(st.decimals(0, 100, places=2), st.sampled_from(["80%", "80.5%", "８０．００％", "百分之八十", "百分之80.0"]))
def test_every_percentage_can_be_written_in_every_form(value, form):
    after = rewritten(f"公开率为{form}，超过预期", value)
    assert after is not None
    amount = next(amounts(fold(after)))
    assert amount.is_share
    assert Decimal(amount.value) == value
    assert after.endswith("，超过预期")
