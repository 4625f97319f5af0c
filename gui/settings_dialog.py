"""The settings: three choices, each with its effect at once."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLayout, QVBoxLayout, QWidget

from gui.settings import Colours, Preferences, TextSize

_HINT_WIDTH = 24  # characters a line
_HINT = "表格和正文还可以单独放大：按住 Ctrl 转动滚轮，或者用“视图”菜单的“放大”。"


class SettingsDialog(QDialog):
    """Shows the choices and passes each new one on."""

    def __init__(self, preferences: Preferences, changed: Callable[[], object], parent: QWidget | None = None) -> None:
        """`changed` is called after every choice, to make it take effect."""
        super().__init__(parent)
        self._preferences, self._changed = preferences, changed
        self.setWindowTitle("设置")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text_size = _choice(TextSize, preferences.text_size)
        self.colours = _choice(Colours, preferences.colours)
        self.reopen = QCheckBox("启动时打开上次没有关闭的报告(&O)", self)
        self.reopen.setChecked(preferences.reopen)
        self._lay_out()
        self.text_size.currentIndexChanged.connect(self._take)
        self.colours.currentIndexChanged.connect(self._take)
        self.reopen.toggled.connect(self._take)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow("界面字号(&F)", self.text_size)
        form.addRow("界面颜色(&C)", self.colours)
        form.addRow(self.reopen)
        buttons = QDialogButtonBox(self)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self._hint = QLabel(_HINT, self, wordWrap=True)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # as large as it must be, with whatever size of words
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(self._hint)
        layout.addWidget(buttons)
        self._fit_hint()

    def changeEvent(self, event: QEvent) -> None:
        """The hint keeps its lines when the words grow."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_hint()

    def _fit_hint(self) -> None:
        self._hint.setFixedWidth(_HINT_WIDTH * self.fontMetrics().horizontalAdvance("国"))

    def _take(self, _state: int | bool) -> None:
        self._preferences.text_size = TextSize(self.text_size.currentData())
        self._preferences.colours = Colours(self.colours.currentData())
        self._preferences.reopen = self.reopen.isChecked()
        self._changed()


def _choice(choices: Iterable[TextSize | Colours], chosen: TextSize | Colours) -> QComboBox:
    box = QComboBox()
    for choice in choices:
        box.addItem(choice.label, choice.value)
    box.setCurrentIndex(box.findData(chosen.value))
    return box
