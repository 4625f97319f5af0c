"""The print preview: the pages, and what can be done with them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QToolBar, QVBoxLayout, QWidget

from gui.preview_pages import PagesView
from gui.printing.faces import Faces
from gui.printing.sheet import Page


class PreviewDialog(QDialog):
    """Shows pages; prints them, or writes them as a PDF, when asked. `marks`: whether findings can be marked on them."""

    print_asked = Signal()
    pdf_asked = Signal()
    marks_asked = Signal(bool)
    """Whether the findings are to be marked on the pages."""

    def __init__(self, title: str, faces: Faces, note: str, *, marks: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印预览：{title}")
        self.view = PagesView(faces, self)
        self.place = QLabel(self)
        self.marks = QCheckBox("标出问题", self)
        self.marks.setToolTip("在有问题的格子里加底色和编号，最后附一页说明")
        self.bar = QToolBar(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        if note:
            layout.addWidget(QLabel(note, self, wordWrap=True, margin=8))
        layout.addWidget(self.view, 1)
        self._fill_bar(marks)
        self.view.seen.connect(self._tell)
        self.marks.toggled.connect(self.marks_asked)
        self.resize(900, 860)

    def _fill_bar(self, marks: bool) -> None:
        self.print_action = self._action("打印…", "Ctrl+P", self.print_asked.emit)
        self.pdf_action = self._action("存为 PDF…", "Ctrl+S", self.pdf_asked.emit)
        self.bar.addSeparator()
        self._action("放大", "Ctrl+=", self.view.larger)
        self._action("缩小", "Ctrl+-", self.view.smaller)
        self._action("适合宽度", "", self.view.fit_width)
        self._action("整页", "", self.view.fit_page)
        self.bar.addSeparator()
        self.bar.addWidget(self.place)
        self.marks.setVisible(marks)
        if marks:
            self.bar.addSeparator()
            self.bar.addWidget(self.marks)
        self._action("关闭", "", self.reject)

    def _action(self, text: str, keys: str, done: Callable[[], object]) -> QAction:
        action = self.bar.addAction(text)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: done())
        return action

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Show these pages, instead of others if there were any."""
        self.view.show_pages(pages)

    @Slot(int, int)
    def _tell(self, number: int, count: int) -> None:
        self.place.setText(f" 第 {number} 页，共 {count} 页 ")
