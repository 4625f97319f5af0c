"""Tables of workbooks as Excel, WPS, XlsxWriter and openpyxl write them: their layout and places, in order; claims and damage."""

import io
import time
from typing import Any

import pytest
import xlsxwriter

from core.document import RawTable, Unreadable
from tests.core.readers.books import from_rows, read, rewritten, shown, xlsx
from tests.core.readers.promises import overlaps
from tests.core.readers.showing import short, spans


def test_the_official_layout_with_merged_headers() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:I1", "三、收到和处理政府信息公开申请情况")
        sheet.merge_range("A2:C4", "（本列数据的勾稽关系）")
        sheet.merge_range("D2:I2", "申请人情况")
        sheet.merge_range("D3:D4", "自然人")
        sheet.merge_range("E3:H3", "法人或其他组织")
        sheet.merge_range("I3:I4", "总计")
        sheet.write_row("E4", ["商业企业", "科研机构", "社会公益组织", "其他"])
        sheet.merge_range("A5:C5", "一、本年新收政府信息公开申请数量")
        sheet.write_row("D5", [7, 0, 0, 0, 0, 7])
        sheet.merge_range("A6:A8", "三、本年度办理结果")
        sheet.merge_range("B6:C6", "（一）予以公开")
        sheet.write_row("D6", [7, 0, 0, 0, 0, 7])
        sheet.merge_range("B7:B8", "（三）不予公开")
        sheet.write("C7", "1.属于国家秘密")
        sheet.write("C8", "2.其他")

    title, table = read(xlsx(fill)).blocks
    assert short((title,)) == ["三、收到和处理政府信息公开申请情况"]
    assert isinstance(table, RawTable)
    assert (table.height, table.width) == (7, 9)
    assert spans(table)[:5] == [
        ("（本列数据的勾稽关系）", 0, 0, 3, 3),
        ("申请人情况", 0, 3, 1, 6),
        ("自然人", 1, 3, 2, 1),
        ("法人或其他组织", 1, 4, 1, 4),
        ("总计", 1, 8, 2, 1),
    ]
    row = [cell for cell in table.cells if cell.row == 6]
    assert [(cell.text, cell.column) for cell in row] == [("2.其他", 2), *(("", column) for column in range(3, 9))]
    assert not overlaps(table)
    assert sum(cell.row_span * cell.column_span for cell in table.cells) == 7 * 9


def test_places_name_the_cell() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_row(4, 2, ["甲", 1])
        sheet.write_row(5, 2, ["乙", 2])

    (table,) = read(xlsx(fill)).blocks
    assert isinstance(table, RawTable)
    assert [cell.place.describe() for cell in table.cells] == [
        "工作表“表三”C5",
        "工作表“表三”D5",
        "工作表“表三”C6",
        "工作表“表三”D6",
    ]
    assert table.place.sheet == "表三"


def test_text_and_tables_under_one_another() -> None:
    long = "本年度，我镇认真落实公开要求。" * 10
    data = from_rows(
        ["青禾镇2023年年度报告"],
        ["一、总体情况"],
        [long],
        ["二、主动公开政府信息情况"],
        ["信息内容", "本年制发件数", "现行有效件数"],
        ["规章", 0, 0],
        ["行政规范性文件", 3, 12],
        ["五、存在的主要问题及改进情况"],
        ["无。"],
        [],
        ["六、其他需要报告的事项"],
        ["一是收费\n二是其他"],
    )
    assert shown(data) == [
        "青禾镇2023年年度报告",
        "一、总体情况",
        long,
        "二、主动公开政府信息情况",
        [["信息内容", "本年制发件数", "现行有效件数"], ["规章", "0", "0"], ["行政规范性文件", "3", "12"]],
        "五、存在的主要问题及改进情况",
        "无。",
        "六、其他需要报告的事项",
        "一是收费",
        "二是其他",
    ]


def test_a_row_with_nothing_but_its_label_stays() -> None:
    data = from_rows(["名称", "甲", "总计"], ["一、本年新收", None, None], ["二、上年结转", 1, 1], ["四、结转下年度", None, None])
    assert shown(data)[0][1] == ["一、本年新收", "", ""]
    assert shown(data)[0][3] == ["四、结转下年度", "", ""]


