"""The inside of a process that reads files for another: it does one piece of work after the other, and keeps within limits."""

import contextlib
import faulthandler
import os
import pickle
import signal
import threading
import traceback
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple

from core import tasks
from core.document import Unreadable


class Limits(NamedTuple):
    """How long one piece of work may take, and how much memory the process may hold meanwhile."""

    seconds: float = 60
    """A report takes well under a second, the largest workbook some: after a minute nothing good comes any more."""
    memory: int = 1_500_000_000
    """Bytes. Machines in offices have 4 GB and up, and the window and the system have to live beside it."""


_HEADROOM = 2_000_000_000
"""Address space beyond the limit that is mapped but never used: code, stacks, what allocators reserve."""
_GRACE = 5
"""Seconds after which a process that nobody stops ends by itself."""
LARGEST = 64_000_000
"""Bytes of an answer; that of a report takes about 50,000."""


class Lost(Exception):
    """Work that came to no end of its own. `code` says why: crashed, timeout, memory, or fault of the program."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


class Step(NamedTuple):
    """What the process sends while it works."""

    words: str


class Done(NamedTuple):
    """What the process sends at the end: a result, or the Unreadable or Lost that took its place."""

    result: Any
    error: Exception | None = None


def serve(pipe: Connection, limits: Limits) -> None:
    """Answer until there is nobody left to ask."""
    _settle_in(limits)
    tasks.warm()
    with contextlib.suppress(EOFError, OSError):
        while True:
            work = pipe.recv_bytes()
            faulthandler.dump_traceback_later(limits.seconds + _GRACE, exit=True, file=2)
            pipe.send_bytes(_answer(work, pipe))
            faulthandler.cancel_dump_traceback_later()


def _answer(work: bytes, pipe: Connection) -> bytes:
    """Do the work; every trouble that leaves the process standing ends here."""
    try:
        result = pickle.loads(work)(lambda words: pipe.send_bytes(pickle.dumps(Step(words))))
        answer = pickle.dumps(Done(result))
        if len(answer) > LARGEST:
            raise MemoryError(f"an answer of {len(answer):,} bytes")
    except Unreadable as error:
        return pickle.dumps(Done(None, error))
    except MemoryError as error:
        return pickle.dumps(Done(None, Lost("memory", repr(error))))
    except BaseException:  # noqa: BLE001  # some decoders panic with no Exception
        return pickle.dumps(Done(None, Lost("fault", traceback.format_exc())))
    return answer


def _settle_in(limits: Limits) -> None:
    """Be quiet, deaf to Ctrl+C, the first to go when memory is short, and gone when the parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(null, stream)
    _bound_memory(limits.memory + _HEADROOM)
    threading.Thread(target=_follow_parent, name="parent", daemon=True).start()


def _bound_memory(most: int) -> None:
    """Where the system can, let an allocation fail at once that no look from outside would come in time for."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _follow_parent() -> None:
    """End with the parent, even in the middle of work; faulthandler sees to work that lets no thread run."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
