"""Corrections of the running text: the figure that a finding disputes, written as it should be."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core import narrative
from core.checks.arithmetic import judge_equation
from core.checks.claims import name_of
from core.checks.values import in_unit, value_of
from core.dates import YEAR, year_like
from core.edits import SetSections
from core.findings import Finding, Span, State
from core.folding import fold
from core.narrative import Claim, Passage
from core.narrative.scopes import Scope
from core.narrative.sentences import Sentence
from core.narrative.sites import Site
from core.narrative.vocabulary import Sum
from core.narrative.writing import respelled
from core.numbers import Number
from core.report import Report

_Wanted = tuple[Span, Number, str]


@dataclass(frozen=True, slots=True)
class Rewording:
    """Some words of a section's text and what should stand there instead; `why` says where that comes from."""

    span: Span
    text: str
    why: str = ""


def rewordings(report: Report, finding: Finding, passages: Sequence[Passage] | None = None) -> tuple[Rewording, ...]:
    """The ways to put right the figure of the text that a finding is about, the likeliest first; () where there is none.

    Args:
        report: The report as it is.
        finding: One of its findings.
        passages: What was understood of its text, where that is at hand.
    """
    if not finding.spans or not all(stands(report, span) for span in finding.spans):
        return ()
    if finding.code == "year.stale":
        return tuple(_years(report, finding.spans[0]))
    if not finding.code.startswith("claim."):
        return ()
    understood = narrative.read(report) if passages is None else passages
    shown = (passage for passage in understood if stands(report, whole(passage.sentence)))
    sites = {place_of(site): (site, passage) for passage in shown for site in passage.sites}
    offered: dict[tuple[Span, str], Rewording] = {}
    for span, value, why in _wanted(report, finding, sites):
        site, _ = sites[span.section, span.start]
        words = respelled(site.sentence, site.index, value)
        if words is not None and words != span.text:
            offered.setdefault((span, words), Rewording(span, words, why))
    return tuple(offered.values())


def _years(report: Report, span: Span) -> Iterator[Rewording]:
    """The year of the report in place of another, as that was written."""
    written, year = re.search(YEAR, fold(span.text)), report.header.year
    if written and year:
        place = replace(span, end=span.start + written.end(), text=span.text[: written.end()])
        yield Rewording(place, f"{span.text[: written.start()]}{year_like(written[0], year)}", "与本报告的年份一致")


def place_of(site: Site) -> tuple[int, int]:
    """The section in which a figure stands, and where it begins there."""
    return site.sentence.section, site.sentence.start + site.amount.start


def _wanted(report: Report, finding: Finding, sites: dict[tuple[int, int], tuple[Site, Passage]]) -> Iterator[_Wanted]:
    """The figures of a finding with the values that they may be meant to have, and why."""
    span, left, right = finding.spans[0], finding.left, finding.right
    if any((one.section, one.start) not in sites for one in finding.spans):
        return
    site, passage = sites[span.section, span.start]
    if finding.code == "claim.table":
        claim = passage.claims.get(site.index)
        whole = claim is not None and claim.site.scope is Scope.WHOLE
        yield from ((span, value, why) for value, why in (_printed(report, claim) if claim and whole else ()))
    elif left is None or right is None:
        return
    elif finding.code == "claim.inner":
        yield from ((span, right, "与前面的说法一致"), (finding.spans[1], left, "与后面的说法一致"))
    elif (left < 0) == (right < 0):
        why = "按上年的报告推算" if finding.code == "claim.growth" else "按文中的数字推算"
        yield span, right if right >= 0 else -right, why


def _printed(report: Report, claim: Claim) -> Iterator[tuple[Number, str]]:
    """What the tables give for a figure of the text, in every reading; nothing where they do not add up themselves."""
    for cells in claim.sums:
        value = value_of(report, cells)
        if value is not None and report.form is not None and not _in_doubt(report, cells):
            yield told(claim, value), f"与{name_of(report, report.form, cells)}一致"


def _in_doubt(report: Report, cells: Sum) -> bool:
    """Whether one of some cells stands in a sum that fails: then the table may be wrong, and the text right."""
    grids = [report.grids[key] for key in dict.fromkeys(ref.grid for ref in cells) if key in report.grids]
    touched = ((grid, equation) for grid in grids for equation in grid.equations if not set(cells).isdisjoint(equation.cells))
    return any(judge_equation(grid, equation).state is State.FAILED for grid, equation in touched)


def told(claim: Claim, value: Number) -> Number:
    """A value of the tables as a figure of the text tells it: money, and figures in 万, in its unit and rounded as it is."""
    amount = claim.site.amount
    return in_unit(value, amount) if amount.is_money or amount.scale > 1 else value


def whole(sentence: Sentence) -> Span:
    """All the words of a sentence."""
    return sentence.span(0, len(sentence.written))


def stands(report: Report, span: Span) -> bool:
    """Whether the words of a span stand where it says, in the first section of its number."""
    section = report.section(span.section)
    return section is not None and section.text[span.start : span.end] == span.text


def reword(report: Report, label: str, changes: Iterable[Rewording]) -> SetSections:
    """The edit that puts all these words into the text, and leaves every other character as it is.

    Of two sections with one number the first is meant. ValueError when the words to be replaced do not stand there.
    """
    grouped: dict[int, list[Rewording]] = defaultdict(list)
    for change in dict.fromkeys(changes):
        if not stands(report, change.span):
            raise ValueError(f"no such words: {change.span}")
        grouped[change.span.section].append(change)
    first = {number: report.section(number) for number in grouped}
    return SetSections(
        label,
        tuple(
            replace(section, text=reworded(section.text, grouped[section.number]))
            if first.get(section.number) is section
            else section
            for section in report.sections
        ),
    )


def reworded(text: str, changes: Iterable[Rewording], start: int = 0) -> str:
    """The text that stands from `start` of a section on, with some words replaced."""
    for change in sorted(changes, key=lambda one: one.span.start, reverse=True):  # the places of those before still hold
        text = text[: change.span.start - start] + change.text + text[change.span.end - start :]
    return text
