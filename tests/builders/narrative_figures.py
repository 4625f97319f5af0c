"""The figures of one office's year as life has them: few applications or very many, most from persons, most of them granted."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.forms import CellRef, Form, GridForm
from core.numbers import Number, whole

Figures = dict[CellRef, Number]


@dataclass(frozen=True, slots=True)
class Size:
    """How much an office has to do in a year: the most applications, decisions of its staff, documents; fees in 万元."""

    applications: int
    decisions: int
    documents: int
    fees: int
    quiet: float
    """How likely a year without any application is."""


SIZES: Mapping[str, Size] = {
    "township": Size(9, 200, 3, 0, 0.75),
    "department": Size(60, 3_000, 12, 900, 0.3),
    "county": Size(600, 60_000, 60, 40_000, 0.02),
    "city": Size(6_000, 900_000, 300, 600_000, 0),
    "province": Size(60_000, 9_000_000, 2_000, 9_000_000, 0),
}
_APPLICANTS = {"person": 86, "business": 9, "research": 0.2, "welfare": 0.4, "legal": 3, "other": 1.4}
_RESULTS = {
    "granted": 44, "partly_granted": 9, "refused_secret": 0.2, "refused_law": 0.8, "refused_security": 0.1,
    "refused_third_party": 1.2, "refused_internal": 1.5, "refused_process": 1.6, "refused_enforcement": 1.7, "refused_inquiry": 1,
    "unavailable_not_held": 22, "unavailable_to_create": 3, "unavailable_unclear": 0.8, "unprocessed_petition": 5,
    "unprocessed_repeat": 2, "unprocessed_publication": 0.2, "unprocessed_massive": 0.2, "unprocessed_confirm": 0.4,
    "other_uncorrected": 2, "other_unpaid": 0.1, "other_misc": 2.2, "other_handling": 4.3,
}  # fmt: skip
_OUTCOMES = ("upheld", "corrected", "other", "pending")


def figures_of(rng: random.Random, form: Form, size: Size, before: Mapping[CellRef, Number], *, rules: bool) -> Figures:
    """Figures for every cell of the form such that every sum holds, and those between the years too.

    `before` are the figures of the year before, or nothing. `rules`: the organ has the power to make 规章.
    """
    figures: Figures = {}
    for key in form.grids:
        if key.startswith("art20"):
            figures |= _disclosed(rng, form.grids[key], size, before, rules=rules)
    figures |= _requests(rng, form.grids["requests"], size, before)
    total = int(figures[CellRef("requests", "received", "total")])
    return figures | _disputes(rng, form.grids["disputes"], total)


def _requests(rng: random.Random, grid: GridForm, size: Size, before: Mapping[CellRef, Number]) -> Figures:
    received = _shared(rng, _some(rng, size, before.get(CellRef(grid.key, "received", "total"))), _APPLICANTS)
    waiting, waited = (rng.choice((0, 0, 0.02, 0.05, 0.15)) for _ in range(2))
    results = next(rule.left for rule in grid.rules if rule.code == "sum.column")
    weights = {row.key: _RESULTS[row.key] * rng.uniform(0.4, 1.6) for row in grid.rows if row.key in results}
    figures: Figures = {}
    for column in _APPLICANTS:
        came = received[column]
        held = _carried(rng, CellRef(grid.key, "carried_out", column), came, before, waited)
        left = sum(rng.random() < waiting for _ in range(came)) if came < 400 else int(came * waiting)
        done = {**_shared(rng, came + held - left, weights), "concluded": came + held - left}
        whole_column = {"received": came, "carried_in": held, **done, "carried_out": left}
        figures |= {CellRef(grid.key, row.key, column): whole_column[row.key] for row in grid.rows}
    totals = {row.key: sum(figures[CellRef(grid.key, row.key, column)] for column in _APPLICANTS) for row in grid.rows}
    return figures | {CellRef(grid.key, row, "total"): total for row, total in totals.items()}


def _some(rng: random.Random, size: Size, before: Number | None) -> int:
    """How many applications came in: a quiet year has none; about as many as last year."""
    if before:
        return int(int(before) * rng.uniform(0.4, 2.5) + 0.5)
    if rng.random() < size.quiet:
        return 0
    return rng.randint(max(1, size.applications // 12), max(1, int(size.applications * rng.uniform(0.2, 1))))


def _carried(rng: random.Random, ref: CellRef, came: int, before: Mapping[CellRef, Number], waited: float) -> int:
    """What last year handed over in this cell; without last year some share of what came in now, or a few."""
    if ref in before:
        return int(before[ref])
    return int(came * waited * rng.uniform(0.3, 1.6)) + (ref.column == "person" and rng.random() < waited) * rng.randint(1, 4)


def _shared(rng: random.Random, total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Deal `total` out by chance."""
    dealt = Counter(rng.choices(list(weights), list(weights.values()), k=total)) if total else Counter()
    return {key: dealt[key] for key in weights}


