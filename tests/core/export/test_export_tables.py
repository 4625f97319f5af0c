"""The tables as they stand in the workbook: official layout, figures as numbers, marks, colours, comments."""

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from core.checks import check
from core.document import NOWHERE
from core.export.plan import TOP
from core.export.workbook import Entry, workbook_bytes
from core.forms import CellRef, forms
from core.layout import layout_of
from core.numbers import figure, parse_figure
from core.report import Cell, ExtraRow, Grid, Origin, Reading, Report
from tests.core.export.opened import a_report, exported, opened

RED, AMBER = "FFF4A6A0", "FFFFE9A8"


def place(report: Report, name: str) -> tuple[str, int, int]:
    """The sheet, row and column (from 1) where the official layout has a cell."""
    ref = CellRef.parse(name)
    table = report.form.table_of(ref.grid)
    layout = layout_of(report.form, table, {key: grid.rows for key, grid in report.grids.items()})
    [cell] = [cell for cell in layout.cells if cell.ref == ref]
    return table.name, TOP + cell.row + 1, cell.column + 1


def cell_of(data: bytes, report: Report, name: str):
    sheet, row, column = place(report, name)
    return opened(data)[sheet].cell(row, column)


def put(report: Report, name: str, text: str) -> None:
    ref = CellRef.parse(name)
    report.grids[ref.grid].cells[ref] = Cell(parse_figure(text), Origin(text, NOWHERE))


@pytest.mark.parametrize("form_key", ["2021", "2019"])
@pytest.mark.parametrize("collapsed", [False, True])
def test_every_printed_cell_stands_where_the_official_layout_has_it(form_key: str, collapsed: bool) -> None:
    report = a_report(11, form_key, collapsed=collapsed and form_key == "2021")
    book = opened(exported(report))
    rows = {key: grid.rows for key, grid in report.grids.items()}
    for table in forms()[form_key].tables:
        sheet = book[table.name]
        merged = {str(area) for area in sheet.merged_cells.ranges}
        for cell in layout_of(report.form, table, rows).cells:
            held = sheet.cell(TOP + cell.row + 1, cell.column + 1)
            value = report.value(cell.ref) if cell.ref else cell.text
            assert held.value == (float(value) if isinstance(value, Decimal) else value)
            if (cell.row_span, cell.column_span) != (1, 1):
                last = sheet.cell(TOP + cell.row + cell.row_span, cell.column + cell.column_span)
                assert f"{held.coordinate}:{last.coordinate}" in merged


def test_known_places_of_the_large_table() -> None:
    report = a_report(2)
    assert place(report, "requests.received.person") == ("表三", 6, 4)
    assert place(report, "requests.carried_out.total") == ("表三", 30, 10)
    assert place(report, "disputes.suit_after_review.total") == ("表四", 6, 15)
    sheet = opened(exported(report))["表三"]
    assert sheet["D3"].value == "申请人情况"
    assert sheet["A6"].value == "一、本年新收政府信息公开申请数量"
    assert sheet["B29"].value == "（七）总计"


def test_figures_are_numbers_and_blanks_are_as_the_clerk_left_them() -> None:
    report = a_report(3)
    entries = {"research": "１２件", "welfare": "", "legal": "／", "other": "约5", "person": "3（其中补报1件）"}
    for column, text in entries.items():
        put(report, f"requests.granted.{column}", text)
    put(report, "art20_8.fees.amount", "1,746.8440")
    book = opened(exported(report))

    def shown(name: str) -> object:
        sheet, row, column = place(report, name)
        return book[sheet].cell(row, column).value

    assert shown("requests.granted.research") == 12
    assert shown("requests.granted.welfare") is None
    assert shown("requests.granted.legal") == "／"
    assert shown("requests.granted.other") == "约5"
    assert shown("requests.granted.person") == 3
    assert shown("art20_8.fees.amount") == 1746.844


