"""Which concepts name which cells, loaded from resources/claims.toml and checked strictly: language as data."""

import functools
import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.forms import RESOURCES, CellRef, FormError, forms
from core.narrative.lexicon import Lexicon, lexicon

_COUNTED = ("件", "条", "份", "宗", "个", "项", "次", "起", "例", "件次", "条次", "")
_SURE = "!"

Sum = tuple[CellRef, ...]
"""Cells to be added up. A row may be a pattern (refused_*) or {row}, to be filled in from what was spoken of."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Concepts that name a figure together; `very`: they name the very cell and can mean nothing else."""

    needed: frozenset[str]
    very: bool


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What a figure may be: the concepts that name it, its cells, and other readings that are as good.

    Of `wordings` one must be there, and nothing but that and `beside`. `about` are the subjects of which one must be the last
    spoken of, `within` those of which one must have been mentioned. `division` and `part` say what kind of part of a whole it is.
    `denied` are examples of words that say there was none, and make it one that can be denied; `firm`: nothing else can be meant
    by them; `yields`: where the text has a figure for the same cells, that goes first.
    """

    key: str
    name: str
    cells: tuple[Sum, ...]
    also: tuple[Sum, ...]
    wordings: tuple[Wording, ...]
    beside: frozenset[str]
    about: frozenset[str]
    within: frozenset[str]
    units: frozenset[str]
    division: str
    part: str
    firm: bool
    yields: bool
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    denied: tuple[str, ...]
    undenied: tuple[str, ...]

    def named_by(self, concepts: frozenset[str]) -> Wording | None:
        """The wording that is made of these concepts, with nothing else said."""
        return next((one for one in self.wordings if one.needed <= concepts and concepts - one.needed <= self.beside), None)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Everything that resources/claims.toml says, with the words of the lexicon.

    `wholly` is what there is none of when all are of one kind. `trigger` finds the words worth a closer look. `scopes` are
    words that limit a figure: to a part of the office, to another time. `rows` are what {row} may be.
    """

    lexicon: Lexicon
    meanings: tuple[Meaning, ...]
    wholly: tuple[Meaning, ...]
    trigger: re.Pattern[str]
    scopes: Mapping[str, re.Pattern[str]]
    rows: Mapping[str, tuple[str, ...]]
    divisions: Mapping[str, tuple[frozenset[str], ...]]


@functools.cache
def vocabulary() -> Vocabulary:
    """The words of this program's own files."""
    return load_vocabulary(RESOURCES / "claims.toml", lexicon())


def load_vocabulary(path: Path, words: Lexicon) -> Vocabulary:
    """Read a file of meanings; FormError when a key is missing or unknown, a concept is none, or a cell is in no form."""
    with path.open("rb") as stream:
        try:
            return _vocabulary(tomllib.load(stream), words)
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, re.error) as error:
            raise FormError(f"{path.name}: {error}") from error


def _vocabulary(data: dict[str, Any], words: Lexicon) -> Vocabulary:
    found = Vocabulary(
        words,
        meanings=tuple(map(_meaning, data.pop("figures"))),
        wholly=tuple(map(_meaning, data.pop("wholly"))),
        trigger=re.compile(data.pop("trigger")),
        scopes={key: re.compile(text) for key, text in data.pop("scopes").items()},
        rows={key: tuple(names) for key, names in data.pop("rows").items()},
        divisions={key: tuple(map(frozenset, sets)) for key, sets in data.pop("divisions").items()},
        **data,
    )
    _check(found)
    return found


def _meaning(entry: dict[str, Any]) -> Meaning:
    """One entry; keys that are left over end up in the call and are refused there."""
    taken: dict[str, Any] = {
        "cells": _sums(entry.pop("cells")),
        "also": _sums(entry.pop("also", [])),
        "wordings": tuple(wording for text in entry.pop("says") for wording in _wordings(text)),
        "beside": frozenset(entry.pop("beside", "").split()),
        "about": frozenset(entry.pop("about", [])),
        "within": frozenset(entry.pop("within", [])),
        "units": frozenset(entry.pop("units", _COUNTED)),
    }
    defaults: dict[str, Any] = {"division": "", "part": "", "firm": True, "yields": False}
    lists = {key: tuple(entry.pop(key, [])) for key in ("examples", "counter", "denied", "undenied")}
    return Meaning(**(defaults | taken | lists | entry))


def _wordings(text: str) -> Iterator[Wording]:
    """The sets of concepts that `a|b c` stands for."""
    choices = [word.split("|") for word in text.removeprefix(_SURE).split()]
    return (Wording(frozenset(needed), text.startswith(_SURE)) for needed in itertools.product(*choices))


def _sums(texts: Iterable[str]) -> tuple[Sum, ...]:
    return tuple(tuple(CellRef.parse(part.strip()) for part in text.split("+")) for text in texts)


def _check(found: Vocabulary) -> None:
    """Refuse keys that stand twice, concepts and subjects that the lexicon has not, cells that no form has."""
    entries = [*found.meanings, *found.wholly]
    if len({entry.key for entry in entries}) != len(entries):
        raise ValueError("a key twice")
    for entry in entries:
        said = entry.beside.union(*(wording.needed for wording in entry.wordings))
        if unknown := said - found.lexicon.concepts or (entry.about | entry.within) - found.lexicon.spoken_of:
            raise ValueError(f"{entry.key}: unknown {sorted(unknown)}")
        for ref in (ref for cells in (*entry.cells, *entry.also) for ref in cells):
            if not any(_has(ref.grid, row, ref.column) for row in _rows(ref, found)):
                raise ValueError(f"{entry.key}: no form has {ref}")


def _rows(ref: CellRef, found: Vocabulary) -> Iterable[str]:
    return {row for rows in found.rows.values() for row in rows} if ref.row == "{row}" else [ref.row]


def _has(grid: str, row: str, column: str) -> bool:
    pattern = re.compile(row.replace("*", r"\w+"))
    return any(
        column in {item.key for item in form.grids[grid].columns}
        and any(pattern.fullmatch(item.key) for item in (*form.grids[grid].rows, *form.grids[grid].collapsed))
        for form in forms().values()
        if grid in form.grids
    )
