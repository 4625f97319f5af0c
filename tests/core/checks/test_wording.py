"""Words that were to be replaced or struck out, and those that only look like them."""

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks import wording
from core.report import Report, Section
from tests.builders.reports import random_report


def written(text: str, number: int = 1) -> Report:
    """A report with this text as one section, or as the preamble."""
    report = random_report(random.Random(1), "2021")
    if number == 0:
        report.preamble = text
    report.sections = [Section(number, part.title, text, number) if part.number == number else part for part in report.sections]
    return report


def found(code: str, text: str, number: int = 1) -> list[str]:
    findings = [finding for finding in wording.findings(written(text, number)) if finding.code == code]
    for finding in findings:
        [span] = finding.spans
        assert (span.section, text[span.start : span.end]) == (number, span.text)
    return [finding.spans[0].text for finding in findings]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("XX街道办事处", ["XX"]),
        ("1.XX街道主动公开信息20条。", ["XX"]),
        ("ＸＸ县×××镇", ["ＸＸ", "×××"]),
        ("20××年，本机关", ["××"]),
        ("联系电话：XXXX-XXXXXXX", ["XXXX", "XXXXXXX"]),
        ("截至X年X月X日", ["X", "X", "X"]),
        ("公开信息×条，公开文件 X 件", ["×", "X "]),
        ("地址：xx路", ["xx"]),
        ("201x年度和20xx年", ["x", "xx"]),
        ("主动公开信息＊＊条", ["＊＊"]),
        ("共**个部门", ["**"]),
        ("○○镇人民政府", ["○○"]),
        ("主动公开信息____条", ["____"]),
        ("本机关于2024年__月公开", ["__"]),
        ("培训场次（待补）", ["（待补）"]),
        ("培训场次待补充。", ["待补充"]),
        ("【此处填写培训情况】", ["此处填写"]),
        ("（请填写本年数据）", ["（请填写本年数据）"]),
        ("2024年  月  日", ["年  月  日"]),
    ],
)
def test_a_place_to_be_filled_in(text: str, words: list[str]) -> None:
    assert found("text.placeholder", text) == words


@pytest.mark.parametrize(
    "text",
    [
        "二○二三年、二〇〇九年、一百○○",
        "地块长5×8米，3×3×3",
        "“1+X”制度，1+X个平台",
        "https://www.xx.gov.cn/xxgk/xx_list.html，邮箱zfxxgk_xx@163.com",
        "**一、总体情况** 本年**共**公开5条，**年**度",
        "电话138****0000、138XXXX0000",
        "政策解读形式有待补充，制度尚待填补。",
        "对缺少的材料待补齐后再办理。",
        "李××诉区政府一案",
        "IPV6、XXL、MAXX",
        "在线填写申请表，补充材料",
        "2024年1月3日",
        "其他文字性工作",
    ],
)
def test_nothing_to_be_filled_in(text: str) -> None:
    assert found("text.placeholder", text) == []


def test_the_preamble_and_the_title_are_searched_too() -> None:
    assert found("text.placeholder", "请与XX县政府办公室联系", 0) == ["XX"]
    report = random_report(random.Random(1), "2021")
    report.header = replace(report.header, title="××县人民政府2023年政府信息公开工作年度报告")
    [finding] = wording.findings(report)
    assert finding.message == "标题“××县人民政府2023年政府信息公开工作年度报告”还没有填好，请补上"


def test_the_same_words_twice_are_two_findings() -> None:
    first, second = wording.findings(written("XX镇；XX村"))
    assert first.key != second.key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("推进政务公开工作推进政务公开工作。", ["推进政务公开工作推进政务公开工作"]),
        ("将加强组织领导，加强组织领导。", ["加强组织领导，加强组织领导"]),
        ("将加强组织领导，加强组织领导，抓好落实", ["加强组织领导，加强组织领导"]),
        ("进一步提高工作水平、提高能力进一步提高工作水平、提高能力", ["进一步提高工作水平、提高能力进一步提高工作水平、提高能力"]),
    ],
)
def test_a_phrase_written_twice(text: str, words: list[str]) -> None:
    assert found("text.doubled", text) == words


@pytest.mark.parametrize(
    "text",
    [
        "公开政府信息公开、政府信息公开平台建设情况。",
        "加强政府信息公开，政府信息公开平台更加完善。",
        "一件一件办理，一条一条公开",
        "00000000000000",
        "哈哈哈哈哈哈哈哈哈哈哈哈",
        "结果维持 结果纠正 结果维持 结果纠正 ",
        "加强组织领导\n加强组织领导\n",
        "主动公开政府信息、依申请公开政府信息",
        "推进公开推进公开",
    ],
)
def test_no_phrase_twice(text: str) -> None:
    assert found("text.doubled", text) == []


def test_a_phrase_three_times_is_one_finding() -> None:
    assert found("text.doubled", "抓好政务公开" * 3 + "。") == ["抓好政务公开抓好政务公开"]


@given(st.text("抓好政务公开工作", min_size=6, max_size=30), st.text("，。其他x5 \n", max_size=5))
def test_any_doubled_phrase_of_enough_letters_is_found(phrase: str, before: str) -> None:
    doubled = found("text.doubled", f"{before}{phrase}{phrase}。")
    assert bool(doubled) or len(set(phrase)) < 4 or phrase in (phrase[1:] + phrase)


@given(st.text("Xx×*_○ 年月日待补填写此处（）\n5条", max_size=40))
def test_any_text_gives_findings_inside_it(text: str) -> None:
    found("text.placeholder", text)


@pytest.mark.parametrize("piece", ["_", "×", "XX", "*", "待补", "（", "（请填写", " 年 月", "〇", "政务公开工作"])
def test_long_and_monotonous_text_is_soon_done(piece: str) -> None:
    report = written(piece * (200_000 // len(piece)))
    began = time.perf_counter()
    found = wording.findings(report)
    assert len(found) <= 200
    assert time.perf_counter() - began < 5
