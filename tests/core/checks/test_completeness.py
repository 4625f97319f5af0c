"""What the overview and the last section have to speak of, in whatever words."""

import random

import pytest

from core.checks import completeness
from core.checks.completeness import wanted
from core.report import Section
from tests.builders.reports import random_report


def said(number: int, text: str, form: str = "2021") -> list[str]:
    report = random_report(random.Random(1), form)
    report.sections = [Section(number, part.title, text, number) if part.number == number else part for part in report.sections]
    return [finding.message for finding in completeness.findings(report)]


STRANDS = {
    "主动公开": ["主动公开信息5条。", "全年发布各类政府信息20条。"],
    "依申请公开": ["规范依申请办理。", "收到个人申请公开信息3件。", "办理政府信息公开申请3件。"],
    "政府信息管理": ["加强信息管理。", "落实三审三校。", "清理规范性文件5件。", "严格保密审查。"],
    "政府信息公开平台建设": ["改版门户网站。", "开设微信公众号。", "平台建设有进展。"],
    "监督保障": ["组织培训2期。", "纳入年度考核。", "主动接受社会评议。"],
}


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, all_ in STRANDS.items() for words in all_])
def test_each_strand_is_known_by_its_words_and_missed_without(name: str, words: str) -> None:
    others = [texts[0] for other, texts in STRANDS.items() if other != name]
    assert said(1, words + "".join(others)) == []
    [message] = said(1, "".join(others))
    assert message.startswith(f"第一部分没有写到{name}；")


def test_every_strand_is_in_these_examples() -> None:
    assert [strand.name for strand in wanted().strands] == list(STRANDS)


def test_an_overview_that_says_nothing() -> None:
    [message] = said(1, "（文字描述）")
    assert message.startswith("第一部分没有写到任何一个方面；这一部分应包括主动公开、")


@pytest.mark.parametrize(
    "text",
    [
        "2023年，本区未收取政府信息公开处理费。",
        "全部免费提供。",
        "無收取信息處理費情況。",
        "没有收取申请人费用。",
        "收取信息处理费0元。",
        "本年度收取各项信息费共20元。",
    ],
)
def test_the_fee_is_spoken_of(text: str) -> None:
    assert said(6, text) == []


def test_the_fee_is_not_spoken_of() -> None:
    assert said(6, "本机关没有其他需要报告的事项。")[0].startswith("第六部分没有说明收取信息处理费")


def test_an_empty_section_is_said_to_be_empty_only() -> None:
    assert said(6, "无。") == []


def test_the_form_of_2019_does_not_ask() -> None:
    assert said(6, "没有。其他事项无。", "2019") == []
