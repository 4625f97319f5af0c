"""Lines of a tree whose words wrap: Qt draws them so, but leaves them the height of one line."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

Index = QModelIndex | QPersistentModelIndex
_PAD = 4
_WRAP = Qt.TextFlag.TextWordWrap


class WrapDelegate(QStyledItemDelegate):
    """Asks for the height that the words need in the width of their column."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        any_option: Any = option  # the stubs hide the fields of the option
        width = any_option.widget.columnWidth(index.column()) - 3 * _PAD
        if index.data(Qt.ItemDataRole.DecorationRole) is not None:
            return size
        words = any_option.fontMetrics.boundingRect(QRect(0, 0, width, 100_000), _WRAP, str(index.data() or ""))
        return QSize(size.width(), max(size.height(), words.height() + 2 * _PAD))


def wrap_lines(tree: QTreeView) -> None:
    """Show the words of a tree whole, over as many lines as the columns make of them."""
    tree.setItemDelegate(WrapDelegate(tree))
    tree.setWordWrap(True)
    tree.setUniformRowHeights(False)
    tree.setTextElideMode(Qt.TextElideMode.ElideNone)
    tree.header().sectionResized.connect(lambda *_: tree.scheduleDelayedItemsLayout())
