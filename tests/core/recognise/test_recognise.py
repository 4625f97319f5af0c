"""Whole reports from pasted text and small pages: what belongs to a table, what to the text, and which form it is."""

import contextlib
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import readers
from core.checks import check
from core.document import Unreadable
from core.forms import CellRef, forms
from core.pipeline import load_clipboard
from core.recognise import recognise
from core.report import Report

HEADINGS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
TITLE = "青溪县人民政府{year}年政府信息公开工作年度报告"


def report(*, year: int = 2023, **texts: str) -> Report:
    """A report with these texts under its headings: s1 … s6."""
    lines = [TITLE.format(year=year)]
    for number, heading in enumerate(HEADINGS, start=1):
        lines += [heading, texts.get(f"s{number}", "")]
    return load_clipboard("", "\n".join(lines))[0].report


def page(table: str) -> Report:
    """A page with one table in section three."""
    body = "".join(f"<p>{heading}</p>{table if number == 3 else ''}" for number, heading in enumerate(HEADINGS, start=1))
    return recognise(readers.read_bytes(f"<h1>{TITLE.format(year=2023)}</h1>{body}".encode(), Path("a.html")))


COLUMNS = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
HEAD = f"<tr>{''.join(f'<td>{column}</td>' for column in COLUMNS)}</tr>"


def row(label: str, *texts: str) -> str:
    return f"<tr><td>{label}</td>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"


def values(of: Report, grid: str, line: str) -> list[object]:
    return [of.value(CellRef(grid, line, column.key)) for column in of.grids[grid].form.columns]


def test_one_odd_cell_does_not_blank_its_row() -> None:
    found = page(f"<table>{HEAD}{row('（一）予以公开', '1', '0', '3,', '1.2.3', '0', '②', '1①')}</table>")
    cells = [found.cell(CellRef("requests", "granted", column.key)) for column in found.grids["requests"].form.columns]
    assert [cell.value for cell in cells] == [1, 0, None, None, 0, None, 1]
    assert [cell.entry.text for cell in cells] == ["1", "0", "3,", "1.2.3", "0", "②", "1①"]
    assert not any(cell.doubtful for cell in cells)
    assert [finding.code for finding in check(found).findings].count("cell.not_number") == 3


def test_figures_of_a_list_in_another_section_are_text() -> None:
    found = report(s1="本县情况如下：\n行政许可 25\n行政处罚 3", s2="规章 0 0 0")
    assert found.sections[0].text == "本县情况如下：\n行政许可 25\n行政处罚 3"
    assert set(found.grids) == {"art20_1"}


def test_a_table_whose_own_heading_is_missing_is_found_elsewhere() -> None:
    lines = [TITLE.format(year=2023), HEADINGS[0], "本年推进公开。", "（一）予以公开 8 1 0 0 0 0 9", HEADINGS[4], "一是人手不足。"]
    assert values(load_clipboard("", "\n".join(lines))[0].report, "requests", "granted") == [8, 1, 0, 0, 0, 0, 9]


@pytest.mark.parametrize("sentence", ["本年度无政府信息公开申请", "本机关无行政诉讼", "本年度没有收到申请。"])
def test_a_sentence_made_of_the_words_of_labels_stays(sentence: str) -> None:
    for number in (3, 4):
        found = report(**{f"s{number}": sentence})
        assert found.sections[number - 1].text == sentence


def test_words_of_another_form_in_a_sentence_do_not_choose_the_form() -> None:
    sentence = "全年公开政府采购项目数量12个，上一年项目数量为9个。"
    found = report(s1=sentence)
    assert found.form is not None
    assert found.form.key == "2021"
    assert "format.outdated" not in {finding.code for finding in check(found).findings}


def test_a_report_of_a_year_without_a_form_is_shown_and_not_judged() -> None:
    found = report(year=2017, s2="规章 本年新制作数量 5 0 0")
    assert found.form is None
    assert found.grids == {}
    assert "只显示文字" in found.notices[0]
    assert check(found).findings == ()


