"""The words before the first section: typed in bursts, undone, checked, and what they state of the year follows."""

import datetime
import random

import pytest

from core.edits import Change, SetPreamble, apply
from core.export.changes import entries
from gui.document import OpenReport
from gui.facts import years_with
from gui.facts_page import FactsPage
from gui.workspace import place_of_edit
from tests.builders.reports import random_report


@pytest.fixture
def document() -> OpenReport:
    report = random_report(random.Random(1), "2021")
    report.preamble = "本报告由办公室编制。"
    return OpenReport(report)


@pytest.fixture
def page(qtbot, document):
    made = FactsPage(document)
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    return made


def test_what_is_typed_stands_in_the_report_and_one_undo_takes_it_back(page, document, qtbot):
    before = document.report.preamble
    page.preamble.moveCursor(page.preamble.textCursor().MoveOperation.End)
    qtbot.keyClicks(page.preamble, "abc")
    assert document.report.preamble == before + "abc"
    assert (document.undo_stack.count(), document.undo_stack.undoText()) == (1, "改引言")
    document.undo_stack.undo()
    assert document.report.preamble == page.preamble.text() == before


def test_words_are_checked_as_they_are_typed(page, document, qtbot):
    assert page.preamble.extraSelections() == []
    page.preamble.insertPlainText("联系人手机13812345678。")
    [selection] = page.preamble.extraSelections()
    assert selection.cursor.selectedText() == "13812345678"
    finding = next(one for one in document.verdict.findings if one.spans and one.spans[0].section == 0)
    page.go_to(finding, focus=True)
    assert page.preamble.textCursor().selectedText() == "13812345678"


def test_a_report_without_a_preamble_can_be_given_one(qtbot):
    report = random_report(random.Random(1), "2021")
    report.preamble = ""
    document = OpenReport(report)
    page = FactsPage(document)
    qtbot.addWidget(page)
    assert page.preamble.placeholderText() == "（没有引言）"
    page.preamble.insertPlainText("甲")
    assert document.report.preamble == "甲"


def test_the_editor_grows_with_its_words_within_bounds(page):
    low = page.preamble.height()
    page.preamble.insertPlainText("字" * 120)
    higher = page.preamble.height()
    page.preamble.insertPlainText("\n" * 100)
    assert low < higher < page.preamble.height() <= page.preamble.fontMetrics().lineSpacing() * 12


def test_a_year_that_the_preamble_states_follows_its_words(document):
    report = document.report
    report.years_stated = {"preamble": 2022, "file": 2024}
    assert years_with(report, "现公布２０２３年年度报告") == {"preamble": 2023, "file": 2024}
    assert years_with(report, "现公布年度报告") == {"file": 2024}
    report.years_stated = {"title": 2022}
    assert years_with(report, "现公布2023年年度报告") == {"title": 2022}


def test_the_change_log_and_undo_know_the_place(document):
    report = document.report
    edit = SetPreamble("改引言", "新的引言。", report.years_stated)
    inverse = apply(report, edit)
    change = Change(edit, inverse, datetime.datetime(2024, 1, 29, tzinfo=datetime.UTC))
    [entry] = entries(change, report, document.verdict)
    assert (entry.place, entry.before, entry.after) == ("引言", "本报告由办公室编制。", "新的引言。")
    assert place_of_edit(report, edit, inverse) == (0, None)
    apply(report, inverse)
    assert report.preamble == "本报告由办公室编制。"
