"""The live checks: their formulas, computed independently, give the cached results and agree with the verdict."""

import io
import random
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.checks import check
from core.document import NOWHERE
from core.export.formulas import address, fits
from core.export.plan import CheckLine, rows_shown, table_plan
from core.findings import State
from core.forms import CellRef
from core.numbers import parse_figure
from core.report import Cell, Origin, Report
from tests.builders.reports import random_report
from tests.core.export.calculator import Calculator
from tests.core.export.opened import a_report, exported, opened, saved


def lines(report: Report) -> list[tuple[str, CheckLine]]:
    """Every check with the sheet it stands on."""
    plans = [table_plan(report.form, table, table.name, rows_shown(report)) for table in report.form.tables]
    return [(plan.sheet, line) for plan in plans for line in plan.checks]


def cells(sheet: Worksheet) -> dict[str, object]:
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}


def put(report: Report, name: str, text: str) -> None:
    ref = CellRef.parse(name)
    report.grids[ref.grid].cells[ref] = Cell(parse_figure(text), Origin(text, NOWHERE))


def conclusion(report: Report, code: str, along: str) -> tuple[object, object, object]:
    """The cached sum, difference and conclusion of one check."""
    data = exported(report)
    [(sheet, line)] = [item for item in lines(report) if item[1].equation.code == code and item[1].equation.line == along]
    held = cells(opened(data, results=True)[sheet])
    return tuple(held[address(place)] for place in (line.sum, line.difference, line.conclusion))


def _mixed(seed: int) -> Report:
    rng = random.Random(seed)
    return random_report(
        rng, rng.choice(["2021", "2019"]), holds=rng.random() < 0.4, blanks=rng.choice([0.0, 0.02, 0.3]),
        notes=0.05, collapsed=rng.random() < 0.2,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_every_formula_computed_anew_gives_its_cached_result_and_the_verdict(seed: int) -> None:
    report = _mixed(seed)
    data = exported(report)
    judged = {(item.equation.code, item.equation.line): item.state for item in check(report).equations}
    written, cached_too = opened(data), opened(data, results=True)
    formulas = {sheet: Calculator(cells(written[sheet])) for sheet in ("表三", "表四")}
    results = {sheet: cells(cached_too[sheet]) for sheet in ("表三", "表四")}
    assert len(lines(report)) == len(judged)
    for sheet, line in lines(report):
        for place in (line.sum, line.difference, line.conclusion):
            name = address(place)
            computed, cached = formulas[sheet].value(name), results[sheet][name]
            assert computed == (Decimal(str(cached)) if isinstance(cached, int | float) else cached or "")
        said = str(results[sheet][address(line.conclusion)])[:2]
        expected = {State.PASSED: "相符", State.FAILED: "不符", State.UNCHECKED: "未核"}
        assert said == expected[judged[line.equation.code, line.equation.line]]


def _requests(**entries: str) -> Report:
    """A report whose third table is all zeros but for one row."""
    report = a_report(1)
    for ref in report.grids["requests"].cells:
        put(report, str(ref), "0")
    for column, text in entries.items():
        put(report, f"requests.granted.{column}", text)
    return report


@pytest.mark.parametrize(("entries", "expected"), [
    ({"person": "8", "business": "1", "total": "9"}, (9, 0, "相符")),
    ({"person": "8", "business": "1", "total": "8"}, (9, -1, "不符，差1")),
    ({"person": "8", "business": "1", "total": "12"}, (9, 3, "不符，差3")),
    ({"person": "8", "business": "", "total": "9"}, (8, None, "未核（有空白）")),
    ({"person": "8", "business": "/", "total": "8"}, (8, None, "未核（有空白）")),
    ({"person": "8", "business": "无", "total": "7"}, (8, None, "不符，至少差1")),
    ({"person": "8", "business": "1", "total": "—"}, (9, None, "未核（有空白）")),
    ({"person": "8", "business": "约1", "total": "9"}, (8, None, "未核（有空白）")),
    ({"person": "0.5", "business": "0.25", "total": "0.7"}, (0.75, -0.05, "不符，差0.05")),
])  # fmt: skip
def test_a_row_sum_shows_what_it_found(entries: dict[str, str], expected: tuple[object, object, object]) -> None:
    assert conclusion(_requests(**entries), "sum.row", "granted") == expected


def test_the_formulas_are_those_a_reader_expects() -> None:
    report = a_report(1)
    sheet = opened(exported(report))["表三"]
    assert [sheet[f"{column}3"].value for column in "LMN"] == ["校核结论", "校核：各列之和", "总计减各列之和"]
    assert sheet["M6"].value == "=SUM(D6:I6)"
    assert sheet["N6"].value == '=IF(COUNT(D6:J6)=7,ROUND(SUM(J6)-M6,6),"")'
    assert sheet["D32"].value == "=SUM(D8:D28)"
    assert sheet["D35"].value == "=SUM(D6:D7)"
    assert sheet["D36"].value == '=IF(COUNT(D6:D7,D29:D30)=4,ROUND(SUM(D29:D30)-D35,6),"")'
    assert sheet["A35"].value == "校核：第一项加第二项之和"
    disputes = opened(exported(report))["表四"]
    assert disputes["E8"].value == "=SUM(A6:D6)"
    assert disputes["O8"].value == "=SUM(K6:N6)"
    assert disputes["A10"].value.startswith('=IF(COUNT(A6:E6)=5,IF(E9=0,"相符"')


def test_a_collapsed_row_is_summed_once() -> None:
    report = a_report(1, collapsed=True)
    sheet = opened(exported(report))["表三"]
    assert sheet["D30"].value == "=SUM(D8:D26)"


def test_conclusions_turn_red_and_amber_by_condition() -> None:
    sheet = opened(exported(a_report(1)))["表三"]
    rules = {(str(area.sqref), rule.text) for area, held in sheet.conditional_formatting._cf_rules.items() for rule in held}
    assert {("L6:L30", "不符"), ("L6:L30", "未核"), ("D34:J34", "不符"), ("D37:J37", "未核")} <= rules


def test_no_figure_is_written_that_a_spreadsheet_would_round() -> None:
    assert fits(Decimal("123456789.123456"))
    assert not fits(Decimal("1234567890.123456"))
    assert fits(-999_999_999_999_999)
    assert fits(Decimal("0.000000000000001"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_computes_the_same(tmp_path: Path) -> None:
    report = _mixed(3)
    data = exported(report)
    (tmp_path / "in.xlsx").write_bytes(saved(opened(data)))  # openpyxl keeps the formulas and drops the cached results
    command = ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), "in.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    computed = openpyxl.load_workbook(io.BytesIO((tmp_path / "out" / "in.xlsx").read_bytes()), data_only=True)
    results = opened(data, results=True)
    for sheet, line in lines(report):
        for place in (line.sum, line.difference, line.conclusion):
            name = address(place)
            assert (computed[sheet][name].value or "") == (results[sheet][name].value or "")
