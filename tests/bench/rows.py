"""What is measured, and how it is printed."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured; a goal is the most it should be, or with `least` the least. `note` says more, such as cells right."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    note: str = ""
    least: bool = False

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"{'≥' if self.least else '≤'} {self.goal:g} {self.unit}"
        return f"{pad(self.name, 58)} {self.value:9.2f} {self.unit:<5} {goal:<12} {self.verdict:<8} {self.note}".rstrip()

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        return "reached" if (self.value >= self.goal if self.least else self.value <= self.goal) else "MISSED"


def pad(text: str, width: int) -> str:
    """Fill a text with blanks to so many columns of a terminal, where a Chinese character takes two."""
    return text + " " * (width - sum(2 if ord(character) > 0x2E7F else 1 for character in text))


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of some work, after one round that does not count."""
    work()
    return statistics.median(once(work) for _ in range(rounds))


def once(work: Callable[[], object]) -> float:
    """The time of some work in milliseconds."""
    start = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - start) / 1e6
