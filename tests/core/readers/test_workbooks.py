"""Workbooks as Excel, WPS, XlsxWriter and openpyxl write them: values as the clerk sees them, tables in order."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from core.document import Document, RawTable, Unreadable
from core.readers import read_bytes
from core.readers.workbooks.cellvalues import EPOCH, EPOCH_1904, Look, figure_text, look, unescape
from tests.core.readers.showing import Short, short, spans

Fill = Callable[[Any, Any], None]


def workbook(fill: Fill, name: str = "表三") -> bytes:
    """One sheet, filled by `fill(workbook, sheet)`."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        fill(book, book.add_worksheet(name))
    return data.getvalue()


def from_rows(*rows: list[object]) -> bytes:
    def fill(_book: Any, sheet: Any) -> None:
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(fill)


def read(data: bytes) -> Document:
    return read_bytes(data, Path("年报.xlsx"))


def shown(data: bytes) -> list[Short]:
    return short(read(data).blocks)


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same workbook with something replaced in one of its parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            copy.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (15, "15"),
        (15.0, "15"),
        (0, "0"),
        (-3, "-3"),
        (746.844, "746.844"),
        (0.1 + 0.2, "0.3"),
        (1e20, "100000000000000000000"),
        (1.5e-7, "0.00000015"),
        (123456789012345.0, "123456789012345"),
        (True, "TRUE"),
        ("７ 件", "７ 件"),
        ("\u00a07\u00a0", "\u00a07\u00a0"),
        ("甲\n乙", "甲\n乙"),
        ("007", "007"),
    ],
)
def test_values_are_what_the_clerk_sees(value: object, text: str) -> None:
    assert shown(from_rows(["甲", value, 1], ["乙", 2, 3])) == [[["甲", text, "1"], ["乙", "2", "3"]]]


@pytest.mark.parametrize(
    ("raw", "kind", "text"),
    [
        ("746.84400000000005", Look.PLAIN, "746.844"),
        ("0.10000000000000001", Look.PLAIN, "0.1"),
        ("1E+2", Look.PLAIN, "100"),
        ("-0", Look.PLAIN, "0"),
        (" 7 ", Look.PLAIN, "7"),
        ("1e999999999", Look.PLAIN, "1e999999999"),
        ("NaN", Look.PLAIN, "NaN"),
        ("十", Look.PLAIN, "十"),
        ("0.617", Look.PERCENT, "61.7%"),
        ("1", Look.PERCENT, "100%"),
        ("45320", Look.DATE, "2024-01-29"),
        ("45320.5", Look.DATE, "2024-01-29 12:00:00"),
        ("0.75", Look.DATE, "18:00:00"),
        ("0.9999999", Look.DATE, "1899-12-31"),
        ("-1", Look.DATE, "-1"),
        ("2958465.9999999", Look.DATE, "2958465.9999999"),
        ("99999999", Look.DATE, "99999999"),
    ],
)
def test_stored_numbers(raw: str, kind: Look, text: str) -> None:
    assert figure_text(raw, kind, EPOCH) == text


def test_days_counted_from_1904() -> None:
    assert figure_text("43858", Look.DATE, EPOCH_1904) == "2024-01-29"


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (0, "", Look.PLAIN),
        (2, "", Look.PLAIN),
        (10, "", Look.PERCENT),
        (14, "", Look.DATE),
        (31, "", Look.DATE),
        (176, "General", Look.PLAIN),
        (176, "0_ ", Look.PLAIN),
        (176, '#,##0.00"件"', Look.PLAIN),
        (176, '0"days"', Look.PLAIN),
        (176, "[Red]0.00", Look.PLAIN),
        (176, "0.0%", Look.PERCENT),
        (176, 'yyyy"年"m"月"d"日"', Look.DATE),
        (176, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", Look.DATE),
        (14, "0.00", Look.PLAIN),
    ],
)
def test_number_formats(number: int, code: str, kind: Look) -> None:
    assert look(number, code) is kind


def test_dates_and_percentages_in_a_workbook() -> None:
    def fill(book: Any, sheet: Any) -> None:
        day, share = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, ["甲", 1])
        sheet.write_datetime(1, 0, datetime(2024, 1, 29), day)
        sheet.write_number(1, 1, 0.617, share)

    assert shown(workbook(fill)) == [[["甲", "1"], ["2024-01-29", "61.7%"]]]


