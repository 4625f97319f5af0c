"""Reports with the figures of an ordinary county or township: mostly zero, a few in single digits, some in tens or hundreds."""

import random

from core.forms import CellRef, Form, GridForm, forms
from core.numbers import Number, canonical
from core.report import Report
from tests.builders.reports import build, random_header

_LIKELY = {"person": 0.35, "business": 0.12, "research": 0.01, "welfare": 0.02, "legal": 0.04, "other": 0.04}
Figures = dict[CellRef, Number]


def realistic_report(rng: random.Random, form_key: str) -> Report:
    """A report without blanks or notes in which every sum holds."""
    form = forms()[form_key]
    figures: Figures = {ref: _disclosed(rng, ref) for ref in _refs(form, "art20")}
    figures |= _requests(rng, form.grids["requests"])
    figures |= _disputes(rng, form.grids["disputes"])
    entries = {ref: canonical(value) for ref, value in figures.items()}
    return build(form, entries, random_header(rng, form), figures)


def _refs(form: Form, prefix: str) -> list[CellRef]:
    return [
        CellRef(key, row.key, column.key)
        for key, grid in form.grids.items()
        if key.startswith(prefix)
        for row in grid.rows
        for column in grid.columns
    ]


def _disclosed(rng: random.Random, ref: CellRef) -> int:
    return 0 if ref.row == "regulations" or rng.random() < 0.4 else int(10 ** rng.uniform(0, 3.5))


def _requests(rng: random.Random, grid: GridForm) -> Figures:
    results = next(rule.left for rule in grid.rules if rule.code == "sum.column")
    figures: Figures = {}
    for column, likely in _LIKELY.items():
        done = {row: int(10 ** rng.uniform(0, 1.7)) if rng.random() < likely else 0 for row in results}
        waiting = rng.choice((0, 0, 0, 1, 2)) if any(done.values()) else 0
        concluded = sum(done.values())
        carried_in = min(concluded + waiting, rng.choice((0, 0, 0, 1, 3)))
        done |= {"concluded": concluded, "carried_out": waiting, "carried_in": carried_in}
        done["received"] = concluded + waiting - carried_in
        figures |= {CellRef(grid.key, row, column): value for row, value in done.items()}
    for row in grid.rows:
        figures[CellRef(grid.key, row.key, "total")] = sum(figures[CellRef(grid.key, row.key, key)] for key in _LIKELY)
    return figures


def _disputes(rng: random.Random, grid: GridForm) -> Figures:
    figures: Figures = {}
    for row in grid.rows:
        parts = {key: rng.randint(1, 12) if rng.random() < 0.15 else 0 for key in ("upheld", "corrected", "other", "pending")}
        parts["total"] = sum(parts.values())
        figures |= {CellRef(grid.key, row.key, key): value for key, value in parts.items()}
    return figures
