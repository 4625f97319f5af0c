"""Old workbooks, .xls and .et: values as the clerk sees them, merged labels, sums, what is hidden, and old encodings."""

import struct
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlwt

from core.document import Picture, Place, RawTable, Unreadable
from core.readers.ole import Streams
from core.readers.workbooks import ptg
from core.readers.workbooks.biff import Stream
from tests.core.readers.books import read, record, shown, wrapped, xls
from tests.core.readers.showing import short, spans


def rows(*values: list[object]) -> bytes:
    def fill(_book: Any, sheet: Any) -> None:
        for row, cells in enumerate(values):
            for column, value in enumerate(cells):
                if value is not None:
                    sheet.write(row, column, value)

    return xls(fill)


def styled(value: object, code: str) -> bytes:
    """A table with one value in a number format."""

    def fill(_book: Any, sheet: Any) -> None:
        for row, column, text in ((0, 0, "甲"), (0, 1, 1), (1, 0, "乙")):
            sheet.write(row, column, text)
        sheet.write(1, 1, value, xlwt.easyxf(num_format_str=code))

    return xls(fill)


def stream_of(data: bytes) -> bytes:
    return Streams(data, Path("年报.xls")).read("Workbook")


def records(stream: bytes) -> Iterator[tuple[int, int]]:
    """Where each record begins, and its number."""
    at = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        yield at, number
        at += 4 + length


def refusal(data: bytes, suffix: str = ".xls") -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, suffix)
    return caught.value.code


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (15, "15"),
        (0, "0"),
        (-3, "-3"),
        (746.844, "746.844"),
        (0.1 + 0.2, "0.3"),
        (1e20, "100000000000000000000"),
        (123456789012345.0, "123456789012345"),
        (536870912, "536870912"),
        (True, "TRUE"),
        ("７ 件", "７ 件"),
        ("\u00a07\u00a0", "\u00a07\u00a0"),
        ("甲\r\n乙", "甲\n乙"),
        ("007", "007"),
        ("漢𠮷", "漢𠮷"),
    ],
)
def test_values_are_what_the_clerk_sees(value: object, text: str) -> None:
    assert shown(rows(["甲", value, 1], ["乙", 2, 3]), ".xls") == [[["甲", text, "1"], ["乙", "2", "3"]]]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (date(2024, 1, 29), "yyyy-mm-dd", "2024-01-29"),
        (datetime(2024, 1, 29, 12), 'yyyy"年"m"月"d"日"', "2024-01-29 12:00:00"),
        (0.75, "h:mm:ss", "18:00:00"),
        (0.617, "0.0%", "61.7%"),
        (1, "0%", "100%"),
        (1234.5, "#,##0.00", "1234.5"),
        (5, '0"件"', "5"),
    ],
)
def test_number_formats(value: object, code: str, text: str) -> None:
    assert shown(styled(value, code), ".xls") == [[["甲", "1"], ["乙", text]]]


def test_a_built_in_date_of_chinese_excel_that_the_file_does_not_describe() -> None:
    """Number format 31 is 2024年1月29日 there and has no record of its own."""
    stream = bytearray(stream_of(styled(date(2024, 1, 29), "yyyy-mm-dd")))
    own = [at for at, number in records(stream) if number == 0xE0 and struct.unpack_from("<H", stream, at + 6)[0] >= 164]
    struct.pack_into("<H", stream, own[-1] + 6, 31)
    assert shown(wrapped(bytes(stream)), ".xls") == [[["甲", "1"], ["乙", "2024-01-29"]]]


def test_days_counted_from_1904() -> None:
    def fill(book: Any, sheet: Any) -> None:
        book.dates_1904 = True
        sheet.write(0, 0, "甲")
        sheet.write(0, 1, 1)
        sheet.write(1, 0, "乙")
        sheet.write(1, 1, 43858, xlwt.easyxf(num_format_str="yyyy-mm-dd"))

    assert shown(xls(fill), ".xls") == [[["甲", "1"], ["乙", "2024-01-29"]]]