def _disputes(rng: random.Random, grid: GridForm, applications: int) -> Figures:
    figures: Figures = {}
    for row in grid.rows:
        total = int(applications * rng.choice((0, 0, 0.02, 0.06)) * rng.random()) + (rng.random() < 0.1 * bool(applications))
        parts = _shared(rng, total, dict(zip(_OUTCOMES, (60, 14, 12, 14), strict=True)))
        figures |= {CellRef(grid.key, row.key, key): value for key, value in {**parts, "total": total}.items()}
    return figures


def _disclosed(rng: random.Random, grid: GridForm, size: Size, before: Mapping[CellRef, Number], *, rules: bool) -> Figures:
    """The figures of article 20; the year before leads to those in force and to the items of before."""
    figures: Figures = {}
    for row in grid.rows:
        cells = [CellRef(grid.key, row.key, column.key) for column in grid.columns]
        if grid.key == "art20_1":
            values = _documents(rng, cells, 0 if row.key == "regulations" and not rules else size.documents, before)
        else:
            values = [_figure(rng, ref, grid.column(ref.column).kind, size, before.get(ref)) for ref in cells]
        figures |= dict(zip(cells, values, strict=True))
        if (previous := CellRef(grid.key, row.key, "previous_items")) in before:
            figures[previous] = max(0, int(before[previous]) + int(before[CellRef(grid.key, row.key, "change")]))
    return figures


def _documents(rng: random.Random, cells: Sequence[CellRef], most: int, before: Mapping[CellRef, Number]) -> list[Number]:
    """Issued, repealed, in force (form 2019: made, published, public)."""
    issued = int(most * 0.2 * rng.random() * rng.choice((0, 1, 1)) + 0.5)
    if cells[-1].column != "in_force":
        return [issued, rng.randint(0, issued), issued + int(most * rng.random())]
    held = int(before.get(cells[-1], int(most * rng.random())))
    repealed = rng.randint(0, min(held, 1 + most // 6)) if rng.random() < 0.5 else 0
    return [issued, repealed, held + issued - repealed]


def _figure(rng: random.Random, ref: CellRef, kind: str, size: Size, before: Number | None) -> Number:
    """A figure like last year's; without one anything that such an office has, often nothing."""
    if before and kind != "signed":
        return whole((Decimal(before) * rng.randint(50, 180) / 100).quantize(Decimal("0.0001" if kind == "amount" else "1")))
    if kind == "amount":
        most = size.fees * 10_000
        return whole(Decimal(rng.randrange(most)).scaleb(-4)) if most and rng.random() < 0.7 else 0
    if rng.random() < 0.25:
        return 0
    most = size.documents * 10 if ref.column in {"previous_items", "items", "change"} else size.decisions
    drawn = int(most * rng.random() ** 4) + rng.randint(0, 3)
    return rng.choice((1, -1)) * (drawn // 20) if kind == "signed" else drawn
