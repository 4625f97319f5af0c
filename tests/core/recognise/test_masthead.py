"""The facts of the masthead."""

import datetime
from pathlib import Path

import pytest

from core.document import Paragraph
from core.recognise.masthead import Masthead, read_masthead


def masthead(*lines: str, path: str | None = None) -> Masthead:
    return read_masthead([Paragraph(line) for line in lines], Path(path) if path else None)


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        ("青溪县人民政府2023年政府信息公开工作年度报告", "青溪县人民政府", 2023),
        ("青溪县2023年度政府信息公开工作年度报告", "青溪县", 2023),
        ("2023年青溪县教育局政府信息公开工作年度报告", "青溪县教育局", 2023),
        ("青溪县财政局关于2022年政府信息公开工作情况的报告", "青溪县财政局", 2022),
        ("青溪镇政府信息公开工作年度报告（2021年）", "青溪镇", 2021),
        ("青溪镇政府信息公开年度报告(2021年度)", "青溪镇", 2021),
        ("2023年政府信息公开工作年度报告", None, 2023),
        ("青溪镇二〇二三年政府信息公开年报", "青溪镇", 2023),
        ("青溪縣人民政府2022年政府信息公開工作年度報告", "青溪縣人民政府", 2022),
        ("青溪县人民政府 2023 年政府信息公开工作年度报告", "青溪县人民政府", 2023),
    ],
)
def test_title(title: str, organ: str | None, year: int) -> None:
    found = masthead(title)
    assert (found.header.organ, found.header.year) == (organ, year)
    assert found.header.title == title.replace(" ", "")
    assert found.years == {"title": year}


def test_a_title_broken_over_two_lines() -> None:
    header = masthead("首页 > 公开", "青溪县人民政府2023年", "政府信息公开工作年度报告", "根据要求编制。").header
    assert header.title == "青溪县人民政府2023年政府信息公开工作年度报告"


def test_the_names_of_laws_and_notices_are_no_title() -> None:
    header = masthead("根据《中华人民共和国政府信息公开工作年度报告格式》", "关于做好2023年政府信息公开工作年度报告的通知").header
    assert (header.title, header.organ, header.year) == (None, None, None)


def test_the_preamble_names_organ_and_year_when_there_is_no_title() -> None:
    notice = "按照《省政府办公厅关于做好 2022 年政府信息公开工作年度报告编制工作的通知》要求，"
    found = masthead(f"{notice}现公布青溪市人民政府2023年政府信息公开工作年度报告。")
    assert (found.header.title, found.header.organ, found.header.year) == (None, "青溪市人民政府", 2023)
    assert found.years == {"preamble": 2023}


@pytest.mark.parametrize("organ", ["我单位", "本机关", "我街道办事处"])
def test_how_an_organ_speaks_of_itself_is_no_name(organ: str) -> None:
    found = masthead(f"根据《条例》规定，编制{organ}2021年政府信息公开工作年度报告。")
    assert (found.header.organ, found.header.year) == (None, 2021)
    assert masthead("现公布本溪市人民政府2021年政府信息公开工作年度报告。").header.organ == "本溪市人民政府"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("本报告的统计期限为2024年1月1日至2024年12月31日。", "period"),
        ("截至2024年12月31日，我局公开信息34条。", "period"),
        ("截止2024年底，公开信息34条。", "period"),
    ],
)
def test_the_year_may_stand_in_the_first_section_only(text: str, where: str) -> None:
    assert read_masthead([], None, [Paragraph(text)]).years == {where: 2024}
    title = [Paragraph("青溪县2023年政府信息公开工作年度报告")]
    assert read_masthead(title, None, [Paragraph(text)]).years == {"title": 2023}


def test_a_lead_in_names_the_year() -> None:
    assert masthead("现将2021年度政府信息公开工作情况报告如下：").header.year == 2021


