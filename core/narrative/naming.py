"""Which meaning some concepts have, by what was spoken of: the one place where words become the name of a cell."""

import functools
import re
from dataclasses import dataclass

from core.narrative.lexicon import Phrase
from core.narrative.scopes import Scope
from core.narrative.sentences import PAD
from core.narrative.sites import Site
from core.narrative.talk import FOREIGN, Talk
from core.narrative.vocabulary import Meaning, Vocabulary, Wording

_EVERY = re.compile("均|都|皆|一律|悉数|(?:已经?|现已)?(?:全部|全数)")
_CIRCUMSTANCE = re.compile(
    rf"[\s{PAD}]*(?:均|都|皆)?(?:因|由于|鉴于|(?:系|为|是|属|于|在)[^,;]*(?:年[底末终]|岁末|\d月|[上中下]旬|较晚|较迟))"
)
_REMAINING = re.compile("另|其余|剩余|余下|剩下|[还尚仍]有")
_COMING = frozenset(["receive", "accept", "submit", "new", "apply", "request", "handle"])
"""另有5件因受理较晚, 3件系年底收到: how some came in, which tells nothing of what they are counted for."""
IDLE = frozenset(["applicant"])
"""Concepts that tell what is spoken of, and not what is counted."""
OTHER_YEARS = frozenset(["carried_in", "carried_out", "carried"])
"""What one year hands over to the next, which a sentence about another year may speak of too."""


@dataclass(frozen=True, slots=True)
class Named:
    """A meaning, whether the words name the very cell, and the talk they were understood in."""

    meaning: Meaning
    very: bool
    talk: Talk
    concepts: frozenset[str]


def named(concepts: frozenset[str], talk: Talk, words: Vocabulary, unit: str | None = None) -> Named | None:
    """The first meaning that these concepts have and no other word disturbs.

    Args:
        concepts: What the words say.
        talk: What was spoken of, these words included.
        words: The vocabulary.
        unit: In what the figure is counted; None where there is no figure.
    """
    said = concepts - IDLE
    found = _meant(said, talk.subject, talk.mentioned, unit, words)
    return Named(found[0], found[1].very, talk, said) if found else None


@functools.lru_cache(maxsize=4096)
def _meant(
    said: frozenset[str], subject: str, mentioned: frozenset[str], unit: str | None, words: Vocabulary
) -> tuple[Meaning, Wording] | None:
    """The first meaning with a wording of just these concepts: few are ever said together."""
    possible = _possible(subject, mentioned, unit, words)
    return next(((meaning, wording) for meaning in possible if (wording := meaning.named_by(said))), None)


@functools.lru_cache(maxsize=1024)
def _possible(subject: str, mentioned: frozenset[str], unit: str | None, words: Vocabulary) -> tuple[Meaning, ...]:
    """What can be named where the talk has come to, with those first that this last subject asks for."""
    possible = (
        meaning
        for meaning in words.meanings
        if (unit is None or unit in meaning.units)
        and (not meaning.about or subject in meaning.about)
        and (not meaning.within or (subject not in FOREIGN and not meaning.within.isdisjoint(mentioned)))
    )
    return tuple(sorted(possible, key=lambda meaning: not meaning.about))


def named_by(phrase: Phrase, talk: Talk, words: Vocabulary, *, without: frozenset[str] = frozenset()) -> Named | None:
    """What a phrase without a figure names: the part or the whole of a share, what grew; None when a word is not understood."""
    concepts = phrase.named - without
    if phrase.strange or not concepts:
        return None
    return named(concepts, talk.after(phrase, words.lexicon), words)


def named_at(site: Site, words: Vocabulary) -> Named | None:
    """What the words around a figure name; None when one of them is not understood, or narrows what is counted."""
    if site.limited or site.before.strange or site.amount.is_share:
        return None
    if not site.amount.unit and site.before.is_empty:
        return None
    found, joined = _with_behind(site, words) or _before(site, words), _joined(site, words)
    if (
        found
        and joined
        and found.meaning.key not in OTHER_YEARS
        and found.meaning is not joined.meaning
        and site.before.named <= words.lexicon.things
    ):
        return None  # 尚未审结的复议1件、诉讼2件: all suits, or those pending
    found = found or joined
    if found and site.scope is Scope.ELSEWHERE and found.meaning.key not in OTHER_YEARS:
        return None
    return found


def _with_behind(site: Site, words: Vocabulary) -> Named | None:
    """收到25件申请, 25件已办结: the words behind belong to the name."""
    return _together(site, site.behind, words) or _up_to_all(site, words)


def _up_to_all(site: Site, words: Vocabulary) -> Named | None:
    """收到的25件申请均已公示: what is said of all of them is no part of the name."""
    every = _EVERY.search(site.behind.text)
    return _together(site, words.lexicon.phrase(site.behind.text[: every.start()]), words) if every else None


def _together(site: Site, behind: Phrase, words: Vocabulary) -> Named | None:
    """What the words before a figure and some of those behind it name together, unless they only tell how some came in."""
    if behind.strange or not behind.concepts or _is_of_some(site, behind):
        return None
    talk = site.talk.after(behind, words.lexicon)
    return named(site.before.named | behind.named, talk, words, site.amount.unit)


def _is_of_some(site: Site, behind: Phrase) -> bool:
    """Whether the words behind a figure tell how some of the applications came in: 另有5件年底收到."""
    told = _REMAINING.search(site.before.text) or _CIRCUMSTANCE.match(behind.text)
    return told is not None and behind.named <= _COMING


def _before(site: Site, words: Vocabulary) -> Named | None:
    if not site.is_closed or not site.before.concepts:
        return None
    return named(site.before.named, site.talk, words, site.amount.unit)


def _joined(site: Site, words: Vocabulary) -> Named | None:
    """现行有效规章2件、规范性文件5件: a thing alone has the verb of the thing before it."""
    if not site.is_closed or site.earlier.strange or not site.before.concepts:
        return None
    verbs = site.earlier.named - words.lexicon.things
    return named(site.before.named | verbs, site.talk, words, site.amount.unit) if verbs else None
