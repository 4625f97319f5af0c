"""Read back what stands under a table of an exported workbook: notes that belong to cells, rows that the form does not have."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.document import Place
from core.export.located import rows_of
from core.export.plan import EXTRA, NOTES, TablePlan
from core.forms import CellRef
from core.naming import place_of
from core.numbers import Kind
from core.readers.workbooks.sheets import Sheet
from core.report import ExtraRow, Grid


def read_below(plan: TablePlan, sheet: Sheet, start: int, grids: Mapping[str, Grid]) -> None:
    """Read what stands under a table into its grids: notes that belong to cells, and rows that the form does not have."""
    names = {place_of(plan.form, ref, [row.key for row in plan.rows[ref.grid]]): ref for ref in plan.places}
    captions = {EXTRA + grid.form.caption: grid for grid in grids.values()}
    heading = ""
    for row, cells in rows_of(sheet):
        if row < start:
            continue
        label = cells.get(1, "")
        if not cells or label == NOTES or label in captions:
            heading = label
        elif heading == NOTES and label in names and names[label].grid in grids:
            _note(grids[names[label].grid], names[label], cells.get(plan.split + 1, ""))
        elif heading in captions:
            grid = captions[heading]
            figures = tuple(cells.get(column, "") for column in range(plan.split + 1, max(cells) + 1))
            grid.extra = (*grid.extra, ExtraRow(label, figures, Place(sheet=sheet.name, row=row)))


def summing(rows: Sequence[ExtraRow], recorded: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> tuple[ExtraRow, ...]:
    """Give subtotals back the cells they should sum: by label and turn, unless rows of that label were added or removed."""
    known: defaultdict[str, list[tuple[tuple[CellRef, ...], ...]]] = defaultdict(list)
    for label, parts in recorded:
        known[label].append(tuple(tuple(map(CellRef.parse, refs)) for refs in parts))
    found = Counter(row.label for row in rows)
    turns = {label: iter(parts) for label, parts in known.items() if len(parts) == found[label]}
    return tuple(replace(row, parts=next(turns[row.label])) if row.label in turns else row for row in rows)


def _note(grid: Grid, ref: CellRef, note: str) -> None:
    """Give a cell its note back."""
    cell = grid.cells.get(ref)
    if cell and note:
        text = f"{cell.entry.text}（{note}）" if cell.entry.kind is Kind.EXACT else cell.entry.text
        grid.cells[ref] = replace(cell, entry=replace(cell.entry, text=text, note=note))