def test_a_number_too_long_for_a_spreadsheet_stays_text_to_the_last_digit() -> None:
    report = a_report(3)
    put(report, "requests.granted.person", "12345678901234567")
    put(report, "requests.granted.other", "123456789012345")
    data = exported(report)
    assert cell_of(data, report, "requests.granted.person").value == "12345678901234567"
    assert cell_of(data, report, "requests.granted.other").value == 123456789012345
    assert cell_of(data, report, "requests.granted.other").number_format == "0"


def test_the_words_of_the_findings_stand_in_comments_over_coloured_cells() -> None:
    report = a_report(4)
    put(report, "requests.granted.total", "987654")
    put(report, "disputes.review.upheld", "无")
    data = exported(report)
    total = cell_of(data, report, "requests.granted.total")
    assert total.fill.fgColor.rgb == RED
    assert total.font.b
    assert "【错误】表三 第3行‘（一）予以公开’" in total.comment.text
    assert "总计填987654" in total.comment.text
    blank = cell_of(data, report, "disputes.review.upheld")
    assert blank.fill.fgColor.rgb == AMBER
    assert "【警告】" in blank.comment.text
    fine = cell_of(data, report, "disputes.suit_direct.upheld")
    assert fine.fill.fill_type is None
    assert fine.comment is None


def test_notes_stand_in_the_comment_and_once_more_below_the_table() -> None:
    report = a_report(5)
    put(report, "art20_1.normative_documents.repealed", "22（其中修订16件）")
    data = exported(report)
    cell = cell_of(data, report, "art20_1.normative_documents.repealed")
    assert cell.value == 22
    assert "附注：其中修订16件" in cell.comment.text
    words = {value for row in opened(data)["表二"].iter_rows(values_only=True) for value in row}
    assert {"附注：随数字的说明", "表二 行政规范性文件·本年废止件数", "其中修订16件"} <= words


def test_a_doubtful_reading_is_marked_and_explained() -> None:
    report = a_report(6)
    ref = CellRef.parse("requests.granted.person")
    entry = report.cell(ref).entry
    report.grids["requests"].cells[ref] = Cell(entry, Origin(entry.text, NOWHERE, Reading.DOUBTFUL, "另一种拆法也成立"))
    cell = cell_of(exported(report), report, "requests.granted.person")
    assert cell.font.i
    assert "读数存疑，请核对原文。另一种拆法也成立" in cell.comment.text


def test_a_table_that_is_missing_says_so_and_shows_no_zeros() -> None:
    report = a_report(7)
    del report.grids["requests"]
    sheet = opened(exported(report))["表三"]
    assert [row for row in sheet.iter_rows(values_only=True) if any(row)][-1][0] == "原文没有这张表"
    assert not any(isinstance(value, int) for row in sheet.iter_rows(values_only=True) for value in row)


def test_a_cell_that_the_report_does_not_have_is_hatched_and_empty() -> None:
    report = a_report(8)
    del report.grids["requests"].cells[CellRef.parse("requests.granted.person")]
    cell = cell_of(exported(report), report, "requests.granted.person")
    assert cell.value is None
    assert cell.fill.fill_type == "lightUp"


def test_rows_that_the_form_does_not_have_stand_below_the_table() -> None:
    report = a_report(9)
    report.grids["requests"].extra = (ExtraRow("（三）不予公开 小计", ("1", "", "=2+3")),)
    rows = list(opened(exported(report))["表三"].iter_rows(values_only=True))
    [found] = [row for row in rows if row[0] == "（三）不予公开 小计"]
    assert found[3:6] == ("1", None, "=2+3")
    assert any(row[0] == "官方表格以外的行或列（原文另有，不入表）" for row in rows)


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "{=1}", "http://example.org"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    report = a_report(10)
    put(report, "requests.granted.person", text)
    report.grids["requests"].extra = (ExtraRow(text, (text,)),)
    report.sections[0] = replace(report.sections[0], title=text, text=f"{text}\n{text}")
    report.header = replace(report.header, organ=text, title=text, index_number=text)
    report.preamble = text
    book = opened(exported(report))
    formulas = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == 42 * 3
    assert all(formula.startswith(("=SUM(", "=IF(COUNT(")) for formula in formulas)
    sheet, row, column = place(report, "requests.granted.person")
    assert book[sheet].cell(row, column).value == text
    assert book["正文"]["A1"].value == text


