"""The body of a printed table in the coordinates of its view, and the ways to move about in it."""

import enum
from collections.abc import Callable, Iterable, Sequence

from core.forms import CellRef
from core.layout import Layout, Printed, Role

Place = tuple[int, int]
Filled = Callable[[CellRef], bool]


class Move(enum.Enum):
    """One step of the cursor."""

    LEFT = enum.auto()
    RIGHT = enum.auto()
    UP = enum.auto()
    DOWN = enum.auto()
    ROW_START = enum.auto()
    ROW_END = enum.auto()
    FIRST = enum.auto()
    LAST = enum.auto()
    NEXT = enum.auto()
    PREVIOUS = enum.auto()


class Sheet:
    """What stands where: the cells after the frozen headers and labels, counted from 0."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.height = layout.height - layout.header_rows
        self.width = layout.width - layout.label_columns
        self.body = {self._place(cell): cell for cell in layout.cells if self._in_body(cell)}
        self._covering = {
            (row + down, column + right): cell
            for (row, column), cell in self.body.items()
            for down in range(cell.row_span)
            for right in range(cell.column_span)
        }
        self._places = {cell.ref: place for place, cell in self.body.items() if cell.ref is not None}
        lines = ([cell for cell in self._row(row) if cell.role is Role.VALUE] for row in range(self.height))
        self.lines = tuple(tuple(cell.ref for cell in line if cell.ref) for line in lines if line)
        self._order = tuple(ref for line in self.lines for ref in line)
        self._spot = {ref: (index, offset) for index, line in enumerate(self.lines) for offset, ref in enumerate(line)}

    def _in_body(self, cell: Printed) -> bool:
        return cell.row >= self.layout.header_rows and cell.column >= self.layout.label_columns

    def _place(self, cell: Printed) -> Place:
        return cell.row - self.layout.header_rows, cell.column - self.layout.label_columns

    def _row(self, row: int) -> list[Printed]:
        return [self.body[row, column] for column in range(self.width) if (row, column) in self.body]

    @property
    def headers(self) -> list[Printed]:
        """The frozen cells above the body."""
        layout = self.layout
        return [cell for cell in layout.cells if cell.row < layout.header_rows and cell.column >= layout.label_columns]

    @property
    def labels(self) -> list[Printed]:
        """The frozen cells left of the body."""
        layout = self.layout
        return [cell for cell in layout.cells if cell.row >= layout.header_rows and cell.column < layout.label_columns]

    @property
    def corner(self) -> Printed | None:
        """The frozen cell above the labels."""
        layout = self.layout
        frozen = (cell for cell in layout.cells if cell.row < layout.header_rows and cell.column < layout.label_columns)
        return next(frozen, None)

    @property
    def refs(self) -> tuple[CellRef, ...]:
        """Every value in reading order."""
        return self._order

    def at(self, row: int, column: int) -> Printed | None:
        """The cell that covers a place."""
        return self._covering.get((row, column))

    def ref_at(self, row: int, column: int) -> CellRef | None:
        """The value at a place, also where a merged cell covers it."""
        cell = self._covering.get((row, column))
        return cell.ref if cell else None

    def place(self, ref: CellRef) -> Place | None:
        """Where a value begins."""
        return self._places.get(ref)

    def runs(self, refs: Iterable[CellRef]) -> list[list[Place]]:
        """Where some values begin, those that stand side by side together."""
        runs: list[list[Place]] = []
        for row, column in sorted(place for ref in refs if (place := self._places.get(ref))):
            if runs and runs[-1][-1] == (row, column - 1):
                runs[-1].append((row, column))
            else:
                runs.append([(row, column)])
        return runs

    def spot(self, ref: CellRef) -> tuple[int, int]:
        """Which line of values, and which value in it."""
        return self._spot[ref]

    def move(self, ref: CellRef, move: Move, filled: Filled | None = None) -> CellRef:
        """Where a step from `ref` ends; with `filled` it jumps to the edge of the figures, as a spreadsheet does."""
        path = self.path(ref, move)
        if not path:
            return ref
        return path[0] if filled is None else _edge(ref, path, filled)

    def path(self, ref: CellRef, move: Move) -> Sequence[CellRef]:
        """The cells ahead in the direction of `move`, nearest first."""
        line, offset = self._spot[ref]
        order = self._order.index(ref)
        paths = {
            Move.LEFT: self.lines[line][:offset][::-1],
            Move.RIGHT: self.lines[line][offset + 1 :],
            Move.UP: [self._beside(ref, above) for above in self.lines[:line][::-1]],
            Move.DOWN: [self._beside(ref, below) for below in self.lines[line + 1 :]],
            Move.ROW_START: self.lines[line][:1],
            Move.ROW_END: self.lines[line][-1:],
            Move.FIRST: self._order[:1],
            Move.LAST: self._order[-1:],
            Move.NEXT: self._order[order + 1 :],
            Move.PREVIOUS: self._order[:order][::-1],
        }
        return paths[move]

    def _beside(self, ref: CellRef, line: Sequence[CellRef]) -> CellRef:
        """The value of another line that stands in the column of `ref`."""
        _, column = self._places[ref]
        return max((other for other in line if self._places[other][1] <= column), key=lambda other: self._places[other][1])

    def block(self, start: CellRef, height: int, width: int) -> list[list[CellRef]]:
        """The values from `start` on, a block of at most `height` lines and `width` values, cut at the table's edge."""
        line, offset = self._spot[start]
        return [list(refs[offset : offset + width]) for refs in self.lines[line : line + height]]

    def bounds(self, refs: Iterable[CellRef]) -> list[list[CellRef]]:
        """The smallest block that holds all of `refs`."""
        spots = [self._spot[ref] for ref in refs]
        top, left = min(line for line, _ in spots), min(offset for _, offset in spots)
        bottom, right = max(line for line, _ in spots), max(offset for _, offset in spots)
        return [list(line[left : right + 1]) for line in self.lines[top : bottom + 1]]


def _edge(start: CellRef, path: Sequence[CellRef], filled: Filled) -> CellRef:
    """The last filled cell of the run that `start` is in; from its end or from a blank, the next filled cell or the edge."""
    if filled(start) and filled(path[0]):
        end = path[0]
        for ref in path:
            if not filled(ref):
                break
            end = ref
        return end
    return next((ref for ref in path if filled(ref)), path[-1])
