"""The status bar: how many sums hold, the sum of the selected cells, what the file is, and whether it is saved."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from core.checks.continuity import may_follow
from core.findings import Severity, State, Verdict
from core.numbers import canonical
from gui import theme
from gui.document import OpenReport, title_of
from gui.elided_label import ElidedLabel
from gui.encoding_button import EncodingButton
from gui.facts_page import kind_name
from gui.findings_words import made_of
from gui.grid.menu import shortened
from gui.grid.panel import SelectionSummary
from gui.grid.zoom import PLAIN

_LONGEST = 24
"""Characters of what is compared with."""
_APART = 6
"""Pixels at either side of the words, that the figures of one do not run into the next."""


def equations_text(verdict: Verdict) -> str:
    """How many sums were checked, and with what outcome."""
    if not verdict.equations:
        return "没有可以核对合计的表格"
    passed, failed, unchecked = (verdict.count(state) for state in (State.PASSED, State.FAILED, State.UNCHECKED))
    return f"核 {len(verdict.equations)} 项：通过 {passed}，不符 {failed}，未核 {unchecked}"


def others_text(verdict: Verdict) -> str:
    """What else the list has of weight, where the sums do not say it: the sign beside them is then that of the list."""
    left = _worst_left(verdict)
    if left is None or verdict.count(State.FAILED):
        return ""
    return f"；另有{left.label} {verdict.severities()[left]} 处"


def equations_explained(verdict: Verdict) -> str:
    """What the figures about the sums count, and how the errors of the list come from them."""
    if not verdict.equations:
        return "这里数的是表格里的合计；这份报告没有可以核对合计的表格。"
    made = made_of(verdict)
    listed = f"问题清单另外也看文字和格式：{made}" if made else ""
    return f"这里只数表格里的合计（例如一行各格相加是否等于总计）。{listed}\n点这里看哪些不符、哪些没有核对，以及为什么没有核对。"


def saved_text(document: OpenReport) -> str:
    """Whether there are edits that no file holds, or else which file holds them."""
    if document.unsaved:
        return "已修改，尚未保存"
    if document.written is None:
        return "未修改"
    return f"{'已保存' if document.written == document.project else '已导出'}：{document.written.name}"


def selection_text(summary: SelectionSummary) -> str:
    """How many cells are selected, how many of them hold figures, their sum, and of two figures the difference."""
    if not summary.figures:
        return f"选中 {summary.cells} 格，没有数"
    count = "" if summary.figures == summary.cells else f"，有数的 {summary.figures} 格"
    apart = "" if summary.difference is None else f"，相差 {canonical(summary.difference)}"
    return f"选中 {summary.cells} 格{count}，合计 {canonical(summary.total)}{apart}"


def compared_text(document: OpenReport) -> str:
    """Which report of the year before the clerk compares with, if any; and where the years do not fit, that none is compared."""
    previous = document.previous
    if previous is None:
        return ""
    name = title_of(previous)
    return f"对照上年：{name}" if may_follow(document.report, previous) else f"年份不相连，没有比对：{name}"


class StatusLine(QStatusBar):
    """Shows one report at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.equations, self.selection = QToolButton(self, autoRaise=True), ElidedLabel(self)
        self.equations.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.equations.setCursor(Qt.CursorShape.PointingHandCursor)
        self.compared = QToolButton(self, autoRaise=True, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.compared.setToolTip("正在与上年的报告比对；点这里可以换一份，或者不再比对")
        self.file, self.encoding, self.saved = ElidedLabel(self), EncodingButton(self), ElidedLabel(self)
        self.zoom = QToolButton(self, autoRaise=True)
        self.zoom.setToolTip("显示比例；点这里回到 100%（Ctrl+0）")
        self.trouble = QToolButton(self, autoRaise=True)
        self.trouble.setText("没有自动留底")
        self.trouble.setIcon(theme.state_icon(State.FAILED))
        self.trouble.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.trouble.hide()
        self.addWidget(self.equations)
        self.addWidget(self.trouble)
        for pane in (self.selection, self.zoom, self.compared, self.file, self.encoding, self.saved):
            self.addPermanentWidget(pane)
            if isinstance(pane, QLabel):
                pane.setContentsMargins(_APART, 0, _APART, 0)
        self.show_document(None)

    def show_document(self, document: OpenReport | None) -> None:
        """Show the state of a report as it is now."""
        for label in (self.equations, self.file, self.saved):
            label.setVisible(document is not None)
        self.encoding.show_source(document.report.source if document else None)
        compared = compared_text(document) if document else ""
        self.compared.setText(shortened(compared, _LONGEST))
        self.compared.setVisible(bool(compared))
        if document is None:
            self.show_selection(None)
            return
        self.equations.setText(equations_text(document.verdict) + others_text(document.verdict))
        self.equations.setToolTip(equations_explained(document.verdict))
        self.equations.setAccessibleDescription(self.equations.toolTip())
        self.equations.setIcon(sign(document.verdict))
        self.file.setText(kind_name(document.report.source.kind))
        self.saved.setText(saved_text(document))

    @Slot(int)
    def show_zoom(self, percent: int) -> None:
        """Show how large the tables are, when it is not the plain size."""
        self.zoom.setText(f"{percent}%")
        self.zoom.setVisible(percent != PLAIN)

    @Slot(str)
    def show_trouble(self, text: str) -> None:
        """Say, for as long as it is so, that changes do not reach the disk by themselves; "" when they do."""
        self.trouble.setVisible(bool(text))
        self.trouble.setToolTip(f"{text}点这里另存。" if text else "")
        self.trouble.setAccessibleDescription(text)

    @Slot(object)
    def show_selection(self, summary: SelectionSummary | None) -> None:
        """Show the sum of the selected cells, when there is more than one."""
        if summary is None or summary.cells < 2:
            self.selection.hide()
            return
        self.selection.setText(selection_text(summary))
        self.selection.show()


def sign(verdict: Verdict) -> QIcon:
    """The sign of the sums; where none fails, that of the worst finding there still is: nobody shall take a tick for the end."""
    state, left = _overall(verdict), _worst_left(verdict)
    return theme.severity_icon(left) if left and state is not State.FAILED else theme.state_icon(state)


def _worst_left(verdict: Verdict) -> Severity | None:
    """The severity of the worst finding of weight."""
    counts = verdict.severities()
    return next((severity for severity in (Severity.ERROR, Severity.WARNING) if counts[severity]), None)


def _overall(verdict: Verdict) -> State:
    if verdict.count(State.FAILED):
        return State.FAILED
    return State.UNCHECKED if verdict.count(State.UNCHECKED) or not verdict.equations else State.PASSED
