"""Edits as values: apply(report, edit) changes the report and returns the inverse edit."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from core.findings import Finding, Suggestion
from core.forms import CellRef, GridForm
from core.numbers import BLANK, figure, parse_figure
from core.report import Cell, Grid, Header, Report, Section, SetAside


@dataclass(frozen=True, slots=True)
class SetCells:
    """New contents for some cells: one keystroke, one pasted block, one accepted suggestion. The grids must exist.

    A cell that the report does not print yet is added; None takes it away again.
    """

    label: str
    cells: Mapping[CellRef, Cell | None]


@dataclass(frozen=True, slots=True)
class SetGrid:
    """A whole grid added, replaced or (None) removed."""

    label: str
    key: str
    grid: Grid | None


@dataclass(frozen=True, slots=True)
class SetSections:
    """The sections after a text was edited, added or removed."""

    label: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class SetPreamble:
    """The words before the first section after an edit. `years` are the years stated by title, preamble and so on then."""

    label: str
    text: str
    years: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SetHeader:
    """New facts of the masthead. `years` are the years stated by title, period and so on after the edit."""

    label: str
    header: Header
    years: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PutAside:
    """A finding set aside with a reason, or (`record` None) brought back."""

    label: str
    key: str
    record: SetAside | None


Key = TypeVar("Key")
Held = TypeVar("Held")

Edit = SetCells | SetGrid | SetSections | SetPreamble | SetHeader | PutAside


@dataclass(frozen=True, slots=True)
class Change:
    """One edit that is in effect, for undo and for the change log: what was done, how to take it back, when and why."""

    edit: Edit
    inverse: Edit
    when: datetime.datetime
    why: str = ""


def apply(report: Report, edit: Edit) -> Edit:
    """Change the report and return the inverse edit; KeyError, with nothing changed, for a cell of a grid it has not."""
    match edit:
        case SetCells(label, cells):
            tables = {ref.grid: report.grids[ref.grid].cells for ref in cells}
            return SetCells(label, {ref: _swap(tables[ref.grid], ref, cell) for ref, cell in cells.items()})
        case SetGrid(label, key, grid):
            return SetGrid(label, key, _swap(report.grids, key, grid))
        case SetSections(label, sections):
            before_sections = tuple(report.sections)
            report.sections = list(sections)
            return SetSections(label, before_sections)
        case SetPreamble(label, text, years):
            was = SetPreamble(label, report.preamble, report.years_stated)
            report.preamble, report.years_stated = text, dict(years)
            return was
        case SetHeader(label, header, years):
            inverse = SetHeader(label, report.header, report.years_stated)
            report.header, report.years_stated = header, dict(years)
            return inverse
        case PutAside(label, key, record):
            return PutAside(label, key, _swap(report.set_aside, key, record))


def _swap(table: dict[Key, Held], key: Key, new: Held | None) -> Held | None:
    """Put `new` (None: nothing) under `key` and return what stood there."""
    old = table.get(key)
    if new is None:
        table.pop(key, None)
    else:
        table[key] = new
    return old


def type_cells(report: Report, label: str, entries: Mapping[CellRef, str]) -> SetCells:
    """The edit that writes what the clerk typed or pasted, as text, into some cells."""
    cells = {ref: report.cell(ref).with_entry(parse_figure(text, report.unit(ref))) for ref, text in entries.items()}
    return SetCells(label, cells)


def restore_cells(report: Report, label: str, refs: Iterable[CellRef]) -> SetCells:
    """The edit that gives cells back what the source said."""
    return SetCells(label, {ref: original(report.cell(ref), report.unit(ref)) for ref in refs})


def original(cell: Cell, unit: str = "") -> Cell:
    """The cell as it was read, before any edit; `unit` is that of its column."""
    entry = parse_figure(cell.origin.raw, unit) if cell.origin and cell.edited else cell.entry
    return replace(cell, entry=entry if cell.origin else BLANK, edited=False)


def take(report: Report, suggestion: Suggestion, label: str) -> SetCells:
    """The edit that accepts a suggestion."""
    return SetCells(label, {ref: report.cell(ref).with_entry(figure(value)) for ref, value in suggestion.values})


def set_text(report: Report, label: str, number: int, text: str) -> SetSections:
    """The edit that rewrites the text of a section; of two with one number, the first."""
    meant = report.section(number)
    sections = (replace(section, text=text) if section is meant else section for section in report.sections)
    return SetSections(label, tuple(sections))


def put_aside(finding: Finding, label: str, reason: str) -> PutAside:
    """The edit that sets a finding aside until one of its values changes."""
    return PutAside(label, finding.key, SetAside(reason, finding.values))


def bring_back(finding: Finding, label: str) -> PutAside:
    """The edit that lets a finding stand again."""
    return PutAside(label, finding.key, None)


def displaced(report: Report, refs: Iterable[CellRef]) -> list[CellRef]:
    """The cells that must go when `refs` are written: a row that stands for several is never printed beside these."""
    written = {(ref.grid, ref.row) for ref in refs}
    gone: list[CellRef] = []
    for grid in (report.grids[name] for name in {name for name, _ in written} if name in report.grids):
        rivals = _rivals(grid.form, {row for name, row in written if name == grid.key})
        gone += [ref for ref in grid.cells if ref.row in rivals]
    return gone


def _rivals(form: GridForm, written: set[str]) -> set[str]:
    rivals: set[str] = set()
    for row in form.collapsed:
        if row.key in written:
            rivals |= set(row.stands_for)
        elif written & set(row.stands_for):
            rivals.add(row.key)
    return rivals - written
