"""Percentages in sentences: which figures they are reckoned from."""

import random
from dataclasses import replace

import pytest

from core.checks import check
from core.edits import apply, type_cells
from core.forms import CellRef
from core.readers import read_text
from core.recognise import recognise
from tests.builders.reports import random_report

HEAD = "青禾县2023年政府信息公开工作年度报告\n一、总体情况\n"


def said(sentence: str) -> list[str]:
    verdict = check(recognise(read_text(HEAD + sentence + "\n")))
    return [found.message for found in verdict.findings if found.code == "claim.percent"]


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("全年收到政府信息公开申请50件，办结50件，其中予以公开30件（含部分公开4件），占62%。", "60%（30÷50=60.00%）"),
        ("全年收到政府信息公开申请50件，办结40件，办结率85%。", "80%（40÷50=80.00%）"),
    ],
)
def test_a_wrong_share_is_told_with_its_figures(sentence: str, right: str) -> None:
    [message] = said(sentence)
    assert right in message


@pytest.mark.parametrize(
    "sentence",
    [
        "全年收到政府信息公开申请50件，办结50件，其中予以公开30件（含部分公开4件），占60%。",
        "全年收到政府信息公开申请50件，其中网络申请20件（40%）、信函申请30件（60%）。",
    ],
)
def test_a_right_share_is_silent(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("tabled", "told"),
    [
        ("41", "应为40.6%（41÷101=40.59%）；如果是按38÷101算，应为37.6%，请核对"),
        ("83", "应为37.6%（38÷101=37.62%），请核对"),  # 82.2 % is too far from what is written to be meant
    ],
)
def test_another_way_to_reckon_is_told_only_where_it_is_as_near(tabled: str, told: str) -> None:
    report = random_report(random.Random(7), "2021")
    text = "全年收到政府信息公开申请101件，办结101件，其中予以公开38件，占39.4%。"
    report.sections = [replace(item, text=text) if item.number == 1 else item for item in report.sections]
    values = {ref: "0" for ref, _ in report.cells() if ref.grid == "requests"}
    whole = {CellRef("requests", row, "total"): "101" for row in ("received", "concluded")}
    apply(report, type_cells(report, "修改", {**values, **whole, CellRef("requests", "granted", "total"): tabled}))
    [message] = [found.message for found in check(report).findings if found.code == "claim.percent"]
    assert message == f"“39.4%”：按文中的数字{told}"
