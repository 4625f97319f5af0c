"""Rates of answers in the running text, as fractions: 办结率, 公开率."""

import re

from core.checks.proportions import CONCLUDED, RECEIVED, Fraction, Setting
from core.narrative import Passage
from core.narrative.lexicon import NOTHING
from core.narrative.sites import Site
from core.narrative.vocabulary import vocabulary
from core.numbers import Number

_OPEN_RATE = re.compile(r"公开率(?:\([^()\d]*\))?(?:约|达|为|是|到)*$")
_AND_PARTLY = re.compile("公开(?:和|及|与|或|、|以及)部分$")
_RATE = re.compile(r"(?:办结|答复|办理|回复|办复)率[^,;:。]{0,6}$")
_OPENED, _WITH_PARTS = frozenset(["granted", "partly", "open"]), frozenset(["open"])
_RATES_OF = {"部分": frozenset(["partly"]), "予以": frozenset(["granted", "open"])}
"""Rates that say themselves what they count: 部分公开率."""
_ABOUT_ANSWERS = frozenset(["request", "apply", "answer", "conclude", "handle", "granted", "partly", "bare"])
_PAPERS = re.compile("信息|文件|结果|决定|事项")
_TIMELY = re.compile(r"(?:按时|按期|到期|如期|及时|限期|时限|期限|规范|满意)[^,;:。]{0,4}$")
_IN_TIME = re.compile(
    r"(?:全部|均|都|一律|悉数)[^,;:。]*(?:时限|期限|时间|按时|按期|及时)[^,;:。]*(?:办结|答复|回复)[^,;:。\d]{0,4}"
    r",[^,;:。\d]*率[^,;:。\d]{0,4}$"
)
"""均在法定期限内办结，按时办结率达100%: it can be nothing else."""
_CLAUSE = re.compile(r"[,;:。]")
_PAIR = 2
_OF_REQUESTS = frozenset(["requests", "carried"])
"""What is spoken of where a rate of answers stands."""


def is_rate(site: Site) -> bool:
    """Whether a percentage is told as a rate of answers."""
    lead = site.sentence.text[: site.amount.start]
    return (_RATE.search(lead) or _OPEN_RATE.search(lead)) is not None


def rates(setting: Setting, site: Site) -> list[Fraction]:
    """The fractions that such a rate may be, the likeliest first; none when it cannot be told."""
    lead = site.sentence.text[: site.amount.start]
    if rate := _RATE.search(lead):
        if _TIMELY.search(lead[: rate.start()]):
            return _all_in_time(setting, site, lead)
        return ([] if site.limited or site.before.strange else _answered(setting, site)) or _told(setting.passage, site, rate[0])
    if rate := _OPEN_RATE.search(lead):
        own = _CLAUSE.split(lead[: rate.start()])[-1]
        known = _opened(setting, site, own, with_parts="含部分公开" in rate[0] or _AND_PARTLY.search(own) is not None)
        return known or _told(setting.passage, site, rate[0])
    return []


def bases(setting: Setting, site: Site) -> tuple[Number, ...]:
    """What a rate of things done in time may be a rate of: all that was concluded, or all that came in; () for another rate."""
    lead = site.sentence.text[: site.amount.start]
    rate = _RATE.search(lead)
    timely = rate and _TIMELY.search(lead[: rate.start()]) and not (site.limited or site.before.strange)
    if not timely or site.talk.subject not in _OF_REQUESTS:
        return ()
    return tuple(value for value in dict.fromkeys((*setting.said(CONCLUDED), *setting.said(RECEIVED))) if value)


def _all_in_time(setting: Setting, site: Site, lead: str) -> list[Fraction]:
    """All of what was concluded, where the words in front say that all was done in time."""
    if not _IN_TIME.search(lead) or site.limited or site.before.strange:
        return []
    return [Fraction(value, value) for value in setting.said(CONCLUDED) if value][:1]


def _answered(setting: Setting, site: Site) -> list[Fraction]:
    """What was concluded of what came in."""
    if site.talk.subject not in _OF_REQUESTS:
        return []
    done, came = dict.fromkeys(setting.said(CONCLUDED)), dict.fromkeys(setting.said(RECEIVED))
    return [Fraction(part, whole) for part in done for whole in came if whole >= part and whole]


def _opened(setting: Setting, site: Site, lead: str, *, with_parts: bool = False) -> list[Fraction]:
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


def _told(passage: Passage, site: Site, rate: str) -> list[Fraction]:
    """The fraction of the two figures right before a rate that is named after the second: 发文40件，公开36件，公开率90%."""
    if site.index < _PAIR or ";" in site.sentence.text[passage.sites[site.index - _PAIR].amount.end : site.amount.start]:
        return []
    whole, part = passage.sites[site.index - _PAIR : site.index]
    exact = all(one.amount.is_count and not one.amount.approximate for one in (whole, part))
    fits = exact and whole.amount.unit == part.amount.unit and 0 < whole.amount.value >= part.amount.value
    named = part.before.text.rstrip().endswith(rate[:_PAIR]) and "其中" not in site.sentence.between(part.index)
    named = named and part.index not in passage.claims
    return [Fraction(part.amount.value, whole.amount.value)] if fits and named else []
