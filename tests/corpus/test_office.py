"""Files that LibreOffice made of ours: every cell as it was printed, in every format that it writes."""

import os
import re
from pathlib import Path

import pytest

from tests.builders.office import needs_office
from tests.corpus.office import ROUTES, jobs, named, outcomes

REPORTS = int(os.environ.get("NIANBAO_OFFICE_REPORTS", "6"))
"""For each route; `make nightly` takes 300."""
_OF_CELL = re.compile(r"\w+\.\w+\.\w+: ")
"""How a mistake about a cell begins: a figure that is not the one that was printed, and nobody is told."""


@pytest.mark.slow
@needs_office()
@pytest.mark.parametrize("route", ROUTES)
def test_every_cell_survives_the_way(route: str, tmp_path: Path) -> None:
    """On paper one file in a hundred may lack a row or the end of a paragraph, which the clerk sees; no figure is wrong."""
    results = list(outcomes(list(jobs(range(REPORTS), [route])), tmp_path))
    assert len(results) == REPORTS
    failed = [outcome.describe() for outcome in results if outcome.mistakes]
    wrong = [mistake for outcome in results for mistake in outcome.mistakes if _OF_CELL.match(mistake)]
    doubtful, read = (sum(map(len, lists)) for lists in zip(*((one.doubtful, one.read) for one in results), strict=True))
    assert wrong == []
    assert (len(failed) * 100 <= REPORTS and doubtful * 50 <= read) if ROUTES[route].lossy else not failed and not doubtful, failed


@pytest.mark.parametrize("route", ROUTES)
def test_a_job_is_found_again_by_its_name(route: str) -> None:
    for job in jobs(range(4), [route]):
        assert named(f"{job.name.seed}:{job.name.shape}").file.article == job.file.article


def test_every_route_has_a_name_that_says_where_it_goes() -> None:
    for name, route in ROUTES.items():
        assert name.startswith(route.source)
        assert name.endswith(route.suffix[1:])
