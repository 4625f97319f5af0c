"""How much room the parts of a page have: as the clerk has divided it, the same from one day to the next."""

from PySide6.QtCore import QByteArray, QObject, QSettings
from PySide6.QtWidgets import QSplitter

_GROUP = "rooms"


class Rooms(QObject):
    """Watches splitters by name; one that was never moved keeps the room that its page gives."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    def attach(self, splitter: QSplitter, name: str) -> None:
        """Divide a splitter as it was divided last, and remember when it is moved."""
        key = f"{_GROUP}/{name}"
        kept = self._settings.value(key)
        if isinstance(kept, QByteArray):
            splitter.restoreState(kept)
        splitter.splitterMoved.connect(lambda *_: self._settings.setValue(key, splitter.saveState()))

    def forget(self) -> None:
        """Let every page give the room as it would by itself, from the next report on."""
        self._settings.remove(_GROUP)
