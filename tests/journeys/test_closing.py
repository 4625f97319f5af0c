"""Closing with unsaved changes asks; the window remembers its shape; closing during work ends the work."""

import time

import pytest
from PySide6.QtWidgets import QFileDialog

from core.edits import type_cells
from core.forms import CellRef
from gui.dialogs import Answer
from gui.main_window import MainWindow
from gui.services import Services

TOTAL = CellRef("requests", "granted", "total")


@pytest.fixture
def documents(window, open_files, file):
    opened = open_files(file("甲.html", "good 1"), file("乙.html", "good 2"))
    for document in opened:
        document.push(type_cells(document.report, "改", {TOTAL: "5"}))
    return opened


@pytest.fixture
def answer(monkeypatch):
    asked = []

    def answers(*given):
        queue = list(given)

        def ask(_window, title, where):
            asked.append((title, where))
            return queue.pop(0)

        monkeypatch.setattr("gui.closing.ask_unsaved", ask)
        return asked

    return answers


def test_each_changed_report_is_asked_about(window, documents, answer):
    asked = answer(Answer.DISCARD, Answer.DISCARD)
    assert window.close()
    assert asked == [(document.title, str(document.path)) for document in documents]


def test_staying_keeps_everything_and_asks_anew_next_time(window, documents, answer):
    asked = answer(Answer.DISCARD, Answer.STAY, Answer.DISCARD, Answer.DISCARD)
    assert not window.close()
    assert window.isVisible()
    assert window.review.desk.documents == documents
    assert window.close()
    assert len(asked) == 4


def test_saving_first_then_closes(window, qtbot, documents, answer, core, monkeypatch, tmp_path):
    answer(Answer.SAVE, Answer.DISCARD)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "甲.nbx"), ""))
    assert not window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (tmp_path / "甲.nbx").is_file()


def test_saving_called_off_keeps_the_window(window, documents, answer, monkeypatch):
    answer(Answer.SAVE)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert not window.close()
    assert window.isVisible()


def test_nothing_is_asked_when_nothing_was_changed(window, open_files, file, answer):
    asked = answer()
    open_files(file("甲.html", "bad 1"))
    assert window.close()
    assert asked == []


def test_one_report_is_closed_and_its_neighbour_shown(window, documents, answer):
    answer(Answer.DISCARD)
    window.actions_.close.trigger()
    assert window.review.desk.documents == (documents[1],)
    assert window.review.desk.current is documents[1]


def test_closing_the_last_report_leads_to_the_start_page(window, open_files, file):
    open_files(file("甲.html", "good 1"))
    window.actions_.close.trigger()
    assert window.pages.currentWidget() is window.start_page
    assert not window.actions_.export.isEnabled()
    assert not window.review.panes.sides[0].isVisible()


def test_a_report_is_saved_before_it_is_closed(window, qtbot, documents, answer, core, monkeypatch, tmp_path):
    answer(Answer.SAVE)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "甲.nbx"), ""))
    window.actions_.close.trigger()
    qtbot.waitUntil(lambda: window.review.desk.documents == (documents[1],))
    assert (tmp_path / "甲.nbx").is_file()


def test_the_window_comes_back_as_it_was(window, qtbot, core, settings, tmp_path):
    window.resize(770, 640)
    window.close()
    again = MainWindow(Services(core.load, core.load_clipboard, core.export), settings, tmp_path)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (770, 640)


def test_closing_ends_the_work_under_way(window, file):
    def patient(progress):
        while True:
            progress("")
            time.sleep(0.005)

    window.background.submit("久", patient, print, print)
    started = time.monotonic()
    assert window.close()
    assert time.monotonic() - started < 2
    assert window.background._thread is None
