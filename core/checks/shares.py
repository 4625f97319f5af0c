"""Percentages in the running text, reckoned again: shares of a whole, and rates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from core.checks.claims import distinct
from core.checks.codes import finding
from core.checks.proportions import CONCLUDED, RECEIVED, TOTALS, Fraction, Setting, agreed, counted_before, of_count, wholes_of
from core.findings import Finding, Severity
from core.narrative import Claim, Passage
from core.narrative.lexicon import NOTHING, Phrase
from core.narrative.naming import named_by
from core.narrative.sites import Site
from core.narrative.vocabulary import Meaning, vocabulary
from core.numbers import Number, canonical
from core.report import Report

_SHARE = re.compile(r"占[^,;:。]{0,24}$|(?:比例|比重|占比|纠错率|纠正率|维持率)(?:约|达|为|是)*[^,;:。]{0,4}$")
_OPEN_RATE = re.compile(r"公开率(?:\([^()\d]*\))?(?:约|达|为|是|到)*$")
_RATE = re.compile(r"(?:办结|答复|办理|回复)率[^,;:。]{0,6}$")
_OPENED, _WITH_PARTS = frozenset(["granted", "partly", "open"]), frozenset(["open"])
_RATES_OF = {"部分": frozenset(["partly"]), "予以": frozenset(["granted", "open"])}
"""Rates that say themselves what they count: 部分公开率."""
_ABOUT_ANSWERS = frozenset(["request", "apply", "answer", "conclude", "handle", "granted", "partly", "bare"])
_PAPERS = re.compile("信息|文件|结果|决定|事项")
_TIMELY = re.compile(r"(?:按时|按期|及时|限期|时限|期限|规范|满意)[^,;:。]{0,4}$")
_GROWTH = re.compile(r"增长|增加|上升|提高|提升|增幅|上涨|下降|减少|降低|回落|降幅|下滑|同比|同期|[较比与]\x01*(?:上年|去年)")
_TAKES = re.compile(r"(?:所|各|约|共|仅|均|分别)*占(?!用|地)")
_WHOLE_ENDS = re.compile(r"(?:的)?(?:比例|比重|百分比|比率)?(?:的|约|为|达|是|分别|到|近)*$")
_BARE = re.compile(r"(?:比|比例|比重|比率)?")
_BEHIND = re.compile(r"\s*[,(]?(?:约)?占|\($")
_OUTCOME = re.compile(r"(?:纠错率|纠正率|维持率)[^,;:。]{0,4}$")
_CLAUSE = re.compile(r"[,;:。]")
_PAIR = 2
_AS_NEAR = 2
"""Another way to reckon is told where its outcome is no further off than so many times that of the best one."""
_OF_REQUESTS = frozenset(["requests", "carried"])
"""What is spoken of where a rate of answers stands."""


def findings(report: Report, passages: Sequence[Passage]) -> list[Finding]:
    """Every percentage whose figures are known and which is not what they give."""
    found = (_verdict(site, fractions, _beside(passage, site)) for passage, site, fractions in _meant(report, passages))
    return list(distinct(filter(None, found)))


def readings(report: Report, passages: Sequence[Passage]) -> list[tuple[Site, tuple[Fraction, ...]]]:
    """Every exact percentage in printed order, with the fractions that it may be meant as, the likeliest first."""
    return [(site, fractions) for _, site, fractions in _meant(report, passages)]


def _meant(report: Report, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Site, tuple[Fraction, ...]]]:
    last: Passage | None = None
    totals: tuple[Claim, ...] = ()
    for passage in passages:
        same = last is not None and last.sentence.section == passage.sentence.section
        totals = totals if same and not passage.sentence.opens else ()
        setting = Setting(report, passage, last if same else None, totals)
        for site in passage.sites:
            if site.amount.is_share and not site.amount.approximate:
                yield passage, site, tuple(_fractions(setting, site))
        last = passage
        totals += tuple(claim for claim in passage.claims.values() if claim.meaning.key in {*RECEIVED, *CONCLUDED})


def _fractions(setting: Setting, site: Site) -> Iterable[Fraction]:
    lead = site.sentence.text[: site.amount.start]
    clause = _CLAUSE.split(lead)[-1]
    if _GROWTH.search(clause):
        return ()
    if told := _told(setting.passage, site):
        return [told]
    if rate := _RATE.search(lead):
        if _TIMELY.search(lead[: rate.start()]):
            return ()
        return ([] if site.limited or site.before.strange else _rates(setting, site)) or _told_rate(setting.passage, site, rate[0])
    if rate := _OPEN_RATE.search(lead):
        with_parts = "含部分公开" in rate[0]
        known = _open_rates(setting, site, _CLAUSE.split(lead[: rate.start()])[-1], with_parts=with_parts)
        return known or _told_rate(setting.passage, site, rate[0])
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
    if part.concepts:
        parts, meaning, near = _told_part(setting, site, part)
    else:
        parts, meaning, near = _counted_part(setting, site)
    if not parts or (meaning is not None and meaning.key in TOTALS and _OUTCOME.search(site.sentence.text[: site.amount.start])):
        return
    wholes = [own] if own is not None else wholes_of(setting, site, whole, near, meaning)
    wholes = agreed(setting.passage, site, meaning, list(dict.fromkeys(wholes)))
    for value in dict.fromkeys(parts):
        yield from (Fraction(value, one) for one in wholes if one >= value and one)


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


_Part = tuple[list[Number], Meaning | None, Site | None]
"""What a part may come to, what it is, and where it stands."""


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
    return [part.amount.value, *setting.printed([claim] if claim else [])], claim.meaning if claim else None, part


def _rates(setting: Setting, site: Site) -> list[Fraction]:
    """What was concluded of what came in."""
    if site.talk.subject not in _OF_REQUESTS:
        return []
    done, came = dict.fromkeys(setting.said(CONCLUDED)), dict.fromkeys(setting.said(RECEIVED))
    return [Fraction(part, whole) for part in done for whole in came if whole >= part and whole]


def _open_rates(setting: Setting, site: Site, lead: str, *, with_parts: bool = False) -> list[Fraction]:
    """What was granted, with or without what was granted in part, of what was concluded; nothing where documents are meant."""
    words = vocabulary()
    kind = next((keys for ending, keys in _RATES_OF.items() if lead.endswith(ending)), _OPENED)
    phrase = words.lexicon.phrase(lead.removesuffix("部分") if kind is not _OPENED else lead)
    if with_parts:
        lead, phrase, kind = "", NOTHING, _WITH_PARTS
    known = not (site.limited or phrase.strange or phrase.named - _ABOUT_ANSWERS or _PAPERS.search(lead))
    if not known or (site.talk.subject not in _OF_REQUESTS and kind is _OPENED and not with_parts):
        return []
    parts = [value for meaning in words.meanings if meaning.key in kind for value in setting.tabled(meaning)]
    wholes = dict.fromkeys((*setting.said(CONCLUDED), *setting.said(RECEIVED)))
    return [Fraction(part, whole) for part in dict.fromkeys(parts) for whole in wholes if whole >= part and whole]


def _told_rate(passage: Passage, site: Site, rate: str) -> list[Fraction]:
    """The fraction of the two figures right before a rate that is named after the second: 发文40件，公开36件，公开率90%."""
    if site.index < _PAIR or ";" in site.sentence.text[passage.sites[site.index - _PAIR].amount.end : site.amount.start]:
        return []
    whole, part = passage.sites[site.index - _PAIR : site.index]
    exact = all(one.amount.is_count and not one.amount.approximate for one in (whole, part))
    fits = exact and whole.amount.unit == part.amount.unit and 0 < whole.amount.value >= part.amount.value
    named = part.before.text.rstrip().endswith(rate[:_PAIR]) and "其中" not in site.sentence.between(part.index)
    named = named and part.index not in passage.claims
    return [Fraction(part.amount.value, whole.amount.value)] if fits and named else []


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


def _otherwise(fractions: Sequence[Fraction], written: Decimal, right: Decimal, places: int) -> str:
    """What it would be with another part or whole, where that is about as near to what is written."""
    others = ((one.quotient, one.percent(places)) for one in fractions)
    far = _AS_NEAR * abs(right - written)
    near = ((quotient, percent) for quotient, percent in others if percent != right and abs(percent - written) <= far)
    quotient, percent = next(near, ("", right))
    return f"；如果是按{quotient}算，应为{percent:f}%" if quotient else ""
