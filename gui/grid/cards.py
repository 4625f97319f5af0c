"""口径卡片: what a printed label means, as a tooltip over it and, with F1, as a card beside the cell."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from core.cards import Line, cards
from core.forms import CellRef, Form
from core.layout import Layout, Printed, Role

_WIDTH = 30
"""Of a card, in widths of a character."""


def line_of(layout: Layout, cell: Printed) -> Line | None:
    """The row or column that a printed label or header names; None for one that names several or none."""
    match cell.role:
        case Role.LABEL:
            return _row([ref for other, ref in _values(layout) if 0 <= other.row - cell.row < cell.row_span])
        case Role.HEADER:
            refs = [ref for other, ref in _values(layout) if _stands_over(layout, cell, other)]
            return _column(refs) or _row(refs)
    return None


def _values(layout: Layout) -> list[tuple[Printed, CellRef]]:
    return [(cell, cell.ref) for cell in layout.cells if cell.ref is not None]


def _stands_over(layout: Layout, header: Printed, value: Printed) -> bool:
    """Whether a value is in the columns of a header, and above the next sub-table."""
    captions = (cell.row for cell in layout.cells if cell.role is Role.CAPTION and cell.row > header.row)
    return header.row < value.row < min(captions, default=layout.height) and 0 <= value.column - header.column < header.column_span


def _row(refs: Sequence[CellRef]) -> Line | None:
    rows = {(ref.grid, ref.row) for ref in refs}
    return Line(refs[0].grid, "rows", refs[0].row) if len(rows) == 1 else None


def _column(refs: Sequence[CellRef]) -> Line | None:
    columns = {(ref.grid, ref.column) for ref in refs}
    return Line(refs[0].grid, "columns", refs[0].column) if len(columns) == 1 else None


def label_card(form: Form, layout: Layout, cell: Printed) -> str:
    """The card of a printed label as simple rich text; "" where it names no one row or column."""
    line = line_of(layout, cell)
    return _rich(form, line) if line else ""


def cell_card(form: Form, ref: CellRef) -> str:
    """The cards of the row and the column of a cell."""
    return _rich(form, Line(ref.grid, "rows", ref.row)) + _rich(form, Line(ref.grid, "columns", ref.column))


def _rich(form: Form, line: Line) -> str:
    card, grid = cards()[line], form.grids[line.grid]
    label = grid.row(line.key).label if line.axis == "rows" else grid.column(line.key).label
    return f"<p><b>{escape(label)}</b></p><p>{escape(card.means)}</p><p><b>常见差错</b>　{escape(card.mistake)}</p>"


class CardPopup(QFrame):
    """A card that stays until a key or a click."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.label = QLabel(text, self, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.label.setFixedWidth(_WIDTH * self.fontMetrics().horizontalAdvance("国"))
        self.setAccessibleName("口径说明")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 4)
        column.addWidget(self.label)

    def open_at(self, cell: QRect) -> None:
        """Show the card under a cell (in global coordinates), or where the screen has room for it."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = min(cell.left(), room.right() - self.width())
        below = cell.bottom() + 2
        y = below if below + self.height() <= room.bottom() else cell.top() - self.height() - 2
        self.move(QPoint(max(x, room.left()), max(y, room.top())))
        self.show()

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self.close()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.close()
