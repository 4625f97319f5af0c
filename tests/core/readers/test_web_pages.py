"""Web pages: what a browser shows, tables of data as tables, tables of layout as the text in them."""

import time
from pathlib import Path

import pytest

from core.document import Block, Paragraph, RawTable, Unreadable
from core.readers import read_bytes
from core.readers.sniff import markup
from core.readers.web import html
from core.recognise import recognise
from tests.core.readers.showing import Short, short, spans


def shown(page: str) -> list[Short]:
    return short(html.blocks(page))


def only_table(page: str) -> RawTable:
    (table,) = (block for block in html.blocks(page) if isinstance(block, RawTable))
    return table


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>一、总体情况</p><p>正文</p>", ["一、总体情况", "正文"]),
        ("<div>一<div>二</div>三</div>四", ["一", "二", "三", "四"]),
        ("<p>甲<br>乙<br/>丙</p>", ["甲", "乙", "丙"]),
        ("<p>7<br><br>8</p>", ["7", "", "8"]),
        ("<p><span>20</span><span>23</span>年</p>", ["2023年"]),
        ("<p>  本年   度\t7\n件 </p>", ["本年 度 7 件"]),
        ("<p>（三）不予\n公开</p>", ["（三）不予公开"]),
        ("<p>（三）不予\r\n   公开</p>", ["（三）不予公开"]),
        ("<p>甲&nbsp;&nbsp;乙</p><p>&nbsp;</p>", ["甲\u00a0\u00a0乙", "\u00a0"]),
        ("<p></p><p> </p>\n<div>\n</div><p>甲</p>", ["甲"]),
        ("<pre>甲\n  乙\n</pre>", ["甲", "乙"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<h1>题</h1>文<hr>末", ["题", "文", "末"]),
        ("<p>1 &lt; 2 &amp; 3&#12290;</p>", ["1 < 2 & 3。"]),
        ("甲<script>var x='<p>乙</p>'</script><style>p{}</style><noscript>丙</noscript>丁", ["甲丁"]),
        ("甲<!-- 乙 --><!--[if gte mso 9]><xml>丙</xml><![endif]-->丁", ["甲丁"]),
        ("<p>甲<![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>", ["甲\u00a0"]),
        ("<p>甲</p><p hidden>乙</p><p style='DISPLAY: none'>丙</p><div style='visibility:hidden'><p>丁</p></div>", ["甲"]),
        ("<p style='mso-hide:all'>乙</p><p>甲</p>", ["甲"]),
        ("<title>题</title><div style='display:none'>藏</div>", ["藏"]),
        ("<html><head><title> 年度 报告 </title></head><body></body></html>", ["年度 报告"]),
        ("<html><body><img src=x></body></html>", []),
    ],
)
def test_lines_are_those_of_a_browser(page: str, expected: list[str]) -> None:
    assert shown(page) == expected


def test_paragraphs_are_numbered_in_order() -> None:
    blocks = html.blocks("<p>甲<p>乙<table><tr><td>1<td>2</table><p>丙")
    assert [block.place.paragraph for block in blocks if isinstance(block, Paragraph)] == [1, 2, 3]


def test_cells_of_a_table() -> None:
    table = only_table("<table><tr><th>名称<th>数量<tr><td>新收<td> 7 <tr><td>结转<td>&nbsp;</table>")
    assert short((table,)) == [[["名称", "数量"], ["新收", "7"], ["结转", "\u00a0"]]]
    last = table.cells[-1].place
    assert (last.table, last.row, last.column) == (1, 3, 2)


def test_lines_within_a_cell() -> None:
    page = "<table><tr><td><p>（三）不予</p><p>公开</p><td>3<br>件<td><p><span>1</span><o:p></o:p></p><td><br><td></table>"
    assert shown(page) == [[["（三）不予\n公开", "3\n件", "1", "", ""]]]


