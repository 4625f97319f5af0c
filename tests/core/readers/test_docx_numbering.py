"""The numbers that Word makes, as it would print them."""

import pytest

from core.pipeline import load
from core.readers.word.counting import headed, written
from tests.builders.fixtures import FOLDER, printed_cells
from tests.core.readers.showing import short
from tests.core.readers.wordfile import cell, docx, paragraph, read, row, table

COUNTS = [
    ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("decimalZero", 12, "12"), ("decimalFullWidth", 12, "１２"),
    ("chineseCounting", 10, "十"), ("chineseCounting", 11, "十一"), ("chineseCounting", 20, "二十"),
    ("chineseCounting", 99, "九十九"),
    ("chineseCountingThousand", 1, "一"), ("chineseCountingThousand", 15, "十五"), ("chineseCountingThousand", 105, "一百〇五"),
    ("chineseCountingThousand", 110, "一百一十"), ("chineseCountingThousand", 2010, "二千〇一十"),
    ("chineseCountingThousand", 10005, "一万〇五"), ("chineseCountingThousand", 10500, "一万〇五百"),
    ("japaneseCounting", 6, "六"), ("japaneseCounting", 21, "二十一"), ("japaneseCounting", 111, "百十一"),
    ("ideographDigital", 105, "一〇五"), ("taiwaneseCounting", 12, "十二"),
    ("chineseLegalSimplified", 13, "壹拾叁"), ("ideographLegalTraditional", 20, "貳拾"),
    ("ideographTraditional", 1, "甲"), ("ideographTraditional", 10, "癸"), ("ideographTraditional", 11, "11"),
    ("ideographZodiac", 12, "亥"), ("ideographZodiacTraditional", 1, "甲子"), ("ideographZodiacTraditional", 60, "癸亥"),
    ("ideographEnclosedCircle", 3, "㊂"),
    ("decimalEnclosedCircle", 1, "①"), ("decimalEnclosedCircle", 20, "⑳"), ("decimalEnclosedCircle", 21, "21"),
    ("decimalEnclosedCircleChinese", 9, "⑨"), ("decimalEnclosedParen", 2, "⑵"), ("decimalEnclosedFullstop", 3, "⒊"),
    ("upperRoman", 1994, "MCMXCIV"), ("lowerRoman", 4, "iv"), ("upperLetter", 26, "Z"), ("upperLetter", 28, "BB"),
    ("lowerLetter", 1, "a"), ("numberInDash", 3, "- 3 -"), ("chicago", 2, "†"), ("chicago", 5, "**"), ("none", 3, ""),
    ("whatever", 3, "3"), ("upperRoman", 0, "0"), ("ideographTraditional", 0, "0"), ("decimal", -5, "0"),
    ("bullet", 3, ""), ("upperRoman", 10**9, "M" * 32 + "DCCLXVII"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "count", "shown"), COUNTS)
def test_every_way_to_write_a_number(form: str, count: int, shown: str) -> None:
    assert written(count, form) == shown


@pytest.mark.parametrize(
    ("number", "text", "shown"),
    [
        ("一、\t", "总体情况", "一、总体情况"), ("1.\t", "属于国家秘密", "1.属于国家秘密"), ("1.\t", "2023年", "1. 2023年"),
        ("1.1\t", "范围", "1.1 范围"), ("①\t", "公开", "①公开"), ("第一章\t", "总则", "第一章 总则"),
        ("（一）", "公开", "（一）公开"),
        ("1) ", "公开", "1) 公开"), ("3\t", "", "3"), ("一、\t", "\t总体情况", "一、总体情况"),
    ],
)  # fmt: skip
def test_the_gap_behind_a_number(number: str, text: str, shown: str) -> None:
    assert headed(number, text) == shown


def level(index: int, form: str, text: str, more: str = "") -> str:
    start = "" if "<w:start" in more else '<w:start w:val="1"/>'
    return f'<w:lvl w:ilvl="{index}">{start}<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def abstract(*levels: str, key: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def number(key: int, overrides: str = "", of: int = 0) -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def item(text: str, key: int = 1, index: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{key}"/></w:numPr>')


def restart(at: int, index: int = 0) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


def lines(body: str, numbering: str, styles: str = "") -> list[object]:
    return list(short(read(docx(body, numbering=numbering, styles=styles)).blocks))


