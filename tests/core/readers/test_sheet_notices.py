"""What the clerk is told about a workbook: what is hidden or covered, sums that no longer hold, pictures, odd parts."""

import random
import time
from decimal import Decimal
from typing import Any

import pytest

from core.document import Picture, Place, Unreadable
from core.readers.workbooks.references import from_open, from_r1c1, shifted, span
from core.readers.workbooks.sheets import OWN_RECORD
from core.readers.workbooks.sums import Stale, stale
from tests.builders.article import article
from tests.builders.book_shapes import as_ods, as_sheet_xml
from tests.builders.reports import random_report
from tests.builders.sheet_shapes import as_xlsx
from tests.core.readers.books import packed, parts, read, shown, xlsx
from tests.core.readers.showing import short

PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\0\x01\0\0\x05\0\x01"
    b"\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)


def table(sheet: Any) -> None:
    sheet.write_row(0, 0, ["甲", 1, 2])
    sheet.write_row(1, 0, ["乙", 3, 4])


def changed(data: bytes, **replacements: tuple[str, str]) -> bytes:
    """The workbook with something replaced in the parts of these names."""
    again = {}
    for name, content in parts(data).items():
        old, new = replacements.get(name.rpartition("/")[2].removesuffix(".xml"), ("", ""))
        assert old.encode() in content
        again[name] = content.replace(old.encode(), new.encode()) if old else content
    return packed(again)


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        for row in range(9):
            sheet.write_row(row, 0, [f"第{row}项", row, row])
        for row in (1, 2, 3, 5, 6, 40):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column(1, 1, 8, None, {"hidden": True})
        sheet.set_column(9, 11, 8, None, {"hidden": True})

    document = read(xlsx(fill), ".xlsx")
    assert [len(row) for row in short(document.blocks)[0]] == [3] * 9
    assert document.notices == (
        "工作表“表三”有隐藏的行（第2、3、4、6行等共 5 行），也读入了。",
        "工作表“表三”有隐藏的列（B列），也读入了。",
    )


def test_our_own_record_is_not_shown() -> None:
    def fill(book: Any, sheet: Any) -> None:
        table(sheet)
        record = book.add_worksheet(OWN_RECORD)
        record.write(0, 0, "{}")
        record.very_hidden()

    document = read(xlsx(fill), ".xlsx")
    assert short(document.blocks) == [[["甲", "1", "2"], ["乙", "3", "4"]]]
    assert document.notices == ()


