"""Characters into the cells of grids: each into the cell it stands in, small tables into cells of larger ones."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from core.readers.pdf.grid import Grid, Spot
from core.readers.pdf.ink import Box, Glyph
from core.readers.pdf.lines import lines
from core.readers.pdf.ruled import Cell, Ruled


def filled(found: Sequence[Grid], glyphs: Sequence[Glyph], page: int) -> tuple[list[Ruled], list[Glyph]]:
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
