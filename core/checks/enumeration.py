"""Enumerations such as 一是…二是…三是…: a number skipped, written twice, or a run that does not begin at one."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from core.checks.codes import finding
from core.checks.passages import MOST
from core.checks.structure import bare_title
from core.findings import Finding, Span
from core.folding import fold
from core.report import Report, Section

_PROSE = (1, 5, 6)
"""The sections that are running text; numbered lines in the others may be rows of a table that was not recognised."""
_CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", *(f"十{digit}" for digit in "一二三四五六七八九"))
_CIRCLED = tuple(map(chr, range(0x2460, 0x2474)))  # ① to ⑳
_QUOTED = 12


@dataclass(frozen=True, slots=True)
class _Style:
    """One way of numbering. `marker` holds the number in its group n and is looked for in folded text."""

    marker: re.Pattern[str]
    numbers: Mapping[str, int]


_BY_CHINESE = {numeral: number for number, numeral in enumerate(_CHINESE, 1)}
_BY_DIGITS = {str(number): number for number in range(1, 31)}
_BY_CIRCLE = {circle: number for number, circle in enumerate(_CIRCLED, 1)}

_NUMERAL = r"(?P<n>[一二三四五六七八九]|十[一二三四五六七八九]?)"
_CLAUSE = r"(?<![^\s。;:,、!?)\"])"  # at the beginning, or behind one of these: one look back is quicker than two
_SENTENCE = r"(?<![^\s。;:!?])"
_STYLES = (
    _Style(re.compile(rf"{_CLAUSE}{_NUMERAL}是"), _BY_CHINESE),
    _Style(re.compile(rf"{_CLAUSE}{_NUMERAL}要(?!素|件|点)"), _BY_CHINESE),
    _Style(re.compile(rf"{_SENTENCE}第{_NUMERAL}(?:是|(?=[,:])|(?=、)(?!、第?[一二三四五六七八九十]))"), _BY_CHINESE),
    _Style(re.compile(rf"{_SENTENCE}\({_NUMERAL}\)"), _BY_CHINESE),
    _Style(re.compile(rf"{_SENTENCE}\((?P<n>\d{{1,2}})\)"), _BY_DIGITS),
    _Style(re.compile(r"^ *(?P<n>\d{1,2})[.、](?!\d)", re.MULTILINE), _BY_DIGITS),
    _Style(re.compile(r"(?P<n>[①-⑳])"), _BY_CIRCLE),
)

_OPENER = r"[\s。;:,、!?)]"
_NUMBERS_NOTHING = "(?![些批定般直旦律系年季次件级部个])"
"""After 一: words such as 一些 and 一批."""
_WORDS = {1: ("首先", "首要"), 2: ("其次", "再次")}


def findings(report: Report) -> list[Finding]:
    """Every number that does not follow the one before it, in the sections of running text."""
    return [found for section in report.sections if section.number in _PROSE for found in islice(_in_section(section), MOST)]


def _in_section(section: Section) -> Iterator[Finding]:
    text = fold(section.text)
    for style in _STYLES:
        last, end = 0, 0
        for match in style.marker.finditer(text):
            number = style.numbers.get(match["n"])
            if number is None:
                continue
            if number not in {1, last + 1} and not _otherwise(section, text[end : match.start()], last, number):
                yield _finding(section, match, style, last)
            last, end = number, match.end()


def _otherwise(section: Section, between: str, last: int, number: int) -> bool:
    """Whether the numbers that are missing stand there in another manner: 首先, 一方面, 第一, （1）."""
    if not last:
        between = f"{fold(bare_title(section.title))}\n{between}"
    missing = range(last + 1, number) if number > last else range(1, number)
    return bool(missing) and all(_manner(number).search(between) for number in missing)


@functools.cache
def _manner(number: int) -> re.Pattern[str]:
    """A number in any manner that may stand in for a marker of another style."""
    ways = [rf"(?<!\d){number}[.、)]", *_WORDS.get(number, ())]
    if number <= len(_CHINESE):
        numeral = _CHINESE[number - 1]
        ways += [rf"[第其(]{numeral}", rf"{numeral}[是要]"]
        ways += [rf"{_OPENER}{numeral}{_NUMBERS_NOTHING if number == 1 else ''}", _CIRCLED[number - 1]]
    return re.compile("|".join(ways))


def _finding(section: Section, match: re.Match[str], style: _Style, last: int) -> Finding:
    start = match.end() - len(match[0].lstrip())
    span = Span(section.number, start, match.end(), section.text[start : match.end()])
    follows = re.split(r"[，。；：,;:\s]", section.text[span.end : span.end + _QUOTED], maxsplit=1)[0]
    wrong = _wrong(style, span.text, match["n"], last)
    before = section.text.count(span.text, 0, start)
    return finding(
        "text.enumeration",
        f"“{span.text}{follows}…”{wrong}，请核对序号",
        section.number,
        spans=(span,),
        values=(str(last), span.text),
        subject=str(before or ""),
    )


def _wrong(style: _Style, marker: str, numeral: str, last: int) -> str:
    """What is wrong with a marker that comes after that of the number `last`, 0 when it is the first."""
    number = style.numbers[numeral]
    if number == last:
        return f"与前一项的序号重复，都是“{marker}”"
    expected = 1 if number == 2 else last or 1
    written = next(other for other, value in style.numbers.items() if value == expected)
    other = marker.replace(numeral, written)
    return f"前面没有“{other}”" if expected == 1 != last else f"前面是“{other}”，序号不连续"
