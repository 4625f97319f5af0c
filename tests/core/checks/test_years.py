"""Stale years: sentences about this year's work with another year in front."""

import random

import pytest

from core.checks import check
from core.report import Header, Section
from tests.builders.reports import random_report


def stale(text: str, year: int = 2023) -> list[str]:
    report = random_report(random.Random(1), "2021")
    report.header, report.years_stated = Header(year=year), {}
    report.sections = [Section(1, "一、总体情况", text, 1), *report.sections[1:]]
    return [finding.spans[0].text for finding in check(report).findings if finding.code == "year.stale"]


@pytest.mark.parametrize(
    "text",
    [
        "2022年未发布规范性文件，无政策解读。",
        "本镇推进公开。2022年，全镇举办培训4期，并列入年度综合考核。",
        "（一）2022年共公开信息200条。",
        "２０２２年度，主动公开信息30条。",
        "一是加强领导；2021年召开会议2次",
    ],
)
def test_found(text: str) -> None:
    [found] = stale(text)
    assert found[0] in "2２"


@pytest.mark.parametrize(
    "text",
    [
        "2023年共公开信息200条。",
        "2022年公开100条，2023年公开200条。",
        "2022年12月印发的办法继续执行。",
        "2021年以来，每年开展测评。",
        "受理申请5件，较2022年减少2件。",
        "2022年结转的2件已办结。",
        "2022年同期为30条。",
        "2022年度考核结果反馈的问题已整改。",
        "系统自2021年起运行。",
        "2024年，我们将继续努力。",
        "按照《2022年政务公开工作要点》推进工作。",
        "2009年建成的办公楼设有查阅点。",
    ],
)
def test_quiet(text: str) -> None:
    assert stale(text) == []
