"""Any value that a report or an edit may hold, for laws about how it is written."""

import datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from core.document import Place, Source
from core.edits import PutAside, SetCells, SetGrid, SetHeader, SetPreamble, SetSections
from core.forms import CellRef, forms
from core.numbers import Figure, Kind
from core.records import Done, Step, Work
from core.report import Cell, ExtraRow, Grid, Header, Leftover, Origin, Reading, Report, Section, SetAside

FORM = forms()["2021"]
REFS = [CellRef(key, row.key, column.key) for key, grid in FORM.grids.items() for row in grid.rows for column in grid.columns]

words = st.text(max_size=12)
counts = st.integers(0, 10**6)
numbers = st.integers(-(10**25), 10**25) | st.decimals(allow_nan=False, allow_infinity=False).map(Decimal)
days = st.dates()
moments = st.datetimes(timezones=st.sampled_from([datetime.UTC, datetime.timezone(datetime.timedelta(hours=8))]))
boxes = st.none() | st.tuples(counts, counts, counts, counts)
places = st.builds(Place, counts, counts, counts, words, counts, counts, counts, boxes)
figures = st.builds(Figure, st.sampled_from(Kind), words, st.none() | numbers, words, st.booleans())
origins = st.builds(Origin, words, places, st.sampled_from(Reading), words)
cells = st.builds(Cell, figures, st.none() | origins, st.booleans())
refs = st.sampled_from(REFS)
extras = st.builds(
    ExtraRow, words, st.lists(words, max_size=3).map(tuple), places, st.lists(st.lists(refs).map(tuple), max_size=2).map(tuple)
)
sections = st.builds(Section, st.integers(1, 6), words, words, st.none() | counts, places)
headers = st.builds(
    Header,
    *[st.none() | words, st.none() | words, st.none() | st.integers(1990, 2100)],
    *[st.none() | days, st.none() | words, st.none() | st.tuples(days, days)],
)
asides = st.builds(SetAside, words, st.lists(words, max_size=3).map(tuple))
paths = st.none() | st.sampled_from([Path("/报告/甲.html"), Path("甲 2023年.docx"), Path("/tmp/\udce4.txt")])
sources = st.builds(Source, paths, words, st.none() | words, words, words, words)


@st.composite
def grids(draw, key: str | None = None) -> Grid:
    form = FORM.grids[key or draw(st.sampled_from(sorted(FORM.grids)))]
    own = st.sampled_from([ref for ref in REFS if ref.grid == form.key])
    return Grid(form, draw(st.dictionaries(own, cells, max_size=4)), draw(places), tuple(draw(st.lists(extras, max_size=2))))


@st.composite
def reports(draw) -> Report:
    held = draw(st.sets(st.sampled_from(sorted(FORM.grids)), max_size=3))
    return Report(
        draw(sources),
        draw(headers),
        draw(st.sampled_from([None, FORM, forms()["2019"]])),
        draw(st.lists(sections, max_size=3)),
        {key: draw(grids(key)) for key in held},
        draw(words),
        draw(st.dictionaries(words, st.integers(1990, 2100), max_size=2)),
        tuple(draw(st.lists(st.builds(Leftover, words, places, words), max_size=2))),
        tuple(draw(st.lists(words, max_size=2))),
        draw(st.dictionaries(st.integers(0, 6), st.lists(places, max_size=2).map(tuple), max_size=2)),
        draw(st.dictionaries(words, asides, max_size=2)),
    )


def whole_grids() -> st.SearchStrategy[SetGrid]:
    return grids().map(lambda grid: SetGrid("表", grid.key, grid))


edits = st.one_of(
    st.builds(SetCells, words, st.dictionaries(refs, st.none() | cells, max_size=4)),
    whole_grids(),
    st.builds(SetGrid, words, words, st.none()),
    st.builds(SetSections, words, st.lists(sections, max_size=3).map(tuple)),
    st.builds(SetPreamble, words, words, st.dictionaries(words, st.integers(1990, 2100), max_size=2)),
    st.builds(SetHeader, words, headers, st.dictionaries(words, st.integers(1990, 2100), max_size=2)),
    st.builds(PutAside, words, words, st.none() | asides),
)
steps = st.builds(Step, words, st.lists(st.builds(Done, edits, moments, words), min_size=1, max_size=2).map(tuple))


def fits(report: Report, step: Step) -> bool:
    return all(
        not isinstance(done.edit, SetCells) or all(ref.grid in report.grids for ref in done.edit.cells) for done in step.edits
    )


@st.composite
def works(draw) -> Work:
    """Work whose steps change cells of grids that the report has, or anything but a grid."""
    report = draw(reports())
    chosen = [step for step in draw(st.lists(steps, max_size=4)) if fits(report, step) and not _of_grids(step)]
    return Work(report, tuple(chosen), draw(st.integers(0, len(chosen))), draw(st.none() | reports()))


def _of_grids(step: Step) -> bool:
    return any(isinstance(done.edit, SetGrid) for done in step.edits)
