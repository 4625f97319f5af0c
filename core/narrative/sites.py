"""Where a figure stands in its sentence: the words right before and behind it, what is spoken of, and what limits its scope."""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.narrative.amounts import Amount
from core.narrative.lists import rows_of_names
from core.narrative.sentences import PAD, Sentence
from core.narrative.vocabulary import Vocabulary

_DELIMITER = re.compile(r"[,;:()]")
_ASIDE = re.compile(r"\([^()]*\)")
_JOINS = re.compile(r"^[\s、]*(?:和|及|与|以及|并|或)?\s*")
_ITEM = re.compile(r"(?:、|和|及|与|以及)\s*$")
"""Right before a figure: what came before belongs to the figure before it."""
_CHANGED = re.compile(
    r"\s*(?:变为|变化至|变化到|变化为|调整为|增加?至|增加到|减少?至|减少到|降至|降低至|升至|上升到|上升至|下降到|下降至|变更为)\s*"
)
_FROM = re.compile(rf"(?:(?:由|从){PAD}*(?:上年|去年)[^,;:]{{0,6}}|同比(?:由|从))$")
"""新收申请由上年的20件增至25件: what the second figure is stands before the first."""
_FILLING_BEFORE = re.compile(
    rf"(?:[\s{PAD}、]|共计|合计|总计|累计|一共|总共|共有|共|计|分别|依次|均|仅有|仅|只有|达到|达|为|是|有|则|约|了|各|其中|包括|包含|含|另有|另|尚有|还有|已|(?<=[^相])关于)+$"
)
_FILLING_AFTER = re.compile(rf"^[\s{PAD}]*(?:的|为|是|系|均|皆|全部|已)*\s*")
_LEADING = re.compile(rf"^(?:[\s{PAD}]|其中|本年|全年|年内|共|另有|另|尚有|还有|已有|已|有|余下|其余|剩余|剩下|目前|截至|及)+")


class Scope(enum.Enum):
    """What part of the work a figure is about, as far as its sentence says."""

    WHOLE = "whole"
    PART = "part"  # the office alone beside all its units, or one of these
    ELSEWHERE = "elsewhere"  # another time, a change, an average: nothing that a table holds


@dataclass(frozen=True, slots=True)
class Talk:
    """What has been spoken of so far: last, and at all since the numbered passage began."""

    subject: str = ""
    mentioned: frozenset[str] = frozenset()

    def after(self, text: str, words: Vocabulary) -> "Talk":
        """The same after some more words."""
        subject, mentioned = self.subject, set(self.mentioned)
        for name in _subjects(text, words):
            mentioned.add(name)
            subject = subject if name == _FAINT else name
        return Talk(subject, frozenset(mentioned))

    def carried(self) -> "Talk":
        """What of it still counts in the next sentence."""
        return Talk(self.subject, self.mentioned - {_FAINT})


def _subjects(text: str, words: Vocabulary) -> Iterator[str]:
    """What a text speaks of, in order."""
    end = 0
    for begin in words.beginnings.finditer(text):
        if begin.start() >= end and (match := words.subjects.match(text, begin.start())):
            end = match.end()
            yield match.lastgroup or ""


_FAINT = "openness"
"""The subject of the whole report: it counts only within its sentence, and takes no figure for itself."""


@dataclass(frozen=True, slots=True)
class Site:
    """One figure with the words around it.

    `before` ends right before the figure and `after` begins behind it, both within the clause and without words that only
    fill; `clause` is the whole clause with # for the figure. `talk` is what was spoken of up to the figure. `shared` are the
    names, two or more, that have the figure in common: 维持、纠正均为0件.
    """

    sentence: Sentence
    index: int
    before: str
    after: str
    clause: str
    talk: Talk
    scope: Scope
    shared: tuple[str, ...] = ()

    @property
    def amount(self) -> Amount:
        return self.sentence.amounts[self.index]


def sites(sentence: Sentence, talk: Talk, words: Vocabulary) -> Iterator[Site]:
    """Every figure of a sentence in order, with the words around it."""
    named = rows_of_names(sentence)
    for index, amount in enumerate(sentence.amounts):
        chunk = sentence.between(index)
        talk = talk.after(chunk, words)
        after = _after(sentence.between(index + 1))
        changed = _CHANGED.fullmatch(chunk) and index and _FROM.search(sentence.between(index - 1))
        if changed:
            before, year = _before(sentence.between(index - 1)[: changed.start()], alone=True), False
        else:
            before = _before(chunk, alone=not _FILLING_AFTER.sub("", after))
            year = other_year(sentence.text, amount.start)
        names = named.get(index, ())
        if len(names) == 1:
            before = names[0]
        clause = f"{before}#{after}"
        yield Site(
            sentence,
            index,
            bare_before(before),
            _FILLING_AFTER.sub("", after),
            clause,
            talk,
            _scope(clause, year, words),
            names if len(names) > 1 else (),
        )


def bare_before(words: str) -> str:
    """The words in front of a figure without those that only fill."""
    return _FILLING_BEFORE.sub("", _LEADING.sub("", words))


def _before(chunk: str, *, alone: bool) -> str:
    """The clause before a figure; when that says nothing and nothing follows either (`alone`), the clause before it."""
    if _ITEM.search(chunk):
        return ""
    parts = _DELIMITER.split(_ASIDE.sub("", chunk))
    own = parts[-1] if len(parts) > 1 else _JOINS.sub("", parts[0], count=1)
    if alone and len(parts) > 1 and not _FILLING_BEFORE.sub("", _LEADING.sub("", own)):
        return _JOINS.sub("", parts[-2], count=1) or own
    return own


def _after(chunk: str) -> str:
    """The rest of the clause behind a figure."""
    own = _DELIMITER.split(_ASIDE.sub("", chunk), maxsplit=1)[0]
    return "" if re.match(r"\s*(?:、|和|及|与|以及)", own) else own


# ── scope ────────────────────────────────────────────────────────────

_YEAR_WORD = re.compile(
    r"(?P<year>[上本他]年|(?<!本年)以来|历年(?!(?:行政)?规范性文件|规章))(?P<rest>(?:度|末|底)?(?:结转|转入|转结|遗留|转来|未办结|同期)?)"
)
_COMPARED = re.compile(rf"(?:[较比同与自转]|结转){PAD}*$")
_TITLE = re.compile(r"《[^《》]*》")


def other_year(text: str, place: int) -> bool:
    """Whether a sentence speaks of another year where it has come to `place`."""
    return told_year(text, place) != "本年"


def told_year(text: str, place: int) -> str:
    """The year a sentence speaks of at a place, as it is told there, 本年 if none is; comparisons and titles do not count."""
    begin = text.rfind(";", 0, place) + 1
    bare = _TITLE.sub(lambda match: PAD * len(match[0]), text[begin:place])
    years = [
        match["year"]
        for match in _YEAR_WORD.finditer(bare)
        if len(match["rest"]) < 2 and not _COMPARED.search(bare, 0, match.start())
    ]
    return years[-1] if years else "本年"


def _scope(clause: str, elsewhere: bool, words: Vocabulary) -> Scope:
    """What part of the work a figure is about."""
    if elsewhere or words.scopes["elsewhere"].search(clause.partition("#")[0]):
        return Scope.ELSEWHERE
    return Scope.PART if words.scopes["part"].search(clause) else Scope.WHOLE
