"""Several files at a time: answers in the order of the files, few begun ahead, nothing left behind."""

import threading
import time
from collections.abc import Iterator
from functools import partial

import psutil
import pytest

from core.batch import Crew, cores
from core.isolation import Lost, Worker
from tests.core import hard_work


def slept(seconds: float, number: int, worker: Worker) -> tuple[int, int]:
    return number, worker.run(partial(hard_work.wait_for, seconds))


def crashed(worker: Worker) -> str:
    try:
        worker.run(hard_work.abort)
    except Lost as lost:
        return lost.code
    return "fine"


def failed(worker: Worker) -> None:
    raise ZeroDivisionError("a fault of ours")


def children() -> set[int]:
    """The workers of this process."""
    return {child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())}


def test_answers_come_in_order_from_several_processes() -> None:
    with Crew(2) as crew:
        answers = list(crew.in_order(partial(slept, 0.2 if number == 0 else 0.01, number) for number in range(12)))
    assert [number for number, _ in answers] == list(range(12))
    assert len({process for _, process in answers}) == 2


def test_few_jobs_are_begun_before_their_turn() -> None:
    taken: list[int] = []

    def jobs() -> Iterator[partial[tuple[int, int]]]:
        for number in range(40):
            taken.append(number)
            yield partial(slept, 0.0, number)

    with Crew(2) as crew:
        for done, _ in enumerate(crew.in_order(jobs()), start=1):
            assert len(taken) <= done + 8


def test_one_job_starts_one_process() -> None:
    before = children()
    with Crew(2) as crew:
        list(crew.in_order([partial(slept, 0.0, 1)]))
        crew.do(partial(slept, 0.0, 2))
        assert len(children() - before) == 1
    assert children() == before


def test_a_crash_among_them_is_one_answer() -> None:
    with Crew(1) as crew:
        assert list(crew.in_order([crashed, crashed])) == ["crashed", "crashed"]
        assert crew.do(partial(slept, 0.0, 3))[0] == 3


def test_a_fault_of_the_program_ends_the_batch_and_the_processes() -> None:
    before = children()
    with pytest.raises(ZeroDivisionError), Crew(2) as crew:
        list(crew.in_order([partial(slept, 0.0, 1), failed, *[partial(slept, 30.0, number) for number in range(9)]]))
    assert children() == before


def interrupted_batch() -> None:
    with Crew(2) as crew:
        next(crew.in_order(partial(slept, 0.0 if number < 1 else 60.0, number) for number in range(20)))
        raise KeyboardInterrupt


def test_an_interrupt_ends_the_processes_at_once() -> None:
    before, threads, start = children(), threading.active_count(), time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted_batch()
    assert time.monotonic() - start < 10
    assert children() == before
    assert threading.active_count() == threads


def test_there_is_a_processor() -> None:
    assert cores() >= 1


def test_a_job_that_asks_for_a_worker_after_the_end_gets_a_closed_one() -> None:
    """Ctrl+C may come between the moment that a thread takes a job and the moment that it takes a worker for it."""
    before = children()
    with Crew(1) as crew:
        pass
    with pytest.raises(Lost, match="closed"):
        crew._do(partial(slept, 0.0, 1))
    assert children() == before
