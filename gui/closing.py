"""Closing reports and the window: nothing that was changed goes away unasked."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from gui.desk import Desk
from gui.dialogs import Answer, ask_unsaved
from gui.document import OpenReport
from gui.exporting import Exporting


class Closing(QObject):
    """Asks 导出 / 不保存 / 取消 for each report with edits that no workbook holds."""

    def __init__(self, desk: Desk, exporting: Exporting, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._exporting, self._window = desk, exporting, window
        self._given_up: set[OpenReport] = set()

    def close_report(self, document: OpenReport) -> None:
        """Close one report, unless the clerk would rather not."""
        answer = ask_unsaved(self._window, document.title) if document.unsaved else Answer.DISCARD
        if answer is Answer.DISCARD:
            self._desk.remove(document)
        elif answer is Answer.EXPORT:
            self._exporting.export([document], lambda done: self._desk.remove(document) if done else None)

    @Slot()
    def close_current(self) -> None:
        """Close the report in front."""
        if self._desk.current:
            self.close_report(self._desk.current)

    def may_close(self, again: Callable[[], object]) -> bool:
        """Whether the window may close now; `again` is called when an export first asked for has ended well."""
        for document in self._desk.documents:
            if not document.unsaved or document in self._given_up:
                continue
            match ask_unsaved(self._window, document.title):
                case Answer.DISCARD:
                    self._given_up.add(document)
                    continue
                case Answer.EXPORT:
                    self._exporting.export([document], lambda done: again() if done else self._given_up.clear())
                case Answer.STAY:
                    self._given_up.clear()
            return False
        return True
