"""All shapes a report can be built in, and the recipe that names one file: report, shape, wording, surroundings, encoding."""

import functools
import random
from collections.abc import Callable
from dataclasses import dataclass

from core.checks import check
from core.export.workbook import Entry, workbook_bytes
from core.report import Report
from tests.builders.alterations import ALTERATIONS
from tests.builders.article import Article, article
from tests.builders.book_shapes import as_ods, as_sheet_xml, as_xls
from tests.builders.docx_shapes import as_docx
from tests.builders.encodings import ENCODINGS, SCRIPTS, encode, rewrite
from tests.builders.html_shapes import as_html
from tests.builders.labels import WORDINGS, reword
from tests.builders.mht_shapes import as_mht
from tests.builders.pdf_shapes import PDF_STYLES, as_pdf
from tests.builders.rtf_shapes import as_rtf
from tests.builders.sheet_shapes import as_csv, as_xlsx
from tests.builders.surroundings import AROUND, HEADINGS, head
from tests.builders.text_shapes import BLANKLESS, GLUED, TEXT_CARRIERS, as_text


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the bytes of one file."""

    seed: int
    shape: str
    wording: str
    headings: str
    around: str
    script: str
    encoding: str

    def rng(self) -> random.Random:
        return random.Random(f"{self.seed} {self.shape}")


@dataclass(frozen=True, slots=True)
class File:
    """A built file, and the article that it holds."""

    suffix: str
    data: bytes
    article: Article
    script: str
    encoding: str
    lossy: bool

    def shown(self) -> str:
        """The file as text, for people."""
        return self.data.decode(self.encoding)


Build = Callable[[random.Random, Article, Recipe], str | bytes]


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to make a file of an article. `lossy`: the place of a cell may be lost in it, `blankless`: beside an empty one."""

    suffix: str
    build: Build
    alteration: str = ""
    lossy: bool = False
    blankless: bool = False
    around: tuple[str, ...] = AROUND
    headings: tuple[str, ...] = HEADINGS
    wordings: tuple[str, ...] = tuple(WORDINGS)


