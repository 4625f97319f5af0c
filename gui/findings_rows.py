"""The findings as lines of a list: put into groups, filtered, with those set aside folded away at the end."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.checks.codes import codes
from core.findings import Finding, Severity, Verdict
from core.report import Report
from gui.walk import FACTS, section_of

ASIDE = "aside"
"""The group of those set aside."""


class Grouping(enum.StrEnum):
    """What the groups of the list are."""

    SEVERITY = "severity"
    SECTION = "section"
    KIND = "kind"

    @property
    def label(self) -> str:
        return {"severity": "按级别", "section": "按部分", "kind": "按种类"}[self]


@dataclass(frozen=True, slots=True)
class Listing:
    """How the list is to be shown; `folded` holds the groups of which only the heading is seen."""

    grouping: Grouping = Grouping.SEVERITY
    severities: frozenset[Severity] = frozenset(Severity)
    words: str = ""
    folded: frozenset[str] = frozenset({ASIDE})

    @property
    def filters(self) -> bool:
        return bool(self.words) or self.severities != frozenset(Severity)

    def admits(self, finding: Finding) -> bool:
        """Whether a finding is to be seen."""
        return finding.severity in self.severities and self.words.casefold() in finding.message.casefold()


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the heading of a group (no finding), or a finding, with the reason when it was set aside."""

    text: str
    finding: Finding | None = None
    reason: str | None = None
    group: str = ""
    folded: bool = False


def rows_of(report: Report, verdict: Verdict, listing: Listing) -> Iterator[Row]:
    """All lines: the groups in their order, each worst first, then those set aside."""
    groups: dict[tuple[int, str], list[Finding]] = {}
    for found in filter(listing.admits, verdict.findings):
        groups.setdefault(_group(report, found, listing.grouping), []).append(found)
    for order, name in sorted(groups):
        yield from _rows(name, name, [(found, None) for found in groups[order, name]], listing)
    aside = [(found, reason) for found, reason in verdict.aside if listing.admits(found)]
    if aside:
        yield from _rows(ASIDE, "已搁置", aside, listing)


def _rows(group: str, name: str, held: Sequence[tuple[Finding, str | None]], listing: Listing) -> Iterator[Row]:
    folded = group in listing.folded
    yield Row(f"{name}  {len(held)} 处", group=group, folded=folded)
    if not folded:
        yield from (Row(found.message, found, reason, group) for found, reason in held)


def _group(report: Report, found: Finding, grouping: Grouping) -> tuple[int, str]:
    """The place of a group among the others, and its name."""
    if grouping is Grouping.SEVERITY:
        return list(Severity).index(found.severity), found.severity.label
    if grouping is Grouping.KIND:
        keys = list(codes())
        known = found.code in codes()
        return (keys.index(found.code), codes()[found.code].name) if known else (len(keys), "其他")
    number = section_of(report, found)
    section = report.section(number)
    return number, "整篇报告" if number == FACTS else section.title if section and section.title else f"第{number}部分"