CHINESE = abstract(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."))


def test_headings_and_what_is_below_them() -> None:
    body = item("总体情况") + item("主动公开", index=1) + item("依申请公开", index=1) + item("主动公开情况") + item("首项", index=1)
    assert lines(body, CHINESE + number(1)) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "二、主动公开情况",
        "（一）首项",
    ]


def test_labels_in_a_table_are_numbered_in_the_order_of_its_cells() -> None:
    body = table(
        row(item_cell("予以公开"), "1"), row(item_cell("部分公开"), "2"), row("不计", "3"), row(item_cell("不予公开"), "4")
    )
    assert lines(body, CHINESE + number(1)) == [
        [["（一）予以公开", "1"], ["（二）部分公开", "2"], ["不计", "3"], ["（三）不予公开", "4"]]
    ]


def item_cell(text: str) -> str:
    return cell(item(text, index=1))


def test_a_list_goes_on_behind_other_paragraphs() -> None:
    assert lines(item("甲") + paragraph("间") + item("乙"), CHINESE + number(1)) == ["一、甲", "间", "二、乙"]


def test_numberings_of_one_definition_count_together() -> None:
    assert lines(item("甲") + item("乙", 2) + item("丙"), CHINESE + number(1) + number(2)) == ["一、甲", "二、乙", "三、丙"]


def test_an_override_starts_anew_once() -> None:
    numbering = CHINESE + number(1) + number(2, restart(1)) + number(3, restart(5))
    body = item("甲") + item("乙") + item("丙", 2) + item("丁", 2) + item("戊", 3) + item("己", 2)
    assert lines(body, numbering) == ["一、甲", "二、乙", "一、丙", "二、丁", "五、戊", "六、己"]


