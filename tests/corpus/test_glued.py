"""Glued tables with ordinary figures: read right, and in doubt only where more than one reading satisfies the sums."""

import functools
import random
from collections.abc import Iterator

import pytest

from core.forms import CellRef
from core.pipeline import load_clipboard
from core.report import Report
from tests.builders.article import article
from tests.builders.realistic import realistic_report
from tests.builders.text_shapes import TEXT_CARRIERS, as_text

REPORTS = 120
SUMMED = ("requests", "disputes")


@functools.cache
def pair(seed: int) -> tuple[Report, Report]:
    """A report as printed, and as read from glued text."""
    rng = random.Random(f"glued {seed}")
    want = realistic_report(rng, ("2021", "2021", "2019")[seed % 3])
    text = as_text(rng, article(want), TEXT_CARRIERS[("glued", "glued-plain")[seed % 2]], "plain", "none")
    [loaded] = load_clipboard("", text)
    return want, loaded.report


def wrong(want: Report, got: Report, grid: str) -> list[CellRef]:
    return [ref for ref, cell in got.grids[grid].cells.items() if cell.value != want.value(ref)]


def doubtful(report: Report, grid: str) -> bool:
    return any(cell.doubtful for cell in report.grids[grid].cells.values())


@pytest.mark.slow
@pytest.mark.parametrize("grid", SUMMED)
def test_ninety_nine_in_a_hundred_are_read_right(grid: str) -> None:
    mistaken = [seed for seed in range(REPORTS) if wrong(*pair(seed), grid)]
    silent = [seed for seed in mistaken if not doubtful(pair(seed)[1], grid)]
    assert silent == []
    assert len(mistaken) * 100 <= REPORTS, mistaken


@pytest.mark.slow
def test_disputes_are_in_doubt_exactly_where_the_sums_leave_a_choice() -> None:
    for seed in range(REPORTS):
        want, got = pair(seed)
        run = "".join(str(cell.value) for cell in want.grids["disputes"].cells.values())
        assert doubtful(got, "disputes") == (len(list(readings(run, 3))) > 1), (seed, run)


@pytest.mark.slow
def test_few_tables_need_a_second_look() -> None:
    """Of the requests, whose columns add up too, at most one in twenty leaves a choice."""
    assert sum(doubtful(pair(seed)[1], "requests") for seed in range(REPORTS)) * 20 <= REPORTS


def readings(run: str, groups: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every way to cut `run` into groups of four parts and their total."""
    if groups == 0:
        yield from [()] if not run else []
        return
    for figures, rest in cuts(run, 5):
        if sum(figures[:4]) == figures[4]:
            yield from ((figures, *others) for others in readings(rest, groups - 1))


def cuts(run: str, cells: int) -> Iterator[tuple[tuple[int, ...], str]]:
    """Every way to take `cells` numbers, written without leading zeros, from the start of `run`."""
    if cells == 0:
        yield (), run
        return
    longest = 1 if run[:1] == "0" else len(run) - cells + 1
    for size in range(1, min(longest, len(run)) + 1):
        for figures, rest in cuts(run[size:], cells - 1):
            yield (int(run[:size]), *figures), rest


@pytest.mark.parametrize(
    ("run", "count"), [("0" * 15, 1), ("101020000000000", 1), ("1100011" + "0" * 10, 2), ("00011" + "0" * 10, 1)]
)
def test_the_count_of_readings_is_right_by_hand(run: str, count: int) -> None:
    """1 0 1 0 2 has one reading; 1100011 is 11 0 0 0 11 or 1 10 0 0 11."""
    assert len(list(readings(run, 3))) == count
