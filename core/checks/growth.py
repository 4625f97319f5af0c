"""What the running text says of the year before, and of growth since, beside the report of that year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from core.checks.claims import distinct
from core.checks.codes import finding
from core.checks.values import in_unit, value_of
from core.findings import Finding
from core.narrative import Claim, Passage
from core.narrative.clauses import changed_from, topic_of
from core.narrative.expanding import printed
from core.narrative.lexicon import Phrase
from core.narrative.naming import OTHER_YEARS, named_by
from core.narrative.readings import LOOSE, rows_of, sums_of
from core.narrative.scopes import Scope
from core.narrative.sentences import PAD
from core.narrative.sites import Site
from core.narrative.vocabulary import Meaning, Sum, vocabulary
from core.numbers import Number, canonical
from core.report import Report

_UP, _DOWN = "增长|增加|上升|提高|提升|增幅|上涨|增多|多", "下降|减少|降低|回落|降幅|下滑|少"
_GROWTH = re.compile(f"(?P<up>{_UP})|(?P<down>{_DOWN})")
_YEARLY = re.compile(f"同比|同期|[较比与同]{PAD}*(?:上年|去年)")
_LAST_YEAR = re.compile(
    rf"[\s,(]*(?:而|但)?(?:比|较|与|同|高于|低于|多于|少于|超过)?{PAD}*(?:上年|去年)(?:末|底|同期)?(?:的|为|是|有|共|仅|:)*\s*"
)
_BRACKETED = re.compile(rf"(?P<topic>[^,;:()]*?)[较比与同]{PAD}*(?:上年|去年)(?:同期)?的?\(\s*(?:的|为|是|共)*\s*$")
"""新收申请比上年(103件)减少: what stands in the brackets is the figure of last year."""
_THAN = re.compile(rf"(?P<topic>[^,;:()]+?)[较比与同]{PAD}*(?:上年|去年)(?:同期)?的$")
"""新收申请较上年的20件增加5件: what is compared stands in front."""
_TWO_YEARS = re.compile(r"(?:上年|去年)[^;]*\d[^;]*(?:本年|今年)[^;]*\d")
_FIGURE = re.compile(r"\d[\d,.]*(?:[件个条宗份起例%])?")
_AGAIN = re.compile(r"[\s,、(]*(?:同比)?(?:增幅|降幅|幅度)?(?:为|达)?")
_ALL = frozenset(["received", "handled"])
_COMPARING = frozenset(["versus", "up", "down", "last"])
"""Concepts that compare and do not say what is compared."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What grew: its cells in every reading, and the figure of this year where the text has it."""

    meaning: Meaning
    sums: tuple[Sum, ...]
    value: Number | None


def findings(report: Report, passages: Sequence[Passage], previous: Report | None) -> list[Finding]:
    """Every figure of the year before, and all growth, that its report does not bear out; nothing without that report."""
    if previous is None:
        return []
    found = (one for place in range(len(passages)) for one in _in_passage(report, previous, passages, place))
    return list(distinct(found))


def _in_passage(report: Report, previous: Report, passages: Sequence[Passage], place: int) -> Iterator[Finding]:
    """Goes from figure to figure; one that says nothing else tells the same growth in another way."""
    passage = passages[place]
    last = _carried_on(passages[place - 1], passage) if place else None
    for site in passage.sites:
        if site.amount.approximate or site.limited or site.before.strange:
            last = None
        elif subject := _of_last_year(report, passage, site) or _then(site, last):
            yield from _before(previous, subject, site)
            last = _with_figure(subject, passages)
        elif subject := _grown(report, passage, site, last):
            last = _with_figure(subject, passages)
            yield from _growth(report, previous, last, site)
        elif site.index in passage.claims:
            last = None


def _carried_on(before: Passage, passage: Passage) -> _Subject | None:
    """What a sentence goes on about that opens with the figure of last year: the one figure of the sentence before."""
    opens = passage.sites and _LAST_YEAR.fullmatch(passage.sentence.between(0)) and "相比" in passage.sites[0].behind.text
    counted = list(before.claims.values())
    alone = len(counted) == 1 == len(before.sites) and counted[0].meaning.key in _ALL
    same = before.sentence.section == passage.sentence.section and alone
    return _claimed(counted[0]) if opens and same and not counted[0].site.amount.approximate else None


