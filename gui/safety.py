"""What keeps work from being lost, built and connected: the journal, project files, recovery, the watch over the files."""

from PySide6.QtCore import QObject, Slot

from gui.desk import Desk
from gui.frame import Frame
from gui.keeping import Keeping
from gui.messages import Kind, Offer
from gui.opening import Opening
from gui.recent_states import RecentStates
from gui.recovery import Recovery
from gui.saving import Saving
from gui.status import StatusLine
from gui.watching import Watching


class Safety(QObject):
    """Joins them to the window."""

    def __init__(self, desk: Desk, opening: Opening, status: StatusLine, window: Frame) -> None:
        super().__init__(window)
        self._messages, self._status = window.messages, status
        self.keeping = Keeping(desk, window.data, window.messages, self)
        self.saving = Saving(desk, self.keeping, window.background, window.messages, window.library, window)
        self.recovery = Recovery(desk, self.keeping, window.messages, window)
        self.watching = Watching(desk, self.keeping, opening, window.messages, self)
        self.states = RecentStates(desk, self.keeping, window.library, window.recents, window.start_page)
        actions = window.actions_
        actions.save.triggered.connect(self.saving.save_current)
        actions.save_as.triggered.connect(self.saving.save_current_as)
        actions.recover.triggered.connect(self.recovery.ask)
        status.trouble.clicked.connect(self.saving.save_current_as)
        self.keeping.trouble_changed.connect(self._on_trouble)

    def look(self) -> None:
        """Offer, at the start, what was left behind."""
        self.recovery.look()

    def finish(self) -> None:
        """End as it should."""
        self.recovery.finish()
        self.states.finish()
        self.watching.finish()
        self.keeping.finish()

    @Slot(str)
    def _on_trouble(self, text: str) -> None:
        self._status.show_trouble(text)
        if text:
            elsewhere = Offer("另存到别处…", self.saving.save_current_as)
            self._messages.post(Kind.PROBLEM, text, elsewhere, stands=lambda: self.keeping.trouble == text)