@pytest.mark.parametrize(
    "text",
    [
        "统计期限自2023年1月1日起至2023年12月31日止。",
        "统计期限为2023年1月1日至12月31日。",
        "起止时间为2023年1月1日-2023年12月31日",
        "统计期限：2023 年 1 月 1 日 — 2023 年 12 月 31 日",
        "自二〇二三年1月1日至二〇二三年12月31日",
        "自2023年１月１日起，至2023年１２月３１日止",
    ],
)
def test_period(text: str) -> None:
    found = masthead(text)
    assert found.header.period == (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    assert found.years == {"period": 2023}


@pytest.mark.parametrize(
    ("lines", "published", "index"),
    [
        (
            ["| 索 引 号 | 1425/2023-00042 | 分 类 | 其他 |", "| 发布机构 | 办公室 | 发文日期 | 2023-02-20 |"],
            (2023, 2, 20),
            "1425/2023-00042",
        ),
        (["发布时间：2024-01-29 09:11:29   索引号：    文号：    来源：青溪县人民政府"], (2024, 1, 29), None),
        (["  • 发布时间2021-02-16 14:57", "  • 索 引 号"], (2021, 2, 16), None),
        (["索引号: K12345678-0202-2024-00001 公开日期：2024年1月9日"], (2024, 1, 9), "K12345678-0202-2024-00001"),
        (["成文日期\t2024/1/8\t发布日期\t2024.1.10"], (2024, 1, 10), None),
        (["时间:2023-02-20 09:37:30 来源:办公室 阅读次数:5"], (2023, 2, 20), None),
        (["本镇于2023年2月1日发布。"], None, None),
    ],
)
def test_date_and_index_number(lines: list[str], published: tuple[int, int, int] | None, index: str | None) -> None:
    header = masthead(*lines).header
    assert header.published == (published and datetime.date(*published))
    assert header.index_number == index


def test_the_publisher_stands_in_for_the_organ_but_never_an_office() -> None:
    assert masthead("2023年政府信息公开工作年度报告", "发布机构：青溪县教育局").header.organ == "青溪县教育局"
    assert masthead("2023年政府信息公开工作年度报告", "发布机构：青溪县人民政府办公室").header.organ is None


def test_the_year_of_the_file_name() -> None:
    title = "青溪县2023年政府信息公开工作年度报告"
    assert masthead(title, path="青溪县2022年年报.html").years == {"title": 2023, "file": 2022}
    assert masthead(title, path="2024年收到.html").years == {"title": 2023}
    assert masthead(title, path="2022至2023年.html").years == {"title": 2023}


def test_nothing_is_guessed() -> None:
    header = masthead("政府信息公开工作年度报告格式模板").header
    assert (header.title, header.organ, header.year, header.published, header.index_number, header.period) == (None,) * 6


@pytest.mark.parametrize(
    ("lines", "organ", "year"),
    [
        (["填报单位：青溪县教育局", "报告年度：2023年"], "青溪县教育局", 2023),
        (["单位名称 青溪县教育局 年度：2023"], "青溪县教育局", 2023),
        (["填报单位（盖章）：青溪县教育局　　2023年度"], "青溪县教育局", 2023),
        (["（2023年度）", "报送单位：青溪县教育局　填表人：某某"], "青溪县教育局", 2023),
        (["填报单位：", "填表人："], None, None),
    ],
)
def test_whose_tables_alone_are_and_of_what_year(lines: list[str], organ: str | None, year: int | None) -> None:
    found = masthead(*lines)
    assert (found.header.organ, found.header.year) == (organ, year)


@pytest.mark.parametrize(
    ("name", "organ", "year"),
    [
        ("青溪县教育局2023.xlsx", "青溪县教育局", 2023),
        ("2023青溪县教育局.xlsx", "青溪县教育局", 2023),
        ("2023年度_青溪镇.et", "青溪镇", 2023),
        ("青溪街道（2023年）.xlsx", "青溪街道", 2023),
        ("青溪县教育局.xlsx", None, None),
        ("汇总表2023.xlsx", None, None),
        ("20240105.xlsx", None, None),
    ],
)
def test_a_file_that_is_named_by_its_organ_and_year(name: str, organ: str | None, year: int | None) -> None:
    found = masthead(path=name)
    assert (found.header.organ, found.header.year) == (organ, year)


def test_what_the_report_says_goes_before_the_name_of_its_file() -> None:
    found = masthead("青溪县财政局2022年政府信息公开工作年度报告", path="青溪县教育局2023.docx")
    assert (found.header.organ, found.header.year) == ("青溪县财政局", 2022)


def unseen(*lines: str, shown: str = "") -> Masthead:
    return read_masthead([Paragraph(shown)] if shown else [], None, unseen=lines)


@pytest.mark.parametrize(
    "line",
    [
        "青溪县教育局2023年政府信息公开工作年度报告",
        "青溪县教育局2023年政府信息公开工作年度报告_青溪县人民政府门户网站",
        "青溪县教育局2023年政府信息公开工作年度报告 - 信息公开 - 青溪县",
        "标题：青溪县教育局2023年政府信息公开工作年度报告",
    ],
)
def test_the_title_in_the_tab_of_a_page_counts_where_it_shows_none(line: str) -> None:
    header = unseen(line).header
    assert (header.title, header.organ, header.year) == ("青溪县教育局2023年政府信息公开工作年度报告", "青溪县教育局", 2023)


def test_a_title_that_is_shown_goes_before_the_one_in_the_tab() -> None:
    header = unseen("云溪街道办事处2022年政府信息公开工作年度报告", shown="青溪县教育局2023年政府信息公开工作年度报告").header
    assert (header.title, header.organ, header.year) == ("青溪县教育局2023年政府信息公开工作年度报告", "青溪县教育局", 2023)


def test_a_shown_title_without_an_organ_takes_it_from_the_one_in_the_tab() -> None:
    header = unseen("青溪县教育局2023年政府信息公开工作年度报告", shown="2023年政府信息公开工作年度报告").header
    assert (header.title, header.organ) == ("2023年政府信息公开工作年度报告", "青溪县教育局")


def test_the_date_in_the_head_of_a_page_counts_where_it_shows_none() -> None:
    assert unseen("发布日期：2024-01-15 09:30").header.published == datetime.date(2024, 1, 15)
    shown = unseen("发布日期：2024-01-15", shown="发布日期：2024-01-16").header
    assert shown.published == datetime.date(2024, 1, 16)


@pytest.mark.parametrize(
    ("sheet", "file", "organ", "year"),
    [
        ("石桥镇", "2023年各镇年报.xlsx", "石桥镇", 2023),
        ("石桥镇2022年", "年报.xlsx", "石桥镇", 2022),
        ("2022年石桥镇", "2023年各镇年报.xlsx", "石桥镇", 2022),
        ("2022年", "石桥镇历年年报.xlsx", None, 2022),
        ("汇总", "2023年各镇年报.xlsx", None, 2023),
        ("各街道", "年报.xlsx", None, None),
        ("乡镇街道", "年报.xlsx", None, None),
        ("县直单位", "年报.xlsx", None, None),
        ("第2份", "年报.docx", None, None),
    ],
)
def test_a_sheet_is_named_by_its_organ_or_its_year(sheet: str, file: str, organ: str | None, year: int | None) -> None:
    header = read_masthead([], Path(file), part=sheet).header
    assert (header.organ, header.year) == (organ, year)


def test_what_stands_over_the_table_goes_before_the_name_of_the_sheet() -> None:
    title = [Paragraph("青溪镇2022年政府信息公开工作年度报告")]
    header = read_masthead(title, Path("2023年各镇年报.xlsx"), part="石桥镇2023年").header
    assert (header.organ, header.year) == ("青溪镇", 2022)


def test_a_number_in_front_of_the_title_is_no_part_of_the_organ() -> None:
    assert masthead("Page 8 - 青溪县信访局2022年政府信息公开工作年度报告").header.organ == "青溪县信访局"