def _then(site: Site, last: _Subject | None) -> _Subject | None:
    """What the figure of last year is of that a sentence opens with."""
    return last if last and not site.index and site.amount.is_count else None


def _of_last_year(report: Report, passage: Passage, site: Site) -> _Subject | None:
    """What a figure of the year before is a figure of; None when it is none."""
    if not (site.amount.is_count or site.amount.is_money):
        return None
    if changed_from(site.sentence, site.index + 1):
        return _claimed(passage.claims.get(site.index + 1))
    if compared := _than(site):
        return _topic(report, passage, site, compared["topic"])
    if _LAST_YEAR.fullmatch(_behind_name(passage, site)):
        if "相比" in site.behind.text or "比较" in site.behind.text:
            return _compared(report, passage, site) or _claimed(_claim_before(passage, site))
        return _claimed(_claim_before(passage, site))
    if "last" in site.before.concepts and not site.before.named & {"up", "down", "carry", "unfinished"}:
        return _named(report, site.before, site)
    return None


def _behind_name(passage: Passage, site: Site) -> str:
    """What stands before a figure, without the name of the figure before it: 收到25份申请，比去年20份增长25%."""
    before = site.sentence.between(site.index)
    named = passage.claims.get(site.index - 1)
    return before.removeprefix(named.site.behind.text) if named else before


def _than(site: Site) -> re.Match[str] | None:
    """The words before a figure of last year with which something is compared: 比上年(20件), 较上年的20件."""
    before = site.sentence.between(site.index)
    named = _THAN.search(before)
    return _BRACKETED.search(before) or (named if named and vocabulary().lexicon.phrase(named["topic"]).concepts else None)


def _topic(report: Report, passage: Passage, site: Site, topic: str) -> _Subject | None:
    """What is compared with a figure in brackets: named right before it, or the figure before that."""
    phrase = vocabulary().lexicon.phrase(topic)
    if phrase.strange:
        return None
    if phrase.named - _COMPARING:
        return _named(report, phrase, site)
    counted = passage.claims.get(site.index - 1)
    return _claimed(counted) if counted and not counted.site.amount.approximate else None


def _compared(report: Report, passage: Passage, site: Site) -> _Subject | None:
    """与上年的20件相比，申请数量增加25%: what is compared comes behind."""
    behind = passage.sites[site.index + 1 : site.index + 2]
    return _named(report, behind[0].before, behind[0]) if behind else None


def _claimed(claim: Claim | None) -> _Subject | None:
    return None if claim is None else _Subject(claim.meaning, claim.sums, claim.site.amount.value)


def _claim_before(passage: Passage, site: Site) -> Claim | None:
    """The figure of this year that stands before one, with nothing but its growth between."""
    figures = [one for one in passage.sites[: site.index] if one.amount.is_count or one.amount.is_money]
    counts = [
        one for one in figures if one.scope is not Scope.ELSEWHERE and not _LAST_YEAR.fullmatch(one.sentence.between(one.index))
    ]
    claim = passage.claims.get(counts[-1].index) if counts else None
    if claim is None or claim.site.amount.approximate:
        return None
    between = site.sentence.text[claim.site.amount.end : site.amount.start].removeprefix(claim.site.behind.text)
    phrase = vocabulary().lexicon.phrase(_FIGURE.sub("", between))
    return None if ";" in between or phrase.strange or phrase.named - _COMPARING else claim


def _named(report: Report, phrase: Phrase, site: Site) -> _Subject | None:
    """What a phrase names, but for the words that compare."""
    name = named_by(phrase, site.talk, vocabulary(), without=_COMPARING)
    if name is None or name.meaning.key in OTHER_YEARS:
        return None
    return _Subject(name.meaning, tuple(sums_of(name, rows_of(name, vocabulary()) or LOOSE, printed(report))), None)


