"""Recognition: a Document becomes a Report, by labels and sums, with everything left over kept visible."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.document import NOWHERE, Block, Document, Paragraph, Picture, Place, RawTable, Unreadable
from core.folding import key
from core.forms import Form, form_for, forms, newest
from core.recognise.furniture import is_button, without_furniture, without_page_numbers
from core.recognise.grids import build_grids
from core.recognise.lines import read_lines
from core.recognise.masthead import Masthead, is_masthead, read_masthead
from core.recognise.outline import Segment, outline, unpiped
from core.recognise.pipes import with_tables
from core.recognise.rawrows import RawRow
from core.recognise.several import reports_of
from core.recognise.tables import Columns, read_table, table_texts
from core.recognise.vocabulary import Vocabulary, vocabulary_of
from core.report import Leftover, Report, Section

_NO_FORM = "这是 {year} 年的报告。2019 年以前没有统一格式，只显示文字，不核对表格。"
_NO_REPORT = "文件里没有找到政府信息公开工作年度报告：没有标题，没有六个部分的标题，也没有表格。请确认选对了文件。"


@dataclass(slots=True)
class _Lines:
    """The lines of a segment that are no table, each with whether it is but a label; and whether tables stood among them."""

    lines: list[tuple[str, bool]] = field(default_factory=list)
    has_table: bool = False

    def text(self, *, without_labels: bool) -> str:
        """The running text; labels beside a table belong to the table."""
        drop = without_labels or self.has_table
        return "\n".join(line.strip() for line, is_label in self.lines if line.strip() and not (is_label and drop))


@dataclass(slots=True)
class _Found:
    """What the segments yielded so far; `headed` are the sections that have a heading."""

    headed: frozenset[int]
    rows: list[RawRow] = field(default_factory=list)
    lines: list["_Lines"] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    columns: Columns | None = None
    pictures: dict[int, list[Place]] = field(default_factory=dict)


def recognise_all(document: Document) -> tuple[Report, ...]:
    """Recognise every report in a document, in source order; Unreadable when there is none."""
    return tuple(recognise(part) for part in reports_of(document))


def recognise(document: Document) -> Report:
    """Recognise the one report in a document; Unreadable when there is none."""
    blocks, pages = without_page_numbers(document.blocks)
    segments = outline(blocks)
    segments[-1].blocks, furniture = without_furniture(segments[-1].blocks)
    masthead = read_masthead(segments[0].blocks, None if document.source.part else document.source.path)
    form = _form(blocks, masthead)
    report = Report(document.source, masthead.header, form, years_stated=masthead.years, notices=document.notices)
    headed = frozenset(segment.heading.number for segment in segments if segment.heading)
    found = _Found(headed, leftovers=[*pages, *furniture])
    for segment in segments:
        _read_segment(segment, vocabulary_of(form.key) if form else None, found)
    if form:
        report.grids, rest = build_grids(found.rows, vocabulary_of(form.key))
        found.leftovers += (Leftover(row.text, row.place) for row in rest if row.written)
    tables = {table.section for table in (form.tables if form else ()) if set(table.grids) & set(report.grids)}
    report.preamble = _preamble(found, masthead)
    report.sections = [
        Section(head.number, head.title, lines.text(without_labels=head.number in tables), head.printed, head.place)
        for head, lines in zip((segment.heading for segment in segments), found.lines, strict=True)
        if head
    ]
    report.leftovers = tuple(found.leftovers)
    report.pictures = {number: tuple(places) for number, places in found.pictures.items()}
    if form is None and masthead.header.year:
        report.notices += (_NO_FORM.format(year=masthead.header.year),)
    if not report.grids and len(report.sections) < 2 and not masthead.header.title:
        raise Unreadable("no_report", _NO_REPORT)
    return report


def _preamble(found: _Found, masthead: Masthead) -> str:
    """The opening words; masthead and page furniture among them go to the leftovers."""
    opening: list[str] = []
    for line in found.lines[0].text(without_labels=False).split("\n"):
        if is_button(line):
            found.leftovers.append(Leftover(line, NOWHERE, "furniture"))
        elif is_masthead(line, masthead.header.title):
            found.leftovers.append(Leftover(line, NOWHERE, "masthead"))
        else:
            opening.append(line)
    return "\n".join(opening)


# ── which form ───────────────────────────────────────────────────────


def _form(blocks: Sequence[Block], masthead: Masthead) -> Form | None:
    """The form whose own words stand in the tables; without tables that of the year, or of the document it names.

    A report of a year without a fixed form has none, whatever its words.
    """
    year = masthead.header.year
    if year is not None and form_for(year) is None:
        return None
    text = key(" ".join(_words(blocks, sentences=False)))
    marks = Counter({form.key: sum(key(mark) in text for mark in form.marks) for form in forms().values()})
    [(best, hits)] = marks.most_common(1)
    if hits:
        return forms()[best]
    if year is not None:
        return form_for(year)
    text = key(" ".join(_words(blocks, sentences=True)))
    named = (form for form in forms().values() if any(key(mark) in text for mark in form.document_marks))
    return next(named, newest())


def _words(blocks: Sequence[Block], *, sentences: bool) -> Iterable[str]:
    """The words of tables and of lines that may be parts of one; with `sentences`, of all lines."""
    for block in blocks:
        if isinstance(block, RawTable):
            yield from (cell.text for cell in block.cells)
        elif isinstance(block, Paragraph) and (sentences or "。" not in block.text):
            yield block.text


# ── segments ─────────────────────────────────────────────────────────


def _read_segment(segment: Segment, words: Vocabulary | None, found: _Found) -> None:
    """Take the tables out of a segment, whatever shape they have; the rest is its text."""
    number = segment.heading.number if segment.heading else 0
    before = len(found.rows)
    rest = _Lines()
    for run in _runs(with_tables(segment.blocks)):
        match run:
            case RawTable():
                _take_table(run, number, words, found)
            case Picture():
                found.pictures.setdefault(number, []).append(run.place)
            case _:
                rest.lines += _take_lines(run, number, words, found)
    rest.has_table = len(found.rows) > before
    found.lines.append(rest)


def _runs(blocks: Iterable[Block]) -> Iterable[RawTable | Picture | list[Paragraph]]:
    """Tables and pictures, and the paragraphs between them together."""
    paragraphs: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs.append(block)
            continue
        if paragraphs:
            yield paragraphs
        paragraphs = []
        yield block
    if paragraphs:
        yield paragraphs


def _take_table(table: RawTable, number: int, words: Vocabulary | None, found: _Found) -> None:
    read = read_table(table, words, number, found.columns) if words else None
    if read and read.rows:
        found.rows += read.rows
        found.columns = read.columns
        found.leftovers += (
            Leftover(cell.text, cell.place) for cell in read.leftovers if not words or not words.is_label(cell.text)
        )
    else:
        why = "masthead" if number == 0 else "table"
        found.leftovers += (Leftover(line, table.place, why) for line in table_texts(table))


def _take_lines(paragraphs: Sequence[Paragraph], number: int, words: Vocabulary | None, found: _Found) -> list[tuple[str, bool]]:
    """Take the tables out of some lines; what is left, each with whether it is but a label, to be dropped beside a table."""
    if words is None:
        return [(unpiped(paragraph.text), False) for paragraph in paragraphs]
    read = read_lines(paragraphs, words, number, found.headed)
    found.rows += read.rows
    found.leftovers += (Leftover(token.text, token.place) for token in read.leftovers)
    rest = ((index, paragraph) for index, paragraph in enumerate(paragraphs) if index not in read.consumed)
    return [(unpiped(paragraph.text), index in read.labels) for index, paragraph in rest]
