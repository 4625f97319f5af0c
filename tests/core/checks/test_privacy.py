"""Personal data: numbers of mobiles and identity cards are told from every other long number."""

import random

import pytest

from core.checks import privacy
from core.checks.privacy import is_identity_number
from core.report import Report, Section
from tests.builders.reports import random_report


def written(text: str) -> Report:
    report = random_report(random.Random(1), "2021")
    report.sections = [Section(6, "六、其他需要报告的事项", text, 6)]
    return report


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.code, finding.spans[0].text) for finding in privacy.findings(written(text))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("联系电话：13800001234。", "13800001234"),
        ("手机１３８００００１２３４", "１３８００００１２３４"),
        ("联系人：李某 138-0000-1234", "138-0000-1234"),
        ("电话+86 13800001234", "13800001234"),
        ("电话（139 0000 1234）", "139 0000 1234"),
        ("19900001234，或发邮件", "19900001234"),
    ],
)
def test_a_mobile(text: str, number: str) -> None:
    assert found(text) == [("privacy.mobile", number)]


@pytest.mark.parametrize(
    "text",
    [
        "电话0874-3120000、08743120000、12345热线、400-800-1234",
        "账号6222021380000123456，备案号滇公网安备53030202000210号",
        "https://www.abc.gov.cn/13800001234.html?id=13900001234",
        "邮箱13800001234@163.com",
        "投资13800001234元，覆盖15000000000人次",
        "电话138****1234",
        "12 158 1234 5678 3",
        "编号：14258248/2023-00042",
        "0.13800001234",
        "12800001234",
    ],
)
def test_no_mobile(text: str) -> None:
    assert found(text) == []


def test_the_preamble_counts_and_the_sentence_hides_the_middle() -> None:
    report = written("未收取。")
    report.preamble = "请与办公室联系（电话：13800001234）。"
    [finding] = privacy.findings(report)
    assert finding.spans[0].section == 0
    assert "138****1234" in finding.message
    assert "13800001234" not in finding.message


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_numbers_that_the_standard_gives_as_examples(number: str) -> None:
    """GB 11643-1999 has these two, of a woman and of a man."""
    assert is_identity_number(number)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("身份证号11010519491231002X。", ["11010519491231002X"]),
        ("身份证号11010519491231002x", ["11010519491231002x"]),
        ("受理编号110105194912310021", []),
        ("编号110105194913310024", []),
        ("信用代码11010519491231002XA", []),
        ("单号911010519491231002X", []),
    ],
)
def test_identity_numbers(text: str, numbers: list[str]) -> None:
    assert found(text) == [("privacy.id_number", number) for number in numbers]
