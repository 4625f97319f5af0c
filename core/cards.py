"""What each row and column of the forms means and how it is usually got wrong, loaded from resources/cards.toml."""

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from core.forms import RESOURCES, Form, FormError, forms

Axis = Literal["rows", "columns"]


class Line(NamedTuple):
    """A row or a column of a grid, by its keys; its meaning is the same in every form that has it."""

    grid: str
    axis: Axis
    key: str


@dataclass(frozen=True, slots=True)
class Card:
    """Two short texts for the clerk: a plain definition, and the usual mistake."""

    means: str
    mistake: str


@functools.cache
def cards() -> Mapping[Line, Card]:
    """The card of every row and column of every official form."""
    return load_cards(RESOURCES / "cards.toml", forms().values())


def load_cards(path: Path, official: Iterable[Form]) -> Mapping[Line, Card]:
    """Read the cards; FormError when one is missing, is empty, or is about a row or column that no form has."""
    with path.open("rb") as stream:
        try:
            loaded = dict(_cards(tomllib.load(stream)))
        except (tomllib.TOMLDecodeError, AttributeError, TypeError) as error:
            raise FormError(f"{path.name}: {error}") from error
    wanted = set(_lines(official))
    if wanted != loaded.keys():
        names = sorted(".".join(line) for line in wanted ^ loaded.keys())
        raise FormError(f"{path.name}: missing or unknown {', '.join(names)}")
    if empty := [line for line, card in loaded.items() if not card.means.strip() or not card.mistake.strip()]:
        raise FormError(f"{path.name}: empty {empty}")
    return loaded


def _cards(data: Mapping[str, Any]) -> Iterator[tuple[Line, Card]]:
    for grid, axes in data.items():
        for axis, entries in axes.items():
            yield from ((Line(grid, axis, key), Card(**entry)) for key, entry in entries.items())


def _lines(official: Iterable[Form]) -> Iterator[Line]:
    for grid in (grid for form in official for grid in form.grids.values()):
        yield from (Line(grid.key, "rows", row.key) for row in (*grid.rows, *grid.collapsed))
        yield from (Line(grid.key, "columns", column.key) for column in grid.columns)
