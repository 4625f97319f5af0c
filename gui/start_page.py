"""The start page: a place to drop files on, what was opened lately, and two reports to try the program with."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.forms import RESOURCES
from core.library import Recent
from gui import theme
from gui.headings import heading, subheading

SAMPLES = (RESOURCES / "samples" / "示例-无错误.html", RESOURCES / "samples" / "示例-有错误.html")
_SAMPLE_WORDS = ("一份没有错误的年报", "一份有几处错误的年报，看看怎么查出来")
_PATH = Qt.ItemDataRole.UserRole + 1
_DETAIL = Qt.ItemDataRole.UserRole + 2
_FADED = Qt.ItemDataRole.UserRole + 3
_WIDTH = 860


class DropArea(QFrame):
    """A large area with a dashed border; the whole window accepts drops, this one says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = heading("把年报文件或文件夹拖到这里", self)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = QLabel(
            "网页、纯文本、CSV、Excel 文件都可以，一次可拖入多个；也可以复制网页上的年报，再按 Ctrl+V 粘贴。", self, wordWrap=True
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(theme.icon("open"), "打开文件…", self)
        self.button.setMinimumSize(QSize(160, round(self.fontMetrics().height() * 2.2)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 34, 24, 30)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(hint)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.base(self.palette()))
        painter.setPen(QPen(theme.line(self.palette()), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 10, 10)
        painter.end()
        super().paintEvent(event)


class FileDelegate(QStyledItemDelegate):
    """Paints a file in two lines: what it is, and where."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        any_option: Any = option
        return QSize(200, 2 * any_option.fontMetrics.height() + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        any_option: Any = option
        palette: QPalette = any_option.palette
        painter.save()
        if any_option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.fillRect(any_option.rect, theme.blend(theme.base(palette), theme.accent(palette), 0.14))
        height = any_option.fontMetrics.height()
        first = QRect(any_option.rect).adjusted(12, 8, -12, 0)
        first.setHeight(height)
        faded = bool(index.data(_FADED))
        _line(painter, any_option.font, first, index.data(), theme.muted(palette) if faded else theme.text(palette))
        _line(painter, any_option.font, first.translated(0, height + 2), index.data(_DETAIL), theme.muted(palette))
        painter.restore()


def _line(painter: QPainter, font: QFont, rect: QRect, text: str, colour: Any) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class FileList(QListWidget):
    """Files to open with one click or Enter."""

    chosen = Signal(object)
    forget_asked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None, *, forgettable: bool = False) -> None:
        super().__init__(parent)
        self._forgettable = forgettable
        self.setAccessibleName(name)
        self.setItemDelegate(FileDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentItem():
            self._choose(self.currentItem())
        elif event.key() == Qt.Key.Key_Delete and self.currentItem() and self._forgettable:
            self.forget_asked.emit(self.currentItem().data(_PATH))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take a file off the list; samples stay."""
        item = self.itemAt(event.pos())
        if item is None or not self._forgettable:
            return
        menu = QMenu(self)
        menu.addAction("从清单中去掉", lambda: self.forget_asked.emit(item.data(_PATH)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def add(self, path: Path, title: str, detail: str) -> None:
        """Add a file."""
        item = QListWidgetItem(title, self)
        item.setData(_PATH, path)
        item.setData(_DETAIL, detail)
        item.setToolTip(str(path))

    def fade(self, missing: Sequence[Path]) -> None:
        """Grey those that are no longer there, and say so."""
        for item in (self.item(row) for row in range(self.count())):
            if item.data(_PATH) in missing and not item.data(_FADED):
                item.setData(_FADED, True)
                item.setText(f"{item.text()}（文件已不在）")

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_PATH))


class StartPage(QWidget):
    """The page as a whole."""

    open_asked = Signal()
    file_chosen = Signal(object)
    sample_chosen = Signal(object)
    clear_asked = Signal()
    forget_asked = Signal(object)

    def __init__(self, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop_area = DropArea(self)
        self.recent = FileList("最近打开", self, forgettable=True)
        self.samples = FileList("示例", self)
        self._none = QLabel("打开过的年报会列在这里。", self)
        self._clear = QPushButton("清空", self, flat=True)
        self._clear.setToolTip("清空最近打开的清单，不会删除文件")
        for path, words in zip(SAMPLES, _SAMPLE_WORDS, strict=True):
            self.samples.add(path, path.stem, words)
        self._lay_out(icon)
        self.drop_area.button.clicked.connect(self.open_asked)
        self.recent.chosen.connect(self.file_chosen)
        self.samples.chosen.connect(self.sample_chosen)
        self._clear.clicked.connect(self.clear_asked)
        self.recent.forget_asked.connect(self.forget_asked)

    def show_recent(self, files: Sequence[Recent]) -> None:
        """Show what was opened lately."""
        self.recent.clear()
        for file in files:
            self.recent.add(file.path, _title(file), f"{_when(file.opened)}　{file.path}")
        self.recent.setVisible(bool(files))
        self._clear.setVisible(bool(files))
        self._none.setVisible(not files)

    def _lay_out(self, icon: QIcon) -> None:
        body = QWidget(self)
        body.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(body)
        column.setSpacing(14)
        column.addLayout(_masthead(icon))
        column.addWidget(self.drop_area)
        columns = QHBoxLayout()
        columns.setSpacing(18)
        columns.addLayout(self._files("最近打开", self.recent, self._none, self._clear), 3)
        columns.addLayout(self._files("拿示例试一试", self.samples), 2)
        column.addLayout(columns, 1)
        outer = QHBoxLayout(self)
        outer.addStretch()
        outer.addWidget(body, 100)
        outer.addStretch()

    def _files(self, title: str, files: FileList, *more: QWidget) -> QVBoxLayout:
        top = QHBoxLayout()
        top.addWidget(subheading(title, self), 1)
        column = QVBoxLayout()
        column.addLayout(top)
        column.addWidget(files, 1)
        for widget in more:
            if isinstance(widget, QPushButton):
                top.addWidget(widget)
            else:
                column.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
        return column


def _masthead(icon: QIcon) -> QHBoxLayout:
    picture = QLabel()
    picture.setPixmap(icon.pixmap(QSize(52, 52)))
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(heading("年报校核台"))
    words.addWidget(
        QLabel("打开政府信息公开工作年度报告，核对表格和文字里的数字，改正后导出工作簿。文件不会离开这台电脑。", wordWrap=True)
    )
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addWidget(picture)
    row.addLayout(words, 1)
    return row


def _title(file: Recent) -> str:
    if file.organ is None:
        return file.path.name
    return f"{file.organ}　{file.year}年" if file.year else file.organ


def _when(moment: datetime.datetime) -> str:
    today, day = datetime.date.today(), moment.astimezone().date()
    if day == today:
        return f"今天 {moment.astimezone():%H:%M}"
    return "昨天" if (today - day).days == 1 else f"{day.year}年{day.month}月{day.day}日"
