"""The settings: three choices, each with its effect at once."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from gui.settings import Colours, Preferences, TextSize

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
        hint = QLabel(_HINT, self, wordWrap=True)
        hint.setMinimumWidth(24 * self.fontMetrics().horizontalAdvance("国"))
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(hint)
        layout.addWidget(buttons)

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
