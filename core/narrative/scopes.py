"""What part of the work a figure is about, as far as its sentence says: another year, one office of many, one field of work."""

import bisect
import enum
import functools
import re

from core.narrative.lexicon import Phrase
from core.narrative.sentences import PAD
from core.narrative.vocabulary import Vocabulary

_YEAR_WORD = re.compile(
    r"(?P<year>[上本他]年|(?<!本年)以来)"
    r"(?P<rest>(?:度|末|底)?(?:也|均|并)?(?:无|没有|未有|尚无)?(?:结转|转入|转结|遗留|转来|未办结|同期)?)"
)
_COMPARED = re.compile(rf"(?:[较比同与自转]|结转){PAD}*$")
_NEAR = 24
"""So far in front of a year the word stands that compares with it, behind what fills up the year."""
_TITLE = re.compile(r"《[^《》]*》")
_LIMITING = re.compile(
    rf"^[\s{PAD}]*(?:其中)?(?:从|在|通过|因|由于|属于|按(?!照|要求|程序|规定|时|期)|就|针对|关于|涉及|经由|除(?!此)|对(?!照|标|比|应))"
    rf"|(?:中|方面|看|类|领域|来说|而言|里|的)[\s{PAD}]*$"
)
"""How a clause begins or ends that may say of which of all it goes on to speak."""
_HARMLESS = re.compile(
    rf"(?:下|上|后|时|以来|起|机制|制度|工作|要求)[\s{PAD}]*$|集中|主要|加强|健全|优化|完善|强化|规范|推进|推动|落实|提升|畅通"
    r"|严格|坚持|建立|深化|做好|围绕|加快|提高|保障|贯彻"
)
"""Such clauses tell when, or how well things were done."""
_BROAD = frozenset([
    "request", "apply", "applicant", "openness", "new", "receive", "accept", "handle",
    "conclude", "answer", "submit", "last", "begin", "next", "carry", "unfinished",
    "review", "suit", "normative", "regulations", "issue", "made", "licence", "penalty", "compulsion",
    "decision", "channels", "dispute", "catalogue", "any",
])  # fmt: skip
"""Concepts that a clause in front may name without narrowing what comes."""

REASONS = frozenset([
    "secret", "law", "security", "third_party", "internal", "process", "enforcement", "inquiry",
    "not_held", "create", "unclear", "petition", "repeat", "publication", "massive", "confirm",
    "uncorrected", "unpaid", "late",
])  # fmt: skip
"""Concepts that narrow what comes in whatever clause in front they stand."""


class Scope(enum.Enum):
    """What part of the work a figure is about."""

    WHOLE = "whole"
    PART = "part"  # the office alone beside all its units, or one of these
    ELSEWHERE = "elsewhere"  # another time, a change, an average: nothing that a table holds


def other_year(text: str, place: int) -> bool:
    """Whether a sentence speaks of another year where it has come to `place`; comparisons and titles do not count."""
    if "年" not in text and "以来" not in text:
        return False
    starts, years = _years_told(text)
    last = bisect.bisect_left(starts, place) - 1
    return last >= 0 and starts[last] > text.rfind(";", 0, place) and years[last] != "本年"


@functools.lru_cache(maxsize=64)
def _years_told(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Where a sentence turns to a year, and to which."""
    bare = _TITLE.sub(lambda match: PAD * len(match[0]), text)
    turns = [
        (match.start(), match["year"])
        for match in _YEAR_WORD.finditer(bare)
        if len(match["rest"]) < 2 and not _COMPARED.search(bare, max(0, match.start() - _NEAR), match.start())
    ]
    return tuple(start for start, _ in turns), tuple(year for _, year in turns)


_MONTH = re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<rest>份|\d{1,2}日|底|末)?")
_DATE_ALONE = re.compile(rf"[\s{PAD}本年份截至止到自从在起底末初中上下旬以来间期—~-]*")
_WHOLE_YEAR = re.compile("全年|年内|本年度|累计")


def in_months(text: str, place: int) -> bool:
    """Whether the clause up to a place, or the date in front of it, speaks of some months only; the year up to its end is none."""
    if "月" not in text[:place]:
        return False
    *_, before, own = ["", *re.split("[,:;]", text[:place])]
    told = before + own if _DATE_ALONE.fullmatch(_MONTH.sub("", before)) else own
    months = list(_MONTH.finditer(told))
    if not months or _WHOLE_YEAR.search(told):
        return False
    first, last = months[0], months[-1]
    till_end = last["month"] == "12" and re.search(rf"[至到止—~-][本年{PAD}]*$", told[: last.start()]) is not None
    return not till_end or (last is not first and first["month"] != "1")


def scope_of(clause: str, elsewhere: bool, words: Vocabulary) -> Scope:
    """What part of the work the clause around a figure (#) is about."""
    if elsewhere or words.scopes["elsewhere"].search(clause.partition("#")[0]):
        return Scope.ELSEWHERE
    return Scope.PART if words.scopes["part"].search(clause) else Scope.WHOLE


def is_limiting(clause: str, phrase: Phrase) -> bool:
    """Whether a clause without a figure may narrow what the figures behind it count: 从信访领域看."""
    if phrase.named & REASONS:
        return "none" not in phrase.named
    if not _LIMITING.search(clause) or _HARMLESS.search(clause):
        return False
    return bool(phrase.strange or phrase.named - _BROAD)
