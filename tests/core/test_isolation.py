"""Work in a process of its own: whatever it does, it costs its own answer and nothing else."""

import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from core import tasks
from core.checks import check
from core.document import Unreadable
from core.forms import forms
from core.isolation import Limits, Lost, Worker, on_file
from core.loaded import Loaded
from core.pipeline import load
from tests.builders.reports import random_report
from tests.core import hard_work
from tests.sizes import ROOT

SAMPLES = sorted((ROOT / "resources" / "samples").iterdir())


@pytest.fixture(scope="module")
def shared_worker() -> Iterator[Worker]:
    worker = Worker(Limits(seconds=20))
    yield worker
    worker.close()


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(Limits(seconds=3, memory=250_000_000))
    yield made
    made.close()


def lost(worker: Worker, work: Callable[..., object], progress: Callable[[str], None] = lambda _: None) -> Lost:
    with pytest.raises(Lost) as caught:
        worker.run(work, progress)
    return caught.value


def gone(process: int, seconds: float = 5) -> bool:
    """Whether a process ends within a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not psutil.pid_exists(process) or psutil.Process(process).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


def test_work_is_done_elsewhere_and_its_steps_are_told(shared_worker: Worker) -> None:
    steps: list[str] = []
    assert shared_worker.run(partial(hard_work.add, 3, 4), steps.append) == 7
    assert [step for step in steps if step] == ["算"]
    assert shared_worker.run(hard_work.process) == shared_worker.process != os.getpid()


def test_one_process_serves_file_after_file(shared_worker: Worker) -> None:
    assert len({shared_worker.run(hard_work.process) for _ in range(5)}) == 1


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_file_is_loaded_as_it_would_be_here(shared_worker: Worker, path: Path) -> None:
    assert on_file(shared_worker, path, partial(tasks.load, path, "", None)) == load(path)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_reports_travel_unchanged_and_keep_the_official_form(form: str) -> None:
    for seed in range(20):
        report = random_report(random.Random(seed), form, blanks=0.1, notes=0.1)
        loaded = Loaded(report, check(report))
        back = pickle.loads(pickle.dumps(loaded))
        assert back == loaded
        assert back.report.form is forms()[form]
        assert all(grid.form is forms()[form].grids[key] for key, grid in back.report.grids.items())


def test_a_form_that_is_not_official_travels_by_value() -> None:
    official = forms()["2021"]
    other = type(official)(**{name: getattr(official, name) for name in official.__slots__} | {"key": "other"})
    assert pickle.loads(pickle.dumps(other)) == other
    grid = official.grids["requests"]
    twin = type(grid)(**{name: getattr(grid, name) for name in grid.__slots__} | {"key": "other"})
    assert pickle.loads(pickle.dumps(twin)) == twin


def test_unreadable_keeps_its_three_fields(shared_worker: Worker) -> None:
    with pytest.raises(Unreadable) as caught:
        shared_worker.run(hard_work.refuse)
    error = caught.value
    assert (error.code, error.message, error.detail) == ("damaged", "文件坏了。", "at byte 7")


def test_there_is_no_window_in_it(shared_worker: Worker) -> None:
    assert not [name for name in shared_worker.run(hard_work.modules) if name.partition(".")[0] in {"PySide6", "gui"}]


@pytest.mark.parametrize("work", [hard_work.fail, hard_work.panic])
def test_a_fault_is_told_with_its_trace_and_leaves_the_process_standing(shared_worker: Worker, work: Callable[..., None]) -> None:
    before = shared_worker.run(hard_work.process)
    error = lost(shared_worker, work)
    assert error.code == "fault"
    assert work.__name__ in error.detail
    assert shared_worker.run(hard_work.process) == before


@pytest.mark.parametrize("work", [hard_work.abort, hard_work.leave])
def test_a_crash_is_one_error_and_the_process_is_replaced(worker: Worker, work: Callable[..., None]) -> None:
    first = worker.run(hard_work.process)
    assert lost(worker, work).code == "crashed"
    assert worker.run(hard_work.process) != first


@pytest.mark.slow
@pytest.mark.parametrize("work", [hard_work.sleep, hard_work.hold])
def test_a_hang_ends_at_its_limit(worker: Worker, work: Callable[..., None]) -> None:
    first = worker.run(hard_work.process)
    start = time.monotonic()
    assert lost(worker, work).code == "timeout"
    assert 3 <= time.monotonic() - start < 8
    assert gone(first)
    assert worker.run(partial(hard_work.add, 1, 1)) == 2


@pytest.mark.slow
def test_a_hoard_ends_at_its_limit(worker: Worker) -> None:
    error = lost(worker, hard_work.hoard)
    assert error.code == "memory"
    assert 250_000_000 < int(error.detail.split()[0].replace(",", "")) < 1_000_000_000
    assert worker.run(partial(hard_work.add, 1, 1)) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="the system must bound the address space")
def test_memory_that_cannot_be_had_is_refused_at_once(worker: Worker) -> None:
    assert lost(worker, hard_work.grab).code == "memory"
    assert worker.run(partial(hard_work.add, 1, 1)) == 2


def test_an_absurd_answer_does_not_arrive() -> None:
    worker = Worker()
    assert lost(worker, hard_work.boast).code == "memory"
    worker.close()


def test_a_process_that_has_grown_large_is_not_used_again() -> None:
    worker = Worker()
    assert worker.run(hard_work.swell) != worker.run(hard_work.process)
    worker.close()


@pytest.mark.parametrize("work", [hard_work.sleep, hard_work.hold])
def test_cancelling_ends_work_that_would_never_have_noticed(worker: Worker, work: Callable[..., None]) -> None:
    class Cancelled(Exception):
        pass

    steps: list[str] = []

    def stop_at_second(step: str) -> None:
        steps.append(step)
        if "睡" in steps or "找" in steps:
            raise Cancelled

    first = worker.run(hard_work.process)
    with pytest.raises(Cancelled):
        worker.run(work, stop_at_second)
    assert gone(first)
    assert worker.run(partial(hard_work.add, 1, 1)) == 2


def test_a_process_killed_while_it_rests_is_not_missed(worker: Worker) -> None:
    os.kill(worker.run(hard_work.process), signal.SIGTERM)
    time.sleep(0.1)
    assert worker.run(partial(hard_work.add, 1, 1)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_a_process_killed_at_work_is_a_crash(worker: Worker) -> None:
    process = worker.run(hard_work.process)
    error = lost(worker, hard_work.sleep, lambda step: os.kill(process, signal.SIGKILL) if step else None)
    assert error.code == "crashed"
    assert "-9" in error.detail


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal to one process")
def test_an_interrupt_is_not_for_the_worker(worker: Worker) -> None:
    process = worker.run(hard_work.process)
    os.kill(process, signal.SIGINT)
    assert worker.run(hard_work.process) == process


def test_closing_ends_work_under_way() -> None:
    worker = Worker()
    started = threading.Event()
    errors: list[Lost] = []

    def work() -> None:
        errors.append(lost(worker, hard_work.sleep, lambda step: started.set() if step else None))

    thread = threading.Thread(target=work)
    thread.start()
    assert started.wait(10)
    process = worker.process
    worker.close()
    thread.join(5)
    assert [error.code for error in errors] == ["crashed"]
    assert process is not None
    assert gone(process)
    assert lost(worker, hard_work.process).code == "crashed"


@pytest.mark.parametrize(
    ("work", "code"),
    [(hard_work.abort, "crashed"), (hard_work.fail, "fault"), (hard_work.grab, "memory"), (hard_work.sleep, "timeout")],
)
def test_what_befell_the_work_becomes_a_sentence_about_the_file(worker: Worker, work: Callable[..., None], code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        on_file(worker, Path("目录/年报.doc"), work)
    assert caught.value.code == code
    assert "“年报.doc”" in caught.value.message
    assert "请" in caught.value.message
    assert caught.value.detail


PROGRAM = """
import sys
from functools import partial
from core.isolation import Limits, Worker
from tests.core import hard_work
worker = Worker()
"""


def program(code: str) -> subprocess.Popen[str]:
    """A program of its own with a worker."""
    command = [sys.executable, "-c", PROGRAM + code]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_nothing_that_libraries_print_reaches_the_user() -> None:
    with program("worker.run(hard_work.chatter); worker.run(hard_work.chatter); print('end')") as run:
        assert run.communicate(timeout=20) == ("end\n", "")


@pytest.mark.slow
@pytest.mark.parametrize("state", ["", "worker.run(hard_work.sleep)", "worker.run(hard_work.hold)"], ids=["idle", "busy", "stuck"])
def test_no_process_is_left_when_the_program_ends(state: str) -> None:
    """Also when it is killed; work that lets no thread run notices nothing, and is seen to by its own limit."""
    seconds = "worker._limits = Limits(seconds=4)\n" if "hold" in state else ""
    code = (
        f"from core.isolation import Limits\n{seconds}print(worker.run(hard_work.process), flush=True)\n{state}\nsys.stdin.read()"
    )
    command = [sys.executable, "-c", PROGRAM + code]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        process = int(run.stdout.readline())
        time.sleep(0.2)
        run.kill()
        run.wait()
        assert gone(process, 15)
