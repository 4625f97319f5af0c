"""The strip above a grid: the sums of a cell in words and figures."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from core.checks import check
from core.document import Source
from core.findings import Severity, State
from core.forms import CellRef, forms
from core.numbers import BLANK, figure
from core.report import Cell, Grid, Header, Report
from gui import theme
from gui.equation_strip import EquationStrip
from gui.equation_words import spelled, sums_of

FORM = forms()["2021"]
FIGURES = {"person": 8, "business": 3, "research": 0, "welfare": 0, "legal": 0, "other": 0, "total": 12}
"""One row of 表三: 8 + 3 = 11, the total says 12."""
ZERO = dict.fromkeys(FIGURES, 0)


def ref(row: str, column: str) -> CellRef:
    return CellRef("requests", row, column)


def grid() -> Grid:
    """The row 予以公开 with figures; all others are 0, so that the columns fail where it is not 0."""
    form = FORM.grids["requests"]
    rows = {row.key: FIGURES if row.key == "granted" else ZERO for row in form.rows}
    return Grid(form, {ref(row, column): Cell(figure(value)) for row, values in rows.items() for column, value in values.items()})


@pytest.fixture
def report() -> Report:
    return Report(Source(None, "text"), Header(), FORM, grids={"requests": grid()})


@pytest.fixture
def strip(qtbot) -> EquationStrip:
    made = EquationStrip()
    qtbot.addWidget(made)
    made.resize(700, 80)
    made.show()
    return made


def words(report: Report, where: CellRef, at: int = 0):
    return spelled(report, sums_of(check(report), where)[at])


def test_a_failing_sum_says_both_sides_and_the_difference(report) -> None:
    said = words(report, ref("granted", "total"))
    assert (said.state, said.verdict) == (State.FAILED, "不符：左边 11，右边 12，相差 1")
    assert said.line == "表三 第3行‘（一）予以公开’"
    assert [(term.label, term.figure) for term in said.left.terms] == [("自然人", "8"), ("商业企业", "3")]
    assert [term.label for term in said.left.zeros] == ["科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert (said.left.total, said.right.total, said.apart) == ("11", "12", "1")
    assert [(term.label, term.figure) for term in said.right.terms] == [("总计", "12")]


def test_a_lone_zero_is_spelled_out(report) -> None:
    said = words(report, ref("granted", "person"), 1)
    assert said.line == "表三 ‘自然人’列"
    assert [(term.label, term.figure) for term in said.right.terms] == [("（七）总计", "0")]
    assert said.right.zeros == ()


def test_failing_sums_come_first(report) -> None:
    states = [item.state for item in sums_of(check(report), ref("granted", "research"))]
    assert states == [State.FAILED, State.PASSED]


def test_a_blank_is_not_a_zero(report) -> None:
    report.grids["requests"].cells[ref("received", "person")] = Cell(BLANK)
    said = words(report, ref("received", "person"))
    assert said.state is State.UNCHECKED
    assert ("自然人", "空白") in [(term.label, term.figure) for term in said.left.terms]
    assert said.why == "有 1 个空白格或读不出的格，按 0 计算则相符"


def test_the_strip_shows_a_sum_and_frames_it(report, strip, qtbot) -> None:
    with qtbot.waitSignal(strip.framed) as framed:
        strip.show_cell(report, check(report), ref("granted", "total"))
    assert framed.args[0] == {ref("granted", column) for column in FIGURES}
    assert "不符：左边 11，右边 12，相差 1" in strip.text
    assert "左边 11 = 自然人 8 + 商业企业 3 + 其余 4 项为 0" in strip.text
    assert "右边：总计 12" in strip.text


def test_the_zeros_unfold(report, strip) -> None:
    strip.show_cell(report, check(report), ref("granted", "total"))
    strip._terms.anchorClicked.emit(QUrl("zeros"))
    assert "商业企业 3 + 科研机构 0 + 社会公益组织 0" in strip.text
    assert "其余" not in strip.text


def test_a_term_leads_to_its_cell(report, strip, qtbot) -> None:
    strip.show_cell(report, check(report), ref("granted", "total"))
    with qtbot.waitSignal(strip.cell_requested) as asked:
        strip._terms.anchorClicked.emit(QUrl("requests.granted.business"))
    assert asked.args == [ref("granted", "business")]


def test_next_and_previous_walk_round_all_sums_of_the_cell(report, strip) -> None:
    strip.show_cell(report, check(report), ref("granted", "person"))
    assert strip._count.text() == "1 / 2"
    lines = []
    for button in (strip.forth, strip.forth, strip.back):
        button.click()
        lines.append(strip.shown.line)
    assert lines == ["表三 ‘自然人’列", "表三 第3行‘（一）予以公开’", "表三 ‘自然人’列"]


def test_a_correction_keeps_the_sum_that_is_looked_at(report, strip) -> None:
    strip.show_cell(report, check(report), ref("granted", "person"))
    strip.forth.click()
    cells = report.grids["requests"].cells
    cells[ref("granted", "total")] = replace(cells[ref("granted", "total")], entry=figure(11))
    strip.show_cell(report, check(report), ref("granted", "person"))
    assert strip.shown.line == "表三 ‘自然人’列"


def test_a_sum_that_holds_is_framed_by_nothing(report, strip, qtbot) -> None:
    with qtbot.waitSignal(strip.framed) as framed:
        strip.show_cell(report, check(report), ref("received", "person"))
    assert framed.args[0] == frozenset()
    assert strip.text.startswith("相符")
    assert "项为 0" in strip.text


def test_without_a_cell_or_a_sum_it_says_so(report, strip) -> None:
    strip.show_cell(report, check(report), None)
    assert strip.text == "点选一格，这里列出它所在的合计。"
    strip.show_cell(report, check(report), CellRef("regulations", "regulations", "made"))
    assert strip.text == "这一格不在任何合计里，没有可核对的算式。"
    assert not strip.forth.isVisible()


def test_the_rule_gives_way_to_the_line_where_there_is_little_room(report, strip, qtbot) -> None:
    strip.show_cell(report, check(report), ref("granted", "total"))
    strip.resize(1600, 80)
    qtbot.waitUntil(lambda: strip._rule.shown == strip._rule.text())
    assert "：" in strip._rule.shown
    strip.resize(420, 80)
    qtbot.waitUntil(lambda: strip._rule.shown != strip._rule.text())
    assert "：" not in strip._rule.shown
    assert strip._rule.toolTip() == strip._rule.text()


def test_all_words_grow_with_the_font_and_a_failing_sum_keeps_its_colour(report, strip, qapp) -> None:
    strip.show_cell(report, check(report), ref("granted", "total"))
    plain = qapp.font()
    try:
        larger = qapp.font()
        larger.setPointSizeF(plain.pointSizeF() * 1.5)
        qapp.setFont(larger)
        qapp.processEvents()
        assert strip._state.font().pointSizeF() == strip._rule.font().pointSizeF() == larger.pointSizeF()
        assert strip._state.font().bold()
        colour = strip._state.palette().color(QPalette.ColorRole.WindowText)
        assert colour == theme.severity_colour(Severity.ERROR, strip.palette())
    finally:
        qapp.setFont(plain)


def test_a_long_sum_has_the_room_that_it_needs_up_to_a_third_of_the_page(qtbot, report) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(420, 900)
    strip = EquationStrip(page)
    strip.resize(420, 80)
    for name in FIGURES:
        report.grids["requests"].cells[ref("granted", name)] = Cell(figure(123456))
    page.show()
    strip.show_cell(report, check(report), ref("granted", "total"))
    low = strip._terms.height()
    qtbot.waitUntil(lambda: strip._terms.height() > low)
    assert strip._terms.verticalScrollBar().maximum() == 0
    high = strip._terms.height()
    strip.show_cell(report, check(report), ref("partly_granted", "person"))
    qtbot.waitUntil(lambda: strip._terms.height() == low)
    page.resize(420, 3 * (high - 4))
    strip.show_cell(report, check(report), ref("granted", "total"))
    qtbot.waitUntil(lambda: strip._terms.height() > low)
    assert strip._terms.height() == high - 4
