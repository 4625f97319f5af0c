"""Ways of applying told in a row: what they come to, beside all applications in the tables."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.checks.claims import distinct
from core.checks.codes import finding
from core.checks.values import value_of
from core.findings import Finding, Severity
from core.forms import CellRef
from core.narrative import Passage
from core.narrative.scopes import Scope
from core.narrative.sites import Site
from core.numbers import Number, canonical, total
from core.report import Report

_WAY = "channel"
_BESIDE = frozenset([_WAY, "channels", "apply", "request", "submit", "receive", "accept", "new"])
"""What may be said of a way of applying without narrowing it."""
_DIVIDED = re.compile(
    r"[按从依][^,;:。\d]{0,12}(?:渠道|方式|途径|来源|形式)[^,;:。\d]{0,6}(?:分|看)|(?:渠道|方式|途径|来源)(?:分别)?(?:为|是|:)"
)
"""Words that divide all applications by their ways."""
_OF_REQUESTS = frozenset(["requests", "carried"])
_ROWS = (("received",), ("received", "carried_in"), ("concluded",))
_SUM = re.compile("合计|共计|总计|共")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """The figures of ways that follow one another, and whether words say that these are all."""

    sites: tuple[Site, ...]
    whole: bool

    @property
    def sum(self) -> Number:
        return total(site.amount.value for site in self.sites)


def findings(report: Report, passages: Sequence[Passage]) -> list[Finding]:
    """Every row of ways without a total of its own that comes to more than all applications, or to less where it is all of them."""
    rows = (row for passage in passages for row in _rows(passage))
    return list(distinct(found for row in rows if (found := _judged(report, row))))


def _rows(passage: Passage) -> Iterator[_Row]:
    """The rows of a sentence that have no total of their own, right before or behind them."""
    for is_way, run in itertools.groupby(passage.sites, _is_way):
        sites = tuple(run)
        if is_way and len(sites) >= _LEAST and len({site.amount.unit for site in sites}) == 1 and not _has_total(passage, sites):
            yield _Row(sites, _DIVIDED.search(passage.sentence.between(sites[0].index)) is not None)


def _has_total(passage: Passage, row: Sequence[Site]) -> bool:
    """Whether a figure in the same unit stands in the clause before a row, or sums it up."""
    first, last = row[0].index, row[-1].index
    before = first > 0 and ";" not in passage.sentence.between(first)
    behind = last + 1 < len(passage.sites) and _SUM.search(passage.sentence.between(last + 1)) is not None
    return (before and passage.sites[first - 1].amount.unit == row[0].amount.unit) or behind


def _is_way(site: Site) -> bool:
    """Whether a figure counts the applications that came in one way."""
    said = site.before.named
    known = _WAY in said and said <= _BESIDE and not site.before.strange and site.is_closed
    exact = site.amount.is_count and site.amount.unit and not site.amount.approximate
    return bool(known and exact and site.scope is Scope.WHOLE and not site.limited and site.talk.subject in _OF_REQUESTS)


def _judged(report: Report, row: _Row) -> Finding | None:
    sums = (tuple(CellRef("requests", name, "total") for name in names) for names in _ROWS)
    known = [value for cells in sums if (value := value_of(report, cells)) is not None]
    if not known or row.sum in known or (row.sum < max(known) and not row.whole):
        return None
    spans = tuple(site.sentence.span(site.amount.start, site.amount.bare_end) for site in row.sites)
    added = " + ".join(canonical(site.amount.value) for site in row.sites)
    message = f"各渠道的申请相加为{added} = {canonical(row.sum)}，表三新收的申请为{canonical(known[0])}，请核对"
    values = tuple(span.text for span in spans)
    sides = (row.sum, known[0])
    return finding("claim.parts", message, spans[0].section, severity=Severity.INFO, spans=spans, sides=sides, values=values)
