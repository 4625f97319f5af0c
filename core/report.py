"""The report: header, sections, grids, cells, and where each value came from."""

import copy
import datetime
import enum
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from core.document import NOWHERE, Place, Source
from core.forms import CellRef, Equation, Form, GridForm, Row
from core.numbers import BLANK, Figure, Number, figure


class Reading(enum.StrEnum):
    """How sure the reading of a cell is."""

    PLAIN = "plain"  # it stood alone, under its own labels
    FORCED = "forced"  # several readings were possible, and only this one satisfies the sums
    DOUBTFUL = "doubtful"  # several readings remain, or the labels leave a choice


@dataclass(frozen=True, slots=True)
class Origin:
    """What stood in the source for one cell, and how it was read. `why` explains a doubt in plain Chinese."""

    raw: str
    place: Place
    reading: Reading = Reading.PLAIN
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its entry now, and its origin, which never changes. No origin: the source had no such cell."""

    entry: Figure = BLANK
    origin: Origin | None = None
    edited: bool = False

    @property
    def value(self) -> Number | None:
        return self.entry.value

    @property
    def doubtful(self) -> bool:
        return not self.edited and self.origin is not None and self.origin.reading is Reading.DOUBTFUL

    @property
    def changed(self) -> bool:
        """Whether it holds something else than the source has; who writes the same there only confirms the reading."""
        return self.edited and (self.origin is None or self.entry.text != self.origin.raw.strip())

    def with_entry(self, entry: Figure) -> "Cell":
        """The cell after somebody wrote `entry` into it."""
        return replace(self, entry=entry, edited=True)


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A row or column that the official form does not have, such as a subtotal; kept, shown, and left out of the grid.

    `parts` holds, for each figure of a subtotal, the cells that it should be the sum of.
    """

    label: str
    figures: tuple[str, ...]
    place: Place = NOWHERE
    parts: tuple[tuple[CellRef, ...], ...] = ()


@dataclass(slots=True)
class Grid:
    """One grid of a report. A row of the form that the report does not print has no cells here."""

    form: GridForm
    cells: dict[CellRef, Cell]
    place: Place = NOWHERE
    extra: tuple[ExtraRow, ...] = ()

    @property
    def key(self) -> str:
        return self.form.key

    @property
    def present(self) -> tuple[str, ...]:
        """The keys of the rows that the report prints, in printed order of the form."""
        held = {ref.row for ref in self.cells}
        return tuple(row.key for row in self.form.rows_with(held) if row.key in held)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows to show: those of the form, with a collapsed row standing in where the report has one."""
        return self.form.rows_with(ref.row for ref in self.cells)

    @property
    def equations(self) -> tuple[Equation, ...]:
        return self.form.equations(ref.row for ref in self.cells)

    def cell(self, ref: CellRef) -> Cell:
        return self.cells.get(ref, _NO_CELL)

    def value(self, ref: CellRef) -> Number | None:
        return self.cells.get(ref, _NO_CELL).entry.value


_NO_CELL = Cell()


@dataclass(frozen=True, slots=True)
class Section:
    """One section: `number` by its title, `printed` the number before the title as written, `title` the whole heading.

    `text` is the running text without its tables; `start` gives the place of the heading.
    """

    number: int
    title: str
    text: str
    printed: int | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Header:
    """The facts of the masthead; None where the source does not state them."""

    title: str | None = None
    organ: str | None = None
    year: int | None = None
    published: datetime.date | None = None
    index_number: str | None = None
    period: tuple[datetime.date, datetime.date] | None = None


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something in the source that belongs to no section or grid. `why`: furniture, page, masthead, table or unknown."""

    text: str
    place: Place
    why: str = "unknown"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding that the clerk put aside: it stays so while `values`, the figures and words it is about, are the same."""

    reason: str
    values: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """One annual report. Only `core.edits.apply` changes it.

    `form` is the official form it was made on; None for a report of a year without a fixed form.
    `years_stated` holds the years by where they were read: title, period, preamble, file name.
    `pictures` are the places of pictures by the number of the section they stand in, 0 before all sections.
    `kept` holds the blocks of the source, packed by `core.glimpse.kept`, or b"": a memory for the eye, no part of the report.
    """

    source: Source
    header: Header
    form: Form | None
    sections: list[Section] = field(default_factory=list)
    grids: dict[str, Grid] = field(default_factory=dict)
    preamble: str = ""
    years_stated: dict[str, int] = field(default_factory=dict)
    leftovers: tuple[Leftover, ...] = ()
    notices: tuple[str, ...] = ()
    pictures: dict[int, tuple[Place, ...]] = field(default_factory=dict)
    set_aside: dict[str, SetAside] = field(default_factory=dict)
    kept: bytes = field(default=b"", repr=False, compare=False)

    def section(self, number: int) -> Section | None:
        return next((section for section in self.sections if section.number == number), None)

    def cell(self, ref: CellRef) -> Cell:
        grid = self.grids.get(ref.grid)
        return grid.cell(ref) if grid else _NO_CELL

    def value(self, ref: CellRef) -> Number | None:
        return self.cell(ref).entry.value

    def unit(self, ref: CellRef) -> str:
        """The unit printed in the heading of a cell's column, "" for a plain count."""
        grid = self.grids.get(ref.grid)
        return grid.form.column(ref.column).unit if grid else ""

    def cells(self) -> Iterator[tuple[CellRef, Cell]]:
        """Every cell of every grid in printed order."""
        keys = self.form.grids if self.form else self.grids
        for grid in (self.grids[key] for key in keys if key in self.grids):
            for row in grid.present:
                for column in grid.form.columns:
                    ref = CellRef(grid.key, row, column.key)
                    if ref in grid.cells:
                        yield ref, grid.cells[ref]

    def snapshot(self) -> "Report":
        """A copy that later edits do not touch, for work in the background."""
        twin = copy.copy(self)
        twin.sections = list(self.sections)
        twin.grids = {key: replace(grid, cells=dict(grid.cells)) for key, grid in self.grids.items()}
        twin.set_aside = dict(self.set_aside)
        return twin


def empty_grid(form: GridForm) -> Grid:
    """A grid with every official cell blank and without origin, for a report whose table is missing."""
    cells = {CellRef(form.key, row.key, column.key): Cell(figure(None)) for row in form.rows for column in form.columns}
    return Grid(form, cells)
