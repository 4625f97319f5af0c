"""The matrix by way of LibreOffice: the files of our own builders, saved again in another format, loaded and compared."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from tests.builders.office import converted
from tests.builders.shapes import NAMES, File, Recipe, build_file, recipe_for
from tests.corpus.matrix import Outcome, report_for, try_file
from tests.fuzz.zips import packed, unpacked


@dataclass(frozen=True, slots=True)
class Route:
    """From one of our shapes, whose names begin with `source`, to a format; a file of it is named with `suffix`."""

    source: str
    to: str
    suffix: str
    without: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    """Styles of headings that do not survive the way."""
    lossy: bool = False
    """Whether a figure may be read with doubt: one that is broken over lines, in letters of several sizes."""
    letters: int = 0
    """The size of all letters in half points; in larger ones rows and figures are broken over lines and pages."""

    @property
    def shapes(self) -> list[str]:
        return [name for name in NAMES if name.startswith(self.source) and not any(part in name for part in self.without)]


ROUTES = {
    "docx-doc": Route("docx-", "doc", ".doc", ("controls", "numbered")),
    "docx-wps": Route("docx-", "doc", ".wps", ("controls", "numbered")),
    "docx-rtf": Route("docx-", "rtf", ".rtf", ("controls", "boxed")),
    "docx-pdf": Route("docx-", "pdf", ".pdf", ("controls", "tracked", "paragraphs", "runs", "combined"), ("loose",), lossy=True),
    "docx-large-pdf": Route(
        "docx-",
        "pdf",
        ".pdf",
        ("controls", "tracked", "paragraphs", "runs", "flat", "combined"),
        ("loose",),
        lossy=True,
        letters=24,
    ),
    "docx-docx": Route("docx-", "docx", ".docx", ("controls",)),
    "docx-docm": Route("docx-", "docm", ".docm", ("controls",)),
    "docx-dotx": Route("docx-", "dotx", ".dotx", ("controls",)),
    "docx-odt": Route("docx-", "odt", ".odt", ("controls",)),
    "docx-fodt": Route("docx-", "fodt", ".fodt", ("controls",)),
    "docx-html": Route("docx-", "html", ".html", ("controls", "tracked", "boxed", "numbered"), ("loose",)),
    "html-doc": Route("html-", "doc", ".doc"),
    "html-pdf": Route("html-", "pdf", ".pdf", ("layout", "breaks"), ("loose",), lossy=True),
    "html-odt": Route("html-", "odt", ".odt"),
    "html-docx": Route("html-", "docx", ".docx"),
    "html-rtf": Route("html-", "rtf", ".rtf"),
    "xlsx-xls": Route("xlsx-", "xls", ".xls"),
    "xlsx-et": Route("xlsx-", "xls", ".et"),
    "xlsx-xlsm": Route("xlsx-", "xlsm", ".xlsm"),
    "xlsx-xltx": Route("xlsx-", "xltx", ".xltx"),
    "xlsx-ods": Route("xlsx-", "ods", ".ods"),
    "xlsx-fods": Route("xlsx-", "fods", ".fods"),
    "xlsx-xlsx": Route("xlsx-", "xlsx", ".xlsx"),
}
"""LibreOffice repeats the words of controls; in a .doc it numbers the second item of a list as the first; it prints deleted
words on a page, and leaves text boxes out of it and out of RTF; a saved page has no numbers of lists. In it and on paper
lines end where blanks were. A label broken by hand just where a page ends looks like two rows, and a figure in letters of
several sizes, broken over lines, like two figures; a heading at the end of a page and its one blank row on the next like one.
"""
ARROW = ">"
_DEFAULT = re.compile(rb"<w:rPrDefault>.*?</w:rPrDefault>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to convert and to load; `name` tells it apart among all."""

    recipe: Recipe
    route: str
    file: File

    @property
    def name(self) -> Recipe:
        return replace(self.recipe, shape=f"{self.recipe.shape}{ARROW}{self.route.partition('-')[2]}")


def jobs(seeds: Iterable[int], routes: Iterable[str]) -> Iterator[Job]:
    """The report of each seed by each route, the shapes of its source in rotation."""
    for number, route in enumerate(routes):
        for seed in seeds:
            shapes = ROUTES[route].shapes
            yield from [job(seed, shapes[(seed + number) % len(shapes)], route)] if shapes else []


def job(seed: int, shape: str, route: str) -> Job:
    recipe = replace(recipe_for(seed, shape), encoding="utf-8")
    if recipe.headings in ROUTES[route].headings:
        recipe = replace(recipe, headings="plain")
    file = build_file(report_for(seed), recipe)
    data = _on_paper(_declared(file.data), route) if file.suffix == ".html" else _in_letters(file.data, ROUTES[route].letters)
    lossy = file.lossy or ROUTES[route].lossy
    return Job(recipe, route, replace(file, data=data, suffix=ROUTES[route].suffix, lossy=lossy))


def named(name: str) -> Job:
    """The job of a name such as 7:docx-plain>doc."""
    seed, _, path = name.partition(":")
    shape, _, end = path.partition(ARROW)
    return job(int(seed), shape, f"{shape.partition('-')[0]}-{end}")


def _on_paper(page: bytes, route: str) -> bytes:
    """A page that fits on paper: LibreOffice prints what is too wide beyond the edge."""
    style = b"<style>@page { size: 42cm 29.7cm; margin: 1cm } td, p { font-size: 8pt }</style></head>"
    return page.replace(b"</head>", style, 1) if ROUTES[route].to == "pdf" else page


def _declared(page: bytes) -> bytes:
    """A page that says its encoding: LibreOffice does not look at the letters."""
    return page if b"charset=" in page[:300] else page.replace(b"<head>", b'<head><meta charset="utf-8">', 1)


def _in_letters(document: bytes, size: int) -> bytes:
    """A Word document with all its letters of one size, in half points; 0 leaves it as it is."""
    if not size:
        return document
    ours = f'<w:rPrDefault><w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:rPrDefault>'.encode()
    parts = unpacked(document)
    return packed((name, _DEFAULT.sub(ours, part) if name == "word/styles.xml" else part) for name, part in parts)


def files(wanted: Sequence[Job]) -> Iterator[tuple[Job, bytes]]:
    """Each job and the bytes of its converted file; one start of LibreOffice for each route."""
    for route, group in groupby(wanted, key=lambda job: job.route):
        members = list(group)
        source = "." + ROUTES[route].source.rstrip("-")
        yield from zip(members, converted([job.file.data for job in members], source, ROUTES[route].to), strict=True)


def outcomes(wanted: Sequence[Job], folder: Path) -> Iterator[Outcome]:
    """Convert, load and compare."""
    for job, data in files(wanted):
        yield try_file(job.name, replace(job.file, data=data), report_for(job.recipe.seed), folder)
