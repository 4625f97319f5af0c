"""Linked corrections: sentences that repeat a corrected figure, what follows from it, and nothing besides."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from core.checks import check
from core.edits import apply, type_cells
from core.forms import CellRef
from core.linked import Link, links
from core.report import Report
from core.rewording import reword
from tests.core.checks.test_claims import PREAMBLE, report

RECEIVED = {"requests.received.total": "31", "requests.received.person": "31"}


def changed(text: str, changes: Mapping[str, str], previous: Report | None = None) -> tuple[Report, tuple[Link, ...]]:
    """A report with a text, some cells changed, and the sentences to change with them."""
    made = report(PREAMBLE + text)
    before = made.snapshot().grids
    apply(made, type_cells(made, "改", {CellRef.parse(name): value for name, value in changes.items()}))
    return made, links(made, before, previous)


def after(text: str, changes: Mapping[str, str], previous: Report | None = None) -> list[str]:
    return [link.after for link in changed(text, changes, previous)[1]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("收到政府信息公开申请25件。", ["收到政府信息公开申请31件"]),
        ("2023年，共收到政府信息公开申请２５件，上年结转3件。", ["2023年，共收到政府信息公开申请３１件，上年结转3件"]),
        ("收到政府信息公开申请28件（含上年结转3件）。", ["收到政府信息公开申请34件（含上年结转3件）"]),
        ("收到政府信息公开申请25件。\n新收申请二十五件。", ["收到政府信息公开申请31件", "新收申请三十一件"]),
        ("办结24件。", []),
        ("收到政府信息公开申请26件。", []),
        ("收到政府信息公开申请约25件。", []),
        ("2022年收到政府信息公开申请25件。", []),
        ("公开信息25条。", []),
    ],
)
def test_only_what_was_right_and_no_longer_is_follows(text, wanted):
    assert [words.removeprefix(PREAMBLE.rstrip("。")) for words in after(text, RECEIVED)] == wanted


def test_two_readings_of_a_sum_follow_the_one_that_was_right():
    assert after("收到政府信息公开申请28件。", {"requests.carried_in.total": "6"}) == ["收到政府信息公开申请31件"]


def test_percentages_follow_from_figures_that_follow():
    [link] = changed("收到政府信息公开申请25件，其中自然人25件，占100%。", {"requests.received.total": "40"})[1]
    assert link.after == "收到政府信息公开申请40件，其中自然人25件，占63%"
    assert link.follows == 1


def test_a_rate_follows_though_no_sentence_repeats_its_figures():
    text = "政府信息公开申请办结率为85.7%。"
    assert after(text, {"requests.concluded.total": "21"}) == ["政府信息公开申请办结率为75.0%"]


def test_a_percentage_that_was_wrong_before_is_no_affair_of_a_correction():
    text = "收到政府信息公开申请25件，其中自然人25件，占70%。"
    assert after(text, {"requests.received.total": "40"}) == ["收到政府信息公开申请40件，其中自然人25件，占70%"]


def test_growth_follows_where_last_year_is_at_hand():
    previous = report("", {"requests.received.total": "20"})
    text = "收到政府信息公开申请25件，同比增长25%。"
    assert after(text, {"requests.received.total": "30"}, previous) == ["收到政府信息公开申请30件，同比增长50%"]
    assert after(text, {"requests.received.total": "30"}) == ["收到政府信息公开申请30件，同比增长25%"]


def test_growth_follows_in_the_reading_that_was_meant():
    previous = report("", {"requests.received.total": "20", "requests.carried_in.total": "4"})
    text = "收到政府信息公开申请28件，同比增长16.7%。"
    wanted = ["收到政府信息公开申请33件，同比增长37.5%"]
    assert after(text, {"requests.received.total": "30"}, previous) == wanted


def test_nothing_follows_where_no_cell_changed():
    assert after("收到政府信息公开申请25件，办结24件。", {}) == []


def test_all_at_once_they_leave_no_finding_and_the_rest_of_the_text_alone():
    text = "收到政府信息公开申请25件，其中自然人25件，占100%。\n　　另有事项５项。新收申请二十五件。"
    made, found = changed(text, {**RECEIVED, "requests.concluded.total": "30"})
    changes = [change for link in found for change in link.changes]
    apply(made, reword(made, "一起改", changes))
    wanted = "收到政府信息公开申请31件，其中自然人31件，占100%。\n　　另有事项５项。新收申请三十一件。"
    assert made.sections[0].text == PREAMBLE + wanted
    assert not [one for one in check(made).findings if one.code.startswith("claim.")]


def test_a_section_that_stands_twice_is_changed_once():
    made = report(f"{PREAMBLE}收到政府信息公开申请25件。")
    made.sections.insert(1, replace(made.sections[0], title="一、总体情况（续）"))
    made.sections.insert(2, replace(made.sections[0], text=f"{PREAMBLE}另收到政府信息公开申请25件。"))
    before = made.snapshot().grids
    apply(made, type_cells(made, "改", {CellRef.parse(name): value for name, value in RECEIVED.items()}))
    changes = [change for link in links(made, before) for change in link.changes]
    apply(made, reword(made, "一起改", changes))
    texts = [section.text.removeprefix(PREAMBLE) for section in made.sections[:3]]
    assert texts == ["收到政府信息公开申请31件。", "收到政府信息公开申请25件。", "另收到政府信息公开申请25件。"]
    assert links(made, before) == ()


def test_taking_the_correction_back_links_nothing():
    made, _ = changed("收到政府信息公开申请25件。", RECEIVED)
    assert links(made, made.snapshot().grids) == ()


def test_a_sentence_knows_its_place_in_the_text():
    made, [link] = changed("\n　　收到政府信息公开申请25件。", RECEIVED)
    text = made.sections[0].text
    assert text[link.sentence.start : link.sentence.end] == link.sentence.text == "收到政府信息公开申请25件"
