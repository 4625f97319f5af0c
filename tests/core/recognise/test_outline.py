"""Headings in all the ways they are printed."""

import pytest

from core.document import Paragraph, RawCell, RawTable
from core.recognise.furniture import is_button
from core.recognise.outline import outline
from core.recognise.sections import unpiped


def headings(*lines: str) -> list[tuple[int, int | None, str]]:
    segments = outline([Paragraph(line) for line in lines])
    return [(part.heading.number, part.heading.printed, part.heading.title) for part in segments if part.heading]


def texts(*lines: str) -> list[list[str]]:
    return [
        [block.text for block in part.blocks if isinstance(block, Paragraph)]
        for part in outline([Paragraph(line) for line in lines])
    ]


@pytest.mark.parametrize(
    ("line", "number", "printed"),
    [
        ("一、总体情况", 1, 1),
        ("一、概述", 1, 1),
        ("一．总体情况", 1, 1),
        ("一.总体情况", 1, 1),
        ("一总体情况", 1, 1),
        ("1、总体情况", 1, 1),
        ("第一部分 总体情况", 1, 1),
        ("## 二、主动公开政府信息情况", 2, 2),
        ("**三、收到和处理政府信息公开申请情况**", 3, 3),
        ("三、收到和處理政府信息公開申請情況", 3, 3),
        ("　　四、政府信息公开行政复议、行政诉讼情况", 4, 4),
        ("四、政府信息公开行政复议行政诉讼情况：", 4, 4),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4, 4),
        ("五、政府信息公开工作存在的主要问题及改进情况", 5, 5),
        ("五、存在的主要问题及改进措施", 5, 5),
        ("五、存在的主要问题以及改进情况", 5, 5),
        ("四、存在的主要问题及改进情况", 5, 4),
        ("其他需要报告的事项", 6, None),
        ("（六）其他需要报告的事项", 6, 6),
        ("| 六、其他需要报告的事项 | |", 6, 6),
    ],
)
def test_one_heading(line: str, number: int, printed: int | None) -> None:
    [(found, shown, title)] = headings(line)
    assert (found, shown) == (number, printed)
    assert title == line.strip("#*|：　 ").strip()


@pytest.mark.parametrize(
    "line",
    [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "（一）主动公开情况。",
        "全文包括总体情况、主动公开政府信息情况、其他需要报告的事项六个部分",
        "2.因政府信息公开申请行政复议、诉讼和申诉的情况",
        "一是主动公开政府信息情况良好。",
        "总体情况良好",
        "一、加强组织领导",
    ],
)
def test_no_heading(line: str) -> None:
    assert headings(line) == []


def test_a_heading_glued_to_its_text() -> None:
    assert texts("一、总体情况2023年，本镇推进公开。") == [[], ["2023年，本镇推进公开。"]]
    assert texts("六、其他需要报告的事项：无。") == [[], ["无。"]]


def test_headings_in_the_middle_of_a_line() -> None:
    line = "统计到12月31日。 一、总体情况 本镇推进公开。 二、主动公开政府信息情况"
    assert [number for number, _, _ in headings(line)] == [1, 2]
    assert texts(line) == [["统计到12月31日。"], ["本镇推进公开。"], []]


def test_a_heading_wrapped_over_two_lines() -> None:
    assert headings("四、政府信息公开行政复议、行政", "诉讼情况", "无") == [(4, 4, "四、政府信息公开行政复议、行政诉讼情况")]


def test_a_table_of_contents_is_no_report() -> None:
    titles = ["一、总体情况", "二、主动公开政府信息情况", "六、其他需要报告的事项"]
    assert [number for number, _, _ in headings("目录", *titles, *(line for title in titles for line in (title, "正文。")))] == [
        1,
        2,
        6,
    ]


def test_what_is_close_to_a_title_yields_to_the_title_itself() -> None:
    lines = ["一、总体情况", "四、行政复议行政诉讼的情况", "正文。", "四、政府信息公开行政复议、行政诉讼情况"]
    assert headings(*lines) == [(1, 1, "一、总体情况"), (4, 4, "四、政府信息公开行政复议、行政诉讼情况")]


def test_a_point_of_a_section_yields_to_the_section_of_its_name() -> None:
    lines = ["一、总体情况", "（一）主动公开情况", "正文。", "2.依申请公开政府信息情况", "正文。"]
    rest = ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
    assert headings(*lines, *rest) == [(1, 1, "一、总体情况"), (2, 2, rest[0]), (3, 3, rest[1])]


def test_a_point_with_another_number_is_no_section_even_where_that_is_missing() -> None:
    assert headings("一、总体情况", "（一）主动公开情况", "正文。") == [(1, 1, "一、总体情况")]
    assert headings("一、总体情况", "（二）主动公开情况", "正文。")[1] == (2, 2, "（二）主动公开情况")


def test_sections_numbered_in_digits() -> None:
    assert headings("1.总体情况", "正文。", "2.主动公开情况") == [(1, 1, "1.总体情况"), (2, 2, "2.主动公开情况")]


def test_a_table_is_cut_at_the_headings_in_it() -> None:
    rows = ["一、总体情况", ("甲", "乙"), "二、主动公开政府信息情况", ("规章", "0")]
    cells = [
        RawCell(text, row, column, 1, 2 if isinstance(line, str) else 1)
        for row, line in enumerate(rows)
        for column, text in enumerate([line] if isinstance(line, str) else line)
    ]
    segments = outline([RawTable(tuple(cells))])
    assert [part.heading.number for part in segments if part.heading] == [1, 2]
    tables = [block for part in segments for block in part.blocks if isinstance(block, RawTable)]
    assert [[cell.text for cell in table.cells] for table in tables] == [["甲", "乙"], ["规章", "0"]]
    assert all(cell.row == 0 for table in tables for cell in table.cells)


def test_unpiped() -> None:
    assert unpiped("| 正文 | ||") == "正文"
    assert unpiped("没有竖线") == "没有竖线"


@pytest.mark.parametrize(
    "line", ["打印", "打印 关闭 分享", "打印 | 关闭", "【打印】【关闭】", "您所在的位置：首页 > 政务公开", "返回顶部"]
)
def test_buttons_of_the_page(line: str) -> None:
    assert is_button(line)


@pytest.mark.parametrize("line", ["打印机采购3件", "无。", "关闭网站2个", "位置图", "分享会3场"])
def test_what_only_begins_like_a_button(line: str) -> None:
    assert not is_button(line)
