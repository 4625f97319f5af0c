"""The little language of the wordings: groups of lines, conditions in front, choices in <a|b>, slots in {braces}.

A line is `[conditions] words`. Conditions, all of which must hold: `!x` (nil, and the words deny it), `x=0`, `x>5`, `x>y`,
`x=-x` (as last year), a tag such as `2021`, `gov`, `prev`. Slots:
`{x}` the figure of quantity x (above zero), `{x?}` zero too, `{~x}` about so many, `{w:x}` in 万, `{w~:x}` so many 万 and more,
`{<x}` some of it, `{%x/y}` a percentage, `{^x}` growth in per cent, `{+x}` growth in pieces, `{-x}` last year's figure,
`{=5:a}` one of the parts of what is named a, `{=9:a!}` that whole, `{=55:a%}` the share of the part,
`{#2-60}` any number, `{#2-60.1}` one with a decimal, `{Y}` the year, `{Y.}` where another could stand too, `{Y-1}` and `{Y+1}`
those around it, `{@we}` words of the organ, `{*list}` an enumeration, `{*deal 网上#件,来信#件}` what was received,
dealt out to parts.

There are sets of wordings by several authors: the first stands in `wordings`, the others in folders of their names within.
Nobody tunes the recogniser on the sixth.
"""

import functools
import itertools
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path

from core.numbers import Number, difference
from tests.builders.narrative_facts import Facts

_CHOICE = re.compile(r"<([^<>{}]*(?:\{[^{}]*\}[^<>{}]*)*)>")
_SLOT = re.compile(r"\{([^{}]*)\}")
_LINE = re.compile(r"(?:\[(?P<conditions>[^\]]*)\] )?(?P<words>.+)")
_CONDITION = re.compile(r"(\w+)([=>])(-?)(\w+)")


@dataclass(frozen=True, slots=True)
class Wording:
    """One line of a file of wordings."""

    words: str
    conditions: tuple[str, ...] = ()

    @property
    def denies(self) -> tuple[str, ...]:
        """The quantities that the words say are nil."""
        return tuple(condition[1:] for condition in self.conditions if condition.startswith("!"))


Wordings = Mapping[str, tuple[Wording, ...]]
FIRST = ("first",)
SETS = (*FIRST, "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
"""The sets of wordings by their names; the recogniser was written beside the first."""


@functools.cache
def wordings(sets: tuple[str, ...] = FIRST) -> Wordings:
    """Every group of wordings by its name, from the files of these sets beside this module."""
    groups: dict[str, list[Wording]] = {}
    for path in itertools.chain.from_iterable(_files(name) for name in sets):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("= "):
                group = groups.setdefault(line[2:], [])
            elif line and not line.startswith("# "):
                group.append(_wording(line))
    return {name: tuple(group) for name, group in groups.items()}


def _files(name: str) -> list[Path]:
    folder = Path(__file__).parent / "wordings"
    return sorted((folder if name in FIRST else folder / name).glob("*.txt"))


def _wording(line: str) -> Wording:
    match = _LINE.fullmatch(line)
    assert match, line
    conditions = match["conditions"]
    return Wording(match["words"], tuple(conditions.split(", ")) if conditions else ())


def chosen(rng: random.Random, words: str) -> str:
    """The words with every choice made."""
    while match := _CHOICE.search(words):
        words = words[: match.start()] + rng.choice(match[1].split("|")) + words[match.end() :]
    return words


def fits(wording: Wording, words: str, facts: Facts) -> bool:
    """Whether `words`, chosen from the wording, are true of these facts."""
    return all(_holds(condition, facts) for condition in wording.conditions) and all(
        _can_say(slot, facts) for slot in _SLOT.findall(words)
    )


def _holds(condition: str, facts: Facts) -> bool:
    if condition.startswith("!"):
        return facts.now.get(condition[1:]) == 0
    if not (match := _CONDITION.fullmatch(condition)):
        return condition in facts.tags
    name, sign, before, other = match.groups()
    if name not in facts.now:
        return False
    against: Mapping[str, Number] = (facts.before or {}) if before else facts.now
    right = int(other) if other.isdecimal() else against.get(other)
    if right is None:
        return False
    return facts.now[name] == right if sign == "=" else facts.now[name] > right


def _can_say(slot: str, facts: Facts) -> bool:
    """Whether a slot has something to say; an enumeration and words always have."""
    now = facts.now
    before: Mapping[str, Number] = facts.before or {}
    if slot[0] in "#=@*Y":
        return True
    if slot[0] == "%":
        part, whole_ = slot[1:].split("/")
        return now.get(part, 0) > 0 and percentages(now[part], now.get(whole_, 0)) != []
    if slot[0] == "^":
        old, new = before.get(slot[1:], 0), now.get(slot[1:], 0)
        return old > 0 and new != old and percentages(difference(new, old), old) != []
    if slot[0] in "+-":
        return before.get(slot[1:], 0) > 0 and now.get(slot[1:], 0) != before[slot[1:]]
    name = slot.rpartition(":")[2].strip("<~?")
    return name in now and (now[name] >= {"<": 3, "~": 100}.get(slot[0], 1) or slot.endswith("?"))


def percentages(part: Number, whole_: Number) -> list[str]:
    """The ways to round a share at 0, 1 and 2 places that still tell it from nothing and from all; no truncated ones."""
    if not whole_:
        return []
    share = Decimal(part) * 100 / Decimal(whole_)
    rounded = [str(share.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)) for places in (0, 1, 2)]
    texts = [text for text in rounded if Decimal(text) not in {0, 100} or part in {0, whole_}]
    bare = [text.rstrip("0").rstrip(".") for text in texts if "." in text and text.endswith("0")]
    return texts + bare


def in_ten_thousands(value: Number, *, more: bool) -> str:
    """A count in 万: rounded at one or two places, or cut off for “and more”."""
    scaled = Decimal(value) / 10_000
    return str(scaled.quantize(Decimal("0.1"), ROUND_DOWN) if more else scaled.quantize(Decimal("0.01"), ROUND_HALF_UP))


def about(rng: random.Random, value: int) -> str:
    """A round number for a count from 100 up: 300余, 近400, 约350."""
    unit = 10 ** (len(str(value)) - 1)
    floor = value // unit * unit
    return rng.choice((f"{floor}余", f"近{floor + unit}", f"约{value // (unit // 10) * (unit // 10)}"))


def any_number(rng: random.Random, bounds: str) -> str:
    """A number between bounds written 2-60, or 2-60.1 for one with a decimal."""
    limits, _, places = bounds.partition(".")
    low, high = map(int, limits.split("-"))
    if places:
        return f"{rng.randrange(low, high)}.{rng.randrange(1, 10 ** int(places)):0{places}d}"
    return str(rng.randint(low, high))


def shuffled(rng: random.Random, group: Sequence[Wording]) -> list[Wording]:
    return rng.sample(group, len(group))
