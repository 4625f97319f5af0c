"""The table model over an open report: it stores no figures, only where they stand and how they are marked."""

import enum
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from core.findings import Suggestion, text_of
from core.forms import CellRef, Form, Table
from core.layout import Printed, Role, layout_of
from core.report import Report
from gui.document import OpenReport
from gui.grid import entry, words
from gui.grid.cards import label_card
from gui.grid.marks import Face, Marks
from gui.grid.sheet import Sheet

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_OF_A_LABEL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_OF_A_VALUE = _OF_A_LABEL | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
_CENTRED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
"""Figures stand to the right; where sub-tables of unlike columns are stacked, under their headers."""


_MANY = 40
"""So many changed cells are told one by one; of more it is quicker to say that all may have changed."""


class Data(enum.IntEnum):
    """The roles of our own: the printed cell and, for a value, its face."""

    PRINTED = Qt.ItemDataRole.UserRole + 1
    FACE = Qt.ItemDataRole.UserRole + 2


class GridModel(QAbstractTableModel):
    """The values of one table (and its captions, where they are not frozen)."""

    laid_out = Signal()
    """The rows or grids shown have changed; the model was reset."""

    def __init__(self, document: OpenReport, form: Form, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.form = form
        self.table = table
        self.sheet = self._lay_out()
        self.marks = Marks(document.report, document.verdict)
        self._faces = self._all_faces()
        document.previewed.connect(self._repaint)

    @property
    def report(self) -> Report:
        return self.document.report

    def _lay_out(self) -> Sheet:
        grids = (self.report.grids[key] for key in self.table.grids if key in self.report.grids)
        return Sheet(layout_of(self.form, self.table, {grid.key: grid.rows for grid in grids}))

    @Slot()
    def refresh(self) -> None:
        """Follow the report: new marks, and a reset only when other rows or grids are to be shown."""
        sheet = self._lay_out()
        self.marks = Marks(self.report, self.document.verdict)
        if sheet.layout == self.sheet.layout:
            self._repaint()
            return
        self.beginResetModel()
        self.sheet = sheet
        self._faces = self._all_faces()
        self.endResetModel()
        self.laid_out.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self.sheet.height

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self.sheet.width

    def printed(self, index: Index) -> Printed | None:
        """The printed cell that begins at an index; None for a place that another cell covers."""
        return self.sheet.body.get((index.row(), index.column()))

    def ref(self, index: Index) -> CellRef | None:
        """The value at an index, also where a merged cell covers it."""
        return self.sheet.ref_at(index.row(), index.column())

    def index_of(self, ref: CellRef) -> QModelIndex:
        """Where a value is shown; an invalid index when this table does not show it."""
        place = self.sheet.place(ref)
        return self.index(*place) if place else QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        cell = self.printed(index) if index.isValid() else None
        if cell is None:
            return Qt.ItemFlag.NoItemFlags
        return _OF_A_VALUE if cell.role is Role.VALUE else _OF_A_LABEL

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.printed(index) if index.isValid() else None
        if cell is None:
            return None
        if role == Data.PRINTED:
            return cell
        return self._words(cell, role) if cell.ref is None else self._value(cell.ref, role)

    def _words(self, cell: Printed, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.card(cell) or None
        spoken = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return cell.text if role in spoken else None

    def card(self, cell: Printed) -> str:
        """What a printed label means, for its tooltip."""
        return label_card(self.form, self.sheet.layout, cell)

    def _value(self, ref: CellRef, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.face(ref).text
            case Qt.ItemDataRole.EditRole:
                return self.report.cell(ref).entry.text
            case Data.FACE:
                return self.face(ref)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _CENTRED if self.table.layout == "stacked" else _TO_THE_RIGHT
            case Qt.ItemDataRole.ToolTipRole:
                offer = self.marks.offer(ref)
                return words.tooltip(self.report, self.document.verdict, self.form, ref, offer[1] if offer else None)
            case Qt.ItemDataRole.AccessibleTextRole:
                return words.spoken(self.report, self.document.verdict, self.form, ref)
        return None

    def face(self, ref: CellRef) -> Face:
        """How a value is painted now."""
        face, offer = self.marks.face(ref), self.document.preview
        values = offer.values if isinstance(offer, Suggestion) else ()
        ghost = next((text_of(value) for other, value in values if other == ref), None)
        return face if ghost is None else replace(face, ghost=ghost)

    def _all_faces(self) -> dict[CellRef, Face]:
        return {ref: self.face(ref) for ref in self.sheet.refs}

    @Slot()
    def _repaint(self) -> None:
        """Tell which cells look other than before: to paint all of a large table takes longer than to check it."""
        before, self._faces = self._faces, self._all_faces()
        changed = [ref for ref, face in self._faces.items() if face != before.get(ref)]
        if len(changed) > _MANY:
            self.dataChanged.emit(self.index(0, 0), self.index(self.sheet.height - 1, self.sheet.width - 1))
            return
        for index in map(self.index_of, changed):
            self.dataChanged.emit(index, index)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cell = self.printed(index) if index.isValid() else None
        if cell is None or cell.ref is None or role != Qt.ItemDataRole.EditRole:
            return False
        entry.write(self.document, self.form, {cell.ref: str(value)})
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation is Qt.Orientation.Horizontal:
            column = section + self.sheet.layout.label_columns
            return " ".join(cell.text for cell in self.sheet.headers if 0 <= column - cell.column < cell.column_span)
        row = section + self.sheet.layout.header_rows
        return " ".join(cell.text for cell in self.sheet.labels if 0 <= row - cell.row < cell.row_span)
