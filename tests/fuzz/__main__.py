"""Feed damaged files to every reader: python -m tests.fuzz [--minutes N] [--reader NAME …] [--seed N].

Each reader runs in a process of its own; what it is guided by stays in out/fuzz/NAME/corpus, so that the next run goes on
from there. A finding is anything but a document or Unreadable, more than 5 s, or more than 700 MB; its input is kept in
out/fuzz/NAME. `python -m tests.fuzz --reader NAME --shrink FILE` makes such an input as small as it goes.
"""

import argparse
import hashlib
import importlib.util
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.box import Box, State
from tests.fuzz.shrink import shrunk
from tests.fuzz.targets import TARGETS
from tests.fuzz.worker import keep
from tests.sizes import ROOT

FOUND = ROOT / "out" / "fuzz"
_LOOK = 0.5
_HANGS = 60
"""Seconds after which an input hangs, in code that no signal interrupts."""
_STARTS = 40


@dataclass(slots=True)
class Tally:
    """What came of one target."""

    name: str
    executions: int = 0
    documents: int = 0
    seconds: float = 0
    starts: int = 0

    def line(self, findings: int) -> str:
        share = self.documents / self.executions if self.executions else 0
        speed = self.executions / self.seconds if self.seconds else 0
        return f"{self.name:10} {self.executions:11,} {speed:8.0f} {share:9.0%} {self.starts:7} {findings:9}"


def attack(name: str, seconds: float, seed: int) -> Tally:
    """Run one target for so long, beginning anew whenever its process dies."""
    tally, end = Tally(name), time.monotonic() + seconds
    folder = FOUND / name
    folder.mkdir(parents=True, exist_ok=True)
    while (left := end - time.monotonic()) > 1 and tally.starts < _STARTS:
        begun = time.monotonic()
        state, story = _run(name, left, seed + tally.starts, folder)
        tally.starts += 1
        tally.seconds += time.monotonic() - begun
        tally.executions += state.executions
        tally.documents += state.documents
        if story:
            kind, _, detail = story.partition(": ")
            keep(folder, f"{kind}-{hashlib.sha256(state.data).hexdigest()[:8]}", state.data, detail)
    return tally


def _run(name: str, seconds: float, seed: int, folder: Path) -> tuple[State, str]:
    """One process; how far it came, and how it died if it did."""
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryFile() as log:
        path = Box.make(Path(place))
        box = Box(path)
        command = [sys.executable, "-m", "tests.fuzz.worker", name, str(seconds), str(seed), str(path), str(folder)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        story = _watch(process, box)
        log.seek(0)
        tail = log.read()[-4000:].decode(errors="replace")
        state = box.state()
        box.close()
    return state, f"{story}: {tail}" if story else ""


def _watch(process: "subprocess.Popen[bytes]", box: Box) -> str:
    """Wait for the end; an input that takes too long for any signal to reach it ends the process."""
    while process.poll() is None:
        time.sleep(_LOOK)
        since = box.state().since
        if since and time.monotonic_ns() - since > _HANGS * 1e9:
            process.kill()
            process.wait()
            return "hang"
    return "" if process.returncode == 0 else f"died{process.returncode}"


def findings(name: str) -> list[Path]:
    """What was found with a target, now or before."""
    return sorted((FOUND / name).glob("*.txt"))


def main() -> int:
    options = _options()
    if options.shrink:
        return _shrink(options.reader[0], options.shrink)
    names = options.reader or list(TARGETS)
    guided = "by coverage (atheris)" if importlib.util.find_spec("atheris") else "by chance: atheris is not installed"
    print(f"{len(names)} readers, {options.minutes:g} minutes in all, guided {guided}\n")
    print(f"{'reader':10} {'executions':>11} {'a second':>8} {'documents':>9} {'starts':>7} {'findings':>9}")
    tallies = [_told(attack(name, options.minutes * 60 / len(names), options.seed)) for name in names]
    paths = [path for name in names for path in findings(name)]
    print(f"\n{sum(tally.executions for tally in tallies):,} executions, {len(paths)} findings")
    for path in paths:
        print(f"{path.relative_to(ROOT).with_suffix('.bin')}: {path.read_text('utf-8').strip().splitlines()[-1][:160]}")
    return 1 if paths else 0


def _told(tally: Tally) -> Tally:
    print(tally.line(len(findings(tally.name))), flush=True)
    return tally


def _shrink(name: str, path: Path) -> int:
    data, trouble = shrunk(TARGETS[name], path.read_bytes())
    print(f"{trouble or 'nothing found any more'}: {len(data)} bytes")
    if trouble:
        path.with_suffix(".small").write_bytes(data)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--reader", nargs="*", choices=list(TARGETS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shrink", type=Path)
    options = parser.parse_args()
    if options.shrink and not options.reader:
        parser.error("--shrink needs --reader")
    return options


if __name__ == "__main__":
    raise SystemExit(main())
