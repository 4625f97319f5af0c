"""What words that say there was none speak of: whoever had none of a kind at all had none in matters of disclosure either."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from core.narrative.expanding import Printed
from core.narrative.lexicon import Phrase
from core.narrative.lists import items_of
from core.narrative.naming import Named, named
from core.narrative.readings import Rows, rows_of, sums_of
from core.narrative.scopes import Scope
from core.narrative.sites import Site
from core.narrative.talk import FAINT, Talk
from core.narrative.vocabulary import Sum, Vocabulary

NONE = "none"
IDLE = frozenset([NONE, "item", "etc"])
"""Concepts that do not tell what there was none of."""
_BESIDE = frozenset(["other", FAINT, NONE, "request", "receive", "etc"])
_EITHER = re.compile("或者?")
_EACH = re.compile(r"[均都皆各]\D*$")


def none_of(concepts: frozenset[str], talk: Talk, words: Vocabulary) -> Named | None:
    """The one thing that some concepts name, of which there can be none."""
    said = concepts - IDLE
    found = named(said, _anywhere(talk, said), words) if said else None
    return found if found and found.meaning.denied else None


def none_of_each(text: str, talk: Talk, words: Vocabulary) -> list[Named]:
    """What the things told together name; nothing when one of them is not understood, or cannot be denied."""
    items = items_of(_EITHER.sub("、", text))
    phrases = [words.lexicon.phrase(item) for item in items]
    if any(phrase.strange for phrase in phrases):
        return []
    if crossed := _none_of_either(phrases, talk, words):
        return crossed
    verbs = phrases[0].named - words.lexicon.things if phrases else frozenset()
    phrases = [phrase for phrase in phrases if not _is_beside(phrase)]
    known = [name for phrase in phrases if (name := _none_of_item(phrase, verbs, talk, words))]
    return known if len(known) == len(phrases) else []


def _none_of_either(phrases: Sequence[Phrase], talk: Talk, words: Vocabulary) -> list[Named]:
    """Each verb with each thing, where the verbs come first: 未制发或废止规章、行政规范性文件; nothing where that is not so."""
    things = words.lexicon.things
    first = next((place for place, phrase in enumerate(phrases) if phrase.named & things), 0)
    if not first:
        return []
    deeds = [phrase.named - IDLE - things for phrase in phrases[: first + 1]]
    found = [_none_of_item(phrase, deed, talk, words) for phrase in _without_deeds(phrases[first:], things) for deed in deeds]
    known = [name for name in found if name]
    return known if len(known) == len(found) else []


def _without_deeds(phrases: Sequence[Phrase], things: frozenset[str]) -> list[Phrase]:
    return [replace(phrase, concepts=tuple(concept for concept in phrase.concepts if concept in things)) for phrase in phrases]


def _is_beside(phrase: Phrase) -> bool:
    """Whether an item of a list is none of the tables': 未发生举报、投诉、行政复议."""
    return "other" in phrase.concepts and phrase.named <= _BESIDE


def _none_of_item(phrase: Phrase, verbs: frozenset[str], talk: Talk, words: Vocabulary) -> Named | None:
    """The one thing that an item of a list names, with the verb of the first one where it has none."""
    after = talk.after(phrase, words.lexicon)
    return none_of(phrase.named, after, words) or none_of(phrase.named | verbs, after, words)


def _anywhere(talk: Talk, concepts: frozenset[str]) -> Talk:
    """The talk as if applications had been spoken of; not for 结转 alone, which may be of anything."""
    if "carry" in concepts and not concepts & {"last", "next"}:
        return talk
    return replace(talk, mentioned=talk.mentioned | {"requests", FAINT})


def rows_denied(name: Named, words: Vocabulary) -> Rows:
    """The rows that words without a figure are about."""
    return rows_of(name, words) or [("received",)]


def _is_information(site: Site, names: Sequence[Named]) -> bool:
    """Whether it is what was published of decisions: 行政处罚信息0件."""
    return "信息" in site.before.text and any(name.meaning.cells[0][0].grid.startswith("art20") for name in names)


def nil_at(site: Site, words: Vocabulary, own: Printed) -> tuple[Named, Sum] | None:
    """What a zero is told of, and all its cells: one thing, or several of which each has none."""
    if site.amount.value or site.limited or site.before.strange or not site.is_closed or site.scope is Scope.ELSEWHERE:
        return None
    one = none_of(site.before.named, site.talk, words)
    names = [one] if one else none_of_each(site.before.text, site.talk, words) if _EACH.search(site.before.text) else []
    if any(site.amount.unit not in name.meaning.units for name in names) or _is_information(site, names):
        return None
    sums = [next(sums_of(name, rows_denied(name, words), own, strictly=True), ()) for name in names]
    cells = tuple(dict.fromkeys(chain.from_iterable(sums)))
    return (names[0], cells) if cells and all(sums) else None
