"""Kinds of organ by their names, loaded from resources/organs.toml: who makes rules, who publishes by when."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.folding import key
from core.forms import RESOURCES


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day by which a report is to be published in the year after the one it reports on."""

    month: int
    day: int
    words: str
    source: str

    def of(self, year: int) -> date:
        """The day for the report on `year`."""
        return date(year + 1, self.month, self.day)


@dataclass(frozen=True, slots=True)
class OrganKind:
    """One kind of organ.

    `rules` says whether it makes 规章; `deadline` is a key of `Organs.deadlines`; `most_fees` is in 万元.
    """

    name: str
    pattern: str
    rules: Literal["yes", "no", "unknown"]
    deadline: str
    most_fees: int


@dataclass(frozen=True, slots=True)
class Organs:
    """All kinds, in the order in which they are tried, and the deadlines by their keys."""

    kinds: tuple[OrganKind, ...]
    deadlines: Mapping[str, Deadline]

    def kind_of(self, organ: str | None) -> OrganKind | None:
        """The kind that a name shows; None when it shows none."""
        name = key(organ or "")
        return next((kind for kind in self.kinds if name and re.search(kind.pattern, name)), None)

    def deadline_of(self, organ: str | None) -> Deadline:
        """The deadline of an organ, the last of all when its name does not show which."""
        kind = self.kind_of(organ)
        if kind is not None:
            return self.deadlines[kind.deadline]
        return max(self.deadlines.values(), key=lambda deadline: (deadline.month, deadline.day))


@functools.cache
def organs() -> Organs:
    """The kinds and deadlines; TypeError when the file has an unknown or a missing field, ValueError for an unknown part."""
    with (RESOURCES / "organs.toml").open("rb") as stream:
        data = tomllib.load(stream)
    deadlines = {name: Deadline(**entry) for name, entry in data.pop("deadlines").items()}
    kinds = tuple(OrganKind(**entry) for entry in data.pop("kinds"))
    if data or {kind.deadline for kind in kinds} - deadlines.keys():
        raise ValueError(f"organs.toml: {data or 'unknown deadline'}")
    return Organs(kinds, deadlines)
