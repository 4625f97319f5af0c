"""The page 基本情况: the facts of a report, where it came from, and what was left over when it was read."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.edits import SetHeader
from core.findings import Finding, Span
from core.forms import CellRef
from core.report import Leftover, Report
from gui.document import OpenReport
from gui.facts import FACTS, Fact, NotUnderstood, with_fact
from gui.headings import heading, subheading
from gui.text_preamble import Preamble

KINDS = {
    "html": "网页", "mht": "单文件网页（MHT）", "text": "纯文本", "csv": "逗号分隔的表格（CSV）",
    "docx": "Word 文档", "doc": "旧版 Word 文档", "wps": "WPS 文字", "rtf": "RTF 文档", "pdf": "PDF 文件",
    "xlsx": "Excel 工作簿", "xls": "旧版 Excel 工作簿", "et": "WPS 表格", "ods": "ODF 电子表格", "odt": "ODF 文字文档",
    "xml": "Office 的 XML 文档",
}  # fmt: skip


def kind_name(kind: str) -> str:
    """What a clerk calls a kind of file."""
    return KINDS.get(kind, kind)


class FactEdit(QLineEdit):
    """One fact of the masthead in a line of its own, with a hint below when it cannot be understood."""

    def __init__(self, document: OpenReport, fact: Fact, hint: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._fact, self._hint = document, fact, hint
        self.setPlaceholderText(fact.example)
        self.setAcceptDrops(False)
        self.setAccessibleName(fact.label)
        self.refresh()
        self.editingFinished.connect(self._commit)

    def refresh(self) -> None:
        """Show what the report says now."""
        text = self._fact.show(self._document.report.header)
        if text != self.text():
            with QSignalBlocker(self):
                self.setText(text)
        self.setCursorPosition(0)
        self._hint.hide()

    @Slot()
    def _commit(self) -> None:
        report = self._document.report
        if self.text() == self._fact.show(report.header):
            self._hint.hide()
            return
        try:
            header, years = with_fact(report, self._fact, self.text())
        except NotUnderstood as error:
            self._hint.setText(str(error))
            self._hint.show()
            return
        if header == report.header:
            self.refresh()
            return
        self._document.push(SetHeader(f"改{self._fact.label}", header, years))


class FactsPage(QScrollArea):
    """The whole page, in one column that scrolls."""

    def __init__(self, document: OpenReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._edits: dict[str, FactEdit] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(10)
        self._title = heading("基本情况")
        layout.addWidget(self._title)
        layout.addLayout(self._facts())
        self.preamble = Preamble(document, self)
        layout.addWidget(subheading("引言"))
        layout.addWidget(self.preamble)
        layout.addWidget(subheading("文件"))
        layout.addLayout(_source(document.report))
        for part in self._texts():
            layout.addWidget(part)
        layout.addStretch()
        self.setWidget(body)
        document.changed.connect(self._refresh)

    def show_place(self, _cells: Sequence[CellRef], span: Span | None) -> None:
        """Bring words of the preamble into view."""
        if span is not None:
            self.preamble.go_to(span)
            self.ensureWidgetVisible(self.preamble)

    def go_to(self, finding: Finding | None, focus: bool) -> None:
        """Bring the fact or the words of the preamble that a finding is about into view."""
        if finding and finding.spans:
            self.show_place((), finding.spans[0])
            if focus:
                self.preamble.setFocus()
            return
        key = "year" if finding and finding.code in {"year.mismatch", "format.outdated"} else "title"
        self.ensureWidgetVisible(self._edits[key])
        if focus:
            self._edits[key].setFocus()
            self._edits[key].selectAll()

    def _facts(self) -> QFormLayout:
        form = _form()
        for fact in FACTS:
            hint = QLabel(wordWrap=True)
            edit = FactEdit(self._document, fact, hint, self)
            self._edits[fact.key] = edit
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(edit)
            column.addWidget(hint)
            form.addRow(fact.label, column)
            hint.hide()
        return form

    def _texts(self) -> Iterable[QWidget]:
        report = self._document.report
        if report.notices:
            yield Folder(f"读取时的说明（{len(report.notices)} 条）", report.notices, opened=True)
        unknown = [_leftover(left) for left in report.leftovers if left.why == "unknown"]
        if unknown:
            yield Folder(f"未归入任何部分的内容（{len(unknown)} 处）", unknown, opened=True)
        other = [_leftover(left) for left in report.leftovers if left.why != "unknown"]
        if other:
            yield Folder(f"网页导航、页眉页脚等（{len(other)} 处）", other, opened=False)

    @Slot()
    def _refresh(self) -> None:
        for edit in self._edits.values():
            edit.refresh()
        self.preamble.refresh()


class Folder(QWidget):
    """A list of texts under a heading that opens and closes."""

    def __init__(self, title: str, lines: Iterable[str], *, opened: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QToolButton(self, autoRaise=True)
        self.button.setText(title)
        self.button.setCheckable(True)
        self.button.setChecked(opened)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.text = QPlainTextEdit("\n".join(lines), readOnly=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.text.setFixedHeight(min(10, max(3, self.text.blockCount() + 1)) * self.fontMetrics().lineSpacing() + 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        layout.addWidget(self.text)
        self.button.toggled.connect(self._open)
        self._open(opened)

    @Slot(bool)
    def _open(self, opened: bool) -> None:
        self.text.setVisible(opened)
        self.button.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)


def _leftover(left: Leftover) -> str:
    return f"{left.place.describe()}：{left.text}"


def _source(report: Report) -> QFormLayout:
    form = _form()
    source = report.source
    rows = [
        ("来源文件", source.where or "粘贴的文字"),
        ("文件类型", kind_name(source.kind)),
        ("文字编码", source.encoding.upper() if source.encoding else "—"),
        ("适用格式", f"{report.form.name}（{report.form.document}）" if report.form else "该年度没有固定格式，不核对表格"),
    ]
    for name, text in rows:
        form.addRow(_Name(name), _copyable(name, text))
    return form


class _Name(QLabel):
    """The faded name of a fact that nobody edits; as wide as the names of those above, that the values stand below theirs."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        own = super().sizeHint()
        return QSize(max(own.width(), *(self._width(fact.label) for fact in FACTS)), own.height())

    def _width(self, name: str) -> int:
        """How wide the name of another fact is."""
        other = QLabel(name)
        other.setFont(self.font())
        return other.sizeHint().width()


def _copyable(name: str, text: str) -> QLineEdit:
    """A line that can be selected and copied, and scrolled when it is long."""
    line = QLineEdit(text, readOnly=True, frame=False)
    clear = QPalette()  # and no style sheet, under which the line would keep the colours and the size it had
    clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    line.setPalette(clear)
    line.setTextMargins(line.style().pixelMetric(QStyle.PixelMetric.PM_DefaultFrameWidth), 0, 0, 0)  # as in a frame
    line.setCursorPosition(0)
    line.setAccessibleName(name)
    line.setToolTip(text)
    return line


def _form() -> QFormLayout:
    form = QFormLayout(fieldGrowthPolicy=QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    return form
