"""A button that takes a suggestion, and says when somebody is about to press it, so that it can be previewed."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QShowEvent
from PySide6.QtWidgets import QPushButton

from gui.icons import beside_words


class OfferButton(QPushButton):
    """Pointed at: the mouse is over it, or Tab has led to it."""

    pointed = Signal(bool)

    def showEvent(self, event: QShowEvent) -> None:
        beside_words(self)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            beside_words(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(self.isEnabled())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(self.isEnabled())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(False)