_SHEET_HEADINGS = ("plain", "plain", "misnumbered", "bare", "dotted", "worded")
_SHEET_AROUND = ("none", "labels", "paper", "line")
_TEXTS = (
    *TEXT_CARRIERS,
    "lines+broken", "lines+broken-headed", "pipes+broken", "pipes+broken-headed", "pipe-rows+broken",
    "tabs+broken", "tabs+broken-headed", "tabs-excel+broken", "glued+broken", "glued-plain+broken-headed",
    "markdown+fragments-headed", "markdown+flat", "markdown-repeated+broken", "tabs+flat", "tabs+flat-leaves", "tabs+shuffled-rows",
    "tabs+subtotal-column", "tabs+subtotal-rows", "lines+shuffled-columns", "lines+shuffled-rows", "pipes+subtables",
    "lines+subtotal-rows", "glued-plain+subtotal-rows", "glued-plain+shuffled-rows",
)  # fmt: skip
_PAGES = (
    "plain", "plain", "word", "word", "paragraphs", "breaks", "layout", "plain+fragments", "word+fragments-headed",
    "plain+broken", "word+broken-headed", "plain+combined", "word+combined", "plain+subtotal-column", "word+subtotal-rows",
    "plain+shuffled-rows", "paragraphs+shuffled-columns", "plain+subtables", "word+subtables", "plain+flat", "breaks+flat-leaves",
)  # fmt: skip
_CSVS = (
    "comma",
    "semicolon",
    "tab",
    "comma+flat",
    "semicolon+flat-leaves",
    "tab+subtables",
    "comma+subtotal-column",
    "comma+combined",
)
_BOOKS = (
    "several", "one", "several-text", "one-text", "one+flat", "several+flat-leaves", "one+subtotal-rows", "one+combined",
    "several+subtotal-column", "one+shuffled-columns", "one+shuffled-rows", "one+fragments-headed", "one+subtables",
)  # fmt: skip
_RTFS = (
    "word", "word", "wps", "office", "wordpad", "numbered", "revised", "boxed", "word+fragments", "wps+fragments-headed",
    "word+broken", "office+broken-headed", "word+combined", "wps+subtotal-column", "word+subtotal-rows", "office+shuffled-rows",
    "word+shuffled-columns", "wps+subtables", "word+flat", "office+flat-leaves",
)  # fmt: skip
_WORDS = (
    "plain", "plain", "runs", "paragraphs", "numbered", "tracked", "controls", "boxed", "runs+broken", "plain+broken-headed",
    "tracked+fragments", "controls+fragments-headed", "plain+combined", "runs+subtotal-column", "numbered+subtotal-rows",
    "plain+shuffled-rows", "paragraphs+shuffled-columns", "numbered+subtables", "plain+flat", "paragraphs+flat-leaves",
)  # fmt: skip
_FORMULAS = ("several-formulas", "one-formulas+subtotal-rows", "one-formulas")
_MHTS = (
    "blink", "framed", "word", "excel", "ie", "wide", "blink+fragments", "word+broken-headed", "ie+combined", "excel+subtables",
    "framed+flat", "wide+subtotal-rows",
)  # fmt: skip
_PDFS = (
    *(style for style in PDF_STYLES if style != "plain"),
    "lines+subtables", "lines+subtotal-column", "boxes+subtotal-rows", "fills+shuffled-rows",
)  # fmt: skip
"""Without the one that has no rules: notes in narrow cells need them."""
_PAGE_HEADINGS = tuple(style for style in HEADINGS if style not in {"marked", "bold", "trailing"})
_PAGE_AROUND = tuple(style for style in AROUND if style != "framed")
_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def _text_shape(carrier: str, alteration: str) -> Shape:
    def build(rng: random.Random, printed: Article, recipe: Recipe) -> str:
        return as_text(rng, printed, TEXT_CARRIERS[carrier], recipe.headings, recipe.around)

    suffix = ".md" if "markdown" in carrier else ".txt"
    wordings = tuple(name for name in WORDINGS if name != "figured" or carrier not in GLUED | BLANKLESS)
    return Shape(suffix, build, alteration, carrier in GLUED, carrier in BLANKLESS, wordings=wordings)


def _page_shape(style: str, alteration: str) -> Shape:
    def build(rng: random.Random, printed: Article, recipe: Recipe) -> str:
        charset = recipe.encoding if rng.random() < 0.7 and recipe.encoding != "utf-16" else ""
        return as_html(rng, printed, style, recipe.headings, recipe.around, charset)

    return Shape(".html", build, alteration, headings=_PAGE_HEADINGS, around=_PAGE_AROUND)


def _mht_shape(style: str, alteration: str) -> Shape:
    def build(rng: random.Random, printed: Article, recipe: Recipe) -> bytes:
        inner = {"word": "word", "excel": "plain"}.get(style) or rng.choice(("plain", "paragraphs", "layout"))
        page = as_html(rng, printed, inner, recipe.headings, recipe.around, "")
        return as_mht(rng, rewrite(page, recipe.script), style, recipe.encoding)

    return Shape(".mht", build, alteration, headings=_PAGE_HEADINGS, around=_PAGE_AROUND)


def _rtf_shape(style: str, alteration: str) -> Shape:
    def build(rng: random.Random, printed: Article, recipe: Recipe) -> bytes:
        return as_rtf(rng, printed, style, recipe.headings, recipe.around)

    return Shape(".rtf", build, alteration, headings=_PAGE_HEADINGS, around=_PAGE_AROUND)


def _csv_shape(name: str, alteration: str) -> Shape:
    def build(rng: random.Random, printed: Article, recipe: Recipe) -> str:
        return as_csv(rng, printed, _DELIMITERS[name], recipe.headings, recipe.around)

    return Shape(".csv", build, alteration, around=_SHEET_AROUND, headings=_SHEET_HEADINGS)


