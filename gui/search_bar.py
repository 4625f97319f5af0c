"""The slim bar for 查找 and 定位: what to look for, how many there are, the next and the one before."""

import enum

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget


class Mode(enum.Enum):
    """What the bar is open for; the value names it for the clerk."""

    FIND = "查找"
    LOCATE = "定位"


_LEAST, _MOST = 7, 24
"""The width of the field, in characters."""
_HINTS = {
    Mode.FIND: "在文字和所有表格里查找：词语、行名、列名或数字",
    Mode.LOCATE: "表三 第3行 第2列；表三 予以公开 自然人；第五部分；问题 5",
}


class SearchBar(QFrame):
    """Asks; whoever listens answers with `show_count` or `show_note`."""

    wanted = Signal(str)
    """Other words to look for, or the same with another choice of whole figures."""
    stepped = Signal(int)
    """Go on (1) or back (-1)."""
    located = Signal(str)
    """Go to the place that these words name."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = Mode.FIND
        self._name, self._count = QLabel(self), QLabel(self, wordWrap=True)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.field = QLineEdit(self, clearButtonEnabled=True)
        self.field.setMinimumWidth(_LEAST * self.fontMetrics().horizontalAdvance("国"))
        self.field.setMaximumWidth(_MOST * self.fontMetrics().horizontalAdvance("国"))
        self.field.setAccessibleName(Mode.FIND.value)
        self.field.textChanged.connect(self._on_text)
        self.field.installEventFilter(self)
        self.whole = QCheckBox("只找完整的数", self)
        self.whole.setToolTip("查找 5 时，不找 15、50 这样包含 5 的数")
        self.whole.toggled.connect(lambda: self._on_text(self.text))
        self.previous = self._button("上一处", "Shift+回车")
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next = self._button("下一处", "回车")
        self.next.clicked.connect(self._on_enter)
        self.close_button = self._button("×", "Esc")
        self.close_button.setAccessibleName("关闭查找栏")
        self.close_button.clicked.connect(self.dismiss)
        self._lay_out()
        self.hide()

    def _button(self, text: str, keys: str) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setText(text)
        button.setToolTip(f"{text if len(text) > 1 else '关闭'}（{keys}）")
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.addWidget(self._name)
        row.addWidget(self.field, 2)
        for part in (self.whole, self.previous, self.next):
            row.addWidget(part)
        row.addWidget(self._count, 1)
        row.addWidget(self.close_button)

    @property
    def text(self) -> str:
        return self.field.text()

    def open_for(self, mode: Mode, text: str = "") -> None:
        """Open the bar with the cursor in the field; `text` is what to look for at once."""
        changed = mode is not self.mode
        self.mode = mode
        self._name.setText(mode.value)
        self.field.setAccessibleName(mode.value)
        self.field.setAccessibleDescription(_HINTS[mode])
        self.field.setPlaceholderText(_HINTS[mode])
        self.field.setAccessibleName(mode.value)
        for part in (self.whole, self.previous):
            part.setVisible(mode is Mode.FIND)
        self.next.setText("下一处" if mode is Mode.FIND else "转到")
        if text or changed:
            self.field.setText(text)
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._on_text(self.text)

    @Slot()
    def dismiss(self) -> None:
        """Close the bar."""
        self.hide()
        self.closed.emit()

    def show_count(self, number: int, count: int) -> None:
        """Say which of how many places is shown, counted from 1; 0 for none yet."""
        found = f"第 {number} 处，共 {count} 处" if number else f"共 {count} 处"
        self.show_note(found if count else "没有找到")
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)

    def show_note(self, text: str) -> None:
        """Say something beside the field."""
        self._count.setText(text)
        self._count.setAccessibleName(text)

    @property
    def note(self) -> str:
        return self._count.text()

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.show_note("")
        for button in (self.previous, self.next):
            button.setEnabled(bool(text.strip()))
        if self.mode is Mode.FIND and not self.isHidden():
            self.wanted.emit(text)

    @Slot()
    def _on_enter(self) -> None:
        if self.mode is Mode.LOCATE:
            self.located.emit(self.text)
        else:
            self.stepped.emit(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc in the field."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and self.mode is Mode.FIND
            self.stepped.emit(-1) if back else self._on_enter()
        else:
            return super().eventFilter(watched, event)
        return True
