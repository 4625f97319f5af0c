"""How often the first suggestions restore what was true, over random reports with cells made wrong by chance."""

import random
from collections.abc import Callable

import pytest

from core.checks import check
from core.findings import Finding
from core.forms import CellRef
from core.numbers import Number
from core.report import Grid, Report
from tests.builders import wrong_cells
from tests.builders.realistic import realistic_report
from tests.builders.reports import random_report
from tests.builders.wrong_cells import Truth, any_other, blank, misplace, slipped, spoil

REPORTS = 150
Spoil = Callable[[random.Random, Grid], Truth]


def plain(rng: random.Random, form_key: str) -> Report:
    return random_report(rng, form_key)


def with_blanks(rng: random.Random, form_key: str) -> Report:
    return random_report(rng, form_key, blanks=0.3)


def collapsed(rng: random.Random, _form_key: str) -> Report:
    return random_report(rng, "2021", collapsed=True)


MAKERS = {"plain": plain, "blanks": with_blanks, "realistic": realistic_report, "collapsed": collapsed}


def restored(truth: Truth, finding: Finding, first: int) -> bool:
    """Whether one of the first suggestions of a failing sum changes wrong cells only, to what was true."""
    return any(all(truth.get(ref) == value for ref, value in offer.values) for offer in finding.suggestions[:first])


def share(make: Callable[[random.Random, str], Report], damage: Spoil, first: int) -> float:
    """The share of reports in which every finding about a sum of the requests offers the truth among the first."""
    good = 0
    for seed in range(REPORTS):
        rng = random.Random(seed)
        report = make(rng, rng.choice(("2021", "2019")))
        truth = damage(rng, report.grids["requests"])
        failing = [finding for finding in check(report).findings if finding.code.startswith(("sum.", "balance"))]
        assert failing or make is with_blanks, "an error may hide behind a blank only"
        good += all(restored(truth, finding, first) for finding in failing)
    return good / REPORTS


@pytest.mark.slow
@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("how", [slipped, any_other])
def test_one_wrong_cell_is_restored_by_the_first_suggestion(maker: str, how: Callable[[random.Random, int], int]) -> None:
    assert share(MAKERS[maker], lambda rng, grid: spoil(rng, grid, 1, how), first=1) == 1


@pytest.mark.slow
@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("how", [slipped, any_other])
def test_two_wrong_cells_are_restored_by_one_of_three(maker: str, how: Callable[[random.Random, int], int]) -> None:
    assert share(MAKERS[maker], lambda rng, grid: spoil(rng, grid, 2, how), first=3) >= 0.98


@pytest.mark.slow
@pytest.mark.parametrize("maker", MAKERS)
def test_a_figure_in_the_neighbouring_cell_is_put_back_by_one_of_three(maker: str) -> None:
    assert share(MAKERS[maker], misplace, first=3) >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("count", [3, 4])
def test_several_wrong_cells(count: int) -> None:
    assert share(plain, lambda rng, grid: spoil(rng, grid, count, slipped), first=3) >= 0.97


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 4])
def test_figures_left_blank_are_filled_in(count: int) -> None:
    good = 0
    for seed in range(REPORTS):
        rng = random.Random(seed)
        report = random_report(rng, "2021")
        truth = spoil(rng, report.grids["requests"], count, blank)
        offered: dict[CellRef, Number] = {}
        for finding in check(report).findings:
            if finding.code == "cell.blank":
                offered |= {ref: value for ref, value in finding.suggestions[0].values if ref in finding.cells}
        good += offered == truth
    assert good / REPORTS >= 0.99


def test_the_builder_changes_what_it_says() -> None:
    report = realistic_report(random.Random(1), "2021")
    grid = report.grids["requests"]
    before = {ref: grid.value(ref) for ref in grid.cells}
    truth = spoil(random.Random(2), grid, 2, slipped)
    assert {ref for ref in before if before[ref] != grid.value(ref)} == truth.keys()
    wrong_cells.put(grid, truth)
    assert {ref: grid.value(ref) for ref in grid.cells} == before
