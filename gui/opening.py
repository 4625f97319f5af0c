"""Opening files, folders and pasted text: in the background, a bad file becomes one row and the rest goes on."""

import datetime
import logging
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.document import Unreadable
from core.files import Item, expand, inside
from core.library import Library, Recent
from gui.background import Background, Cancelled, Progress
from gui.desk import Desk
from gui.dialogs import Failure, ask_many
from gui.document import OpenReport
from gui.messages import Kind, Messages
from gui.services import Services

if TYPE_CHECKING:
    from core.loaded import Loaded

MANY = 50
"""More files than this are opened only after asking."""

_log = logging.getLogger("nianbao")


@dataclass(slots=True)
class _Batch:
    """Files that were asked for together, and what became of them so far."""

    waiting: int
    remember: bool = False
    encoding: str | None = None
    """The encoding that the clerk chose, "" to work it out anew; None when files are opened and not read again."""
    opened: list[OpenReport] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read just now, and whether it had been opened before with other contents."""

    loaded: "tuple[Loaded, ...]"
    changed: bool

    def holds_what_is_in(self, document: OpenReport) -> bool:
        """Whether the file is what it was when an open report was read from it."""
        if not self.loaded:
            return False
        project = self.loaded[0].project
        if project is not None:
            return project.sha256 == document.project_digest
        return self.loaded[0].report.source.sha256 == document.report.source.sha256


class Opening(QObject):
    """Brings reports onto the desk."""

    failed = Signal(object, int)
    """The Failures of a batch, and how many reports it did open."""
    ended = Signal(object)
    """The reports that a batch opened, in order."""

    def __init__(
        self, desk: Desk, services: Services, background: Background, messages: Messages, library: Library, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._services, self._background = desk, services, background
        self._messages, self._library, self._window = messages, library, window

    def open_paths(self, paths: Iterable[Path], *, remember: bool = True) -> None:
        """Open files, and whatever reports are in folders."""
        wanted = list(paths)
        if wanted:
            found = partial(self._found, remember=remember)
            self._background.submit("正在查找文件", partial(self._items, wanted), found, self._search_failed)

    def open_again(self, document: OpenReport, encoding: str) -> None:
        """Read the file of an open report again, in the encoding that the clerk chose; "" works it out anew."""
        source = document.report.source
        if source.path:
            self._open(Item(source.path, source.member), _Batch(1, encoding=encoding), "")

    def open_clipboard(self, page: str, text: str) -> None:
        """Open what was pasted, which came as a page, as plain text or as both."""
        batch, item = _Batch(1), Item(Path("粘贴的文字"))
        self._background.submit(
            "正在识别粘贴的文字",
            lambda progress: _Read(self._services.load_clipboard(page, text, progress), False),
            partial(self._on_read, batch, None),
            partial(self._on_failed, batch, item),
        )

    def _items(self, wanted: Sequence[Path], progress: Progress) -> list[Item]:
        """The files meant, and in place of an archive those in it; on the background thread."""
        files = _files(wanted, progress)
        return [item for file in files for item in inside(file, lambda path: self._services.members(path, progress))]

    def _found(self, items: Sequence[Item], *, remember: bool) -> None:
        if not items:
            self._messages.post(Kind.NOTE, "这个文件夹里没有找到可以打开的年报文件。")
            return
        if len(items) > MANY and not ask_many(self._window, len(items)):
            return
        batch = _Batch(len(items), remember)
        for number, item in enumerate(items, start=1):
            self._open(item, batch, f" {number}/{len(items)}" if len(items) > 1 else "")

    def _open(self, item: Item, batch: _Batch, count: str) -> None:
        self._background.submit(
            f"正在打开{count}：{item.named.name}",
            partial(self._read, item, batch),
            partial(self._on_read, batch, item),
            partial(self._on_failed, batch, item),
        )

    def _search_failed(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self._messages.post(Kind.PROBLEM, "查找文件时出错，没有打开。", detail=_trace(error))

    def _read(self, item: Item, batch: _Batch, progress: Progress) -> _Read:
        """Read a file, and remember it; on the background thread."""
        loaded = self._services.load(item, progress, batch.encoding or None)
        if not loaded or not batch.remember:
            return _Read(loaded, False)
        now = datetime.datetime.now().astimezone()
        if item.member:  # an archive is remembered as a whole
            self._library.remember(Recent(item.path, None, None, "", now))
            return _Read(loaded, False)
        before = self._library.find(item.path)
        header, project = loaded[0].report.header, loaded[0].project
        digest = project.sha256 if project else loaded[0].report.source.sha256
        self._library.remember(Recent(item.path, header.organ, header.year, digest, now))
        return _Read(loaded, before is not None and before.sha256 != digest and project is None)

    def _on_read(self, batch: _Batch, item: Item | None, read: _Read) -> None:
        first = not batch.opened
        try:
            self._put_on_desk(batch, item, read)
            if first and batch.opened:
                self._desk.bring_forward(batch.opened[0])
        finally:  # a fault here is for the last-resort hook; the batch still comes to its end
            self._settle(batch)

    def _put_on_desk(self, batch: _Batch, item: Item | None, read: _Read) -> None:
        already = self._desk.of_file(*item) if item else []
        if already and not self._make_room(batch, already, read):
            return
        if read.changed and item:
            batch.notes.append(f"“{item.named.name}”的内容和上次打开时不一样了，现在显示的是新内容。")
        for loaded in read.loaded:
            document = opened(loaded)
            self._desk.add(document)
            batch.opened.append(document)

    def _make_room(self, batch: _Batch, already: Sequence[OpenReport], read: _Read) -> bool:
        """A file that is open already is not opened twice; an unedited report makes room for newer contents."""
        again = batch.encoding is not None
        if not again and read.holds_what_is_in(already[0]):
            batch.opened.extend(already)
            if any(document.undo_stack.index() for document in already):
                batch.notes.append(f"“{already[0].report.source.name}”已经打开了，显示的是您改过的那一份。")
            return False
        if any(document.unsaved for document in already):
            batch.opened.extend(already)
            batch.notes.append(_kept_as_edited(already[0].report.source.name, again=again))
            return False
        for document in already:
            self._desk.remove(document)
        return True

    def _on_failed(self, batch: _Batch, item: Item, error: BaseException) -> None:
        path = item.path / item.member
        match error:
            case Cancelled():
                batch.cancelled = True
            case Unreadable():
                if error.code == "fault":
                    _log.error("reading %s: %s", path, error.detail)
                batch.failures.append(Failure(path, error.message, error.detail))
            case _:
                _log.error("reading %s", path, exc_info=error)
                batch.failures.append(Failure(path, "读这个文件时程序出了错，没有打开。", _trace(error)))
        self._settle(batch)

    def _any_open(self, about: Sequence[OpenReport]) -> bool:
        """Whether what is said of these reports, or of none, still tells of one that is open."""
        return not about or any(document in self._desk.documents for document in about)

    def _settle(self, batch: _Batch) -> None:
        """Count one answer; after the last one tell how the batch went."""
        batch.waiting -= 1
        if batch.waiting:
            return
        if batch.cancelled:
            batch.notes.append(f"已取消，只打开了 {len(batch.opened)} 份报告。" if batch.opened else "已取消打开。")
        if batch.notes:
            self._messages.post(Kind.NOTE, "".join(batch.notes), stands=partial(self._any_open, tuple(batch.opened)))
        self.ended.emit(batch.opened)
        if batch.failures:
            self.failed.emit(tuple(batch.failures), len(batch.opened))


def opened(loaded: "Loaded") -> OpenReport:
    """What was read, as an open report; out of a project file with its undo history, saved as it is."""
    project = loaded.project
    if project is None:
        return OpenReport(loaded.report)
    document = OpenReport.of_work(project.work, project.work.index)
    document.project, document.project_digest, document.written = project.path, project.sha256, project.path
    return document


def _files(wanted: Sequence[Path], progress: Progress) -> list[Path]:
    """The files meant, each under the one name that the desk knows it by."""
    return list(dict.fromkeys(path.absolute() for path in expand(wanted, progress)))


def _kept_as_edited(name: str, *, again: bool) -> str:
    why = "这里" if again else "在磁盘上已有变化，而这里"
    return f"“{name}”{why}有未保存的修改，所以没有重新读入。要看新内容，请先保存并关闭这份报告。"


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))
