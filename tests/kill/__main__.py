"""Kill the program again and again while it edits, and see that nothing is lost.

python -m tests.kill --rounds 300 [--seed 1]
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from tests.kill.rounds import rounds


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.kill")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        results = list(rounds(options.rounds, options.seed, Path(folder)))
    edits = sum(count for count, _ in results)
    ages = [age / 1e6 for _, age in results]
    print(f"{len(results)} kills, {edits} edits, {time.monotonic() - started:.0f} s: none lost that was older than a second")
    print(f"the oldest edit lost to a kill was {max(ages):.1f} ms old, at the median {statistics.median(ages):.1f} ms")


if __name__ == "__main__":
    main()
