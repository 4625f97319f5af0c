"""The strips above and below the page: the last message, and the work that is under way."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from gui.background import Background
from gui.icon_label import IconLabel
from gui.icons import icon
from gui.messages import Kind, Message

PATIENCE = 300
"""Milliseconds of work before the strip appears."""
GOOD_NEWS = 15_000
"""Milliseconds after which a message about something done goes away by itself."""

_ICONS = {Kind.DONE: "passed", Kind.NOTE: "info", Kind.PROBLEM: "warning"}


class MessageStrip(QFrame):
    """Shows the last message until it is closed or another one comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message: Message | None = None
        self._icon = IconLabel(1.2, self)
        self._text = QLabel(self, wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        close = QToolButton(self, autoRaise=True)
        close.setText("×")
        close.setToolTip("关闭这条消息（Esc）")
        close.setAccessibleName("关闭这条消息")
        close.clicked.connect(self.hide)
        self._fade = QTimer(self, interval=GOOD_NEWS, singleShot=True)
        self._fade.timeout.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(close)
        self.hide()

    @Slot(object)
    def show_message(self, message: Message) -> None:
        """Show a message, with a button for each thing to do about it."""
        self.message = message
        self._text.setText(message.text)
        self._icon.show_icon(icon(_ICONS[message.kind]))
        self.update()
        self._offer(message)
        self._fade.start() if message.kind is Kind.DONE else self._fade.stop()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _tint(self.message, self.palette()))
        painter.end()
        super().paintEvent(event)

    def pass_by(self) -> None:
        """Take away good news that was about another report."""
        if self.message is not None and self.message.kind is Kind.DONE and not self.message.offers:
            self.hide()

    def leave_for(self, front: QObject | None) -> None:
        """Take away what was about one report, when another one or the start page comes to the front."""
        if self.message is not None and self.message.about not in {None, front}:
            self.hide()

    @Slot()
    def look_again(self) -> None:
        """Take away what is not true any more, and what is offered for something else than is shown now."""
        if self.message is not None and not self.message.stands():
            self.hide()

    def _do(self, message: Message, action: Callable[[], object]) -> None:
        """Do what was offered, if it may still be done."""
        self.look_again()
        if message is self.message and not self.isHidden():
            action()

    def _offer(self, message: Message) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [QPushButton(offer.label, self) for offer in message.offers]
        for button, offer in zip(self._buttons, message.offers, strict=True):
            button.clicked.connect(lambda _checked=False, action=offer.action: self._do(message, action))
        if message.detail:
            copy = QPushButton("复制详细信息", self)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"{message.text}\n{message.detail}"))
            self._buttons.append(copy)
        for place, button in enumerate(self._buttons, start=2):
            self._row.insertWidget(place, button)


def _tint(message: Message | None, palette: QPalette) -> QColor:
    from core.findings import Severity  # deferred: the colours know all kinds of findings, the start page needs none
    from gui import theme

    return theme.tint(Severity.WARNING if message and message.kind is Kind.PROBLEM else Severity.INFO, palette)


class ProgressStrip(QFrame):
    """Says what is under way, once it takes longer than a moment, and lets the clerk stop it."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._text = QLabel(self, wordWrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # a long name widens no window
        self._bar = QProgressBar(self, minimum=0, maximum=0, textVisible=False)
        self._bar.setFixedWidth(160)
        self.cancel = QPushButton("取消", self)
        self.cancel.clicked.connect(self._on_cancel)
        self._patience = QTimer(self, interval=PATIENCE, singleShot=True)
        self._patience.timeout.connect(self.show)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self.cancel)
        self.hide()
        background.changed.connect(self._refresh)

    @Slot()
    def _refresh(self) -> None:
        self._text.setText(self._background.describe)
        if not self._background.busy:
            self._patience.stop()
            self.hide()
            self.cancel.setEnabled(True)
        elif self.isHidden() and not self._patience.isActive():
            self._patience.start()

    @Slot()
    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self._background.cancel_all()