def test_spans_cover_what_a_browser_lets_them_cover() -> None:
    page = """<table>
        <tr><td rowspan=2>项目<td colspan=2>法人<td rowspan="2">总计
        <tr><td>企业<td>其他
        <tr><td>新收<td>1<td>2<td>3</table>"""
    assert spans(only_table(page)) == [
        ("项目", 0, 0, 2, 1),
        ("法人", 0, 1, 1, 2),
        ("总计", 0, 3, 2, 1),
        ("企业", 1, 1, 1, 1),
        ("其他", 1, 2, 1, 1),
        ("新收", 2, 0, 1, 1),
        ("1", 2, 1, 1, 1),
        ("2", 2, 2, 1, 1),
        ("3", 2, 3, 1, 1),
    ]


@pytest.mark.parametrize("span", ["2", "2;", " 2", "+2", "2.9", "0", "99", "65535", "100%", "99999999999999999999"])
def test_row_spans_end_with_the_table(span: str) -> None:
    table = only_table(f"<table><tr><td rowspan='{span}'>甲<td>1<tr><td>2</table>")
    assert spans(table) == [("甲", 0, 0, 2, 1), ("1", 0, 1, 1, 1), ("2", 1, 1, 1, 1)]


def test_row_spans_end_with_their_group() -> None:
    table = only_table("<table><thead><tr><td rowspan=9>甲<td>乙</thead><tbody><tr><td>丙<td>1</tbody></table>")
    assert spans(table) == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("丙", 1, 0, 1, 1), ("1", 1, 1, 1, 1)]


@pytest.mark.parametrize("span", ["3", "1000", "1000000000", "100%"])
def test_column_spans_shrink_to_the_columns_that_are_there(span: str) -> None:
    table = only_table(f"<table><tr><td colspan='{span}'>甲<tr><td>乙<td>1<td>2</table>")
    assert spans(table)[0] == ("甲", 0, 0, 1, 3)
    assert table.width == 3


@pytest.mark.parametrize("span", ["", "0", "-2", "x", "two", "%"])
def test_a_senseless_column_span_is_one(span: str) -> None:
    assert spans(only_table(f"<table><tr><td colspan='{span}'>甲<td>乙</table>"))[0] == ("甲", 0, 0, 1, 1)


def test_a_cell_does_not_lie_on_a_cell_from_above() -> None:
    page = "<table><tr><td>一<td>二<td rowspan=2>三<tr><td colspan=3>四<td>五</table>"
    places = [spot for cell in only_table(page).cells for spot in _spots(cell.row, cell.column, cell.row_span, cell.column_span)]
    assert len(places) == len(set(places))


def _spots(row: int, column: int, height: int, width: int) -> list[tuple[int, int]]:
    return [(row + down, column + right) for down in range(height) for right in range(width)]


def test_a_caption_stands_before_its_table() -> None:
    assert shown("<table><caption>表三</caption><tr><td>甲<td>1</table>") == ["表三", [["甲", "1"]]]


def test_broken_markup_keeps_every_cell() -> None:
    page = "<table><tr><td>甲</td><td>1<td>2</tr><td>乙</td><td>3</td><td>4</td></table></table></div><p>末"
    assert shown(page) == [[["甲", "1", "2"], ["乙", "3", "4"]], "末"]


def test_a_table_around_the_article_is_taken_off() -> None:
    inner = "<table><tr><td>新收<td>7<tr><td>结转<td>0</table>"
    page = f"<table><tr><td><table><tr><td><p>一、总体情况</p>{inner}<p>末</p></table></table>"
    assert shown(page) == ["一、总体情况", [["新收", "7"], ["结转", "0"]], "末"]


def test_columns_of_a_page_are_read_one_after_another() -> None:
    inner = "<table><tr><td>新收<td>7<tr><td>结转<td>0</table>"
    page = f"<table><tr><td>首页<br>导航<td><p>标题</p>{inner}<tr><td colspan=2>版权</table>"
    assert shown(page) == ["首页", "导航", "标题", [["新收", "7"], ["结转", "0"]], "版权"]


def test_a_one_column_table_is_lines_and_keeps_its_blanks() -> None:
    assert shown("<table><tr><td>新收<tr><td>7<tr><td><tr><td>0</table>") == ["新收", "7", "", "0"]


