"""The outline at the left: the open reports, each with its facts and six sections, and how many marks each bears."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from core.checks.structure import bare_title
from core.findings import Severity
from core.forms import newest
from gui.badges import BADGES, FADED, SHARED, UNSAVED, BadgeDelegate
from gui.desk import Desk
from gui.document import OpenReport
from gui.telling_apart import name_among, shared_start
from gui.walk import FACTS, section_of

Index = QModelIndex | QPersistentModelIndex
PARTS = (FACTS, 1, 2, 3, 4, 5, 6)
_NUMERALS = "一二三四五六"
_LEAST = 12
"""The width of the outline at least, in widths of a character."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line under a report: its facts (section 0) or a section."""

    title: str
    missing: bool
    marks: Counter[Severity]


def parts_of(document: OpenReport) -> list[Part]:
    """The seven lines under a report."""
    report = document.report
    marks: dict[int, Counter[Severity]] = {number: Counter() for number in PARTS}
    for found in document.verdict.findings:
        marks[section_of(report, found)][found.severity] += 1
    parts = [Part("基本情况", False, marks[FACTS])]
    for form in (report.form or newest()).sections:
        section = report.section(form.number)
        own = bare_title(section.title) if section else ""
        title = f"{_NUMERALS[form.number - 1]}、{own or form.title}"
        parts.append(Part(title if section else f"{title}（缺）", section is None, marks[form.number]))
    return parts


class OutlineModel(QAbstractItemModel):
    """Shows the desk as a tree of two levels; it stores only what it last said."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._documents: list[OpenReport] = list(desk.documents)
        self._parts = {document: parts_of(document) for document in self._documents}
        self._numbers = {document: number for number, document in enumerate(self._documents, start=1)}
        """What stands in the indexes of the lines under a report, and stays when reports above it are closed."""
        self._given = len(self._documents)
        desk.opened.connect(self._on_opened)
        desk.closed.connect(self._on_closed)
        desk.changed.connect(self._on_changed)
        desk.state_changed.connect(self._on_state_changed)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  # Qt's own signature
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, self._numbers[self._documents[parent.row()]] if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(self._documents.index(self.document(index)), 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._documents)
        return len(PARTS) if parent.internalId() == 0 and parent.column() == 0 else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        document, part = self.document(index), self._part(index)
        if part is None and role == SHARED:
            return self._shared(document)
        return _part_data(part, role) if part else _report_data(document, self._name(document), self._parts[document], role)

    def document(self, index: Index) -> OpenReport:
        """The report that a line belongs to."""
        if index.internalId() == 0:
            return self._documents[index.row()]
        return next(document for document, number in self._numbers.items() if number == index.internalId())

    def section(self, index: Index) -> int:
        """The section of a line under a report."""
        return PARTS[index.row()]

    def index_of(self, document: OpenReport, section: int) -> QModelIndex:
        """The line of a section."""
        return self.index(PARTS.index(section), 0, self.top(document))

    def top(self, document: OpenReport) -> QModelIndex:
        """The line of a report."""
        return self.index(self._documents.index(document), 0)

    def _name(self, document: OpenReport) -> str:
        return name_among(document, self._documents)

    def _shared(self, document: OpenReport) -> int:
        """How many characters the name of a report begins with like that of another one."""
        return shared_start(self._name(document), map(self._name, self._documents))

    def _part(self, index: Index) -> Part | None:
        return None if index.internalId() == 0 else self._parts[self.document(index)][index.row()]

    @Slot(object)
    def _on_opened(self, document: OpenReport) -> None:
        row = len(self._documents)
        self.beginInsertRows(QModelIndex(), row, row)
        self._documents.append(document)
        self._given += 1
        self._numbers[document] = self._given
        self._parts[document] = parts_of(document)
        self.endInsertRows()

    @Slot(object)
    def _on_closed(self, document: OpenReport) -> None:
        row = self._documents.index(document)
        self.beginRemoveRows(QModelIndex(), row, row)
        self._documents.remove(document)
        del self._parts[document], self._numbers[document]
        self.endRemoveRows()

    @Slot(object, object)
    def _on_changed(self, document: OpenReport, _edit: object) -> None:
        top, parts = self.top(document), parts_of(document)
        self.dataChanged.emit(top, top)
        if parts != self._parts[document]:
            self._parts[document] = parts
            self.dataChanged.emit(self.index(0, 0, top), self.index(len(PARTS) - 1, 0, top))

    @Slot(object)
    def _on_state_changed(self, document: OpenReport) -> None:
        if document in self._documents:
            top = self.top(document)
            self.dataChanged.emit(top, top)


def _report_data(document: OpenReport, name: str, parts: list[Part], role: int) -> Any:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return (UNSAVED if document.unsaved else "") + name
        case Qt.ItemDataRole.ToolTipRole:
            return f"{name}\n{document.report.source.where or '粘贴的文字'}"
        case Qt.ItemDataRole.AccessibleTextRole:
            unsaved = "，有未保存的修改" if document.unsaved else ""
            return f"{name}{unsaved}：{_counted(sum((part.marks for part in parts), Counter()))}"
        case _ if role == BADGES:
            return sum((part.marks for part in parts), Counter())
    return None


def _part_data(part: Part, role: int) -> Any:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return part.title
        case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
            return f"{part.title}：{_counted(part.marks)}"
        case _ if role == BADGES:
            return part.marks
        case _ if role == FADED:
            return part.missing
    return None


def _counted(marks: Counter[Severity]) -> str:
    counts = [f"{severity.label} {marks[severity]} 处" for severity in Severity if marks[severity]]
    return "，".join(counts) or "没有发现问题"


class Outline(QTreeView):
    """The tree itself; says which section the clerk wants to see."""

    section_chosen = Signal(object, int)
    report_chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = OutlineModel(desk, self)
        self.setModel(self._model)
        self.setItemDelegate(BadgeDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("目录")
        self._keep_words()
        self._choosing = False
        self._shown: tuple[OpenReport, int] | None = None
        """The report and the section on show."""
        desk.current_changed.connect(self._on_report)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_words()

    def _keep_words(self) -> None:
        """Never be so narrow that the badges leave no room for the titles."""
        self.setMinimumWidth(_LEAST * self.fontMetrics().horizontalAdvance("国"))

    def show_section(self, document: OpenReport, section: int) -> None:
        """Mark the section that is on show, without choosing it again."""
        self._shown = document, section
        index = self._model.index_of(document, section)
        if index != self.currentIndex() and not self._choosing:
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(False)
            self.viewport().update()
        if not self._choosing:
            self._bring_into_view(document, index)

    def _bring_into_view(self, document: OpenReport, index: QModelIndex) -> None:
        """Scroll to a line, and as far as there is room to the name of its report and all that is under that."""
        for line in (self._model.index_of(document, PARTS[-1]), self._model.top(document), index):
            self.scrollTo(line)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        self._choosing = True
        if index.parent().isValid():
            self.section_chosen.emit(self._model.document(index), self._model.section(index))
        else:
            self.report_chosen.emit(self._model.document(index))
        self._choosing = False

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """Show the line also where it was the current one already; of a report the section that it was left at."""
        self._on_current(index)
        if not index.parent().isValid() and self._shown is not None:
            self.show_section(*self._shown)

    @Slot(object)
    def _on_report(self, document: OpenReport | None) -> None:
        """Open the lines of the report that comes to the front; with dozens of reports the others stay one line each."""
        if document is not None:
            self.expand(self._model.top(document))
