"""Every kind of file that the program opens: in the matrix, and in the fixtures, where every cell is read."""

import os
from pathlib import Path

import pytest

from core.files import SUFFIXES
from core.pipeline import load
from tests.builders.fixtures import fixture, printed_cells
from tests.builders.shapes import SHAPES
from tests.corpus.office import ROUTES
from tests.corpus.wrapped import WRAPPINGS, outcomes

REPORTS = int(os.environ.get("NIANBAO_OFFICE_REPORTS", "30"))


def test_every_suffix_is_in_the_matrix() -> None:
    covered = {shape.suffix for shape in SHAPES.values()} | {route.suffix for route in ROUTES.values()} | set(WRAPPINGS)
    assert set(SUFFIXES) - covered == set()


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_suffix_has_a_fixture(suffix: str, small: bool) -> None:
    assert fixture(suffix, small=small).stat().st_size > 0


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_cell_of_the_fixture_is_read(suffix: str) -> None:
    loaded = load(fixture(suffix))
    assert len(loaded) == (2 if suffix == ".zip" else 1)
    for one in loaded:
        assert {ref: cell.entry.text for ref, cell in one.report.cells()} == printed_cells()
        assert not any(cell.doubtful for _, cell in one.report.cells())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_small_fixture_has_its_one_table(suffix: str) -> None:
    report = load(fixture(suffix, small=True))[0].report
    want = {ref: text for ref, text in printed_cells().items() if ref.grid == "disputes"}
    assert {ref: cell.entry.text for ref, cell in report.grids["disputes"].cells.items()} == want


@pytest.mark.slow
@pytest.mark.parametrize("suffix", WRAPPINGS)
def test_every_cell_survives_the_wrapping(suffix: str, tmp_path: Path) -> None:
    results = list(outcomes(range(REPORTS), suffix, tmp_path))
    failed = [outcome.describe() for outcome in results if outcome.mistakes]
    assert failed == [], f"{len(failed)} of {REPORTS}"
