"""Figures told together: 予以公开、不予公开分别为3件、5件 gives each thing its figure by its place, or none of them any."""

import re
from collections.abc import Sequence

from core.narrative.amounts import Amount
from core.narrative.lexicon import Lexicon, Phrase

_EACH = re.compile(r"(?:分别|依次)[^,;:()]{0,4}$")
_JOINT = re.compile(r"、|以及|和(?!解|谐)|(?<![参赠])与(?!否)|(?<![危涉普波触顾提遍])及(?!时|早)")
_BETWEEN = re.compile(r"\s*(?:、|,|和|与|及|以及)\s*(?:和|与|及)?\s*")
_COMPOUND = re.compile(r"法人(?:和|与|及|、)其他组织|法律、行政法规|法律、法规|法人(?:和|与|及)非法人组织|企业(?:和|与|及)其他组织")
_COMPOUND_MARKS = {"、": "\x02", "和": "\x03", "与": "\x04", "及": "\x05"}
_LEAST = 2


def told_together(text: str, amounts: Sequence[Amount], index: int) -> int:
    """How many figures follow one another from number `index` on, with nothing but joints between."""
    count = 1
    while index + count < len(amounts):
        between = text[amounts[index + count - 1].end : amounts[index + count].start]
        if not _BETWEEN.fullmatch(between):
            break
        count += 1
    return count


def is_dealt(clause: str) -> bool:
    """Whether a clause deals out the figures behind it, one to each of the things it names."""
    return _EACH.search(clause) is not None


def dealt(clause: str, count: int, words: Lexicon) -> tuple[Phrase, ...]:
    """The phrase for each of `count` figures, by its place; () where things and figures do not match.

    What is said with the last thing is said of all that are named alone: 规章、规范性文件现行有效数. One that is not understood
    leaves it open what the others are.
    """
    items = items_of(_EACH.sub("", clause))
    phrases = [words.phrase(item) for item in items]
    if len(items) != count or count < _LEAST or any(phrase.strange for phrase in phrases):
        return ()
    last = phrases[-1]
    said = tuple(concept for concept in last.concepts if concept not in words.things)
    shared = said if last.named & words.things else ()
    return tuple(_with(phrase, shared) if phrase.named <= words.things else phrase for phrase in phrases)


def _with(phrase: Phrase, concepts: tuple[str, ...]) -> Phrase:
    return Phrase(phrase.text, (*phrase.concepts, *concepts), phrase.strange) if concepts else phrase


def items_of(clause: str) -> list[str]:
    """The things that a clause names, one by one; names that have a joint in them stay whole."""
    held = _COMPOUND.sub(lambda match: "".join(_COMPOUND_MARKS.get(one, one) for one in match[0]), clause)
    back = {ord(mark): joint for joint, mark in _COMPOUND_MARKS.items()}
    return [item.translate(back) for item in _JOINT.split(held) if item.strip()]