def test_errors_keep_their_names() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        for column, code in enumerate((0, 7, 15, 23, 29, 36, 42)):
            sheet.row(0).set_cell_error(column, code)
            sheet.write(1, column, column)

    errors = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]
    assert shown(xls(fill), ".xls") == [[errors, [str(number) for number in range(7)]]]


def test_runs_of_rich_text_are_joined() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_rich_text(0, 0, ["新", ("收", xlwt.easyfont("bold on"))])
        sheet.write(0, 1, 1)
        sheet.write(1, 0, "乙")
        sheet.write(1, 1, 2)

    assert shown(xls(fill), ".xls") == [[["新收", "1"], ["乙", "2"]]]


def test_more_texts_than_fit_into_one_record() -> None:
    texts = [f"{number:04d}{'字' * 60}" for number in range(400)]
    [table] = shown(rows(*[[text, number] for number, text in enumerate(texts)]), ".xls")
    assert [row[0] for row in table] == texts


def test_merged_labels_and_places() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_merge(0, 1, 0, 1, "名称")
        sheet.write_merge(0, 0, 2, 3, "申请人")
        for column, text in ((2, "自然人"), (3, "总计")):
            sheet.write(1, column, text)
        sheet.write(2, 0, "新收")
        sheet.write(2, 1, "件")
        sheet.write(2, 3, 7)

    [table] = read(xls(fill), ".et").blocks
    assert isinstance(table, RawTable)
    assert spans(table)[:3] == [("名称", 0, 0, 2, 2), ("申请人", 0, 2, 1, 2), ("自然人", 1, 2, 1, 1)]
    assert [(cell.text, cell.place.describe()) for cell in table.cells[-2:]] == [("", "工作表“表三”C3"), ("7", "工作表“表三”D3")]


def test_hidden_sheets_rows_and_columns_are_read_and_said() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for row in range(8):
            sheet.write(row, 0, f"第{row}项")
            sheet.write(row, 1, row)
        for row in (1, 2, 30):
            sheet.row(row).hidden = True
        sheet.col(1).hidden = True
        for number, name in enumerate(("藏", "深藏"), 1):
            other = book.add_sheet(name)
            other.write(0, 0, name)
            other.visibility = number

    document = read(xls(fill), ".xls")
    assert [block.place.sheet for block in document.blocks] == ["表三", "藏", "深藏"]
    assert document.notices == (
        "工作表“表三”有隐藏的行（第2、3行），也读入了。",
        "工作表“表三”有隐藏的列（B列），也读入了。",
        "工作表“藏”是隐藏的，也读入了。",
        "工作表“深藏”是隐藏的，也读入了。",
    )


def test_very_many_columns() -> None:
    [table] = shown(rows(["甲", *range(255)], ["乙", *range(255)]), ".xls")
    assert table[1] == ["乙", *[str(number) for number in range(255)]]


def test_sums_of_an_old_workbook_without_results_are_added_up() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        for row, column, value in ((0, 0, "甲"), (0, 1, 1), (0, 2, 2), (0, 3, xlwt.Formula("SUM(B1:C1)"))):
            sheet.write(row, column, value)
        for column, value in enumerate(("乙", 1, 2, xlwt.Formula("B2-C2+3"))):
            sheet.write(1, column, value)

    document = read(xls(fill), ".xls")
    assert short(document.blocks) == [[["甲", "1", "2", "3"], ["乙", "1", "2", "2"]]]
    assert document.notices[0].startswith("工作表“表三”有公式没有保存计算结果（D1、D2格）")


def with_result(data: bytes, value: float) -> bytes:
    """The same workbook with a number as the result of its first formula."""
    stream = stream_of(data)
    at = next(at for at in range(len(stream)) if stream[at : at + 2] == b"\x06\0" and stream[at + 10 : at + 18] == EMPTY)
    begin = data.index(stream[:512])
    return data[: begin + at + 10] + struct.pack("<d", value) + data[begin + at + 18 :]


EMPTY = b"\x03\0\0\0\0\0\xff\xff"


