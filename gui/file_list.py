"""Files to open with one click: a column of buttons of two lines each, what the file is, how it stands, and where."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

_PAD = 12
_ROOM = 18
"""Around the two lines of a file."""
_LEAST = 2
"""So many files are always to be seen."""
_FORGET = "从清单中去掉"


class FileButton(QAbstractButton):
    """One file. A click or Enter opens it; Delete takes it off a list that forgets."""

    forget_asked = Signal(object)

    def __init__(self, path: Path, title: str, detail: str, *, forgettable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path, self.detail, self.state, self.faded = path, detail, "", False
        self._forget = self._cross(title) if forgettable else None
        self.setText(title)
        self.setToolTip(str(path))
        self.setAccessibleDescription(detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # too long a line ends in “…” within the list

    def _cross(self, title: str) -> QToolButton:
        cross = QToolButton(self, autoRaise=True)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.setText("×")
        cross.setToolTip(f"{_FORGET}，不会删除文件（Delete）")
        cross.setAccessibleName(f"{_FORGET}：{title}")
        cross.clicked.connect(lambda: self.forget_asked.emit(self.path))
        return cross

    def sizeHint(self) -> QSize:
        return QSize(200, 2 * self.fontMetrics().height() + _ROOM)

    def tell(self, state: str) -> None:
        """Show how the work on the file stands; "" for nothing to say."""
        self.state = state
        self.setAccessibleDescription("，".join(filter(None, (state, self.detail))))
        self.update()

    def fade(self) -> None:
        """Grey it, and say that the file is no longer there."""
        if not self.faded:
            self.faded = True
            self.setText(f"{self.text()}（文件已不在）")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            shade = QColor(self.palette().highlight().color())
            shade.setAlpha(40)
            painter.fillRect(self.rect(), shade)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        self._write(painter)

    def _write(self, painter: QPainter) -> None:
        """The title with the state at the right, and the detail below."""
        metrics = self.fontMetrics()
        centre = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextDontClip.value  # letters of another font may be taller
        right = self._forget.geometry().left() if self._forget else self.width() - _PAD
        line = QRect(_PAD, 8, right - _PAD, metrics.height())
        muted = self.palette().placeholderText().color()
        state = self.state_within(line.width())
        taken = metrics.horizontalAdvance(state) + _PAD if state else 0
        painter.setPen(muted if self.faded else self.palette().text().color())
        painter.drawText(line, centre, self._fitted(self.text(), line.width() - taken))
        painter.drawText(line.adjusted(0, 0, -4, 0), centre | Qt.AlignmentFlag.AlignRight.value, state)
        painter.setPen(muted)
        below = line.translated(0, metrics.height() + 2)
        painter.drawText(below, centre, self._fitted(self.detail, below.width() - 4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._forget is not None:
            side = min(self.height() - 8, round(self.fontMetrics().height() * 1.6))
            self._forget.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                self.focusNextPrevChild(key == Qt.Key.Key_Down)
            case Qt.Key.Key_Delete if self._forget is not None:
                self.forget_asked.emit(self.path)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._forget is None:
            return
        menu = QMenu(self)
        menu.addAction(_FORGET, lambda: self.forget_asked.emit(self.path))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def state_within(self, width: int) -> str:
        """The state as far as the title leaves it room, which has more than half of the line if it needs it."""
        metrics = self.fontMetrics()
        room = max(width * 2 // 5, width - metrics.horizontalAdvance(self.text()) - 2 * _PAD)
        return metrics.elidedText(self.state, Qt.TextElideMode.ElideRight, room)

    def _fitted(self, text: str, width: int) -> str:
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, width)


class FileList(QScrollArea):
    """The column as a whole."""

    chosen = Signal(object)
    forget_asked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None, *, forgettable: bool = False) -> None:
        super().__init__(parent)
        self._forgettable = forgettable
        self.files: list[FileButton] = []
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(self)
        body.setBackgroundRole(self.palette().ColorRole.Base)
        body.setAutoFillBackground(True)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch()
        self.setWidget(body)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Be no taller than the files are, and never so low that only one of several is seen."""
        each, frame = 2 * self.fontMetrics().height() + _ROOM, 2 * self.frameWidth()
        self.setMinimumHeight(min(_LEAST, max(1, len(self.files))) * each + frame)
        self.setMaximumHeight(max(1, len(self.files)) * each + frame)

    def clear(self) -> None:
        """Take all files away."""
        for button in self.files:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.files = []
        self._fit()

    def add(self, path: Path, title: str, detail: str) -> None:
        """Add a file at the end."""
        button = FileButton(path, title, detail, forgettable=self._forgettable, parent=self.widget())
        button.clicked.connect(lambda: self.chosen.emit(path))
        button.forget_asked.connect(self.forget_asked)
        self._column.insertWidget(len(self.files), button)
        self.files.append(button)
        self._fit()

    def tell(self, path: Path, state: str) -> None:
        """Show how the work on a file stands, if the file is listed."""
        for button in self.files:
            if button.path == path:
                button.tell(state)

    @Slot(object)
    def fade(self, missing: Collection[Path]) -> None:
        """Grey those that are no longer there."""
        for button in self.files:
            if button.path in missing:
                button.fade()