def test_an_override_may_bring_a_level_of_its_own() -> None:
    numbering = CHINESE + number(1, f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>')
    assert lines(item("甲") + item("乙"), numbering) == ["I.甲", "II.乙"]


def test_a_list_may_start_anywhere() -> None:
    numbering = abstract(level(0, "chineseCounting", "%1、", '<w:start w:val="3"/>')) + number(1)
    assert lines(item("甲") + item("乙"), numbering) == ["三、甲", "四、乙"]


def test_levels_above_are_shown_and_may_be_made_plain() -> None:
    plain = abstract(level(0, "chineseCounting", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"))
    body = item("甲") + item("乙", index=1) + item("丙", index=2) + item("丁", index=2)
    assert lines(body, plain + number(1)) == ["一 甲", "一.1 乙", "1.1.1 丙", "1.1.2 丁"]


def test_a_level_that_was_never_counted_shows_its_start() -> None:
    numbering = abstract(level(0, "decimal", "%1", '<w:start w:val="4"/>'), level(1, "decimal", "%1.%2")) + number(1)
    assert lines(item("甲", index=1) + item("乙", index=1), numbering) == ["4.1 甲", "4.2 乙"]


def test_a_level_may_go_on_through_those_above_it() -> None:
    numbering = abstract(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')) + number(1)
    body = item("甲") + item("乙", index=1) + item("丙") + item("丁", index=1)
    assert lines(body, numbering) == ["一、甲", "1.乙", "二、丙", "2.丁"]


def test_a_level_may_start_anew_only_below_a_certain_one() -> None:
    """The third level starts anew after the first, not after the second."""
    third = level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>')
    numbering = abstract(level(0, "decimal", "甲%1"), level(1, "decimal", "乙%2"), third) + number(1)
    body = (
        item("", index=0)
        + item("", index=1)
        + item("子", index=2)
        + item("", index=1)
        + item("丑", index=2)
        + item("")
        + item("寅", index=2)
    )
    assert lines(body, numbering) == ["甲1", "乙1", "1.子", "乙2", "2.丑", "甲2", "1.寅"]


def test_bullets_are_signs_that_any_font_has() -> None:
    fonts = '<w:suff w:val="space"/><w:rPr><w:rFonts w:ascii="{}" w:hAnsi="{}"/></w:rPr>'
    wingdings = level(0, "bullet", "&#xF06C;", fonts.format("Wingdings", "Wingdings"))
    symbol = level(1, "bullet", "&#xF0B7;", fonts.format("Symbol", "Symbol"))
    assert lines(item("甲") + item("乙", index=1), abstract(wingdings, symbol) + number(1)) == ["● 甲", "• 乙"]


def test_no_number_and_no_list() -> None:
    numbering = abstract(level(0, "none", "")) + number(1)
    assert lines(item("甲") + item("乙", 0) + item("丙", 99), numbering) == ["甲", "乙", "丙"]


def test_an_older_format_stands_for_one_that_is_custom() -> None:
    form = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="upperLetter"/></mc:Fallback></mc:AlternateContent>'
    )
    custom = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{form}<w:lvlText w:val="%1."/></w:lvl>'
    assert lines(item("甲"), abstract(custom) + number(1)) == ["A.甲"]


def style(key: str, inside: str, kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}"{more}>{inside}</w:style>'


NUMBERED = "<w:pPr><w:numPr>{}<w:numId w:val='1'/></w:numPr></w:pPr>"


def styled(text: str, key: str, more: str = "") -> str:
    return paragraph(text, f'<w:pStyle w:val="{key}"/>{more}')


def test_a_style_brings_its_list_and_its_level() -> None:
    definition = abstract(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="标题1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="标题2"/>'),
    )
    styles = style("标题1", NUMBERED.format("")) + style("标题2", NUMBERED.format(""))
    body = styled("总体", "标题1") + styled("主动", "标题2") + styled("其他", "标题1")
    assert lines(body, definition + number(1), styles) == ["一、总体", "（一）主动", "二、其他"]


def test_a_style_takes_the_list_of_the_one_it_is_based_on() -> None:
    styles = style("甲", NUMBERED.format('<w:ilvl w:val="1"/>')) + style("乙", '<w:basedOn w:val="甲"/>')
    assert lines(styled("公开", "乙"), CHINESE + number(1), styles) == ["（一）公开"]


def test_a_paragraph_may_leave_the_list_of_its_style() -> None:
    body = styled("公开", "甲", '<w:numPr><w:numId w:val="0"/></w:numPr>') + styled("公开", "甲")
    assert lines(body, CHINESE + number(1), style("甲", NUMBERED.format(""))) == ["公开", "一、公开"]


def test_a_paragraph_may_change_the_level_of_its_style() -> None:
    body = styled("公开", "甲", '<w:numPr><w:ilvl w:val="2"/></w:numPr>')
    assert lines(body, CHINESE + number(1), style("甲", NUMBERED.format(""))) == ["1.公开"]


def test_the_style_of_paragraphs_without_one() -> None:
    styles = style("正文", NUMBERED.format(""), more=' w:default="1"')
    assert lines(paragraph("公开"), CHINESE + number(1), styles) == ["一、公开"]


def test_a_list_may_be_defined_with_a_style_of_lists() -> None:
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="列表"/></w:abstractNum>'
    styles = style("列表", NUMBERED.format(""), kind="numbering")
    assert lines(item("甲", 7) + item("乙", 7), CHINESE + linked + number(1) + number(7, of=5), styles) == ["一、甲", "二、乙"]


def test_styles_in_a_circle_end() -> None:
    styles = style("甲", '<w:basedOn w:val="乙"/>') + style("乙", '<w:basedOn w:val="甲"/>')
    assert lines(styled("公开", "甲"), CHINESE + number(1), styles) == ["公开"]


def test_deleted_paragraphs_are_not_counted() -> None:
    ending = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    body = item("甲") + paragraph("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", ending) + item("乙")
    assert lines(body, CHINESE + number(1)) == ["一、甲", "二、乙"]


def test_the_number_stands_before_the_first_line_only() -> None:
    body = item("<w:r><w:t>收到</w:t><w:br/><w:t>申请</w:t></w:r>")
    assert lines(body, CHINESE + number(1)) == ["一、收到", "申请"]


def test_a_report_whose_headings_and_labels_word_numbers() -> None:
    [loaded] = load(FOLDER / "自动编号.docx")
    report = loaded.report
    assert [section.title[:2] for section in report.sections] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert [line[:3] for line in report.sections[0].text.split("\n")[1:]] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert {ref: cell.entry.text for ref, cell in report.cells()} == printed_cells()
