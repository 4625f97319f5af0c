"""The questions the program asks: why a finding is set aside, what to do with unsaved work, which files would not open."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.entries import KEPT_DAYS
from core.findings import Finding
from gui.wrapping import wrap_lines

_NAMED = 3


class AsideDialog(QDialog):
    """Asks for the reason; without one a finding cannot be set aside."""

    def __init__(self, findings: Sequence[Finding], reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("搁置这处问题" if len(findings) == 1 else f"搁置 {len(findings)} 处问题")
        self._reasons = QListWidget(self)
        self._reasons.addItems(reasons)
        self._reasons.setAccessibleName("常用的理由")
        self._reasons.setFixedHeight(len(reasons) * (self.fontMetrics().height() + 4) + 6)
        self.reason_edit = QLineEdit(self, placeholderText="请选一条，或在这里写明理由", maxLength=200)
        self.reason_edit.setAccessibleName("搁置的理由")
        self.buttons = QDialogButtonBox(self)
        self.accept_button = self.buttons.addButton("搁置", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(_about(findings), self, wordWrap=True))
        layout.addWidget(QLabel("为什么搁置？理由会写进导出的工作簿。相关数字一改动，这处问题会重新出现。", self, wordWrap=True))
        layout.addWidget(self._reasons)
        layout.addWidget(self.reason_edit)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(30 * self.fontMetrics().averageCharWidth() + 220)
        self._connect()

    @property
    def reason(self) -> str:
        return self.reason_edit.text().strip()

    def _connect(self) -> None:
        self._reasons.currentTextChanged.connect(self.reason_edit.setText)
        self.reason_edit.installEventFilter(self)
        self._reasons.itemDoubleClicked.connect(self.accept)
        self.reason_edit.textChanged.connect(self._refresh)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.reason_edit.setFocus()
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, Down goes to the reasons above it: the first of them is taken until another is."""
        down = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        if not down or watched is not self.reason_edit:
            return super().eventFilter(watched, event)
        self._reasons.setFocus()
        self._reasons.setCurrentRow(max(0, self._reasons.currentRow()))
        return True

    @Slot()
    def _refresh(self) -> None:
        self.accept_button.setEnabled(bool(self.reason))


def _about(findings: Sequence[Finding]) -> str:
    """The sentence, or the first ones of several."""
    more = [f"……共 {len(findings)} 处，用同一条理由搁置。"] if len(findings) > 1 else []
    return "\n".join([*(found.message for found in findings[:_NAMED]), *more])


class Answer(enum.Enum):
    """What to do with a report that has edits no file holds."""

    SAVE = enum.auto()
    DISCARD = enum.auto()
    STAY = enum.auto()


def ask_unsaved(parent: QWidget, title: str, where: str = "") -> Answer:
    """Ask before a changed report is closed; `where` is the path of its file, "" for what was pasted."""
    box = QMessageBox(QMessageBox.Icon.Question, "年报校核台", f"“{title}”改过之后还没有保存。", parent=parent)
    file = f"文件：{where}\n" if where else ""
    box.setInformativeText(f"{file}要保存吗？选“不保存”的修改，{KEPT_DAYS} 天内还可以从“文件”菜单的“找回没有保存的修改”里找回。")
    save = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    if chosen is save:
        return Answer.SAVE
    return Answer.DISCARD if chosen is discard else Answer.STAY


def ask_many(parent: QWidget, count: int) -> bool:
    """Ask before a very large number of files is opened."""
    box = QMessageBox(QMessageBox.Icon.Question, "年报校核台", f"一共找到 {count} 个文件，要全部打开吗？", parent=parent)
    every = box.addButton("全部打开", QMessageBox.ButtonRole.AcceptRole)
    box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    chosen = box.clickedButton() is every
    box.deleteLater()
    return chosen


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be opened, why, and the detail for whoever mends the program."""

    path: Path
    reason: str
    detail: str = ""


class FailuresDialog(QDialog):
    """Lists the files that could not be opened, one row each."""

    def __init__(self, failures: Sequence[Failure], opened: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("打不开的文件")
        self._failures = failures
        good = f"其他 {opened} 份报告已经打开。" if opened else ""
        self.list = QTreeWidget(self, columnCount=2)
        self.list.setAccessibleName("打不开的文件")
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels(["文件", "原因"])
        self.list.header().resizeSection(0, 18 * self.fontMetrics().horizontalAdvance("国"))
        wrap_lines(self.list)
        for failure in failures:
            item = QTreeWidgetItem(self.list, [failure.path.name, failure.reason])
            item.setToolTip(0, str(failure.path))
            item.setToolTip(1, failure.reason)
        copy = QPushButton("复制详细信息", self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        buttons = QDialogButtonBox(self)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole).setDefault(True)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(f"有 {len(failures)} 个文件打不开。{good}", self, wordWrap=True))
        layout.addWidget(self.list)
        layout.addWidget(buttons)
        copy.setAutoDefault(False)
        self.resize(720, 150 + 26 * min(12, len(failures)))

    def text(self) -> str:
        """The whole list, to pass on."""
        return "\n".join(f"{failure.path}：{failure.reason} {failure.detail}".rstrip() for failure in self._failures)
