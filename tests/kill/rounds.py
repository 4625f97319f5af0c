"""Kills the clerk at a random moment, starts another, and compares what comes back with what was said."""

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.sizes import ROOT

PATIENCE = 1_000_000_000
"""Nanoseconds within which an edit must be on the disk."""


class Lost(AssertionError):
    """Something that was acknowledged did not come back."""


@dataclass
class Said:
    """What one clerk said, and when it was killed.

    `first` is its first line, `began` the state that it tells of, `states` are those after it. `troubles` are the
    sentences of the status bar, "" for when it was cleared.
    """

    first: str = ""
    began: str = ""
    states: list[tuple[int, str]] = field(default_factory=list)
    killed: int = 0
    problems: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def came_back(self) -> str | None:
        """The state that the clerk found left behind, None when there was none."""
        word, _, state = self.first.partition(" ")
        return state if word == "back" else None

    @property
    def in_trouble(self) -> str:
        """The sentence that stood in the status bar at the end, "" for none."""
        return self.troubles[-1] if self.troubles else ""

    def take(self, line: str) -> None:
        """Hear one line; a report that is begun anew follows the one before, which was saved and closed."""
        word, _, rest = line.strip().partition(" ")
        if word in {"new", "back"}:
            if self.first:
                self.states.append((self.states[-1][0] if self.states else 0, rest))
            else:
                self.first, self.began = line.strip(), rest
        elif word == "closed" and self.states:
            self.states.append((self.states[-1][0], "0:0:closed"))  # from now on nothing of it need come back
        elif word == "problem":
            self.problems.append(rest)
        elif word == "trouble" and line.endswith("\n"):
            self.troubles.append(rest)
        elif rest and line.endswith("\n"):
            self.states.append((int(word), rest))

    def listen(self, lines: Iterable[str]) -> None:
        """Hear all that there is to hear."""
        for line in lines:
            self.take(line)

    def first_lost(self, back: str | None) -> int | None:
        """When the oldest edit was made that is not in the state `back`, `killed` for none; None when that was never a state.

        `back` None: nothing came back, as is right when nothing was changed, or all of it taken back.
        """
        history = [(0, self.began), *self.states]
        fits = [at for at, (_, state) in enumerate(history) if state == back or (back is None and state.split(":")[1] == "0")]
        if not fits:
            return None
        return min((moment for moment, _ in history[fits[-1] + 1 :]), default=self.killed)

    def age_of_oldest_lost(self, back: str | None) -> int | None:
        """How old that edit was when the clerk was killed, in nanoseconds; None as there."""
        moment = self.first_lost(back)
        return None if moment is None else self.killed - moment


def clerk(folder: Path, seed: int, meanwhile: Callable[[], object]) -> Said:
    """Start a clerk, do something while it works, and kill it."""
    command = [sys.executable, "-m", "tests.kill.clerk", str(folder), str(seed)]
    said = Said()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        said.take(process.stdout.readline())
        listening = threading.Thread(target=said.listen, args=(process.stdout,))
        listening.start()
        meanwhile()
        process.kill()
        said.killed = time.monotonic_ns()
        listening.join()
    return said


def check_journal(folder: Path) -> None:
    """Look at a copy of the journal, as it lies there after the kill."""
    with tempfile.TemporaryDirectory() as beside:
        for path in folder.glob("journal.sqlite*"):
            shutil.copy(path, beside)
        store = sqlite3.connect(Path(beside, "journal.sqlite"))
        answer = store.execute("PRAGMA integrity_check").fetchall()
        store.close()
    if answer != [("ok",)]:
        raise Lost(f"the journal is broken: {answer}")


def check_said(number: int, said: Said) -> None:
    """Whether the program started and had no more to complain of than the disk."""
    if said.problems or not said.first:
        raise Lost(f"round {number}: {said.problems or 'the program did not start'}")


def rounds(count: int, seed: int, folder: Path) -> Iterator[tuple[int, int]]:
    """Kill `count` clerks one after the other; yields how many edits each made and how old the oldest lost one was (ns)."""
    rng = random.Random(seed)
    before: Said | None = None
    for number in range(count + 1):
        said = clerk(folder, seed + number, partial(time.sleep, rng.uniform(0, 1.2)))
        check_said(number, said)
        if said.troubles:
            raise Lost(f"round {number}: {said.troubles}")
        check_journal(folder)
        if before is not None:
            yield len(before.states), _compare(number, before, said)
        before = said


def _compare(number: int, before: Said, after: Said) -> int:
    back = after.came_back
    age = before.age_of_oldest_lost(back)
    if age is None:
        raise Lost(f"round {number}: {back} came back, which was never a state; the last was {before.states[-1:]}")
    if age > PATIENCE:
        raise Lost(f"round {number}: an edit was lost that was {age / 1e9:.2f} s old")
    return age
