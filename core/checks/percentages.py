"""What is wrong with a percentage: not what its figures give, more than all there is, or what no count comes to."""

import re
from collections.abc import Sequence
from decimal import Decimal

from core.checks.codes import finding
from core.checks.proportions import Fraction
from core.findings import Finding, Severity
from core.narrative.sites import Site
from core.numbers import Number, canonical

GROWTH = re.compile(r"增长|增加|上升|提高|提升|增幅|上涨|下降|减少|降低|回落|降幅|下滑|同比|同期|[较比与]\x01*(?:上年|去年)")
CLAUSE = re.compile(r"[,;:。]")
_BOUNDED = re.compile(
    r"(?:办结|办理|答复|回复|公开|受理|满意|维持|纠错|纠正|合格)[率度][^,;:。\d]{0,4}$|占(?!用|地)[^,;:。\d]{0,24}$"
)
_ALL = 100
_AS_NEAR = 2
"""Another way to reckon is told where its outcome is no further off than so many times that of the best one."""


def not_what_it_is(site: Site, fractions: Sequence[Fraction], beside: Sequence[Site] = ()) -> Finding | None:
    """What is wrong with a percentage; `beside` are the figures that it is told with."""
    amount = site.amount
    if not fractions or any(fraction.percent(amount.places) == amount.value for fraction in fractions):
        return None
    cut = next((one for one in fractions if one.percent(amount.places, cut=True) == amount.value), None)
    one = cut or min(fractions, key=lambda fraction: abs(fraction.percent(amount.places) - amount.value))
    span, *others = (site.sentence.span(item.amount.start, item.amount.bare_end) for item in (site, *beside))
    right = one.percent(amount.places)
    why = "多出的位数被直接舍去，四舍五入" if cut else "按文中的数字"
    also = "" if cut else _otherwise(fractions, Decimal(amount.value), right, amount.places)
    message = f"“{span.text}”：{why}应为{right:f}%（{one.words(max(2, amount.places))}）{also}，请核对"
    return finding(
        "claim.percent",
        message,
        span.section,
        severity=Severity.INFO if cut else None,
        spans=(span, *others),
        sides=(amount.value, right),
        values=(span.text, f"{right:f}", canonical(one.part), canonical(one.whole)),
    )


def more_than_all(site: Site) -> Finding | None:
    """What is wrong with a rate or a share of more than all."""
    lead = CLAUSE.split(site.sentence.text[: site.amount.start])[-1]
    if site.amount.value <= _ALL or not _BOUNDED.search(lead) or GROWTH.search(lead):
        return None
    span = site.sentence.span(site.amount.start, site.amount.bare_end)
    message = f"“{span.text}”：这样的比率不会超过100%，请核对"
    return finding("claim.percent", message, span.section, spans=(span,), values=(span.text,))


def out_of_reach(site: Site, wholes: Sequence[Number]) -> Finding | None:
    """What is wrong with a rate that no count of these wholes comes to: 4件，按时办结率96%."""
    written, places = site.amount.value, site.amount.places
    if not wholes or any(_reaches(whole, written, places) for whole in wholes):
        return None
    span = site.sentence.span(site.amount.start, site.amount.bare_end)
    message = f"“{span.text}”：一共{canonical(wholes[0])}件，不论其中有几件，都算不出这个比率，请核对"
    return finding("claim.percent", message, span.section, spans=(span,), values=(span.text, canonical(wholes[0])))


def _reaches(whole: Number, written: Number, places: int) -> bool:
    near = int(Decimal(written) * Decimal(whole) / _ALL)
    return any(Fraction(part, whole).is_percent(written, places) for part in (near, near + 1) if part <= whole)


def _otherwise(fractions: Sequence[Fraction], written: Decimal, right: Decimal, places: int) -> str:
    """What it would be with another part or whole, where that is about as near to what is written."""
    others = ((one.quotient, one.percent(places)) for one in fractions)
    far = _AS_NEAR * abs(right - written)
    near = ((quotient, percent) for quotient, percent in others if percent != right and abs(percent - written) <= far)
    quotient, percent = next(near, ("", right))
    return f"；如果是按{quotient}算，应为{percent:f}%" if quotient else ""
