"""Menus, ways to the page and footers of web pages are none of the report's words."""

from pathlib import Path

import pytest

from core.document import Document, Paragraph, Source
from core.recognise import recognise
from core.report import Report

TITLE = "青溪县教育局2023年政府信息公开工作年度报告"
OPENING = "根据《中华人民共和国政府信息公开条例》要求，编制本报告。"


def read(*above: str, below: str = "") -> Report:
    lines = [*above, TITLE, OPENING, "一、总体情况", "本年平稳。", "六、其他需要报告的事项", "无收费。", below]
    blocks = tuple(Paragraph(line) for line in lines if line)
    return recognise(Document(Source(Path("a.txt"), "built"), blocks))


@pytest.mark.parametrize(
    "above",
    [
        ("首页 | 政务公开 | 政府信息公开年报",),
        ("网站首页 > 政务公开 > 年报",),
        ("首页",),
        ("青溪县人民政府", "机构职能", "政策文件"),
        ("欢迎访问青溪县教育局网站", "今天是星期五"),
    ],
)
def test_what_stands_over_the_title_is_no_opening(above: tuple[str, ...]) -> None:
    report = read(*above)
    assert report.preamble == OPENING
    assert {line.replace(" | ", " ") for line in above} <= {left.text for left in report.leftovers}


def test_a_sentence_over_the_title_is_kept() -> None:
    assert read("现将年度报告公布如下。").preamble == f"现将年度报告公布如下。\n{OPENING}"


@pytest.mark.parametrize("below", ["青溪县人民政府主办　青溪县教育局承办", "青溪县人民政府主办 | 青溪县数据局承办"])
def test_who_keeps_the_page_is_not_in_the_last_section(below: str) -> None:
    report = read(below=below)
    assert report.sections[-1].text == "无收费。"


def test_a_sentence_that_ends_alike_is_kept() -> None:
    told = "本次培训由青溪县人民政府主办，青溪县教育局承办"
    assert read(below=told).sections[-1].text == f"无收费。\n{told}"
