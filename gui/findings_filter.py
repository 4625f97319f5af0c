"""The bar over the list of findings: what to search for, which severities to show, and by what to group."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from core.findings import Severity, Verdict
from gui import theme
from gui.findings_rows import Grouping, Listing
from gui.icons import beside_words

_KEY = "findings/grouping"


class FilterBar(QWidget):
    """Says how the list is to be shown; the grouping is remembered, a filter is not."""

    changed = Signal()

    def __init__(self, settings: QSettings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.search = QLineEdit(self, placeholderText="在问题里查找", clearButtonEnabled=True)
        self.search.setAccessibleName("在问题里查找")
        self.grouping = QComboBox(self)
        self.grouping.setAccessibleName("问题怎样分组")
        for grouping in Grouping:
            self.grouping.addItem(grouping.label, grouping)
        self.buttons = {severity: self._button(severity) for severity in Severity}
        self._lay_out()
        if settings is not None:
            self.grouping.setCurrentIndex(max(0, self.grouping.findData(settings.value(_KEY, Grouping.SEVERITY.value))))
        self.search.textChanged.connect(self.changed)
        self.grouping.currentIndexChanged.connect(self._regroup)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            for button in self.buttons.values():
                beside_words(button)

    def _button(self, severity: Severity) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setCheckable(True)
        button.setChecked(True)
        button.setIcon(theme.severity_icon(severity))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(f"显示或隐藏{severity.label}")
        button.toggled.connect(self.changed)
        beside_words(button)
        return button

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.search, 1)
        upper.addWidget(self.grouping)
        for button in self.buttons.values():
            lower.addWidget(button)
        lower.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(upper)
        layout.addLayout(lower)

    def apply_to(self, listing: Listing) -> Listing:
        """The listing as the bar now asks for it."""
        shown = frozenset(severity for severity, button in self.buttons.items() if button.isChecked())
        grouping = Grouping(self.grouping.currentData())
        return replace(listing, grouping=grouping, severities=shown, words=self.search.text().strip())

    def clear(self) -> None:
        """Show everything again."""
        was_blocked = self.blockSignals(True)
        self.search.clear()
        for button in self.buttons.values():
            button.setChecked(True)
        self.blockSignals(was_blocked)
        self.changed.emit()

    def show_counts(self, verdict: Verdict | None) -> None:
        """Say how many findings of each severity stand."""
        for severity, button in self.buttons.items():
            button.setText(f"{severity.label} {verdict.severities()[severity] if verdict else 0}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _regroup(self) -> None:
        if self._settings is not None:
            self._settings.setValue(_KEY, Grouping(self.grouping.currentData()).value)
        self.changed.emit()
