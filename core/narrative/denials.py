"""Words that say there was none: 未收到申请, 行政复议、行政诉讼均为零, or that all were of the other kind: 均已办结."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.findings import Span
from core.narrative import nothing
from core.narrative.expanding import Printed
from core.narrative.lexicon import NOTHING, Phrase
from core.narrative.naming import IDLE, OTHER_YEARS, Named
from core.narrative.nothing import none_of, none_of_each, rows_denied
from core.narrative.readings import sums_of
from core.narrative.scopes import Scope, is_limiting, other_year
from core.narrative.sentences import PAD, Sentence
from core.narrative.sites import Site
from core.narrative.talk import Talk
from core.narrative.vocabulary import Meaning, Sum, Vocabulary

_CLAUSE = re.compile(r"[^,;:()]+")
_HINT = re.compile("[没未无零均皆都]|全部|不存在|不涉及")
"""A sentence or clause without any of these denies nothing."""
_NEGATED = re.compile(r"(?:尚|并|均|也|既)?(?:没有|未曾|未有|未(?!经)|无(?!法)|不涉及)(?!$)|(?:均|全部|皆|都)(?!为零)")
_ALL = re.compile("全部|均|皆|都")
_SAVE = re.compile("除(?!此)|另|其余|剩余|余下|剩下|(?:其[他它]|大部|多数|基本)[^,;]{0,6}(?:均|都|皆|全部)")
"""Words that make an exception: 除2件结转外,均已办结."""
_CAME = frozenset([
    "received", "handled", "carried_in", "incoming",
    "person", "business", "research", "welfare", "legal", "other_applicant", "legal_persons",
])  # fmt: skip
"""What was counted where 均已办结 is said of all that came in; said of results, it is of what was concluded alone."""
_DONE = frozenset(["conclude", "answer"])
"""All of what these say has been done may be done in time, whatever has not: 办结件均按时答复."""
_WAY, _ALL_WAYS = "channel", 3
"""So many ways of applying told in a row stand for all of them: 未收到信函、传真、网上提交的申请."""
_BUT = re.compile(r"除[^,;]*\d[^,;]*外")
_ATTRIBUTE = re.compile(r"(?:件|的|申请|事项|情况|中|里|内|率)\s*$")
"""At the end of 全部办结件 and the like, which tell nothing of all."""


@dataclass(frozen=True, slots=True)
class Denied:
    """Words that say there was none, and the sums that must then be 0; `part`: in a part of the office only."""

    meaning: Meaning
    sums: tuple[Sum, ...]
    span: Span
    part: bool


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause up to its last figure or behind it, the clause in front of it, and the last figure before its words.

    `saved`: words before its end make exceptions.
    """

    start: int
    text: str
    phrase: Phrase
    before: Phrase
    talk: Talk
    counted: bool
    after: Site | None
    saved: bool


def denied(
    sentence: Sentence, found: Sequence[Site], known: Mapping[int, str], talk: Talk, words: Vocabulary, own: Printed
) -> tuple[Denied, ...]:
    """Everything of the tables that a sentence denies in words that are understood to the last.

    `known` are the keys of what those of its figures mean that were understood, by their numbers.
    """
    return tuple(_denied(sentence, found, known, talk, words, own))


def _denied(
    sentence: Sentence, found: Sequence[Site], known: Mapping[int, str], talk: Talk, words: Vocabulary, own: Printed
) -> Iterator[Denied]:
    if not _HINT.search(sentence.text):
        return
    for clause in _clauses(sentence, found, talk, words):
        end = clause.start + len(clause.text)
        if words.scopes["elsewhere"].search(clause.text) or _BUT.search(sentence.text[:end].rpartition(";")[2]):
            continue
        elsewhere = other_year(sentence.text, end)
        span = sentence.span(clause.start + _begin(clause.text), end)
        part = words.scopes["part"].search(clause.text) is not None
        for name in _names(clause, known, words):
            if elsewhere and name.meaning.key not in OTHER_YEARS:
                continue
            if sums := tuple(sums_of(name, rows_denied(name, words), own, strictly=True)):
                yield Denied(name.meaning, sums, span, part)


def _begin(text: str) -> int:
    """Where the denial in a clause begins: at the word for none, or with the clause where that comes last."""
    negated = _NEGATED.search(text)
    return negated.start() if negated else len(text) - len(text.lstrip(f" {PAD}"))


def _clauses(sentence: Sentence, found: Sequence[Site], talk: Talk, words: Vocabulary) -> Iterator[_Clause]:
    """The clauses that may deny, or what stands behind the last figure of one, where nothing in front narrows."""
    before, limited = NOTHING, False
    for match in _CLAUSE.finditer(sentence.text):
        inside = [site for site in found if match.start() <= site.amount.start < match.end()]
        start = inside[-1].amount.end if inside else match.start()
        text = sentence.text[start : match.end()]
        phrase = words.lexicon.phrase(text)
        limited = limited and sentence.text[match.start() - 1 : match.start()] != ";"
        if not limited and _HINT.search(text):
            last = next((site for site in reversed(found) if site.amount.start < match.end()), None)
            heard = sentence.text[last.amount.end if last else 0 : match.end()]
            said = (last.talk if last else talk).after(words.lexicon.phrase(heard), words.lexicon)
            saved = _SAVE.search(sentence.text[: match.end()].rpartition(";")[2]) is not None
            yield _Clause(start, text, phrase, before, said, bool(inside), last, saved)
        before = phrase if not inside else NOTHING
        limited = limited or (not inside and is_limiting(text, phrase))


def _names(clause: _Clause, known: Mapping[int, str], words: Vocabulary) -> Iterator[Named]:
    """What a clause says there was none of."""
    if clause.phrase.strange:
        return
    if nothing.NONE in clause.phrase.concepts and not clause.counted:
        yield from _none_of(clause, words)
    elif _is_of_all(clause, known, words):
        concepts = clause.phrase.named
        for meaning in words.wholly:
            fits = (not meaning.about or clause.talk.subject in meaning.about) and meaning.named_by(concepts - IDLE)
            if fits:
                yield Named(meaning, fits.very, clause.talk, concepts)


def _is_of_all(clause: _Clause, known: Mapping[int, str], words: Vocabulary) -> bool:
    """Whether a clause tells something of all that was counted before it: not of a part, of what is done, or of other things."""
    every = _ALL.search(clause.text)
    if every is None or clause.saved or _ATTRIBUTE.search(clause.text):
        return False
    counted = clause.after
    came = counted is None or (known.get(counted.index) in _CAME and counted.scope is Scope.WHOLE)
    if not came and not (counted and counted.amount.is_share):
        return False
    return not words.lexicon.phrase(clause.text[: every.start()]).named & _DONE


def _none_of(clause: _Clause, words: Vocabulary) -> Iterator[Named]:
    told = clause.phrase if clause.phrase.named - nothing.IDLE else clause.before
    if told.strange:
        return
    topic = frozenset() if clause.before.strange else clause.before.named
    said = told.named - {_WAY} if told.concepts.count(_WAY) >= _ALL_WAYS else told.named
    whole = none_of(said, clause.talk, words) or none_of(said | topic, clause.talk, words)
    yield from [whole] if whole else none_of_each(told.text, clause.talk, words)
