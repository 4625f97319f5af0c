"""Pages that a browser printed into PDF files: every figure as it was, also where nobody has a browser."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.pipeline import load
from tests.builders.browser import needs_browser, printed
from tests.builders.fixtures import FOLDER, printed_cells
from tests.builders.shapes import NAMES, build_file, recipe_for
from tests.corpus.matrix import report_for, try_file

REPORTS = int(os.environ.get("NIANBAO_OFFICE_REPORTS", "6"))
"""`make nightly` takes 300."""
SHAPES = [name for name in NAMES if name.startswith("html-")]
_OF_CELL = re.compile(r"\w+\.\w+\.\w+: ")


@pytest.mark.slow
@needs_browser()
def test_every_figure_survives_printing(tmp_path: Path) -> None:
    """One sheet in fifty may have lost a note beside a figure or the space in a title; no figure is wrong."""
    failed, wrong = [], []
    for seed in range(REPORTS):
        recipe = recipe_for(seed, SHAPES[seed % len(SHAPES)])
        file = build_file(report_for(seed), recipe)
        data = printed(file.data, tmp_path, heads=seed % 2 == 0)
        outcome = try_file(recipe, replace(file, data=data, suffix=".pdf"), report_for(seed), tmp_path)
        failed += [outcome.describe()] if outcome.mistakes else []
        wrong += [mistake for mistake in outcome.mistakes if _OF_CELL.match(mistake)]
    assert not wrong
    assert len(failed) * 50 <= REPORTS, failed


def test_a_page_printed_by_chromium_is_read_cell_by_cell() -> None:
    """`网页打印.pdf` of the fixtures: each cell has sides of its own, mitred, and the table of applications two sheets."""
    [loaded] = load(FOLDER / "网页打印.pdf")
    assert {ref: cell.entry.text for ref, cell in loaded.report.cells()} == printed_cells()
    assert not any(cell.doubtful for _, cell in loaded.report.cells())