def _book_shape(suffix: str, write: Callable[..., str | bytes]) -> Callable[[str, str], Shape]:
    """How to make shapes of workbooks: named by layout and, after a hyphen, what the figures are."""

    def make(name: str, alteration: str) -> Shape:
        layout, _, figures = name.partition("-")

        def build(rng: random.Random, printed: Article, recipe: Recipe) -> str | bytes:
            return write(rng, printed, layout, recipe.around, figures)

        return Shape(suffix, build, alteration, around=_SHEET_AROUND, headings=_SHEET_HEADINGS)

    return make


def _word_shape(style: str, alteration: str) -> Shape:
    def build(rng: random.Random, printed: Article, recipe: Recipe) -> bytes:
        return as_docx(rng, printed, style, recipe.headings, recipe.around)

    return Shape(".docx", build, alteration, headings=_PAGE_HEADINGS, around=_PAGE_AROUND)


def _pdf_shape(style: str, alteration: str) -> Shape:
    def build(rng: random.Random, printed: Article, recipe: Recipe) -> bytes:
        return as_pdf(rng, printed, style, recipe.headings, recipe.around)

    return Shape(".pdf", build, alteration, headings=_PAGE_HEADINGS, around=_PAGE_AROUND)


def _shapes() -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    families = (
        ("", _TEXTS, _text_shape),
        ("html-", _PAGES, _page_shape),
        ("csv-", _CSVS, _csv_shape),
        ("xlsx-", (*_BOOKS, *_FORMULAS), _book_shape(".xlsx", as_xlsx)),
        ("xls-", _BOOKS[:8], _book_shape(".xls", as_xls)),
        ("et-", _BOOKS[:1], _book_shape(".et", as_xls)),
        ("ods-", (*_BOOKS[:7], *_FORMULAS), _book_shape(".ods", as_ods)),
        ("sheetxml-", (*_BOOKS[:3], *_FORMULAS[:2]), _book_shape(".xml", as_sheet_xml)),
        ("docx-", _WORDS, _word_shape),
        ("rtf-", _RTFS, _rtf_shape),
        ("pdf-", _PDFS, _pdf_shape),
        ("mht-", _MHTS, _mht_shape),
    )
    for prefix, names, make in families:
        for name in names:
            carrier, _, alteration = name.partition("+")
            shapes[prefix + name] = make(carrier, alteration)
    return shapes


SHAPES = _shapes()
EXPORT = "xlsx-export"
NAMES = (*SHAPES, EXPORT)


@functools.lru_cache(maxsize=4096)
def recipe_for(seed: int, name: str) -> Recipe:
    """The file of report `seed` in the shape `name`; the rest by chance, a third of it plain."""
    if name == EXPORT:
        return Recipe(seed, name, "official", "plain", "none", "", "")
    shape = SHAPES[name]
    rng = random.Random(f"recipe {seed} {name}")
    plain = rng.random() < 0.35
    script = rng.choice(SCRIPTS[1:]) if rng.random() < 0.3 else ""
    encoding = rng.choice(ENCODINGS)
    if encoding == "big5":
        script = script or "s2tw"
    if shape.suffix in {".xlsx", ".xls", ".et", ".ods", ".rtf", ".docx", ".pdf"}:
        script, encoding = "", ""
    wording = "official" if plain else rng.choice(shape.wordings)
    return Recipe(seed, name, wording, "plain" if plain else rng.choice(shape.headings), rng.choice(shape.around), script, encoding)


def build_file(report: Report, recipe: Recipe) -> File:
    """Build the file of a recipe."""
    printed = article(report)
    if recipe.shape == EXPORT:
        return File(".xlsx", workbook_bytes([Entry(report, check(report))]), printed, "", "", lossy=False)
    shape, rng = SHAPES[recipe.shape], recipe.rng()
    head(rng, printed, recipe.headings)
    ALTERATIONS[shape.alteration](rng, printed)
    reword(rng, printed, recipe.wording)
    content = shape.build(rng, printed, recipe)
    data = content if isinstance(content, bytes) else encode(rewrite(content, recipe.script), recipe.encoding)
    lossy = shape.lossy or (shape.blankless and any(not cell.entry.text for _, cell in report.cells()))
    return File(shape.suffix, data, printed, recipe.script, recipe.encoding, lossy)
