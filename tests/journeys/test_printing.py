"""Printing through the real window: preview, printer and PDF, with the values as edited."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from core.edits import type_cells
from core.forms import CellRef
from core.pipeline import load
from gui.messages import Kind
from gui.preview import PreviewDialog
from gui.printing import control

TOTAL = CellRef("requests", "granted", "total")


@pytest.fixture
def document(window, open_files, file):
    [opened] = open_files(file("年报.html", "bad 3"))
    return opened


@pytest.fixture
def preview(window, qtbot, document):
    window.actions_.preview.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(PreviewDialog)))
    [dialog] = window.findChildren(PreviewDialog)
    return dialog


def shades(widget):
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}


def test_nothing_can_be_printed_before_a_report_is_open(window):
    actions = window.actions_
    assert [action.isEnabled() for action in (actions.print, actions.preview, actions.pdf)] == [False] * 3
    assert actions.print.shortcut().toString() == "Ctrl+P"


def test_the_pdf_holds_the_values_as_edited(window, qtbot, document, tmp_path, monkeypatch):
    document.push(type_cells(document.report, "改", {TOTAL: "4321"}))
    proposed = []

    def dialogue(_window, _title, proposal, _kinds):
        proposed.append(Path(proposal).name)
        return str(tmp_path / "印"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialogue)
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.pdf.trigger()
    header = document.report.header
    assert proposed == [f"{header.organ} {header.year}年 年报.pdf"]
    assert said.args[0].text.startswith("已导出：印.pdf")
    [loaded] = load(tmp_path / "印.pdf")
    assert loaded.report.value(TOTAL) == 4321
    assert document.unsaved


def test_the_preview_shows_pages_and_marks_when_asked(window, qtbot, document, preview):
    assert preview.place.text().strip().startswith("第 1 页，共 ")
    before = len(preview.view._pages)
    preview.marks.click()
    qtbot.waitUntil(lambda: len(preview.view._pages) == before + 1)
    preview.marks.click()
    qtbot.waitUntil(lambda: len(preview.view._pages) == before)


def test_the_preview_zooms_and_turns_pages(qtbot, preview):
    view = preview.view
    view.fit_page()
    small = view._page.height()
    assert small <= view.viewport().height()
    view.larger()
    assert view._page.height() > small
    assert {"#ffffff", "#000000"} <= shades(view.viewport())
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    number, count = map(int, re.findall(r"\d+", preview.place.text()))
    assert number == count
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()


def test_whole_pages_are_turned_one_by_one(qtbot, preview):
    view = preview.view
    view.fit_page()
    for number in (2, 3):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        assert preview.place.text().strip().startswith(f"第 {number} 页")
        assert view._rect(number - 1).top() == view._rect(0).top() + (number - 1) * (view._page.height() + 16)
        assert view._rect(number - 1).top() == 16  # the gap over each page


def test_the_chosen_pages_go_to_the_printer(window, qtbot, document, tmp_path, monkeypatch):
    def choose(dialog):
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "p.pdf"))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.print.trigger()
    assert said.args[0].text == f"已送去打印：{document.title}，共 2 页。"
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")


def test_a_printer_that_does_not_answer_is_told(window, qtbot, document, monkeypatch):
    def refuse(*_arguments):
        raise control.NoPrinter

    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(control, "draw", refuse)
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.print.trigger()
    assert said.args[0].kind is Kind.PROBLEM
    assert "打印机没有响应" in said.args[0].text