def _before(previous: Report, subject: _Subject, site: Site) -> Iterator[Finding]:
    """A figure of the year before that its report does not have."""
    then = _printed(previous, subject)
    if site.amount.is_money:
        then = [in_unit(value, site.amount) for value in then]
    if not then or site.amount.value in then:
        return
    span, right = site.sentence.span(site.amount.start, site.amount.bare_end), canonical(then[0])
    message = f"上年的“{span.text}{site.amount.unit}”（{subject.meaning.name}）：上年报告为{right}，请核对"
    sides = (site.amount.value, then[0])
    yield finding("claim.growth", message, span.section, spans=(span,), sides=sides, values=(span.text, right))


def _grown(report: Report, passage: Passage, site: Site, last: _Subject | None) -> _Subject | None:
    """What it is whose growth a figure tells: named in its clause or the one before, or the figure before it."""
    if len(site.before.named & {"up", "down"}) != 1 or not (site.amount.is_share or site.amount.is_count):
        return None
    told = site.sentence.text[site.sentence.text.rfind(";", 0, site.amount.start) + 1 : site.amount.start]
    aside = site.index and _is_closed(site) and _LAST_YEAR.fullmatch(site.sentence.between(site.index - 1))
    if not (aside or _YEARLY.search(told) or _TWO_YEARS.search(told)):
        return None
    if bracketed := _bracketed_before(site):
        return _topic(report, passage, passage.sites[site.index - 1], bracketed["topic"])
    if site.before.named - _COMPARING:
        return _named(report, site.before, site)
    between = site.sentence.between(site.index)
    if last and _AGAIN.fullmatch(between[: next(_GROWTH.finditer(between)).start()]):
        return last
    opened = last if site.index == 1 and not passage.claims else None
    return _topic_before(report, site) or _claimed(_claim_before(passage, site)) or opened


def _bracketed_before(site: Site) -> re.Match[str] | None:
    """The words of a comparison whose figure of last year stands in brackets right before a figure of growth."""
    if not site.index:
        return None
    before = site.sentence.between(site.index - 1)
    return _BRACKETED.search(before) if _is_closed(site) else _THAN.search(before)


def _is_closed(site: Site) -> bool:
    """Whether brackets around the figure before are closed in front of this one."""
    return site.sentence.between(site.index).lstrip().startswith(")")


def _topic_before(report: Report, site: Site) -> _Subject | None:
    """申请量持续走高，今年较去年增加5件: what the clause before is about, where it has no figure."""
    passed = site.sentence.between(site.index).split(";")
    clauses = re.split("[,:]", passed[-1])[:-1]
    topic = topic_of(clauses[-1]) if clauses and (len(clauses) > 1 or len(passed) > 1 or not site.index) else ""
    return _named(report, vocabulary().lexicon.phrase(topic), site)


def _with_figure(subject: _Subject, passages: Sequence[Passage]) -> _Subject:
    """The same with the figure that the text has for it."""
    if subject.value is not None:
        return subject
    claims = (claim for passage in passages for claim in passage.claims.values() if claim.site.scope is Scope.WHOLE)
    same = (claim for claim in claims if claim.sums[:1] == subject.sums[:1] and not claim.site.amount.approximate)
    claim = next(same, None)
    return replace(subject, value=claim.site.amount.value) if claim else subject


def _growth(report: Report, previous: Report, subject: _Subject, site: Site) -> Iterator[Finding]:
    """How much more or less than the year before, as a number or in per cent."""
    change = list(_GROWTH.finditer(site.sentence.between(site.index)))[-1]
    pairs = list(_pairs(report, previous, subject))
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


def _printed(previous: Report, subject: _Subject) -> list[Number]:
    values = (value_of(previous, cells) for cells in subject.sums)
    return [value for value in values if value is not None]


def _pairs(report: Report, previous: Report, subject: _Subject) -> Iterator[tuple[Number, Number]]:
    """This year's and last year's figure of a subject, in every reading."""
    stated = [cells for cells in subject.sums if value_of(report, cells) == subject.value] if subject.meaning.division else []
    for cells in stated or subject.sums:
        then, now = value_of(previous, cells), value_of(report, cells)
        if then is not None:
            yield from ((value, then) for value in dict.fromkeys([subject.value, now]) if value is not None)
