"""The matrix for pages under another name, Word documents as one file of XML, and files of every kind in an archive."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.builders.fixtures import as_zip
from tests.builders.flat_package import as_flat_package
from tests.builders.shapes import NAMES, File, Recipe, build_file, recipe_for
from tests.corpus.matrix import Outcome, report_for, try_file


def _archive(file: File) -> bytes:
    return as_zip({f"上报材料/年报{file.suffix}": file.data, "上报材料/~$年报.docx": b"\0" * 162, "Thumbs.db": b"\xd0\xcf"})


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What is wrapped, by the beginning of the names of its shapes, and how."""

    source: str
    wrap: Callable[[File], bytes]


WRAPPINGS = {
    ".htm": Wrapping("html-", lambda file: file.data),
    ".mhtml": Wrapping("mht-", lambda file: file.data),
    ".xml": Wrapping("docx-", lambda file: as_flat_package(file.data)),
    ".zip": Wrapping("", _archive),
}
"""Suffix → what a file of that name is made of."""


def outcomes(seeds: Iterable[int], suffix: str, folder: Path) -> Iterator[Outcome]:
    """One file for the report of each seed, loaded and compared."""
    shapes = [name for name in NAMES if name.startswith(WRAPPINGS[suffix].source)]
    for seed in seeds:
        recipe = recipe_for(seed, shapes[seed % len(shapes)])
        yield _outcome(recipe, suffix, folder)


def _outcome(recipe: Recipe, suffix: str, folder: Path) -> Outcome:
    want = report_for(recipe.seed)
    file = build_file(want, recipe)
    wrapped = replace(file, data=WRAPPINGS[suffix].wrap(file), suffix=suffix)
    return try_file(replace(recipe, shape=f"{recipe.shape}>{suffix[1:]}"), wrapped, want, folder)
