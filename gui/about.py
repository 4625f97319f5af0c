"""The box that says what this program is, opens the folder with its log, and copies what support asks for."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.diagnostics import collected, short
from gui.headings import heading
from gui.icon_label import IconLabel
from gui.versions import PROGRAM, VERSION, told

_COPIED = "已复制，可以粘贴给维护人员；里面没有年报的内容。"
_NO_FOLDER = "没能打开日志文件夹：{place}"
_WIDTH = 30
"""Of the words, in widths of a character."""


class AboutDialog(QDialog):
    """The program, its version and its terms."""

    def __init__(self, data: Path, parent: QWidget | None = None) -> None:
        """`data` is the folder in which the program keeps its log."""
        super().__init__(parent)
        self._data = data
        self.setWindowTitle(f"关于{PROGRAM}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = heading(f"{PROGRAM} {VERSION}", self)
        self.words = QLabel(_words(), self, wordWrap=True)
        self.words.setMinimumWidth(_WIDTH * self.fontMetrics().horizontalAdvance("国"))
        self.told = QLabel(self, wordWrap=True)
        self.told.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        for label in (self.title, self.words, self.told):
            right.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(IconLabel(3.4, self, QGuiApplication.windowIcon()), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(right, 1)
        buttons = QDialogButtonBox(self)
        self.folder = buttons.addButton("打开日志文件夹(&L)", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy = buttons.addButton("复制诊断信息(&C)", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole).setDefault(True)
        buttons.rejected.connect(self.reject)
        self.folder.clicked.connect(self._open_folder)
        self.copy.clicked.connect(self._copy)
        layout = QVBoxLayout(self)
        layout.setSpacing(18)
        layout.addLayout(top)
        layout.addWidget(buttons)

    @Slot()
    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data))):
            self._tell(_NO_FOLDER.format(place=short(self._data)))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(collected(self._data))
        self._tell(_COPIED)

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        self.adjustSize()


def _words() -> str:
    return (
        "打开、校核、改正并导出政府信息公开工作年度报告。\n\n"
        "所有文件只在这台电脑上处理，程序从不联网。\n原始文件从不改动，改正后的内容写进新的工作簿。\n\n"
        f"按 MIT 许可证发布。　{told('Python', 'Qt')}"
    )
