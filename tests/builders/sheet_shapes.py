"""A printed report as rows of fields, and as an .xlsx workbook: on one sheet or several, figures as numbers, text or formulas."""

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter

from core.document import column_letters
from core.layout import Role
from tests.builders.article import Article, Board, Slot
from tests.builders.surroundings import closing, heading_line, opening


@dataclass(frozen=True, slots=True)
class Placed:
    """One filled cell of a sheet, counted from 0: its words, its figure if it is one, the formula that would give it."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    value: Decimal | None = None
    formula: str = ""

    @property
    def last(self) -> tuple[int, int]:
        return self.row + self.row_span - 1, self.column + self.column_span - 1


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


def pages(rng: random.Random, article: Article, layout: str, around: str) -> list[tuple[str, list[Placed]]]:
    """The sheets by name, and what stands on each.

    `layout` is one (everything on a sheet) or several (words, and each table on a sheet of its own).
    """
    items = _items(rng, article, "plain", around)
    if layout == "one":
        return [("Sheet1", _placed(items))]
    boards = [item for item in items if isinstance(item, Board)]
    words: list[Board | str] = [item for item in items if isinstance(item, str)]
    tables = [
        (_NAMES[key], _placed([board for board in boards if board.key == key])) for key in dict.fromkeys(b.key for b in boards)
    ]
    return [(_PROSE, _placed(words)), *tables]


def _placed(items: Sequence[Board | str]) -> list[Placed]:
    """Lines and tables under one another, a blank row after each table."""
    placed: list[Placed] = []
    row = 0
    for item in items:
        if isinstance(item, str):
            placed.append(Placed(row, 0, item))
            row += 1
        else:
            sums = totals(item, row)
            spots = [(slot, (row + slot.row, slot.column)) for slot in item.slots]
            placed += (
                Placed(*spot, slot.text, slot.row_span, slot.column_span, number(slot), sums.get(spot, "")) for slot, spot in spots
            )
            row += item.height + 1
    return placed


def number(slot: Slot) -> Decimal | None:
    """The figure of a cell that holds nothing else."""
    if slot.role is not Role.VALUE or not slot.text.lstrip("-").replace(".", "", 1).isdigit():
        return None
    return Decimal(slot.text)


def totals(board: Board, top: int) -> dict[tuple[int, int], str]:
    """Formulas for the totals of the rows in which everything is a figure or blank, by row and column from 0."""
    rows: dict[tuple[int, str], list[Slot]] = {}
    for slot in board.slots:
        if slot.ref and slot.role is Role.VALUE:
            rows.setdefault((slot.row, slot.ref.row), []).append(slot)
    found = {}
    for slots in rows.values():
        total = [slot for slot in slots if slot.ref and slot.ref.column == "total" and number(slot) is not None]
        parts = [slot for slot in slots if slot.ref and slot.ref.column != "total"]
        if total and parts and all(number(slot) is not None or not slot.text for slot in parts):
            names = ",".join(f"{column_letters(slot.column + 1)}{top + slot.row + 1}" for slot in parts)
            found[top + total[0].row, total[0].column] = f"SUM({names})"
    return found


def as_xlsx(rng: random.Random, article: Article, layout: str, around: str, figures: str) -> bytes:
    """A workbook of Excel; `figures` are numbers, text, or formulas where they are totals."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, placed in pages(rng, article, layout, around):
        sheet = book.add_worksheet(name)
        for cell in placed:
            _put(sheet, cell, figures)
    book.close()
    return stream.getvalue()


def _put(sheet: Any, cell: Placed, figures: str) -> None:
    if cell.row_span > 1 or cell.column_span > 1:
        sheet.merge_range(cell.row, cell.column, *cell.last, "")
    if figures == "text" or cell.value is None:
        sheet.write_string(cell.row, cell.column, cell.text)
    elif figures == "formulas" and cell.formula:
        sheet.write_formula(cell.row, cell.column, f"={cell.formula}", None, cell.value)
    else:
        sheet.write_number(cell.row, cell.column, cell.value)
