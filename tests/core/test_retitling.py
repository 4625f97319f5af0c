"""Corrections of headings: what is offered, what the correction changes, and that it can be taken back."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks import check
from core.edits import apply, set_text
from core.findings import Finding
from core.report import Report, Section
from core.retitling import Retitling, printed_number, retitle, retitling, typed_title
from tests.builders.reports import random_report

OFFICIAL = "五、存在的主要问题及改进情况"


def titled(title: str) -> Report:
    """A report whose fifth heading is another."""
    report = random_report(random.Random(2), "2021")
    section = report.section(5)
    assert section is not None
    report.sections[report.sections.index(section)] = Section(5, title, section.text, printed_number(title))
    return report


def about_titles(report: Report) -> list[Finding]:
    return [found for found in check(report).findings if found.code in {"section.title", "section.number"}]


@pytest.mark.parametrize("title", ["五、存在的主要问题及改进措施", "六、存在的主要问题及改进情况", "四、问题和改进措施"])
def test_the_official_heading_is_offered_and_settles_every_finding_about_it(title):
    report = titled(title)
    found = about_titles(report)
    assert found
    offered = retitling(report, found[0])
    assert offered is not None
    assert offered.title == OFFICIAL
    apply(report, retitle(report, "改标题", offered))
    assert (report.section(5).title, report.section(5).printed) == (OFFICIAL, 5)
    assert about_titles(report) == []


def test_nothing_is_offered_where_another_section_has_that_heading_already():
    report = titled("五、存在的主要问题及改进措施")
    report.sections.append(Section(5, OFFICIAL, "另一处。", 5))
    assert [retitling(report, found) for found in about_titles(report) if found.subject != OFFICIAL] == [None]


def test_a_finding_about_something_else_offers_no_heading():
    report = titled(OFFICIAL)
    apply(report, set_text(report, "清空", 1, ""))
    assert check(report).findings
    assert {retitling(report, found) for found in check(report).findings} == {None}


@given(st.text(min_size=1, max_size=40))
def test_a_heading_can_be_taken_back(title):
    report = titled("五、改进情况")
    before = list(report.sections)
    section = report.section(5)
    assert section is not None
    inverse = apply(report, retitle(report, "改标题", Retitling(section, title)))
    assert [one.title for one in report.sections if one.number == 5] == [title]
    assert [one.text for one in report.sections] == [one.text for one in before]
    apply(report, inverse)
    assert report.sections == before


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("五、问题", 5),
        ("第三部分 问题", 3),
        ("（二）问题", 2),
        ("十一、问题", 11),
        ("6.问题", 6),
        ("十、问题", 10),
        ("问题", None),
        ("一般问题", None),
    ],
)
def test_the_number_in_front_is_read(title, number):
    assert printed_number(title) == number


def test_what_is_typed_becomes_one_line():
    assert typed_title("  五、\n存在的问题\t ") == "五、 存在的问题"
