"""The pane of one official table: the grid, what to do when the report has none, and its signals to the window."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from core.findings import Finding, Suggestion
from core.forms import CellRef, Table
from core.layout import Role
from core.naming import table_heading
from core.numbers import Number, difference, total
from core.report import ExtraRow
from gui.document import OpenReport
from gui.equation_strip import EquationStrip
from gui.grid import entry, menu, words
from gui.grid.about import AboutCell
from gui.grid.model import GridModel
from gui.grid.placeholder import PartMissing, Placeholder, Ways
from gui.grid.prefilling import figures
from gui.grid.view import GridView


@dataclass(frozen=True, slots=True)
class SelectionSummary:
    """What is selected: how many cells, how many of them hold figures, and the sum of these."""

    cells: int
    figures: int
    total: Number
    difference: Number | None = None
    """Between two figures, when just two are selected."""


class GridPanel(QWidget):
    """One official table of an open report, to look at and to correct."""

    current_changed = Signal(object)
    """The CellRef that the cursor is on now, or None."""

    selection_changed = Signal(object)
    """A SelectionSummary."""

    aside_requested = Signal(object)
    """The Finding that the clerk wants to set aside."""

    find_requested = Signal(str)
    """Words to look for in the whole report."""

    words_requested = Signal(object)
    """The Finding whose words in the text the clerk wants to see."""

    def __init__(self, document: OpenReport, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = document.report.form
        if form is None:
            raise ValueError("a report without a form has no official tables")
        self._document, self._form, self._table = document, form, table
        self._model = GridModel(document, form, table, self)
        self.view = GridView(self._model, self)
        self._stack = QStackedWidget(self)
        ways = Ways(lambda: self._start(self._missing()), lambda: self._prefill(self._missing()), self._paste_whole)
        self._placeholder = Placeholder(table_heading(table), ways, self)
        self._extra = QLabel(self)
        self.strip, self._about = EquationStrip(self), AboutCell(self)
        self._build()
        self._connect()
        self._show_what_is_there()
        self._tell_current(None)

    def _build(self) -> None:
        self.view.setAccessibleName(table_heading(self._table))
        self._extra.setWordWrap(True)
        self._extra.setContentsMargins(8, 4, 8, 4)
        self._extra.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._placeholder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        column.addWidget(self._extra)
        column.addWidget(self._about)

    def _connect(self) -> None:
        self._document.changed.connect(self.refresh)
        self.view.current_changed.connect(self._tell_current)
        self.view.current_changed.connect(self.current_changed)
        self.strip.framed.connect(self.view.frame)
        self.strip.fitted.connect(self._keep_in_view)
        self.strip.cell_requested.connect(self._go_from_strip)
        self._about.accept_requested.connect(self._accept_here)
        self._about.pointed.connect(lambda over: self._preview_at(self.current if over else None))
        self._about.words_requested.connect(self._go_to_words_here)
        self.view.offer_pointed.connect(self._preview_at)
        self.view.selection_changed.connect(self._tell_selection)
        self.view.accept_requested.connect(self.accept)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)

    def go_to(self, ref: CellRef) -> None:
        """Put the cursor on a cell of this table, bring it into view and flash it."""
        self.view.go_to(ref)

    @Slot()
    def _keep_in_view(self) -> None:
        """Follow the cursor when there is less room for the table."""
        if self.current is not None:
            self.view.scrollTo(self.view.currentIndex())

    @Slot(object)
    def _go_from_strip(self, ref: CellRef) -> None:
        self.go_to(ref)
        self.view.setFocus()

    def show_cells(self, refs: Sequence[CellRef]) -> None:
        """Select some cells of this table and bring the first into view."""
        shown = [ref for ref in refs if self._model.index_of(ref).isValid()]
        if shown:
            self.go_to(shown[0])
            self.view.choose(shown, shown[0])

    def go_to_finding(self, finding: Finding) -> None:
        """Go to the cell that a finding points at, of a sum the likeliest culprit or else the sum, and show that sum."""
        prime = self._model.marks.prime(finding)
        self.go_to(prime[0] if prime else finding.cells[-1])
        self.show_sum(finding)

    def show_sum(self, finding: Finding) -> None:
        """Of the sums of the current cell show the one that a finding is about."""
        self.strip.show_finding(finding)

    @property
    def current(self) -> CellRef | None:
        """The cell that the cursor is on."""
        return self.view.current

    @Slot(object)
    def refresh(self, _edit: object = None) -> None:
        """Follow the report after a change; the cursor and the scrolling stay where they are."""
        self._model.refresh()
        self._show_what_is_there()
        self._tell_selection()
        self._tell_current(self.current)

    @Slot(object)
    def accept(self, ref: CellRef | None) -> None:
        """Take the suggestion offered at a cell, if there is one."""
        if ref is not None and (offer := self._model.marks.offer(ref)):
            entry.accept(self._document, self._form, offer[1])

    @Slot()
    def _accept_here(self) -> None:
        self.accept(self.current)

    @Slot(object)
    def _preview_at(self, ref: CellRef | None) -> None:
        offer = self._model.marks.offer(ref) if ref is not None else None
        self._document.show_preview(offer[1] if offer else None)

    @Slot()
    def _go_to_words_here(self) -> None:
        found = words.spoken_of(self._document.verdict, self.current) if self.current else None
        if found is not None:
            self.words_requested.emit(found)

    def _missing(self) -> list[str]:
        return [key for key in self._table.grids if key not in self._document.report.grids]

    def _start(self, keys: Sequence[str]) -> None:
        entry.start_grids(self._document, self._form, keys)
        self.view.setFocus()

    def _prefill(self, keys: Sequence[str]) -> None:
        entry.prefill(self._document, self._form, keys, figures(self._document.report, keys))
        self.view.setFocus()

    def _paste_whole(self) -> None:
        self.view.paste()
        self.setFocus()

    def _show_what_is_there(self) -> None:
        missing = self._missing()
        nothing = len(missing) == len(self._table.grids)
        offered = figures(self._document.report, missing)
        self._stack.setCurrentWidget(self._placeholder if nothing else self.view)
        self.setFocusProxy(self._placeholder.button if nothing else self.view)
        self._about.setVisible(not nothing)
        self.strip.setVisible(not nothing and any(self._form.grids[key].rules for key in self._table.grids))
        self._placeholder.offer(len(offered))
        self._offer_parts(missing, Counter(ref.grid for ref in offered))
        extra = [row for key in self._table.grids if key not in missing for row in self._document.report.grids[key].extra]
        self._extra.setText("\n".join(map(_describe, extra)))
        self._extra.setVisible(bool(extra))

    def _offer_parts(self, keys: Sequence[str], counts: Counter[str]) -> None:
        """Put buttons into the line of each sub-table that is missing; `counts` is how many figures the text has for it."""
        missing = iter(keys)
        for (row, column), cell in self._model.sheet.body.items():
            index = self._model.index(row, column)
            if cell.role is Role.MISSING:
                key = next(missing)
                self._offer_part(index, cell.text, key, counts[key])

    def _offer_part(self, index: QModelIndex, text: str, key: str, count: int) -> None:
        part = self.view.indexWidget(index)
        if not isinstance(part, PartMissing):
            part = PartMissing(text, partial(self._start, [key]), partial(self._prefill, [key]), self.view)
            self.view.setIndexWidget(index, part)
        part.fill_button.offer(count)

    @Slot()
    def _tell_selection(self) -> None:
        chosen = self.view.chosen
        values = [value for ref in chosen if (value := self._document.report.value(ref)) is not None]
        apart = difference(*values) if len(chosen) == len(values) == 2 else None
        self.selection_changed.emit(SelectionSummary(len(chosen), len(values), total(values), apart))

    @Slot(object)
    def _tell_current(self, ref: CellRef | None) -> None:
        self._about.show_cell(self._model, ref)
        self.strip.show_cell(self._document.report, self._document.verdict, ref)

    @Slot(QPoint)
    def _open_menu(self, point: QPoint) -> None:
        ref = self.view.current
        if ref is not None:
            opened = self.menu_for(ref)
            opened.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            opened.popup(self.view.viewport().mapToGlobal(point))

    def menu_for(self, ref: CellRef) -> QMenu:
        """The context menu of a cell."""
        deeds = menu.Deeds(
            accept=self._take,
            restore=lambda: entry.restore(self._document, self._form, self.view.chosen),
            cut=self.view.cut,
            copy=self.view.copy,
            paste=self.view.paste,
            clear=self.view.clear,
            edit=self.view.edit_in_place,
            fill_down=self.view.fill_down,
            fill_right=self.view.fill_right,
            choose_all=self.view.selectAll,
            find=lambda: self.find_requested.emit(self._model.face(ref).text),
            preview=self._document.show_preview,
            go_to_words=self.words_requested.emit,
            explain=lambda: self.view.show_card(ref),
            set_aside=self.aside_requested.emit,
        )
        edited = any(self._document.report.cell(chosen).edited for chosen in self.view.chosen)
        findings, filled = self._document.verdict.by_cell.get(ref, ()), bool(self._model.face(ref).text)
        return menu.build(self, self._form, ref, findings, edited, filled, deeds)

    def _take(self, suggestion: Suggestion) -> None:
        entry.accept(self._document, self._form, suggestion)


def _describe(row: ExtraRow) -> str:
    """A row or column that the form does not have, in one line."""
    figures = "、".join(text or "空白" for text in row.figures)
    return f"表外内容（没有计入表格）：{row.label}　{figures}"
