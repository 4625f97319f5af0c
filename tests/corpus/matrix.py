"""The matrix: one random report as a file in every shape and encoding, loaded again and compared."""

import functools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.document import Unreadable
from core.pipeline import load
from core.report import Report
from tests.builders.reports import random_report
from tests.builders.shapes import NAMES, File, Recipe, build_file, recipe_for
from tests.corpus.compare import mistakes

FILES_A_REPORT = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the mistakes that fail it, the grids read, and those of them with a doubtful cell."""

    recipe: Recipe
    mistakes: tuple[str, ...]
    read: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    def describe(self, most: int = 8) -> str:
        """The recipe and the first mistakes, enough to build the file again."""
        rest = [f"… {len(self.mistakes)} mistakes"] if len(self.mistakes) > most else []
        again = f"python -m tests.corpus --recipe {self.recipe.seed}:{self.recipe.shape} --show"
        return "\n    ".join([f"{self.recipe}", again, *self.mistakes[:most], *rest])


@functools.lru_cache(maxsize=8)
def report_for(seed: int) -> Report:
    """The random report of one seed: both forms, with or without blanks, notes and the collapsed row."""
    rng = random.Random(seed)
    form = rng.choice(("2021", "2021", "2019"))
    blanks, notes = rng.choice((0, 0, 0.05, 0.3)), rng.choice((0, 0, 0.05))
    return random_report(rng, form, blanks=blanks, notes=notes, collapsed=form == "2021" and rng.random() < 0.2)


def recipes(seed: int, shapes: str = "") -> Iterator[Recipe]:
    """The files that the report of `seed` is built as: a few shapes in rotation, or all whose name holds `shapes`."""
    turns = [NAMES[(seed * FILES_A_REPORT + turn) % len(NAMES)] for turn in range(FILES_A_REPORT)]
    for name in [name for name in NAMES if shapes in name] if shapes else turns:
        yield recipe_for(seed, name)


def try_recipe(recipe: Recipe, folder: Path) -> Outcome:
    """Build one file, load it and compare."""
    want = report_for(recipe.seed)
    return try_file(recipe, build_file(want, recipe), want, folder)


def try_file(recipe: Recipe, file: File, want: Report, folder: Path) -> Outcome:
    """Load a file that shows the report `want`, and compare; `recipe` names it."""
    path = folder / f"report{file.suffix}"
    path.write_bytes(file.data)
    try:
        loaded = load(path)
    except Unreadable as error:
        return Outcome(recipe, (f"not read: {error.code} {error.message}",))
    if len(loaded) != 1:
        return Outcome(recipe, (f"{len(loaded)} reports",))
    got = loaded[0].report
    doubtful = [key for key, grid in got.grids.items() if any(cell.doubtful for cell in grid.cells.values())]
    return Outcome(recipe, tuple(mistakes(file, want, got)), tuple(got.grids), tuple(doubtful))
