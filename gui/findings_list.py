"""The list of findings itself: a click looks at the place, Enter goes there; headings of groups fold."""

from itertools import repeat

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from core.findings import Finding
from gui import theme
from gui.findings_delegate import FindingDelegate
from gui.findings_model import ROW, FindingsModel
from gui.findings_rows import Row


class FindingsList(QListView):
    """Shows a FindingsModel; `looked` and `entered` carry the Finding of a line, `folded` the group of a heading."""

    folded = Signal(str)
    looked = Signal(object)
    entered = Signal(object)

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.praise, self.note = "", ""
        """What to say in place of an empty list: that all is well, or why nothing is seen."""
        self.setModel(model)
        self.setItemDelegate(FindingDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName("问题清单")
        self.clicked.connect(lambda index: self._say(self.looked, index))
        self.doubleClicked.connect(lambda index: self._say(self.entered, index))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold a group when its heading is pressed: the selection stays, so that nothing moves away under the mouse."""
        row: Row | None = self.indexAt(event.position().toPoint()).data(ROW)
        if row is None or row.finding is not None:
            super().mousePressEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.folded.emit(row.group)
            self.show_group(row.group)

    def show_group(self, group: str) -> None:
        """Bring a group into view, as much of it as there is room for below its heading."""
        rows = [index.data(ROW) for index in map(self.model().index, range(self.model().rowCount()), repeat(0))]
        lines = [line for line, row in enumerate(rows) if row.group == group]
        for line in (lines[-1], lines[0]) if lines else ():
            self.scrollTo(self.model().index(line, 0))

    def _enter(self, index: QModelIndex) -> None:
        """Go to the place, or fold the group and stay on its heading."""
        row: Row | None = index.data(ROW) if index.isValid() else None
        if row and row.finding is None:
            line = index.row()
            self.folded.emit(row.group)
            self.setCurrentIndex(self.model().index(line, 0))
            self.show_group(row.group)
        else:
            self._say(self.entered, index)

    def standing(self) -> tuple[Finding, ...]:
        """The findings among the selected lines that were not set aside, from above."""
        rows = [index.data(ROW) for index in sorted(self.selectedIndexes(), key=QModelIndex.row)]
        return tuple(row.finding for row in rows if row.finding and row.reason is None)

    def row(self) -> Row | None:
        """The current line."""
        index = self.currentIndex()
        row: Row | None = index.data(ROW) if index.isValid() else None
        return row if row and row.finding else None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        words = self.praise or self.note
        if self.model().rowCount() == 0 and words:
            painter = QPainter(self.viewport())
            middle = self.viewport().rect().center()
            if self.praise:
                theme.icon("passed").paint(painter, QRect(middle.x() - 24, middle.y() - 64, 48, 48))
            painter.setPen(theme.muted(self.palette()))
            place = self.viewport().rect().adjusted(16, middle.y() - 4, -16, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._say(self.looked, self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _say(self, signal: SignalInstance, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW) if index.isValid() else None
        if row and row.finding:
            signal.emit(row.finding)
