"""Enumerations: numbers skipped, written twice or not begun at one, and the many ways that are in order."""

import random

import pytest

from core.checks import check
from core.report import Section
from tests.builders.reports import random_report


def found(text: str, number: int = 5, title: str = "五、存在的主要问题及改进情况") -> list[tuple[str, str]]:
    report = random_report(random.Random(1), "2021")
    report.sections = [Section(number, title, text, number) if part.number == number else part for part in report.sections]
    findings = [finding for finding in check(report).findings if finding.code == "text.enumeration"]
    for finding in findings:
        [span] = finding.spans
        assert text[span.start : span.end] == span.text
    return [(finding.spans[0].text, finding.message) for finding in findings]


@pytest.mark.parametrize(
    ("text", "marker", "said"),
    [
        ("一是甲；二是乙；四是丁。", "四是", "前面是“二是”，序号不连续"),
        ("一是甲；二是乙；二是丙。", "二是", "与前一项的序号重复，都是“二是”"),
        ("有待加强：二是甲；三是乙。", "二是", "前面没有“一是”"),
        ("一是甲；二是乙；三是丙。下一步将加强管理；二是丁。", "二是", "前面没有“一是”"),
        ("一些部门重视不够；二是人员不足。", "二是", "前面没有“一是”"),
        ("统一调度；二是人员不足。", "二是", "前面没有“一是”"),
        ("一要抓培训，三要抓考核。", "三要", "前面是“一要”，序号不连续"),
        ("第一，抓培训。第三，抓考核。", "第三", "前面是“第一”，序号不连续"),
        ("（一）甲。\n（二）乙。\n（二）丙。", "（二）", "与前一项的序号重复，都是“（二）”"),
        ("（1）甲；（3）丙。", "（3）", "前面是“（1）”，序号不连续"),
        ("1.甲。\n2.乙。\n4.丁。", "4.", "前面是“2.”，序号不连续"),
        ("①甲；②乙；④丁。", "④", "前面是“②”，序号不连续"),
        ("一是甲；十一是乙。", "十一是", "前面是“一是”，序号不连续"),
        ("整改：一是甲；二是乙；三是丙；五是戊；四是丁。", "五是", "前面是“三是”，序号不连续"),
    ],
)
def test_found(text: str, marker: str, said: str) -> None:
    first = found(text)[0]
    assert first[0] == marker
    assert said in first[1]


@pytest.mark.parametrize(
    "text",
    [
        "一是甲；二是乙；三是丙。",
        "一是甲；二是乙。下一步：一是丙；二是丁；三是戊。",
        "一是甲。\n二是乙。\n三是丙。",
        "首先是甲；二是乙。",
        "一方面是甲；二是乙。",
        "主要一是甲；二是乙。",
        "一做好分解。……二加强解读。……三是扎实推进。",
        "一是甲；同时二是乙；三是丙。",
        "一是甲；其次是乙；三是丙。",
        "（一）甲。一是子；二是丑。\n（二）乙。一是寅；二是卯。",
        "1.甲。（1）子；（2）丑。\n2.乙。（1）寅；（2）卯。",
        "第一，抓培训。第二，抓考核。第二季度开展检查，第三、四季度通报。",
        "第二、第三产业信息公开。",
        "按照《条例》第二十条第（二）项公开。",
        "三要素齐全。",
        "全年主动公开\n2.3万条。",
        "其一是甲，其二是乙。",
        "共十二是虚数。",
        "（二〇二三）年度。",
        "①甲；②乙。另：①丙；②丁。",
        "二维码公开。",
    ],
)
def test_quiet(text: str) -> None:
    assert found(text) == []


def test_first_item_glued_to_the_heading() -> None:
    assert found("（二）乙。", 1, "一、总体情况（一）主动公开") == []


def test_numbered_lines_between_tables_are_not_judged() -> None:
    assert found("2.重复申请\n5.其他", 3, "三、收到和处理政府信息公开申请情况") == []
