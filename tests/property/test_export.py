"""The law of the export: whatever a report holds, reading the workbook back gives an equal report."""

import datetime
import random
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks import check
from core.document import NOWHERE
from core.export.reread import own_reports
from core.export.workbook import Entry, workbook_bytes
from core.forms import CellRef
from core.numbers import Figure, Kind, figure, parse_figure
from core.report import Cell, ExtraRow, Header, Origin, Reading, Report, Section, SetAside
from core.same import differences
from tests.builders.reports import random_report

WORDS = st.text(max_size=40) | st.text("数字，。；\n 　=+-@/—0123456789（）", max_size=60)
FACTS = st.none() | WORDS
DATES = st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31))
NUMBERS = st.integers(-(10**18), 10**18) | st.decimals(-(10**6), 10**6, places=4)
ENTRIES = st.one_of(
    WORDS.map(parse_figure),
    NUMBERS.map(figure),
    st.builds(Figure, st.sampled_from([Kind.BLANK, Kind.APPROXIMATE, Kind.UNREADABLE]), WORDS),
    st.builds(lambda value, note: replace(figure(value), note=note), NUMBERS, WORDS),
)
ORIGINS = st.builds(Origin, WORDS, st.just(NOWHERE), st.sampled_from(Reading), WORDS)
CELLS = st.builds(Cell, ENTRIES, st.none() | ORIGINS, st.booleans())
SECTIONS = st.builds(
    Section, st.integers(1, 6), WORDS, st.lists(WORDS, max_size=4).map("\n".join), st.none() | st.integers(1, 12)
)  # fmt: skip
HEADERS = st.builds(
    Header, FACTS, FACTS, st.none() | st.integers(1990, 2100), st.none() | DATES, FACTS, st.none() | st.tuples(DATES, DATES)
)
REFS = st.builds(CellRef, st.just("requests"), st.sampled_from(["granted", "partial"]), st.sampled_from(["person", "total"]))
PARTS = st.lists(st.lists(REFS, max_size=3).map(tuple), max_size=3).map(tuple)
EXTRA = st.builds(ExtraRow, WORDS | st.just("小计"), st.lists(WORDS, max_size=12).map(tuple), st.just(NOWHERE), PARTS)


@dataclass(frozen=True)
class Sample:
    """A report that does not print all its cells when a test fails: the differences say what matters."""

    report: Report

    def __repr__(self) -> str:
        return f"Sample({self.report.header}, {self.report.preamble!r}, {self.report.sections})"[:3000]


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """A random report with cells, words and facts of all kinds, and with parts missing."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    form_key = draw(st.sampled_from(["2021", "2019"]))
    report = random_report(
        rng, form_key, holds=draw(st.booleans()), blanks=draw(st.sampled_from([0.0, 0.1, 0.6])),
        notes=draw(st.sampled_from([0.0, 0.1])), collapsed=form_key == "2021" and draw(st.booleans()),
    )  # fmt: skip
    for key in draw(st.sets(st.sampled_from(sorted(report.grids)), max_size=3)):
        del report.grids[key]
    for grid in report.grids.values():
        refs = sorted(grid.cells)
        grid.cells |= draw(st.dictionaries(st.sampled_from(refs), CELLS, max_size=3))
        for ref in draw(st.sets(st.sampled_from(refs), max_size=2)):
            del grid.cells[ref]
        grid.extra = tuple(draw(st.lists(EXTRA, max_size=2)))
    report.header = draw(HEADERS)
    report.sections = draw(st.lists(SECTIONS, max_size=7))
    report.preamble = draw(WORDS)
    report.years_stated = draw(st.dictionaries(st.sampled_from(["title", "period", "preamble", "file"]), st.integers(1990, 2100)))
    report.set_aside = draw(st.dictionaries(WORDS, st.builds(SetAside, WORDS, st.lists(WORDS, max_size=3).map(tuple)), max_size=2))
    return Sample(report)


@settings(max_examples=settings().max_examples * 3 // 5)  # a workbook takes a tenth of a second
@given(st.lists(samples(), min_size=1, max_size=2))
def test_reading_the_workbook_back_gives_equal_reports(drawn: list[Sample]) -> None:
    exported = [sample.report for sample in drawn]
    data = workbook_bytes([Entry(report, check(report)) for report in exported])
    back = own_reports(data, Path("导出.xlsx"))
    assert [differences(one, other) for one, other in zip(exported, back, strict=True)] == [[] for _ in exported]
