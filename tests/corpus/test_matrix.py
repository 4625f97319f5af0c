"""One report in every shape and encoding comes back the same, cell for cell; a wrong cell that is not doubtful fails."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders.shapes import NAMES
from tests.corpus.matrix import FILES_A_REPORT, recipes, try_recipe
from tests.corpus.shares import PROPERTY, shares

REPORTS = int(os.environ.get("NIANBAO_RANDOM_REPORTS", "500"))
CHUNK = 10


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, REPORTS, CHUNK))
def test_every_shape_gives_the_report_back(first: int, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    wanted = [recipe for seed in range(first, min(first + CHUNK, REPORTS)) for recipe in recipes(seed)]
    outcomes = [try_recipe(recipe, tmp_path) for recipe in wanted]
    record_property(PROPERTY, shares(outcomes))
    failed = [outcome.describe() for outcome in outcomes if outcome.mistakes]
    assert not failed, "\n".join(failed)


def test_the_reports_reach_every_shape() -> None:
    built = {recipe.shape for seed in range(len(NAMES)) for recipe in recipes(seed)}
    assert built == set(NAMES)
    assert len(NAMES) <= REPORTS * FILES_A_REPORT
