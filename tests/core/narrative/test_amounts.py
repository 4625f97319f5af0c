"""Figures in running text: value, unit, exactness and place; and what is no figure."""

from decimal import Decimal

import pytest

from core.folding import fold
from core.narrative.amounts import amounts


def found(text: str) -> list[tuple[str, object, str, bool]]:
    return [(text[one.start : one.end], one.value, one.unit, one.approximate) for one in amounts(fold(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到25件", ("25件", 25, "件", False)),
        ("收到２５ 件", ("２５ 件", 25, "件", False)),
        ("收到1,204件", ("1,204件", 1204, "件", False)),
        ("收到二十五件", ("二十五件", 25, "件", False)),
        ("收到两件", ("两件", 2, "件", False)),
        ("收到一件", ("一件", 1, "件", False)),
        ("公开2.3万条", ("2.3万条", 23000, "条", False)),
        ("收费746.844万元", ("746.844万元", Decimal("746.844"), "万元", False)),
        ("收费10元", ("10元", 10, "元", False)),
        ("40余条", ("40余条", 40, "条", True)),
        ("约50件", ("50件", 50, "件", True)),
        ("十余件", ("十余件", 10, "件", True)),
        ("100件以上", ("100件以上", 100, "件", True)),
        ("申请总数115件", ("115件", 115, "件", False)),
        ("办结数115件", ("115件", 115, "件", False)),
        ("数十件", ("十件", 10, "件", True)),
        ("共有数10件", ("10件", 10, "件", True)),
        ("处理决定数1007件", ("1007件", 1007, "件", False)),
        ("处理决定数10件", ("10件", 10, "件", False)),
        ("收到申请数十件", ("十件", 10, "件", True)),
        ("收到申请数十五件", ("十五件", 15, "件", False)),
        ("占61.70%", ("61.70%", Decimal("61.7"), "%", False)),
        ("占百分之八十", ("百分之八十", 80, "%", False)),
        ("占百分之12.5", ("百分之12.5", Decimal("12.5"), "%", False)),
    ],
)
def test_figures(text: str, expected: tuple[str, object, str, bool]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2023年1月31日",
        "〔2021〕30号",
        "第711号",
        "第二十条",
        "0874-3120796",
        "一次性告知",
        "一件事一次办",
        "统一部署",
        "十九届",
        "第3次",
    ],
)
def test_no_figures(text: str) -> None:
    assert found(text) == []


def test_decimals_as_printed() -> None:
    assert [one.places for one in amounts("61.70%、5件")] == [2, 0]
