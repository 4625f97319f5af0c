"""What the steps of the self-test share: a folder, the samples as the window reads them, and a process for what draws."""

from collections.abc import Callable
from functools import cached_property
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from core.files import Item
from core.progress import silent
from gui.self_test_outcome import Failed, outcome

if TYPE_CHECKING:
    from core.loaded import Loaded
    from gui.services import Services

PATIENCE = 120
"""Seconds after which a process that draws has lost its way: it takes about two, on slow machines ten."""

_SPAWN = get_context("spawn")


class Trial:
    """The samples are read when a step first needs them, by the services of the window."""

    def __init__(self, folder: Path) -> None:
        """`folder` is empty and for this self-test alone."""
        self.folder = folder

    @cached_property
    def services(self) -> "Services":
        """What the window asks of the core."""
        from gui.services import real_services  # deferred, so that Qt missing is the failure of a step

        return real_services()

    @cached_property
    def clean(self) -> "Loaded":
        """The sample without mistakes."""
        from gui.start_page import SAMPLES

        return self.load(SAMPLES[0])

    @cached_property
    def mistaken(self) -> "Loaded":
        """The sample with mistakes."""
        from gui.start_page import SAMPLES

        return self.load(SAMPLES[1])

    def load(self, path: Path) -> "Loaded":
        """The one report of a file, read in the process that reads files; Failed when there are several."""
        loaded = self.services.load(Item(path), silent, None)
        if len(loaded) != 1:
            raise Failed(f"应读出 1 份年报，读出了 {len(loaded)} 份")
        return loaded[0]


def apart(work: Callable[[], object], patience: float = PATIENCE) -> None:
    """Do work that draws in a process of its own with an application, for what is missing there may end the process.

    Raises Failed when the work did not come to a good end within `patience` seconds.
    """
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_answer, args=(theirs, work), name="self-test")
    process.start()
    theirs.close()
    try:
        said = ours.recv() if ours.poll(patience) else f"等了 {patience:g} 秒还没有做完"
    except EOFError:
        process.join(5)
        said = f"画窗口的进程意外退出（退出码 {process.exitcode}）"
    finally:
        process.kill()
        process.join(5)
    if said:
        raise Failed(said)


def _answer(pipe: Connection, work: Callable[[], object]) -> None:
    """Inside that process: the application, which lives until after the one answer, and the work."""
    held: list[object] = []

    def whole() -> None:
        from gui.self_test_drawing import begin

        held.append(begin())
        work()

    pipe.send(outcome(whole))