def test_the_sheets_are_set_up_for_paper() -> None:
    report = a_report(12)
    book = opened(exported(report))
    for sheet in book.worksheets[:7]:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert "第 &P 页，共 &N 页" in sheet.oddFooter.center.text
        assert report.header.organ in sheet.oddHeader.right.text
    requests = book["表三"]
    assert requests.page_setup.orientation != "landscape"
    assert requests.print_title_rows == "$3:$5"
    assert requests.freeze_panes == "D6"
    assert requests.print_area.startswith("'表三'!$A$1:$J$")


def test_an_ampersand_in_the_name_does_not_become_a_code_of_the_header() -> None:
    report = a_report(12)
    report.header = replace(report.header, organ="甲&P乙局")
    assert "甲&&P乙局" in opened(exported(report))["表三"].oddHeader.right.text


def test_several_reports_have_a_list_in_front_and_sheets_of_their_own() -> None:
    reports = [a_report(seed, form) for seed, form in ((1, "2021"), (2, "2019"), (3, "2021"))]
    put(reports[1], "requests.granted.total", "987654")
    book = opened(exported(*reports))
    names = ["基本情况", "正文", "表二", "表三", "表四", "校核结果", "修改记录"]
    assert book.sheetnames == ["目录", *(f"{number}-{name}" for number in (1, 2, 3) for name in names), "_年报校核台"]
    listing = book["目录"]
    assert [listing.cell(row, 2).value for row in (4, 5, 6)] == [report.header.organ for report in reports]
    assert [listing.cell(row, 4).value for row in (4, 5, 6, 7)] == [0, 2, 0, 2]
    assert listing["B5"].hyperlink.location == "'2-基本情况'!A1"
    assert listing["N6"].hyperlink.location == "'3-表三'!A1"
    assert book["3-表三"]["O1"].hyperlink.location == "'目录'!A1"
    assert book["_年报校核台"].sheet_state == "veryHidden"


def test_a_report_without_a_fixed_form_has_no_tables() -> None:
    report = a_report(1)
    report.form, report.grids = None, {}
    report.header = replace(report.header, year=2015, published=datetime.date(2016, 3, 1))
    book = opened(exported(report))
    assert book.sheetnames == ["基本情况", "正文", "校核结果", "修改记录", "_年报校核台"]
    assert "没有固定格式，表格不作校核" in {row[1] for row in book["基本情况"].iter_rows(values_only=True)}


def test_an_empty_grid_that_was_offered_shows_blanks_and_no_zeros() -> None:
    report = a_report(1)
    form = report.form.grids["disputes"]
    refs = [CellRef("disputes", row.key, column.key) for row in form.rows for column in form.columns]
    report.grids["disputes"] = Grid(form, {ref: Cell(figure(None)) for ref in refs})
    sheet = opened(workbook_bytes([Entry(report, check(report))]))["表四"]
    assert [sheet.cell(6, column).value for column in range(1, 16)] == [None] * 15


def test_reports_of_one_name_and_year_are_told_apart_by_their_files() -> None:
    reports = [a_report(1), a_report(2), a_report(3)]
    for report, name in zip(reports, ("甲.html", "乙.html", "丙.html"), strict=True):
        report.source = replace(report.source, path=Path(name))
        report.header = replace(report.header, organ="青溪镇人民政府", year=2023)
    reports[2].header = replace(reports[2].header, year=2022)
    listing = opened(exported(*reports))["目录"]
    assert [listing.cell(row, 2).value for row in (4, 5, 6)] == ["青溪镇人民政府（甲）", "青溪镇人民政府（乙）", "青溪镇人民政府"]
