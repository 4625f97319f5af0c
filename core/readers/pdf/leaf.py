"""A page, sorted out: the ruled tables with the lines in their cells, and the lines and pictures outside of them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from core.readers.pdf.ink import SLANTED, Box, Glyph, Sheet
from core.readers.pdf.lattice import Grid, Spot, grids
from core.readers.pdf.lines import Line, lines
from core.readers.pdf.pillars import lone_row


@dataclass(slots=True)
class Cell:
    """One cell: rows and columns from 0; what is written in it, and the tables that stand in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    page: int
    lines: list[Line] = field(default_factory=list)
    inner: list["Ruled"] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        return bool(self.lines or self.inner)

    @property
    def text(self) -> str:
        """All that is written in it, without the line ends."""
        return "".join(line.text for line in self.lines)


@dataclass(slots=True)
class Ruled:
    """A table on one page, or joined from several: where its columns are divided, edges included, and its cells.

    One without rules has in place of `xs` where its labels begin and where its figures stand.
    """

    page: int
    box: Box
    xs: tuple[float, ...]
    cells: list[Cell]
    labels: tuple[float, ...] = ()
    figures: tuple[Box, ...] = ()

    @property
    def height(self) -> int:
        return max(cell.row + cell.row_span for cell in self.cells)

    def row(self, number: int) -> list[Cell]:
        """The cells that cover a row, from left to right."""
        found = (cell for cell in self.cells if cell.row <= number < cell.row + cell.row_span)
        return sorted(found, key=lambda cell: cell.column)


@dataclass(slots=True)
class Leaf:
    """One page. `number` counts from 1; `letters` counts all visible characters and those with a special standing."""

    number: int
    width: float
    height: float
    tables: list[Ruled]
    lines: list[Line]
    pictures: list[Box]
    letters: int = 0
    invisible: int = 0
    unmapped: int = 0
    outside: int = 0
    cut: bool = False
    slanted: str = ""
    crowded: bool = False
    drawings: int = 0
    covered: float = 0.0

    def with_lines(self, lines: list[Line]) -> "Leaf":
        """The page with fewer lines outside of its tables."""
        gone = sum(len(line.text) for line in self.lines) - sum(len(line.text) for line in lines)
        return replace(self, lines=lines, letters=max(self.letters - gone, 0))


def leaf(sheet: Sheet, before: "Leaf | None" = None) -> Leaf:
    """Sort out the contents of one page; `before` is the page before it, whose last table may go on here."""
    found = grids(sheet)
    last = max(before.tables, key=lambda table: table.box.bottom) if before and before.tables else None
    if last and (row := lone_row(sheet, last.xs)):
        found.insert(0, row)
    upright = [glyph for glyph in sheet.glyphs if glyph.turn != SLANTED]
    slanted = "".join(glyph.text for glyph in sheet.glyphs if glyph.turn == SLANTED)
    tables, loose = _filled(found, upright, sheet.number)
    paper = Box(1, 1, sheet.width - 1, sheet.height - 1)
    written = [glyph for glyph in upright if not glyph.text.isspace()]
    return Leaf(
        sheet.number,
        sheet.width,
        sheet.height,
        tables,
        lines(loose),
        sheet.pictures,
        letters=len(written),
        invisible=sum(glyph.invisible for glyph in written),
        unmapped=sum(glyph.unmapped for glyph in written),
        outside=sheet.outside,
        cut=sheet.cut > 0 or any(not paper.holds(*table.box[:2]) or not paper.holds(*table.box[2:]) for table in tables),
        slanted=slanted.strip(),
        crowded=sheet.crowded,
        drawings=sheet.drawings,
        covered=_covered(sheet),
    )


def _covered(sheet: Sheet) -> float:
    """The share of the page that pictures cover; strips of one scan count together."""
    page = Box(0, 0, sheet.width, sheet.height)
    return min(1.0, sum(page.common(picture) for picture in sheet.pictures) / sheet.area)


# ── characters into cells ────────────────────────────────────────────


def _filled(found: Sequence[Grid], glyphs: Sequence[Glyph], page: int) -> tuple[list[Ruled], list[Glyph]]:
    """The tables with what is written in them, those inside others put there; and the characters outside of all."""
    wells = [_Well(grid) for grid in found]
    loose = []
    for glyph in glyphs:
        x, y = glyph.box.across, glyph.box.down
        if not any(well.take(glyph, x, y) for well in wells):
            loose.append(glyph)
    outer: list[tuple[_Well, Ruled]] = []
    for well in reversed(wells):
        table = well.table(page)
        holder = _holder(outer, table.box)
        outer.append((well, table))
        if holder is not None:
            holder.inner.append(table)
    inner = {id(table) for _, holder in outer for cell in holder.cells for table in cell.inner}
    return [table for _, table in outer if id(table) not in inner], loose


def _holder(outer: "Sequence[tuple[_Well, Ruled]]", box: Box) -> Cell | None:
    """The smallest cell of a larger table in which a table stands."""
    for well, table in reversed(outer):
        spot = well.spot(box.across, box.down)
        if spot is not None and spot.box.grown(2).holds(box.left, box.top) and spot.box.grown(2).holds(box.right, box.bottom):
            return next(cell for cell in table.cells if (cell.row, cell.column) == (spot.row, spot.column))
    return None


class _Well:
    """A grid that takes the characters standing in its cells."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._places: dict[tuple[int, int], Spot] = {
            (row, column): spot
            for spot in grid.spots
            for row in range(spot.row, spot.row + spot.row_span)
            for column in range(spot.column, spot.column + spot.column_span)
        }
        self._glyphs: dict[tuple[int, int], list[Glyph]] = {(spot.row, spot.column): [] for spot in grid.spots}

    def spot(self, x: float, y: float) -> Spot | None:
        """The cell at a point."""
        row, column = bisect_right(self._grid.ys, y) - 1, bisect_right(self._grid.xs, x) - 1
        return self._places.get((row, column))

    def take(self, glyph: Glyph, x: float, y: float) -> bool:
        spot = self.spot(x, y)
        if spot is None:
            return False
        self._glyphs[spot.row, spot.column].append(glyph)
        return True

    def table(self, page: int) -> Ruled:
        cells = [
            Cell(spot.row, spot.column, spot.row_span, spot.column_span, spot.box, page, lines(self._glyphs[spot.row, spot.column]))
            for spot in self._grid.spots
        ]
        return Ruled(page, self._grid.box, self._grid.xs, self._within(cells))

    def _within(self, cells: list[Cell]) -> list[Cell]:
        """The cells without those of outer rows and columns that have no edge and nothing in them."""
        rows = {row for row in self._grid.open_rows if _is_blank(cell for cell in cells if _covers(cell.row, cell.row_span, row))}
        columns = {
            column
            for column in self._grid.open_columns
            if _is_blank(cell for cell in cells if _covers(cell.column, cell.column_span, column))
        }
        return [cell for cell in cells if cell.row not in rows and cell.column not in columns] or cells


def _covers(first: int, span: int, index: int) -> bool:
    return first <= index < first + span


def _is_blank(cells: Iterable[Cell]) -> bool:
    return not any(cell.filled for cell in cells)
