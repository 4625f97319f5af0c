"""A page of one section: what stands under a second heading of the same number is in sight too."""

import random
from dataclasses import replace

import pytest

from core.edits import SetSections
from core.findings import Finding, Severity, Span
from gui.document import OpenReport
from gui.section_page import SectionPage
from tests.builders.reports import random_report

SECOND = "五、存在的主要问题及改进情况（续）"


@pytest.fixture
def document() -> OpenReport:
    """A report with the fifth heading twice."""
    report = random_report(random.Random(1), "2021")
    first = report.section(5)
    report.sections.insert(report.sections.index(first) + 1, replace(first, title=SECOND, text="另一处的文字。"))
    return OpenReport(report)


@pytest.fixture
def page(qtbot, document):
    made = SectionPage(document, 5)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_repeated_section_is_shown_below_the_first_and_cannot_be_typed_into(page, document):
    assert page.editor.text() == document.report.section(5).text
    assert page.repeated.isVisible()
    assert page.repeated.isReadOnly()
    assert page.repeated.toPlainText() == f"原文里还有一处同名的部分：{SECOND}\n另一处的文字。"


def test_the_note_goes_when_the_second_one_goes(page, document):
    once = tuple(section for section in document.report.sections if section.title != SECOND)
    document.push(SetSections("删去重复的部分", once))
    assert not page.repeated.isVisible()
    document.undo_stack.undo()
    assert page.repeated.isVisible()


def test_a_section_that_stands_once_has_no_note(qtbot, document):
    for number in (1, 2):
        page = SectionPage(document, number)
        qtbot.addWidget(page)
        page.show()
        assert not page.repeated.isVisible()


def test_a_missing_section_has_no_note(qtbot, document):
    document.push(SetSections("删去", tuple(section for section in document.report.sections if section.number != 5)))
    page = SectionPage(document, 5)
    qtbot.addWidget(page)
    page.show()
    assert not page.repeated.isVisible()
    assert page.editor.text() == ""


def test_words_of_the_second_one_are_not_looked_for_in_the_first(page, qtbot):
    before = page.editor.textCursor().position()
    page.go_to(Finding("x", Severity.WARNING, "一句话。", section=5, spans=(Span(5, 0, 3, "另一处"),)), focus=True)
    qtbot.waitUntil(page.repeated.hasFocus)
    assert page.editor.textCursor().position() == before
