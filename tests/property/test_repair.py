"""The laws of suggestions: each puts its sum right, breaks none, proposes only counts, and is always the same."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks import check
from core.checks.arithmetic import judge
from core.edits import apply, take
from core.findings import Finding, State, Verdict
from core.forms import Equation
from core.numbers import parse_figure
from core.report import Cell, Report
from tests.builders.realistic import realistic_report
from tests.builders.reports import random_report
from tests.builders.wrong_cells import any_other, blank, misplace, slipped, spoil

ODD = st.sampled_from(["", "—", "约5", "见附件", "-3", "2.5", "0.0001", "３", "12（其中网上提交3件）", "9" * 20, "1e5"])
WAYS = (slipped, any_other, blank)


@dataclass(frozen=True)
class Spoilt:
    """How to build a report with any number of wrong, blank and odd cells: small enough to be shown when a law fails."""

    seed: int
    form: str
    make: Callable[[random.Random, str], Report]
    grids: tuple[str, ...]
    wrong: int
    way: Callable[[random.Random, int], int | None]
    misplaced: bool
    odd: dict[int, str]

    def report(self) -> Report:
        rng = random.Random(self.seed)
        report = self.make(rng, self.form)
        for key in self.grids:
            spoil(rng, report.grids[key], self.wrong, self.way)
        requests = report.grids["requests"]
        if self.misplaced:
            misplace(rng, requests)
        refs = sorted(requests.cells)
        for index, text in self.odd.items():
            requests.cells[refs[index % len(refs)]] = Cell(parse_figure(text))
        return report


SPOILT = st.builds(
    Spoilt,
    seed=st.integers(0, 2**32),
    form=st.sampled_from(["2021", "2019"]),
    make=st.sampled_from([realistic_report, random_report]),
    grids=st.sampled_from([("requests",), ("disputes",), ("requests", "disputes")]),
    wrong=st.integers(0, 7),
    way=st.sampled_from(WAYS),
    misplaced=st.booleans(),
    odd=st.dictionaries(st.integers(0, 174), ODD, max_size=3),
)


def states(report: Report) -> dict[Equation, State]:
    return {item.equation: item.state for item in judge(report)}


def offered(verdict: Verdict) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.suggestions]


@given(SPOILT)
@settings(max_examples=40)
def test_each_suggestion_puts_its_sum_right_and_breaks_none(spoilt: Spoilt) -> None:
    report = spoilt.report()
    before = states(report)
    codes = {equation.code for equation in before}
    for finding in offered(check(report)):
        for suggestion in finding.suggestions:
            inverse = apply(report, take(report, suggestion, "接受建议"))
            after = states(report)
            apply(report, inverse)
            assert all(after[equation] is State.PASSED for equation, state in before.items() if state is State.PASSED)
            if finding.code in codes:
                [own] = [equation for equation in before if (equation.code, equation.cells) == (finding.code, finding.cells)]
                assert after[own] is not State.FAILED


@given(SPOILT)
@settings(max_examples=40)
def test_suggestions_are_few_whole_and_not_negative(spoilt: Spoilt) -> None:
    report = spoilt.report()
    for finding in offered(check(report)):
        assert len(finding.suggestions) <= 5
        assert len({frozenset(suggestion.values) for suggestion in finding.suggestions}) == len(finding.suggestions)
        for suggestion in finding.suggestions:
            assert all(isinstance(value, int) and value >= 0 for _, value in suggestion.values)
            assert all(report.value(ref) != value for ref, value in suggestion.values)
            assert suggestion.reason


@given(SPOILT)
@settings(max_examples=20)
def test_the_same_report_gives_the_same_suggestions_and_is_left_as_it_was(spoilt: Spoilt) -> None:
    report = spoilt.report()
    before = report.snapshot()
    assert check(report) == check(report.snapshot())
    assert report == before
