"""What can be done about a finding: the advice, the reason, and the buttons below the list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.findings import Finding, Suggestion
from core.report import Report
from core.retitling import Retitling, retitling
from gui.findings_model import explanation
from gui.findings_rows import Row
from gui.grid.words import advice
from gui.offer_button import OfferButton
from gui.text_offers import title_text, words_advice, words_for


class FindingDeeds(QWidget):
    """The foot of the panel: it shows what is offered for a line, and asks nothing and does nothing by itself."""

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        """Keep the keyboard at `home` when the button that has it goes away."""
        super().__init__(parent)
        self._home = home
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self.hint = QLabel(self, wordWrap=True, textInteractionFlags=selectable)
        self.why = QLabel(self, wordWrap=True, textInteractionFlags=selectable)
        self.accept_button = OfferButton("接受建议", self)
        self.aside_button = QPushButton("搁置…", self)
        self.restore_button = QPushButton("恢复", self)
        self.why_button = QToolButton(self, autoRaise=True)
        self.why_button.setText("为什么？")
        self.why_button.setCheckable(True)
        self.why_button.setToolTip("说明这条规则是什么、出自哪里")
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.accept_button, self.aside_button, self.restore_button):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.why_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.hint)
        layout.addWidget(self.why)
        layout.addLayout(buttons)

    def show_line(self, row: Row | None, report: Report | None, *, together: int, unseen: bool) -> None:
        """Show what can be done about a line of the list.

        Args:
            row: The line; None when none is selected.
            report: The report that the list is of.
            together: How many findings setting aside would take.
            unseen: Whether the clerk has not been shown the place of this finding yet.
        """
        standing = row is not None and row.reason is None
        offers = self._show_advice(row.finding if row and standing else None, report)
        if (self.aside_button if row and not standing else self.restore_button).hasFocus():
            self._home.setFocus()
        self.accept_button.setEnabled(offers > 0)
        take = "接受建议…" if offers > 1 else "接受建议"
        self.accept_button.setText("看这一处" if unseen and offers else take)
        self.aside_button.setEnabled(together > 0)
        self.aside_button.setText(f"搁置 {together} 处…" if together > 1 else "搁置…")
        gone, there = (self.aside_button, self.restore_button) if row and not standing else (self.restore_button, self.aside_button)
        gone.setVisible(False)  # first: three buttons would make the pane wider
        there.setVisible(True)
        why = explanation(row.finding) if row and row.finding else ""
        self.why.setText(why)
        self.why.setVisible(bool(why) and self.why_button.isChecked())
        self.why_button.setEnabled(bool(why))

    def _show_advice(self, found: Finding | None, report: Report | None) -> int:
        """Say what is offered for a finding, and return how many ways there are to choose from."""
        suggestions = found.suggestions if found else ()
        words = words_for(report, found) if report and found else ()
        title = title_of(report, found)
        heading = f"建议：{title_text(title)}。" if title else ""
        self.hint.setText(_advice(report, suggestions) or words_advice(words) or heading)
        self.hint.setVisible(bool(self.hint.text()))
        return len(suggestions or words) or int(title is not None)


def title_of(report: Report | None, finding: Finding | None) -> Retitling | None:
    """The heading that a finding offers."""
    return retitling(report, finding) if report and finding else None


def _advice(report: Report | None, suggestions: Sequence[Suggestion]) -> str:
    """The best suggestion in words, and that there are others."""
    if report is None or report.form is None or not suggestions:
        return ""
    others = f"另有 {len(suggestions) - 1} 种可能，点“接受建议…”选择。" if len(suggestions) > 1 else ""
    return f"建议：{advice(report.form, None, suggestions[0])}。{others}"
