"""One target under fire in a process of its own, guided by coverage where atheris is installed.

python -m tests.fuzz.worker TARGET SECONDS SEED BOX FOLDER

It ends with status 0 when its time is over; when it dies before, the box holds the input it was at.
"""

import contextlib
import hashlib
import importlib.util
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from tests.fuzz.box import Box

MOST_SECONDS = 5
MOST_MEMORY = 700_000_000
"""Bytes beyond what the process takes before the first input."""
_GUIDED = importlib.util.find_spec("atheris") is not None


class TooSlow(BaseException):
    """More time for one input than any file needs; no reader can take it for an error of a file."""


class Probe:
    """Runs inputs one by one, and keeps those that find something."""

    def __init__(self, read: Callable[[bytes], bool], box: Box, folder: Path) -> None:
        self._read, self._box, self._folder = read, box, folder
        self._known = {path.stem for path in folder.glob("*.txt")}
        self._peak = _peak()
        signal.signal(signal.SIGPROF, _too_slow)

    def run(self, data: bytes) -> str:
        """Read one input; what it found, or nothing. Seconds are those of the processor: others use this machine too."""
        self._box.begin(data, time.monotonic_ns())
        document, trouble = False, ""
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        try:
            document = self._read(data)
        except (Exception, TooSlow) as error:  # noqa: BLE001 - whatever comes out of a reader is what we are after
            trouble = signature(error)
            self._keep(trouble, data, traceback.format_exc())
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self._box.end(document)
        return trouble or self._swollen(data)

    def _swollen(self, data: bytes) -> str:
        before, self._peak = self._peak, max(self._peak, _peak())
        if self._peak - before < MOST_MEMORY // 2:
            return ""
        self._keep("memory", data, f"{(self._peak - before) // 1_000_000} MB more for one input\n")
        return "memory"

    def _keep(self, trouble: str, data: bytes, story: str) -> None:
        if trouble not in self._known:
            self._known.add(trouble)
            keep(self._folder, trouble, data, story)


def keep(folder: Path, trouble: str, data: bytes, story: str) -> None:
    """Write an input and what it did."""
    (folder / f"{trouble}.bin").write_bytes(data)
    (folder / f"{trouble}.txt").write_text(story, "utf-8")


def signature(error: BaseException) -> str:
    """A name for what went wrong: the kind of error and the last place of ours that it came through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/core/" in frame.filename.replace("\\", "/")]
    place = f"{Path(frames[-1].filename).stem}-{frames[-1].name.strip('<>')}" if frames else "nowhere"
    return f"{type(error).__name__}-{place}"


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlow


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _limit_memory() -> None:
    """Beyond the limit an allocation fails, and that is found like any other error."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0]) if sys.platform == "linux" else 0
    if pages:
        most = pages * resource.getpagesize() + MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _at_random(name: str, seconds: float, seed: int, probe: Probe) -> None:
    """Damage the files to start from, and now and then what came of one of them."""
    from tests.fuzz.targets import TARGETS

    target, rng, end = TARGETS[name], random.Random(seed), time.monotonic() + seconds
    pool = target.corpus()
    for data in pool[:]:
        probe.run(data)
    _limit_memory()
    while time.monotonic() < end:
        data = target.mutate(rng, rng.choice(pool))
        probe.run(data)
        if rng.random() < 0.01:
            pool[rng.randrange(len(pool))] = data if rng.random() < 0.5 else rng.choice(target.corpus())


def _guided(name: str, seconds: float, seed: int, probe_of: Callable[[], Probe], found: Path) -> None:
    """Let libFuzzer choose what to go on from; it keeps in `found` whatever reached new code."""
    import atheris

    with atheris.instrument_imports(include=["core", "olefile", "xlrd"]):
        from tests.fuzz.targets import TARGETS

        target, probe = TARGETS[name], probe_of()
        for data in target.corpus():
            probe.run(data)  # a reader is imported when its first file comes
            (found / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)

    pool = target.corpus()

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        """What libFuzzer goes on from is soon beyond repair in most formats: now and then begin anew."""
        rng = random.Random(seed)
        base = rng.choice(pool) if rng.random() < 0.4 else data
        return target.mutate(rng, base, lambda _rng, part: atheris.Mutate(part, min(most, len(part) + 64)))[:most]

    limits = (
        "-cross_over=0",
        "-rss_limit_mb=0",
        "-timeout=600",
        "-max_len=500000",
        "-detect_leaks=0",
        "-verbosity=0",
        "-print_final_stats=0",
    )
    atheris.Setup(
        [sys.argv[0], str(found), f"-max_total_time={max(1, round(seconds))}", f"-seed={seed}", *limits],
        lambda data: _once(probe, data),
        custom_mutator=mutated,
    )
    _limit_memory()
    atheris.Fuzz()


def _once(probe: Probe, data: bytes) -> None:
    if data:
        probe.run(data)


def main() -> None:
    name, seconds, seed, box, folder = sys.argv[1:]
    found = Path(folder) / "corpus"
    found.mkdir(parents=True, exist_ok=True)

    def probe_of() -> Probe:
        from tests.fuzz.targets import TARGETS

        return Probe(TARGETS[name].read, Box(Path(box)), Path(folder))

    if _GUIDED:
        with contextlib.suppress(KeyboardInterrupt):
            _guided(name, float(seconds), int(seed), probe_of, found)
    else:
        _at_random(name, float(seconds), int(seed), probe_of())


if __name__ == "__main__":
    main()
