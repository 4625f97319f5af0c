"""The words by which texts name cells, loaded from resources/claims.toml and checked strictly: language as data."""

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.forms import RESOURCES, CellRef, FormError, forms
from core.narrative.sentences import PAD

MARK = "#"
"""Stands for the figure in a wording."""
_COUNTED = frozenset(["件", "条", "份", "宗", "个", "项", "次", "起", "例", "件次", "条次", ""])


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of naming a figure: what stands before it, at the end, and behind it, at the beginning.

    `very` says that the words name the very cell and can mean nothing else.
    """

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    very: bool


Sum = tuple[CellRef, ...]
"""Cells to be added up. A row may be a pattern (refused_*) or {row}, to be filled in from what was spoken of."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure may be: words, the cells they name, and other readings that are as good.

    `about` are the subjects of which one must be the last spoken of, `within` those of which one must have been mentioned.
    `ending` matches where any of the wordings that begin before the figure may; `but` are words that show that something
    else is meant. `division` and `part` say what kind of part of a whole it is.
    """

    key: str
    name: str
    cells: tuple[Sum, ...]
    also: tuple[Sum, ...]
    wordings: tuple[Wording, ...]
    ending: re.Pattern[str]
    but: re.Pattern[str] | None
    about: frozenset[str]
    within: frozenset[str]
    units: frozenset[str]
    division: str
    part: str
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """Words that say there was none; the sum of each of `cells` is then 0.

    `firm`: nothing else can be meant. `yields`: where the text has a figure for the same cells, that goes first.
    """

    key: str
    name: str
    cells: tuple[Sum, ...]
    needs: str
    words: re.Pattern[str]
    but: re.Pattern[str] | None
    about: frozenset[str]
    within: frozenset[str]
    firm: bool
    yields: bool
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that resources/claims.toml says.

    `subjects` tells what is spoken of at a place (the name of the group that matches there); `beginnings` are the characters
    such words begin with. `trigger` finds the sentences worth a closer look, `denying` those among them for denials.
    `scopes` are words that limit a figure: to a part of the office, to another time. `rows` are what {row} may be.
    """

    meanings: tuple[Meaning, ...]
    denials: tuple[Denial, ...]
    subjects: re.Pattern[str]
    beginnings: re.Pattern[str]
    trigger: re.Pattern[str]
    denying: re.Pattern[str]
    scopes: Mapping[str, re.Pattern[str]]
    rows: Mapping[str, tuple[str, ...]]
    divisions: Mapping[str, tuple[frozenset[str], ...]]


@functools.cache
def vocabulary() -> Vocabulary:
    """The words of this program's own file."""
    return load_vocabulary(RESOURCES / "claims.toml")


def load_vocabulary(path: Path) -> Vocabulary:
    """Read a file of words; FormError when a key is missing or unknown, or a cell is in no form."""
    with path.open("rb") as stream:
        try:
            return _vocabulary(tomllib.load(stream))
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, re.error) as error:
            raise FormError(f"{path.name}: {error}") from error


def _vocabulary(data: dict[str, Any]) -> Vocabulary:
    words = _groups(data.pop("words"))
    rows = {key: tuple(names) for key, names in data.pop("rows").items()}
    spoken: dict[str, list[str]] = data.pop("subjects")
    subjects = re.compile("|".join(f"(?P<{key}>{'|'.join(texts)})" for key, texts in spoken.items()))
    beginnings = re.compile(f"[{''.join(sorted({text[0] for texts in spoken.values() for text in texts}))}]")
    scopes = {key: re.compile(_filled(text, words)) for key, text in data.pop("scopes").items()}
    trigger, denying = (re.compile(_filled(data.pop(key), words)) for key in ("trigger", "denying"))
    divisions = {key: tuple(map(frozenset, sets)) for key, sets in data.pop("divisions").items()}
    meanings = tuple(_meaning(entry, words) for entry in data.pop("figures"))
    denials = tuple(_denial(entry, words) for entry in data.pop("denials"))
    found = Vocabulary(meanings, denials, subjects, beginnings, trigger, denying, scopes, rows, divisions, **data)
    _check(found)
    return found


def _groups(texts: Mapping[str, str]) -> dict[str, str]:
    """The groups of words by name; a later one may use an earlier one."""
    groups: dict[str, str] = {}
    for name, text in texts.items():
        groups[name] = f"(?:{_filled(text, groups)})"
    return groups


def _filled(text: str, groups: Mapping[str, str]) -> str:
    """A pattern with its groups of words put in, and room for what a shortened year leaves behind."""
    filled = re.sub(r"\{([^\W\d]\w*)\}", lambda match: groups[match[1]], text)
    return re.sub(r"(?<!\(\?<[!=])[上下本他]年", rf"{PAD}*\g<0>", filled.replace("~", r"[^,;:。]{0,40}?"))


def _meaning(entry: dict[str, Any], words: Mapping[str, str]) -> Meaning:
    wordings = tuple(_wording(text, words) for text in entry.pop("words"))
    endings = [wording.before.pattern for wording in wordings if wording.before]
    return Meaning(
        wordings=wordings,
        ending=re.compile("|".join(endings)),
        units=frozenset(entry.pop("units", _COUNTED)),
        also=_sums(entry.pop("also", [])),
        division=entry.pop("division", ""),
        part=entry.pop("part", ""),
        **_common(entry, words),
    )


def _denial(entry: dict[str, Any], words: Mapping[str, str]) -> Denial:
    pattern = re.compile("|".join(_filled(text, words) for text in entry.pop("words")))
    return Denial(words=pattern, firm=entry.pop("firm", True), yields=entry.pop("yields", False), **_common(entry, words))


def _common(entry: dict[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """What figures and denials have in common; keys that are left over end up in the call and are refused there."""
    but = entry.pop("but", "")
    taken = {
        "cells": _sums(entry.pop("cells")),
        "but": re.compile(_filled(but, words)) if but else None,
        "about": frozenset(entry.pop("about", [])),
        "within": frozenset(entry.pop("within", [])),
        "examples": tuple(entry.pop("examples")),
        "counter": tuple(entry.pop("counter", [])),
    }
    return taken | entry


def _wording(text: str, words: Mapping[str, str]) -> Wording:
    before, mark, after = _filled(text.removeprefix("!"), words).partition(MARK)
    if not mark or not before + after:
        raise ValueError(f"no figure in {text}")
    return Wording(
        re.compile(f"(?:{before})$") if before else None,
        re.compile(after) if after else None,
        text.startswith("!"),
    )


def _sums(texts: Iterable[str]) -> tuple[Sum, ...]:
    return tuple(tuple(CellRef.parse(part.strip()) for part in text.split("+")) for text in texts)


def _check(found: Vocabulary) -> None:
    """Refuse keys that stand twice, cells that no form has, subjects that are not told apart."""
    entries: list[Meaning | Denial] = [*found.meanings, *found.denials]
    if len({entry.key for entry in entries}) != len(entries):
        raise ValueError("a key twice")
    for entry in entries:
        if unknown := (entry.about | entry.within) - set(found.subjects.groupindex):
            raise ValueError(f"{entry.key}: unknown subject {sorted(unknown)}")
        for ref in (ref for cells in entry.cells for ref in cells):
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
