"""Work that goes wrong in every way there is, for the tests of processes that do it."""

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from core.document import Unreadable
from core.loaded import Loaded

Progress = Callable[[str], None]


def add(first: int, second: int, progress: Progress) -> int:
    progress("算")
    return first + second


def give_back(loaded: Loaded, progress: Progress) -> Loaded:
    return loaded


def refuse(progress: Progress) -> None:
    raise Unreadable("damaged", "文件坏了。", "at byte 7")


def fail(progress: Progress) -> None:
    raise ZeroDivisionError("inside")


def panic(progress: Progress) -> None:
    raise type("Panic", (BaseException,), {})("not even an Exception")


def abort(progress: Progress) -> None:
    os.abort()


def leave(progress: Progress) -> None:
    os._exit(0)


def sleep(progress: Progress) -> None:
    progress("睡")
    time.sleep(600)


def hang(_path: Path, _member: str, _encoding: str | None, progress: Progress) -> None:
    """Stand in for the loading of a file, and never come to an end."""
    sleep(progress)


def hold(progress: Progress) -> None:
    """Never let another thread of the process run: the search for a match goes on for years."""
    progress("找")
    re.match("(a|a)*$", "a" * 60 + "b")


def hoard(progress: Progress) -> None:
    held = []
    while True:
        held.append(b"x" * 10_000_000)
        time.sleep(0.002)


def grab(progress: Progress) -> int:
    return len(b"x" * 20_000_000_000)


def swell(progress: Progress) -> int:
    """Take 450 MB for a moment, and keep them."""
    sys.modules["held"] = b"x" * 450_000_000  # type: ignore[assignment]
    return os.getpid()


def boast(progress: Progress) -> bytes:
    return bytes(100_000_000)


def chatter(progress: Progress) -> None:
    print("on stdout", flush=True)
    print("on stderr", file=sys.stderr, flush=True)
    os.write(1, b"on 1")
    os.write(2, b"on 2")


def modules(progress: Progress) -> list[str]:
    return list(sys.modules)


def process(progress: Progress) -> int:
    return os.getpid()


def wait_for(seconds: float, progress: Progress) -> int:
    time.sleep(seconds)
    return os.getpid()