def test_an_extra_column_with_a_point_in_its_name_is_no_table_four() -> None:
    head = HEAD.replace("<td>总计", "<td>1.1法人小计</td><td>总计")
    found = page(f"<table>{head}{row('（一）予以公开', '8', '1', '0', '0', '0', '0', '1', '9')}</table>")
    assert values(found, "requests", "granted") == [8, 1, 0, 0, 0, 0, 9]
    assert [extra.label for extra in found.grids["requests"].extra] == ["1.1法人小计"]
    assert "disputes" not in found.grids


def test_an_amount_in_its_own_unit() -> None:
    found = report(s2="第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 5.2万")
    assert str(found.value(CellRef("art20_8", "fees", "amount"))) == "5.2"


def test_changes_written_in_words_are_cells() -> None:
    lines = "第二十条第（五）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n421\n增1423\n1844"
    assert values(report(year=2019, s2=lines), "art20_5", "licences") == [421, 1423, 1844]
    tabbed = "第二十条第（六）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政强制\t6\t减4\t2"
    assert values(report(year=2019, s2=tabbed), "art20_6", "compulsion") == [6, -4, 2]


@pytest.mark.parametrize("gap", ["\n", "\t"])
def test_a_label_may_be_explained_in_brackets(gap: str) -> None:
    """The remark is no figure, though it has digits, and no sentence, though it has stops."""
    head = gap.join(["信息内容", "本年制发件数（指2023年）", "本年废止件数", "现行有效件数"])
    rows = [
        gap.join(["规章（由设区的市以上填写，县级填0）", "0", "0", "0"]),
        gap.join(["行政规范性文件（含修订；不含公文）", "2", "1", "19"]),
    ]
    found = report(s2="\n".join(["第二十条第（一）项", head, *rows]))
    assert values(found, "art20_1", "regulations") == [0, 0, 0]
    assert values(found, "art20_1", "normative_documents") == [2, 1, 19]


@pytest.mark.parametrize(("cells", "value"), [("0\n0\n0", 0), ("7\n7", 7), ("7\n0\n7", None)])
def test_a_figure_written_several_times_for_one_cell_is_that_figure(cells: str, value: int | None) -> None:
    found = report(s2=f"第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n{cells}\n行政强制\n0")
    assert values(found, "art20_6", "penalties") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "10000\n①\n1",
        "100000\n①\n1",
        "1" + "\u3000" * 3000 + "2",
        "9" * 5000,
        "-" * 2000 + "注",
        " " * 20_000 + "无",
    ],
)
def test_odd_text_is_read_soon(text: str) -> None:
    start = time.monotonic()
    report(s3=f"一、本年新收政府信息公开申请数量\n{text}", s6=text)
    assert time.monotonic() - start < 5


ODD = st.one_of(
    st.sampled_from(
        [*HEADINGS, "规章", "（一）予以公开", "3.其他", "（七）总计", "行政复议", "|", "\t", "结果维持", "①²½", "0000000"]
    ),
    st.text("0123456789 \u3000\u00a0|/-.（）()①²一二三、。无其他总计公开\n\t", max_size=30),
)


@given(st.lists(ODD, max_size=40), st.randoms())
def test_whatever_is_pasted_nothing_but_our_own_error_comes(pieces: list[str], rng: random.Random) -> None:
    text = "".join(piece + rng.choice(["\n", "", " "]) for piece in pieces)
    with contextlib.suppress(Unreadable):
        [loaded] = load_clipboard("", text)
        assert loaded.verdict == check(loaded.report)


