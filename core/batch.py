"""Many files on all cores: each in one of a few workers, the answers in the order of the files."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import TypeVar

from core.isolation import Worker

Answer = TypeVar("Answer")
Job = Callable[[Worker], Answer]

MOST_WORKERS = 4
"""More would bring little: one process holds 50 MB and up, and the disk is one."""
_AHEAD = 4
"""Jobs of each worker that are begun before their turn: enough to keep it busy, few enough to keep the memory flat."""
_NAP = 0.5
"""Seconds after which a wait looks up: on Windows, Ctrl+C is not heard during one."""


def cores() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """A few workers, each started when there is work for it. Leaving the context ends them, whatever they are doing."""

    def __init__(self, workers: int = 0) -> None:
        self._most = workers or min(MOST_WORKERS, cores())
        self._threads = ThreadPoolExecutor(self._most, "crew")
        self._idle: deque[Worker] = deque()
        self._workers: list[Worker] = []
        self._lending = threading.Lock()
        self._closed = False

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lending:
            self._closed = True
        for worker in self._workers:
            worker.close()
        self._threads.shutdown()

    def do(self, job: Job[Answer]) -> Answer:
        """Do one job and wait for it; it comes after those that were begun before."""
        return _answer(self._threads.submit(self._do, job))

    def in_order(self, jobs: Iterable[Job[Answer]]) -> Iterator[Answer]:
        """Do the jobs, several at a time, and yield the answers in the order of the jobs. A job is taken only when due."""
        ahead: deque[Future[Answer]] = deque()
        for job in jobs:
            ahead.append(self._threads.submit(self._do, job))
            if len(ahead) >= _AHEAD * self._most:
                yield _answer(ahead.popleft())
        while ahead:
            yield _answer(ahead.popleft())

    def _do(self, job: Job[Answer]) -> Answer:
        """On a thread: lend the job a worker, the one used last, so that no more are started than are needed."""
        worker = self._lend()
        try:
            return job(worker)
        finally:
            self._idle.append(worker)

    def _lend(self) -> Worker:
        """A worker; one that nobody would end any more is closed already, and says so when it is asked to work."""
        with self._lending:
            if self._idle:
                return self._idle.pop()
            worker = Worker()
            if self._closed:
                worker.close()
            else:
                self._workers.append(worker)
        return worker


def _answer(future: "Future[Answer]") -> Answer:
    while not future.done():
        wait([future], _NAP)
    return future.result()
