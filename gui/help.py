"""The help beside the work, with its contents and a search."""

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.help_pages import pages
from gui.help_text import HelpText

_KEY = Qt.ItemDataRole.UserRole
_SIZE = (76, 46)
"""Of the window, in widths and heights of a character."""


class HelpDialog(QDialog):
    """Shows the pages; it leaves the window usable, so that one can read and do."""

    def __init__(self, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = {page.key: page for page in pages()}
        self.search = QLineEdit(self, placeholderText="在使用说明里查找", clearButtonEnabled=True)
        self.search.setAccessibleName("在使用说明里查找")
        self.contents = QListWidget(self)
        self.contents.setAccessibleName("使用说明的目录")
        self.none = QLabel("没有找到，换个词试试。", self, wordWrap=True)
        self.page = HelpText(self)
        self.page.setAccessibleName("使用说明")
        self._lay_out()
        self.contents.currentItemChanged.connect(self._turn)
        self.search.textChanged.connect(self._search)
        self._search("")
        self.show_topic(topic)

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.search, self.contents, self.none):
            column.addWidget(part)
        split = QSplitter(self)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        buttons = QDialogButtonBox(self)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addWidget(buttons)
        character, line = self.fontMetrics().horizontalAdvance("国"), self.fontMetrics().lineSpacing()
        split.setSizes([16 * character, 60 * character])
        self.resize(QSize(_SIZE[0] * character, _SIZE[1] * line).boundedTo(self.screen().availableSize() * 0.9))

    def show_topic(self, topic: str) -> None:
        """Turn to a page, in the whole contents."""
        self.search.clear()
        rows = [row for row in range(self.contents.count()) if self.contents.item(row).data(_KEY) == topic]
        self.contents.setCurrentRow(rows[0] if rows else 0)
        self.contents.setFocus()

    @Slot(str)
    def _search(self, wanted: str) -> None:
        """List the pages that say what is looked for, and show the first of them unless the one in front does too."""
        current = self.contents.currentItem().data(_KEY) if self.contents.currentItem() else ""
        found = [page for page in self._pages.values() if page.says(wanted)]
        self.contents.clear()
        for page in found:
            item = QListWidgetItem(page.title, self.contents)
            item.setData(_KEY, page.key)
        self.none.setVisible(not found)
        keys = [page.key for page in found]
        self.contents.setCurrentRow(keys.index(current) if current in keys else 0)

    @Slot()
    def _turn(self) -> None:
        item = self.contents.currentItem()
        if item is None:
            return
        self.page.turn_to(QUrl.fromLocalFile(str(self._pages[item.data(_KEY)].path)))
        self._mark(self.search.text().split())

    def _mark(self, words: list[str]) -> None:
        """Mark on the page what was looked for, and go to the first place."""
        found = [cursor for word in words for cursor in _places(self.page.document(), word)]
        marks = []
        for cursor in found:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor  # type: ignore[attr-defined]
            mark.format.setBackground(theme.found(self.palette()))  # type: ignore[attr-defined]
            marks.append(mark)
        self.page.setExtraSelections(marks)
        if found:
            first = min(found, key=QTextCursor.position)
            self.page.setTextCursor(QTextCursor(self.page.document().findBlock(first.position())))


def _places(document: QTextDocument, word: str) -> list[QTextCursor]:
    places = []
    cursor = document.find(word)
    while not cursor.isNull():
        places.append(cursor)
        cursor = document.find(word, cursor)
    return places
