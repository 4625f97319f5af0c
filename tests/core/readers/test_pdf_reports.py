"""Random reports printed as PDF come back the same: however ruled, wherever a page ends, whoever made the file."""

import collections
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.document import Paragraph, RawTable, Unreadable
from core.forms import CellRef
from core.pipeline import load
from core.readers.pdf import read
from core.report import Report
from tests.builders.alterations import ALTERATIONS
from tests.builders.article import Article, Board, article
from tests.builders.fixtures import fixture, printed_cells
from tests.builders.labels import WORDINGS, reword
from tests.builders.office import converted, needs_office
from tests.builders.pdf_shapes import PDF_STYLES, Print, as_pdf, printed
from tests.builders.reports import random_report
from tests.builders.shapes import File, build_file, recipe_for
from tests.builders.surroundings import AROUND, HEADINGS, head
from tests.corpus.compare import mistakes
from tests.corpus.matrix import report_for

RULED = [style for style in PDF_STYLES if style != "plain"]
FRAMELESS = ("open", "colours", "plain")
CHUNK, CHUNKS = 12, 13
BREAKS = range(1, 28)
"""Every row of the table of requests but the first and, where it has fewer, beyond its end."""


def wrong(report: Report, shown: Article, data: bytes, folder: Path, *, lossy: bool = False) -> list[str]:
    """What is wrong in the report that comes out of a file."""
    path = folder / "report.pdf"
    path.write_bytes(data)
    try:
        loaded = load(path)
    except Unreadable as error:
        return [f"not read: {error.code} {error.message}"]
    if len(loaded) != 1:
        return [f"{len(loaded)} reports"]
    return list(mistakes(File(".pdf", data, shown, "", "", lossy), report, loaded[0].report))


def described(failed: dict[str, list[str]]) -> str:
    return "\n".join(f"{name}: {len(found)} mistakes, {found[0]}" for name, found in failed.items())


def random_file(seed: int, style: str) -> tuple[Report, Article, bytes]:
    """A report, as it was printed, and the file. Without rules there are no notes: they would not stand in columns."""
    rng = random.Random(f"pdf {seed}")
    clean = style == "plain"
    report = random_report(rng, rng.choice(("2021", "2019"))) if clean else report_for(seed)
    shown = article(report)
    headings = rng.choice([name for name in HEADINGS if name not in {"marked", "bold", "trailing"}])
    head(rng, shown, headings)
    ALTERATIONS[rng.choice(("", "", "subtables", "subtotal-rows", "shuffled-rows"))](rng, shown)
    reword(rng, shown, rng.choice(("official", "shortened", "narrow", "misprinted") if clean else tuple(WORDINGS)))
    around = rng.choice([name for name in AROUND if name != "framed"])
    return report, shown, as_pdf(rng, shown, style, headings, around)


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_reports_with_rules(chunk: int, tmp_path: Path) -> None:
    failed = {}
    for seed in range(1000 + chunk * CHUNK, 1000 + (chunk + 1) * CHUNK):
        style = RULED[seed % len(RULED)]
        if found := wrong(*random_file(seed, style), tmp_path):
            failed[f"{seed} {style}"] = found
    assert not failed, described(failed)


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(5))
def test_random_reports_without_rules(chunk: int, tmp_path: Path) -> None:
    failed = {}
    for seed in range(2000 + chunk * 10, 2000 + chunk * 10 + 10):
        if found := wrong(*random_file(seed, "plain"), tmp_path):
            failed[str(seed)] = found
    assert not failed, described(failed)


def ways(row: int) -> Iterator[Print]:
    """Ways to end a page before a row of the requests, or inside it."""
    rng = random.Random(row)
    for cut in (False, True):
        again = rng.random() < 0.5 and row > 3
        style = rng.choice([style for style in RULED if style not in FRAMELESS])
        yield Print(style, breaks=frozenset([row]), cut=cut, again=again, middle=rng.random() < 0.5, head=rng.choice(("", "%")))


@pytest.mark.slow
@pytest.mark.parametrize("row", BREAKS)
def test_a_page_may_end_at_every_row(row: int, tmp_path: Path) -> None:
    failed = {}
    for how in ways(row):
        report = report_for(row)
        shown = article(report)
        shown.header = replace(report.header, published=None, index_number=None)
        if found := wrong(report, shown, printed(shown, how), tmp_path):
            failed[str(how)] = found
    assert not failed, described(failed)


@pytest.mark.parametrize("style", PDF_STYLES)
def test_no_letter_is_lost_and_none_made_up(style: str) -> None:
    """Whatever the style, the characters that come out are those that were printed."""
    shown = article(random_report(random.Random(style), "2021"))
    content = read(printed(shown, Print(style, foot="", breaks=frozenset([9]))), Path("report.pdf"))
    got: collections.Counter[str] = collections.Counter()
    for block in content.blocks:
        if isinstance(block, Paragraph):
            got.update(block.text)
        elif isinstance(block, RawTable):
            got.update("".join(cell.text for cell in block.cells))
    lines = [shown.title, *shown.preamble]
    lines += [line for part in shown.parts for line in (part.heading, *part.words)]
    boards = [item for part in shown.parts for item in part.tables if isinstance(item, Board)]
    want = collections.Counter("".join([*lines, *(slot.text for board in boards for slot in board.slots)]))
    for space in " \n":
        del got[space], want[space]
    assert got == want


def test_a_file_made_by_libreoffice_is_read_cell_by_cell() -> None:
    [loaded] = load(fixture(".pdf"))
    got = {CellRef(*ref): cell.entry.text for ref, cell in loaded.report.cells()}
    assert got == printed_cells()


OFFICE_SHAPES = (
    "docx-plain", "docx-controls", "docx-numbered", "docx-boxed", "docx-plain+broken-headed", "docx-controls+fragments-headed",
    "docx-plain+shuffled-rows", "docx-numbered+subtotal-rows", "docx-numbered+subtables",
)  # fmt: skip
"""Without those that show deleted text, that mix sizes inside a line, or that break labels by hand."""


@pytest.mark.slow
@needs_office()
def test_random_reports_printed_by_libreoffice(tmp_path: Path) -> None:
    recipes = [recipe_for(seed, OFFICE_SHAPES[seed % len(OFFICE_SHAPES)]) for seed in range(3 * len(OFFICE_SHAPES))]
    files = [build_file(report_for(recipe.seed), recipe) for recipe in recipes]
    failed = {}
    for recipe, file, data in zip(recipes, files, converted([file.data for file in files], ".docx", "pdf"), strict=True):
        if found := wrong(report_for(recipe.seed), file.article, data, tmp_path):
            failed[str(recipe)] = found
    assert not failed, described(failed)