@pytest.mark.parametrize(("value", "said"), [(3, []), (4, ["D1 存的是 4，各单元格相加是 3"])])
def test_a_sum_that_no_longer_holds_is_said(value: float, said: list[str]) -> None:
    def fill(_book: Any, sheet: Any) -> None:
        for column, text in enumerate(("甲", 1, 2, xlwt.Formula("SUM(B1:C1)"))):
            sheet.write(0, column, text)
        sheet.write(1, 0, "乙")
        sheet.write(1, 1, 5)

    document = read(with_result(xls(fill), value), ".xls")
    assert short(document.blocks)[0][0] == ["甲", "1", "2", str(value)]
    assert [notice.partition("不符：")[2].partition("。")[0] for notice in document.notices] == said


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (b"\x25\0\0\0\0\x01\xc0\x02\xc0\x19\x10\0\0", "SUM(B1:C1)"),
        (b"\x44\x04\0\x01\0\x24\x05\0\x01\0\x03", "B5+B6"),
        (b"\x44\x04\0\x01\0\x1e\x05\0\x04\x13", "-B5-5"),
        (b"\x44\x04\0\x01\0\x44\x05\0\x02\0\x42\x02\x04\0", "SUM(B5,C6)"),
        (b"\x19\x40\0\x01\x44\x04\0\x01\0", "B5"),
        (b"\x4c\x00\x00\xff\xc0", "C9"),
        (b"\x44\x04\0\x01\0\x42\x01\x05\0", ""),
        (b"\x44\x04\0\x01\0\x44\x05\0\x02\0\x05", ""),
        (b"\x42\xff\x04\0", ""),
        (b"\x03", ""),
        (b"\x44\x04", ""),
        (b"", ""),
    ],
)
def test_formulas_as_they_are_stored(tokens: bytes, text: str) -> None:
    assert ptg.formula_text(struct.pack("<H", len(tokens)) + tokens, (9, 4)) == text


def test_a_formula_filled_down_is_written_once() -> None:
    shared = struct.pack("<HHBBBB", 0, 1, 2, 2, 0, 2) + struct.pack("<H", 9) + b"\x2d\0\0\0\0\xfe\xc0\xff\xc0"
    formulas = b"".join(record(6, struct.pack("<HHHdHIH", row, 2, 0, 3.0, 8, 0, 5) + b"\x01\0\0\x02\0") for row in (0, 1))
    sheet = record(0x809, struct.pack("<HH", 0x600, 0x10)) + formulas[:31] + record(0x4BC, shared) + formulas[31:] + record(10, b"")
    head = record(0x809, struct.pack("<HH", 0x600, 5))
    length = len(head) + 4 + 8 + 4
    data = head + record(0x85, struct.pack("<iBB", length, 0, 0) + b"\x01\x00") + record(10, b"") + sheet
    [extras] = Stream(data).sheets
    assert extras.formulas == {(1, 3): "A1:B1", (2, 3): "A2:B2"}


def test_a_picture_is_noticed() -> None:
    pixel = b"BM" + struct.pack("<IHHI", 58, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 1, 1, 1, 24, 0, 4, 0, 0, 0, 0) + bytes(4)

    def fill(_book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "三、收到和处理政府信息公开申请情况")
        sheet.insert_bitmap_data(pixel, 1, 0)

    assert read(xls(fill), ".xls").blocks[-1] == Picture(Place(sheet="表三"))


def old_book(codepage: int | None, text: bytes) -> bytes:
    """A stream of Excel 95 with one sheet: a text and a number."""
    name = record(0x85, struct.pack("<iBB", 0, 0, 0) + b"\x01A")
    head = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0))
    pages = b"" if codepage is None else record(0x42, struct.pack("<H", codepage))
    style = record(0xE0, bytes(16))
    start = len(head + pages + style + name) + 4
    name = record(0x85, struct.pack("<iBB", start, 0, 0) + b"\x01A")
    label = record(0x204, struct.pack("<HHHH", 0, 0, 0, len(text)) + text)
    number = record(0x203, struct.pack("<HHHd", 0, 1, 0, 7.5))
    sheet = record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0)) + label + number + record(10, b"")
    return head + pages + style + name + record(10, b"") + sheet


