"""Stale years: sentences about this year's work with another year in front."""

import random
from collections.abc import Mapping

import pytest

from core.checks import check
from core.forms import CellRef
from core.numbers import Number, figure
from core.report import Header, Section
from tests.builders.reports import random_report


def stale(text: str, values: Mapping[CellRef, Number] | None = None, year: int = 2023) -> list[str]:
    report = random_report(random.Random(1), "2021")
    for ref, value in (values or {}).items():
        grid = report.grids[ref.grid]
        grid.cells[ref] = grid.cell(ref).with_entry(figure(value))
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
        "截至2022年12月31日，全镇建成公开专区3处。",
        "截止到2022年底，建有专栏12个。",
        "2022年是学习实施《条例》的关键一年。",
        "2022年以来，我镇围绕群众所盼做实公开。",
        "2022年，公开工作取得成效，去年以来答复不够规范的问题仍存在。",
        "2022年，公开工作取得成效，但对《条例》学得不深。",
        "2022年政务公开工作要点确定的12项任务已全部完成。",
        "2022年收到信访件22件，已按《信访工作条例》办理。",
        "2022年共收到信访件6件，与上年相比下降14.3%。",
        "2022年度新发布的行政规范性文件3件。",
        "2022年无新制定的规章。",
        "2022年，公开上一年决算和2023年度部门预算。",
    ],
)
def test_found(text: str) -> None:
    [found] = stale(text)
    assert found in {"2022年", "２０２２年", "2021年"}


@pytest.mark.parametrize(
    "text",
    [
        "2023年共公开信息200条。",
        "2022年公开100条，2023年公开200条。",
        "2022年12月印发的办法继续执行。",
        "2021年以来，每年开展测评。",
        "2022年以来，先后开设专栏4个。",
        "公开工作有序开展。2022年以来，我镇围绕群众所盼做实公开。",
        "2021年以来，我镇围绕群众所盼做实公开。",
        "2022年查摆的问题已经整改到位。",
        "2022年被评为政务公开先进单位。",
        "2022年度转入的政府信息公开申请3件，均已办结。",
        "受理申请5件，较2022年减少2件。",
        "2022年结转的2件已办结。",
        "2022年同期为30条。",
        "2022年相比有所减少。",
        "2022年新修订的办法已经施行。",
        "2022年印发的规范性文件3件继续有效。",
        "2022年度考核结果反馈的问题已整改。",
        "系统自2021年起运行。",
        "2024年，我们将继续努力。",
        "2022年，对《公开办法》作了修订。",
        "2022年政务公开工作要点印发后组织了学习。",
        "按照《2022年政务公开工作要点》推进工作。",
        "2009年建成的办公楼设有查阅点。",
        "截至2022年12月31日结转的2件已办结。",
        "截至2024年1月31日，本报告已公布。",
        "2022年12月31日前印发的文件已清理。",
    ],
)
def test_quiet(text: str) -> None:
    assert stale(text) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("我县2022年共收到政府信息公开申请120件。", ["2022年"]),
        ("2022年，全县新收政府信息公开申请120件，2023年办结118件。", ["2022年"]),
        ("截至2021年12月31日，收到政府信息公开申请120件，结转至2023年5件。", ["2021年"]),
        ("我县2022年共收到政府信息公开申请121件。", []),
        ("2022年收到政府信息公开申请98件，2023年收到政府信息公开申请120件。", []),
        ("受理政府信息公开申请比2022年120件略有增加。", []),
        ("我县2022年3月收到政府信息公开申请120件。", []),
        ("2023年，2022年结转政府信息公开申请3件，共收到120件。", []),
        ("我县2022年结余未办的3件，共收到政府信息公开申请120件。", ["2022年"]),
    ],
)
def test_a_year_is_told_by_its_figures(text: str, years: list[str]) -> None:
    """120 came in this year, as the tables have it."""
    assert stale(text, {CellRef("requests", "received", "total"): 120}) == years
