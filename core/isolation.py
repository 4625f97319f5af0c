"""Work in a process of its own with limits of time and memory: a crash, a hang or a hog costs one file and no more."""

import contextlib
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, TypeVar

from core.progress import Progress, silent
from core.serving import LARGEST, Done, Limits, Lost, Step, serve

__all__ = ["Limits", "Lost", "Work", "Worker", "on_file"]

Result = TypeVar("Result")
Work = Callable[[Progress], Result]
"""A function of a module, or a partial of one, so that another process finds it by its name."""

_SPAWN = get_context("spawn")
"""A process begun anew: with Qt and threads about, a fork would copy locks that nobody opens."""
_LOOK = 0.05
"""Seconds between two looks at the memory; within them a process can take a few hundred MB more."""
_WORN = 400_000_000
"""Bytes beyond which a process that has done its work is not used again: the next file should have its full share."""


class Worker:
    """A process that does one piece of work at a time, started when it is first needed and kept as long as it is sound."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._child: _Child | None = None
        self._busy = threading.Lock()
        self._closed = False

    @property
    def process(self) -> int | None:
        """The number of the process, while there is one."""
        return self._child.process.pid if self._child else None

    def start(self) -> None:
        """Begin the process now, so that it is warm when the first file comes; returns before it is."""
        with self._busy:
            self._ready()

    def run(self, work: Work[Result], progress: Progress = silent) -> Result:
        """Do `work(progress)` in the process and return what it returns.

        Raises Unreadable as the work did, and Lost when it crashed, took too long or too much, or had a fault. What
        `progress` raises ends the process, and with it the work.
        """
        with self._busy:
            child = self._ready()
            try:
                answer = child.do(work, progress)
            except BaseException:
                self._drop()
                raise
            if _is_memory(answer.error) or child.resident() > _WORN:
                self._drop()
        if answer.error is not None:
            raise answer.error
        result: Result = answer.result
        return result

    def close(self) -> None:
        """End the process, whatever it is doing; the worker is not used again."""
        self._closed = True
        child = self._child
        if child is not None:
            with contextlib.suppress(AttributeError, ValueError):  # it has just been taken off the books
                child.process.kill()
        with self._busy:
            self._drop()

    def _ready(self) -> "_Child":
        """The process, a new one when the last has ended."""
        if self._child is not None and not self._child.process.is_alive():
            self._drop()
        if self._child is None:
            self._child = _Child(self._limits)
        if self._closed:
            self._drop()
            raise Lost("crashed", "the worker was closed")
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


def on_file(worker: Worker, path: Path | None, work: Work[Result], progress: Progress = silent) -> Result:
    """Do work on a file, or on what was pasted; that it crashed, hung or grew is then a sentence about it, as Unreadable."""
    try:
        return worker.run(work, progress)
    except Lost as lost:
        from core.readers.refusals import refuse  # deferred, with the readers around it

        raise refuse(lost.code, path, lost.detail) from lost


class _Child:
    """The other end: its process, the pipe to it, and how it is watched."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pipe, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=serve, args=(theirs, limits), name="reader", daemon=True)
        with _deaf_to_interrupts(), theirs:
            self.process.start()

    def do(self, work: Work[Any], progress: Progress) -> Done:
        """Send the work, pass its steps on, and wait for its end within the limits."""
        deadline = time.monotonic() + self._limits.seconds
        self._send(pickle.dumps(work))
        while True:
            message = self._receive()
            if isinstance(message, Done):
                return message
            progress(message.words if message else "")
            self._look(deadline)

    def resident(self) -> int:
        """The bytes of memory that the process holds; 0 when it is gone."""
        import psutil  # deferred: by the time it is needed, the process has long begun its work

        try:
            return int(psutil.Process(self.process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def end(self) -> None:
        """Kill the process and take it off the books; one that the system holds fast in a read is left to it."""
        self.process.kill()
        self.process.join(1)
        self._pipe.close()
        if self.process.exitcode is not None:
            self.process.close()

    def _send(self, work: bytes) -> None:
        try:
            self._pipe.send_bytes(work)
        except OSError as error:
            raise self._crash(error) from error

    def _receive(self) -> Step | Done | None:
        """The next message; None when there is none within a moment."""
        ready = wait([self._pipe, self.process.sentinel], _LOOK)
        try:
            if self._pipe in ready:
                message: Step | Done = pickle.loads(self._pipe.recv_bytes(LARGEST))
                return message
        except (EOFError, OSError) as error:
            raise self._crash(error) from error
        if ready:
            raise self._crash(None)
        return None

    def _crash(self, error: Exception | None) -> Lost:
        self.process.join(1)
        return Lost("crashed", f"exit code {self.process.exitcode}, {error!r}")

    def _look(self, deadline: float) -> None:
        if time.monotonic() > deadline:
            raise Lost("timeout", f"{self._limits.seconds:g} s")
        if (held := self.resident()) > self._limits.memory:
            raise Lost("memory", f"{held:,} bytes")


def _is_memory(error: Exception | None) -> bool:
    return isinstance(error, Lost) and error.code == "memory"


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl+C in a terminal is for the program, which then ends its workers: they begin life with it blocked."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
