"""Corrections of the text: which a finding offers, and that taking one settles it and changes nothing else."""

import random

import pytest

from core.checks import check
from core.edits import apply
from core.findings import Finding, Severity, Span
from core.report import Section
from core.rewording import Rewording, reword, rewordings, stands
from tests.core.checks.test_claims import PREAMBLE, report


def offers(text: str, code: str, **facts: object) -> list[str]:
    """What the first finding of a code offers to write."""
    made = report(PREAMBLE + text)
    [found, *_] = [one for one in check(made, **facts).findings if one.code == code]  # type: ignore[arg-type]
    return [one.text for one in rewordings(made, found)]


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        ("上年结转13件。", "claim.table", ["3"]),
        ("收到政府信息公开申请26件。", "claim.table", ["25", "28"]),
        ("收到政府信息公开申请二十六件。", "claim.table", ["二十五", "二十八"]),
        ("依法收费1,746.84万元。行政事业性收费1,746.84万元。", "claim.table", ["746.84"]),
        ("收到政府信息公开申请25件，其中自然人25件，占99.00%。", "claim.percent", ["100.00%"]),
    ],
)
def test_a_finding_offers_what_the_text_should_say(text, code, wanted):
    assert offers(text, code) == wanted


def test_the_reason_names_the_cell():
    made = report(f"{PREAMBLE}上年结转13件。")
    [found] = [one for one in check(made).findings if one.code == "claim.table"]
    [offered] = rewordings(made, found)
    assert offered.why == "与表三 第2行‘二、上年结转政府信息公开申请数量’·总计一致"


@pytest.mark.parametrize(
    ("year", "wanted"), [("2022", "2023"), ("二〇二二", "二〇二三"), ("二零二二", "二零二三"), ("２０２２", "2023")]
)
def test_a_year_of_other_work_becomes_that_of_the_report(year, wanted):
    made = report(f"{year}年，举办政务公开培训3期。")
    [found] = [one for one in check(made).findings if one.code == "year.stale"]
    [offered] = rewordings(made, found)
    assert (offered.span.text, offered.text) == (year, wanted)
    apply(made, reword(made, "改", [offered]))
    assert made.section(1).text == f"{wanted}年，举办政务公开培训3期。"
    assert not [one for one in check(made).findings if one.code == "year.stale"]


def test_a_table_that_does_not_add_up_bends_no_word():
    made = report(f"{PREAMBLE}上年结转13件。", {"requests.carried_in.person": "2"})
    [found] = [one for one in check(made).findings if one.code == "claim.table"]
    assert rewordings(made, found) == ()


def test_the_figure_of_one_office_is_not_bent_to_that_of_all():
    assert offers("县本级收到政府信息公开申请5件。", "claim.table") == []


def test_each_of_two_figures_at_odds_can_follow_the_other():
    made = report(f"{PREAMBLE}办结24件。办结23件。")
    del made.grids["requests"]
    [found] = [one for one in check(made).findings if one.code == "claim.inner"]
    assert [(one.span.start, one.text) for one in rewordings(made, found)] == [(17, "24"), (11, "23")]


def test_growth_is_offered_in_its_own_direction_only():
    previous = report("")
    made = report(f"{PREAMBLE}收到政府信息公开申请25件，同比增长10%。", {"requests.received.total": "25"})
    previous.grids["requests"].cells.update(report("", {"requests.received.total": "20"}).grids["requests"].cells)
    [found] = [one for one in check(made, previous).findings if one.code == "claim.growth"]
    assert [one.text for one in rewordings(made, found)] == ["25%"]
    made = report(f"{PREAMBLE}收到政府信息公开申请25件，同比下降10%。")
    [found] = [one for one in check(made, previous).findings if one.code == "claim.growth"]
    assert rewordings(made, found) == ()


def test_a_finding_of_another_kind_offers_no_words():
    made = report(PREAMBLE)
    assert rewordings(made, Finding("sum.row", Severity.ERROR, "不符")) == ()
    assert rewordings(made, Finding("claim.table", Severity.ERROR, "不符", spans=(Span(1, 0, 2, "没有"),))) == ()


@pytest.mark.parametrize("seed", range(8))
def test_taking_the_first_offer_settles_the_finding_and_undoing_it_restores_the_text(seed):
    chance = random.Random(seed)
    wrong = chance.choice(["收到政府信息公开申请{}件。", "办结{}件。", "上年结转{:,}件。", "办结24件，结转下年度{}件。"])
    made = report(PREAMBLE + wrong.format(chance.randrange(1000, 9999)) + "其他事项１２项。\n二、结束。")
    text = made.sections[0].text
    [found] = [one for one in check(made).findings if one.code == "claim.table"]
    first = rewordings(made, found)[0]
    inverse = apply(made, reword(made, "改正文", [first]))
    assert made.sections[0].text == text[: first.span.start] + first.text + text[first.span.end :]
    assert not [one for one in check(made).findings if one.code == "claim.table"]
    apply(made, inverse)
    assert made.sections[0].text == text


def test_several_words_of_one_text_are_replaced_at_once():
    made = report("甲1件，乙22件，丙1件。")
    changes = [Rewording(Span(1, 1, 2, "1"), "100"), Rewording(Span(1, 5, 7, "22"), "3"), Rewording(Span(1, 10, 11, "1"), "44")]
    assert reword(made, "改", changes).sections[0].text == "甲100件，乙3件，丙44件。"


def test_words_that_are_no_longer_there_are_refused():
    made = report("甲1件。")
    gone = Span(1, 1, 2, "9")
    assert not stands(made, gone)
    with pytest.raises(ValueError, match="no such words"):
        reword(made, "改", [Rewording(gone, "8")])


def test_words_of_a_section_that_stands_a_second_time_are_left_alone():
    made = report(f"{PREAMBLE}办结24件。")
    made.sections.insert(1, Section(1, "一、总体情况（续）", f"{PREAMBLE}办结23件。"))
    [found] = [one for one in check(made).findings if one.code == "claim.table"]
    assert found.spans[0].text == "23"
    assert rewordings(made, found) == ()


def test_of_two_sections_with_one_number_the_first_is_meant():
    made = report("甲1件。")
    made.sections.insert(1, Section(1, "一、总体情况（续）", "甲1件。"))
    after = reword(made, "改", [Rewording(Span(1, 1, 2, "1"), "2")]).sections
    assert [section.text for section in after[:2]] == ["甲2件。", "甲1件。"]
