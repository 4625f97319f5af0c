"""The strip above a grid: the sums of the current cell, one at a time, with both sides, their terms and the difference."""

from html import escape
from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from core.findings import Finding, Judged, Severity, State, Verdict
from core.forms import CellRef
from core.report import Report
from gui import theme
from gui.equation_words import Side, Spelled, Term, spelled, sums_of
from gui.icon_label import IconLabel
from gui.tally import is_about

_LINES, _SHARE = 2, 3
"""The lines that there is always room for, and which part of the page a long sum may take."""
_ZEROS = "zeros"
_HINT = "点选一格，这里列出它所在的合计。"
_FREE = "这一格不在任何合计里，没有可核对的算式。"


class _Rule(QLabel):
    """Which sum it is, and its rule in words where there is room for them; what does not fit at all ends in “…”."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = ""

    def show_rule(self, line: str, rule: str) -> None:
        """Show the line of the table that is summed, and how."""
        self._line = line
        self.setText(f"{line}：{rule}" if rule else line)
        self.setToolTip(self.text())

    @property
    def shown(self) -> str:
        """The words that there is room for."""
        metrics = self.fontMetrics()
        fits = metrics.horizontalAdvance(self.text()) <= self.width()
        return metrics.elidedText(self.text() if fits else self._line, Qt.TextElideMode.ElideRight, self.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.shown)


class EquationStrip(QFrame):
    """Shows why a cell is in question: the sum that fails, or quietly those that hold."""

    cell_requested = Signal(object)
    """The CellRef of the term that was clicked."""
    framed = Signal(object)
    """The cells of the failing sum that is shown, as a frozenset of CellRef; empty for any other."""
    fitted = Signal()
    """The strip has become higher or lower."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sums: list[Judged] = []
        self._at = 0
        self._ref: CellRef | None = None
        self._report: Report | None = None
        self._unfolded = False
        self._icon, self._state, self._count = IconLabel(1.1, self), QLabel(self), QLabel(self)
        self._rule, self._terms = _Rule(self), QTextBrowser(self)
        self.back = self._button("‹", "这一格的上一个合计", -1)
        self.forth = self._button("›", "这一格的下一个合计", 1)
        self._terms.anchorClicked.connect(self._on_link)
        self._due = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        """A table must not move away under the mouse before a second click."""
        self._due.timeout.connect(self._fit)
        self._dress()
        self.show_cell(None, None, None)

    def _button(self, text: str, says: str, step: int) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setText(text)
        button.setToolTip(says)
        button.setAccessibleName(says)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._step(step))
        return button

    def _dress(self) -> None:
        bold = self._state.font()
        bold.setBold(True)
        self._state.setFont(bold)
        self._terms.setOpenLinks(False)
        self._terms.setFrameShape(QFrame.Shape.NoFrame)
        self._terms.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._terms.setAccessibleName("算式")
        self._terms.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._terms.document().setDocumentMargin(0)
        self._terms.viewport().setAutoFillBackground(False)
        head = QHBoxLayout()
        head.setSpacing(8)
        row: tuple[QWidget, ...] = (self._icon, self._state, self._rule, self._count, self.back, self.forth)
        for widget in row:
            head.addWidget(widget, int(widget is self._rule))
        for control in (self._icon, self.back, self.forth):  # the table below does not move when they come and go
            kept = control.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            control.setSizePolicy(kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._terms)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Give the terms the room that they need: of two lines at least, of a part of the page at most, then they are scrolled."""
        whole = self._terms.document().clone()
        whole.setTextWidth(self._terms.contentsRect().width())
        page = self.parentWidget()
        most = page.height() // _SHARE if page is not None else 0
        height = max(_two_lines(self.font()), min(_height(whole), most))
        whole.deleteLater()
        if height != self._terms.height() or height != self._terms.maximumHeight():
            self._terms.setFixedHeight(height)
            self.fitted.emit()

    def show_cell(self, report: Report | None, verdict: Verdict | None, ref: CellRef | None) -> None:
        """Show the sums of a cell; of the cell that was shown already, the sum that was."""
        kept = self._sums[self._at].equation if self._sums and ref == self._ref else None
        self._report, self._unfolded = report, self._unfolded and ref == self._ref
        self._ref = ref
        self._sums = sums_of(verdict, ref) if verdict and ref else []
        self._at = next((at for at, item in enumerate(self._sums) if item.equation == kept), 0)
        self._show()

    def show_finding(self, finding: Finding) -> None:
        """Show the sum that a finding says fails, if the cell takes part in it."""
        at = next((at for at, item in enumerate(self._sums) if is_about(finding, item.equation)), self._at)
        if at != self._at:
            self._at, self._unfolded = at, False
            self._show()

    @property
    def shown(self) -> Spelled | None:
        """The sum in words that is shown now."""
        return spelled(self._report, self._sums[self._at]) if self._report and self._sums else None

    @property
    def text(self) -> str:
        """Everything that the strip says, as plain text."""
        return "　".join(filter(None, (self._state.text(), self._rule.text(), self._terms.toPlainText())))

    @Slot()
    def _show(self) -> None:
        shown = self.shown
        several = shown is not None and len(self._sums) > 1
        for control in (self._count, self.back, self.forth):
            control.setVisible(several)
        self._count.setText(f"{self._at + 1} / {len(self._sums)}")
        self._icon.setVisible(shown is not None)
        self._state.setText(shown.verdict if shown else "")
        self._rule.show_rule(shown.line if shown else "", shown.rule if shown else "")
        if shown is None:
            self._terms.setHtml(_coloured(_FREE if self._ref else _HINT, self.palette()))
            self._due.start()
            self.framed.emit(frozenset())
        else:
            self._show_sum(shown)

    def _show_sum(self, shown: Spelled) -> None:
        self._icon.show_icon(theme.state_icon(shown.state))
        failed = shown.state is State.FAILED
        colour = theme.severity_colour(Severity.ERROR, self.palette()) if failed else theme.text(self.palette())
        written = QPalette(self.palette())  # and no style sheet, under which the words would keep the size they had
        written.setColor(QPalette.ColorRole.WindowText, colour)
        self._state.setPalette(written)
        self._terms.setHtml(_html(shown, self._ref, self._unfolded, self.palette()))
        self._due.start()
        self._terms.setToolTip(f"{shown.line}：{shown.rule}\n{shown.why}".strip())
        cells = self._sums[self._at].equation.cells
        self.framed.emit(frozenset(cells) if failed else frozenset())

    def _step(self, step: int) -> None:
        if self._sums:
            self._at = (self._at + step) % len(self._sums)
            self._unfolded = False
            self._show()

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        if url.toString() == _ZEROS:
            self._unfolded = True
            self._show()
        else:
            self.cell_requested.emit(CellRef.parse(url.toString()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._due.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the colours and the fonts of the system."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._show()
        elif event.type() is QEvent.Type.FontChange:
            self._fit()


def _two_lines(font: QFont) -> int:
    """The height of two lines, whatever fonts meet in them."""
    sample = QTextDocument()
    sample.setDocumentMargin(0)
    sample.setDefaultFont(font)
    sample.setHtml("<br>".join(["<b>国Ag 1</b>"] * _LINES))
    return _height(sample)


def _height(words: QTextDocument) -> int:
    return ceil(words.size().height()) + 2


def _html(shown: Spelled, ref: CellRef | None, unfolded: bool, palette: QPalette) -> str:
    """Both sides of a sum, each term a link to its cell, the current one in bold."""
    sides = [_side(name, side, ref, unfolded) for name, side in (("左边", shown.left), ("右边", shown.right))]
    parts = [*sides, escape(shown.why)]
    quiet = shown.state is State.PASSED
    link = (theme.muted(palette) if quiet else palette.color(QPalette.ColorRole.Link)).name()
    style = f"<style>a {{ text-decoration: none; color: {link}; }}</style>"
    return style + _coloured("&nbsp;&nbsp;&nbsp; ".join(filter(None, parts)), palette, quiet=quiet)


def _side(name: str, side: Side, ref: CellRef | None, unfolded: bool) -> str:
    terms = [_term(term, ref) for term in (*side.terms, *(side.zeros if unfolded else ()))]
    if side.zeros and not unfolded:
        others = "其余&nbsp;" if side.terms else ""
        terms.append(f"<a href='{_ZEROS}'>{others}{len(side.zeros)}&nbsp;项为&nbsp;0</a>")
    if len(side.terms) == 1 and not side.zeros:
        return f"{name}：{terms[0]}"
    return f"{name}&nbsp;<b>{side.total}</b> = {' + '.join(terms)}"


def _term(term: Term, ref: CellRef | None) -> str:
    words = f"<a href='{term.ref}'>{escape(term.label)}&nbsp;{escape(term.figure)}</a>"
    return f"<b>{words}</b>" if term.ref == ref else words


def _coloured(html: str, palette: QPalette, *, quiet: bool = True) -> str:
    colour = theme.muted(palette) if quiet else theme.text(palette)
    return f"<div style='color: {colour.name()}'>{html}</div>"
