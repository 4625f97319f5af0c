"""The list of work that was left behind, to take back, to leave for later or to throw away."""

import datetime
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.entries import KEPT_DAYS, About, Lost

_CRASHED = "上次程序没有正常结束，下面这些报告有没保存的修改，但都已留底。要恢复吗？"
_ASKED = f"下面这些报告有没保存的修改，都还留着底。选择“不保存”而关闭的，留 {KEPT_DAYS} 天。"
_HEADINGS = ("报告", "最后修改", "共改过", "原文件", "文件")


class RecoveryDialog(QDialog):
    """Shows what there is; says what the clerk wants done with the rows that are ticked."""

    restore_asked = Signal(object)
    """The keys of the work to take back."""
    discard_asked = Signal(object)
    """The keys of the work to throw away."""

    def __init__(self, lost: Sequence[Lost], sources: Mapping[str, str], *, crashed: bool, parent: QWidget | None = None) -> None:
        """`sources` says by key what has become of the file that a report was read from."""
        super().__init__(parent)
        self.setWindowTitle("恢复没有保存的修改")
        self.list = QTreeWidget(self, columnCount=len(_HEADINGS))
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName("没有保存的修改")
        self.list.setHeaderLabels(list(_HEADINGS))
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(len(_HEADINGS) - 1, QHeaderView.ResizeMode.Stretch)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for one in lost:
            self._add(one, sources.get(one.key, ""))
        self.buttons = QDialogButtonBox(self)
        self.restore = self.buttons.addButton("恢复", QDialogButtonBox.ButtonRole.AcceptRole)
        self.later = self.buttons.addButton("以后再说", QDialogButtonBox.ButtonRole.RejectRole)
        self.discard = self.buttons.addButton("丢弃…", QDialogButtonBox.ButtonRole.DestructiveRole)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(_CRASHED if crashed else _ASKED, self, wordWrap=True))
        layout.addWidget(self.list)
        layout.addWidget(QLabel("恢复的是勾选的各项：报告、全部修改和撤销记录都回到最后那一刻。", self, wordWrap=True))
        layout.addWidget(self.buttons)
        self._connect()
        self.resize(_wide(self), 230 + 28 * min(10, len(lost)))

    @property
    def ticked(self) -> list[str]:
        """The keys of the rows that are ticked."""
        return [_key(item) for item in self._items() if item.checkState(0) is Qt.CheckState.Checked]

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _connect(self) -> None:
        self.restore.setDefault(True)
        self.buttons.accepted.connect(self._on_restore)
        self.buttons.rejected.connect(self.reject)
        self.discard.clicked.connect(self._on_discard)
        self.list.itemChanged.connect(self._refresh)
        self._refresh()

    def _add(self, one: Lost, source: str) -> None:
        item = QTreeWidgetItem(self.list, _row(one.about, source))
        item.setData(0, Qt.ItemDataRole.UserRole, one.key)
        item.setCheckState(0, Qt.CheckState.Checked if one.about else Qt.CheckState.Unchecked)
        item.setToolTip(len(_HEADINGS) - 1, str(one.about.source or "") if one.about else "")

    @Slot()
    def _refresh(self) -> None:
        for button in (self.restore, self.discard):
            button.setEnabled(bool(self.ticked))

    @Slot()
    def _on_restore(self) -> None:
        self.restore_asked.emit(self.ticked)
        self.accept()

    @Slot()
    def _on_discard(self) -> None:
        keys = self.ticked
        if not ask_discard(self, len(keys)):
            return
        self.discard_asked.emit(keys)
        for item in self._items():
            if _key(item) in keys:
                self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))
        self._refresh()
        if not self.list.topLevelItemCount():
            self.accept()


def _key(item: QTreeWidgetItem) -> str:
    return str(item.data(0, Qt.ItemDataRole.UserRole))


def ask_discard(parent: QWidget, count: int) -> bool:
    """Ask before work is thrown away for good."""
    box = QMessageBox(QMessageBox.Icon.Warning, "年报校核台", f"要丢弃这 {count} 份报告的修改吗？", parent=parent)
    box.setInformativeText("丢弃后就找不回来了。原文件不受影响。")
    discard = box.addButton("丢弃", QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    chosen = box.clickedButton() is discard
    box.deleteLater()
    return chosen


def when(moment: datetime.datetime) -> str:
    """A moment as the clerk says it, to the second."""
    local = moment.astimezone()
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M:%S}"


def _row(about: About | None, source: str) -> list[str]:
    if about is None:
        return ["（留底记录坏了，不能恢复）", "", "", "", ""]
    return [about.title, when(about.changed), f"{about.index} 处", source, about.name]


def _wide(dialog: QDialog) -> int:
    """Room for all columns, within the screen."""
    return min(max(820, dialog.fontMetrics().averageCharWidth() * 120), dialog.screen().availableSize().width() - 80)
