"""The parts of the pane 原文: what it says of a cell, how cuttings look, and the page."""

import random
import zlib
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette

from core.document import Place
from core.findings import Span
from core.forms import CellRef
from core.glimpse.asking import Cutting, Drawn, Line, Lines, Piece
from core.numbers import figure
from core.report import Cell, Origin, Reading
from gui.document import OpenReport
from gui.source_pane import SourcePane
from gui.source_pane_facts import certainty
from gui.source_pane_html import ANCHOR, glimpse_html
from gui.source_pane_page import PageView
from gui.source_pane_pages import Pages, page_of
from gui.spot import LineSpot, line_spot
from tests.builders.reports import random_report

REF = CellRef("requests", "granted", "person")
PLACE = Place(line=7)


@pytest.fixture
def document() -> OpenReport:
    report = random_report(random.Random(5), "2021")
    report.grids["requests"].cells[REF] = Cell(figure(12), Origin("１２ 件", PLACE))
    return OpenReport(report)


@pytest.fixture
def pane(qtbot) -> SourcePane:
    made = SourcePane()
    qtbot.addWidget(made)
    made.resize(900, 240)
    made.show()
    return made


def test_what_was_read_and_what_stands_there_now(document, pane) -> None:
    pane.facts.show_cell(document, REF)
    assert pane.facts.read.text() == "12（原文写作“１２ 件”）"
    assert pane.facts.now.text() == "12"
    assert not pane.facts.restore.isEnabled()


def test_an_edited_cell_can_be_restored(document, pane) -> None:
    report = document.report
    report.grids["requests"].cells[REF] = replace(report.cell(REF), origin=Origin("12", PLACE)).with_entry(figure(13))
    pane.facts.show_cell(document, REF)
    assert (pane.facts.read.text(), pane.facts.now.text()) == ("12", "13（已改）")
    pane.facts.restore.click()
    assert document.report.cell(REF).value == 12
    assert not document.report.cell(REF).edited


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (Cell(figure(1), Origin("1", PLACE)), "读法明确，只有这一种读法"),
        (Cell(figure(1), Origin("1", PLACE, Reading.FORCED)), "原文数字连写，只有这一种读法与各项合计相符"),
        (Cell(figure(1), Origin("1", PLACE, Reading.DOUBTFUL, "有两种分法")), "读法存疑，请核对原文：有两种分法"),
        (Cell(figure(1), None, edited=True), "原文没有这一格，是手工填写的"),
        (Cell(), "原文没有这一格"),
    ],
)
def test_how_sure_the_reading_is(cell, says) -> None:
    assert certainty(cell) == says


def test_other_readings_are_offered_for_a_doubtful_cell_only(document, pane) -> None:
    total = CellRef("requests", "granted", "total")
    held = document.report.cell(total)
    wrong = replace(held, entry=figure(held.value + 3), edited=False)
    for reading, offered in ((Reading.DOUBTFUL, True), (Reading.PLAIN, False)):
        report = random_report(random.Random(11), "2021")
        right = report.value(total)
        report.grids["requests"].cells[total] = replace(wrong, entry=figure(right + 3), origin=Origin("1", PLACE, reading))
        opened = OpenReport(report)
        pane.facts.show_cell(opened, total)
        labels = [button.text() for button in pane.facts._offers]
        assert labels[:1] == ([f"也可能是：改为 {right}"] if offered else [])


def test_taking_another_reading_changes_the_cell(pane) -> None:
    total = CellRef("requests", "granted", "total")
    report = random_report(random.Random(11), "2021")
    right = report.value(total)
    report.grids["requests"].cells[total] = Cell(figure(right + 3), Origin("1", PLACE, Reading.DOUBTFUL))
    opened = OpenReport(report)
    pane.facts.show_cell(opened, total)
    pane.facts._offers[0].click()
    assert opened.report.value(total) == right


# ── cuttings ─────────────────────────────────────────────────────────


def test_the_cell_of_a_table_is_marked_among_its_row(pane) -> None:
    pieces = (Piece("予以公开", 0, 0), Piece("8", 0, 1, here=True), Piece("9", 0, 2))
    pane.show_glimpse(Cutting(pieces, ("6",), ("B", "C", "D"), 0, Place(sheet="表三", row=6, column=3)), "工作表“表三”C6")
    assert pane.where.text() == "工作表“表三”C6"
    shown = pane.words.toPlainText()
    assert [words in shown for words in ("▶ 6", "予以公开", "8", "9", "C")] == [True] * 5
    html = glimpse_html(Cutting(pieces, ("6",), ("", "", ""), 0, PLACE), QPalette())
    assert html.count("2px solid") == 1
    assert "2px solid" in html.partition("<b>8</b>")[0].rpartition("<td")[2]