def test_a_heading_that_reaches_under_the_next_group_is_one_heading() -> None:
    """As a rounding error of widths leaves it: 尚未审结 of the first group covers a column that the second group begins with."""
    order = ("结果纠正", "结果维持", "总计", "其他结果", "尚未审结")
    groups = "<td colspan=5>行政复议</td><td colspan=6>未经复议直接起诉</td><td colspan=5>复议后起诉</td>"
    leaves = [f"<td colspan={2 if number == 4 else 1}>{name}</td>" for number, name in enumerate(order * 3)]
    cells = [f"<td colspan={2 if number == 4 else 1}>{number + 1}</td>" for number in range(15)]
    table = f"<table><tr>{groups}</tr><tr>{''.join(leaves)}</tr><tr>{''.join(cells)}</tr></table>"
    found = page(table)
    assert values(found, "disputes", "review") == [2, 1, 4, 5, 3]
    assert values(found, "disputes", "suit_direct") == [7, 6, 9, 10, 8]
    assert values(found, "disputes", "suit_after_review") == [12, 11, 14, 15, 13]


@pytest.mark.parametrize(
    ("second", "doubtful"), [(("2", "0", "0", "0", "0", "0", "2"), True), (("1", "0", "0", "0", "0", "0", "1"), False)]
)
def test_a_label_that_stands_before_two_rows(second: tuple[str, ...], doubtful: bool) -> None:
    """As a page leaves it that ends inside a row: with other figures nobody can tell which of them is meant."""
    first = row("（一）予以公开", "1", "0", "0", "0", "0", "0", "1")
    found = page(f"<table>{HEAD}{first}{row('（一）予以公开', *second)}{row('（七）总计', *second)}</table>").grids["requests"]
    told = {ref.row: cell.doubtful for ref, cell in found.cells.items()}
    assert told == {"granted": doubtful, "concluded": False}


@pytest.mark.parametrize(("second", "doubtful"), [("5", True), ("", False)])
def test_two_rows_under_the_headings_of_one(second: str, doubtful: bool) -> None:
    groups = "<td colspan=5>行政复议</td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td>"
    leaves = "".join(f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3)
    cells = ["3", "0", "0", "0", "3"] * 3
    rest = [second, *[""] * 14]
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>" for texts in (cells, rest))
    found = page(f"<table><tr>{groups}</tr><tr>{leaves}</tr>{rows}</table>").grids["disputes"]
    assert {cell.doubtful for cell in found.cells.values()} == {doubtful}
    assert [cell.entry.text for cell in found.cells.values()] == cells


def test_headings_that_a_page_break_cuts() -> None:
    """Below the break stand their blank halves, and only then the headings of the groups that have two rows."""
    order = ("结果纠正", "结果维持", "其他结果", "总计", "尚未审结")
    above = "<td colspan=5>行政复议</td><td colspan=10>行政诉讼</td>"
    begun = "".join(f"<td>{name}</td>" for name in order) + "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td>"
    blank = "<td rowspan=2></td>" * 5 + "<td colspan=5></td><td colspan=5></td>"
    leaves = "".join(f"<td>{name}</td>" for name in order * 2)
    figures = "".join(f"<td>{number}</td>" for number in range(1, 16))
    found = page(f"<table>{''.join(f'<tr>{cells}</tr>' for cells in (above, begun, blank, leaves, figures))}</table>")
    assert values(found, "disputes", "review") == [2, 1, 3, 5, 4]
    assert values(found, "disputes", "suit_after_review") == [12, 11, 13, 15, 14]


FIVE = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
REVIEW, DIRECT, AFTER = ["1", "2", "0", "3", "6"], ["4", "0", "0", "1", "5"], ["7", "0", "1", "0", "8"]


def cells(*texts: str, span: int = 1) -> str:
    return f"<tr>{''.join(f'<td colspan={span}>{text}</td>' for text in texts)}</tr>"


def disputes(body: str) -> Report:
    """A page with something in section four."""
    parts = "".join(f"<p>{heading}</p>{body if number == 4 else ''}" for number, heading in enumerate(HEADINGS, start=1))
    return recognise(readers.read_bytes(f"<h1>{TITLE.format(year=2023)}</h1>{parts}".encode(), Path("a.html")))


