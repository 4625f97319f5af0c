"""Seeing why, in the real window on real files: the sum of a failing cell, and the place of a cell in its source."""

import random
import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from core.findings import State
from core.forms import CellRef
from gui.grid import entry
from gui.main_window import MainWindow
from gui.services import real_services
from gui.start_page import SAMPLES
from tests.builders.article import article
from tests.builders.fixtures import fixture
from tests.builders.realistic import realistic_report
from tests.builders.text_shapes import TEXT_CARRIERS, as_text
from tests.journeys.conftest import TOTAL, give_up_changes

CELL = CellRef("requests", "granted", "person")
WAIT = 20_000


@pytest.fixture(scope="module")
def services():
    return real_services()


@pytest.fixture
def real(qtbot, services, settings, tmp_path):
    """The window with the real readers behind it."""
    made = MainWindow(services, settings, tmp_path / "library")
    qtbot.addWidget(made, before_close_func=give_up_changes)
    made.resize(1400, 950)
    made.show()
    return made


@pytest.fixture
def opened(real, qtbot, tmp_path):
    """Opens a copy of a fixture with the pane 原文 beside it, and goes to a cell."""

    def open_file(suffix: str) -> Path:
        path = Path(shutil.copy(fixture(suffix), tmp_path))
        with qtbot.waitSignal(real.review.opening.ended, timeout=WAIT):
            real.open_paths([path])
        at_cell(real, CELL)
        toggle(real)
        return path

    return open_file


def toggle(window: MainWindow) -> None:
    window.review.panes.source.toggleViewAction().trigger()


def at_cell(window: MainWindow, ref: CellRef):
    """The panel of the table, with the cursor on a cell."""
    page = window.review.workspace.show_section(window.review.desk.current, 3)
    page.go_to_cell(ref)
    return page.tables[0][1]


def marked(window: MainWindow) -> str:
    return window.review.source.words.toPlainText()


# ── sums ─────────────────────────────────────────────────────────────


@pytest.fixture
def mistaken(window, open_files, file):
    open_files(file("甲.html", "bad 7"))
    return at_cell(window, TOTAL)


def test_a_failing_cell_shows_its_sum_and_frames_it(mistaken):
    assert mistaken.strip.shown.state is State.FAILED
    assert mistaken.strip.shown.apart == "3"
    assert "，相差 3" in mistaken.strip.text
    assert {ref.row for ref in mistaken.view.framed} == {"granted"}
    assert len(mistaken.view.framed) == 7


def test_next_shows_and_frames_the_other_sum_of_the_cell(mistaken):
    mistaken.strip.forth.click()
    assert mistaken.strip.shown.state is State.FAILED
    assert {ref.column for ref in mistaken.view.framed} == {"total"}


def test_the_sum_that_is_shown_is_that_of_the_finding_gone_to(mistaken, window):
    review = window.review
    for _ in range(2):
        for found in [one for one in review.desk.current.verdict.findings if TOTAL in one.cells]:
            review.findings.list.looked.emit(found)
            review.findings.select(found)
            assert mistaken.view.framed == frozenset(found.cells)


def test_a_cell_of_two_failing_sums_shows_the_one_that_is_selected_in_the_list(mistaken, window):
    panel = window.review.findings
    row, column = [one for one in window.review.desk.current.verdict.findings if TOTAL in one.cells]
    for found in (column, row):
        panel.select(found)
        elsewhere = next(ref for ref in found.cells if ref != TOTAL)
        mistaken.go_to(elsewhere)
        mistaken.go_to(TOTAL)
        assert panel.current() == found
        assert mistaken.view.framed == frozenset(found.cells)


def test_a_term_that_is_clicked_is_gone_to(mistaken):
    mistaken.strip._terms.anchorClicked.emit(QUrl("requests.granted.person"))
    assert mistaken.current == CELL
    assert mistaken.view.hasFocus() or mistaken.window().focusWidget() is mistaken.view


def test_a_correction_turns_the_strip_quiet(mistaken, window):
    document = window.review.desk.current
    entry.write(document, document.report.form, {TOTAL: str(document.report.value(TOTAL) - 3)})
    assert mistaken.strip.shown.state is State.PASSED
    assert mistaken.view.framed == frozenset()


def test_a_table_without_sums_has_no_strip(window, open_files, file):
    open_files(file("甲.html", "good 7"))
    page = window.review.workspace.show_section(window.review.desk.current, 2)
    assert not page.tables[0][1].strip.isVisible()


# ── the source ───────────────────────────────────────────────────────


def test_f4_opens_and_closes_the_pane(real):
    assert real.review.panes.source.toggleViewAction().shortcut().toString() == "F4"
    assert real.review.panes.source.toggleViewAction() in real.actions_.view_menu.actions()
    assert not real.review.panes.source.toggleViewAction().isEnabled()


