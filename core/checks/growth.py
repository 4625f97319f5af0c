"""What the running text says of the year before, and of growth since, beside the report of that year."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from core.checks.claims import distinct, value_of
from core.checks.codes import finding
from core.findings import Finding
from core.narrative import Claim, Passage, named, of_last_year
from core.narrative.sentences import PAD
from core.narrative.sites import Scope, Site
from core.numbers import Number, canonical
from core.report import Report

_UP, _DOWN = "增长|增加|上升|提高|提升|增幅|上涨|多", "下降|减少|降低|回落|降幅|下滑|少"
_GROWTH = re.compile(f"(?P<up>{_UP})|(?P<down>{_DOWN})")
_YEARLY = re.compile(f"同比|同期|[较比与]{PAD}*(?:上年|去年)")
_ITS_OWN = re.compile(
    rf"[\s,(、]*(?:(?:总体|均|分别|与|较|比|同|{PAD}*上年|同期|去年|同比|相比|数量|总量|总数|呈|有所|大幅|小幅|明显|的|[,、(])"
    rf"|(?:{_UP}|{_DOWN})?\d[\d,]*[件个条宗份]?)*(?:{_UP}|{_DOWN})(?:了|到|率|幅度?|趋势|为|达|约|近|[,:\s])*"
)
"""Between a figure and the growth that is its own."""
_LAST_YEAR = re.compile(rf"[\s,(]*(?:比|较|与|同)?{PAD}*(?:上年|去年)(?:末|底|同期)?(?:的|为|是|有|共|仅)*\s*")
_FROM_LAST_YEAR = re.compile(rf"(?:(?:由|从){PAD}*(?:上年|去年)(?:末|底|同期)?(?:的)?|同比(?:由|从))\s*$")
_COMPARING = re.compile(rf"(?:数量|总量|总数)?(?:(?:[较比与同]|相比){PAD}*(?:上年|去年)|同比)")
"""Behind the name of what has grown."""
_AND_SO = re.compile(rf"\s*,\s*(?:同比|比例|幅度)?(?:{_UP}|{_DOWN})(?:了|率|幅度?|为|达|约)*")


def findings(report: Report, passages: Sequence[Passage], previous: Report | None) -> list[Finding]:
    """Every figure of the year before, and all growth, that its report does not bear out; nothing without that report."""
    if previous is None:
        return []
    found: list[Finding] = []
    said = [claim for passage in passages for claim in passage.claims.values() if claim.site.scope is Scope.WHOLE]
    for passage in passages:
        for site in passage.sites:
            if not site.amount.approximate:
                found += _judged(report, previous, passage, site, said)
    return list(distinct(found))


def _judged(report: Report, previous: Report, passage: Passage, site: Site, said: Sequence[Claim]) -> Iterator[Finding]:
    between = site.sentence.between(site.index)
    if site.amount.is_count and _FROM_LAST_YEAR.search(between):
        yield from _before(previous, passage.claims.get(site.index + 1), site)
    elif site.amount.is_count and _LAST_YEAR.fullmatch(between):
        yield from _before(previous, passage.claims.get(site.index - 1), site)
    elif claim := _grown(passage, site) or _named(said, site) or _by_name(report, passage, site):
        yield from _growth(report, previous, claim, site)
    elif site.amount.is_count and site.scope is Scope.ELSEWHERE and site.index not in passage.claims:
        yield from _before(previous, of_last_year(site, report), site)


def _before(previous: Report, claim: Claim | None, site: Site) -> Iterator[Finding]:
    """A figure of the year before that stands beside this year's."""
    then = _printed(previous, claim) if claim else []
    if claim is None or not then or site.amount.value in then:
        return
    span, right = site.sentence.span(site.amount.start, site.amount.bare_end), canonical(then[0])
    message = f"上年的“{span.text}{site.amount.unit}”（{claim.meaning.name}）：上年报告为{right}，请核对"
    sides = (site.amount.value, then[0])
    yield finding("claim.growth", message, span.section, spans=(span,), sides=sides, values=(span.text, right))


