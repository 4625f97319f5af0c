"""Check many files of every kind in one call, and watch the memory and the processors meanwhile.

python -m tests.bench.batch [COUNT]
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.rows import Row
from tests.sizes import ROOT

WHOLE = ROOT / "tests" / "fixtures" / "whole"


@dataclass(frozen=True, slots=True)
class Batch:
    """What one call of `check --json` did: seconds, busy processors, the memory of the program, and its lines."""

    seconds: float
    cores: float
    early: int
    late: int
    workers: int
    paths: tuple[str, ...]
    errors: tuple[str, ...]

    @property
    def growth(self) -> int:
        """The bytes that the program itself took on in the second half."""
        return self.late - self.early

    @property
    def peak(self) -> int:
        return max(self.early, self.late)


def mixed_files(folder: Path, count: int) -> list[Path]:
    """Files of every kind in rotation, each fifth of them empty, cut off or overwritten."""
    samples = [path for path in sorted(WHOLE.iterdir()) if path.suffix != ".zip"]
    paths = []
    for number in range(count):
        sample = samples[number % len(samples)]
        path = folder / f"{number:04}{sample.suffix}"
        path.write_bytes(_spoilt(sample.read_bytes(), number) if number % 5 == 4 else sample.read_bytes())
        paths.append(path)
    return paths


def _spoilt(data: bytes, number: int) -> bytes:
    return (b"", data[: len(data) // 2], bytes(len(data)), data[:200] + bytes(reversed(data[200:])))[number // 5 % 4]


def check_all(paths: list[Path]) -> Batch:
    """Run `check --json` on the files and watch it from outside."""
    command = [sys.executable, str(ROOT / "main.py"), "check", "--json", *map(str, paths)]
    start = time.monotonic()
    held: list[int] = []
    busy: dict[int, float] = {}
    lines: list[dict[str, dict[str, str]]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout is not None
        program = psutil.Process(run.pid)
        for line in run.stdout:
            lines.append(json.loads(line))
            held.append(program.memory_info().rss)
            busy.update({child.pid: sum(child.cpu_times()[:2]) for child in program.children()})
    spent = time.monotonic() - start
    middle = len(held) // 2
    return Batch(
        spent, sum(busy.values()) / spent, max(held[:middle]), max(held[middle:]), sum(time > 0.1 for time in busy.values()),
        tuple(line["source"]["path"] for line in lines), tuple(line["error"]["code"] for line in lines if "error" in line),
    )  # fmt: skip


def batch_rows(count: int = 200, few: int = 50) -> Iterator[Row]:
    """Both cores busy, memory flat, and a line for each file in the order given."""
    with tempfile.TemporaryDirectory() as folder:
        paths = mixed_files(Path(folder), count)
        small, whole = check_all(paths[:few]), check_all(paths)
    in_order = list(dict.fromkeys(whole.paths)) == [str(path) for path in paths]
    order = "in order" if in_order else "NOT IN ORDER"
    yield Row(f"check --json on {count} files of every kind", whole.seconds, "s", None, f"{len(whole.paths)} lines, {order}")
    yield Row("  processors busy", whole.cores, "cores", 1.5, f"{whole.workers} workers", least=True)
    yield Row(f"  memory of the program with {few} files", small.peak / 1e6, "MB")
    yield Row(f"  memory of the program with {count} files", whole.peak / 1e6, "MB", round(small.peak / 1e6 + 10))


def main() -> None:
    for row in batch_rows(int(sys.argv[1]) if sys.argv[1:] else 200):
        print(row)


if __name__ == "__main__":
    main()
