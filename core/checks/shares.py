"""Percentages in the running text, reckoned again: shares of a whole, and rates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from core.checks.claims import distinct
from core.checks.codes import finding
from core.checks.proportions import CONCLUDED, RECEIVED, TOTALS, Fraction, Setting, counted_before, of_count, wholes_of
from core.checks.rates import bases, is_rate, rates
from core.findings import Finding, Severity
from core.narrative import Claim, Passage
from core.narrative.lexicon import NOTHING, Phrase
from core.narrative.naming import named_by
from core.narrative.sites import Site
from core.narrative.vocabulary import Meaning, vocabulary
from core.numbers import Number, canonical, total
from core.report import Report

_SHARE = re.compile(r"占[^,;:。]{0,24}$|(?:比例|比重|占比|纠错率|纠正率|维持率)(?:约|达|为|是)*[^,;:。]{0,4}$")
_GROWTH = re.compile(r"增长|增加|上升|提高|提升|增幅|上涨|下降|减少|降低|回落|降幅|下滑|同比|同期|[较比与]\x01*(?:上年|去年)")
_TAKES = re.compile(r"(?:所|各|约|共|仅|均|分别)*占(?!用|地)")
_WHOLE_ENDS = re.compile(r"(?:的)?(?:比例|比重|百分比|比率)?(?:的|约|为|达|是|分别|到|近)*$")
_BARE = re.compile(r"(?:比|比例|比重|比率)?")
_BEHIND = re.compile(r"\s*[,(]?(?:约)?占|\($")
_OUTCOME = re.compile(r"(?:纠错率|纠正率|维持率)[^,;:。]{0,4}$")
_CLAUSE = re.compile(r"[,;:。]")
_BOUNDED = re.compile(
    r"(?:办结|办理|答复|回复|公开|受理|满意|维持|纠错|纠正|合格)[率度][^,;:。\d]{0,4}$|占(?!用|地)[^,;:。\d]{0,24}$"
)
_BOTH = frozenset(["both"])
_ALL = 100
_PAIR = 2
_AS_NEAR = 2
"""Another way to reckon is told where its outcome is no further off than so many times that of the best one."""


_Part = tuple[list[Number], Meaning | None, Site | None]
"""What a part may come to, what it is, and where it stands."""


def findings(report: Report, passages: Sequence[Passage]) -> list[Finding]:
    """Every percentage whose figures are known and which is not what they give."""
    found = (
        _verdict(site, fractions, _beside(setting.passage, site)) or _impossible(site) or _unreachable(site, bases(setting, site))
        for setting, site, fractions in _meant(report, passages)
    )
    return list(distinct(filter(None, found)))


def readings(report: Report, passages: Sequence[Passage]) -> list[tuple[Site, tuple[Fraction, ...]]]:
    """Every exact percentage in printed order, with the fractions that it may be meant as, the likeliest first."""
    return [(site, fractions) for _, site, fractions in _meant(report, passages)]


def _meant(report: Report, passages: Sequence[Passage]) -> Iterator[tuple[Setting, Site, tuple[Fraction, ...]]]:
    last: Passage | None = None
    totals: tuple[Claim, ...] = ()
    for passage in passages:
        same = last is not None and last.sentence.section == passage.sentence.section
        totals = totals if same and not passage.sentence.opens else ()
        setting = Setting(report, passage, last if same else None, totals)
        for site in passage.sites:
            if site.amount.is_share and not site.amount.approximate:
                yield setting, site, tuple(_fractions(setting, site))
        last = passage
        totals += tuple(claim for claim in passage.claims.values() if claim.meaning.key in {*RECEIVED, *CONCLUDED})


def _fractions(setting: Setting, site: Site) -> Iterable[Fraction]:
    lead = site.sentence.text[: site.amount.start]
    clause = _CLAUSE.split(lead)[-1]
    if _GROWTH.search(clause):
        return ()
    if told := _told(setting.passage, site):
        return [told]
    if is_rate(site):
        return rates(setting, site)
    if _SHARE.search(lead) or of_count(site) or _in_brackets(site):
        return _shares(setting, site)
    return ()


def _beside(passage: Passage, site: Site) -> Sequence[Site]:
    """The figures that explain a percentage behind it."""
    growing = _GROWTH.search(_CLAUSE.split(site.sentence.text[: site.amount.start])[-1])
    return passage.sites[site.index + 1 : site.index + 3] if not growing and _told(passage, site) else ()


def _in_brackets(site: Site) -> bool:
    """Whether a percentage stands in brackets right behind a count: 20件（80%）."""
    follows = site.index > 0 and site.sentence.amounts[site.index - 1].is_count
    return follows and site.sentence.between(site.index).strip() == "("


def _bracketed(passage: Passage, site: Site) -> Fraction | None:
    """The fraction in brackets behind a percentage: 公开率80%（公开20件，办结25件）."""
    between = site.sentence.between
    behind = [passage.claims.get(one.index) for one in passage.sites[site.index + 1 : site.index + 3]]
    if len(behind) < _PAIR or not between(site.index + 1).strip().startswith("(") or ")" in between(site.index + 2):
        return None
    part, whole = behind
    if part is None or whole is None or not between(site.index + 3).strip().startswith(")") or whole.meaning.key not in CONCLUDED:
        return None
    return Fraction(part.site.amount.value, whole.site.amount.value) if whole.site.amount.value else None


def _told(passage: Passage, site: Site) -> Fraction | None:
    """The fraction that explains a percentage: 公开率为80%，即25件中的20件."""
    if bracketed := _bracketed(passage, site):
        return bracketed
    behind = passage.sites[site.index + 1 : site.index + 3]
    if len(behind) < _PAIR or not re.fullmatch(r"\s*[,(]?\s*即\s*", site.sentence.between(site.index + 1)):
        return None
    if (
        site.sentence.between(site.index + 2).strip() not in {"中的", "中有", "中", "申请中的", "办结件中的"}
        or not behind[0].amount.value
    ):
        return None
    return Fraction(behind[1].amount.value, behind[0].amount.value)


def _shares(setting: Setting, site: Site) -> Iterator[Fraction]:
    """The fractions that a share may be meant as, the likeliest first; none when a word of its part or whole is not understood."""
    part, whole = _sides(site)
    own = of_count(site)
    if part.strange or (own is None and whole.strange):
        return
    parts, meaning, near = _part(setting, site, part)
    if not parts:
        return
    if meaning is not None and meaning.key in TOTALS and (rate := _OUTCOME.search(site.sentence.text[: site.amount.start])):
        yield from setting.outcomes(near, "upheld" if rate[0].startswith("维持") else "corrected") if near else ()
        return
    wholes = [own] if own is not None else wholes_of(setting, site, whole, near, meaning)
    wholes = _agreed(setting, site, meaning, list(dict.fromkeys(wholes)))
    for value in dict.fromkeys(parts):
        yield from (Fraction(value, one) for one in wholes if one >= value and one)


def _agreed(setting: Setting, site: Site, meaning: Meaning | None, wholes: list[Number]) -> list[Number]:
    """Of several wholes those with which most of the other shares of the same kind in the sentence are right."""
    if len(wholes) < _PAIR or meaning is None or not meaning.division:
        return wholes
    others = [(other, _part(setting, other, _sides(other)[0])) for other in setting.passage.sites if _is_beside(site, other)]
    kin = [(other, parts) for other, (parts, kind, _) in others if kind and kind.division == meaning.division]
    held = {whole: sum(_holds(parts, other, whole) for other, parts in kin) for whole in wholes}
    return [whole for whole in wholes if held[whole] == max(held.values())]


def _is_beside(site: Site, other: Site) -> bool:
    """Whether a figure is another share, and no rate."""
    return other is not site and other.amount.is_share and "率" not in other.sentence.between(other.index)


def _holds(parts: Sequence[Number], share: Site, whole: Number) -> bool:
    """Whether one of some parts of a whole is this share of it."""
    return bool(whole) and any(Fraction(part, whole).percent(share.amount.places) == share.amount.value for part in parts)


def _part(setting: Setting, site: Site, words: Phrase) -> _Part:
    """What a share is of, as the words in front of it tell, or the figure before it where these are none."""
    if words.named == _BOTH:
        return _summed_part(setting, site)
    return _told_part(setting, site, words) if words.concepts else _counted_part(setting, site)


def _summed_part(setting: Setting, site: Site) -> _Part:
    """What the two figures before a share come to: 公开20件，部分公开4件，两项合计占96%."""
    counts = [one for one in setting.passage.sites[: site.index] if one.amount.is_count][-_PAIR:]
    claims = [setting.passage.claims.get(one.index) for one in counts]
    told = [claim for claim in claims if claim and claim.meaning.division and not claim.site.amount.approximate]
    if len(told) < _PAIR or len({claim.meaning.division for claim in told}) > 1:
        return [], None, None
    return [total(claim.site.amount.value for claim in told)], told[0].meaning, counts[0]


def _sides(site: Site) -> tuple[Phrase, Phrase]:
    """The words before and behind 占 in the clause of a share, or of the clause around its whole; no words where it has none."""
    phrase = vocabulary().lexicon.phrase
    lead = _CLAUSE.split(site.sentence.text[: site.amount.start])[-1]
    begin = site.sentence.amounts[site.index - 1].end if site.index and of_count(site) is None else 0
    lead = lead[max(0, begin - (site.amount.start - len(lead))) :]
    takes = _TAKES.search(lead)
    if takes is None:
        named = _SHARE.search(lead)
        return phrase(lead[: named.start()] if named else ""), NOTHING
    right = _WHOLE_ENDS.sub("", lead[takes.end() :])
    return phrase(lead[: takes.start()]), NOTHING if _BARE.fullmatch(right) else phrase(right)


def _told_part(setting: Setting, site: Site, part: Phrase) -> _Part:
    """What a part told in words comes to: 予以公开占80%."""
    name = named_by(part, site.talk, vocabulary())
    if name is None or site.limited:
        return [], None, None
    claims = [claim for claim in setting.passage.claims.values() if claim.site.index < site.index]
    claim = next((claim for claim in reversed(claims) if claim.meaning is name.meaning), None)
    return setting.values(name), name.meaning, claim.site if claim else site


def _counted_part(setting: Setting, site: Site) -> _Part:
    """The figure before a share, of which it is the share."""
    part = counted_before(setting.passage, site)
    if part is None or part.amount.approximate:
        return [], None, None
    claim = setting.passage.claims.get(part.index)
    if claim is None and not _BEHIND.match(site.sentence.between(part.index + 1)):
        return [], None, None
    printed = setting.printed([claim] if claim else [])
    values = [part.amount.value] if part.amount.value in printed else [part.amount.value, *printed]
    return values, claim.meaning if claim else None, part


def _verdict(site: Site, fractions: Sequence[Fraction], beside: Sequence[Site] = ()) -> Finding | None:
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


def _impossible(site: Site) -> Finding | None:
    """What is wrong with a rate or a share of more than all."""
    lead = _CLAUSE.split(site.sentence.text[: site.amount.start])[-1]
    if site.amount.value <= _ALL or not _BOUNDED.search(lead) or _GROWTH.search(lead):
        return None
    span = site.sentence.span(site.amount.start, site.amount.bare_end)
    message = f"“{span.text}”：这样的比率不会超过100%，请核对"
    return finding("claim.percent", message, span.section, spans=(span,), values=(span.text,))


def _unreachable(site: Site, wholes: Sequence[Number]) -> Finding | None:
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
