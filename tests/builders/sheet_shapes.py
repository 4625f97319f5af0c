"""A printed report as rows of fields, and as a workbook: one sheet or several, merged or plain, figures as numbers or text."""

import csv
import io
import random
from decimal import Decimal
from typing import Any

import xlsxwriter

from core.layout import Role
from tests.builders.article import Article, Board, Slot
from tests.builders.surroundings import closing, heading_line, opening

_PROSE = "正文"
_NAMES = {"disclosure": "表二", "requests": "表三", "disputes": "表四"}


def as_csv(rng: random.Random, article: Article, delimiter: str, headings: str, around: str) -> str:
    """Rows of fields: words in the first field, tables as a spreadsheet program saves them."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    for item in _items(rng, article, headings, around):
        if isinstance(item, Board):
            writer.writerows(item.fields())
        else:
            writer.writerow([item])
    return stream.getvalue()


def _items(rng: random.Random, article: Article, headings: str, around: str) -> list[Board | str]:
    """Lines and tables in printed order."""
    items: list[Board | str] = [*opening(rng, article, around), *article.preamble]
    for part in article.parts:
        items += [] if part.hidden else [heading_line(part, headings)]
        items += [*part.words, *part.tables]
    return [*items, *closing(rng, article, around)]


def as_xlsx(rng: random.Random, article: Article, layout: str, around: str, *, numbers: bool) -> bytes:
    """A workbook; `layout` is one (everything on a sheet) or several (words, and each table on a sheet of its own)."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    items = _items(rng, article, "plain", around)
    if layout == "one":
        _write(book.add_worksheet("Sheet1"), items, numbers)
    else:
        _write(book.add_worksheet(_PROSE), [item for item in items if isinstance(item, str)], numbers)
        boards = [item for item in items if isinstance(item, Board)]
        for key in dict.fromkeys(board.key for board in boards):
            _write(book.add_worksheet(_NAMES[key]), [board for board in boards if board.key == key], numbers)
    book.close()
    return stream.getvalue()


def _write(sheet: Any, items: list[Board | str], numbers: bool) -> None:
    row = 0
    for item in items:
        if isinstance(item, str):
            sheet.write_string(row, 0, item)
            row += 1
            continue
        for slot in item.slots:
            _put(sheet, row, slot, numbers)
        row += item.height + 1


def _put(sheet: Any, top: int, slot: Slot, numbers: bool) -> None:
    value = _value(slot) if numbers else slot.text
    if slot.row_span > 1 or slot.column_span > 1:
        last = top + slot.row + slot.row_span - 1, slot.column + slot.column_span - 1
        sheet.merge_range(top + slot.row, slot.column, *last, "")
    if isinstance(value, str):
        sheet.write_string(top + slot.row, slot.column, value)
    else:
        sheet.write_number(top + slot.row, slot.column, value)


def _value(slot: Slot) -> str | int | Decimal:
    if slot.role is not Role.VALUE or not slot.text.lstrip("-").replace(".", "", 1).isdigit():
        return slot.text
    return Decimal(slot.text)