def test_an_essay_in_a_table_is_text() -> None:
    essay = "<p>本年度主动公开信息，办理申请。</p>" * 60
    assert shown(f"<table><tr><td>概述<td>{essay}</table>")[:2] == ["概述", "本年度主动公开信息，办理申请。"]


def test_a_small_table_inside_a_cell_becomes_its_lines() -> None:
    rows = "".join(f"<tr><td>第{n}项<td>{n}<td>0" for n in range(5))
    page = f"<table>{rows}<tr><td><table><tr><td>合<td>计</table><td>10<td>0</table>"
    assert shown(page)[0][-1] == ["合 计", "10", "0"]


def test_running_text_between_two_tables_in_one_table() -> None:
    text = "本年度" * 60
    page = (
        "<table><tr><td colspan=3>三、收到和处理政府信息公开申请情况<tr><td>新收<td>1<td>2"
        f"<tr><td colspan=3>{text}<tr><td colspan=3>四、复议、诉讼情况<tr><td>维持<td>0<td>1</table>"
    )
    assert shown(page) == [
        "三、收到和处理政府信息公开申请情况",
        [["新收", "1", "2"]],
        text,
        "四、复议、诉讼情况",
        [["维持", "0", "1"]],
    ]


def test_a_row_whose_figures_are_all_blank_stays_in_its_table() -> None:
    page = "<table><tr><td>一、本年新收<td>1<td>1<tr><td>二、上年结转<td><td><tr><td>四、结转下年度继续办理<td><td></table>"
    assert shown(page) == [[["一、本年新收", "1", "1"], ["二、上年结转", "", ""], ["四、结转下年度继续办理", "", ""]]]


