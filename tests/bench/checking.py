"""The check with the words of a report, and the repair of wrong cells, on built reports."""

import random
import statistics
from collections.abc import Iterator
from dataclasses import replace

from core.checks import check
from core.narrative import read, statements
from core.repair import repairs
from core.report import Report
from tests.bench.rows import Row, milliseconds, once
from tests.builders.narrative import Narrated, narrated_report
from tests.builders.wrong_cells import any_other, slipped, spoil

REPORTS = 100
LONG = 20_000
"""The characters of the running text of a province's report."""


def checking_rows() -> Iterator[Row]:
    """The full check with the narrative and the year before; of one long text too."""
    told = [narrated_report(random.Random(f"bench {seed}")) for seed in range(REPORTS)]
    check(told[0].report)
    times = [once(lambda one=one: check(one.report, one.previous)) for one in told]
    length = statistics.median(sum(len(section.text) for section in one.report.sections) for one in told)
    yield Row(
        "full check with the narrative", statistics.median(times), "ms", 5, f"worst {max(times):.1f} ms, {length:.0f} characters"
    )
    again = [milliseconds(lambda one=one: check(one.report, one.previous), 3) for one in told]
    yield Row("  again, the text unchanged", statistics.median(again), "ms", 5)
    long = _long(told[0].report)
    note = f"{sum(len(section.text) for section in long.sections)} characters"
    yield Row("  of a very long text", once(lambda: check(long)), "ms", None, note)
    yield Row("  again, the text unchanged", milliseconds(lambda: check(long), 5), "ms")
    yield from _repair_rows(told)


def _long(report: Report) -> Report:
    """A report that tells its own first section again and again."""
    first, *rest = report.sections
    return replace(report, sections=[replace(first, text="\n".join([first.text] * (LONG // len(first.text)))), *rest])


def _repair_rows(told: list[Narrated]) -> Iterator[Row]:
    """The search for what is wrong, with one and two wrong cells of the applications."""
    rng = random.Random(7)
    for count in (1, 2):
        times = []
        for one in told:
            report = one.report.snapshot()
            spoil(rng, report.grids["requests"], count, rng.choice((slipped, any_other)))
            stated = statements(read(report))
            times.append(once(lambda report=report, stated=stated: repairs(report.grids["requests"], stated)))
        yield Row(f"repair of {count} wrong cell{'s' * (count > 1)}, median", statistics.median(times), "ms", 20)
        yield Row("  worst", max(times), "ms", 200)
