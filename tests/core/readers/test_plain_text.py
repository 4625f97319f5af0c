"""Plain and pasted text: every line is there, word for word."""

import hashlib
from pathlib import Path

import pytest

from core.document import Paragraph, Place
from core.readers import read, read_bytes, read_text


def lines(text: str) -> list[str]:
    return [block.text for block in read_text(text).blocks if isinstance(block, Paragraph)]


def test_every_line_is_a_paragraph_with_its_number() -> None:
    document = read_text("一、总体情况\n\n 0 \n\u00a0\n")
    assert document.blocks == (
        Paragraph("一、总体情况", Place(line=1)),
        Paragraph("", Place(line=2)),
        Paragraph(" 0 ", Place(line=3)),
        Paragraph("\u00a0", Place(line=4)),
    )
    assert document.source.kind == "text"
    assert document.source.path is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\v", "\f"])
def test_every_kind_of_line_end(end: str) -> None:
    assert lines(f"甲{end}乙{end}{end}丙") == ["甲", "乙", "", "丙"]


def test_nothing_pasted_is_no_error() -> None:
    assert read_text("").blocks == ()


def test_markup_and_pipes_are_left_for_later() -> None:
    assert lines("| 一 | 1 |\n|---|---|\n## **二**<br>\n") == ["| 一 | 1 |", "|---|---|", "## **二**<br>"]


def test_a_lone_surrogate_is_replaced() -> None:
    assert lines("公\ud800开") == ["公?开"]


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "年 报.txt"
    data = "总体情况\r\n".encode("gbk")
    path.write_bytes(data)
    document = read(path)
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()
    assert document.source.path == path


@pytest.mark.parametrize(
    "text",
    [
        "我镇高度重视，精心组织\n加强领导，落实责任\n强化监督，务求实效\n",
        "1,234\n2,345\n3,456\n",
        "2023年,我区收到申请7件,办结7件。\n2022年,我区收到申请5件,办结5件。\n同比,有所增长,特此说明。\n",
        "| 甲 | 乙 |\n| 1 | 2 |\n| 3 | 4 |\n",
        "<关于印发年度报告格式的通知>\n一、总体情况\n",
        "名称\t数量\n三、本年度办理结果\t（一）予以公开\t8\n（二）部分公开\t1\n（三）不予公开\t1.属于国家秘密\t0\n",
    ],
)
def test_what_is_no_table_stays_text(text: str) -> None:
    document = read_bytes(text.encode(), Path("年报.csv"))
    assert document.source.kind == "text"
    assert "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph)) + "\n" == text