def test_the_headings_stay_in_sight_where_the_pane_is_low(pane, qtbot) -> None:
    rows = [Piece("自然人", 0, 0), *(Piece(f"第{row}行", row, 0, here=row == 4) for row in range(1, 8))]
    cutting = Cutting(tuple(rows), ("",) * 8, ("",), 4, PLACE, head=1)
    pane.show()
    seen = {}
    for height in (900, 150):
        pane.resize(600, height)
        pane.show_glimpse(cutting, "")
        assert pane.words.verticalScrollBar().value() == 0
        assert pane._sees_row()
        seen[height] = pane.words.toPlainText()
        assert "自然人" in seen[height]
    assert ("第3行" in seen[900], "第1行" in seen[900]) == (True, True)
    assert ("第1行" in seen[150], "第4行" in seen[150], "第7行" in seen[150]) == (False, True, True)
    pane.resize(600, 900)
    qtbot.waitUntil(lambda: "第1行" in pane.words.toPlainText())


def test_the_words_of_a_line_are_marked(pane) -> None:
    lines = Lines((Line("上一行"), Line("予以公开<8>件", PLACE, True, ((4, 7),)), Line("下一行")))
    pane.show_glimpse(lines, "第7行")
    assert pane.words.toPlainText() == "上一行\n▶ 7 予以公开<8>件\n下一行"
    assert "<b><u>&lt;8&gt;</u></b>" in glimpse_html(lines, QPalette())


def test_a_long_line_is_shown_from_a_little_before_its_first_mark(pane) -> None:
    text = "甲" * 500 + "结转5件" + "乙" * 100
    html = glimpse_html(Lines((Line("上"), Line(text, PLACE, True, ((502, 503),)), Line("下"))), pane.palette())
    before, _, behind = html.partition(f"<a name='{ANCHOR}'></a>")
    assert before.count("甲") == 442
    assert behind.startswith("甲" * 58 + "结转<span")
    assert behind.count("乙") == 100


def test_a_blank_cell_says_that_it_is_blank(pane) -> None:
    pane.show_glimpse(Cutting((Piece("", 0, 0, here=True),), ("",), ("",), 0, PLACE), "")
    assert "（空白）" in pane.words.toPlainText()


# ── pages ────────────────────────────────────────────────────────────


def drawn(scale: float) -> Drawn:
    width, height = round(100 * scale), round(200 * scale)
    return Drawn(width, height, 100.0, 200.0, zlib.compress(b"\xff\x00\x00\xff" * width * height))


def test_a_drawn_page_becomes_a_picture() -> None:
    page = page_of(drawn(0.5), 0.5)
    assert (page.image.width(), page.image.height()) == (50, 100)
    assert page.image.pixelColor(20, 20).getRgb()[:3] == (0, 0, 255)
    assert page.is_sharp(0.5)
    assert not page.is_sharp(1.0)


def test_pages_looked_at_longest_ago_are_given_up() -> None:
    pages, page = Pages(), page_of(drawn(20), 20)  # 2,000 × 4,000 pixels of 4 bytes: one fits, two do not
    pages.keep("a", 1, page)
    pages.keep("a", 2, page)
    assert pages.nearest("a", 1) is None
    assert pages.nearest("a", 2) is page


@pytest.fixture
def view(qtbot) -> PageView:
    made = PageView()
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show()
    image = QImage(200, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    made.show_page(image, 100.0, 200.0)
    return made


def test_a_place_is_boxed_and_brought_into_sight(view) -> None:
    view.fit_width()
    view.show_place(Place(page=1, box=(20, 180, 40, 190)))
    assert view._frame.rect().getRect() == (16, 176, 28, 18)
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert seen.contains(30, 185)


def test_a_page_is_not_larger_than_on_paper_unless_asked(view) -> None:
    assert view.transform().m11() == pytest.approx(1.34)
    view.fit_width()
    assert view.transform().m11() > 2.5


def test_zooming_asks_for_a_sharper_drawing(view, qtbot) -> None:
    before = view.wanted_scale
    with qtbot.waitSignal(view.scale_wanted, timeout=2000):
        view.zoom_in()
    assert view.wanted_scale == pytest.approx(1.25 * before, abs=0.02)
    view.zoom_out()
    assert view.wanted_scale == pytest.approx(before, abs=0.02)


# ── what is looked at ────────────────────────────────────────────────


def test_a_line_of_the_text_with_its_disputed_words() -> None:
    text = "本年12件。\n办结11件，结转1件。"
    spans = [Span(1, 2, 4, "12"), Span(1, 9, 11, "11"), Span(2, 10, 12, "别处")]
    assert line_spot(1, text, 1, spans) == LineSpot(1, "办结11件，结转1件。", ((2, 4),))
    assert line_spot(1, text, 9, []) == LineSpot(1, "办结11件，结转1件。")
