"""Times and memory, each beside its goal, side by side in one run; it reports and never fails on time.

python -m tests.bench [start] [window] [report] [checking] [keeping] [formats] [batch] [packed]
"""

import sys
import tempfile
from collections.abc import Callable, Iterator

from tests.bench import batch, checking, formats, keeping, packed, program
from tests.bench.rows import ROUNDS, Row
from tests.builders.office import available


def _start() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as home:
        yield from program.window_rows(home)
        yield from program.memory_rows(home)


def _window() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as home:
        yield from program.blocking_rows(home)


def _report() -> Iterator[Row]:
    if not program.SEEDS.is_dir():
        print("the real reports of ../shared/seeds are not on this machine: only the samples are read")
    yield from program.reading_rows()
    yield from program.report_rows()


def _formats() -> Iterator[Row]:
    print(
        "one report as a file of each kind; other tools are loaded before they are timed, and judged kindly (tests/bench/score.py)"
    )
    print(available() or "LibreOffice converts four copies to HTML in one start, with its start, and the time is a quarter of that")
    yield from formats.format_rows()
    print("the same report in files that are not as plain")
    yield from formats.hard_rows()


PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "start": _start,
    "window": _window,
    "report": _report,
    "checking": checking.checking_rows,
    "keeping": keeping.keeping_rows,
    "formats": _formats,
    "batch": batch.batch_rows,
    "packed": packed.packed_rows,
}


def main() -> None:
    print(f"medians: {program.STARTS} starts without a screen, {ROUNDS} readings, in one run on this machine")
    for name in sys.argv[1:] or PARTS:
        print()
        for row in PARTS[name]():
            print(row, flush=True)


if __name__ == "__main__":
    main()
