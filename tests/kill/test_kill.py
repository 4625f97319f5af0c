"""A kill at any moment costs no edit older than a second, and never the journal."""

import pytest

from tests.kill.rounds import Said, rounds

SECOND = 1_000_000_000


@pytest.mark.slow
def test_a_killed_program_gives_everything_back(tmp_path):
    results = list(rounds(4, 7, tmp_path))
    assert sum(count for count, _ in results) > 0
    assert all(age < SECOND for _, age in results)


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


def test_a_line_cut_short_by_the_kill_is_no_word():
    made = said()
    made.take("123 1:1:b")
    assert made.states == []
