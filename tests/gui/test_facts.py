"""The facts of the masthead: dates and years as clerks write them, and what follows from an edit."""

import datetime

import pytest

from core.document import Source
from core.report import Header, Report
from gui.facts import FACTS, NotUnderstood, parse_date, parse_year, with_fact

DAY = datetime.date(2024, 1, 29)


@pytest.fixture
def report() -> Report:
    header = Header(
        title="青禾镇2023年政府信息公开工作年度报告",
        organ="青禾镇人民政府",
        year=2023,
        published=DAY,
        period=(datetime.date(2023, 1, 1), datetime.date(2023, 12, 31)),
    )
    return Report(Source(None, "text"), header, None, years_stated={"title": 2023, "period": 2023, "file": 2022})


def fact(key):
    return next(fact for fact in FACTS if fact.key == key)


@pytest.mark.parametrize("text", ["2024-01-29", "2024年1月29日", "2024/1/29", "2024.1.29", " 2024 年 1 月 29 日 "])
def test_a_date_is_understood_in_every_usual_form(text):
    assert parse_date(text) == DAY


@pytest.mark.parametrize("text", ["明年", "2024-13-01", "2024年2月30日", "29/1/2024", "2024"])
def test_what_is_no_date_is_refused_with_an_example(text):
    with pytest.raises(NotUnderstood, match="2024-01-29"):
        parse_date(text)


@pytest.mark.parametrize(("text", "year"), [("2023", 2023), ("2023年", 2023), ("2023年度", 2023), ("", None), ("  ", None)])
def test_a_year_is_understood(text, year):
    assert parse_year(text) == year


@pytest.mark.parametrize("text", ["23", "去年", "1999", "20233", "２０２３x"])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(NotUnderstood):
        parse_year(text)


@pytest.mark.parametrize("one", FACTS, ids=lambda one: one.key)
def test_typing_what_is_shown_changes_nothing(one, report):
    header, years = with_fact(report, one, one.show(report.header))
    assert header == report.header
    assert years == report.years_stated


@pytest.mark.parametrize("one", FACTS, ids=lambda one: one.key)
def test_every_fact_can_be_emptied_and_shows_as_nothing(one, report):
    header, _ = with_fact(report, one, "  ")
    assert one.show(header) == ""


def test_a_new_title_states_its_own_year(report):
    _, years = with_fact(report, fact("title"), "青禾镇2022年年度报告")
    assert years == {"title": 2022, "period": 2023, "file": 2022}
    _, years = with_fact(report, fact("title"), "年度报告")
    assert years == {"period": 2023, "file": 2022}


def test_a_new_period_states_its_own_year(report):
    header, years = with_fact(report, fact("start"), "2022年1月1日")
    assert header.period == (datetime.date(2022, 1, 1), datetime.date(2023, 12, 31))
    assert years["period"] == 2022


def test_the_other_end_of_a_new_period_is_that_of_the_calendar_year(report):
    emptied, _ = with_fact(report, fact("end"), "")
    report.header = emptied
    header, _ = with_fact(report, fact("end"), "2023-12-31")
    assert header.period == (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))


def test_a_period_that_runs_backwards_is_refused(report):
    with pytest.raises(NotUnderstood, match="开始日期晚于结束日期"):
        with_fact(report, fact("start"), "2024-06-01")
