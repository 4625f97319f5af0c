"""Workbooks: every sheet in order, hidden ones too, and what the clerk should know about them."""

from pathlib import Path

from core.document import Content, Place
from core.readers import gridding
from core.readers.blocks import Item, finish
from core.readers.workbook import Sheet, sheets


def read(data: bytes, path: Path) -> Content:
    """Return the blocks of all sheets in order, and notices for the clerk."""
    found = sheets(data, path)
    items = [item for sheet in found for item in _items(sheet)]
    return Content(finish(items), tuple(notice for sheet in found for notice in _notices(sheet)))


def _items(sheet: Sheet) -> list[Item]:
    def place(row: int, column: int) -> Place:
        return Place(sheet=sheet.name, row=row, column=column)

    return gridding.items(gridding.Sheet(sheet.cells, sheet.merges, place), Place(sheet=sheet.name))


def _notices(sheet: Sheet) -> list[str]:
    notices = []
    if sheet.hidden and sheet.cells:
        notices.append(f"工作表“{sheet.name}”是隐藏的，也读入了。")
    if sheet.uncalculated:
        notices.append(
            f"工作表“{sheet.name}”有 {sheet.uncalculated} 个公式没有计算结果，按原文读入。"
            "请用 Excel 或 WPS 打开，保存一次，再重新打开。"
        )
    return notices
