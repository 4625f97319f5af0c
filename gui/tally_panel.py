"""The list behind the status bar: which sums fail, and which could not be checked and why; a click goes there."""

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from core.findings import State
from gui import theme
from gui.document import OpenReport
from gui.tally import Line, lines_of
from gui.wrapping import wrap_lines

_LINE = Qt.ItemDataRole.UserRole
_TALL, _LEAST = 11, 6
"""The heights of the pane, as it opens, and of its list at least, in lines."""
_REASON = 26
"""The width of the reasons, in widths of a character."""
_STATES = {State.FAILED: "不符", State.UNCHECKED: "未核"}


class TallyList(QTreeWidget):
    """The lines themselves; a click, or Enter, goes to the place."""

    chosen = Signal(object, bool)
    """A Line, and whether the keyboard should go there too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(3)
        self.setHeaderLabels(["结果", "勾稽关系", "没有核对的原因"])
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)
        self.header().resizeSection(2, _REASON * self.fontMetrics().horizontalAdvance("国"))
        self.setRootIsDecorated(False)
        wrap_lines(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("不符和未核的勾稽关系")
        self.clicked.connect(lambda index: self._say(index, False))
        self.doubleClicked.connect(lambda index: self._say(index, True))

    def show_lines(self, lines: list[Line]) -> None:
        """Show these lines in place of those before."""
        self.clear()
        self.setColumnHidden(2, not any(line.why for line in lines))
        for line in lines:
            item = QTreeWidgetItem(self, [_STATES[line.state], line.text, line.why])
            item.setIcon(0, theme.state_icon(line.state))
            item.setData(0, _LINE, line)
            for column in (1, 2):
                item.setToolTip(column, item.text(column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._say(self.currentIndex(), True)
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._say(self.currentIndex(), False)

    def _say(self, index: QModelIndex, focus: bool) -> None:
        if index.isValid():
            self.chosen.emit(self.itemFromIndex(index).data(0, _LINE), focus)


class TallyPanel(QWidget):
    """The list with one sentence above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self.summary = QLabel(self, wordWrap=True)
        self.list = TallyList(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.summary)
        layout.addWidget(self.list, 1)
        layout.addStretch()
        self._keep_lines()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_lines()

    def _keep_lines(self) -> None:
        """Let a few lines be seen, however low the pane is made."""
        self.list.setMinimumHeight(_LEAST * self.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:
        """A few lines: the list shall not take the room of the table above it."""
        return QSize(400, _TALL * self.fontMetrics().lineSpacing())

    @Slot(object)
    def show_document(self, document: OpenReport | None) -> None:
        """Show what did not pass in a report, as it is now."""
        lines = lines_of(document.report, document.verdict) if document else []
        self.summary.setText(_summary(document, bool(lines)))
        if lines != self._lines:
            self._lines = lines
            self.list.show_lines(lines)
        self.list.setVisible(bool(lines))


def _summary(document: OpenReport | None, lacking: bool) -> str:
    if document is None or not document.verdict.equations:
        return "没有可以核对合计的表格。"
    if not lacking:
        return f"{len(document.verdict.equations)} 项勾稽关系全部核对过，都相符。"
    unchecked = document.verdict.count(State.UNCHECKED)
    note = "“未核”是没法核对的，不等于通过；把空白格填上（没有发生的填 0）就会自动核对。" if unchecked else ""
    return f"点一行可以转到那一处。{note}"
