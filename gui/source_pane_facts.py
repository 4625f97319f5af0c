"""What was read in a cell and what stands there now, how sure the reading is, and what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.edits import original, take
from core.findings import Suggestion
from core.forms import CellRef
from core.report import Cell, Reading
from gui import theme
from gui.document import OpenReport
from gui.grid import entry, words
from gui.grid.marks import shown
from gui.offer_button import OfferButton

_SURE = "读法明确，只有这一种读法"
_FORCED = "原文数字连写，只有这一种读法与各项合计相符"
_DOUBTFUL = "读法存疑，请核对原文"
_BY_HAND = "原文没有这一格，是手工填写的"
_NOWHERE = "原文没有这一格"
_MOST = 3


class CellFacts(QWidget):
    """The facts of one cell beside its place in the source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: OpenReport | None = None
        self._ref: CellRef | None = None
        self._offers: list[OfferButton] = []
        self.name = QLabel(self, wordWrap=True)
        self.read, self.now, self.sure = (self._value() for _ in range(3))
        self.restore = QPushButton("恢复原值", self)
        self.restore.setEnabled(False)
        self.restore.setToolTip("把这一格改回原文里的数")
        self.restore.clicked.connect(self._restore)
        self._lay_out()

    def _value(self) -> QLabel:
        return QLabel(self, wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)

    def _lay_out(self) -> None:
        bold = self.name.font()
        bold.setBold(True)
        self.name.setFont(bold)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setHorizontalSpacing(10)
        form.addRow("读入时：", self.read)
        form.addRow("现在：", self.now)
        form.addRow("读法：", self.sure)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.name)
        self._column.addLayout(form)
        self._column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def show_cell(self, document: OpenReport, ref: CellRef) -> None:
        """Show the facts of a cell of an open report."""
        self._document, self._ref = document, ref
        report, form = document.report, document.report.form
        cell = report.cell(ref)
        self.name.setText(words.name(report, form, ref) if form else str(ref))
        self.read.setText(_written(cell, report.unit(ref)))
        self.now.setText((shown(cell) or "空白") + ("（已改）" if cell.changed else ""))
        self.sure.setText(certainty(cell))
        self.restore.setEnabled(cell.edited)
        self._offer(document, ref, other_readings(document, ref))

    def _offer(self, document: OpenReport, ref: CellRef, offers: Sequence[Suggestion]) -> None:
        """A button for each of the other readings."""
        for button in self._offers:
            self._column.removeWidget(button)
            button.deleteLater()
        self._offers = [self._button(document, ref, offer) for offer in offers[:_MOST]]
        for place, button in enumerate(self._offers, start=3):
            self._column.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignLeft)

    def _button(self, document: OpenReport, ref: CellRef, offer: Suggestion) -> OfferButton:
        button = OfferButton(theme.icon("bulb"), f"也可能是：{words.button(ref, offer)}", self)
        form = document.report.form
        button.setToolTip(words.advice(form, ref, offer) if form else "")
        button.clicked.connect(lambda: document.push(take(document.report, offer, "接受建议"), offer.reason))
        button.pointed.connect(lambda over: document.show_preview(offer if over else None))
        return button

    @Slot()
    def _restore(self) -> None:
        form = self._document.report.form if self._document else None
        if self._document and form and self._ref:
            entry.restore(self._document, form, [self._ref])


def certainty(cell: Cell) -> str:
    """How sure the reading of a cell is, in a sentence."""
    if cell.origin is None:
        return _BY_HAND if cell.edited else _NOWHERE
    match cell.origin.reading:
        case Reading.PLAIN:
            return cell.origin.why or _SURE
        case Reading.FORCED:
            return cell.origin.why or _FORCED
        case Reading.DOUBTFUL:
            return f"{_DOUBTFUL}：{cell.origin.why}" if cell.origin.why else _DOUBTFUL


def other_readings(document: OpenReport, ref: CellRef) -> list[Suggestion]:
    """What else a doubtful cell may say, by the findings about it; nothing where the reading is plain."""
    if not document.report.cell(ref).doubtful:
        return []
    found = document.verdict.by_cell.get(ref, ())
    offers = (offer for one in found for offer in one.suggestions if any(other == ref for other, _ in offer.values))
    return list(dict.fromkeys(offers))


def _written(cell: Cell, unit: str) -> str:
    """What was read, and what stood there where that looks otherwise."""
    if cell.origin is None:
        return "（原文没有）"
    read, raw = shown(original(cell, unit)) or "空白", cell.origin.raw.strip()
    return read if not raw or raw == read else f"{read}（原文写作“{raw}”）"
