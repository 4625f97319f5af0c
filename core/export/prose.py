"""The sheets 基本情况 and 正文: the facts of the masthead, and the words of the report, one paragraph a row."""

import re
import zlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from core.export.paper import Paper
from core.export.plan import UNTITLED, Line
from core.findings import Severity, State, Verdict
from core.report import Header, Report, Section
from core.same import storable

PREAMBLE, HEADING, PARAGRAPH, CONTINUED, AID, TITLE_LINE = "p", "h", "t", "+", "-", "="
"""What a row of the text is; the mark stands in a hidden column, so that rows may be added and taken away."""
MARKS = 2
"""The column of the marks; a blank one before it keeps them apart from the text."""
WORDS = frozenset({PREAMBLE, PARAGRAPH, CONTINUED})
FORM, SOURCE = "适用格式", "来源文件"
NO_FORM = "没有固定格式，表格不作校核"
TITLE, ORGAN, YEAR, PUBLISHED, INDEX, FIRST_DAY, LAST_DAY = (
    "标题", "发布机关", "报告年度", "公布日期", "索引号", "统计期限起", "统计期限止",
)  # fmt: skip
STATED = "写明的年度"
YEARS: Mapping[str, str] = MappingProxyType({"title": "标题", "period": "统计期限", "preamble": "引言", "file": "文件名"})
_STYLES: Mapping[str, str] = MappingProxyType({HEADING: "prose_heading", TITLE_LINE: "prose_title"})
_LONGEST = 1_000
_END = re.compile("[。；！？]")


def facts(header: Header) -> Iterator[tuple[str, str | int]]:
    """The facts of the masthead as they stand on the sheet; an unknown one is empty."""
    yield TITLE, header.title or ""
    yield ORGAN, header.organ or ""
    yield YEAR, "" if header.year is None else header.year
    yield PUBLISHED, header.published.isoformat() if header.published else ""
    yield INDEX, header.index_number or ""
    first, last = header.period or (None, None)
    yield FIRST_DAY, first.isoformat() if first else ""
    yield LAST_DAY, last.isoformat() if last else ""


def write_facts(paper: Paper, report: Report, verdict: Verdict, results: str) -> None:
    """Write the sheet of facts; `results` is the sheet of findings to lead to."""
    paper.line("政府信息公开工作年度报告　基本情况", "title")
    paper.row += 1
    for label, value in facts(report.header):
        _fact(paper, label, value)
    for key, year in report.years_stated.items():
        _fact(paper, f"{YEARS.get(key, key)}{STATED}", year)
    _fact(paper, FORM, report.form.name if report.form else NO_FORM)
    _fact(paper, SOURCE, report.source.name)
    paper.row += 1
    _fact(paper, "等式校核", summary(verdict))
    _fact(paper, "问题", counts(verdict))
    paper.link((paper.row, 1), "查看校核结果", f"{results}!A1")
    paper.row += 2
    paper.line(
        "本工作簿由年报校核台导出。表中数字可以改动，旁边的校核公式会随之重算；底色、批注和校核结果是导出时的情况。",
        "small",
        "wrap",
    )
    paper.sheet.set_row(paper.row - 1, 32)
    paper.sheet.print_area(0, 0, paper.row, 1)


def summary(verdict: Verdict) -> str:
    """How many equations hold: 核 42 项：通过 40，不符 2，未核 0."""
    passed, failed, unchecked = (verdict.count(state) for state in (State.PASSED, State.FAILED, State.UNCHECKED))
    return f"核 {passed + failed + unchecked} 项：通过 {passed}，不符 {failed}，未核 {unchecked}"


def counts(verdict: Verdict) -> str:
    """How many findings of each severity there are."""
    severities = verdict.severities()
    return "，".join([*(f"{severity.label} {severities[severity]}" for severity in Severity), f"已搁置 {len(verdict.aside)}"])


def prose_lines(report: Report, tables: Mapping[int, str]) -> list[Line]:
    """The rows of the text; `tables` names the sheet of the table that stands in a section."""
    title = report.header.title
    lines = [Line(storable(title), TITLE_LINE)] if title and title not in report.preamble else []
    lines += [Line(text, mark, -1, start, end) for text, mark, start, end in _paragraphs(report.preamble, PREAMBLE)]
    for index, section in enumerate(report.sections):
        lines.append(Line(storable(section.title) or UNTITLED, heading_mark(section), index))
        lines += [Line(text, mark, index, start, end) for text, mark, start, end in _paragraphs(section.text, PARAGRAPH)]
        if section.number in tables:
            lines.append(Line(f"〔表格见工作表“{tables[section.number]}”〕", AID, index))
    return lines


def heading_mark(section: Section) -> str:
    """The mark of a heading: its number, the number printed, and a check sum that shows whether the words were changed."""
    printed = "-" if section.printed is None else section.printed
    return f"{HEADING} {section.number} {printed} {check_sum(storable(section.title) or UNTITLED)}"


def check_sum(text: str) -> str:
    """A short sum over some words."""
    return f"{zlib.crc32(text.encode()):08x}"


def write_prose(paper: Paper, lines: list[Line], targets: Mapping[int, str]) -> None:
    """Write the text; `targets` are the places that the lines about tables lead to, by row."""
    for row, line in enumerate(lines):
        if row in targets:
            paper.link((row, 0), line.text, targets[row], "prose")
        else:
            paper.put((row, 0), line.text, _STYLES.get(line.mark[:1], "prose"))
        paper.put((row, MARKS), line.mark, "small")
    paper.sheet.set_column(1, MARKS, 8, None, {"hidden": True})
    paper.sheet.print_area(0, 0, max(0, len(lines) - 1), 0)


def _fact(paper: Paper, label: str, value: str | int) -> None:
    paper.put((paper.row, 0), label, "label")
    if isinstance(value, int):
        paper.put_number((paper.row, 1), value, "label", "left")
    else:
        paper.put((paper.row, 1), value, "label", "text")
    paper.row += 1


def _paragraphs(text: str, mark: str) -> Iterator[tuple[str, str, int, int]]:
    """The rows of a text with their marks and places; a long paragraph goes over several rows."""
    start = 0
    for paragraph in text.replace("\r\n", "\n").split("\n") if text else ():
        for part, begins in _pieces(paragraph):
            yield storable(part), mark if begins else CONTINUED, start, start + len(part)
            start += len(part)
        start += 1


def _pieces(paragraph: str) -> Iterator[tuple[str, bool]]:
    """The paragraph in pieces that a row can show, cut where sentences end; whether a piece begins the paragraph."""
    begins = True
    while len(paragraph) > _LONGEST:
        cut = max((match.end() for match in _END.finditer(paragraph, 0, _LONGEST)), default=_LONGEST)
        yield paragraph[:cut], begins
        paragraph, begins = paragraph[cut:], False
    yield paragraph, begins