def downwards(*figures: str) -> str:
    """Table four with its columns below one another."""
    groups = ["行政复议", "未经复议直接起诉", "复议后起诉"]
    heads = [(group if not index else "", five) for group in groups for index, five in enumerate(FIVE)]
    rows = [(f"<td rowspan=5>{group}</td>" if group else "") + f"<td>{five}</td>" for group, five in heads]
    return f"<table>{''.join(f'<tr>{row}<td>{figure}</td></tr>' for row, figure in zip(rows, figures, strict=True))}</table>"


IN_TWO = (
    f"<table>{cells('行政复议', span=5)}{cells(*FIVE)}{cells(*REVIEW)}</table>"
    f"<p>（二）行政诉讼</p><table>{cells('行政诉讼', span=10)}{cells('未经复议直接起诉', '复议后起诉', span=5)}"
    f"{cells(*FIVE, *FIVE)}{cells(*DIRECT, *AFTER)}</table>"
)
IN_THREE = "".join(
    f"<table>{cells(group, span=5)}{cells(*FIVE)}{cells(*figures)}</table>"
    for group, figures in (("行政复议", REVIEW), ("未经复议直接起诉", DIRECT), ("复议后起诉", AFTER))
)
_ROWS = [("类别", FIVE), ("行政复议", REVIEW), ("未经复议直接起诉", DIRECT), ("复议后起诉", AFTER)]
IN_ROWS = f"<table>{''.join(cells(label, *texts) for label, texts in _ROWS)}</table>"


CROSSED = "".join(cells(*line) for line in zip(FIVE, REVIEW, DIRECT, AFTER, strict=True))
CROSSED = f"<table>{cells('结果', '行政复议', '未经复议直接起诉', '复议后起诉')}{CROSSED}</table>"


@pytest.mark.parametrize("body", [IN_TWO, IN_THREE, IN_ROWS, CROSSED, downwards(*REVIEW, *DIRECT, *AFTER)])
def test_table_four_in_parts_in_rows_or_downwards(body: str) -> None:
    found = disputes(body)
    assert values(found, "disputes", "review") == [1, 2, 0, 3, 6]
    assert values(found, "disputes", "suit_direct") == [4, 0, 0, 1, 5]
    assert values(found, "disputes", "suit_after_review") == [7, 0, 1, 0, 8]
    assert "requests" not in found.grids


def test_a_table_turned_by_a_quarter() -> None:
    """The rows of the form side by side, the applicants below one another."""
    labels = [row.label for row in forms()["2021"].grids["requests"].rows]
    people = ["3", "1", "0", "0", "0", "0", "4"]
    rows = [row(column, *(people[index] if place in (0, 2, 23) else "0" for place in range(len(labels))))
            for index, column in enumerate(COLUMNS[1:])]  # fmt: skip
    found = page(f"<table>{row('申请人', *labels)}{''.join(rows)}</table>")
    for line, expected in (("received", people), ("carried_in", ["0"] * 7), ("granted", people), ("concluded", people)):
        assert values(found, "requests", line) == list(map(int, expected))


@pytest.mark.parametrize(
    ("heading", "name", "organ", "year"),
    [
        ("青溪县教育局2023年政府信息公开申请情况统计表", "a.html", "青溪县教育局", 2023),
        ("申请情况", "青溪县教育局2023年报表.html", "青溪县教育局", 2023),
        ("申请情况", "2023年年报.html", None, 2023),
        ("申请情况", "2024年1月收到的报表.html", None, None),
        ("申请情况", "培训2023年.html", None, None),
    ],
)
def test_tables_without_a_report_are_named_by_their_heading_or_their_file(
    heading: str, name: str, organ: str | None, year: int | None
) -> None:
    table = f"<table>{HEAD}{row('一、本年新收政府信息公开申请数量', '3', '0', '0', '0', '0', '0', '3')}</table>"
    found = recognise(readers.read_bytes(f"<p>{heading}</p>{table}".encode(), Path(name)))
    assert (found.header.organ, found.header.year) == (organ, year)
    missing = [one.message for one in check(found).findings if one.code == "section.missing"]
    assert missing == ["文件里只有表格，没有六个部分的标题和文字；如果本来就只收表格，可以搁置"]
