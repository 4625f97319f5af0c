"""Turns wordings into words, and keeps for every figure where it stands and what it states: the ground truth of the tests."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from cn2an import an2cn  # type: ignore[import-untyped]

from core.numbers import Number, canonical, difference
from tests.builders.narrative_facts import Facts
from tests.builders.narrative_lists import enumeration
from tests.builders.narrative_template import (
    Wording,
    Wordings,
    about,
    any_number,
    chosen,
    fits,
    in_ten_thousands,
    percentages,
    shuffled,
)

_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
HABITS = {"plain": 84, "spaced": 5, "full": 2, "commas": 4, "chinese": 5}
"""How the figures of a text are written, and how often."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure in a text: code points from `start` up to `end`, what sort it is, and the quantities it speaks of.

    Sorts: figure (states the quantity), percent (the first of the second), growth, change and before (of the quantity since last
    year), whole and part (which the same sentence states), share (the percentage of a part), year, and free (nothing that can be
    checked).
    """

    start: int
    end: int
    text: str
    sort: str
    names: tuple[str, ...]
    value: Decimal

    def moved(self, by: int) -> "Mark":
        return replace(self, start=self.start + by, end=self.end + by)


class Piece(NamedTuple):
    """What a slot says: words before and behind the figure, the figure, its sort, its quantities and its value."""

    text: str
    sort: str = "free"
    names: tuple[str, ...] = ()
    value: Number = 0
    lead: str = ""
    tail: str = ""


@dataclass(slots=True)
class Passage:
    """A text in the making, with the marks of its figures and the quantities it says are nil."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)
    joint: int = 0
    """Where a sentence ended that the next one may be joined to."""

    def join(self) -> None:
        """Let the last sentence run on into the next, if nothing stands between them."""
        if self.joint == len(self.text) and self.text.endswith("。"):
            self.text = self.text[:-1] + "；"

    def add(self, words: str) -> None:
        self.text += words

    def put(self, piece: Piece) -> None:
        """Add what a slot says."""
        start = len(self.text) + len(piece.lead)
        end = start + len(piece.text)
        self.text += piece.lead + piece.text + piece.tail
        self.marks.append(Mark(start, end, piece.text, piece.sort, piece.names, Decimal(piece.value)))


@dataclass(slots=True)
class Voice:
    """One author: knows the facts, has habits, and does not say one thing twice in the same words."""

    rng: random.Random
    facts: Facts
    habit: str
    joins: float
    groups: Wordings
    used: set[Wording] = field(default_factory=set)

    def say(self, passage: Passage, group: str, count: int = 1) -> int:
        """Add up to `count` sentences of a group that are true; returns how many there were."""
        said = 0
        for wording in shuffled(self.rng, self.groups[group]):
            words = chosen(self.rng, wording.words)
            if said < count and wording not in self.used and fits(wording, words, self.facts):
                self.used.add(wording)
                passage.denied += wording.denies
                if self.rng.random() < self.joins:
                    passage.join()
                self.write(passage, words)
                passage.joint = len(passage.text)
                said += 1
        return said

    def write(self, passage: Passage, words: str) -> None:
        """Add words, filling their slots."""
        while words:
            before, _, rest = words.partition("{")
            passage.add(before)
            slot, _, words = rest.partition("}")
            if slot.startswith("*"):
                words = enumeration(self.rng, slot[1:], self.facts) + words
            elif slot.startswith("@"):
                passage.add(self.facts.words[slot[1:]])
            elif slot:
                passage.put(self._piece(slot, passage.text))

    def _piece(self, slot: str, before: str) -> Piece:
        sign = slot[0]
        if sign == "Y":
            return self._year(slot, before)
        if sign in "%^+-":
            return _BY_SIGN[sign](self, slot[1:])
        if sign == "#":
            return Piece(any_number(self.rng, slot[1:]))
        if sign == "=":
            number, _, whole = slot[1:].partition(":")
            sort = {"%": "share", "!": "whole"}.get(whole[-1], "part")
            return Piece(number + "%" * (sort == "share"), sort, (whole.rstrip("%!"),), Decimal(number))
        if sign == "~":
            return Piece(about(self.rng, int(self.facts.now[slot[1:]])))
        if sign == "<":
            return Piece(str(self.rng.randint(1, int(self.facts.now[slot[1:]]) - 1)))
        if slot.startswith(("w:", "w~")):
            more = slot.startswith("w~")
            number = in_ten_thousands(self.facts.now[slot.partition(":")[2]], more=more)
            return Piece(number, tail="万余" if more else "万")
        name = slot.rstrip("?")
        return self._figure("figure", name, self.facts.now[name])

    def _figure(self, sort: str, name: str, value: Number, lead: str = "") -> Piece:
        text, space = self._written(value)
        return Piece(text, sort, (name,), value, lead + space, space)

    def _written(self, value: Number) -> tuple[str, str]:
        """A number the way this author writes it, and the blank he sets around it."""
        text = canonical(value)
        if self.habit == "chinese" and isinstance(value, int) and 0 < value < 1000 and self.rng.random() < 0.6:
            return "两" if value == 2 else an2cn(value), ""
        if self.habit == "commas" and value >= 1000:
            return f"{value:,}", ""
        return (text.translate(_FULL) if self.habit == "full" else text), " " if self.habit == "spaced" else ""

    def _year(self, slot: str, before: str) -> Piece:
        year = self.facts.year + int(slot[1:].strip(".") or 0)
        lead = before.removesuffix("截至")
        opens = lead.endswith(("\n", "。", "；")) or not lead
        return Piece(str(year), "year" if opens and slot == "Y" else "free", (), year)

    def _percent(self, names: str) -> Piece:
        part, whole = names.split("/")
        return self._percentage("percent", (part, whole), self.facts.now[part], self.facts.now[whole])

    def _percentage(self, sort: str, names: Sequence[str], part: Number, whole: Number, lead: str = "") -> Piece:
        text = self.rng.choice(percentages(part, whole))
        value = Decimal(text)
        if self.habit == "chinese" and value == int(value) and self.rng.random() < 0.3:
            return Piece(f"百分之{an2cn(int(value))}", sort, tuple(names), value, lead)
        return Piece(text + self.rng.choice(("%", "%", "%", "％")), sort, tuple(names), value, lead)

    def _growth(self, name: str) -> Piece:
        old, new = self._both(name)
        lead = self.rng.choice(("增长", "增加", "上升") if new > old else ("下降", "减少", "降低"))
        return self._percentage("growth", (name,), difference(new, old), old, lead)

    def _change(self, name: str) -> Piece:
        old, new = self._both(name)
        lead = self.rng.choice(("增加", "多") if new > old else ("减少", "少"))
        return self._figure("change", name, difference(new, old), lead)

    def _last(self, name: str) -> Piece:
        return self._figure("before", name, self._both(name)[0])

    def _both(self, name: str) -> tuple[Number, Number]:
        """A quantity last year and this year."""
        assert self.facts.before is not None
        return self.facts.before[name], self.facts.now[name]


_BY_SIGN: dict[str, Callable[[Voice, str], Piece]] = {
    "%": Voice._percent, "^": Voice._growth, "+": Voice._change, "-": Voice._last,
}  # fmt: skip


def voice(rng: random.Random, facts: Facts, groups: Wordings) -> Voice:
    """An author with habits of his own, who speaks in these wordings."""
    return Voice(rng, facts, rng.choices(list(HABITS), list(HABITS.values()))[0], rng.choice((0, 0, 0.2, 0.6)), groups)
