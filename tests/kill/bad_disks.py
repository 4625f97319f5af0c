"""Kills the clerk on a disk that is full or read-only: the clerk is told, what was written stays, and memory is written later."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.keeper import RETRY
from gui.keeping import FULL, READ_ONLY
from tests.kill.disk import Disk
from tests.kill.rounds import PATIENCE, Lost, Said, check_journal, check_said, clerk

_TO_RECOVER = RETRY + 1.5
"""Seconds after which all of memory is on a disk that can be written again."""


@dataclass
class Trouble:
    """What happened to the disk while a clerk worked: when it went bad, and whether it was well again long before the kill."""

    since: int = 0
    ended: bool = False


def full_disk(count: int, seed: int, folder: Path) -> Iterator[tuple[int, int]]:
    """Fill the disk up while the clerk works, and make room again in every other round; yields edits and the age as `rounds` does.

    While the disk is full the age is that of the oldest lost edit when it became full, 0 when it was made later.
    """
    rng, disk = random.Random(seed), Disk(folder)
    before, trouble = None, Trouble()
    for number in range(count + 1):
        disk.free()
        went = Trouble(ended=number % 2 == 0)
        said = clerk(folder, seed + number, partial(_fill, disk, rng, went))
        _see(number, said, folder, went, FULL)
        if before is not None:
            yield len(before.states), _age(number, before, said, trouble)
        before, trouble = said, went


def _fill(disk: Disk, rng: random.Random, went: Trouble) -> None:
    time.sleep(rng.uniform(0, 0.8))
    disk.fill()
    went.since = time.monotonic_ns()
    time.sleep(rng.uniform(0.5, 1.5))
    if went.ended:
        disk.free()
        time.sleep(_TO_RECOVER)


def read_only(count: int, seed: int, folder: Path) -> Iterator[tuple[int, int]]:
    """Start on a read-only disk in two rounds of three; in one of them it can be written later, in the other never.

    Of the last a clerk leaves nothing behind, so the next one takes up the work of the clerk before.
    """
    rng, disk = random.Random(seed), Disk(folder)
    before: Said | None = None
    for number in range(count + 1):
        went = Trouble(ended=number % 3 != 2)
        if number % 3:
            went.since = 1
            disk.lock()
        said = clerk(folder, seed + number, partial(_unlock, disk, rng, went))
        disk.unlock()
        _see(number, said, folder, went, READ_ONLY)
        if went.since:
            if not said.troubles or said.came_back:
                raise Lost(f"round {number}: {said.first}, {said.troubles}")
        elif before is not None:
            yield len(before.states), _age(number, before, said, Trouble())
        before = said if went.ended else before


def _unlock(disk: Disk, rng: random.Random, went: Trouble) -> None:
    time.sleep(rng.uniform(0.3, 1.2))
    if went.since and went.ended:
        disk.unlock()
        time.sleep(_TO_RECOVER)


def _see(number: int, said: Said, folder: Path, went: Trouble, sentence: str) -> None:
    """The right sentence and no other, for as long as it is true; and a sound journal."""
    check_said(number, said)
    check_journal(folder)
    if set(said.troubles) - {sentence, ""}:
        raise Lost(f"round {number}: {said.troubles}")
    if went.ended and said.in_trouble:
        raise Lost(f"round {number}: it still says {said.in_trouble}")


def _age(number: int, before: Said, after: Said, trouble: Trouble) -> int:
    moment = before.first_lost(after.came_back)
    if moment is None:
        raise Lost(f"round {number}: {after.came_back} came back, which was never a state")
    if not trouble.since or trouble.ended:
        end = before.killed
    else:
        end = max(trouble.since, moment)
        if before.killed - moment > PATIENCE and not before.in_trouble:
            raise Lost(f"round {number}: edits were lost and nobody was told")
    if end - moment > PATIENCE:
        raise Lost(f"round {number}: an edit was lost that was {(end - moment) / 1e9:.2f} s old")
    return end - moment