def test_the_rows_of_a_sheet_around_the_cell(opened, real, qtbot):
    opened(".xlsx")
    qtbot.waitUntil(lambda: "予以公开" in marked(real))
    source, cell = real.review.source, real.review.desk.current.report.cell(CELL)
    assert source.where.text() == cell.origin.place.describe()
    assert f"▶ {cell.origin.place.row}" in marked(real)
    assert source.facts.read.text() == cell.origin.raw
    assert source.facts.isVisible()


def test_the_cursor_stays_in_sight_when_the_pane_takes_its_room(opened, real, qtbot):
    opened(".xlsx")
    toggle(real)
    view = at_cell(real, CELL).view
    qtbot.waitUntil(lambda: view.viewport().height() > 300)
    room = view.viewport().height()
    low = next(ref for ref in view.grid.sheet.refs if view.place(ref).bottom() > room - 60)
    at_cell(real, low)
    toggle(real)
    qtbot.waitUntil(lambda: view.viewport().height() < room)
    assert view.viewport().rect().contains(view.place(low).center())


def test_the_row_of_a_word_table(opened, real, qtbot):
    opened(".docx")
    qtbot.waitUntil(lambda: "（一）予以公开" in marked(real))
    at_cell(real, CellRef("requests", "concluded", "total"))
    qtbot.waitUntil(lambda: "（七）总计" in marked(real))


def test_the_line_of_the_text_that_the_cursor_is_in(opened, real, qtbot):
    opened(".txt")
    document = real.review.desk.current
    page = real.review.workspace.show_section(document, 1)
    lines = document.report.section(1).text.split("\n")
    page.editor.setFocus()
    cursor = page.editor.textCursor()
    cursor.setPosition(len(lines[0]) + 2)
    page.editor.setTextCursor(cursor)
    qtbot.waitUntil(lambda: lines[1] in next((line for line in marked(real).split("\n") if line.startswith("▶")), ""))
    assert not real.review.source.facts.isVisible()


def test_a_finding_of_the_text_shows_the_paragraph_with_its_figure(real, qtbot):
    with qtbot.waitSignal(real.review.opening.ended, timeout=WAIT):
        real.open_paths([SAMPLES[1]], remember=False)
    found = next(one for one in real.review.desk.current.verdict.findings if "结转下年度继续办理5件" in one.message)
    at_cell(real, CELL)
    toggle(real)
    qtbot.waitUntil(lambda: "▶" in marked(real))
    real.review.reviewing.go_to(found, False)
    qtbot.waitUntil(lambda: "继续办理5件" in marked(real))
    page = real.review.source.words.toHtml().partition("▶")[2].partition("</p>")[0]
    words, _, figure = page.partition("text-decoration: underline")
    assert words.partition("<span")[0].endswith("结转下年度继续办理")
    assert re.match(r"[^>]*>5</span>件", figure)
    at_cell(real, CELL)
    qtbot.waitUntil(lambda: "▶" in marked(real) and "继续办理5件" not in marked(real))


def test_glued_text_shows_the_line_with_the_figure_marked(real, qtbot):
    rng = random.Random("seeing why")
    want = realistic_report(rng, "2021")
    QGuiApplication.clipboard().setText(as_text(rng, article(want), TEXT_CARRIERS["glued-plain"], "plain", "none"))
    with qtbot.waitSignal(real.review.opening.ended, timeout=WAIT):
        real.actions_.paste_report.trigger()
    at_cell(real, CELL)
    toggle(real)
    qtbot.waitUntil(lambda: "▶" in marked(real))
    [line] = [line for line in marked(real).split("\n") if line.startswith("▶")]
    assert "予以公开" in line
    assert real.review.source.remark.text() == "这份报告是粘贴进来的，下面是粘贴时的文字。"
    assert "font-weight" in real.review.source.words.toHtml().partition("▶")[2].partition("</p>")[0]


def test_the_page_of_a_pdf_is_drawn_with_the_cell_boxed(opened, real, qtbot):
    opened(".pdf")
    source = real.review.source
    qtbot.waitUntil(lambda: source.shows_page, timeout=WAIT)
    left, top, right, bottom = real.review.desk.current.report.cell(CELL).origin.place.box
    box = source.page._frame.rect()
    assert (box.left(), box.top(), box.right(), box.bottom()) == (left - 4, top - 4, right + 4, bottom + 4)
    seen = source.page.mapToScene(source.page.viewport().rect()).boundingRect()
    assert seen.contains(box.center())


def test_a_pdf_that_has_changed_shows_what_was_kept(opened, real, qtbot):
    path = opened(".pdf")
    qtbot.waitUntil(lambda: real.review.source.shows_page, timeout=WAIT)
    path.write_bytes(path.read_bytes() + b"\n")
    real.review.sourcing._standing.clear()
    at_cell(real, CellRef("requests", "granted", "total"))
    qtbot.waitUntil(lambda: not real.review.source.shows_page, timeout=WAIT)
    assert "改动过" in real.review.source.remark.text()
    assert "予以公开" in marked(real)


