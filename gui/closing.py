"""Closing reports and the window: nothing that was changed goes away unasked."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from gui.desk import Desk
from gui.dialogs import Answer, ask_unsaved
from gui.document import OpenReport
from gui.saving import Saving
from gui.telling_apart import name_among


class Closing(QObject):
    """Asks 保存 / 不保存 / 取消 for each report with edits that no file holds."""

    def __init__(self, desk: Desk, saving: Saving, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._saving, self._window = desk, saving, window
        self._given_up: set[OpenReport] = set()

    def close_report(self, document: OpenReport) -> None:
        """Close one report, unless the clerk would rather not."""
        answer = self._ask(document) if document.unsaved else Answer.DISCARD
        if answer is Answer.DISCARD:
            self._desk.remove(document)
        elif answer is Answer.SAVE:
            self._saving.save(document, lambda done: self._remove_saved(document) if done else None)

    @Slot()
    def close_current(self) -> None:
        """Close the report in front."""
        if self._desk.current:
            self.close_report(self._desk.current)

    def may_close(self, again: Callable[[], object]) -> bool:
        """Whether the window may close now; `again` is called when saving, first asked for, has ended well."""
        for document in self._desk.documents:
            if not document.unsaved or document in self._given_up:
                continue
            match self._ask(document):
                case Answer.DISCARD:
                    self._given_up.add(document)
                    continue
                case Answer.SAVE:
                    self._saving.save(document, lambda done: again() if done else self._given_up.clear())
                case Answer.STAY:
                    self._given_up.clear()
            return False
        return True

    def _ask(self, document: OpenReport) -> Answer:
        """Ask about one report, by its name and by its file: two may be named alike, and their files too."""
        return ask_unsaved(
            self._window, name_among(document, self._desk.documents), str(document.project or document.report.source.where)
        )

    def _remove_saved(self, document: OpenReport) -> None:
        """Close a report once it is saved, unless it was edited or closed meanwhile."""
        if document in self._desk.documents and not document.unsaved:
            self._desk.remove(document)