def _grown(passage: Passage, site: Site) -> Claim | None:
    """The figure of this year whose growth a figure tells."""
    counts = [one for one in passage.sites[: site.index] if one.amount.is_count and one.scope is not Scope.ELSEWHERE]
    claim = passage.claims.get(counts[-1].index) if counts else None
    if claim is None or claim.site.amount.approximate:
        return None
    between = site.sentence.text[claim.site.amount.end : site.amount.start]
    return claim if _YEARLY.search(between) and _ITS_OWN.fullmatch(between) else None


def _named(said: Sequence[Claim], site: Site) -> Claim | None:
    """The figure told elsewhere whose growth a share tells by its name: 与上年相比，新收申请数量增加5%."""
    between = site.sentence.between(site.index)
    clause = re.split("[,;:]", between)[-1]
    change = _GROWTH.search(clause)
    if not site.amount.is_share or change is None or not _YEARLY.search(between):
        return None
    name = clause[: change.start()].removesuffix("同比")
    named = (claim for claim in said if claim.cell and not claim.site.amount.approximate and claim.meaning.ending.search(name))
    return next(named, None) if name else None


def _by_name(report: Report, passage: Passage, site: Site) -> Claim | None:
    """The figure of the tables whose growth is told by its name: 申请量比上年增加5件，增长20%."""
    between = site.sentence.between(site.index)
    if site.index and site.amount.is_share and _AND_SO.fullmatch(between):
        return _by_name(report, passage, passage.sites[site.index - 1])
    clause = re.split("[,;:]", between)[-1]
    compared = _COMPARING.search(clause)
    if compared is None or not compared.start() or not _GROWTH.search(clause, compared.end()):
        return None
    claim = named(clause[: compared.start()], site, report)
    return claim if claim and claim.cell else None


def _growth(report: Report, previous: Report, claim: Claim, site: Site) -> Iterator[Finding]:
    """How much more or less than the year before, as a number or in per cent."""
    change = list(_GROWTH.finditer(site.sentence.between(site.index)))[-1]
    pairs = list(_pairs(report, previous, claim, site))
    share = site.amount.is_share
    if not pairs or (not share and not site.amount.is_count):
        return
    said = Decimal(site.amount.value) * (1 if change["up"] else -1)
    step = Decimal(1).scaleb(-site.amount.places)
    growth = [(Decimal(now) - then) * (100 / Decimal(then) if share else 1) for now, then in pairs if then or not share]
    if not growth or any(one.quantize(step, how) == said for one in growth for how in (ROUND_HALF_UP, ROUND_DOWN)):
        return
    right = growth[0].quantize(step, ROUND_HALF_UP)
    unit = "%" if share else site.amount.unit
    words = f"{'增长' if right >= 0 else '下降'}{abs(right):f}{unit}"
    ought = f"应为{words}" if right else "与上年持平"
    now, then = map(canonical, pairs[0])
    span = site.sentence.span(site.amount.start, site.amount.bare_end)
    quoted = f"{change[0]}{site.sentence.written[site.amount.start : site.amount.end]}"
    message = f"“{quoted}”：上年报告为{then}，本年为{now}，{ought}，请核对"
    yield finding("claim.growth", message, span.section, spans=(span,), sides=(said, right), values=(span.text, words))


def _printed(previous: Report, claim: Claim) -> list[Number]:
    values = (value_of(previous, cells) for cells in claim.sums)
    return [value for value in values if value is not None]


def _pairs(report: Report, previous: Report, claim: Claim, site: Site) -> Iterator[tuple[Number, Number]]:
    """This year's and last year's figure for a claim, in every reading."""
    for cells in claim.sums:
        then, now = value_of(previous, cells), value_of(report, cells)
        told = [] if claim.site.amount is site.amount else [claim.site.amount.value]
        if then is not None:
            yield from ((value, then) for value in dict.fromkeys([*told, *([] if now is None else [now])]))
