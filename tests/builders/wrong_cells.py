"""Wrong cells as people make them: mistyped, omitted, left blank, in the neighbouring cell; or any other number."""

import random
from collections.abc import Callable, Mapping

from core.document import NOWHERE
from core.forms import CellRef
from core.numbers import Number, canonical, parse_figure
from core.report import Cell, Grid, Origin

Truth = dict[CellRef, Number]
"""The cells that were made wrong, with what stood in them before (0 for a blank)."""


def put(grid: Grid, values: Mapping[CellRef, Number | None]) -> None:
    """Let cells read as these values."""
    for ref, value in values.items():
        text = "" if value is None else canonical(value)
        grid.cells[ref] = Cell(parse_figure(text), Origin(text, NOWHERE))


def slipped(rng: random.Random, value: int) -> int:
    """A figure as it comes out when somebody slips on the keys or leaves it out."""
    text = str(value)
    at = rng.randrange(len(text))
    if value == 0:
        return rng.choice((rng.randint(1, 9), rng.randint(1, 99)))
    slips = ["0", text[: at + 1] + text[at:], text[:at] + rng.choice("0123456789") + text[at:], text + "0"]
    slips.append(text[:at] + rng.choice("0123456789") + text[at + 1 :])
    if len(text) > 1:
        slips += [text[:at] + text[at + 1 :], text[: max(0, at - 1)] + text[at] + text[max(0, at - 1) : at] + text[at + 1 :]]
    return int(rng.choice(slips))


def any_other(rng: random.Random, value: int) -> int:
    """Any other figure of about the size."""
    return rng.choice((value + rng.randint(1, 9), max(0, value - rng.randint(1, 9)), rng.randint(0, max(9, 2 * value))))


def blank(_rng: random.Random, _value: int) -> None:
    """Nothing at all."""


def spoil(rng: random.Random, grid: Grid, count: int, how: Callable[[random.Random, int], int | None]) -> Truth:
    """Make `count` cells that stand in a sum wrong."""
    refs = sorted({ref for equation in grid.equations for ref in equation.cells})
    truth: Truth = {}
    for ref in rng.sample(refs, len(refs)):
        if len(truth) == count:
            break
        old = int(grid.value(ref) or 0)
        new = how(rng, old)
        if (new or 0) != old:
            truth[ref] = old
            put(grid, {ref: new})
    return truth


def misplace(rng: random.Random, grid: Grid) -> Truth:
    """Exchange a figure above zero with the one beside or below it."""
    rows, columns = list(grid.present), [column.key for column in grid.form.columns]
    while True:
        row, column = rng.randrange(len(rows)), rng.randrange(len(columns))
        below = rng.random() < 0.5
        if row + below == len(rows) or column + (not below) == len(columns):
            continue
        one, other = (CellRef(grid.key, rows[at], columns[to]) for at, to in ((row, column), (row + below, column + (not below))))
        values = int(grid.value(one) or 0), int(grid.value(other) or 0)
        if values[0] != values[1]:
            put(grid, {one: values[1], other: values[0]})
            return {one: values[0], other: values[1]}
