"""Files that LibreOffice made of ours: every cell as it was printed, in every format that it writes."""

import os
from pathlib import Path

import pytest

from tests.builders.office import needs_office
from tests.corpus.office import ROUTES, jobs, named, outcomes

REPORTS = int(os.environ.get("NIANBAO_OFFICE_REPORTS", "6"))
"""For each route; `make nightly` takes 300."""


@pytest.mark.slow
@needs_office()
@pytest.mark.parametrize("route", ROUTES)
def test_every_cell_survives_the_way(route: str, tmp_path: Path) -> None:
    results = list(outcomes(list(jobs(range(REPORTS), [route])), tmp_path))
    assert len(results) == REPORTS
    failed = [outcome.describe() for outcome in results if outcome.mistakes]
    assert failed == [], f"{len(failed)} of {REPORTS}"
    doubtful = sum(len(outcome.doubtful) for outcome in results)
    assert doubtful * 50 <= sum(len(outcome.read) for outcome in results) if ROUTES[route].lossy else doubtful == 0


@pytest.mark.parametrize("route", ROUTES)
def test_a_job_is_found_again_by_its_name(route: str) -> None:
    for job in jobs(range(4), [route]):
        assert named(f"{job.name.seed}:{job.name.shape}").file.article == job.file.article


def test_every_route_has_a_name_that_says_where_it_goes() -> None:
    for name, route in ROUTES.items():
        assert name.startswith(route.source)
        assert name.endswith(route.suffix[1:])
