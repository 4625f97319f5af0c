"""The official forms, loaded from resources/forms/*.toml and checked strictly; the law as data."""

import functools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

ValueKind = Literal["count", "signed", "amount"]
TableLayout = Literal["stacked", "matrix", "one_row"]


class FormError(Exception):
    """A form file that does not say what it must; ours to mend, never the clerk's."""


class CellRef(NamedTuple):
    """The stable name of one cell: grid, row and column keys of domain.md."""

    grid: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.grid}.{self.row}.{self.column}"

    @classmethod
    def parse(cls, text: str) -> "CellRef":
        """Read the dotted form; ValueError when it has not three parts."""
        grid, row, column = text.split(".")
        return cls(grid, row, column)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid; `path` is its printed label from the outermost group inwards."""

    key: str
    path: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; `kind` says which figures it may hold."""

    key: str
    path: tuple[str, ...]
    kind: ValueKind
    aliases: tuple[str, ...] = ()
    unit: str = ""

    @property
    def label(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Rule:
    """A sum that must hold for each row or each column: Σ left = Σ right, by key."""

    code: str
    each: Literal["row", "column"]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """One sum over cells: Σ left = Σ right, with zero tolerance. It runs along the row or column `line`."""

    code: str
    left: tuple[CellRef, ...]
    right: tuple[CellRef, ...]
    along: Literal["row", "column"]
    line: str

    @property
    def cells(self) -> tuple[CellRef, ...]:
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class GridForm:
    """One grid of the form: its rows and columns in printed order, and its sums.

    `collapsed` are rows that units print in place of several official ones (`stands_for`).
    """

    key: str
    caption: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]
    collapsed: tuple[Row, ...] = ()

    def __hash__(self) -> int:
        return hash(self.key)  # that of all its rows would be reckoned anew each time a cache is asked

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as two keys, so that an official grid stays the one object it is."""
        form = next((form for form in forms().values() if form.grids.get(self.key) is self), None)
        return (_grid_of, (form.key, self.key)) if form else (GridForm, tuple(getattr(self, name) for name in self.__slots__))

    def row(self, key: str) -> Row:
        return next(row for row in (*self.rows, *self.collapsed) if row.key == key)

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def rows_with(self, present: Iterable[str]) -> tuple[Row, ...]:
        """The official rows, with a collapsed row standing in for its own where the report prints it so."""
        keys = set(present)
        rows = list(self.rows)
        for collapsed in self.collapsed:
            if collapsed.key in keys and not keys & set(collapsed.stands_for):
                start = next(index for index, row in enumerate(rows) if row.key in collapsed.stands_for)
                rows = [row for row in rows if row.key not in collapsed.stands_for]
                rows.insert(start, collapsed)
        return tuple(rows)

    def equations(self, present: Iterable[str]) -> tuple[Equation, ...]:
        """The sums of this grid for a report that prints the rows `present`."""
        return _equations(self, frozenset(present))


@functools.lru_cache(maxsize=64)
def _equations(grid: GridForm, present: frozenset[str]) -> tuple[Equation, ...]:
    """The sums of a grid that prints these rows; every check asks for them, and few sets of rows are ever printed."""
    rows = grid.rows_with(present)
    return tuple(equation for rule in grid.rules for equation in _expanded(grid, rule, rows))


def _expanded(grid: GridForm, rule: Rule, rows: Sequence[Row]) -> Iterable[Equation]:
    if rule.each == "row":
        for row in rows:
            left, right = (tuple(CellRef(grid.key, row.key, key) for key in side) for side in (rule.left, rule.right))
            yield Equation(rule.code, left, right, "row", row.key)
        return
    keys = {part: row.key for row in rows for part in (row.key, *row.stands_for)}
    sides = [tuple(dict.fromkeys(keys[part] for part in side)) for side in (rule.left, rule.right)]
    for column in grid.columns:
        left, right = (tuple(CellRef(grid.key, key, column.key) for key in side) for side in sides)
        yield Equation(rule.code, left, right, "column", column.key)


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table (表二, 表三, 表四), made of one or more grids."""

    key: str
    name: str
    title: str
    section: int
    layout: TableLayout
    corner: str
    band: str
    grids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionForm:
    """One of the six sections and the wordings of its heading."""

    number: int
    title: str
    aliases: tuple[str, ...]
    required_text: bool
    empty_severity: Literal["error", "warning", "info"] = "warning"


