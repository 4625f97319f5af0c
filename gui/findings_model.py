"""The list of findings as a Qt model of lines."""

from collections.abc import Collection
from dataclasses import replace
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.checks.codes import codes
from core.findings import Finding, Severity, Verdict
from core.report import Report
from gui.findings_rows import Listing, Row, rows_of
from gui.tally import spelled_out

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
"""The Row itself."""


def explanation(finding: Finding) -> str:
    """In two lines: what the rule is, and where it comes from."""
    code = codes().get(finding.code)
    return f"规则：{code.rule}\n出处：{code.source}" if code else ""


def _tooltip(report: Report, verdict: Verdict, row: Row) -> str | None:
    """All figures of a long sum, the rule behind a finding, and why it was set aside, as simple rich text, which wraps."""
    if row.finding is None:
        return None
    aside = [f"已搁置：{row.reason}"] if row.reason is not None else []
    whole = [f"全部各项：{told}"] if (told := spelled_out(report, verdict, row.finding)) else []
    lines = [*aside, *whole, *explanation(row.finding).splitlines()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _spoken(row: Row) -> str:
    """A line for the screen reader, which sees no icon and no fold."""
    if row.finding is None:
        return f"{row.text}，{'已折叠' if row.folded else '已展开'}"
    aside = f"，已搁置：{row.reason}" if row.reason is not None else ""
    return f"{row.finding.severity.label}：{row.text}{aside}"


class FindingsModel(QAbstractListModel):
    """Shows one verdict, as `listing` says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._shown: tuple[Report, Verdict] | None = None
        self.listing = Listing()

    def show(self, report: Report, verdict: Verdict, listing: Listing | None = None) -> bool:
        """Take over a verdict, shown as asked for or as before; say whether anything is different from before."""
        self.listing, self._shown = listing or self.listing, (report, verdict)
        rows = list(rows_of(report, verdict, self.listing))
        if rows == self._rows:
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def fold(self, group: str) -> None:
        """Show only the heading of a group, or its lines again."""
        if self._shown is not None:
            self.show(*self._shown, replace(self.listing, folded=self.listing.folded ^ {group}))

    def unfold_to(self, finding: Finding) -> None:
        """Unfold the group that holds a finding, if it is folded."""
        if self._shown is not None:
            rows = rows_of(*self._shown, replace(self.listing, folded=frozenset()))
            group = next((row.group for row in rows if row.finding and row.finding.key == finding.key), "")
            if group in self.listing.folded:
                self.fold(group)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                return _tooltip(*self._shown, row) if self._shown else None
            case _ if role == ROW:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()].finding is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def above(self, place: int) -> frozenset[str]:
        """What tells apart the standing findings that are listed above a line."""
        return frozenset(found.key for row, found in self._standing() if row < place)

    def next(self, above: Collection[str]) -> QModelIndex:
        """The line of the most serious finding that stands: of several, the first one below those named, or else the last."""
        standing = self._standing()
        floor = max((row for row, found in standing if found.key in above), default=-1)
        grades = {severity: [row for row, found in standing if found.severity is severity] for severity in Severity}
        rows = next(filter(None, grades.values()), [])
        chosen = next((row for row in rows if row > floor), rows[-1] if rows else None)
        return QModelIndex() if chosen is None else self.index(chosen)

    def _standing(self) -> list[tuple[int, Finding]]:
        """The lines of findings that were not set aside."""
        return [(row, held.finding) for row, held in enumerate(self._rows) if held.finding and held.reason is None]

    def index_of(self, finding: Finding) -> QModelIndex:
        """The line of a finding, by what it is about; no line when it is gone."""
        keys = ((row, held.finding) for row, held in enumerate(self._rows))
        found = next((row for row, held in keys if held is not None and held.key == finding.key), None)
        return QModelIndex() if found is None else self.index(found)
