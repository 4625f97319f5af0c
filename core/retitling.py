"""Corrections of headings: the one that the form prescribes, or the one that the clerk writes."""

import re
from dataclasses import dataclass, replace

from core.checks.structure import NUMERALS, bare_title, official_heading
from core.edits import SetSections
from core.findings import Finding
from core.folding import fold, key
from core.report import Report, Section

_CODES = {"section.title", "section.number"}
_COUNT = "十?[一二三四五六七八九]|十"
_END = r"(?=[)\s、.,:。·])"
_PRINTED = re.compile(rf"[\s#*>·.]*\(?(?:第(?P<nth>{_COUNT})(?:部分|章)|第?(?P<numeral>{_COUNT}){_END}|(?P<digit>\d{{1,2}}){_END})")


@dataclass(frozen=True, slots=True)
class Retitling:
    """A section of the report as it is, and the heading that it should have."""

    section: Section
    title: str


def retitling(report: Report, finding: Finding) -> Retitling | None:
    """The official heading for one that a finding is about; None where it is no such finding, or the heading is not clear.

    It is not clear where another section of the same number has the official heading already.
    """
    if report.form is None or finding.code not in _CODES:
        return None
    alike = [section for section in report.sections if section.number == finding.section]
    meant = next((section for section in alike if section.title == finding.subject), None)
    title = official_heading(report.form, finding.section)
    words = key(bare_title(title))
    if meant is None or any(key(bare_title(other.title)) == words for other in alike if other is not meant):
        return None
    return Retitling(meant, title)


def retitle(report: Report, label: str, change: Retitling) -> SetSections:
    """The edit that gives a section another heading; ValueError when the report has not that section (any more)."""
    place = report.sections.index(change.section)
    new = replace(change.section, title=change.title, printed=printed_number(change.title))
    return SetSections(label, (*report.sections[:place], new, *report.sections[place + 1 :]))


def printed_number(title: str) -> int | None:
    """The number before the words of a heading; None where it has none."""
    match = _PRINTED.match(fold(title))
    if match is None:
        return None
    if match["digit"]:
        return int(match["digit"])
    numeral = match["nth"] or match["numeral"]
    return sum(NUMERALS.index(digit) + 1 for digit in numeral)


def typed_title(text: str) -> str:
    """A heading as somebody typed or pasted it, as one line without space around it; "" for nothing."""
    return " ".join(text.split())
