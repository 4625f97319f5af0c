"""The reports that other tests are built on keep what they promise."""

import random

import pytest

from core.numbers import Kind
from core.report import Report
from tests.builders.reports import random_report


def _failing(report: Report) -> list[str]:
    """The equations that do not hold with every blank read as zero, judged without the product's own checks."""
    return [
        f"{equation.code} {equation.line}"
        for grid in report.grids.values()
        for equation in grid.equations
        if sum(grid.value(ref) or 0 for ref in equation.left) != sum(grid.value(ref) or 0 for ref in equation.right)
    ]


@pytest.mark.parametrize("form_key", ["2021", "2019"])
@pytest.mark.parametrize("seed", range(40))
def test_every_sum_holds_and_every_entry_is_readable(form_key: str, seed: int) -> None:
    report = random_report(random.Random(seed), form_key, blanks=0.2, notes=0.1)
    assert _failing(report) == []
    assert {cell.entry.kind for _, cell in report.cells()} <= {Kind.EXACT, Kind.BLANK}
    assert len(list(report.cells())) == {"2021": 10 + 175 + 15, "2019": 22 + 161 + 15}[form_key]


@pytest.mark.parametrize("seed", range(20))
def test_a_slip_breaks_at_least_one_sum(seed: int) -> None:
    assert _failing(random_report(random.Random(seed), "2021", holds=False)) != []


def test_a_collapsed_report_prints_the_one_row() -> None:
    grid = random_report(random.Random(5), "2021", collapsed=True).grids["requests"]
    assert "other_handling" in grid.present
    assert "other_misc" not in grid.present
    assert len(grid.present) == 23


def test_blanks_and_notes_are_sprinkled_in_only_when_asked() -> None:
    plain = random_report(random.Random(3), "2021")
    mixed = random_report(random.Random(3), "2021", blanks=0.5, notes=0.5)
    assert not any(cell.entry.note or cell.entry.kind is Kind.BLANK for _, cell in plain.cells())
    assert any(cell.entry.note for _, cell in mixed.cells())
    assert any(cell.entry.kind is Kind.BLANK and cell.entry.text for _, cell in mixed.cells())


def test_the_same_chance_gives_the_same_report() -> None:
    assert random_report(random.Random(9), "2019") == random_report(random.Random(9), "2019")
