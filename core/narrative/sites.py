"""Where a figure stands in its sentence: the phrases before and behind it, what is spoken of, and what limits its scope."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.narrative.amounts import Amount
from core.narrative.clauses import changed_from, clauses_of, issued_among, shared_before, topic_of
from core.narrative.lexicon import NOTHING, UNKNOWN, Phrase
from core.narrative.lists import dealt, is_dealt, told_together
from core.narrative.scopes import REASONS, Scope, in_months, is_limiting, other_year, scope_of
from core.narrative.sentences import PAD, Sentence
from core.narrative.talk import STRANGE, VERBS, Talk
from core.narrative.vocabulary import Vocabulary

_ASIDE = re.compile(r"\([^()]*\)")
_JOINT = re.compile(r"\s*(?:、|和|与|及|以及)")
_JOINS = re.compile(r"^[\s、]*(?:和|及|与|以及|并|或)?\s*")
_ITEM = re.compile(r"(?:、|和|(?<![危涉])及|与|以及)\s*$")
"""Right before a figure: what came before belongs to the figure before it."""
_AMONG = re.compile(r"^(.*?(?:中|里))[^,;:]*$")
"""25件申请中网络20件: what stands behind 中 belongs to the next figure."""
_SOME_AMONG = re.compile(r"^([^,;:]{0,12}?(?:申请|申请件|办件|事项|案件)[中里])(?![止断途]).*$")
"""25件申请中有的没有答好: some of them, and none is counted."""
_THEMES = re.compile(
    r"(?<!补正)(?<!补正后)(?<!补正后申请)(?<!补正后的申请)(?:的?(?:内容|事项)?(?:主要|较多)?(?:涉及|集中(?:在|于)|关于)|分别(?:是|为|来自|涉及|通过)|[按从依][^,;:()]*(?:分|看|统计|划分|区分|归类|类别|计)$"
    r"|(?:的|所)?(?:提出|提交|申请|接收|收到|受理|来源|办理|答复|处理|涉及)?的?(?:事项|内容|渠道|途径|方式|来源|领域|类型|类别|主题)"
    r"(?:主要|分别|大致)?(?:为|是|有|包括)?)"
)
"""What a whole is divided by, which stands behind it and says nothing of how many it is."""
_TURNING = frozenset(["件", "份", "宗", "起", "例", "件次", "条"])
"""A figure in these units, when it is not understood, leaves it open what the next one is about."""
_BECAUSE = re.compile(rf"^[\s{PAD}]*(?:因为?|由于)")
_CARRIED = re.compile("(?:结转|遗留).*(?:信息公开申请|依申请公开|申请公开)")
"""上年结转2件,共受理政府信息公开申请5件: what was carried over is told by what comes behind."""
_ANSWERS = re.compile("予以公开|部分公开|不予公开|无法提供|不予处理")
"""办结24件中予以公开12件: what the sentence is about comes behind too."""
_HANDED_ON = frozenset(["carry", "next"])
_OUTCOMES = frozenset(["refused", "unavailable", "unprocessed"])
"""What became of applications for a reason."""
_CAUSE, _DISPUTED = "openness", frozenset([
    "openness", "request", "apply", "submit", "review", "suit", "answer", "handle", "accept", "receive",
])  # fmt: skip
"""因政府信息公开引起的: where no more is said than this, it narrows no thing that it stands with."""
_FORCE = "force"
"""现行有效的规章2件、规范性文件5件: what holds of both makes neither of them another thing."""
_WAY = "channel"
"""通过网络提交的3件、当面提交2件: each has its own way of applying, and none that of the item before."""
_SOME = re.compile(r"其中|包括|包含|[:(]")
"""What follows is a part of the figure before."""
_ONE_PART = re.compile(r"[,(]\s*其中[^,;]*$")
_ANEW = re.compile(r"\)?,(?:全年|年内|本年|年度内|报告期内|截至|至)[^,;]*$")
"""How one part of a figure is told, and how what is told of the whole goes on behind it."""
_TIMED = re.compile("[本全]年|年内")
_RESULTS = re.compile(r"^[\s\x01]*(?:均|已|全部|都|皆|并|也|实行|统一|,|。|$)")


@dataclass(frozen=True, slots=True)
class Site:
    """One figure with the words around it.

    `before` is what its clause says up to the figure, `behind` what it says after it, `earlier` what the item before said when the
    two are joined. `talk` is what was spoken of up to the figure. `limited`: a clause in front narrows what is counted.
    """

    sentence: Sentence
    index: int
    before: Phrase
    behind: Phrase
    earlier: Phrase
    talk: Talk
    scope: Scope
    limited: bool

    @property
    def amount(self) -> Amount:
        return self.sentence.amounts[self.index]

    @property
    def is_closed(self) -> bool:
        """Whether what stands behind cannot narrow what is counted: nothing, or a word about all of it."""
        return self.behind.is_empty or _RESULTS.match(self.behind.text) is not None


def sites(sentence: Sentence, talk: Talk, words: Vocabulary) -> tuple[tuple[Site, ...], Talk]:
    """Every figure of a sentence in order, with the words around it, and what is spoken of in the end."""
    reader = _Reader(sentence, words, talk)
    found = tuple(reader.site(index) for index in range(len(sentence.amounts)))
    return found, reader.end()


class _Reader:
    """Goes through a sentence from figure to figure, and remembers what was said."""

    def __init__(self, sentence: Sentence, words: Vocabulary, talk: Talk) -> None:
        self._sentence = sentence
        self._words = words
        early = "requests" not in talk.mentioned and _CARRIED.search(sentence.text) is not None
        answered = "requests" in talk.mentioned and not talk.subject and _ANSWERS.search(sentence.text) is not None
        self._talk = talk.told_of_requests(subject="requests" if answered else talk.subject) if early or answered else talk
        self._limited = False
        self._whose: frozenset[str] = frozenset()
        self._why: frozenset[str] = frozenset()
        self._bracketed: tuple[Talk, bool] | None = None
        self._some = self._over = False
        self._last = NOTHING
        self._dealt: list[Phrase] = []
        self._aside: Talk | None = None
        self._changed = ""

    def site(self, index: int) -> Site:
        """The site of the next figure."""
        chunk = self._sentence.between(index)
        among = issued_among(self._sentence, index)
        self._some = not among and (self._some or (self._talk.subject == STRANGE and _opens_part(chunk)))
        self._leave_part(chunk)
        narrowed = self._limited
        self._hear(chunk, first=not index)
        behind = self._phrase(_behind(self._sentence.between(index + 1), last=index + 1 == len(self._sentence.amounts)))
        before = among or self._before(index, chunk, behind)
        behind = self._gone_on(index, before, behind)
        reason = self._reason(chunk, before)
        limited = narrowed if reason else self._limited
        before = reason or before
        self._deal(index, before)
        phrase = self._dealt.pop(0) if self._dealt else self._phrase(before)
        self._talk = self._talk.after(phrase, self._words.lexicon)
        self._some = self._some and not (self._over and (phrase.named & VERBS or _TIMED.search(chunk)))
        site = Site(
            self._sentence,
            index,
            phrase,
            behind,
            self._last if index and _JOINT.match(chunk) else NOTHING,
            self._talk,
            self._scope(index, before, behind),
            (limited and not self._is_reason(phrase)) or self._some or self._is_shared(index, chunk, before),
        )
        self._turn(site)
        return site

    def _leave_part(self, chunk: str) -> None:
        """Back to the whole where a clause begins anew behind one part: 其中涉及拆迁的10件,全年办结22件.

        So too behind brackets with a figure that was not understood: 最多的是自然资源部门(11件),共办结22件.
        """
        if self._bracketed and self._last.strange and chunk.startswith(")"):
            self._talk, self._limited = self._bracketed
        self._bracketed = (self._talk, self._limited) if "(" in chunk.rpartition(")")[2] else None
        if self._aside and _ANEW.match(chunk):
            self._talk, self._some = self._aside, False
        understood = self._last.concepts and not (self._talk.is_foreign or self._some or self._last.strange)
        self._aside = self._talk if "其中" in chunk and understood and _ONE_PART.match(chunk) else None

    def end(self) -> Talk:
        """What is spoken of when the sentence is over."""
        self._hear(self._sentence.between(len(self._sentence.amounts)) + ",", first=not self._sentence.amounts)
        return self._talk.carried()

    def _phrase(self, text: str) -> Phrase:
        return self._words.lexicon.phrase(text)

    def _hear(self, chunk: str, *, first: bool) -> None:
        """The clauses up to that of the next figure: they tell what is spoken of, and may narrow what comes."""
        parts = chunk.split(";")
        for place, part in enumerate(parts):
            if place:
                self._limited, self._over, self._talk = False, True, self._talk.resumed()
            clauses = clauses_of(part)[: None if place + 1 < len(parts) else -1]
            self._hear_clauses(clauses, after_figure=not (place or first))

    def _hear_clauses(self, clauses: Sequence[str], *, after_figure: bool) -> None:
        """Clauses without a figure; the first is the end of one with a figure if they come `after_figure`."""
        for place, clause in enumerate(clauses):
            phrase = self._phrase(clause)
            self._talk = self._talk.after(phrase, self._words.lexicon)
            if (place or not after_figure) and is_limiting(clause, phrase):
                self._whose = frozenset() if self._limited or phrase.strange else phrase.named & _OUTCOMES
                self._why = frozenset() if self._limited or phrase.strange else phrase.named & REASONS
                self._limited = True

    def _before(self, index: int, chunk: str, behind: Phrase) -> str:
        """The clause before a figure; when that says nothing and nothing follows either, the clause before it."""
        self._changed = changed_from(self._sentence, index)
        if whole := self._changed or shared_before(self._sentence, index):
            return whole
        if _ITEM.search(chunk):
            return ""
        *others, own = clauses_of(chunk.rpartition(";")[2])
        if not others:
            own = _JOINS.sub("", own, count=1)
        alone = others and behind.is_empty and self._phrase(own).is_empty
        return topic_of(_JOINS.sub("", others[-1], count=1)) or own if alone else own

    def _gone_on(self, index: int, before: str, behind: Phrase) -> Phrase:
        """What the next clause says of a figure of which its own says nothing: 另有5件因受理时间较晚,结转至下年办理."""
        if not behind.is_empty or not self._phrase(before).is_empty or _JOINT.match(behind.text):
            return behind
        _, *others = clauses_of(self._sentence.between(index + 1).partition(";")[0])
        told = self._phrase(others[0]) if others else NOTHING
        return told if told.named >= _HANDED_ON and not told.strange else behind

    def _reason(self, chunk: str, before: str) -> str:
        """The clause with the reason in front of it, where that is all it is: 因不掌握相关信息,无法提供的3件."""
        if not before.rstrip().endswith("的"):
            return ""
        *others, _ = clauses_of(chunk)
        if not others or not _BECAUSE.search(others[-1]):
            return ""
        outcome, reason = self._phrase(before).named, self._phrase(others[-1])
        return f"{others[-1]}{before}" if outcome and outcome <= _OUTCOMES and not reason.strange else ""

    def _is_reason(self, phrase: Phrase) -> bool:
        """Whether a figure is of the reasons for what the clause in front narrows to: 不予公开的情形中，属于国家秘密的1件.

        Or of a reason that this clause has too: 因申请内容不明确，补正后仍不明确而无法提供的1件.
        """
        told = bool(self._why) and self._why <= phrase.named <= REASONS | _OUTCOMES
        return told or bool(self._whose and phrase.named and phrase.named <= REASONS)

    def _deal(self, index: int, before: str) -> None:
        """Give the figures of a list their things, once the clause before the first of them has named these."""
        if is_dealt(before):
            count = told_together(self._sentence.text, self._sentence.amounts, index)
            self._dealt = list(dealt(before, count, self._words.lexicon)) or [UNKNOWN] * count

    def _is_shared(self, index: int, chunk: str, before: str) -> bool:
        """Whether what was said of the item before may be said of this one too: 尚未审结的行政复议2件、行政诉讼14件."""
        if not index or "的" not in self._last.text or "的" in before or not _JOINT.match(chunk):
            return False
        if (_WAY in self._last.named and _WAY in self._phrase(before).named) or _FORCE in self._last.named:
            return False
        return bool(self._last.strange or self._last.named - _DISPUTED or _CAUSE not in self._last.named)

    def _scope(self, index: int, before: str, behind: Phrase) -> Scope:
        place = self._sentence.amounts[index].start
        text = self._sentence.text
        elsewhere = not self._changed and (other_year(text, place) or in_months(text, place))
        return scope_of(f"{before}#{behind.text}", elsewhere, self._words)

    def _turn(self, site: Site) -> None:
        """Remember what this figure was about, or that it was not understood."""
        self._last = site.before
        if site.amount.unit in _TURNING:
            told = site.before if site.before.concepts or site.before.strange else site.behind
            self._talk = self._talk.counted(told)


def _opens_part(chunk: str) -> bool:
    """Whether what stands in front of a figure, up to a semicolon, says that it is some of the figure before."""
    return _SOME.search(_ASIDE.sub("", chunk).partition(";")[0]) is not None


def _behind(chunk: str, *, last: bool) -> str:
    """The rest of the clause behind a figure, up to what its subject matter is."""
    if _JOINT.match(chunk):
        return ""
    own, *others = clauses_of(chunk)
    head = _THEMES.split(own, maxsplit=1)[0]
    return _SOME_AMONG.sub(r"\1", head) if others or last else _AMONG.sub(r"\1", head)
