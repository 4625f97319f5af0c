"""The panel at the right: what there is to look at, where it is, and what can be done about it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSettings, QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.findings import Finding
from core.forms import CellRef
from gui.document import OpenReport
from gui.findings_deeds import FindingDeeds, title_of
from gui.findings_filter import FilterBar
from gui.findings_list import FindingsList
from gui.findings_model import ROW, FindingsModel
from gui.findings_rows import Row
from gui.findings_words import filtered, made_of, praise, summary

_NONE_SHOWN = "没有符合筛选条件的问题。"


class FindingsPanel(QWidget):
    """The list with its summary above and its buttons below."""

    go_to = Signal(object, bool)
    """A finding to show; whether the keyboard should go there too."""
    accept_asked = Signal(object)
    aside_asked = Signal(object)
    """The findings to set aside together."""
    restore_asked = Signal(object)
    pointed = Signal(object)
    """The Suggestion or Retitling that the clerk is about to take, or None."""
    selected = Signal(object)
    """The Row that is selected, or None."""

    def __init__(self, parent: QWidget | None = None, settings: QSettings | None = None) -> None:
        super().__init__(parent)
        self._document: OpenReport | None = None
        self._pasted: frozenset[CellRef] = frozenset()
        self._unseen = False
        """Whether the selection moved on by itself, to a finding whose place the clerk has not been shown."""
        self.filter = FilterBar(settings, self)
        self._model = FindingsModel(self)
        self.list = FindingsList(self._model, self)
        self._summary = QLabel(self, wordWrap=True)
        self.deeds = FindingDeeds(self.list, self)
        self.accept_button, self.aside_button = self.deeds.accept_button, self.deeds.aside_button
        self.restore_button, self.why_button = self.deeds.restore_button, self.deeds.why_button
        self._lay_out()
        self._due = QTimer(self, singleShot=True, interval=0)
        self._connect()
        self._refresh_buttons()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.filter)
        layout.addWidget(self._summary)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.deeds)

    def _connect(self) -> None:
        self.list.looked.connect(lambda found: self._show_place(found, False))
        self.list.entered.connect(lambda found: self._show_place(found, True))
        self.list.selectionModel().currentChanged.connect(self._refresh_buttons)
        self.accept_button.pointed.connect(self._point)
        self.why_button.toggled.connect(self._refresh_buttons)
        self.accept_button.clicked.connect(self._look_or_accept)
        self.aside_button.clicked.connect(self._ask_aside)
        self.filter.changed.connect(self.refresh)
        self._due.timeout.connect(self.refresh)
        self.list.folded.connect(self._fold)
        self.list.selectionModel().selectionChanged.connect(self._refresh_buttons)
        self.restore_button.clicked.connect(lambda: self._ask(self.restore_asked))

    def show_document(self, document: OpenReport | None) -> None:
        """Show the findings of a report, as they are now."""
        if self._document is not document:
            self._document = document
            self.list.selectionModel().clear()
        self.refresh()

    def begin_at(self, cells: Collection[CellRef]) -> None:
        """After the re-check that is under way, go to the first line about some of these cells, or to the top."""
        self._pasted = frozenset(cells)

    def refresh_soon(self) -> None:
        """Follow a re-check as soon as the figures that were changed have been painted."""
        self._due.start()

    def _catch_up(self) -> None:
        """Follow the last re-check now, before anybody acts on what the list shows."""
        if self._due.isActive():
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what the re-check found; the selection stays on its finding, or moves on to the most serious one that is left."""
        self._due.stop()
        row, above = self.list.row(), self._model.above(self.list.currentIndex().row())
        listing = self.filter.apply_to(self._model.listing)
        if self._document and self._model.show(self._document.report, self._document.verdict, listing):
            self._begin() if self._pasted else self._keep_selection(row, above)
        self._pasted = frozenset()
        self.filter.show_counts(self._document.verdict if self._document else None)
        self._summary.setText(filtered(self._document, listing) or self._over_the_list())
        self._summary.setVisible(bool(self._summary.text()))
        self.list.note = _NONE_SHOWN if listing.filters and self._document else ""
        self.list.praise = "" if self.list.note else praise(self._document)
        self.list.viewport().update()
        self._refresh_buttons()

    def _over_the_list(self) -> str:
        """Of which kinds the errors are, while there is anything in the list; or else that there is nothing."""
        verdict = self._document.verdict if self._document else None
        return made_of(verdict) if verdict and verdict.findings else summary(self._document)

    def current(self) -> Finding | None:
        """The finding that is selected and stands (was not set aside)."""
        self._catch_up()
        row = self.list.row()
        return row.finding if row and row.reason is None else None

    @property
    def unseen(self) -> Finding | None:
        """The finding that the selection has moved on to by itself, until its place was shown."""
        current = self.current()
        return current if self._unseen else None

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that stand and are not filtered out; in groups that are folded too."""
        findings = self._document.verdict.findings if self._document else ()
        return tuple(filter(self._model.listing.admits, findings))

    def select(self, finding: Finding) -> None:
        """Select the line of a finding and bring it into view: a filter that hides it is cleared, its group unfolded."""
        self._catch_up()
        if not self._model.listing.admits(finding):
            self.filter.clear()
        self._model.unfold_to(finding)
        self._select(self._model.index_of(finding))
        self._refresh_buttons()

    def follow(self, findings: Sequence[Finding]) -> None:
        """Select the first of some findings whose line is to be seen; nothing is unfolded for it."""
        self._catch_up()
        indexes = (self._model.index_of(finding) for finding in findings)
        if (index := next(filter(QModelIndex.isValid, indexes), None)) is not None:
            self._select(index)
            self._refresh_buttons()

    def _select(self, index: QModelIndex) -> None:
        self._unseen = False
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self.list.scheduleDelayedItemsLayout()

    @Slot(str)
    def _fold(self, group: str) -> None:
        """Fold a group, or unfold it; what is selected stays so if it is still to be seen, and nothing scrolls for it."""
        row, scrolled = self.list.row(), self.list.verticalScrollBar().value()
        self._model.fold(group)
        index = self._model.index_of(row.finding) if row and row.finding else QModelIndex()
        if index.isValid():
            self.list.setCurrentIndex(index)
        self.list.executeDelayedItemsLayout()
        self.list.verticalScrollBar().setValue(scrolled)

    def _begin(self) -> None:
        found = (self._model.index_of(one) for one in self.shown if self._pasted.intersection(one.cells))
        self.list.selectionModel().clear()
        self.list.scrollToTop()
        if seen := sorted(filter(QModelIndex.isValid, found), key=QModelIndex.row):
            self._select(seen[0])

    def _keep_selection(self, row: Row | None, above: Collection[str]) -> None:
        if row is None or row.finding is None:
            return
        index = self._model.index_of(row.finding)
        moved = not index.isValid() or (row.reason is None and index.data(ROW).reason is not None)
        if moved:
            index = self._model.next(above)
        if index.isValid():
            unseen = moved or self._unseen
            self._select(index)
            self._unseen = unseen

    def _show_place(self, finding: Finding, focus: bool) -> None:
        self._unseen = False
        self.go_to.emit(finding, focus)
        self._refresh_buttons()

    @Slot()
    def _look_or_accept(self) -> None:
        """Show the place of a finding that the selection has moved on to by itself; of any other take what is offered."""
        row = self.list.row()
        if self._unseen and row and row.finding:
            self._show_place(row.finding, False)
        else:
            self._ask(self.accept_asked)

    def _ask(self, signal: SignalInstance) -> None:
        self._catch_up()
        row = self.list.row()
        if row:
            signal.emit(row.finding)

    @Slot()
    def _ask_aside(self) -> None:
        self._catch_up()
        self.aside_asked.emit(self.list.standing())

    @Slot(bool)
    def _point(self, over: bool) -> None:
        found = self.current()
        best = (
            found.suggestions[0]
            if found and found.suggestions
            else title_of(self._document.report if self._document else None, found)
        )
        self.pointed.emit(best if over else None)

    @Slot()
    def _refresh_buttons(self) -> None:
        row = self.list.row()
        report = self._document.report if self._document else None
        self.deeds.show_line(row, report, together=len(self.list.standing()), unseen=self._unseen)
        self._point(False)
        self.selected.emit(row)
