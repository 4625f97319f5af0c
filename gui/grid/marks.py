"""What each cell shows beside its figure: whom the findings blame, what is doubtful, edited, noted or missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.findings import Finding, Severity, State, Suggestion, Verdict
from core.forms import CellRef
from core.numbers import Kind, canonical
from core.report import Cell, Report
from gui.grid.suspects import suspects


@dataclass(frozen=True, slots=True)
class Face:
    """Everything that is painted for one value.

    `blamed` tints the cell, `icon` puts the mark of that severity into its corner; `involved` says that
    the cell only takes part in a sum that fails. `absent`: the report does not print this row.
    """

    text: str
    unreadable: bool = False
    absent: bool = False
    blamed: Severity | None = None
    icon: bool = False
    involved: bool = False
    doubtful: bool = False
    edited: bool = False
    note: bool = False
    bulb: bool = False
    ghost: str | None = None
    """What a suggestion that is looked at would write here."""


class Marks:
    """The marks of one report under one verdict; made anew after every change."""

    def __init__(self, report: Report, verdict: Verdict) -> None:
        self._report = report
        self._verdict = verdict
        self._sums = {item.equation.code for item in verdict.equations}
        failing = [found for found in verdict.findings if self._is_sum(found)]
        self._involved = {ref for found in failing for ref in found.cells}
        self._suspects = self._suspected(failing)
        self._blamed: dict[CellRef, Severity] = {}
        self._icons: set[CellRef] = set()
        self._bulbs: dict[CellRef, tuple[Finding, Suggestion]] = {}
        for found in verdict.findings:
            self._blame(found)
            self._offer(found)

    def _suspected(self, failing: Iterable[Finding]) -> frozenset[CellRef]:
        """The cells that the only repair would change; where there is none or a choice, those in which the failing sums meet."""
        sure = (one.suggestions[0] for one in failing if len(one.suggestions) == 1)
        found = frozenset(ref for offer in sure for ref, _ in offer.values)
        unexplained = [one.cells for one in failing if found.isdisjoint(one.cells)]
        holding = (item.equation.cells for item in self._verdict.equations if item.state is State.PASSED)
        return found | suspects(unexplained, holding)

    def _blame(self, found: Finding) -> None:
        prime = self.prime(found)
        for ref in prime:
            self._blamed.setdefault(ref, found.severity)
        self._icons.update(prime if self._is_sum(found) else _first_of_rows(prime))

    def _offer(self, found: Finding) -> None:
        if found.suggestions:
            best = found.suggestions[0]
            for ref, _ in best.values[:1]:
                self._bulbs.setdefault(ref, (found, best))

    def _is_sum(self, found: Finding) -> bool:
        return found.code in self._sums and bool(found.cells)

    def prime(self, found: Finding) -> tuple[CellRef, ...]:
        """The cells that a finding points at: of a sum those that are most suspect."""
        if not self._is_sum(found):
            return found.cells
        return tuple(ref for ref in found.cells if ref in self._suspects)

    def face(self, ref: CellRef) -> Face:
        """What to paint for one value."""
        cell = self._report.cell(ref)
        grid = self._report.grids.get(ref.grid)
        return Face(
            text=shown(cell),
            unreadable=cell.entry.kind in {Kind.UNREADABLE, Kind.APPROXIMATE},
            absent=grid is None or ref not in grid.cells,
            blamed=self._blamed.get(ref),
            icon=ref in self._icons,
            involved=ref in self._involved,
            doubtful=cell.doubtful,
            edited=cell.changed,
            note=bool(cell.entry.note),
            bulb=ref in self._bulbs,
        )

    def offer(self, ref: CellRef) -> tuple[Finding, Suggestion] | None:
        """The suggestion that the bulb of a cell takes, or else the first one of any finding about the cell."""
        if ref in self._bulbs:
            return self._bulbs[ref]
        offers = ((found, found.suggestions[0]) for found in self._verdict.by_cell.get(ref, ()) if found.suggestions)
        return next(offers, None)


def shown(cell: Cell) -> str:
    """A cell as it is displayed: as written, but a figure with words or odd digits as the figure alone."""
    entry = cell.entry
    if entry.value is not None and (entry.note or entry.normalised):
        return canonical(entry.value)
    return entry.text


def _first_of_rows(refs: Iterable[CellRef]) -> list[CellRef]:
    """The first cell of each row: a run of cells needs no mark in every one."""
    first: dict[tuple[str, str], CellRef] = {}
    for ref in refs:
        first.setdefault((ref.grid, ref.row), ref)
    return list(first.values())
