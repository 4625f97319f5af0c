"""The line under the grid: the current cell in words, and its suggestion as a button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.forms import CellRef
from gui import theme
from gui.grid import words
from gui.grid.clamp import Clamp
from gui.grid.model import GridModel
from gui.offer_button import OfferButton

_LINES, _MOST_LINES, _ROOM = 3, 4, 130
"""So many lines, and more where these do not hold so many characters."""


class AboutCell(QFrame):
    """Says what the current cell is, what is wrong with it and what stood in the source."""

    accept_requested = Signal()
    pointed = Signal(bool)
    """The clerk is about to take the suggestion, or not any more."""
    words_requested = Signal()
    """The clerk wants to see the sentence that disagrees with the cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Clamp(1, self)
        self._says = Clamp(_LINES, self, most=_MOST_LINES, room=_ROOM)
        self.button = OfferButton(theme.icon("bulb"), "接受建议", self)
        self.button.clicked.connect(lambda: self.accept_requested.emit())
        self.button.pointed.connect(self.pointed)
        self.words_button = QPushButton(words.TO_WORDS, self)
        self.words_button.clicked.connect(lambda: self.words_requested.emit())
        self._dress()

    def _dress(self) -> None:
        bold = self._name.font()
        bold.setBold(True)
        self._name.setFont(bold)
        for button in (self.button, self.words_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        for widget in (self._name, self.words_button, self.button):
            row.addWidget(widget, int(widget is self._name), Qt.AlignmentFlag.AlignVCenter)
        row.addStrut(self.button.sizeHint().height())  # a cell without buttons takes as much room
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 3, 8, 5)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._says)

    def show_cell(self, model: GridModel, ref: CellRef | None) -> None:
        """Show the story of a cell; a hint where there is none."""
        if ref is None:
            self._name.show_text("")
            self._says.show_text("点选一格可查看它的来源和问题；直接输入数字即可修改。")
            self.button.hide()
            self.words_button.hide()
            return
        report, verdict = model.report, model.document.verdict
        lines = words.sentences(report, verdict, model.form, ref)
        self._name.show_text(words.name(report, model.form, ref))
        self._name.setToolTip(self._name.text())
        self._says.show_text("\n".join(lines))
        self._says.setToolTip(words.tooltip(report, verdict, model.form, ref, None))
        self.words_button.setVisible(words.spoken_of(verdict, ref) is not None)
        offer = model.marks.offer(ref)
        self.button.setVisible(offer is not None)
        if offer is not None:
            self.button.setText(words.button(ref, offer[1]))
            self.button.setToolTip(f"{words.advice(model.form, ref, offer[1])}　Alt+回车")
