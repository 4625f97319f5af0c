"""Find the rows of an exported table again after another program changed and saved it, by their labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.document import Place
from core.export.plan import LEGEND, TablePlan
from core.layout import Layout, Role
from core.readers.workbooks.sheets import Sheet
from core.report import ExtraRow

Texts = Mapping[int, str]
"""The texts of one row by column, counted from 1."""


class Moved(Exception):
    """A sheet that does not stand as it was exported; the general reader may make sense of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of the layout: the texts to know it by, and the grid whose figures it holds (None: captions and headers)."""

    texts: Texts
    grid: str | None


@dataclass(slots=True)
class Located:
    """The row of the sheet for each row of the layout (None: it is gone), rows put in, by grid, and what lies below."""

    rows: list[int | None] = field(default_factory=list)
    extra: list[tuple[str, ExtraRow]] = field(default_factory=list)
    below: int = 1


def locate(plan: TablePlan, layout: Layout, sheet: Sheet) -> Located:
    """Find every row of the table; Moved when the headers are not there or most rows are gone."""
    held = dict(rows_of(sheet))
    end = next((row for row, texts in held.items() if texts.get(1, "").startswith(LEGEND)), max(held, default=0) + 1)
    found, grid = Located(), next(iter(plan.rows))
    wanted_rows = list(_wanted(layout))
    for wanted in wanted_rows:
        row = _next(held, wanted, found.below, end)
        if row is None and wanted.grid is None:
            raise Moved(f"{sheet.name}: {wanted.texts}")
        grid = wanted.grid or grid
        if row is not None:
            if found.rows:
                _keep(plan, sheet, held, range(found.below, row), grid, found)
            found.below = row + 1
        found.rows.append(row)
    _check_enough(sheet, wanted_rows, found)
    blank = next((row for row in range(found.below, end) if not _inside(held, row, plan.width)), end)
    _keep(plan, sheet, held, range(found.below, blank), grid, found)
    found.below = blank
    return found


def rows_of(sheet: Sheet) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows from the first to the last, blank ones too, each with its texts by column."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sheet.cells.items():
        rows.setdefault(row, {})[column] = text
    return ((row, rows.get(row, {})) for row in range(1, max(rows, default=0) + 1))


def _wanted(layout: Layout) -> Iterator[Wanted]:
    """How to know each row: headers by all their texts, a row of figures by its innermost label (none: by its place)."""
    for row in range(layout.height):
        cells = [cell for cell in layout.cells if cell.row == row]
        grid = next((cell.ref.grid for cell in cells if cell.ref), None)
        texts = {cell.column + 1: cell.text for cell in cells if cell.ref is None and (grid is None or cell.role is Role.LABEL)}
        innermost = dict([max(texts.items())]) if grid and texts else texts
        yield Wanted(innermost, grid)


def _next(held: Mapping[int, Texts], wanted: Wanted, start: int, end: int) -> int | None:
    """The first row from `start` that has the wanted texts."""
    if not wanted.texts:
        return start
    rows = (row for row in range(start, end) if all(held[row].get(column, "") == text for column, text in wanted.texts.items()))
    return next(rows, None)


def _keep(plan: TablePlan, sheet: Sheet, held: Mapping[int, Texts], rows: Sequence[int], grid: str, found: Located) -> None:
    """Keep what somebody put between the rows as rows that the form does not have."""
    for row in rows:
        texts = _inside(held, row, plan.width)
        if texts:
            label = " ".join(text for column, text in sorted(texts.items()) if column <= plan.split)
            figures = tuple(texts.get(column, "") for column in range(plan.split + 1, plan.width + 1))
            found.extra.append((grid, ExtraRow(label, figures, Place(sheet=sheet.name, row=row))))


def _inside(held: Mapping[int, Texts], row: int, width: int) -> dict[int, str]:
    return {column: text for column, text in held.get(row, {}).items() if column <= width}


def _check_enough(sheet: Sheet, wanted: Sequence[Wanted], found: Located) -> None:
    """Refuse a table most of whose rows are gone: its labels were written anew, and other readers know more wordings."""
    rows = [row for row, one in zip(found.rows, wanted, strict=True) if one.grid]
    if rows.count(None) * 2 > len(rows):
        raise Moved(f"{sheet.name}: {rows.count(None)} rows of {len(rows)} are gone")