def test_what_a_merged_cell_covers_is_not_read_and_said() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        table(sheet)
        sheet.write_row(2, 0, ["丙", 9, 9])

    data = changed(xlsx(fill), sheet1=("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A3:B3"/></mergeCells>'))
    document = read(data, ".xlsx")
    assert short(document.blocks) == [[["甲", "1", "2"], ["乙", "3", "4"], ["丙", "9"]]]
    assert document.notices == ("工作表“表三”有单元格被合并的单元格遮住（B3格），里面的内容没有读入。如果要用，请先取消合并。",)


CELLS = {(1, 1): "1", (1, 2): "2.5", (1, 3): "", (1, 4): "3", (2, 1): "甲", (2, 2): "#DIV/0!", (2, 3): "61.7%", (2, 4): "TRUE"}
WORDS = {(1, 4), (2, 1)}


def found(formula: str, stored: str) -> list[tuple[str, bool]]:
    """What the cells add up to where that is not what is stored, and whether it is because of text."""
    cells = {**CELLS, (9, 9): stored}
    return [(one.found, one.texts) for one in stale({(9, 9): formula}, cells, WORDS)]


@pytest.mark.parametrize(
    ("formula", "total"),
    [
        ("SUM(A1:B1)", "3.5"),
        ("sum( $A$1 : B1 )", "3.5"),
        ("SUM(A1,B1,10)", "13.5"),
        ("A1+B1", "3.5"),
        ("=A1-B1", "-1.5"),
        ("-A1+B1-0.5", "1"),
        ("SUM(A1:C1)+A1", "4.5"),
        ("A1+D1", "4"),
        ("SUM(A1,A2)", "1"),
        ("SUM(Z50:AB60)", "0"),
    ],
)
def test_sums_are_computed(formula: str, total: str) -> None:
    assert found(formula, total) == []
    assert found(formula, f"{Decimal(total) + 1}") == [(total, False)]


def test_figures_stored_as_text_are_missing_from_a_sum() -> None:
    assert found("SUM(A1:D1)", "3.5") == [("6.5", True)]
    assert found("SUM(A1:D1)", "6.5") == []
    assert found("SUM(A1:D1)", "9") == [("6.5", False)]


@pytest.mark.parametrize("stored", ["0.3", "0.30000000000000004", "0.299999999999999"])
def test_the_rest_of_binary_fractions_is_no_difference(stored: str) -> None:
    cells = {(1, 1): "0.1", (1, 2): "0.2", (1, 3): stored}
    assert list(stale({(1, 3): "A1+B1"}, cells, set())) == []


@pytest.mark.parametrize(
    "formula",
    [
        "A1*B1", "(A1+B1)", "SUM(A1:B1)/2", "AVERAGE(A1:B1)", "SUBTOTAL(9,A1:B1)", "表二!A1", "SUM(表二!A1:B1)", "A1&B1",
        "SUM(A:A)", "SUM(A1:B1", "IF(A1,1,2)", "A1+", "", "SUM()", "A1+B2", "SUM(A1:B2)", "SUM(A1,C2)", "A1+D2", "A1+A2",
        "SUM(A1:XFD1048576)",
        "XFE1+A1", "A1048577", "[1]Sheet1!A1", "SUM(A1:B1)" + "+A1" * 200,
    ],
)  # fmt: skip
def test_anything_else_is_left_alone(formula: str) -> None:
    assert found(formula, "777") == []


@pytest.mark.parametrize("stored", ["", "甲", "#REF!", "61.7%", "2024-01-29"])
def test_a_result_that_is_no_figure_is_left_alone(stored: str) -> None:
    assert found("A1+B1", stored) == []


def test_a_hundred_thousand_sums_of_long_columns_take_no_time() -> None:
    cells = {(row, 1): "1" for row in range(1, 10_000)} | {(row, 2): "0" for row in range(1, 100_000)}
    start = time.process_time()
    got = list(stale({(row, 2): "SUM(A1:A9999)" for row in range(1, 100_000)}, cells, set()))
    assert time.process_time() - start < 3
    assert got[0] == Stale((1, 2), "0", "9999", texts=False)


def test_a_total_out_of_date_is_said_with_both_figures() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        table(sheet)
        for row in range(2):
            sheet.write_formula(row, 3, f"=SUM(B{row + 1}:C{row + 1})", None, 3)

    assert read(xlsx(fill), ".xlsx").notices == (
        "工作表“表三”有公式的结果与它所加的单元格不符：D2 存的是 3，各单元格相加是 7。"
        "文件里存的可能是旧结果，请用 Excel 或 WPS 打开，重新计算并保存，再重新打开。",
    )


def test_a_total_that_leaves_out_text_is_said() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        table(sheet)
        sheet.write_string(0, 1, "1")
        sheet.write_formula(0, 3, "=SUM(B1:C1)", None, 2)

    [notice] = read(xlsx(fill), ".xlsx").notices
    assert notice.startswith("工作表“表三”有公式漏加了以文本形式存储的数字：D1 存的是 2，各单元格相加是 3。请")


def test_of_many_only_a_few_are_named() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        for row in range(30):
            sheet.write_row(row, 0, ["甲", row])
            sheet.write_formula(row, 2, f"=B{row + 1}+1", None, 99)

    [notice] = read(xlsx(fill), ".xlsx").notices
    assert "C4 存的是 99，各单元格相加是 4；等等，共 30 处。" in notice
    assert "C5" not in notice


def test_formulas_filled_down_are_written_once() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        table(sheet)
        sheet.write_row(2, 0, ["丙", 5, 6])
        for row, total in enumerate((3, 8, 11)):
            sheet.write_formula(row, 3, f"=SUM(B{row + 1}:C{row + 1})", None, total)

    data = xlsx(fill)
    data = changed(data, sheet1=("<f>SUM(B1:C1)</f>", '<f t="shared" ref="D1:D3" si="0">SUM(B1:C1)</f>'))
    data = changed(data, sheet1=("<f>SUM(B2:C2)</f>", '<f t="shared" si="0"/>'))
    data = changed(data, sheet1=("<f>SUM(B3:C3)</f><v>11</v>", '<f t="shared" si="0"/>'))
    document = read(data, ".xlsx")
    assert [row[3] for row in short(document.blocks)[0]] == ["3", "8", "11"]
    assert "有公式没有保存计算结果（D3格）" in document.notices[0]
    assert "不符：D2 存的是 8，各单元格相加是 7。" in document.notices[1]


@pytest.mark.parametrize("write", [as_xlsx, as_ods, as_sheet_xml])
@pytest.mark.parametrize("seed", range(8))
def test_totals_by_formula_in_random_reports_hold(write: Any, seed: int) -> None:
    report = random_report(random.Random(seed), "2021", blanks=0.2)
    data = write(random.Random(seed), article(report), "several", "none", "formulas")
    suffix = {as_xlsx: ".xlsx", as_ods: ".ods", as_sheet_xml: ".xml"}[write]
    data = data.encode() if isinstance(data, str) else data
    assert b"SUM(" in (data if suffix == ".xml" else b"".join(parts(data).values()))
    assert read(data, suffix).notices == ()


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("SUM(B1:C1)", "SUM(C3:D3)"),
        ("$B1+B$1+$B$1", "$B3+C$1+$B$1"),
        ('A1&"A1"', 'B3&"A1"'),
        ("LOG10(A1)", "LOG10(B3)"),
        ("XFD1048576", "#REF!"),
        ("Sheet1!A1", "Sheet1!A1"),
    ],
)
def test_filled_down_two_and_right_one(formula: str, moved: str) -> None:
    assert shifted(formula, 2, 1) == moved


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        ("SUM(RC[-2]:RC[-1])", "SUM(B5:C5)"),
        ("R[-1]C+R1C1", "D4+A1"),
        ("R[-9]C", "#REF!"),
        ('"RC"&RC', '"RC"&D5'),
        ("ROUND(1)", "ROUND(1)"),
    ],
)
def test_names_by_row_and_column(formula: str, plain: str) -> None:
    assert from_r1c1(formula, (5, 4)) == plain


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        ("of:=SUM([.B1:.C1];[.D$1])", "SUM(B1:C1,D$1)"),
        ("=[.A1]+1", "A1+1"),
        ("of:=[$表二.A1]+[.A1]", "[$表二.A1]+A1"),
        ('oooc:=[.A1]&"[.A1];"', 'A1&"[.A1];"'),
    ],
)
def test_names_in_brackets(formula: str, plain: str) -> None:
    assert from_open(formula) == plain


