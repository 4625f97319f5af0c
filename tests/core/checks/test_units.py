"""What goes with a kind of organ: its rules, its fees, its deadline."""

import datetime
import random
from dataclasses import replace

import pytest

from core.checks import units
from core.edits import apply, type_cells
from core.forms import CellRef
from core.organs import organs
from core.report import Report
from tests.builders.reports import random_report

FEES = "art20_8.fees.amount"


def report_of(organ: str | None, cells: dict[str, str], sentence: str = "", published: datetime.date | None = None) -> Report:
    report = random_report(random.Random(3), "2021")
    report.header = replace(report.header, organ=organ, year=2023, published=published)
    nil = {FEES: "0", **{f"art20_1.regulations.{column}": "0" for column in ("issued", "repealed", "in_force")}}
    apply(report, type_cells(report, "修改", {CellRef.parse(name): text for name, text in (nil | cells).items()}))
    report.sections[0] = replace(report.sections[0], text=f"主动公开。{sentence}")
    return report


@pytest.mark.parametrize(
    ("organ", "kind"),
    [
        ("青禾区人民政府", "县级人民政府"),
        ("青禾自治县人民政府", "县级人民政府"),
        ("金沙壮族自治区白石市云溪区人民政府", "县级人民政府"),
        ("白石市云溪区珠溪街道", "乡镇人民政府、街道办事处"),
        ("云溪县南坪鎮人民政府", "乡镇人民政府、街道办事处"),
        ("临乡县人民政府", "县级人民政府"),
        ("白石市财政局", "地方政府部门"),
        ("金沙省水利厅", "地方政府部门"),
        ("白石市发展和改革委员会", "地方政府部门"),
        ("金沙壮族自治区人民政府", "省级人民政府"),
        ("北京市人民政府", "省级人民政府"),
        ("白石市人民政府", "市、州人民政府"),
        ("国家税务总局白石市税务局", "国务院部门及其所属机构"),
        ("金沙省人民政府办公厅", None),
        ("白石大学", None),
        ("", None),
        (None, None),
    ],
)
def test_the_kind_by_the_name(organ: str | None, kind: str | None) -> None:
    found = organs().kind_of(organ)
    assert (found.name if found else None) == kind


@pytest.mark.parametrize(
    ("organ", "fires"),
    [
        ("青禾县人民政府", True),
        ("南坪镇人民政府", True),
        ("白石市财政局", True),
        ("白石市人民政府", False),
        ("金沙省人民政府", False),
        (None, False),
    ],
)
def test_rules_of_organs_that_make_none(organ: str | None, fires: bool) -> None:
    found = units.findings(report_of(organ, {"art20_1.regulations.in_force": "2", "art20_1.regulations.issued": "1"}))
    assert [finding.code for finding in found] == ["organ.no_power"] * fires
    if fires:
        assert [str(ref) for ref in found[0].cells] == ["art20_1.regulations.issued", "art20_1.regulations.in_force"]


@pytest.mark.parametrize(
    ("figure", "sentence", "restored"),
    [
        ("7468440", "行政事业性收费746.844万元。", "746.844"),
        ("52000", "行政事业性收费共计52,000元。", "5.2"),
        ("300000000", "全年行政事业性收费3亿元。", "30000"),
        ("5.2", "行政事业性收费5.2万元。", None),
        ("5.2", "行政事业性收费共计52000元。", None),
        ("20", "行政事业性收费5.2万元，收取信息处理费20元。", None),
        ("20", "行政事业性收费、信息处理费20元。", None),
        ("0", "行政事业性收费0元。", None),
        ("999999", "", None),
        ("7468440", "", "746.844"),
    ],
)
def test_fees_written_in_yuan(figure: str, sentence: str, restored: str | None) -> None:
    found = units.findings(report_of("青禾县人民政府", {FEES: figure}, sentence))
    assert [finding.code for finding in found] == ["unit.yuan"] * (restored is not None)
    if restored is not None:
        [(ref, value)] = found[0].suggestions[0].values
        assert (str(ref), str(value)) == (FEES, restored)


@pytest.mark.parametrize(
    ("organ", "published", "late"),
    [
        ("青禾县教育局", datetime.date(2024, 1, 31), False),
        ("青禾县教育局", datetime.date(2024, 2, 1), True),
        ("青禾县人民政府", datetime.date(2024, 2, 20), False),
        ("青禾县人民政府", datetime.date(2024, 4, 1), True),
        ("白石大学", datetime.date(2024, 3, 31), False),
        ("白石大学", datetime.date(2024, 4, 1), True),
        ("青禾县人民政府", None, False),
    ],
)
def test_the_deadline(organ: str, published: datetime.date | None, late: bool) -> None:
    found = units.findings(report_of(organ, {}, published=published))
    assert [finding.code for finding in found] == ["date.late"] * late
