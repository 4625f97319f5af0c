"""The one door for slow work: off the window's thread, with exactly two answers on it, done or failed."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

Progress = Callable[[str], None]
Work = Callable[[Progress], Any]


class Cancelled(Exception):
    """The clerk asked for the work to stop; raised out of its progress callback."""


class Task(QObject):
    """One piece of work on its way. `title` says in plain words what it is."""

    stepped = Signal(str)
    _answered = Signal(object, object)

    def __init__(self, title: str, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._work = work
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; it then fails with Cancelled."""
        self._stop.set()

    def run(self) -> None:
        """Do the work; called on the other thread, whose every trouble ends here."""
        try:
            self._progress("")
            answer = self._work(self._progress)
        except BaseException as error:  # noqa: BLE001  # some decoders panic with no Exception
            self._answered.emit(None, error)
        else:
            self._answered.emit(answer, None)

    def _progress(self, step: str) -> None:
        if self._stop.is_set():
            raise Cancelled
        if step:
            self.stepped.emit(step)


class _Job(QRunnable):
    """What the thread pool runs for a task."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run()


class _Answers(QObject):
    """Lives on the window's thread and hands the one answer of a task to whoever asked."""

    def __init__(self, task: Task, done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        super().__init__(task)
        self._done, self._failed = done, failed

    @Slot(object, object)
    def answer(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self._done(result)
        else:
            self._failed(error)


class Background(QObject):
    """All work that is under way, in the order it was given; one piece runs at a time."""

    changed = Signal()
    """A task was added, began a step or ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._tasks: list[Task] = []
        self._step = ""

    def submit(self, title: str, work: Work, done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> Task:
        """Do `work(progress)` soon; then, on the window's thread, either `done(result)` or `failed(error)`, once."""
        task = Task(title, work, self)
        answers = _Answers(task, done, failed)
        queued = Qt.ConnectionType.QueuedConnection
        task.stepped.connect(self._on_step, queued)
        task._answered.connect(self._on_answer, queued)
        task._answered.connect(answers.answer, queued)
        self._tasks.append(task)
        self._pool.start(_Job(task))
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

    def finish(self, milliseconds: int = 3000) -> bool:
        """Stop everything and wait for the thread to end, before the program does."""
        self.cancel_all()
        return self._pool.waitForDone(milliseconds)

    @Slot(str)
    def _on_step(self, step: str) -> None:
        self._step = step
        self.changed.emit()

    @Slot(object, object)
    def _on_answer(self, _result: object, _error: BaseException | None) -> None:
        task = self.sender()
        self._tasks = [other for other in self._tasks if other is not task]
        self._step = ""
        task.deleteLater()
        self.changed.emit()
