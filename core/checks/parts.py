"""Parts of a whole in the running text: 25件，其中自然人20件、法人5件."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.checks.claims import distinct
from core.checks.codes import finding
from core.checks.values import value_of
from core.findings import Finding, Severity
from core.narrative import Claim, Passage
from core.narrative.amounts import Amount
from core.narrative.scopes import Scope
from core.narrative.sites import Site
from core.narrative.talk import VERBS
from core.narrative.vocabulary import Vocabulary, vocabulary
from core.numbers import Number, canonical, total
from core.report import Report

_OPENS = re.compile(
    r"其中|包括|分别(?:为|是)|(?:申请|件)[中里]|涉及|集中|的(?:提交|申请)?(?:方式|渠道|途径|内容|事项|来源)|方式为"
    r"|^[中里内]|当中|[按从依][^,;:。\d]{1,12}(?:[分看]|统计|归类|区别)"
    r"|^[\s,]*(?:其中)?(?:标注为?|确定为?|认定为?|属于?|属性为)?主动公开|^[\s,]*已公开$|^\s*:"
)
_BREAKS = re.compile(r"另有|此外|同时|截至|比|较|增|减|[,;、].*[,;]")
_GOES_ON = re.compile("另|其余|剩余")
_AND = "、和及与"
_WHOLLY = re.compile(r"均为|全部为|分别(?:为|是)|其余|剩余|组成|构成")
_SUMMED = re.compile(
    r"[\s,、]*(?:以上|三项|两项|四项)?(?:共计|合计|总计|共)\s*|\s*;\s*(?:以上|三项|两项|四项)?(?:共计|合计|总计)\s*"
)
"""What stands before a total behind its parts; behind a semicolon 共 begins something else."""
_STARTS = re.compile(r"[;:。]|其中|方式|看,|分,|方面,")
_INSIDE = re.compile(r"其中|含|包括|\(")
"""What follows is within the figure before, and no item beside it."""
_ANEW = re.compile(r"[;。](?:[^;]*[本上他]年|\s*[在对向])")
"""Behind a semicolon a statement begins that has a time or a place of its own."""
_BRACKETS = re.compile("[()]")
_LEAST = 2
_APPLICATIONS = frozenset(["received", "handled", "concluded"])


@dataclass(frozen=True, slots=True)
class _Whole:
    """A figure and those told as its parts."""

    passage: Passage
    whole: Site
    parts: tuple[Site, ...]
    wholly: bool

    @property
    def sum(self) -> Number:
        return total(part.amount.value for part in self.parts)


def findings(report: Report, passages: Sequence[Passage]) -> list[Finding]:
    """Every whole whose parts, told as all there are, do not add up to it, and every one whose parts add up to more."""
    words = vocabulary()
    found = [_judged(report, whole, words) for passage in passages for whole in _wholes(passage)]
    found += [_finding(whole, full=True) for passage in passages for whole in _totals(passage)]
    return list(distinct(filter(None, found)))


def _wholes(passage: Passage) -> Iterator[_Whole]:
    for index, site in enumerate(passage.sites[:-1]):
        opening = site.sentence.between(index + 1)
        going_on = _GOES_ON.search(re.split("[,;:]", site.sentence.between(index))[-1])
        if _is_exact(site.amount) and not going_on and _opens(passage, index, opening):
            parts = tuple(_parts(passage, index))
            if parts and (len(parts) >= _LEAST or _outgrows(site, parts[0], opening)):
                ends = [site.sentence.between(part.index) for part in parts]
                yield _Whole(passage, site, parts, _WHOLLY.search("".join(ends)) is not None)


def _opens(passage: Passage, index: int, opening: str) -> bool:
    """Whether parts of a figure follow: words say so, or it is all applications and what follows is told without a verb."""
    if _GOES_ON.search(opening):
        return False
    if match := _OPENS.search(opening):
        return not re.search("[;。]", opening[: match.start()])
    claim, part = passage.claims.get(index), passage.sites[index + 1]
    other = passage.claims.get(index + 1)
    if claim is None or claim.meaning.key not in _APPLICATIONS or (other and not other.meaning.division):
        return False
    return ";" not in opening and not _BREAKS.search(opening) and not part.before.named & VERBS


def _outgrows(whole: Site, part: Site, opening: str) -> bool:
    """Whether the only part told of a figure is more than it."""
    return part.amount.value > whole.amount.value and ";" not in opening and part.scope is Scope.WHOLE


def _totals(passage: Passage) -> Iterator[_Whole]:
    """Figures told behind their parts: 网上5件、信函2件，合计7件; not where the last few of them do add up."""
    for index, site in enumerate(passage.sites):
        if index < _LEAST or not _is_exact(site.amount) or not _SUMMED.fullmatch(site.sentence.between(index)):
            continue
        parts = tuple(_parts_before(passage, index))
        sums = _sums_of_last(parts) | _sums_of_last(_parts_before(passage, index, outer=True))
        if len(parts) >= _LEAST and site.amount.value not in sums and not _speak_for_themselves(passage, parts):
            yield _Whole(passage, site, parts, True)


def _sums_of_last(parts: Sequence[Site]) -> set[Number]:
    """What the last two, three … of some figures come to."""
    return {total(part.amount.value for part in parts[-count:]) for count in range(_LEAST, len(parts) + 1)}


def _parts_before(passage: Passage, index: int, *, outer: bool = False) -> list[Site]:
    """The figures of the same unit that come before one, as long as nothing else stands between.

    With `outer` those that are told as some of the one before them are left out.
    """
    parts: list[Site] = []
    for site in reversed(passage.sites[:index]):
        between = site.sentence.between(site.index)
        if site.amount.is_share or (outer and _INSIDE.search(between)):
            continue
        if site.amount.unit != passage.sites[index].amount.unit or site.amount.approximate:
            break
        parts.insert(0, site)
        if _starts(between, parts):
            break
    return parts


def _starts(between: str, parts: Sequence[Site]) -> bool:
    """Whether a list begins behind these words; of a list whose items are all parted by semicolons one is no beginning."""
    begins = _STARTS.search(between.lstrip()[1:] if between.lstrip().startswith(";") else between)
    listed = between.lstrip().startswith(";") and all(_between(part).startswith(";") for part in parts)
    return begins is not None or (";" in between and not listed)


def _between(site: Site) -> str:
    return site.sentence.between(site.index).lstrip()


def _is_exact(amount: Amount) -> bool:
    return amount.is_count and not amount.approximate and amount.unit != ""


def _parts(passage: Passage, index: int) -> Iterator[Site]:
    """The figures of the same unit that follow, up to where something else begins."""
    whole, separator = passage.sites[index], ""
    for site in passage.sites[index + 1 :]:
        if _leaves_brackets(passage, index, site):
            return
        if site.amount.is_share:
            continue
        between = site.sentence.between(site.index).lstrip(") ")
        if site.index > index + 1:
            claim = passage.claims.get(site.index)
            separator = separator or between[:1]
            if _BREAKS.search(between) or between[:1] not in {separator, *_AND} or (claim and not claim.meaning.division):
                return
        if site.amount.unit != whole.amount.unit or site.scope is Scope.ELSEWHERE or _SUMMED.fullmatch(between):
            return
        yield site


def _leaves_brackets(passage: Passage, index: int, site: Site) -> bool:
    """Whether the brackets that parts begin in close before another figure: 自然人20件（其中网上5件），法人5件."""
    first, text = passage.sites[index + 1].amount.start, passage.sentence.text
    begun = text[passage.sites[index].amount.end : first]
    depth = begun.count("(") - begun.count(")")
    for mark in _BRACKETS.findall(text, first, site.amount.start) if depth > 0 else ():
        depth += 1 if mark == "(" else -1
        if depth <= 0:
            return True
    return False


def _judged(report: Report, whole: _Whole, words: Vocabulary) -> Finding | None:
    amount = whole.whole.amount
    if any(part.amount.approximate for part in whole.parts) or whole.sum == amount.value:
        return None
    if amount.scale > 1 and whole.sum * amount.scale == amount.value:
        return _unit_slip(whole)
    division = _division(whole)
    claims = [claim for site in (whole.whole, *whole.parts) if (claim := whole.passage.claims.get(site.index))]
    if division and all(_known(report, claim) for claim in claims):
        return None
    full = division in words.divisions and _complete(whole, division, words)
    if not full and (whole.sum <= amount.value or _runs_on(whole)):
        return None
    return _finding(whole, full=full)


def _runs_on(whole: _Whole) -> bool:
    """Whether what is listed goes on to something beside the parts: 无法提供3件：本机关不掌握3件；通过网络提交8件."""
    sums = itertools.accumulate(part.amount.value for part in whole.parts[:-1])
    text = whole.whole.sentence.text
    begun_anew = _ANEW.search(text, whole.parts[0].amount.end, whole.parts[-1].amount.start)
    kinds = {(_kind(whole.passage, part)[0], part.before.named.isdisjoint(VERBS)) for part in whole.parts}
    mixed = ";" in text[whole.whole.amount.end : whole.parts[-1].amount.start] and len(kinds) > 1
    return bool(whole.whole.amount.value in sums or begun_anew or mixed or _speak_for_themselves(whole.passage, whole.parts))


def _speak_for_themselves(passage: Passage, parts: Sequence[Site]) -> bool:
    """Whether one of some figures has a name that is no part of anything: 收到25件，办结28件."""
    claims = (passage.claims.get(part.index) for part in parts)
    return any(claim is not None and not claim.meaning.division for claim in claims)


def _known(report: Report, claim: Claim) -> bool:
    """Whether the tables judge a figure already."""
    return any(value_of(report, cells) is not None for cells in claim.sums)


def _division(whole: _Whole) -> str:
    """What all parts are parts by: the applicants, or the results; "" when they are not of one kind."""
    kinds = _divisions(whole)
    return next(iter(kinds)) if len(kinds) == 1 else ""


def _divisions(whole: _Whole) -> set[str]:
    return {_kind(whole.passage, part)[0] for part in whole.parts}


def _kind(passage: Passage, site: Site) -> tuple[str, str]:
    claim = passage.claims.get(site.index)
    return (claim.meaning.division, claim.meaning.part) if claim else ("", "")


def _complete(whole: _Whole, division: str, words: Vocabulary) -> bool:
    named = {_kind(whole.passage, part)[1] for part in whole.parts}
    return whole.wholly or named in words.divisions[division]


def _unit_slip(whole: _Whole) -> Finding:
    amount = whole.whole.amount
    span = whole.whole.sentence.span(amount.start, amount.bare_end)
    right = canonical(whole.sum)
    message = f"“{span.text}{amount.unit}”：各部分相加为{right}，单位前的“万”“亿”疑为多写，应为{right}{amount.unit}，请核对"
    return finding("claim.parts", message, span.section, spans=(span,), sides=(amount.value, whole.sum), values=(span.text, right))


def _finding(whole: _Whole, *, full: bool) -> Finding:
    amount = whole.whole.amount
    spans = [whole.whole.sentence.span(site.amount.start, site.amount.bare_end) for site in (whole.whole, *whole.parts)]
    added = " + ".join(canonical(part.amount.value) for part in whole.parts)
    said = "超过了总数" if not full and whole.sum > amount.value else "不等于总数"
    summed = f"各部分相加为{added} = {canonical(whole.sum)}" if len(whole.parts) > 1 else f"其中的一部分是{added}"
    message = f"“{spans[0].text}{amount.unit}”：{summed}，{said}{canonical(amount.value)}，请核对"
    return finding(
        "claim.parts",
        message,
        spans[0].section,
        severity=None if full else Severity.INFO,
        spans=tuple(spans),
        sides=(amount.value, whole.sum),
        values=tuple(span.text for span in spans),
    )