@pytest.mark.parametrize(
    ("codepage", "text", "want"),
    [
        (936, "规章".encode("gbk"), "规章"),
        (1252, "规章".encode("gbk"), "规章"),
        (None, "规章".encode("gb18030"), "规章"),
        (950, "規章".encode("big5"), "規章"),
        (1252, b"caf\xe9", "café"),
    ],
)
def test_texts_in_the_code_pages_of_excel_95(codepage: int | None, text: bytes, want: str) -> None:
    assert shown(wrapped(old_book(codepage, text)), ".xls") == [[[want, "7.5"]]]


def test_a_password() -> None:
    head = record(0x809, struct.pack("<HH", 0x600, 5)) + record(0x2F, bytes(54)) + record(10, b"")
    assert refusal(wrapped(head)) == "encrypted"


def test_records_that_matter_to_nobody_are_not_read() -> None:
    """A country that changes and a name that is no name stop xlrd; they say nothing about the cells."""
    data = rows(["甲", 1], ["乙", 2])
    stream = stream_of(data)
    odd = record(0x8C, bytes(4)) + record(0x8C, b"\x56\0\x56\0") + record(0x18, b"\x20") + record(0x92, b"\x09")
    sheet = stream.index(record(0x809, b"")[:2], 10)
    at = next(at for at, number in records(stream) if number == 0x85)
    moved = struct.pack("<I", sheet + len(odd))
    head = stream[: at + 4] + moved + stream[at + 8 : sheet - 4]
    assert shown(wrapped(head + odd + stream[sheet - 4 :]), ".xls") == [[["甲", "1"], ["乙", "2"]]]


@pytest.mark.parametrize(
    "stream",
    [
        b"",
        b"\x09\x08",
        record(0x809, struct.pack("<HH", 0x600, 5)),
        record(0x09, struct.pack("<HH", 0x200, 0x10)) + record(10, b""),
        record(0x809, struct.pack("<HH", 0x600, 5)) + record(0x85, struct.pack("<iBB", -9, 0, 0)) + record(10, b""),
        record(0x809, struct.pack("<HH", 0x600, 5)) + 2 * record(0x85, bytes(8)) + record(10, b""),
        record(0x809, struct.pack("<HH", 0x600, 5)) + record(0xFC, b"\x01") + record(10, b""),
    ],
)
def test_a_damaged_stream_is_refused(stream: bytes) -> None:
    assert refusal(wrapped(stream)) == "damaged"


def test_a_workbook_with_a_document_inside_is_a_workbook() -> None:
    data = rows(["甲", "WordDocument"], ["乙", 2])
    assert "WordDocument".encode("utf-16-le") not in data
    data = rows(["WordDocument漢", 1], ["乙", 2])
    assert "WordDocument".encode("utf-16-le") in data
    assert shown(data, ".doc") == [[["WordDocument漢", "1"], ["乙", "2"]]]


def test_far_more_cells_than_a_report_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.readers.workbooks.biff.MOST_CELLS", 10)
    assert shown(rows(*[["甲", number] for number in range(5)]), ".xls")
    assert refusal(rows(*[["甲", number] for number in range(6)])) == "too_many"


def test_two_hundred_sheets() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for other in (sheet, *(book.add_sheet(f"第{number}页") for number in range(199))):
            for row in range(2):
                other.write(row, 0, other.name)
                other.write(row, 1, row)

    document = read(xls(fill), ".xls")
    assert [block.place.sheet for block in document.blocks] == ["表三", *(f"第{number}页" for number in range(199))]


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    data = rows(["甲", 1], ["乙", 2])
    stream = stream_of(data)
    end = stream.rindex(record(10, b""))
    far = record(0x203, struct.pack("<HHHd", 65_535, 255, 0, 9.0))
    assert shown(wrapped(stream[:end] + far + stream[end:]), ".xls") == [[["甲", "1"], ["乙", "2"]], "9"]
