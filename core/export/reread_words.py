"""Read back the sheets of words of a workbook that this program exported: the facts, the opening words and the sections."""

import datetime
import re
from dataclasses import replace

from core.document import Place
from core.export import prose
from core.export.located import Moved, rows_of
from core.export.plan import UNTITLED
from core.numbers import parse_figure
from core.readers.workbooks.sheets import Sheet
from core.report import Header, Section

_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")
_PRINTED = re.compile(r"[\s（(第]*([〇一二三四五六七八九十]{1,3}|\d{1,2})")


def header_of(sheet: Sheet) -> tuple[Header, dict[str, int]]:
    """The facts by their labels, wherever they stand, and the stated years."""
    facts = {cells.get(1, ""): cells.get(2, "") for _, cells in rows_of(sheet)}
    first, last = _date(facts.get(prose.FIRST_DAY, "")), _date(facts.get(prose.LAST_DAY, ""))
    header = Header(
        title=facts.get(prose.TITLE) or None,
        organ=facts.get(prose.ORGAN) or None,
        year=_year(facts.get(prose.YEAR, "")),
        published=_date(facts.get(prose.PUBLISHED, "")),
        index_number=facts.get(prose.INDEX) or None,
        period=(first, last) if first and last else None,
    )
    keys = {f"{label}{prose.STATED}": key for key, label in prose.YEARS.items()}
    stated = {label: _year(value) for label, value in facts.items() if label.endswith(prose.STATED)}
    return header, {keys.get(label, label.removesuffix(prose.STATED)): year for label, year in stated.items() if year is not None}


def _year(text: str) -> int | None:
    value = parse_figure(text.removesuffix("度").removesuffix("年")).value
    return value if isinstance(value, int) else None


def _date(text: str) -> datetime.date | None:
    match = _DATE.search(text)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def prose_of(sheet: Sheet) -> tuple[str, list[Section]]:
    """The preamble and the sections; a row without a mark is a paragraph that somebody put in."""
    headings: list[Section] = []
    paragraphs: list[list[str]] = [[]]
    for row, cells in rows_of(sheet):
        text, mark = cells.get(1, ""), cells.get(prose.MARKS + 1, "")
        if mark.startswith(f"{prose.HEADING} "):
            headings.append(_heading(text, mark, Place(sheet=sheet.name, row=row)))
            paragraphs.append([])
        elif mark == prose.CONTINUED and paragraphs[-1]:
            paragraphs[-1][-1] += text
        elif mark not in {prose.AID, prose.TITLE_LINE} and (text or mark):
            paragraphs[-1].append(text)
    preamble, *texts = ("\n".join(lines) for lines in paragraphs)
    return preamble, [replace(section, text=text) for section, text in zip(headings, texts, strict=True)]


def _heading(text: str, mark: str, place: Place) -> Section:
    """A section without its text. The number printed is read anew when the words of the heading have changed."""
    parts = mark.split(" ")
    if len(parts) != 4 or not parts[1].isdecimal():
        raise Moved(mark)
    printed = int(parts[2]) if parts[2].isdecimal() else None
    if prose.check_sum(text) != parts[3]:
        printed = _printed(text)
    return Section(int(parts[1]), "" if text == UNTITLED else text, "", printed, place)


def _printed(title: str) -> int | None:
    match = _PRINTED.match(title)
    value = parse_figure(match[1]).value if match else None
    return value if isinstance(value, int) else None
