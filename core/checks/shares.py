"""Percentages in the running text, reckoned again: shares of a whole, rates, growth over the year before."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from core.checks.claims import distinct, value_of
from core.checks.codes import finding
from core.findings import Finding, Severity
from core.forms import CellRef
from core.narrative import Claim, Passage
from core.narrative.amounts import Amount
from core.narrative.sites import Site
from core.numbers import Number, canonical
from core.report import Report

_SHARE = re.compile(r"占[^,;:。]{0,24}$|(?:比例|比重|占比)(?:约|达|为|是)*[^,;:。]{0,4}$")
_RATE = re.compile(r"(?P<what>办结|答复|办理|回复)率[^,;:。]{0,6}$")
_TIMELY = re.compile(r"(?:按时|按期|及时|限期|时限|期限|规范|满意)[^,;:。]{0,4}$")
_GROWTH = re.compile(r"(?P<up>增长|增加|上升|提高|提升|增幅|上涨)|(?P<down>下降|减少|降低|回落|降幅|下滑)")
_YEARLY = re.compile(r"同比|[较比与](?:上年|同期|去年)|同期")
_OF_RECEIVED = re.compile(r"占[^,;:。]{0,10}(?:申请|收到|新收|受理|来件)[^,;:。]{0,8}$")
_OF_CONCLUDED = re.compile(r"占[^,;:。]{0,8}(?:办结|答复|办理|处理|结果)[^,;:。]{0,8}$")
_RECEIVED, _CONCLUDED = ("received", "handled"), ("concluded",)
_RESULTS = frozenset(["granted", "partly", "refused", "unavailable", "unprocessed", "other_handling"])
_ROWS = {"received": (("received",), ("received", "carried_in")), "concluded": (("concluded",),)}


@dataclass(frozen=True, slots=True)
class _Fraction:
    """A part and the whole that it may be a share of."""

    part: Number
    whole: Number

    def percent(self, places: int, *, cut: bool = False) -> Decimal:
        exact = Decimal(self.part) * 100 / Decimal(self.whole)
        return exact.quantize(Decimal(1).scaleb(-places), ROUND_DOWN if cut else ROUND_HALF_UP)

    def words(self, places: int) -> str:
        return f"{canonical(self.part)}÷{canonical(self.whole)}={self.percent(places):f}%"


def findings(report: Report, passages: Sequence[Passage], previous: Report | None = None) -> list[Finding]:
    """Every percentage whose figures are known and which is not what they give."""
    found: list[Finding | None] = []
    for number, passage in enumerate(passages):
        for site in passage.sites:
            if not site.amount.is_share or site.amount.approximate:
                continue
            before = passages[number - 1] if number and passages[number - 1].sentence.section == passage.sentence.section else None
            found.append(_judged(report, passage, before, site, previous))
    return list(distinct(filter(None, found)))


def _judged(report: Report, passage: Passage, before: Passage | None, site: Site, previous: Report | None) -> Finding | None:
    lead = site.sentence.text[: site.amount.start]
    clause = re.split(r"[,;:。]", lead)[-1]
    if _GROWTH.search(clause) or _YEARLY.search(clause):
        return _grown(report, passage, site, clause, lead, previous)
    if rate := _RATE.search(lead):
        return None if _TIMELY.search(lead[: rate.start()]) else _verdict(site, _rates(report, passage, before))
    if _SHARE.search(lead) or _follows(passage, site):
        return _verdict(site, _shares(report, passage, before, site, lead))
    return None


def _follows(passage: Passage, site: Site) -> bool:
    """Whether a percentage stands in brackets right behind a count: 20件（80%）."""
    between = site.sentence.between(site.index)
    return site.index > 0 and passage.sites[site.index - 1].amount.is_count and between.strip() == "("


# ── shares and rates ─────────────────────────────────────────────────


def _shares(report: Report, passage: Passage, before: Passage | None, site: Site, lead: str) -> list[_Fraction]:
    """The fractions that a share may be meant as, the likeliest first."""
    part = _part(passage, site)
    if part is None or part.approximate:
        return []
    claim = passage.claims.get(_index(passage, part))
    wholes = _wholes(report, passage, before, part, lead, claim)
    parts = [part.value, *_table(report, [claim] if claim else [])]
    return [_Fraction(value, one) for value in dict.fromkeys(parts) for one in dict.fromkeys(wholes) if one >= value and one]


def _index(passage: Passage, amount: Amount) -> int:
    return passage.sentence.amounts.index(amount)


def _part(passage: Passage, site: Site) -> Amount | None:
    """The count that a share is about: the nearest before it; of shares told together, the one in the same place.

    What was said in brackets, which have been closed since, is an aside: 公开30件（含部分公开4件），占60%.
    """
    run = 0
    while run < site.index and passage.sites[site.index - 1 - run].amount.is_share and _joined(site, site.index - run):
        run += 1
    counts = [other.amount for other in passage.sites[: site.index - run] if other.amount.is_count and not _is_aside(other, site)]
    behind = 0
    while _next_joined(passage, site.index + behind + 1):
        behind += 1
    return counts[-1 - behind] if len(counts) > behind else None


def _is_aside(part: Site, site: Site) -> bool:
    """Whether a figure stands in brackets that are closed before another."""
    between = site.sentence.text[part.amount.end : site.amount.start]
    return re.match(r"[^(]*\)", between) is not None


def _joined(site: Site, index: int) -> bool:
    return re.fullmatch(r"\s*(?:、|和|及|与|以及|,)\s*", site.sentence.between(index)) is not None


def _next_joined(passage: Passage, index: int) -> bool:
    inside = index < len(passage.sites) and passage.sites[index].amount.is_share
    return inside and _joined(passage.sites[index], index)


def _wholes(report: Report, passage: Passage, before: Passage | None, part: Amount, lead: str, claim: Claim | None) -> list[Number]:
    """The counts that a part may be a share of."""
    asked = "requests" in passage.sites[-1].talk.mentioned if passage.sites else False
    received, concluded = _said(report, passage, before, _RECEIVED), _said(report, passage, before, _CONCLUDED)
    if asked and _OF_RECEIVED.search(lead):
        return received
    if asked and _OF_CONCLUDED.search(lead):
        return [*concluded, *received]
    index = _index(passage, part)
    earlier = [
        site.amount.value
        for site in (*(before.sites if before else ()), *passage.sites[:index])
        if site.amount.is_count and site.amount.unit == part.unit and site.amount.value > part.value
    ]
    if claim is None or (claim.meaning.part == "" and claim.meaning.key not in {"concluded", "carried_out"}):
        return earlier
    own = [*concluded, *received] if claim.meaning.key in _RESULTS else [*received, *concluded]
    return [*own, *earlier]


def _said(report: Report, passage: Passage, before: Passage | None, keys: Iterable[str]) -> list[Number]:
    """What the text nearby and the tables give for some figures."""
    near = [*passage.claims.values(), *(before.claims.values() if before else ())]
    claims = [claim for claim in near if claim.meaning.key in keys and not claim.site.amount.approximate]
    return [*(claim.site.amount.value for claim in claims), *_table(report, claims), *_totals(report, keys)]


def _table(report: Report, claims: Iterable[Claim]) -> list[Number]:
    values = (value_of(report, cells) for claim in claims for cells in claim.sums)
    return [value for value in values if value is not None]


def _totals(report: Report, keys: Iterable[str]) -> list[Number]:
    """What the tables give for some figures, for what came in with and without what was carried in."""
    sums = (tuple(CellRef("requests", row, "total") for row in rows) for key in keys for rows in _ROWS.get(key, ()))
    return [value for cells in sums if (value := value_of(report, cells)) is not None]


def _rates(report: Report, passage: Passage, before: Passage | None) -> list[_Fraction]:
    """What was concluded of what came in."""
    if not passage.sites or passage.sites[-1].talk.subject != "requests":
        return []
    done = _said(report, passage, before, _CONCLUDED)
    came = _said(report, passage, before, _RECEIVED)
    return [_Fraction(one, all_) for one in dict.fromkeys(done) for all_ in dict.fromkeys(came) if all_ >= one and all_]


def _verdict(site: Site, fractions: Sequence[_Fraction]) -> Finding | None:
    amount = site.amount
    if not fractions or any(fraction.percent(amount.places) == amount.value for fraction in fractions):
        return None
    cut = next((one for one in fractions if one.percent(amount.places, cut=True) == amount.value), None)
    one = cut or min(fractions, key=lambda fraction: abs(fraction.percent(amount.places) - amount.value))
    span = site.sentence.span(amount.start, amount.end)
    right = one.percent(amount.places)
    others = [other.words(amount.places) for other in fractions if other.percent(amount.places) != right and not cut][:2]
    also = f"（若按另一基数，{'，'.join(others)}）" if others else ""
    why = "多出的位数被直接舍去，四舍五入" if cut else "按文中的数字"
    message = f"“{span.text}”：{why}应为{right:f}%（{one.words(max(2, amount.places))}）{also}，请核对"
    return finding(
        "claim.percent",
        message,
        span.section,
        severity=Severity.INFO if cut else None,
        spans=(span,),
        sides=(amount.value, right),
        values=(span.text, f"{right:f}", canonical(one.part), canonical(one.whole)),
    )


# ── growth ───────────────────────────────────────────────────────────


def _grown(report: Report, passage: Passage, site: Site, clause: str, lead: str, previous: Report | None) -> Finding | None:
    """Growth beside last year's figure, from that report or from the same sentence."""
    if not _YEARLY.search(lead) or previous is None:
        return None
    claims = [claim for index, claim in passage.claims.items() if index < site.index]
    if not claims or claims[-1].site.amount.approximate or not (change := _GROWTH.search(clause)):
        return None
    pairs = list(_pairs(report, previous, claims[-1]))
    growth = [(now - then) * 100 / Decimal(then) for now, then in pairs]
    said = Decimal(site.amount.value) * (1 if change["up"] else -1)
    step = Decimal(1).scaleb(-site.amount.places)
    if not growth or any(one.quantize(step, rule) == said for one in growth for rule in (ROUND_HALF_UP, ROUND_DOWN)):
        return None
    span = site.sentence.span(site.amount.start, site.amount.end)
    now, then = pairs[0]
    right = growth[0].quantize(step, ROUND_HALF_UP)
    words = f"{'增长' if right >= 0 else '下降'}{abs(right):f}%"
    message = f"“{change[0]}{span.text}”：上年报告为{canonical(then)}，本年为{canonical(now)}，应为{words}，请核对"
    return finding("claim.growth", message, span.section, spans=(span,), sides=(said, right), values=(span.text, words))


def _pairs(report: Report, previous: Report, claim: Claim) -> Iterator[tuple[Number, Number]]:
    """This year's and last year's figure for a claim, in every reading."""
    for cells in claim.sums:
        then, now = value_of(previous, cells), value_of(report, cells)
        for value in dict.fromkeys([claim.site.amount.value, *([] if now is None else [now])]):
            if then:
                yield value, then