@dataclass(frozen=True, slots=True)
class Form:
    """One official form. `last_year` is None while it is in force."""

    key: str
    name: str
    document: str
    provenance: str
    first_year: int
    last_year: int | None
    marks: tuple[str, ...]
    document_marks: tuple[str, ...]
    sections: tuple[SectionForm, ...]
    tables: tuple[Table, ...]
    grids: Mapping[str, GridForm]

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as a key, so that an official form stays the one object it is."""
        official = forms().get(self.key) is self
        return (_official, (self.key,)) if official else (Form, tuple(getattr(self, name) for name in self.__slots__))

    def table_of(self, grid: str) -> Table:
        return next(table for table in self.tables if grid in table.grids)

    def section(self, number: int) -> SectionForm:
        return self.sections[number - 1]

    def covers(self, year: int) -> bool:
        """Whether reports on `year` are to be made on this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


@functools.cache
def forms() -> Mapping[str, Form]:
    """All official forms by key, newest first."""
    loaded = [load_form(path) for path in sorted((RESOURCES / "forms").glob("*.toml"), reverse=True)]
    return {form.key: form for form in loaded}


def newest() -> Form:
    """The form in force for the latest reports."""
    return next(iter(forms().values()))


def form_for(year: int) -> Form | None:
    """The form that reports on `year` are to be made on; None where there was no fixed form."""
    return next((form for form in forms().values() if form.covers(year)), None)


def _official(key: str) -> Form:
    return forms()[key]


def _grid_of(form: str, grid: str) -> GridForm:
    return forms()[form].grids[grid]


def load_form(path: Path) -> Form:
    """Read one form file; FormError when a key is missing, unknown or refers to nothing."""
    with path.open("rb") as stream:
        try:
            return _form(tomllib.load(stream))
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
            raise FormError(f"{path.name}: {error}") from error


def _form(data: dict[str, Any]) -> Form:
    grids = {grid.key: grid for grid in map(_grid, data.pop("grids"))}
    tables = tuple(_table(table, grids) for table in data.pop("tables"))
    sections = tuple(SectionForm(**_tuples(section)) for section in data.pop("sections"))
    if any(section.empty_severity not in {"error", "warning", "info"} for section in sections):
        raise ValueError("empty_severity is error, warning or info")
    if [section.number for section in sections] != [1, 2, 3, 4, 5, 6]:
        raise ValueError("a form has the six sections in their order")
    if sorted(grids) != sorted(key for table in tables for key in table.grids):
        raise ValueError("each grid stands in exactly one table")
    data.setdefault("last_year", None)
    return Form(sections=sections, tables=tables, grids=grids, **_tuples(data))


def _table(data: dict[str, Any], grids: Mapping[str, GridForm]) -> Table:
    table = Table(**_tuples(data))
    if table.layout not in {"stacked", "matrix", "one_row"} or not set(table.grids) <= set(grids):
        raise ValueError(f"table {table.key}: unknown layout or grid")
    return table


def _grid(data: dict[str, Any]) -> GridForm:
    grid = GridForm(
        key=data.pop("key"),
        caption=data.pop("caption"),
        rows=tuple(Row(**_tuples(row)) for row in data.pop("rows")),
        columns=tuple(Column(**_tuples(column)) for column in data.pop("columns")),
        rules=tuple(Rule(**_tuples(rule)) for rule in data.pop("equations", [])),
        collapsed=tuple(Row(**_tuples(row)) for row in data.pop("collapsed", [])),
    )
    if data:
        raise ValueError(f"grid {grid.key}: unknown keys {sorted(data)}")
    _check_grid(grid)
    return grid


def _check_grid(grid: GridForm) -> None:
    """Refuse a grid whose keys repeat, whose kinds are unknown or whose sums name what it does not have."""
    rows = [row.key for row in grid.rows]
    columns = [column.key for column in grid.columns]
    if len(set(rows)) != len(rows) or len(set(columns)) != len(columns):
        raise ValueError(f"grid {grid.key}: a key twice")
    if any(column.kind not in {"count", "signed", "amount"} for column in grid.columns):
        raise ValueError(f"grid {grid.key}: unknown kind of column")
    for rule in grid.rules:
        known = {"row": columns, "column": rows}[rule.each]
        if not {*rule.left, *rule.right} <= set(known):
            raise ValueError(f"grid {grid.key}: {rule.code} names an unknown {rule.each}")
    if not {part for row in grid.collapsed for part in row.stands_for} <= set(rows):
        raise ValueError(f"grid {grid.key}: a collapsed row stands for an unknown row")


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
