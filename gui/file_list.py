"""Files to open with one click: a column of buttons of two lines each, what the file is and where."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QScrollArea, QVBoxLayout, QWidget

_PAD = 12


class FileButton(QAbstractButton):
    """One file. A click or Enter opens it; Delete takes it off a list that forgets."""

    forget_asked = Signal(object)

    def __init__(self, path: Path, title: str, detail: str, *, forgettable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path, self.detail, self.faded = path, detail, False
        self._forgettable = forgettable
        self.setText(title)
        self.setToolTip(str(path))
        self.setAccessibleDescription(detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(200, 2 * self.fontMetrics().height() + 18)

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
        height = self.fontMetrics().height()
        line = QRect(_PAD, 8, self.width() - 2 * _PAD, height)
        muted = self.palette().placeholderText().color()
        painter.setPen(muted if self.faded else self.palette().text().color())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._fitted(self.text(), line.width()))
        painter.setPen(muted)
        painter.drawText(line.translated(0, height + 2), Qt.AlignmentFlag.AlignVCenter, self._fitted(self.detail, line.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Down | Qt.Key.Key_Up as key:
                self.focusNextPrevChild(key == Qt.Key.Key_Down)
            case Qt.Key.Key_Delete if self._forgettable:
                self.forget_asked.emit(self.path)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._forgettable:
            return
        menu = QMenu(self)
        menu.addAction("从清单中去掉", lambda: self.forget_asked.emit(self.path))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

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

    def clear(self) -> None:
        """Take all files away."""
        for button in self.files:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.files = []

    def add(self, path: Path, title: str, detail: str) -> None:
        """Add a file at the end."""
        button = FileButton(path, title, detail, forgettable=self._forgettable, parent=self.widget())
        button.clicked.connect(lambda: self.chosen.emit(path))
        button.forget_asked.connect(self.forget_asked)
        self._column.insertWidget(len(self.files), button)
        self.files.append(button)

    @Slot(object)
    def fade(self, missing: Collection[Path]) -> None:
        """Grey those that are no longer there."""
        for button in self.files:
            if button.path in missing:
                button.fade()
