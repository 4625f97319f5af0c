"""Reading our own workbook back: the sheets as they are now are the truth, whoever saved them last."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.checks import check
from core.document import NOWHERE, Unreadable
from core.edits import apply, put_aside
from core.export.record import SHEET
from core.export.reread import own_reports
from core.forms import CellRef
from core.numbers import Figure, Kind, figure, parse_figure
from core.report import Cell, ExtraRow, Origin, Reading, Report, Section
from core.same import differences
from tests.core.export.opened import a_report, exported, opened, saved

PATH = Path("导出.xlsx")
REF = CellRef.parse("requests.granted.person")


def put(report: Report, name: str, cell: Cell) -> None:
    ref = CellRef.parse(name)
    report.grids[ref.grid].cells[ref] = cell


def again(report: Report) -> Report:
    """The report after it went out and came back."""
    [back] = own_reports(exported(report), PATH)
    return back


def edited(report: Report, change: Callable[[Workbook], object]) -> tuple[Report, ...] | None:
    """The report after somebody opened the workbook in another program, changed something and saved it."""
    book = opened(exported(report))
    change(book)
    return own_reports(saved(book), PATH)


@pytest.mark.parametrize("form_key", ["2021", "2019"])
def test_a_report_comes_back_equal_after_another_program_saved_it(form_key: str) -> None:
    report = a_report(21, form_key, blanks=0.2, notes=0.1)
    assert differences(report, again(report)) == []
    [back] = edited(report, lambda _book: None)
    assert differences(report, back) == []


def test_several_reports_come_back_in_order() -> None:
    reports = [a_report(seed, form, notes=0.1) for seed, form in ((1, "2021"), (2, "2019"), (3, "2021"))]
    back = own_reports(exported(*reports), PATH)
    assert [differences(one, other) for one, other in zip(reports, back, strict=True)] == [[], [], []]


def test_the_source_is_the_workbook_and_every_cell_knows_its_place() -> None:
    back = again(a_report(1))
    assert (back.source.path, back.source.kind) == (PATH, "xlsx")
    origin = back.cell(REF).origin
    assert (origin.place.sheet, origin.place.row, origin.place.column) == ("表三", 8, 4)
    assert origin.raw == back.cell(REF).entry.text


def test_everything_odd_about_cells_comes_back() -> None:
    report = a_report(2, collapsed=True)
    origin = Origin("x", NOWHERE)
    put(report, "requests.granted.person", Cell(Figure(Kind.UNREADABLE, "0000000"), origin))
    put(report, "requests.granted.business", Cell(Figure(Kind.EXACT, "２２", 22, "  两边\n有空格 "), origin))
    put(report, "requests.granted.research", Cell(parse_figure("约5"), origin))
    put(report, "requests.granted.welfare", Cell(Figure(Kind.BLANK, "——"), origin))
    put(report, "requests.granted.legal", Cell(figure(7), Origin("07", NOWHERE, Reading.DOUBTFUL, "两种拆法")))
    put(report, "requests.granted.other", Cell(figure(Decimal("0.0001")), origin))
    put(report, "requests.granted.total", Cell(figure(12345678901234567), origin))
    put(report, "disputes.review.upheld", Cell(Figure(Kind.BLANK, "", None, "见另表"), origin))
    del report.grids["disputes"].cells[CellRef.parse("disputes.review.total")]
    del report.grids["art20_6"]
    report.grids["requests"].extra = (ExtraRow("小计", ("1", "", "/")), ExtraRow("", ("", "2")), ExtraRow(" ", ()))
    report.grids["art20_1"].extra = (ExtraRow("地方性法规", ("1", "2", "3", "4", "5", "6")),)
    back = again(report)
    assert differences(report, back) == []
    assert back.cell(CellRef.parse("requests.granted.person")).entry.kind is Kind.UNREADABLE
    assert back.cell(CellRef.parse("requests.granted.legal")).origin.why == "两种拆法"
    assert "other_handling" in back.grids["requests"].present


def test_everything_odd_about_words_comes_back() -> None:
    report = a_report(3)
    long = "长句。" * 12_000 + "尾"
    report.preamble = "\n\n第二行\n"
    report.sections = [
        Section(1, " 一、总体情况 ", f"  两边有空格  \n\n{long}\n\t制表\n　全角　", 1),
        Section(2, "", "", None),
        Section(4, "五、甲", "=1+1\n@x\n-1\n+2", 5),
        Section(4, "五、乙", "\n", 5),
        Section(6, "其他", "〔表格见工作表“表二”〕\n_x0041_ & <b>“”", None),
    ]
    report.header = replace(report.header, title="  标题\n两行 ", organ=None, published=None, index_number="007", period=None)
    report.years_stated = {"title": 2022, "preamble": 2021, "file": 2019}
    assert differences(report, again(report)) == []


def test_findings_set_aside_stay_aside() -> None:
    report = a_report(4, holds=False)
    finding = check(report).findings[0]
    apply(report, put_aside(finding, "搁置", "理由：“见附件”"))
    back = again(report)
    assert back.set_aside == report.set_aside
    assert [(found.key, why) for found, why in check(back).aside] == [(finding.key, "理由：“见附件”")]


def test_a_report_without_a_fixed_form_comes_back() -> None:
    report = a_report(5)
    report.form, report.grids, report.header = None, {}, replace(report.header, year=2016)
    assert differences(report, again(report)) == []


def test_a_report_without_any_table_comes_back() -> None:
    report = a_report(5)
    report.grids = {}
    assert differences(report, again(report)) == []


def test_a_figure_changed_in_the_sheet_is_the_figure() -> None:
    report = a_report(6)
    put(report, str(REF), Cell(figure(7), Origin("7", NOWHERE, Reading.DOUBTFUL, "不清楚")))
    [back] = edited(report, lambda book: book["表三"].__setitem__("D8", 41.5))
    assert back.value(REF) == Decimal("41.5")
    assert not back.cell(REF).doubtful


@pytest.mark.parametrize(
    ("typed", "value", "kind"), [("１２件", 12, Kind.EXACT), ("约5", None, Kind.APPROXIMATE), (None, None, Kind.BLANK)]
)
def test_what_is_typed_into_a_sheet_is_read_like_anything_else(typed: str | None, value: int | None, kind: Kind) -> None:
    [back] = edited(a_report(6), lambda book: book["表三"].__setitem__("D8", typed))
    assert (back.value(REF), back.cell(REF).entry.kind) == (value, kind)


def test_a_figure_typed_into_a_cell_that_the_report_had_not() -> None:
    report = a_report(6)
    del report.grids["requests"].cells[REF]
    [back] = edited(report, lambda book: book["表三"].__setitem__("D8", 3))
    assert back.value(REF) == 3


def test_a_note_changed_below_the_table_is_the_note() -> None:
    report = a_report(7)
    put(report, str(REF), Cell(parse_figure("22（其中补报1件）"), Origin("", NOWHERE)))

    def change(book: Workbook) -> None:
        [cell] = [cell for row in book["表三"].iter_rows() for cell in row if cell.value == "其中补报1件"]
        cell.value = "其中补报2件"

    [back] = edited(report, change)
    assert back.cell(REF).entry.note == "其中补报2件"


def test_words_changed_added_and_taken_away() -> None:
    report = a_report(8)

    def change(book: Workbook) -> None:
        sheet = book["正文"]
        row = next(cell.row for cell in sheet["A"] if cell.value == "一、总体情况")
        sheet.cell(row, 1).value = "二、总体情况"
        sheet.cell(row + 1, 1).value = "改过的一段。"
        sheet.delete_rows(row + 3)
        sheet.insert_rows(row + 2)
        sheet.cell(row + 2, 1).value = "插入的一段。"

    [back] = edited(report, change)
    before, after = report.sections[0].text.split("\n"), back.sections[0].text.split("\n")
    assert after == ["改过的一段。", "插入的一段。", before[1], *before[3:]]
    assert (back.sections[0].title, back.sections[0].number, back.sections[0].printed) == ("二、总体情况", 1, 2)
    assert (
        back.sections[1:]
        == [replace(section, place=back.sections[index].place) for index, section in enumerate(report.sections)][1:]
    )


def test_facts_changed_in_the_sheet() -> None:
    def change(book: Workbook) -> None:
        cells = {row[0].value: row[1] for row in book["基本情况"].iter_rows()}
        cells["发布机关"].value = "新机关"
        cells["报告年度"].value = "2022年度"
        cells["公布日期"].value = datetime.date(2024, 2, 3)
        cells["统计期限起"].value = None
        cells["标题写明的年度"].value = 2019

    [back] = edited(a_report(9), change)
    assert (back.header.organ, back.header.year, back.header.published) == ("新机关", 2022, datetime.date(2024, 2, 3))
    assert back.header.period is None
    assert back.years_stated["title"] == 2019


def loosen(book: Workbook) -> Worksheet:
    """表三 without merged places: openpyxl leaves them where they were when rows move, and Excel does not."""
    sheet = book["表三"]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    return sheet


@pytest.mark.parametrize("row", [1, 2, 3, 6, 15, 30])
def test_blank_rows_put_in_do_no_harm(row: int) -> None:
    report = a_report(10)
    [back] = edited(report, lambda book: loosen(book).insert_rows(row))
    assert differences(report, back) == []


def test_a_row_put_into_a_table_is_kept_as_one_that_the_form_has_not() -> None:
    def change(book: Workbook) -> None:
        loosen(book).insert_rows(15)
        book["表三"]["C15"] = "其中：涉及征地"
        book["表三"]["D15"] = 4
        book["表三"]["J15"] = 4

    report = a_report(10)
    [back] = edited(report, change)
    [extra] = back.grids["requests"].extra
    assert (extra.label, extra.figures, extra.place.row) == ("其中：涉及征地", ("4", "", "", "", "", "", "4"), 15)
    assert differences(report, back) == ["requests.extra"]


def test_a_row_taken_out_of_a_table_is_missing() -> None:
    report = a_report(10)
    [back] = edited(report, lambda book: loosen(book).delete_rows(11))
    assert set(back.grids["requests"].form.rows) - {
        back.grids["requests"].form.row(key) for key in back.grids["requests"].present
    } == {report.form.grids["requests"].row("refused_law")}
    assert differences(report, back) == sorted(str(ref) for ref in report.grids["requests"].cells if ref.row == "refused_law")


def test_a_row_with_another_label_is_not_taken_for_the_official_one() -> None:
    report = a_report(10)
    [back] = edited(report, lambda book: book["表三"].__setitem__("A7", "二、去年没办完的"))
    grid = back.grids["requests"]
    assert "carried_in" not in grid.present
    assert [row.label for row in grid.extra] == ["二、去年没办完的"]
    assert grid.extra[0].figures[-1] == str(report.value(CellRef.parse("requests.carried_in.total")))


def test_renamed_sheets_are_found_again() -> None:
    def change(book: Workbook) -> None:
        book["表三"].title = "申请"
        book["基本情况"].title = "首页"

    report = a_report(10)
    [back] = edited(report, change)
    assert differences(report, back) == []


@pytest.mark.parametrize("form_key", ["2021", "2019"])
def test_a_table_with_its_header_rewritten_is_read_like_any_other(form_key: str) -> None:
    report = a_report(10, form_key, notes=0.05)
    [back] = edited(report, lambda book: book["表三"].__setitem__("D4", "公民"))
    assert differences(report, back) == []
    assert back.notices == ("工作表“表三”的表头或行列改动过，已按一般表格识别，请核对。",)


@pytest.mark.parametrize("change", [
    lambda book: book.remove(book["正文"]),
    lambda book: book.remove(book["表四"]),
    lambda book: (setattr(book["表三"], "title", "三"), setattr(book["基本情况"], "title", "表三")),
    lambda book: book.remove(book[SHEET]),
    lambda book: book["正文"].__setitem__("C2", "h 一 二 三"),
])  # fmt: skip
def test_a_workbook_without_its_parts_is_left_to_the_general_reader(change: Callable[[Workbook], object]) -> None:
    assert edited(a_report(10), change) is None


def test_several_reports_that_cannot_be_told_apart_are_refused_with_a_reason() -> None:
    book = opened(exported(a_report(1), a_report(2)))
    book.remove(book["2-正文"])
    with pytest.raises(Unreadable) as caught:
        own_reports(saved(book), PATH)
    assert caught.value.code == "rearranged"
    assert "“导出.xlsx”是本程序导出的多份报告" in caught.value.message


def _with_subtotals() -> Report:
    """Two rows of one label, each with its own cells to sum, and a third without any."""
    report = a_report(10)
    ones = tuple((CellRef("requests", row, "person"), CellRef("requests", row, "business")) for row in ("granted", "partial"))
    report.grids["requests"].extra = (
        ExtraRow("小计", ("900", "1"), parts=((), ones[0])),
        ExtraRow("小计", ("2",), parts=(ones[1],)),
        ExtraRow("备注", ("无",)),
    )
    return report


def test_a_subtotal_still_knows_its_cells_and_is_judged_again() -> None:
    report = _with_subtotals()
    back = again(report)
    assert [row.parts for row in back.grids["requests"].extra] == [row.parts for row in report.grids["requests"].extra]
    assert [found.message for found in check(back).findings if "小计填的是" in found.message] == [
        found.message for found in check(report).findings if "小计填的是" in found.message
    ]
    assert any("小计填的是 1" in found.message for found in check(back).findings)


def test_subtotals_that_cannot_be_told_apart_any_more_are_not_judged() -> None:
    def change(book: Workbook) -> None:
        sheet = loosen(book)
        [first, _] = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "小计"]
        sheet.delete_rows(first)

    [back] = edited(_with_subtotals(), change)
    assert [(row.label, row.parts) for row in back.grids["requests"].extra if row.label] == [("小计", ()), ("备注", ())]
