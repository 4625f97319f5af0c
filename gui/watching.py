"""Whether the files of the open reports are still what they were, and whether another window has them open too."""

import enum
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from core.readers import MOST_BYTES
from gui.background import Background, Progress
from gui.desk import Desk
from gui.document import OpenReport
from gui.keeping import Keeping
from gui.messages import Kind, Messages, Offer
from gui.opening import Opening


class State(enum.Enum):
    """What has become of a file since it was read."""

    SAME = enum.auto()
    CHANGED = enum.auto()
    GONE = enum.auto()


Stamp = tuple[int, int]
"""When a file was written last, in nanoseconds, and its size: what can be asked without reading it."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One file: its digest when it was read ("" where only its stamp tells), and its stamp when it was looked at last."""

    path: Path
    sha256: str
    stamp: Stamp | None = None
    state: State = State.SAME


class Watching(QObject):
    """Looks when the window comes to the front; the clerk is told once of each change."""

    def __init__(self, desk: Desk, keeping: Keeping, opening: Opening, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._keeping, self._opening, self._messages = desk, keeping, opening, messages
        self._looking = Background(self)
        self._seen: dict[OpenReport, Watched] = {}
        self._shared: set[tuple[str, str]] = set()
        desk.closed.connect(lambda document: self._seen.pop(document, None))
        keeping.shared.connect(self._on_shared)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    @Slot()
    def look(self) -> None:
        """Look at the files of all open reports, and ask for other windows."""
        self._keeping.ask_others()
        watched = {one: self._watched(one) for one in self._desk.documents if one.path is not None}
        if watched and not self._looking.busy:
            self._looking.submit(
                "查看原文件", partial(_look_at_all, list(watched.values())), partial(self._on_looked, watched), _ignore
            )

    def finish(self) -> None:
        """Stop looking, before the program ends."""
        self._looking.finish(1)

    def _watched(self, document: OpenReport) -> Watched:
        source = document.report.source
        return self._seen.get(document) or Watched(source.path or Path(), "" if source.member else source.sha256)

    def _on_looked(self, watched: dict[OpenReport, Watched], now: Sequence[Watched]) -> None:
        for (document, before), after in zip(watched.items(), now, strict=True):
            if document in self._desk.documents:
                first = document not in self._seen
                self._seen[document] = after
                self._tell(document, before, after, first=first)

    def _tell(self, document: OpenReport, before: Watched, after: Watched, *, first: bool) -> None:
        """Say what has become of a file; that the source of a project is not on this machine is no news."""
        foreign = first and after.state is State.GONE and document.project is not None
        if after.state is State.SAME or foreign or (after.state is before.state and after.stamp == before.stamp):
            return
        name = after.path.name
        if after.state is State.GONE:
            self._messages.post(Kind.NOTE, f"原文件“{name}”已被移动、改名或删除。这里的内容和修改都还在，保存和导出不受影响。")
            return
        again = Offer("重新读入", partial(self._opening.open_paths, [after.path]))
        text = f"原文件“{name}”在磁盘上已有变化。这里仍是打开时的内容和您的修改，原文件不会被改动。"
        offers = () if document.unsaved else (again,)
        self._messages.post(
            Kind.NOTE,
            text,
            *offers,
            stands=lambda: document in self._desk.documents and not (offers and document.unsaved),
        )

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    @Slot(object)
    def _on_shared(self, shared: frozenset[tuple[str, str]]) -> None:
        new = shared - self._shared
        self._shared = set(shared)
        names = sorted({Path(file).name for file, _session in new})
        if names:
            listed = "、".join(f"“{name}”" for name in names[:3]) + (f"等 {len(names)} 个文件" if len(names) > 3 else "")
            self._messages.post(Kind.NOTE, f"{listed}在另一个年报校核台窗口里也开着。两边的修改不会合并，请只在一个窗口里改。")


def state_of(path: Path, sha256: str) -> State:
    """What has become of a file since it had this digest; "" asks only whether it is there."""
    return _look_at(Watched(path, sha256)).state


def _look_at_all(watched: Sequence[Watched], progress: Progress) -> list[Watched]:
    seen = []
    for one in watched:
        progress(one.path.name)
        seen.append(_look_at(one))
    return seen


def _look_at(watched: Watched) -> Watched:
    """Look at one file; it is read only when its stamp is new. What cannot be looked at now is taken for unchanged."""
    try:
        status = watched.path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        if stamp == watched.stamp:
            return watched
        same = _same(watched, stamp)
    except FileNotFoundError:
        return Watched(watched.path, watched.sha256, None, State.GONE)
    except (OSError, ValueError):
        return watched
    return Watched(watched.path, watched.sha256, stamp, State.SAME if same else State.CHANGED)


def _same(watched: Watched, stamp: Stamp) -> bool:
    if not watched.sha256:
        return watched.stamp is None
    if stamp[1] > MOST_BYTES:
        return False
    return hashlib.sha256(watched.path.read_bytes()).hexdigest() == watched.sha256


def _ignore(_error: BaseException) -> None:
    """Files that cannot be looked at now are looked at next time."""
