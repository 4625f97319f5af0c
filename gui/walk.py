"""Where a finding stands, and the order in which F8 walks: as on paper, section by section."""

from collections.abc import Iterable, Sequence

from core.findings import Finding
from core.forms import CellRef
from core.report import Report

FACTS = 0
"""The page of the report as a whole."""

Order = tuple[int, int, int, str]


def section_of(report: Report, finding: Finding) -> int:
    """The section to show for a finding; FACTS when it is about the report as a whole."""
    if finding.spans:
        return finding.spans[0].section
    if finding.cells:
        return section_of_cell(report, finding.cells[0])
    return finding.section


def section_of_cell(report: Report, ref: CellRef) -> int:
    """The section whose table holds a cell."""
    if report.form is None or ref.grid not in report.form.grids:
        return FACTS
    return report.form.table_of(ref.grid).section


def target_cell(finding: Finding) -> CellRef | None:
    """The cell to go to: the one a suggestion would change, or else the first that the finding is about."""
    if finding.suggestions and finding.suggestions[0].values:
        return finding.suggestions[0].values[0][0]
    return finding.cells[0] if finding.cells else None


class PaperOrder:
    """Sorts the findings of one report as they stand on paper."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._cells = {ref: index for index, (ref, _) in enumerate(report.cells())}

    def __call__(self, finding: Finding) -> Order:
        """The place of a finding: a section as a whole first, then its text, then its table."""
        section = section_of(self._report, finding)
        if finding.spans:
            return section, 1, finding.spans[0].start, finding.key
        if (ref := target_cell(finding)) is not None:
            return section, 2, self._cells.get(ref, len(self._cells)), finding.key
        return section, 0, 0, finding.key


def step(report: Report, findings: Iterable[Finding], last: Order | None, forward: bool) -> Finding | None:
    """The next (or previous) finding after the place `last`, round and round; None when there is none."""
    order = PaperOrder(report)
    walk: Sequence[Finding] = sorted(findings, key=order, reverse=not forward)
    if not walk or last is None:
        return walk[0] if walk else None
    beyond = (found for found in walk if (order(found) > last if forward else order(found) < last))
    return next(beyond, walk[0])