def test_ranges_may_be_named_backwards() -> None:
    assert span("C3:$A$1") == ((1, 1), (3, 3))
    assert span("B2") == ((2, 2), (2, 2))


def test_a_picture_stands_at_the_end_of_its_sheet(tmp_path: Any) -> None:
    image = tmp_path / "表三.png"
    image.write_bytes(PIXEL)

    def fill(book: Any, sheet: Any) -> None:
        sheet.insert_image(4, 2, str(image))
        sheet.insert_image(1, 1, str(image))
        table(sheet)
        other = book.add_worksheet("表四")
        other.write(0, 0, "后")
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": "=表三!$B$1:$B$2"})
        other.insert_chart(3, 3, chart)

    [first, second, third, last] = read(xlsx(fill), ".xlsx").blocks
    assert short((first, last)) == [[["甲", "1", "2"], ["乙", "3", "4"]], "后"]
    assert second == Picture(Place(sheet="表三", row=2, column=2))
    assert third == Picture(Place(sheet="表三", row=5, column=3))


def test_a_picture_that_wps_laid_into_a_cell() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        table(sheet)
        sheet.write_formula(3, 0, '=_xlfn.DISPIMG("ID_01",1)', None, '=DISPIMG("ID_01",1)')

    document = read(xlsx(fill), ".xlsx")
    assert document.blocks[1:] == (Picture(Place(sheet="表三", row=4, column=1)),)
    assert document.notices == ()


STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def test_strict_namespaces_and_dates() -> None:
    again = {}
    for name, content in parts(xlsx(lambda _book, sheet: table(sheet))).items():
        for old, new in STRICT.items():
            content = content.replace(old, new)
        again[name] = content.replace(b'<c r="B1"><v>1</v>', b'<c r="B1" t="d"><v>2024-01-29T00:00:00Z</v>')
    assert shown(packed(again), ".xlsx") == [[["甲", "2024-01-29", "2"], ["乙", "3", "4"]]]


def test_parts_by_other_names() -> None:
    """Some programs call the parts what they like; only the relations tell what they are."""
    again = {}
    for name, content in parts(xlsx(lambda _book, sheet: table(sheet))).items():
        renamed = name.replace("workbook.xml", "book 7.xml").replace("sharedStrings", "texts").replace("sheet1", "blatt")
        content = content.replace(b"xl/workbook.xml", b"/xl/book 7.xml").replace(b"sharedStrings.xml", b"/xl/texts.xml")
        again[renamed] = content.replace(b"worksheets/sheet1.xml", b"../xl/worksheets/blatt.xml")
    assert shown(packed(again), ".xlsx") == [[["甲", "1", "2"], ["乙", "3", "4"]]]


def test_two_sheets_of_one_part_are_read_once() -> None:
    data = changed(
        xlsx(lambda _book, sheet: table(sheet)), workbook=("</sheets>", '<sheet name="又" sheetId="9" r:id="rId1"/></sheets>')
    )
    assert shown(data, ".xlsx") == [[["甲", "1", "2"], ["乙", "3", "4"]]]


def test_a_sheet_that_is_nowhere() -> None:
    data = changed(xlsx(lambda _book, sheet: table(sheet)), workbook=('r:id="rId1"', 'r:id="rId77"'))
    with pytest.raises(Unreadable) as caught:
        read(data, ".xlsx")
    assert caught.value.code == "damaged"


@pytest.mark.parametrize(("name", "limit"), [("MOST_CELLS", 5), ("MOST_LETTERS", 5)])
def test_more_than_a_report_has(name: str, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"core.readers.workbooks.sheets.{name}", limit)
    with pytest.raises(Unreadable) as caught:
        read(xlsx(lambda _book, sheet: table(sheet)), ".xlsx")
    assert caught.value.code == "too_many"


def test_a_register_beside_the_report_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.readers.workbooks.sheets.MOST_ROWS", 3)

    def fill(book: Any, sheet: Any) -> None:
        table(sheet)
        book.add_worksheet("台账").write_column(0, 0, ["甲", "乙", "丙", "丁"])

    document = read(xlsx(fill), ".xlsx")
    assert short(document.blocks) == [[["甲", "1", "2"], ["乙", "3", "4"]]]
    assert document.notices == ("工作表“台账”有 4 行，远超年报，没有读入。如果年报就在里面，请把它另存为一份单独的文件再打开。",)


def test_nothing_but_a_register() -> None:
    with pytest.raises(Unreadable) as caught:
        read(xlsx(lambda _book, sheet: sheet.write_column(0, 0, [str(row) for row in range(20_001)])), ".xlsx")
    assert caught.value.code == "too_many"


def test_merged_ranges_without_end() -> None:
    ranges = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(1, 400_000))
    data = changed(xlsx(lambda _book, sheet: table(sheet)), sheet1=("</sheetData>", f"</sheetData>{ranges}"))
    with pytest.raises(Unreadable) as caught:
        read(data, ".xlsx")
    assert caught.value.code in {"too_many", "bomb"}
