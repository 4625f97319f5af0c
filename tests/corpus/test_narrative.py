"""Reports with words: the builder tells the truth, the checks are quiet about it, and loud about what is wrong."""

import collections
import os
import random
from decimal import Decimal
from pathlib import Path

import pytest

from core.forms import CellRef
from core.numbers import total
from tests.builders.narrative_facts import quantities
from tests.builders.narrative_template import about, in_ten_thousands, percentages, wordings
from tests.corpus.narrative import Score, Scores, alarms, judge, score_cells, score_words, through_file, told
from tests.corpus.narrative_slips import DENIAL, SORTS, misprints, written_like

REPORTS = int(os.environ.get("NIANBAO_RANDOM_REPORTS", "300"))
CHUNK = 20
FLOORS = {
    "1 cell, requests, slipped": (1.0, 1.0),
    "1 cell, requests, any_other": (1.0, 1.0),
    "2 cells, requests, slipped": (1.0, 0.95),
    "2 cells, requests, any_other": (1.0, 0.95),
    "1 cell, disputes, slipped": (1.0, 0.0),
    "1 cell, disputes, any_other": (1.0, 0.0),
    "1 cell, stated disputes, slipped": (1.0, 0.9),
    "1 cell, stated disputes, any_other": (1.0, 0.9),
    "1 cell that a sentence states": (0.97, 0.97),
    "text: figure": (0.97, 0.97),
    "text: percent": (0.95, 0.95),
    "text: year": (0.98, 0.98),
    "text: denial": (0.98, 0.98),
    "text: part": (0.95, 0.95),
}
"""The share found and the share restored, at least. A wrong cell of 表四 stands in a single sum, which cannot tell which it is."""


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, REPORTS, CHUNK))
def test_nothing_of_weight_is_found_where_nothing_is_wrong(first: int, tmp_path: Path) -> None:
    found = []
    for seed in range(first, min(first + CHUNK, REPORTS)):
        narrated = told(seed)
        found += [f"{seed}: {one.code} {one.message}" for one in alarms(judge(narrated.report, narrated.previous))]
    report, verdict = through_file(first, told(first), tmp_path)
    found += [f"{first} as a file: {one.code} {one.message}" for one in alarms(verdict)]
    assert not found, "\n".join(found)
    assert [part.number for part in report.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.slow
def test_what_is_wrong_is_found_and_put_right() -> None:
    scores: Scores = collections.defaultdict(Score)
    for seed in range(min(REPORTS // 3, 2000)):
        narrated = told(seed)
        score_cells(random.Random(seed), narrated, scores, seed)
        score_words(random.Random(seed), narrated, scores, seed)
    low = [
        f"{name}: {score.found} found, {score.right} right of {score.cases}: {score.missed[:5]}"
        for name, score in scores.items()
        if score.found < FLOORS.get(name, (0, 0))[0] * score.cases or score.right < FLOORS.get(name, (0, 0))[1] * score.cases
    ]
    assert FLOORS.keys() <= scores.keys()
    assert not low, "\n".join(low)


@pytest.mark.parametrize("seed", range(0, 60))
def test_a_report_tells_the_truth(seed: int) -> None:
    narrated = told(seed)
    report, form = narrated.report, narrated.report.form
    assert form is not None
    cells = quantities(form)
    for grid in report.grids.values():
        for equation in grid.equations:
            sides = [total(grid.value(ref) or 0 for ref in side) for side in (equation.left, equation.right)]
            assert sides[0] == sides[1], equation
    for number, marks in narrated.marks.items():
        text = report.sections[number - 1].text
        assert all(text[mark.start : mark.end] == mark.text for mark in marks)
        stated = [mark for mark in marks if mark.sort == "figure"]
        assert all(mark.value == total(report.value(ref) or 0 for ref in cells[mark.names[0]]) for mark in stated)
    assert all(total(report.value(ref) or 0 for ref in cells[name]) == 0 for name in narrated.denied)


@pytest.mark.parametrize("seed", range(0, 30))
def test_one_year_leads_to_the_next(seed: int) -> None:
    narrated = told(seed)
    before, after = narrated.previous, narrated.report
    if before is None:
        return
    assert (before.header.year, before.header.organ) == ((after.header.year or 0) - 1, after.header.organ)
    for column in ("person", "business", "research", "welfare", "legal", "other", "total"):
        handed = CellRef("requests", "carried_out", column), CellRef("requests", "carried_in", column)
        assert before.value(handed[0]) == after.value(handed[1])


def test_a_misprint_is_one_wrong_figure() -> None:
    sorts = set()
    for seed in range(40):
        narrated = told(seed)
        for slip in misprints(random.Random(seed), narrated):
            sorts.add(slip.mark.sort)
            if slip.mark.sort == DENIAL:
                assert any(narrated.facts.now[name] for name in slip.mark.names)
                continue
            old, new = (report.sections[slip.section - 1].text for report in (narrated.report, slip.report))
            assert new[slip.wrong.start : slip.wrong.end] == slip.wrong.text != slip.mark.text
            assert new[: slip.wrong.start] + slip.mark.text + new[slip.wrong.end :] == old
            assert all(new[mark.start : mark.end] == mark.text for mark in slip.others)
    assert sorts == {*SORTS, DENIAL}


def test_there_are_wordings_enough() -> None:
    count = {name: len(group) for name, group in wordings().items()}
    assert sum(count[name] for name in ("overall", "nothing", "applicants", "results", "rates", "carried", "growth")) >= 60
    assert count["documents"] + count["documents_none"] + count["decisions"] >= 20
    assert count["disputes"] + count["disputes_none"] >= 20
    assert sum(count[name] for name in ("strand1", "strand2", "strand3", "strand4", "strand5")) >= 40


@pytest.mark.slow
def test_every_wording_comes_up() -> None:
    used = {wording for seed in range(1500) for wording in told(seed).used}
    assert [wording.words for group in wordings().values() for wording in group if wording not in used] == []


def test_a_share_is_rounded_and_never_cut_off() -> None:
    assert percentages(308, 504) == ["61", "61.1", "61.11"]
    assert percentages(1, 8) == ["13", "12.5", "12.50", "12.5"]
    assert percentages(1, 2000) == ["0.1", "0.05"]
    assert percentages(1999, 2000) == ["99.95"]
    assert percentages(7, 7) == ["100", "100.0", "100.00", "100", "100"]
    assert percentages(7, 0) == []


def test_numbers_are_written_as_people_write_them() -> None:
    assert in_ten_thousands(128_549, more=False) == "12.85"
    assert in_ten_thousands(128_549, more=True) == "12.8"
    assert {about(random.Random(seed), 356) for seed in range(20)} == {"300余", "近400", "约350"}
    assert written_like("1,234", 25_000) == "25,000"
    assert written_like("１２", 34) == "３４"
    assert written_like("十二", 25) == "二十五"
    assert written_like("12.5", Decimal("21.5")) == "21.5"
