"""Run the matrix by hand: python -m tests.corpus [--reports N] [--first SEED] [--shape PART] [--recipe SEED:SHAPE [--show]].

With --office the files are those that LibreOffice makes of ours, --shape names one of the routes, and --save keeps them.
"""

import argparse
import collections
import functools
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.builders.shapes import Recipe, build_file, recipe_for
from tests.corpus import office
from tests.corpus.matrix import Outcome, recipes, report_for, try_file, try_recipe

_DETAIL = re.compile(r"(?<=want ).*|(?<=lost ).*|(?<=sections: ).*|(?<=rows ).*|\.[a-z_]+\.[a-z_]+(?=:)")


def tally(outcomes: Iterable[Outcome]) -> list[str]:
    """A line for each shape: files, files with mistakes, and how many tables are doubtful."""
    groups: dict[str, list[Outcome]] = collections.defaultdict(list)
    for outcome in outcomes:
        groups[outcome.recipe.shape].append(outcome)
    return [f"{shape:32} {_counts(group)}" for shape, group in groups.items()]


def _counts(group: list[Outcome]) -> str:
    wrong = sum(bool(outcome.mistakes) for outcome in group)
    doubtful, tables = (sum(map(len, lists)) for lists in zip(*((o.doubtful, o.read) for o in group), strict=True))
    return f"{len(group):5} files {wrong:5} wrong {doubtful:5} of {tables:6} tables doubtful"


def kinds(failed: Iterable[Outcome]) -> list[str]:
    """The kinds of mistakes, most frequent first, with some of the files that show them."""
    found: dict[str, list[str]] = collections.defaultdict(list)
    for outcome in failed:
        recipe = outcome.recipe
        for kind in {_DETAIL.sub("", mistake)[:40] for mistake in outcome.mistakes}:
            found[kind].append(f"{recipe.seed}:{recipe.shape}/{recipe.wording}/{recipe.headings}/{recipe.around}")
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return [f"{len(files):5} {kind:40} {' '.join(files[:6])}" for kind, files in ordered]


def main() -> int:
    options = _options()
    if options.show:
        print("\n".join(build_file(report_for(recipe.seed), recipe).shown() for recipe in _wanted(options)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        timed = [_timed(attempt) for attempt in (_conversions if options.office else _own)(options, Path(folder))]
    return _report(timed, options.most)


def _report(timed: list[tuple[Outcome, float]], most: int) -> int:
    outcomes = [outcome for outcome, _ in timed]
    failed = [outcome for outcome in outcomes if outcome.mistakes]
    for outcome in failed[:most]:
        print("\n".join(line[:600] for line in outcome.describe().split("\n")))
    print("\n".join([*kinds(failed), *tally(outcomes)]))
    slowest = sorted(((spent, outcome.recipe) for outcome, spent in timed), key=lambda item: -item[0])[:3]
    print("slowest: " + ", ".join(f"{recipe.seed}:{recipe.shape} {spent:.2f} s" for spent, recipe in slowest))
    print(f"{len(outcomes)} files, {len(failed)} wrong, {sum(spent for _, spent in timed):.1f} s")
    return 1 if failed else 0


def _timed(attempt: Callable[[], Outcome]) -> tuple[Outcome, float]:
    start = time.perf_counter()
    return attempt(), time.perf_counter() - start


def _own(options: argparse.Namespace, folder: Path) -> Iterator[Callable[[], Outcome]]:
    """Each file that our builders make, to be built, loaded and compared."""
    for recipe in _wanted(options):
        yield functools.partial(try_recipe, recipe, folder)


def _conversions(options: argparse.Namespace, folder: Path) -> Iterator[Callable[[], Outcome]]:
    """Each file that LibreOffice makes, to be loaded and compared."""
    seeds = range(options.first, options.first + options.reports)
    routes = [route for route in office.ROUTES if options.shape in route]
    for job, data in office.files([office.named(options.recipe)] if options.recipe else [*office.jobs(seeds, routes)]):
        file = replace(job.file, data=data)
        if options.save:
            options.save.mkdir(parents=True, exist_ok=True)
            (options.save / f"{job.recipe.seed}-{job.recipe.shape}{file.suffix}").write_bytes(data)
        yield functools.partial(try_file, job.name, file, report_for(job.recipe.seed), folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--shape", default="")
    parser.add_argument("--recipe")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--most", type=int, default=12)
    return parser.parse_args()


def _wanted(options: argparse.Namespace) -> list[Recipe]:
    if options.recipe:
        seed, _, shape = options.recipe.partition(":")
        return [recipe_for(int(seed), shape)]
    seeds = range(options.first, options.first + options.reports)
    return [recipe for seed in seeds for recipe in recipes(seed, options.shape)]


if __name__ == "__main__":
    raise SystemExit(main())
