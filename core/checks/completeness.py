"""What the running text has to speak of: the five strands of the overview, and the fee for handling information."""

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from core.checks.codes import finding
from core.checks.structure import NUMERALS, says_nothing
from core.findings import Finding
from core.folding import fold
from core.forms import RESOURCES
from core.report import Report

_FORMS = ("2021",)
"""The forms that ask for it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to be spoken of, and the pattern by which it is known that it was."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: the topics of the section of the overview, and the fee in the section of other matters."""

    overview: int
    strands: tuple[Topic, ...]
    fee_section: int
    fee: Topic


def findings(report: Report) -> list[Finding]:
    """Everything that a report on a form in force leaves unsaid."""
    if report.form is None or report.form.key not in _FORMS:
        return []
    return [*_strands(report, wanted()), *_fee(report, wanted())]


def _strands(report: Report, wanted: Wanted) -> Iterator[Finding]:
    section = report.section(wanted.overview)
    if section is None:
        return
    text = fold(section.text)
    missing = [strand.name for strand in wanted.strands if not strand.pattern.search(text)]
    if missing:
        whole = f"这一部分应包括{'、'.join(strand.name for strand in wanted.strands)}"
        left_out = "任何一个方面" if len(missing) == len(wanted.strands) else "、".join(missing)
        message = f"第{NUMERALS[section.number - 1]}部分没有写到{left_out}；{whole}"
        yield finding("section.strand_missing", message, section.number, values=tuple(missing))


def _fee(report: Report, wanted: Wanted) -> Iterator[Finding]:
    section = report.section(wanted.fee_section)
    if section is None or says_nothing(section.text) or wanted.fee.pattern.search(fold(section.text)):
        return
    message = f"第{NUMERALS[section.number - 1]}部分没有说明收取信息处理费的情况；没有收取的，也应写明“未收取”"
    yield finding("section.fee_missing", message, section.number, values=(section.text,))


@functools.cache
def wanted() -> Wanted:
    """What resources/completeness.toml asks for; KeyError when an entry is missing."""
    with (RESOURCES / "completeness.toml").open("rb") as stream:
        data = tomllib.load(stream)
    overview, fee = data["overview"], data["fee"]
    strands = tuple(_topic(entry["name"], entry["words"]) for entry in overview["strands"])
    return Wanted(overview["section"], strands, fee["section"], _topic("信息处理费", fee["words"]))


def _topic(name: str, words: list[str]) -> Topic:
    return Topic(name, re.compile("|".join(words)))
