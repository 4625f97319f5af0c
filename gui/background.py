"""The one door for slow work: off the window's thread, with exactly two answers on it, done or failed."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

Progress = Callable[[str], None]
Work = Callable[[Progress], Any]


class Cancelled(Exception):
    """The clerk asked for the work to stop; raised out of its progress callback."""


class Task:
    """One piece of work on its way. `title` says in plain words what it is."""

    def __init__(self, title: str, work: Work, done: Callable[[Any], object], failed: Callable[[BaseException], object]) -> None:
        self.title, self.work = title, work
        self.done, self.failed = done, failed
        self.stopped = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; it then fails with Cancelled."""
        self.stopped.set()


class Background(QObject):
    """All work that is under way, in the order it was given; one piece runs at a time, on a thread of its own."""

    changed = Signal()
    """A task was added, began a step or ended."""

    _stepped = Signal(str)
    _answered = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: list[Task] = []
        self._waiting: deque[Task] = deque()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._step = ""
        self._stepped.connect(self._on_step, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._on_answer, Qt.ConnectionType.QueuedConnection)

    def submit(self, title: str, work: Work, done: Callable[[Any], object], failed: Callable[[BaseException], object]) -> Task:
        """Do `work(progress)` soon; then, on the window's thread, either `done(result)` or `failed(error)`, once."""
        task = Task(title, work, done, failed)
        self._tasks.append(task)
        with self._lock:
            self._waiting.append(task)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run_all, name="background", daemon=True)
                self._thread.start()
        self.changed.emit()
        return task

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    @property
    def describe(self) -> str:
        """What is being done now, for the progress strip."""
        if not self._tasks:
            return ""
        return f"{self._tasks[0].title}（{self._step}）" if self._step else self._tasks[0].title

    def cancel_all(self) -> None:
        """Ask everything under way to stop."""
        for task in self._tasks:
            task.cancel()

    def finish(self, seconds: float = 3) -> None:
        """Stop everything and wait a little for the thread to end, before the program does; no answers come any more."""
        self._closed = True
        self.cancel_all()
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _run_all(self) -> None:
        while (task := self._next()) is not None:
            self._run(task)

    def _next(self) -> Task | None:
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._thread = None
            return None

    def _run(self, task: Task) -> None:
        """Do the work; every trouble it has ends here."""

        def progress(step: str) -> None:
            if task.stopped.is_set():
                raise Cancelled
            if step and not self._closed:
                self._stepped.emit(step)

        result, trouble = None, None
        try:
            progress("")
            result = task.work(progress)
        except BaseException as error:  # noqa: BLE001  # some decoders panic with no Exception
            trouble = error
        if not self._closed:
            self._answered.emit(task, result, trouble)

    @Slot(str)
    def _on_step(self, step: str) -> None:
        self._step = step
        self.changed.emit()

    @Slot(object, object, object)
    def _on_answer(self, task: Task, result: object, trouble: BaseException | None) -> None:
        self._tasks.remove(task)
        self._step = ""
        try:
            if trouble is None:
                task.done(result)
            else:
                task.failed(trouble)
        finally:
            self.changed.emit()
