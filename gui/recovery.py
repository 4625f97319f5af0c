"""Offers work back that a crash, a power cut or a hasty “不保存” left behind, and opens it again as it was."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from core.document import located
from core.entries import Lost
from gui.background import Background, Progress
from gui.desk import Desk
from gui.document import OpenReport
from gui.keeping import Keeping, Restored
from gui.messages import Kind, Messages
from gui.recovery_dialog import RecoveryDialog
from gui.watching import State, state_of

_SOURCE = {State.SAME: "没有变化", State.CHANGED: "已有变化", State.GONE: "已不在"}
_LATER = "没有恢复的修改都还留着，可以从“文件”菜单的“找回没有保存的修改”里找回。"


class Recovery(QObject):
    """Asks the journal, shows the list, and brings work back onto the desk."""

    def __init__(self, desk: Desk, keeping: Keeping, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._keeping, self._messages, self._window = desk, keeping, messages, window
        self._looking = Background(self)
        self._asked = False
        self._waiting = 0
        self._notes: list[str] = []
        self._opened: list[OpenReport] = []
        self.dialog: RecoveryDialog | None = None
        keeping.found.connect(self._on_found)
        keeping.restored.connect(self._on_restored)
        keeping.not_restored.connect(self._on_not_restored)

    def look(self) -> None:
        """At the start: offer what a window left behind that did not end as it should."""
        self._asked = False
        self._keeping.look()

    @Slot()
    def ask(self) -> None:
        """From the menu: show all there is, with what the clerk chose not to save."""
        self._asked = True
        self._keeping.look()

    def finish(self) -> None:
        """Stop looking, before the program ends."""
        self._looking.finish(1)

    @Slot(object)
    def _on_found(self, found: Sequence[Lost]) -> None:
        offered = [one for one in found if self._asked or one.about is None or one.about.given_up is None]
        if offered and self.dialog is None:
            show = partial(self._show, offered)
            self._looking.submit("查看原文件", partial(_sources, offered), show, lambda _error: show({}))
        elif not offered and self._asked:
            self._messages.post(Kind.NOTE, "没有可以找回的修改：都已保存，或者已过了保留的日子。")

    def _show(self, offered: Sequence[Lost], sources: Mapping[str, str]) -> None:
        self.dialog = dialog = RecoveryDialog(offered, sources, crashed=not self._asked, parent=self._window)
        dialog.restore_asked.connect(self._restore)
        dialog.discard_asked.connect(self._keeping.forget)
        dialog.rejected.connect(lambda: self._messages.post(Kind.NOTE, _LATER))
        dialog.finished.connect(self._on_closed)
        dialog.open()

    @Slot()
    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    @Slot(object)
    def _restore(self, keys: list[str]) -> None:
        self._waiting += len(keys)
        for key in keys:
            self._keeping.take_back(key)

    @Slot(object)
    def _on_restored(self, restored: Restored) -> None:
        about = restored.entry.about
        document = OpenReport.of_work(restored.work, about.clean if about.clean <= about.steps else -1)
        document.project, document.project_digest, document.exported = about.project, about.project_digest, about.exported
        document.written = about.project or about.exported
        self._make_room(document)
        self._keeping.adopt(document, restored.entry)
        self._desk.add(document)
        self._opened.append(document)
        self._settle()

    @Slot(str)
    def _on_not_restored(self, _key: str) -> None:
        self._notes.append("有一份没有恢复：它已在另一个窗口里恢复了，或者留底记录坏了。")
        self._settle()

    def _make_room(self, document: OpenReport) -> None:
        """The same file opened anew and not edited makes room for the work on it."""
        source = document.report.source
        if source.path:
            for other in self._desk.of_file(source.path, source.member):
                if not other.unsaved and other.report.source.part == source.part:
                    self._desk.remove(other)

    def _settle(self) -> None:
        """After the last answer show the first report, and tell how it went."""
        self._waiting -= 1
        if self._waiting:
            return
        if self._opened:
            self._desk.bring_forward(self._opened[0])
            self._notes.insert(0, f"已恢复 {len(self._opened)} 份报告的修改，请记得保存。")
        unsaved = [document for document in self._opened if document.unsaved]
        self._messages.post(
            Kind.DONE if self._opened else Kind.PROBLEM,
            "".join(dict.fromkeys(self._notes)),
            stands=lambda: not unsaved or any(document.unsaved for document in self._desk.documents if document in unsaved),
        )
        self._opened, self._notes = [], []


def _sources(offered: Sequence[Lost], progress: Progress) -> dict[str, str]:
    """What has become of the files, by the key of the work; on the background thread."""
    told = {}
    for about, key in ((one.about, one.key) for one in offered):
        if about is None or about.source is None:
            continue
        progress(located(about.source, about.member))
        told[key] = _SOURCE[state_of(about.source, "" if about.member else about.sha256)]
    return told
