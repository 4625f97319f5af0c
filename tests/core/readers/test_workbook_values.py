"""Values of workbooks as the clerk sees them: figures, dates, errors, formulas, and texts however they are kept."""

import io
import zipfile
from datetime import date, datetime
from datetime import time as clock
from typing import Any

import openpyxl
import pytest

from core.document import Document
from core.readers.workbooks.cellvalues import EPOCH, EPOCH_1904, Look, figure_text, look, unescape
from tests.core.readers.books import from_rows, read, rewritten, shown, xlsx
from tests.core.readers.showing import short


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


def test_dates_and_percentages_in_a_xlsx() -> None:
    def fill(book: Any, sheet: Any) -> None:
        day, share = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, ["甲", 1])
        sheet.write_datetime(1, 0, datetime(2024, 1, 29), day)
        sheet.write_number(1, 1, 0.617, share)

    assert shown(xlsx(fill)) == [[["甲", "1"], ["2024-01-29", "61.7%"]]]


def test_formulas_give_their_results_and_errors_stay() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["甲", 1, 2])
        sheet.write_formula(1, 0, "=B1+C1", None, 3)
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 2, '="一"&"二"', None, "一二")

    document = read(xlsx(fill))
    assert short(document.blocks) == [[["甲", "1", "2"], ["3", "#DIV/0!", "一二"]]]
    assert document.notices == ()


def without_results(*rows: list[object]) -> Document:
    """What is read of a sheet that no spreadsheet has calculated yet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表三"
    for row in rows:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return read(data.getvalue())


def test_a_formula_without_a_result_is_not_a_blank() -> None:
    document = without_results(["新收", 1, 2, "=MAX(B1:C1)"], ["结转", 0, None, "=D1+B2"])
    assert short(document.blocks) == [[["新收", "1", "2", "=MAX(B1:C1)"], ["结转", "0", "", "=D1+B2"]]]
    assert document.notices == ("工作表“表三”有 2 个公式没有计算结果，按原文读入。请用 Excel 或 WPS 打开，保存一次，再重新打开。",)


def test_sums_without_a_result_are_added_up() -> None:
    document = without_results(
        ["新收", 1, 2.5, "=SUM(B1:C1)"], ["结转", 4, None, "=SUM(B2:C2)"], ["合计", "=B1+B2", "=C1+C2", "=SUM(D1:D2)"]
    )
    assert short(document.blocks) == [[["新收", "1", "2.5", "3.5"], ["结转", "4", "", "4"], ["合计", "5", "2.5", "7.5"]]]
    assert document.notices == ("工作表“表三”有公式没有保存计算结果（D1、D2、B3、C3格等共 5 格），已按公式相加算出，请核对。",)


def test_sums_that_lean_on_each_other_have_no_result() -> None:
    document = without_results(["新收", "=C1+1", "=B1+1", 3])
    assert short(document.blocks) == [[["新收", "=C1+1", "=B1+1", "3"]]]


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
