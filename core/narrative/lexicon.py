"""The words that phrases about figures are made of, from resources/lexicon.toml: what each says, and which are strange."""

import functools
import itertools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.forms import RESOURCES, FormError
from core.narrative.sentences import PAD

_CHOICE = re.compile(r"\[([^\[\]]*)\]|\{(\w+)\}")
_BLANK = re.compile(rf"[\s{PAD}\"'《》]+")
_DATE = re.compile(r"\d{1,2}月(?:\d{1,2}日)?|(?:法定的?)?(?:20|15|二十|十五)个工作日(?:之内|以内|内)?")
"""Dates, and the time that the law allows for an answer."""
_WAYS, _WAY, _ANY = "channels", "channel", "any"
_OPEN = frozenset([_WAYS, _ANY, "etc"])
"""Concepts that leave a list of ways open."""
_SEVERAL, _FEW = 2, 4
_ETC, _ALL_KINDS, _KINDS = "etc", "orgs", frozenset(["business", "research", "welfare", "legal", "orgs"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a clause: the concepts they name, in order, and the characters that no known word explains."""

    text: str
    concepts: tuple[str, ...]
    strange: str
    named: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "named", frozenset(self.concepts))

    @property
    def is_empty(self) -> bool:
        """Whether the words say nothing about what is counted."""
        return not self.concepts and not self.strange


NOTHING = Phrase("", (), "")
UNKNOWN = Phrase("", (), "?")
"""Stands for words that are there and not understood."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Known words by what they say, "" for those that say nothing; `subjects` tells what concepts make the talk turn to."""

    known: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]
    subjects: Mapping[tuple[str, ...], str]

    @property
    def spoken_of(self) -> frozenset[str]:
        """Everything that the talk can turn to."""
        return frozenset(self.subjects.values())

    @functools.cached_property
    def things(self) -> frozenset[str]:
        """The concepts that the talk can turn to, by themselves or together."""
        return frozenset(concept for together in self.subjects for concept in together)

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset(self.known.values()) - {""}

    def phrase(self, text: str) -> Phrase:
        """What some folded words say; the longest known word counts at each place."""
        return _phrase(self, text)

    def read(self, text: str) -> Phrase:
        """The same, without a look at what has been read before."""
        bare = _DATE.sub("", _BLANK.sub("", text))
        concepts: list[str] = []
        strange = ""
        place = 0
        while place < len(bare):
            word = self.word(bare, place)
            if word is None:
                strange += bare[place] if bare[place].isalnum() else ""
            elif concept := self.known[word]:
                concepts.append(concept)
            place += len(word or bare[place])
        if 0 < len(strange) <= _FEW and (cover := self._cover(bare)):
            concepts, strange = [concept for part in cover if (concept := self.known[part])], ""
        return Phrase(text, tuple(_without_ways(_without_kinds(concepts))), strange)

    def _cover(self, text: str) -> tuple[str, ...]:
        """The fewest known words that all of a text is made of, where the longest leave some over; () when there are none."""
        covers: list[tuple[str, ...] | None] = [None] * len(text) + [()]
        for place in range(len(text) - 1, -1, -1):
            parts = (text[place : place + length] for length in self.lengths.get(text[place], ()))
            ways = [(part, *rest) for part in parts if part in self.known and (rest := covers[place + len(part)]) is not None]
            covers[place] = min(ways, key=len, default=None) if text[place].isalnum() else covers[place + 1]
        return covers[0] or ()

    def word(self, text: str, place: int) -> str | None:
        """The longest known word at a place."""
        for length in self.lengths.get(text[place], ()):
            if (word := text[place : place + length]) in self.known:
                return word
        return None


@functools.lru_cache(maxsize=8192)
def _phrase(words: Lexicon, text: str) -> Phrase:
    return words.read(text)


def _without_kinds(concepts: list[str]) -> list[str]:
    """Leave out kinds of organisations that are told as examples: 企业、律师事务所等法人或其他组织 are all of them."""
    for place in range(1, len(concepts) - 1):
        if concepts[place] == _ETC and concepts[place + 1] == _ALL_KINDS:
            first = next((at + 1 for at in range(place - 1, -1, -1) if concepts[at] not in _KINDS), 0)
            return [*concepts[:first], *concepts[place + 1 :]]
    return concepts


def _without_ways(concepts: list[str]) -> Iterable[str]:
    """Leave out ways of applying that are told as examples: 通过网络、信函等渠道 narrows nothing."""
    open_list = not _OPEN.isdisjoint(concepts)
    if open_list and concepts.count(_WAY) >= _SEVERAL:
        return (concept for concept in concepts if concept not in {_WAY, *_OPEN})
    return (concept for concept in concepts if concept != _ANY and (concept != _WAYS or _WAY in concepts))


def load_lexicon(path: Path) -> Lexicon:
    """Read a file of words; FormError when it is damaged, a table is unknown, or a word stands under two concepts."""
    with path.open("rb") as stream:
        try:
            return _lexicon(tomllib.load(stream))
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, re.error) as error:
            raise FormError(f"{path.name}: {error}") from error


@functools.cache
def lexicon() -> Lexicon:
    """The words of this program's own file."""
    return load_lexicon(RESOURCES / "lexicon.toml")


def _lexicon(data: dict[str, dict[str, list[str]]]) -> Lexicon:
    parts = data.pop("parts")
    known: dict[str, str] = {}
    for concept, texts in data.pop("concepts").items():
        for word in _words(texts, parts):
            if known.setdefault(word, concept) != concept:
                raise ValueError(f"{word} is both {known[word]} and {concept}")
    for texts in data.pop("filling").values():
        for word in _words(texts, parts):
            known.setdefault(word, "")
    subjects = {tuple(text.split()): subject for subject, texts in data.pop("subjects").items() for text in texts}
    if data or (unknown := {concept for together in subjects for concept in together} - set(known.values())):
        raise ValueError(f"unknown: {[*data] or sorted(unknown)}")
    return Lexicon(known, _lengths(known), subjects)


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the words are that begin with a character, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in words:
        lengths[word[0]].add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _words(texts: Iterable[str], parts: Mapping[str, list[str]]) -> Iterator[str]:
    """The plain words that entries with choices stand for."""
    return (word for text in texts for spelled in _spelled(text, parts) if (word := _BLANK.sub("", spelled)))


def _spelled(text: str, parts: Mapping[str, list[str]]) -> Iterator[str]:
    match = _CHOICE.search(text)
    if match is None:
        return iter([text])
    choices = parts[match[2]] if match[2] else match[1].split("|")
    written = (text[: match.start()] + choice + text[match.end() :] for choice in choices)
    return itertools.chain.from_iterable(_spelled(one, parts) for one in written)
