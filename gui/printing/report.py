"""A whole report on A4 pages: title, opening words, six sections with their tables, as the official form has them."""

import re
from collections.abc import Iterator, Sequence

from core.findings import Verdict
from core.forms import Table
from core.report import Grid, Report, Section
from gui.printing.faces import Face, Faces
from gui.printing.flow import Flow
from gui.printing.official import ruled
from gui.printing.prose import Reach, advance
from gui.printing.sheet import BOTTOM, LEFT, RIGHT, TOP, Page
from gui.printing.signs import Signs, signs_of
from gui.printing.table import Box, height, place
from gui.printing.table import Table as Ruled

TITLE, BODY, SMALL = 220, 157, 105
"""2号, 3号 and 五号."""
_TITLE_LEADING, _LEADING, _SMALL_LEADING = 340, 284, 170
_INDENT = 2 * BODY
_NAME = "政府信息公开"
_SUBHEADING = re.compile(r"（[一二三四五六七八九十]+）[^。；]{1,24}")
_LIST = "校核标记说明"
_LIST_WIDTHS = 420, 520
_GAP = 120


def compose(report: Report, faces: Faces, verdict: Verdict | None = None) -> tuple[Page, ...]:
    """The pages of a report as it is now; with a verdict its findings are marked and listed on a page of their own."""
    flow, signs = Flow(faces), signs_of(report, verdict) if verdict else Signs()
    _head(flow, report)
    _text(flow, report.preamble, signs.words.get(0, ()))
    for section in report.sections:
        _section(flow, report, section, signs)
    if signs.listed:
        _listed(flow, signs)
    return flow.pages()


def _head(flow: Flow, report: Report) -> None:
    header = report.header
    for line in _title_lines(header.title or report.source.name, flow.faces):
        flow.paragraph(line, Face.TITLE, TITLE, _TITLE_LEADING, centred=True)
    day = header.published
    facts = [
        *([f"公布日期：{day.year}年{day.month}月{day.day}日"] if day else []),
        *([f"索引号：{header.index_number}"] if header.index_number else []),
    ]
    if facts:
        flow.skip(60)
        flow.paragraph("　".join(facts), Face.PLAIN, SMALL, _SMALL_LEADING, centred=True)
    flow.skip(200)


def _title_lines(title: str, faces: Faces) -> Sequence[str]:
    """A title too long for one line breaks before 政府信息公开, as offices print it."""
    font, place_ = faces.font(Face.TITLE, TITLE), title.find(_NAME)
    if advance(title, font) <= RIGHT - LEFT or place_ <= 0:
        return [title]
    return [title[:place_], title[place_:]]


def _text(flow: Flow, text: str, marks: Sequence[Reach]) -> None:
    start = 0
    for paragraph in text.split("\n") if text else ():
        face = Face.SUBHEADING if _SUBHEADING.fullmatch(paragraph.strip()) else Face.TEXT
        reaches = [(first - start, last - start) for first, last in marks if start <= first < start + len(paragraph)]
        if face is Face.SUBHEADING:
            flow.need(2 * _LEADING)
        if paragraph.strip():
            flow.paragraph(paragraph, face, BODY, _LEADING, indent=_INDENT, marks=reaches)
        start += len(paragraph) + 1


def _section(flow: Flow, report: Report, section: Section, signs: Signs) -> None:
    form, own = report.form, section is report.section(section.number)
    tables = [table for table in form.tables if table.section == section.number] if form and own else []
    made = [(table, ruled(report, table, flow.faces, signs.cells)) for table in tables]
    first = made[0][1] if made and not section.text else None
    if section.title:
        flow.need(_LEADING + (min(_GAP + height(first, flow.faces), BOTTOM - TOP - _LEADING) if first else 2 * _LEADING))
        flow.paragraph(section.title, Face.HEADING, BODY, _LEADING, indent=_INDENT)
    _text(flow, section.text, signs.words.get(section.number, ()) if own else ())
    for table, shown in made:
        _table(flow, report, table, shown)


def _table(flow: Flow, report: Report, table: Table, made: Ruled | None) -> None:
    if made is None:
        flow.paragraph(f"（原文没有{table.name}）", Face.SUBHEADING, BODY, _LEADING, indent=_INDENT)
        return
    flow.skip(_GAP // 2)
    place(flow, made)
    for line in _more([report.grids[key] for key in table.grids if key in report.grids]):
        flow.paragraph(line, Face.PLAIN, SMALL, _SMALL_LEADING)
    flow.skip(_GAP)


def _more(grids: Sequence[Grid]) -> Iterator[str]:
    """The rows that the official form does not have, in words."""
    for grid in grids:
        for row in grid.extra:
            figures = "、".join(figure for figure in row.figures if figure)
            yield f"注：原表另有“{row.label}”：{figures or '空白'}"


def _listed(flow: Flow, signs: Signs) -> None:
    """What the numbers mean, on a page of its own."""
    flow.need(flow.room + 1)
    flow.paragraph(_LIST, Face.HEADING, BODY, _LEADING, centred=True)
    flow.paragraph("下列编号与表格中的小字编号对应；正文中有问题的文字加了下划线。", Face.PLAIN, SMALL, _SMALL_LEADING)
    flow.skip(_GAP)
    rows = [("编号", "级别", "问题"), *((str(n), one.severity.label, one.message) for n, one in enumerate(signs.listed, 1))]
    boxes = tuple(
        Box(row, column, 1, 1, text, Face.PLAIN if row else Face.HEADING, not row or column < 2)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    place(flow, Ruled(boxes, (*_LIST_WIDTHS, RIGHT - LEFT - sum(_LIST_WIDTHS)), 1, SMALL, 260))
