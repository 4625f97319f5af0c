"""Kill the program again and again while it edits, and see that nothing is lost.

python -m tests.kill --rounds 300 [--seed 1] [--full-disk | --read-only]
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.kill.bad_disks import full_disk, read_only
from tests.kill.disk import alone
from tests.kill.rounds import rounds


def main(arguments: Sequence[str]) -> int:
    """Run the rounds; those with a bad disk in a process that may mount one."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    disks = parser.add_mutually_exclusive_group()
    disks.add_argument("--full-disk", action="store_const", const=full_disk, dest="kill", default=rounds)
    disks.add_argument("--read-only", action="store_const", const=read_only, dest="kill")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.kill is not rounds and not options.alone:
        return _run_alone(arguments)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        results = list(options.kill(options.rounds, options.seed, Path(folder)))
    _print(results, time.monotonic() - started)
    return 0


def _run_alone(arguments: Sequence[str]) -> int:
    if not alone():
        print("this system does not let us mount a disk of our own", file=sys.stderr)
        return 2
    command = [*alone(), sys.executable, "-m", "tests.kill", *arguments, "--alone"]
    return subprocess.run(command, check=False).returncode


def _print(results: Sequence[tuple[int, int]], seconds: float) -> None:
    edits = sum(count for count, _ in results)
    ages = [age / 1e6 for _, age in results]
    print(f"{len(results)} kills compared, {edits} edits, {seconds:.0f} s: none lost that was older than a second")
    print(f"the oldest edit lost was {max(ages):.1f} ms old, at the median {statistics.median(ages):.1f} ms")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
