"""The start page: a place to drop files on, what was opened lately, and two reports to try the program with."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.file_list import FileList
from gui.headings import heading, subheading
from gui.icon_label import IconLabel
from gui.icons import ICONS, icon

if TYPE_CHECKING:  # the list comes after the window is painted
    import datetime

    from core.library import Left, Recent

SAMPLES = tuple(ICONS.parent / "samples" / name for name in ("示例-无错误.html", "示例-有错误.html"))
_SAMPLE_WORDS = ("没有错误的年报", "有几处错误的年报")
KEPT = {"": "", "saved": "已保存", "exported": "已导出"}
"""What to say of the work on a file, by its `core.library.Kept`."""
_WIDTH = 72
"""Of the page at most, in widths of a character."""
_NARROW = 42


class DropArea(QFrame):
    """A large area with a dashed border; the whole window accepts drops, this one says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = heading("把年报文件或文件夹拖到这里", self)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = QLabel(
            "Word、WPS、PDF、Excel、网页、文本和 zip 压缩包都可以，一次可拖入多个；"
            "也可以在网页或文档里复制年报，再按 Ctrl+V 粘贴。",
            self,
            wordWrap=True,
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(icon("open"), "打开文件…", self)
        self.button.setMinimumSize(QSize(160, round(self.fontMetrics().height() * 2.2)))
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 34, 24, 30)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(hint)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never be lower than the words need; a layout alone would cut them."""
        super().resizeEvent(event)
        self.setMinimumHeight(self._column.totalHeightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.palette().base())
        painter.setPen(QPen(self.palette().placeholderText().color(), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 10, 10)
        painter.end()
        super().paintEvent(event)


class _QuietButton(QPushButton):
    """Bare words until the keyboard comes to it: a flat button would not show that it has."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setFlat(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.setFlat(False)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setFlat(True)
        super().focusOutEvent(event)


class StartPage(QWidget):
    """The page as a whole."""

    open_asked = Signal()
    file_chosen = Signal(object)
    sample_chosen = Signal(object)
    clear_asked = Signal()
    forget_asked = Signal(object)

    def __init__(self, picture: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = heading("年报校核台", self)
        self.drop_area = DropArea(self)
        self.recent = FileList("最近打开", self, forgettable=True)
        self.samples = FileList("示例", self)
        self._none = QLabel("打开过的年报会列在这里。", self)
        self._clear, self._lists = _QuietButton("清空", self), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._clear.setToolTip("清空最近打开的清单，不会删除文件")
        for path, words in zip(SAMPLES, _SAMPLE_WORDS, strict=True):
            self.samples.add(path, path.stem, words)
        self._none.hide()
        self._clear.hide()
        self._lay_out(picture)
        self.drop_area.button.clicked.connect(self.open_asked)
        self.recent.chosen.connect(self.file_chosen)
        self.samples.chosen.connect(self.sample_chosen)
        self._clear.clicked.connect(self.clear_asked)
        self.recent.forget_asked.connect(self.forget_asked)

    def _order(self) -> None:
        """Let Tab go from the button to the recent files, and from these to the samples."""
        chain = [self.drop_area.button, *self.recent.files, self._clear, *self.samples.files]
        for one, following in pairwise(chain):
            self.setTabOrder(one, following)

    def show_recent(self, files: "Sequence[Recent]") -> None:
        """Show what was opened lately."""
        self.recent.clear()
        for file in files:
            self.recent.add(file.path, _title(file), f"{_when(file.opened)}　{file.path}")
            self.recent.tell(file.path, left_as(file.left, KEPT[file.kept]))
        self.recent.setVisible(bool(files))
        self._clear.setVisible(bool(files))
        self._none.setVisible(not files)
        self._order()

    def _lay_out(self, picture: QIcon) -> None:
        body = QWidget(self)
        body.setMaximumWidth(_WIDTH * self.fontMetrics().horizontalAdvance("国"))
        column = QVBoxLayout(body)
        column.setSpacing(14)
        column.addLayout(_masthead(picture, self.title))
        column.addWidget(self.drop_area)
        column.addLayout(self._lists, 1)
        self._fill_lists()
        page = QWidget(self)
        centred = QHBoxLayout(page)
        centred.addStretch()
        centred.addWidget(body, 100)
        centred.addStretch()
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _fill_lists(self) -> None:
        """Both lists with their headings on one line and their upper edges too, each as tall as what is in it."""
        self._lists.setSpacing(18)
        strut = _QuietButton(self._clear.text(), self)
        for button in (self._clear, strut):
            room = button.sizePolicy()
            room.setRetainSizeWhenHidden(True)
            button.setSizePolicy(room)
        strut.hide()
        sides = (("最近打开", self._clear, (self.recent, self._none), 3), ("拿示例试一试", strut, (self.samples,), 2))
        for title, button, parts, stretch in sides:
            column, top = QVBoxLayout(), QHBoxLayout()
            top.addWidget(subheading(title, self), 1)
            top.addWidget(button)
            column.addLayout(top)
            for part in parts:
                column.addWidget(part, int(isinstance(part, FileList)))
            column.addStretch()
            self._lists.addLayout(column, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both lists side by side they stand below one another."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self.fontMetrics().horizontalAdvance("国")
        self._lists.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


def _masthead(app: QIcon, title: QLabel) -> QHBoxLayout:
    picture = IconLabel(3.4, icon=app)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(title)
    words.addWidget(
        QLabel("打开政府信息公开工作年度报告，核对表格和文字里的数字，改正后导出工作簿。文件不会离开这台电脑。", wordWrap=True)
    )
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addWidget(picture)
    row.addLayout(words, 1)
    return row


def left_as(left: "Left | None", work: str) -> str:
    """How the work on a file stands, in words: what is left to be looked at, the gravest first, and where the work is kept."""
    return "，".join(filter(None, (_counted(left) if left else "", work)))


def _counted(left: "Left") -> str:
    """Nothing is called free of trouble that has warnings or was not checked."""
    if left.errors:
        return f"错误 {left.errors} 处"
    others = ((left.warnings, "处警告"), (left.unchecked, "项未核"), (left.hints, "处提示"))
    rest = [f"有 {count} {what}" for count, what in others if count]
    return f"没有错误，{rest[0]}" if rest else "没有发现问题"


def _title(file: "Recent") -> str:
    if file.organ is None:
        return file.path.name
    return f"{file.organ}　{file.year}年" if file.year else file.organ


def _when(moment: "datetime.datetime") -> str:
    local = moment.astimezone()
    today, day = local.now().date(), local.date()
    if day == today:
        return f"今天 {local:%H:%M}"
    return "昨天" if (today - day).days == 1 else f"{day.year}年{day.month}月{day.day}日"
