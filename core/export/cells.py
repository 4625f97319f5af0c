"""What one cell of the report looks like in the workbook: its contents, its colours, its comment."""

from decimal import Decimal

from core.export.formulas import fits
from core.findings import Finding, Severity, Verdict
from core.forms import CellRef
from core.numbers import Figure, Kind, Number, canonical
from core.report import Report
from core.same import storable

_MANY = 8
"""A finding about more cells than these has its comment only at the first and the last."""
_FEW = 4
_WIDE = 10**10
"""From here on a spreadsheet would show a number in powers of ten."""


def shown(entry: Figure) -> Number | str:
    """A number where there is one and a spreadsheet holds it exactly, else the words as they stand."""
    if entry.kind is Kind.EXACT and entry.value is not None:
        return entry.value if fits(entry.value) else canonical(entry.value)
    return storable(entry.text)


def shown_text(entry: Figure) -> str:
    """The same as text, as it will be read back."""
    contents = shown(entry)
    return contents if isinstance(contents, str) else canonical(contents)


def dress(report: Report, verdict: Verdict, ref: CellRef) -> tuple[str, ...]:
    """The names of the styles for a cell."""
    grid = report.grids[ref.grid]
    if ref not in grid.cells:
        return ("value", "absent")
    names = ["value"]
    if found := verdict.by_cell.get(ref):
        names.append(_colour(found, ref))
    if grid.cells[ref].doubtful:
        names.append("doubtful")
    if abs(Decimal(grid.value(ref) or 0)) >= _WIDE:
        names.append("long")
    return tuple(names)


def remark(report: Report, verdict: Verdict, ref: CellRef) -> str:
    """The comment of a cell: its findings, its note, why its reading is doubtful; empty when there is nothing to say."""
    cell = report.cell(ref)
    lines = [f"【{found.severity.label}】{found.message}" for found in verdict.by_cell.get(ref, ()) if _speaks_at(found, ref)]
    if cell.entry.note:
        lines.append(f"附注：{cell.entry.note}")
    if cell.doubtful and cell.origin:
        lines.append(f"读数存疑，请核对原文。{cell.origin.why}")
    return "\n".join(lines)


def _colour(found: tuple[Finding, ...], ref: CellRef) -> str:
    """The worst severity decides; in a long sum the total carries the strong colour and its parts a pale one."""
    worst = min(found, key=lambda one: list(Severity).index(one.severity)).severity
    if worst is not Severity.ERROR:
        return worst.value
    return "operand" if all(_is_operand(one, ref) for one in found if one.severity is worst) else "error"


def _is_operand(found: Finding, ref: CellRef) -> bool:
    return found.left is not None and len(found.cells) > _FEW and ref != found.cells[-1]


def _speaks_at(found: Finding, ref: CellRef) -> bool:
    return len(found.cells) <= _MANY or ref in {found.cells[0], found.cells[-1]}
