"""The heading above a section: shown as it stands, edited in its place, and the official one offered where it is not that."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QStyle, QStyleOptionFocusRect, QVBoxLayout, QWidget

from core.report import Section
from core.retitling import Retitling, retitling, typed_title
from gui import theme
from gui.document import OpenReport
from gui.headings import Heading
from gui.text_offers import OFFICIAL, take_title, title_text

_EDIT_KEYS = {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_HINT = "双击可以修改标题"


class SectionTitle(QWidget):
    """The heading of the first section of a number, or in its absence the official words, faded."""

    def __init__(self, document: OpenReport, number: int, official: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._number, self._official = document, number, official
        self.words = _Words("", 1.45, self)
        self.line = _Line(self)
        self.line.hide()
        self.setFocusProxy(self.words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        layout.addWidget(self.line)
        self.line.editingFinished.connect(self._write)
        document.previewed.connect(self.refresh)
        self.refresh()

    @property
    def _section(self) -> Section | None:
        return self._document.report.section(self._number)

    @property
    def offer(self) -> Retitling | None:
        """The official heading where a finding asks for it."""
        offers = (retitling(self._document.report, one) for one in self._document.verdict.findings)
        return next((one for one in offers if one is not None and one.section is self._section), None)

    @Slot()
    def refresh(self) -> None:
        """Show the heading as the report has it now, or the one that is about to be taken."""
        section, preview = self._section, self._document.preview
        ghost = isinstance(preview, Retitling) and preview.section is section
        title = preview.title if isinstance(preview, Retitling) and ghost else section.title if section else self._official
        self.words.show_title(title, ghost=ghost)
        self.words.setEnabled(section is not None)
        self.words.setToolTip(_HINT if section else "")

    @Slot()
    def edit(self) -> None:
        """Let the clerk write in the place of the heading."""
        if section := self._section:
            self.line.setText(section.title)
            self.line.setFont(self.words.font())
            self.words.hide()
            self.line.show()
            self.line.setFocus()
            self.line.selectAll()

    def leave(self) -> None:
        """End the writing; what was written counts for nothing any more."""
        focus = self.line.hasFocus()
        self.words.show()
        self.line.hide()
        if focus:
            self.words.setFocus()

    @Slot()
    def _write(self) -> None:
        """Take what was written for the heading; an empty line leaves it as it was."""
        if self.line.isHidden():
            return
        title, section = typed_title(self.line.text()), self._section
        self.leave()
        if title and section is not None and title != typed_title(section.title):
            take_title(self._document, Retitling(section, title))

    def menu(self) -> QMenu:
        """What can be done with the heading."""
        menu = QMenu(self)
        if offer := self.offer:
            action = menu.addAction(theme.icon("bulb"), title_text(offer))
            action.triggered.connect(lambda: take_title(self._document, offer, OFFICIAL))
        menu.addAction("修改标题…", self.edit).setShortcut(Qt.Key.Key_F2)
        menu.addAction("复制标题", lambda: QApplication.clipboard().setText(self.words.text()))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._section is not None and self.line.isHidden():
            menu = self.menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 or Enter begins the writing; Esc, which the line leaves to us, ends it."""
        if event.key() == Qt.Key.Key_Escape and not self.line.isHidden():
            self.leave()
        elif event.key() in _EDIT_KEYS and self.line.isHidden():
            self.edit()
        else:
            super().keyPressEvent(event)


class _Words(Heading):
    """The heading as it is read; Tab leads to it. One that is only proposed is tinted."""

    def __init__(self, text: str, size: float, parent: QWidget) -> None:
        super().__init__(text, size, parent)
        self._ghost = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_title(self, title: str, *, ghost: bool) -> None:
        """Show a heading of the report, or (`ghost`) one that is about to be taken."""
        self.setText(title)
        self.setAccessibleName(f"标题：{title}")
        if ghost != self._ghost:
            self._ghost = ghost
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._ghost:
            painter.fillRect(self.rect(), theme.found(self.palette()))
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)
        painter.end()
        super().paintEvent(event)


class _Line(QLineEdit):
    """The line in which a heading is written; Enter is not for the window's buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("标题")
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from shortcuts of the window while something is being written."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)
