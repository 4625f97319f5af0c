"""The preview of linked corrections: each sentence before and after, with a box to leave it as it is."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.findings import Severity
from core.linked import Link
from gui import theme

_PARTS = "一二三四五六"


def before_and_after(link: Link, old: QColor, new: QColor) -> tuple[str, str]:
    """A sentence as it is and as it will be, as rich text: what goes is struck out, what comes is bold."""
    was, will, done = "", "", 0
    for change in link.changes:
        start, end = (place - link.sentence.start for place in (change.span.start, change.span.end))
        kept = escape(link.sentence.text[done:start])
        was += f"{kept}<s style='color:{old.name()}'>{escape(change.span.text)}</s>"
        will += f"{kept}<b style='color:{new.name()}'>{escape(change.text)}</b>"
        done = end
    rest = escape(link.sentence.text[done:])
    return was + rest, will + rest


class LinkedDialog(QDialog):
    """Shows what would be changed; nothing is, until the clerk says so."""

    def __init__(self, links: Sequence[Link], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("一起改正文")
        self._links = tuple(links)
        self.boxes = [self._box(link) for link in links]
        self.take_button = QPushButton(self)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.take_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton("不用", self), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(QLabel("表格改了，下面的句子还写着旧数。打勾的句子会一起改，算作一步，可以撤销。", wordWrap=True))
        column.addWidget(self._sentences(), 1)
        column.addWidget(buttons)
        self.resize(680, min(180 + 120 * len(links), 600))
        self._count()

    @property
    def chosen(self) -> tuple[Link, ...]:
        """The sentences with a tick."""
        return tuple(link for link, box in zip(self._links, self.boxes, strict=True) if box.isChecked())

    def _box(self, link: Link) -> QCheckBox:
        box = QCheckBox(f"第{_PARTS[link.sentence.section - 1]}部分", self)
        box.setAccessibleName(f"{box.text()}，改为：{link.after}")
        box.setChecked(True)
        box.toggled.connect(self._count)
        return box

    def _sentences(self) -> QScrollArea:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for row, (link, box) in enumerate(zip(self._links, self.boxes, strict=True)):
            grid.addWidget(box, 2 * row, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            for line, words in enumerate(self._words(link)):
                grid.addWidget(QLabel(words, body, wordWrap=True, textFormat=Qt.TextFormat.RichText), 2 * row + line, 1)
        grid.setRowStretch(2 * len(self._links), 1)
        area = QScrollArea(self, widgetResizable=True)
        area.setFrameShape(QFrame.Shape.StyledPanel)
        area.setWidget(body)
        return area

    def _words(self, link: Link) -> tuple[str, str]:
        old, new = (theme.severity_colour(severity, self.palette()) for severity in (Severity.ERROR, Severity.INFO))
        was, will = before_and_after(link, old, new)
        return f"现在：{was}", f"改为：{will}"

    @Slot()
    def _count(self) -> None:
        self.take_button.setText(f"改这 {len(self.chosen)} 句" if self.chosen else "一句也不改")
        self.take_button.setEnabled(bool(self.chosen))
