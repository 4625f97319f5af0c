"""Constraint as reader: of the ways to read each row, choose those with which the sums of the table hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.forms import GridForm, Rule
from core.recognise.digits import Option, values_of
from core.recognise.divide import Ways

_MOST_STATES = 20_000
_MOST_SOLUTIONS = 12
_State = tuple[tuple[int, ...], ...]
"""For each sum down the columns, what its rows so far add up to in every column."""
_Layer = dict[_State, list[tuple[_State, Option]]]


@dataclass(slots=True)
class Choice:
    """The reading chosen for each row; which rows the sums forced, and which stay in doubt."""

    chosen: dict[str, Option]
    forced: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)


def choose(form: GridForm, rows: Mapping[str, Ways]) -> Choice:
    """Choose a reading for each row so that the sums of the grid hold; rows that cannot be read at all are not chosen.

    A row is forced when just one reading fits. It is in doubt when several do, when none does, when its own sum does
    not hold, or when no sum binds it.
    """
    fitting = {row: ways.summing or ways.all for row, ways in rows.items() if ways.summing or ways.all}
    choice = Choice({row: options[0] for row, options in fitting.items()})
    if form.rules:
        choice.doubtful |= {row for row in fitting if rows[row].plain is None and not rows[row].summing}
    together = {row for row in fitting if rows[row].open}
    several = {row for row in together if len(fitting[row]) > 1}
    if together and any(rule.each == "column" for rule in form.rules):
        solutions = _solve(form, fitting)
        several = _disputed(solutions, several) if solutions else together
        choice.chosen |= {row: option for row, option in next(iter(solutions), {}).items() if row in together}
    choice.doubtful |= several | {row for row in together if not rows[row].complete}
    choice.forced = together - choice.doubtful
    return choice


def _disputed(solutions: Sequence[Mapping[str, Option]], several: Iterable[str]) -> set[str]:
    """The rows that the solutions read in different ways; where there are more solutions than were found, all of `several`."""
    if len(solutions) >= _MOST_SOLUTIONS:
        return set(several)
    return {row for row in several if len({solution[row] for solution in solutions}) > 1}


def _solve(form: GridForm, options: Mapping[str, Sequence[Option]]) -> list[dict[str, Option]]:
    """Every way (up to a dozen) to pick one reading a row so that all sums down the columns hold; [] if none or too many."""
    held = set(options) | {part for row in form.collapsed if row.key in options for part in row.stands_for}
    rules = [rule for rule in form.rules if rule.each == "column" and {*rule.left, *rule.right} <= held]
    sums = [_signs(form, rule) for rule in rules]
    order = _search_order(sums, options)
    start = tuple((0,) * len(form.columns) for _ in sums)
    layers: list[_Layer] = []
    states: _Layer = {start: []}
    for index, row in enumerate(order):
        states = _step(sums, states, row, options[row], order[index + 1 :])
        if not states or len(states) > _MOST_STATES:
            return []
        layers.append(states)
    return _trace(layers, order)


def _signs(form: GridForm, rule: Rule) -> dict[str, int]:
    """A sum as signed rows: +1 on the left, −1 on the right; a collapsed row has the sign of those it stands for."""
    signs = {**dict.fromkeys(rule.left, 1), **dict.fromkeys(rule.right, -1)}
    return signs | {row.key: signs[row.stands_for[0]] for row in form.collapsed if row.stands_for[0] in signs}


def _search_order(sums: Sequence[Mapping[str, int]], options: Mapping[str, Sequence[Option]]) -> list[str]:
    """Rows with no choice first, then those of the shortest sums, which prune soonest."""

    def rank(row: str) -> tuple[bool, int, int]:
        return len(options[row]) > 1, min((len(signs) for signs in sums if row in signs), default=99), len(options[row])

    return sorted(options, key=rank)


def _step(sums: Sequence[Mapping[str, int]], states: _Layer, row: str, options: Sequence[Option], rest: Sequence[str]) -> _Layer:
    """Extend every state by every reading of one row, dropping what can no longer come out even."""
    signs = [item.get(row, 0) for item in sums]
    bounds = [{item.get(other, 0) for other in rest} - {0} for item in sums]
    after: _Layer = {}
    valued = [(option, values_of(option)) for option in options]
    for state in states:
        for option, values in valued:
            new = tuple(_plus(part, sign, values) for part, sign in zip(state, signs, strict=True))
            if all(_possible(part, bound) for part, bound in zip(new, bounds, strict=True)):
                after.setdefault(new, []).append((state, option))
        if len(after) > _MOST_STATES:
            break
    return after


def _plus(part: tuple[int, ...], sign: int, values: tuple[int, ...]) -> tuple[int, ...]:
    if not sign:
        return part
    return tuple(have + sign * value for have, value in zip(part, values, strict=True))


def _possible(part: Sequence[int], signs: set[int]) -> bool:
    """Whether rows of these signs, none negative, can still bring every column to zero."""
    if not signs:
        return not any(part)
    if signs == {1}:
        return max(part) <= 0
    return min(part) >= 0 if signs == {-1} else True


def _trace(layers: Sequence[_Layer], order: Sequence[str]) -> list[dict[str, Option]]:
    """Walk back from the final states to the readings that led there."""
    partial: list[tuple[_State, dict[str, Option]]] = [(state, {}) for state in layers[-1]]
    for layer, row in zip(reversed(layers), reversed(order), strict=True):
        steps = ((before, {**picked, row: option}) for state, picked in partial for before, option in layer[state])
        partial = [step for step, _ in zip(steps, range(_MOST_SOLUTIONS), strict=False)]
    return [picked for _, picked in partial]