def test_tables_parted_by_blank_rows() -> None:
    data = from_rows(["甲", 1], ["乙", 2], [], ["丙", 3], ["丁", 4])
    assert shown(data) == [[["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]]]


def test_a_narrow_table_above_a_wide_one() -> None:
    data = from_rows(
        ["二、主动公开政府信息情况"],
        ["第二十条第（八）项"],
        ["信息内容", "本年收费金额"],
        ["行政事业性收费", 1.5],
        ["三、收到和处理政府信息公开申请情况"],
        ["名称", "甲", "乙", "总计"],
        ["新收", 1, None, 1],
    )
    assert shown(data) == [
        "二、主动公开政府信息情况",
        [["第二十条第（八）项", ""], ["信息内容", "本年收费金额"], ["行政事业性收费", "1.5"]],
        "三、收到和处理政府信息公开申请情况",
        [["名称", "甲", "乙", "总计"], ["新收", "1", "", "1"]],
    ]


def test_a_merged_label_bridges_a_blank_row() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:A3", "甲")
        sheet.write_row("B1", ["一", 1])
        sheet.write_row("B3", ["二", 2])

    assert shown(xlsx(fill)) == [[["甲", "一", "1"], ["", ""], ["二", "2"]]]


def test_tables_side_by_side() -> None:
    data = from_rows(
        ["两个单位的申请情况"],
        ["青禾镇", None, None, None, "白石镇"],
        ["名称", "甲", "总计", None, "名称", "甲", "总计"],
        ["新收", 1, 1, None, "新收", 3, 3],
        ["结转", 0, 0, None, "结转", 4, 4],
    )
    assert shown(data) == [
        "两个单位的申请情况",
        "青禾镇",
        [["名称", "甲", "总计"], ["新收", "1", "1"], ["结转", "0", "0"]],
        "白石镇",
        [["名称", "甲", "总计"], ["新收", "3", "3"], ["结转", "4", "4"]],
    ]


def test_a_blank_column_within_a_table_does_not_part_it() -> None:
    data = from_rows(["名称", None, 1, 2], ["新收", None, 3, 4], ["结转", None, 5, 6])
    assert shown(data) == [[["名称", "", "1", "2"], ["新收", "", "3", "4"], ["结转", "", "5", "6"]]]


def test_every_sheet_in_order_hidden_ones_too() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        for name in ("甲镇", "乙镇", "空", "丙镇"):
            sheet = book.add_worksheet(name)
            if name != "空":
                sheet.write_row(0, 0, [name, 1])
                sheet.write_row(1, 0, ["新收", 2])
        book.add_chartsheet("图")
        book.get_worksheet_by_name("乙镇").hide()
    document = read(data.getvalue())
    assert short(document.blocks) == [[[name, "1"], ["新收", "2"]] for name in ("甲镇", "乙镇", "丙镇")]
    assert [block.place.sheet for block in document.blocks] == ["甲镇", "乙镇", "丙镇"]
    assert document.notices == ("工作表“乙镇”是隐藏的，也读入了。",)
    assert (document.source.kind, document.source.encoding) == ("xlsx", None)


def test_figures_in_column_a_only_are_lines() -> None:
    assert shown(from_rows(["新收"], [7], ["结转"], [0])) == ["新收", "7", "结转", "0"]


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["甲", 1])
        sheet.write(1_048_575, 16_383, "角")
        sheet.write(2, 0, "大")

    data = rewritten(xlsx(fill), "xl/worksheets/sheet1.xml", "</sheetData>", '</sheetData><mergeCell ref="A3:XFC1048575"/>')
    assert shown(data) == [[["甲", "1"]], "大", "角"]


def test_a_styled_sheet_to_its_last_row_is_read() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.set_column(0, 16_383, 9, book.add_format({"bold": True}))
        sheet.write_row(0, 0, ["甲", 1])
        sheet.write_row(1, 0, ["乙", 2])
        sheet.write_blank(1_048_575, 0, None, book.add_format({"bold": True}))

    assert shown(xlsx(fill)) == [[["甲", "1"], ["乙", "2"]]]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/sharedStrings.xml", 'uniqueCount="2"', 'uniqueCount="99999999999"'),
        ("xl/worksheets/sheet1.xml", 'dimension ref="A1:B2"', 'dimension ref="A1:XFD1048576"'),
        ("xl/worksheets/sheet1.xml", "</sheetData>", '</sheetData><mergeCells><mergeCell ref="D9:C8"/></mergeCells>'),
    ],
)
def test_false_claims_are_not_believed(part: str, old: str, new: str) -> None:
    assert shown(rewritten(from_rows(["甲", 1], ["乙", 2]), part, old, new)) == [[["甲", "1"], ["乙", "2"]]]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", 'r="A1"', 'r="AAAA1"'),
        ("xl/worksheets/sheet1.xml", 'r="A1"', 'r="A0"'),
        ("xl/worksheets/sheet1.xml", 'r="A1"', 'r="XFE1"'),
        ("xl/worksheets/sheet1.xml", "<v>0</v>", "<v>99</v>"),
        ("xl/worksheets/sheet1.xml", "<v>0</v>", "<v>甲</v>"),
        ("xl/worksheets/sheet1.xml", "</row>", ""),
        ("xl/worksheets/sheet1.xml", "</sheetData>", '</sheetData><mergeCell ref=":"/>'),
        ("xl/workbook.xml", "<workbook ", '<!DOCTYPE x [<!ENTITY a "甲">]><workbook '),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/none.xml"),
    ],
)
def test_a_damaged_workbook_is_refused(part: str, old: str, new: str) -> None:
    data = rewritten(from_rows(["甲", 1], ["乙", 2]), part, old, new)
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.code == "damaged"
    assert "另存" in caught.value.message


def test_more_cells_than_any_report_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.readers.workbooks.sheets.MOST_CELLS", 10)
    assert shown(from_rows(*[["甲", number] for number in range(5)]))
    with pytest.raises(Unreadable) as caught:
        read(from_rows(*[["甲", number] for number in range(6)]))
    assert caught.value.code == "too_many"


def test_an_ordinary_workbook_is_read_at_once() -> None:
    data = from_rows(*[[f"第{number}项", *range(9)] for number in range(60)])
    read(data)
    start = time.process_time()
    read(data)
    assert time.process_time() - start < 0.2
