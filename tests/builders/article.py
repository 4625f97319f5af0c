"""A report as it is printed, before it becomes a file of some kind: title, masthead, words, and tables with merged cells."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.forms import CellRef
from core.layout import Role, layout_of
from core.report import Header, Report

NUMERALS = "一二三四五六"
NBSP = "\xa0"


@dataclass(frozen=True, slots=True)
class Slot:
    """One printed cell: where it begins, what it covers, its words, and which cell of the report it shows."""

    row: int
    column: int
    row_span: int
    column_span: int
    role: Role
    text: str
    ref: CellRef | None = None

    def moved(self, rows: int, columns: int = 0) -> "Slot":
        return replace(self, row=self.row + rows, column=self.column + columns)


@dataclass(frozen=True, slots=True)
class Board:
    """One printed table. `header_rows` lead it; `label_columns` stand left of the figures."""

    key: str
    slots: tuple[Slot, ...]
    header_rows: int
    label_columns: int

    @property
    def height(self) -> int:
        return max(slot.row + slot.row_span for slot in self.slots)

    @property
    def width(self) -> int:
        return max(slot.column + slot.column_span for slot in self.slots)

    def lines(self) -> list[list[Slot]]:
        """The cells that begin in each row, from left to right."""
        rows: list[list[Slot]] = [[] for _ in range(self.height)]
        for slot in sorted(self.slots, key=lambda slot: (slot.row, slot.column)):
            rows[slot.row].append(slot)
        return rows

    def with_texts(self, change: Callable[[Slot], str]) -> "Board":
        return replace(self, slots=tuple(replace(slot, text=change(slot)) for slot in self.slots))

    def fields(self, *, repeat: bool = False) -> list[list[str]]:
        """Every place of the table: a merged cell shows its words once, or with `repeat` all over."""
        places = [[""] * self.width for _ in range(self.height)]
        for slot in self.slots:
            for row in range(slot.row, slot.row + slot.row_span if repeat else slot.row + 1):
                for column in range(slot.column, slot.column + slot.column_span if repeat else slot.column + 1):
                    places[row][column] = slot.text
        return places


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its heading as written, its words, then its tables, with loose lines such as page numbers between.

    `hidden`: the heading stands inside a table of another section.
    """

    number: int
    heading: str
    words: tuple[str, ...] = ()
    tables: tuple[Board | str, ...] = ()
    hidden: bool = False


@dataclass(slots=True)
class Article:
    """A printed report; `header` holds the facts that the print states."""

    title: str
    header: Header
    preamble: tuple[str, ...]
    parts: list[Part]
    extras: int = 0

    def boards(self, change: Callable[[Board], Board | Sequence[Board | str]]) -> None:
        """Change every table of the article, each into one or several."""
        self.parts = [replace(part, tables=tuple(_changed(part.tables, change))) for part in self.parts]


def _changed(tables: Sequence[Board | str], change: Callable[[Board], Board | Sequence[Board | str]]) -> Iterator[Board | str]:
    for item in tables:
        changed = item if isinstance(item, str) else change(item)
        yield from [changed] if isinstance(changed, (str, Board)) else changed


def article(report: Report) -> Article:
    """Print a report the official way."""
    form = report.form
    assert form is not None
    boards = {table.section: (_board(report, table.key),) for table in form.tables}
    parts = [Part(part.number, part.title, _lines(part.text), boards.get(part.number, ())) for part in report.sections]
    return Article(report.header.title or "", report.header, _lines(report.preamble), parts)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


def _board(report: Report, key: str) -> Board:
    assert report.form is not None
    table = next(table for table in report.form.tables if table.key == key)
    layout = layout_of(report.form, table, {grid: report.grids[grid].rows for grid in table.grids})
    slots = tuple(
        Slot(cell.row, cell.column, cell.row_span, cell.column_span, cell.role, _written(report, cell.ref, cell.text), cell.ref)
        for cell in layout.cells
    )
    return Board(key, slots, layout.header_rows, layout.label_columns)


def _written(report: Report, ref: CellRef | None, text: str) -> str:
    origin = report.cell(ref).origin if ref else None
    return origin.raw if origin else text