def test_a_page_as_word_writes_it() -> None:
    page = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
    <meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>报告</title>
    <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
    <style><!-- p.MsoNormal {margin:0cm;} --></style></head>
    <body lang=ZH-CN><div class=WordSection1>
    <p class=MsoNormal align=center><b><span lang=EN-US style='font-family:宋体'>20</span></b><b><span
    style='font-family:宋体'>23年度报告</span></b><span lang=EN-US><o:p></o:p></span></p>
    <table class=MsoNormalTable border=1><tr style='mso-yfti-irow:0'>
     <td width=90 colspan=2 rowspan=2><p class=MsoNormal><span>项<span lang=EN-US>&nbsp;</span>目</span></p></td>
     <td width=50><p class=MsoNormal><span>自然<br>人</span></p></td></tr>
    <tr><td><p class=MsoNormal><span lang=EN-US>15<o:p></o:p></span></p></td></tr>
    <tr><td><p>（一）</p></td><td><p>新收</p></td>
     <td><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p></td></tr></table></div></body></html>"""
    document = read_bytes(page.encode("gbk"), Path("年报.xls"))
    assert (document.source.kind, document.source.encoding) == ("html", "gb18030")
    assert short(document.blocks) == [
        "2023年度报告",
        [["项\u00a0目", "自然\n人"], ["15"], ["（一）", "新收", "\u00a0"]],
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>甲", "html"),
        ("\n <!-- 注 --> <HTML><BODY>甲", "html"),
        ('<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>甲', "html"),
        ("<p>甲</p><p>乙</p>", "html"),
        ("<table><tr><td>甲</td></tr></table>", "html"),
        ("标题<div><p>甲</p><p>乙</p></div>", "html"),
        ("一、总体情况<br>\n" + "二、主动公开政府信息情况。" * 20, "text"),
        ("<关于印发的通知>\n正文", "text"),
        ('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>', "sheetxml"),
        ("公开", "text"),
    ],
)
def test_markup_is_told_from_text(text: str, kind: str) -> None:
    assert markup(text) == kind


def words_of(blocks: tuple[Block, ...]) -> str:
    cells = [cell.text for block in blocks if isinstance(block, RawTable) for cell in block.cells]
    return "".join([block.text for block in blocks if isinstance(block, Paragraph)] + cells)


@pytest.mark.parametrize(
    "tag",
    ["<div>", "<ul><li>", "<b>", "<font color={n}>", "<font color={n}><p>", "<span>", "<table><tr><td>", "<table>", "<x>", "<li>"],
)
def test_fifty_thousand_tags_in_one_another(tag: str) -> None:
    page = "".join(tag.format(n=n) for n in range(50_000)) + "政府信息"
    start = time.process_time()
    assert "政府信息" in words_of(html.blocks(page))
    assert time.process_time() - start < 5


@pytest.mark.parametrize("head", ["<!--" * 20_000, " " * 60_000, "<!-- -->" * 8_000 + "x", "<?xml >" * 9_000 + "x"])
def test_sniffing_does_not_go_round_in_circles(head: str) -> None:
    start = time.process_time()
    assert markup(head) == "text"
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "cells",
    [
        "<tr>" + "<td rowspan=1000000000 colspan=1000000000>甲" * 200_000,
        "<tr><td rowspan=1000000000 colspan=1000000000>甲" * 200_000,
        "<tr><td colspan=1000000000>甲<td>1" * 150_000,
        "<tr><td rowspan=1000000000>甲<td>1" * 150_000,
        "<tr><td>1" * 300_001,
    ],
    ids=["in one row", "in every row", "across", "down", "no spans"],
)
def test_absurd_spans_in_very_many_cells_are_refused_soon(cells: str) -> None:
    start = time.process_time()
    with pytest.raises(Unreadable) as caught:
        read_bytes(f"<table>{cells}</table>".encode(), Path("年报.html"))
    assert caught.value.code == "too_many"
    assert time.process_time() - start < 5


@pytest.mark.parametrize("spans_", ["rowspan=65534 colspan=1000", "rowspan=0", "colspan=1000000000"])
def test_absurd_spans_stay_small(spans_: str) -> None:
    page = "<table>" + f"<tr><td {spans_}>甲<td>1" * 2_000 + "</table>"
    (table,) = html.blocks(page)
    assert isinstance(table, RawTable)
    assert sum(cell.row_span * cell.column_span for cell in table.cells) <= 1_000_000
    assert len(table.cells) == 4_000


def test_two_and_a_half_megabytes() -> None:
    """The goal is half a second on a quiet machine; here only that it is no matter of many."""
    cell = "<td style='border:solid' width=60><p class=MsoNormal align=center><span lang=EN-US>7</span><o:p></o:p></p></td>"
    table = f"<table>{('<tr><td><p>新收</p>' + cell * 7 + '</tr>') * 28}</table><p>三、申请情况</p>"
    page = table * (2_500_000 // len(table) + 1)
    start = time.process_time()
    blocks = html.blocks(page)
    assert time.process_time() - start < 2
    assert words_of(blocks).count("7") == page.count(">7<")


@pytest.mark.parametrize(
    ("page", "unseen"),
    [
        ("<title> 某县年报\n_门户网站 </title><p>甲</p>", ("某县年报 _门户网站",)),
        (
            "<TITLE>题</TITLE><META NAME=ArticleTitle CONTENT=年报><meta name='PubDate' content=' 2024-01-15 09:30 '>",
            ("题", "标题：年报", "发布日期：2024-01-15 09:30"),
        ),
        ("<head><meta name=pubdate><meta name=keywords content=甲><meta content=乙></head><p>甲</p>", ()),
        ("<body><p>甲</p><title>乙</title></body>", ()),
        ("", ()),
    ],
)
def test_what_a_page_says_of_itself_unseen(page: str, unseen: tuple[str, ...]) -> None:
    assert html.read(page).unseen == unseen


def test_what_a_page_says_of_itself_reaches_the_report(tmp_path: Path) -> None:
    page = "<title>青溪县教育局2023年政府信息公开工作年度报告_青溪县</title><p>一、总体情况</p><p>全年平稳。</p>"
    assert recognise(read_bytes(page.encode(), tmp_path / "a.html")).header.organ == "青溪县教育局"
