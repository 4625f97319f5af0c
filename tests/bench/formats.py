"""The same report as a file of each kind: how long the program takes, how long others take, and the cells that each gets right."""

import statistics
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

from core import readers
from core.forms import CellRef
from core.pipeline import load
from tests.bench.others import Tool, tools
from tests.bench.rows import ROUNDS, Row, milliseconds, once
from tests.bench.score import right_cells
from tests.builders.fixtures import fixture, fixture_report, printed_cells
from tests.builders.shapes import Recipe, build_file

GOALS = {".docx": 60, ".doc": 60, ".xlsx": 60, ".html": 60}
PDF_GOAL = 1.2
KINDS = (".docx", ".doc", ".xlsx", ".xls", ".ods", ".html", ".rtf", ".pdf")


HARD = (
    "docx-tracked+fragments",
    "docx-runs+broken",
    "xlsx-several-formulas",
    "html-word+broken-headed",
    "rtf-revised",
    "mht-framed",
)
"""Shapes that are harder: unaccepted revisions, totals by formulas, tables in pieces, a page around another."""


def format_rows() -> Iterator[Row]:
    """For each kind the program first, then the others; the start and the imports of a tool do not count."""
    for suffix in KINDS:
        yield from _rows(suffix, fixture(suffix))


def hard_rows() -> Iterator[Row]:
    """The same where the file is not as plain."""
    with tempfile.TemporaryDirectory() as folder:
        for shape in HARD:
            file = build_file(fixture_report(), Recipe(1, shape, "official", "plain", "none", "", "gbk"))
            path = Path(folder, f"{shape}{file.suffix}")
            path.write_bytes(file.data)
            yield from _rows(shape, path)


def _rows(name: str, path: Path) -> Iterator[Row]:
    wanted = printed_cells()
    reading = milliseconds(lambda: readers.read(path))
    right = sum(cell.entry.text == wanted[ref] for ref, cell in load(path)[0].report.cells())
    yield Row(name, reading, "ms", GOALS.get(name), f"{right} of {len(wanted)} cells")
    yield Row("  recognised and checked as well", milliseconds(lambda: load(path)), "ms")
    for tool in [tool for tool in tools() if path.suffix in tool.suffixes]:
        yield _other(tool, path, wanted)
        if tool.name == "pdfplumber alone":
            yield Row("  ratio of the program to pdfplumber, in turns", _ratio(tool, path), "×", PDF_GOAL)


def _ratio(tool: Tool, path: Path) -> float:
    """How long the program takes against a tool, each time one after the other."""
    return statistics.median(once(lambda: readers.read(path)) / once(lambda: tool.work(path)) for _ in range(ROUNDS))


def _other(tool: Tool, path: Path, wanted: Mapping[CellRef, str]) -> Row:
    """Whatever a tool raises for a file it does not read is its answer."""
    with warnings.catch_warnings(action="ignore"):
        try:
            answer = tool.work(path)
            spent = min(once(lambda: tool.work(path)) for _ in range(tool.rounds)) / tool.at_once
        except Exception as error:  # noqa: BLE001 - each tool has errors of its own
            return Row(f"  {tool.name}", float("nan"), "ms", note=f"not read: {type(error).__name__}")
    return Row(f"  {tool.name}", spent, "ms", note=f"{right_cells(tool.rows(answer), wanted)} of {len(wanted)} cells")
