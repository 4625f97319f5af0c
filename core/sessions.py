"""Which window of the program a process is, and whether it still runs: a number alone may have gone to another program."""

import os
import secrets
from dataclasses import dataclass

_CLOCKS = 3
"""Seconds by which two readings of the start of one process may differ when the clock of the machine was set."""


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program: its own name, the number of its process, and when that began, in seconds since 1970."""

    name: str
    pid: int
    began: int

    @property
    def alive(self) -> bool:
        """Whether the process still runs and is the same one."""
        began = _began(self.pid)
        return began is not None and abs(began - self.began) <= _CLOCKS


def this_session() -> Session:
    """A name for this run of the program."""
    return Session(secrets.token_hex(8), os.getpid(), _began(os.getpid()) or 0)


def _began(pid: int) -> int | None:
    """When a process began; None when there is none, or only what the system has not yet cleared away."""
    import psutil  # deferred: the window starts without it

    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else int(process.create_time())
    except psutil.NoSuchProcess:
        return None
    except psutil.AccessDenied:  # a program of somebody else has the number now
        return 0
