"""Percentages in sentences: which figures they are reckoned from."""

import pytest

from core.checks import check
from core.readers import read_text
from core.recognise import recognise

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
