"""What is kept of the work on a report: the report as loaded, each step since, and how far undo has gone back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from core.edits import Edit, SetCells, SetGrid, apply
from core.forms import CellRef
from core.records.shapes import Broken
from core.report import Grid, Report


@dataclass(frozen=True, slots=True)
class Done:
    """One edit of a step, when it was made and why."""

    edit: Edit
    when: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back, under the name that the menu shows."""

    label: str
    edits: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """The work on one report. `loaded` is never changed.

    The first `index` of `steps` are in effect; the rest were taken back and can be done again. `previous` is the
    report of the year before when it was compared with.
    """

    loaded: Report
    steps: tuple[Step, ...] = ()
    index: int = 0
    previous: Report | None = None

    @property
    def report(self) -> Report:
        """The report as it stands now; Broken when a step does not fit the report."""
        report = self.loaded.snapshot()
        for step in self.steps[: self.index]:
            do(report, step)
        return report


def do(report: Report, step: Step) -> None:
    """Apply the edits of a step; Broken when one does not fit the report."""
    for done in step.edits:
        _check_fits(report, done.edit)
        apply(report, owned(done.edit))


def owned(edit: Edit) -> Edit:
    """The edit with a grid of its own where it brings one, for later edits change the grid that it put in."""
    if isinstance(edit, SetGrid) and edit.grid is not None:
        return replace(edit, grid=replace(edit.grid, cells=dict(edit.grid.cells)))
    return edit


def verified(work: Work) -> Work:
    """The same work; Broken when its steps do not all fit, or it has not so many."""
    if not 0 <= work.index <= len(work.steps):
        raise Broken(f"{work.index} of {len(work.steps)} steps")
    for report in filter(None, (work.loaded, work.previous)):
        for key, grid in report.grids.items():
            _check_grid(key, grid)
    replace(work, index=len(work.steps)).report  # noqa: B018  # each step must fit, those taken back too
    return work


def _check_fits(report: Report, edit: Edit) -> None:
    """Raise Broken when an edit names a grid that the report has not, or a cell that the form has not."""
    if isinstance(edit, SetGrid) and edit.grid is not None:
        _check_grid(edit.key, edit.grid)
    if isinstance(edit, SetCells):
        for ref in edit.cells:
            if ref.grid not in report.grids:
                raise Broken(f"no grid for {ref}")
            _check_cells(report.grids[ref.grid], [ref])


def _check_grid(key: str, grid: Grid) -> None:
    if key != grid.key:
        raise Broken(f"grid {grid.key} under {key}")
    _check_cells(grid, grid.cells)


def _check_cells(grid: Grid, refs: Iterable[CellRef]) -> None:
    rows = {row.key for row in (*grid.form.rows, *grid.form.collapsed)}
    columns = {column.key for column in grid.form.columns}
    for ref in refs:
        if ref.grid != grid.key or ref.row not in rows or ref.column not in columns:
            raise Broken(f"{ref} is no cell of {grid.key}")