def test_formulas_give_their_results_and_errors_stay() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["甲", 1, 2])
        sheet.write_formula(1, 0, "=B1+C1", None, 3)
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 2, '="一"&"二"', None, "一二")

    document = read(workbook(fill))
    assert short(document.blocks) == [[["甲", "1", "2"], ["3", "#DIV/0!", "一二"]]]
    assert document.notices == ()


def test_a_formula_without_a_result_is_not_a_blank() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表三"
    for row in (["新收", 1, 2, "=SUM(B1:C1)"], ["结转", 0, None, "=SUM(B2:C2)"]):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    document = read(data.getvalue())
    assert short(document.blocks) == [[["新收", "1", "2", "=SUM(B1:C1)"], ["结转", "0", "", "=SUM(B2:C2)"]]]
    assert document.notices == ("工作表“表三”有 2 个公式没有计算结果，按原文读入。请用 Excel 或 WPS 打开，保存一次，再重新打开。",)


def test_openpyxl_writes_the_same_values() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["甲", 746.844, date(2024, 1, 29), clock(18, 0), True, "#REF!", "一 "])
    sheet.append(["乙", 2, None, 3, False, "x", "y"])
    data = io.BytesIO()
    book.save(data)
    assert shown(data.getvalue()) == [
        [["甲", "746.844", "2024-01-29", "18:00:00", "TRUE", "#REF!", "一 "], ["乙", "2", "", "3", "FALSE", "x", "y"]]
    ]


def test_runs_of_text_are_joined_and_phonetic_guides_left_out() -> None:
    data = from_rows(["甲乙丙", 1], ["丁", 2])
    rich = "<r><t>甲</t></r><r><rPr><b/></rPr><t xml:space='preserve'>乙 丙</t></r><rPh sb='0' eb='1'><t>jia</t></rPh>"
    data = rewritten(data, "xl/sharedStrings.xml", "<t>甲乙丙</t>", rich)
    assert shown(data)[0][0] == ["甲乙 丙", "1"]


def test_texts_inside_the_sheet() -> None:
    data = from_rows(["甲", 1], ["乙", 2])
    inline = '<c r="A1" t="inlineStr"><is><r><t>新</t></r><r><t>收</t></r></is></c>'
    assert shown(rewritten(data, "xl/worksheets/sheet1.xml", '<c r="A1" t="s"><v>0</v></c>', inline))[0][0] == ["新收", "1"]


def test_cells_that_do_not_say_where_they_stand() -> None:
    data = from_rows(["甲", 1], ["乙", 2])
    for name in ("A1", "B1", "A2", "B2"):
        data = rewritten(data, "xl/worksheets/sheet1.xml", f' r="{name}"', "")
    assert shown(rewritten(data, "xl/worksheets/sheet1.xml", '<row r="2" ', "<row ")) == [[["甲", "1"], ["乙", "2"]]]


def test_escapes() -> None:
    assert unescape("甲_x000D_乙_x005F_x_xZZZZ_") == "甲\r乙_x_xZZZZ_"
    assert unescape("_xD800_") == "?"


def test_names_with_prefixes_and_backslashes() -> None:
    data = from_rows(["甲", 1], ["乙", 2])
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            text = source.read(name)
            if name.startswith("xl/worksheets/s"):
                text = text.replace(b"</", b"</x:").replace(b"<x:", b"<x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
                text = text.replace(b"<x:?xml", b"<?xml").replace(b"xmlns=", b"xmlns:x=")
            copy.writestr(name.replace("/", "\\"), text)
    assert shown(target.getvalue()) == [[["甲", "1"], ["乙", "2"]]]


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

    title, table = read(workbook(fill)).blocks
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
    assert len(table.covering()) == 7 * 9


def test_places_name_the_cell() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_row(4, 2, ["甲", 1])
        sheet.write_row(5, 2, ["乙", 2])

    (table,) = read(workbook(fill)).blocks
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

    assert shown(workbook(fill)) == [[["甲", "一", "1"], ["", ""], ["二", "2"]]]


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

    data = rewritten(workbook(fill), "xl/worksheets/sheet1.xml", "</sheetData>", '</sheetData><mergeCell ref="A3:XFC1048575"/>')
    assert shown(data) == [[["甲", "1"]], "大", "角"]


def test_a_styled_sheet_to_its_last_row_is_read() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.set_column(0, 16_383, 9, book.add_format({"bold": True}))
        sheet.write_row(0, 0, ["甲", 1])
        sheet.write_row(1, 0, ["乙", 2])
        sheet.write_blank(1_048_575, 0, None, book.add_format({"bold": True}))

    assert shown(workbook(fill)) == [[["甲", "1"], ["乙", "2"]]]


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
