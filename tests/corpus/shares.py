"""How many tables of each lossy shape are left in doubt, for the summary at the end of a test run."""

import collections
from collections.abc import Iterable
from typing import Any

from tests.builders.shapes import SHAPES
from tests.corpus.matrix import Outcome

PROPERTY = "doubtful tables"


def shares(outcomes: Iterable[Outcome]) -> list[tuple[str, int, int]]:
    """For each file in a lossy shape: the shape without its alteration, the tables in doubt, and all tables."""
    lossy = {name for name, shape in SHAPES.items() if shape.lossy or shape.blankless}
    return [(o.recipe.shape.partition("+")[0], len(o.doubtful), len(o.read)) for o in outcomes if o.recipe.shape in lossy]


def summary(reports: Iterable[Any]) -> list[str]:
    """A line for each lossy shape, out of what the tests recorded."""
    found: dict[str, list[tuple[int, int]]] = collections.defaultdict(list)
    for shape, doubtful, tables in (item for report in reports for item in dict(report.user_properties).get(PROPERTY, [])):
        found[shape].append((doubtful, tables))
    return [f"{shape}: {_share([*map(sum, zip(*counts, strict=True))])} tables doubtful" for shape, counts in sorted(found.items())]


def _share(counts: list[int]) -> str:
    doubtful, tables = counts
    return f"{doubtful} of {tables} ({doubtful / tables:.0%})" if tables else "no"