def test_a_file_that_is_gone_is_told_of(opened, real, qtbot):
    path = opened(".html")
    path.unlink()
    real.review.sourcing._standing.clear()
    at_cell(real, CellRef("requests", "granted", "total"))
    qtbot.waitUntil(lambda: "已不在原来的位置" in real.review.source.remark.text(), timeout=WAIT)
    assert "予以公开" in marked(real)


def test_what_was_not_kept_is_read_again(opened, real, qtbot):
    opened(".xlsx")
    real.review.desk.current.report.kept = b""
    at_cell(real, CellRef("requests", "concluded", "total"))
    qtbot.waitUntil(lambda: "（七）总计" in marked(real), timeout=WAIT)


def test_a_cell_written_by_hand_has_no_source(opened, real, qtbot):
    opened(".xlsx")
    document = real.review.desk.current
    document.report.grids["requests"].cells.pop(CELL)
    entry.write(document, document.report.form, {CELL: "5"})
    qtbot.waitUntil(lambda: real.review.source.where.text() == "原文里没有这一格，它是手工填写的。")
    assert real.review.source.facts.sure.text() == "原文没有这一格，是手工填写的"


def test_the_original_figure_comes_back_from_the_pane(opened, real, qtbot):
    opened(".xlsx")
    document = real.review.desk.current
    before = document.report.value(CELL)
    entry.write(document, document.report.form, {CELL: "999"})
    facts = real.review.source.facts
    qtbot.waitUntil(facts.restore.isEnabled)
    qtbot.mouseClick(facts.restore, Qt.MouseButton.LeftButton)
    assert document.report.value(CELL) == before


def test_the_pane_is_remembered(opened, real, qtbot, services, settings, tmp_path):
    path = opened(".xlsx")
    real.close()
    again = MainWindow(services, settings, tmp_path / "library")
    qtbot.addWidget(again, before_close_func=give_up_changes)
    again.show()
    with qtbot.waitSignal(again.review.opening.ended, timeout=WAIT):
        again.open_paths([path])
    assert again.review.panes.source.isVisible()


# ── work without its source ──────────────────────────────────────────


def elsewhere(qtbot, services, settings, folder: Path) -> MainWindow:
    """The program on another computer, with the pane 原文 beside what it opens."""
    made = MainWindow(services, settings, folder)
    qtbot.addWidget(made, before_close_func=give_up_changes)
    made.resize(1400, 950)
    made.show()
    return made


def test_a_project_opened_on_another_computer_shows_where_its_figures_stood(
    opened, real, qtbot, services, settings, tmp_path, monkeypatch
):
    path = opened(".html")
    document = real.review.desk.current
    entry.write(document, document.report.form, {CELL: "999"})
    saved = tmp_path / "甲.nbx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(saved), ""))
    real.actions_.save.trigger()
    qtbot.waitUntil(lambda: document.project == saved, timeout=WAIT)
    real.close()
    path.unlink()
    other = elsewhere(qtbot, services, settings, tmp_path / "other")
    with qtbot.waitSignal(other.review.opening.ended, timeout=WAIT):
        other.open_paths([saved])
    assert other.review.desk.current.report.value(CELL) == 999
    at_cell(other, CELL)
    qtbot.waitUntil(lambda: "予以公开" in marked(other), timeout=WAIT)
    qtbot.waitUntil(lambda: "已不在原来的位置" in other.review.source.remark.text(), timeout=WAIT)
    assert document.loaded.cell(CELL).origin.raw in marked(other)


def test_work_without_a_memory_of_its_source_says_why_nothing_is_seen(opened, real, qtbot):
    path = opened(".html")
    real.review.desk.current.report.kept = b""
    path.unlink()
    real.review.sourcing._standing.clear()
    at_cell(real, CellRef("requests", "granted", "total"))
    qtbot.waitUntil(lambda: "没有记下这一处的内容" in real.review.source.remark.text(), timeout=WAIT)


def test_each_failing_sum_of_the_sample_is_shown_when_it_is_gone_to(real, qtbot):
    with qtbot.waitSignal(real.review.opening.ended, timeout=WAIT):
        real.open_paths([SAMPLES[1]])
    document = real.review.desk.current
    failing = {item.equation.code for item in document.verdict.equations if item.state is State.FAILED}
    sums = [found for found in document.verdict.findings if found.code in failing]
    assert len(sums) > 1
    for found in (*sums, *reversed(sums)):
        real.review.findings.select(found)
        real.review.reviewing.go_to(found, focus=False)
        page = real.review.workspace.currentWidget()
        [grid] = [shown for table, shown in page.tables if found.cells[0].grid in table.grids]
        assert grid.view.framed == frozenset(found.cells)
