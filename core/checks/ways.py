"""Ways and subjects of applications told in a row: what they come to, beside all applications in the tables."""

import functools
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
_ON_PAPER = "书面"
"""书面申请 is the name of an application too, and a way of applying beside others."""
_BESIDE = frozenset([_WAY, "channels", "apply", "request", "submit", "receive", "accept", "new"])
"""What may be said of a way of applying without narrowing it."""
_DIVIDED = re.compile(
    r"[按从依][^,;:。\d]{0,12}(?:渠道|方式|途径|来源|形式)[^,;:。\d]{0,6}(?:分|看)|(?:渠道|方式|途径|来源)(?:分别)?(?:为|是|:)"
    r"|(?:新收|所收|收到)的?(?:政府信息公开|信息公开)?申请(?:件)?[中里,]"
)
"""Words that divide all applications by their ways."""
_OF_REQUESTS = frozenset(["requests", "carried"])
_ROWS = (("received",), ("received", "carried_in"), ("concluded",))
_SUBJECTS = re.compile(
    r"[按从依](?:所|收到的)?申请(?:公开)?(?:所涉|涉及)?的?(?:领域|内容|事项|类型|类别)[^,;:。\d]{0,6}(?:分|看|统计|划分|归类)[,:]?[^,;。]*$"
)
_OTHERS = re.compile(r"其[他它余]|综合|剩余")
_SUM = re.compile("合计|共计|总计|共")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """The figures of ways, or of subjects, that follow one another, and whether words say that these are all."""

    sites: tuple[Site, ...]
    whole: bool
    name: str = "各渠道"

    @property
    def sum(self) -> Number:
        return total(site.amount.value for site in self.sites)


def findings(report: Report, passages: Sequence[Passage]) -> list[Finding]:
    """Every row without a total of its own that comes to more than all applications, or to less where it is all of them."""
    rows = (row for passage in passages for row in (*_rows(passage), *_subjects(passage)))
    return list(distinct(found for row in rows if (found := _judged(report, row))))


def _rows(passage: Passage) -> Iterator[_Row]:
    """The rows of a sentence that have no total of their own, right before or behind them."""
    for is_way, run in itertools.groupby(passage.sites, _is_way):
        sites = tuple(run)
        if is_way and len(sites) >= _LEAST and len({site.amount.unit for site in sites}) == 1 and not _has_total(passage, sites):
            yield _Row(sites, _DIVIDED.search(passage.sentence.between(sites[0].index)) is not None)


def _subjects(passage: Passage) -> Iterator[_Row]:
    """The subjects of applications, told with all others at the end: 从申请内容看，拆迁12件、规划5件、其他3件."""
    for site in passage.sites:
        if _SUBJECTS.search(passage.sentence.between(site.index)) and _is_counted(site):
            row = tuple(itertools.takewhile(functools.partial(_goes_on, site), passage.sites[site.index :]))
            if len(row) > _LEAST and _OTHERS.search(passage.sentence.between(row[-1].index)) and not _has_total(passage, row):
                yield _Row(row, True, "各类")


def _goes_on(first: Site, site: Site) -> bool:
    """Whether a figure is another of a row: in the same unit, with nothing but its name between."""
    between = site.sentence.between(site.index).lstrip()
    joined = site is first or (between[:1] in {"、", ",", ";"} and not re.search("[,;:。]", between[1:]))
    return bool(joined and _is_counted(site) and site.amount.unit == first.amount.unit and site.is_closed)


def _is_counted(site: Site) -> bool:
    amount = site.amount
    return amount.is_count and amount.unit != "" and not amount.approximate


def _has_total(passage: Passage, row: Sequence[Site]) -> bool:
    """Whether a figure in the same unit stands in the clause before a row, or sums it up."""
    first, last = row[0].index, row[-1].index
    before = first > 0 and ";" not in passage.sentence.between(first)
    behind = last + 1 < len(passage.sites) and _SUM.search(passage.sentence.between(last + 1)) is not None
    return (before and passage.sites[first - 1].amount.unit == row[0].amount.unit) or behind


def _is_way(site: Site) -> bool:
    """Whether a figure counts the applications that came in one way."""
    said = site.before.named
    known = (_WAY in said or _ON_PAPER in site.before.text) and said <= _BESIDE and not site.before.strange and site.is_closed
    return bool(
        known and _is_counted(site) and site.scope is Scope.WHOLE and not site.limited and site.talk.subject in _OF_REQUESTS
    )


def _judged(report: Report, row: _Row) -> Finding | None:
    sums = (tuple(CellRef("requests", name, "total") for name in names) for names in _ROWS)
    known = [value for cells in sums if (value := value_of(report, cells)) is not None]
    if not known or row.sum in known or (row.sum < max(known) and not row.whole):
        return None
    spans = tuple(site.sentence.span(site.amount.start, site.amount.bare_end) for site in row.sites)
    added = " + ".join(canonical(site.amount.value) for site in row.sites)
    message = f"{row.name}的申请相加为{added} = {canonical(row.sum)}，表三新收的申请为{canonical(known[0])}，请核对"
    values = tuple(span.text for span in spans)
    sides = (row.sum, known[0])
    return finding("claim.parts", message, spans[0].section, severity=Severity.INFO, spans=spans, sides=sides, values=values)
