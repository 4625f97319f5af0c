"""Recognition: a Document becomes a Report, by labels and sums, with everything left over kept visible."""

from core.document import NOWHERE, Block, Document, Unreadable
from core.recognise.furniture import is_above_title, is_button, is_menu, without_furniture, without_page_numbers
from core.recognise.grids import build_grids
from core.recognise.masthead import Masthead, is_masthead, is_title, read_masthead
from core.recognise.outline import Segment, outline
from core.recognise.segments import Found, read_segment
from core.recognise.several import reports_of
from core.recognise.vocabulary import vocabulary_of
from core.recognise.whichform import form_of
from core.report import Leftover, Report, Section

_NO_FORM = "这是 {year} 年的报告。2019 年以前没有统一格式，只显示文字，不核对表格。"
_NO_REPORT = "文件里没有找到政府信息公开工作年度报告：没有标题，没有六个部分的标题，也没有表格。请确认选对了文件。"


def recognise_all(document: Document) -> tuple[Report, ...]:
    """Recognise every report in a document, in source order; Unreadable when there is none."""
    return tuple(recognise(part) for part in reports_of(document))


def recognise(document: Document) -> Report:
    """Recognise the one report in a document; Unreadable when there is none."""
    blocks, pages = without_page_numbers(document.blocks)
    segments = outline(blocks)
    segments[-1].blocks, furniture = without_furniture(segments[-1].blocks)
    masthead = _masthead(document, segments)
    form = form_of(blocks, masthead.header.year)
    report = Report(document.source, masthead.header, form, years_stated=masthead.years, notices=document.notices)
    headed = frozenset(segment.heading.number for segment in segments if segment.heading)
    found = Found(headed, leftovers=[*pages, *furniture])
    for segment in segments:
        read_segment(segment, vocabulary_of(form.key) if form else None, found)
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
    named = masthead.header.title or (report.sections and masthead.header.year)
    if not report.grids and len(report.sections) < 2 and not named:
        raise Unreadable("no_report", _NO_REPORT)
    return report


def _masthead(document: Document, segments: list[Segment]) -> Masthead:
    """The facts before the first section, with a look into that."""
    first: list[Block] = next((segment.blocks for segment in segments if segment.heading and segment.heading.number == 1), [])
    return read_masthead(segments[0].blocks, document.source.path, first, document.unseen, document.source.part)


def _preamble(found: Found, masthead: Masthead) -> str:
    """The opening words; masthead and page furniture among them go to the leftovers."""
    opening: list[str] = []
    lines = found.lines[0].text(without_labels=False).split("\n")
    title = next((place for place, line in enumerate(lines) if is_title(line, masthead.header.title)), 0)
    for place, line in enumerate(lines):
        if is_button(line) or is_menu(line) or (place < title and is_above_title(line)):
            found.leftovers.append(Leftover(line, NOWHERE, "furniture"))
        elif is_masthead(line, masthead.header.title):
            found.leftovers.append(Leftover(line, NOWHERE, "masthead"))
        else:
            opening.append(line)
    return "\n".join(opening)
