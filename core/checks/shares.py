"""Percentages in the running text, reckoned again: shares of a whole, and rates."""

import re
from collections.abc import Iterable, Iterator, Sequence

from core.checks.claims import distinct
from core.checks.percentages import CLAUSE, GROWTH, more_than_all, not_what_it_is, out_of_reach
from core.checks.proportions import CONCLUDED, RECEIVED, TOTALS, Fraction, Setting, counted_before, of_count, wholes_of
from core.checks.rates import bases, is_rate, rates
from core.findings import Finding
from core.narrative import Claim, Passage
from core.narrative.lexicon import NOTHING, Phrase
from core.narrative.naming import named_by
from core.narrative.sites import Site
from core.narrative.vocabulary import Meaning, vocabulary
from core.numbers import Number, total
from core.report import Report

_SHARE = re.compile(r"占[^,;:。]{0,24}$|(?:比例|比重|占比|纠错率|纠正率|维持率)(?:约|达|为|是)*[^,;:。]{0,4}$")
_TAKES = re.compile(r"(?:所|各|约|共|仅|均|分别)*占(?!用|地)")
_WHOLE_ENDS = re.compile(r"(?:的)?(?:比例|比重|百分比|比率)?(?:的|约|为|达|是|分别|到|近)*$")
_BARE = re.compile(r"(?:比|比例|比重|比率)?")
_BEHIND = re.compile(r"\s*[,(]?(?:约)?占|\($")
_OUTCOME = re.compile(r"(?:纠错率|纠正率|维持率)[^,;:。]{0,4}$")
_BOTH = frozenset(["both"])
_PAIR = 2


_Part = tuple[list[Number], Meaning | None, Site | None]
"""What a part may come to, what it is, and where it stands."""


def findings(report: Report, passages: Sequence[Passage]) -> list[Finding]:
    """Every percentage whose figures are known and which is not what they give."""
    found = (
        not_what_it_is(site, fractions, _beside(setting.passage, site))
        or more_than_all(site)
        or out_of_reach(site, bases(setting, site))
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
    clause = CLAUSE.split(lead)[-1]
    if GROWTH.search(clause):
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
    growing = GROWTH.search(CLAUSE.split(site.sentence.text[: site.amount.start])[-1])
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
    lead = CLAUSE.split(site.sentence.text[: site.amount.start])[-1]
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
