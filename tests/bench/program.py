"""The program itself: its start, its memory, and what happens on every edit and in an export."""

import importlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.rows import Row, milliseconds
from tests.sizes import ROOT

SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLES = ROOT / "resources" / "samples"
STARTS = 9


def ask_window(home: str, *arguments: str) -> int:
    """The one number that a fresh process with a window answers."""
    return int(_answer(home, "tests.bench.window", *arguments))


def _answer(home: str, module: str, *arguments: str) -> str:
    """What a module prints that is run with settings of its own and no screen."""
    settings = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), home)
    environment = {**os.environ, **settings, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it would compile every module anew at each start
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return done.stdout


def start_time(home: str, which: str) -> float:
    """Milliseconds from the start of a process to its first painted window."""
    start = time.monotonic_ns()
    return (ask_window(home, "paint", which) - start) / 1e6


def window_rows(home: str) -> Iterator[Row]:
    """The start of the program against that of a bare window, in turns so that both meet the same machine."""
    pairs = [(start_time(home, "product"), start_time(home, "bare")) for _ in range(STARTS + 1)][1:]
    product, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    yield Row("first painted window", product, "ms")
    yield Row("  a bare Qt window with an empty table", bare, "ms")
    yield Row("  ratio", product / bare, "×", 1.5)


def memory_rows(home: str) -> Iterator[Row]:
    """The memory of the program with a report open, beside a bare window."""
    report = SAMPLES / "示例-有错误.html"
    yield Row("resident memory, one report open", ask_window(home, "memory", "product", str(report)) / 1024, "MB")
    yield Row("  nothing open", ask_window(home, "memory", "product") / 1024, "MB")
    yield Row("  a bare Qt window with an empty table", ask_window(home, "memory", "bare") / 1024, "MB")


def blocking_rows(home: str) -> Iterator[Row]:
    """The longest time for which the window did not answer, deed by deed."""
    for line in _answer(home, "tests.bench.blocking", str(SAMPLES / "示例-有错误.html")).splitlines():
        longest, name = line.split("\t")
        yield Row(f"longest time without an answer: {name}", float(longest), "ms", 50)


def reading_rows() -> Iterator[Row]:
    """Reading and checking each report at hand, and what pandas needs for the tables alone."""
    from core.pipeline import load

    for path in [*sorted(SEEDS.glob("*")), *sorted(SAMPLES.glob("*"))]:
        yield Row(f"read and check {path.name}", milliseconds(lambda path=path: load(path)), "ms", 30)
        if path.suffix == ".html":
            yield Row("  its tables by pandas.read_html, unchecked", milliseconds(lambda path=path: read_by_pandas(path)), "ms")


def read_by_pandas(path: Path) -> object:
    return importlib.import_module("pandas").read_html(path)


def report_rows() -> Iterator[Row]:
    """What happens on every edit, and the export."""
    from core.checks import check
    from core.export.workbook import Entry, export_workbook
    from core.pipeline import load

    report = load(SAMPLES / "示例-有错误.html")[0].report
    yield Row("full re-check", milliseconds(lambda: check(report), 100), "ms", 2)
    with tempfile.TemporaryDirectory() as folder:
        entries = [Entry(report, check(report))]
        target = Path(folder, "out.xlsx")
        yield Row("export to a workbook", milliseconds(lambda: export_workbook(target, entries)), "ms", 60)
