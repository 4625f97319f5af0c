"""A kill at any moment costs no edit older than a second, and never the journal."""

import subprocess
import sys

import pytest

from tests.kill.disk import alone
from tests.kill.rounds import Said, rounds
from tests.sizes import ROOT

SECOND = 1_000_000_000


@pytest.mark.slow
def test_a_killed_program_gives_everything_back(tmp_path):
    results = list(rounds(4, 7, tmp_path))
    assert sum(count for count, _ in results) > 0
    assert all(age < SECOND for _, age in results)


@pytest.mark.slow
@pytest.mark.skipif(not alone(), reason="this system does not let us mount a disk of our own")
@pytest.mark.parametrize(("disk", "rounds"), [("--full-disk", 3), ("--read-only", 4)])
def test_a_disk_that_is_full_or_read_only_costs_only_what_could_not_be_written(disk, rounds):
    command = [sys.executable, "-m", "tests.kill", disk, "--rounds", str(rounds), "--seed", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "none lost that was older than a second" in done.stdout


def said(*states: tuple[int, str]) -> Said:
    return Said("new 0:0:a", "0:0:a", list(states), killed=5 * SECOND)


def test_the_judge_sees_what_is_missing():
    made = said((1 * SECOND, "1:1:b"), (2 * SECOND, "2:2:c"), (4 * SECOND, "3:3:d"))
    assert made.age_of_oldest_lost("3:3:d") == 0
    assert made.age_of_oldest_lost("2:2:c") == 1 * SECOND
    assert made.age_of_oldest_lost("1:1:b") == 3 * SECOND
    assert made.age_of_oldest_lost(None) == 4 * SECOND
    assert made.age_of_oldest_lost("9:9:z") is None


def test_the_judge_knows_work_that_was_all_taken_back():
    assert said((1 * SECOND, "1:1:b"), (2 * SECOND, "1:0:a")).age_of_oldest_lost(None) == 0


def test_what_was_saved_and_closed_need_not_come_back():
    made = said((1 * SECOND, "1:1:b"), (2 * SECOND, "2:2:c"))
    assert made.age_of_oldest_lost(None) == 4 * SECOND
    made.take("closed\n")
    assert made.age_of_oldest_lost(None) == 0
    assert made.age_of_oldest_lost("2:2:c") == 3 * SECOND
    made.take("new 0:0:d\n")
    assert made.age_of_oldest_lost(None) == 0


def test_a_line_cut_short_by_the_kill_is_no_word():
    made = said()
    made.take("123 1:1:b")
    assert made.states == []
