"""The marks of findings on paper: a tint and a number where each one stands, and the list that the numbers lead to."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.findings import Finding, Severity, Verdict
from core.forms import CellRef
from core.report import Report
from gui.printing.prose import Reach
from gui.walk import PaperOrder

_TINTS = {Severity.ERROR: "#f7d3d4", Severity.WARNING: "#fbe8c0", Severity.INFO: "#dae7f7"}
_FEW = 4
"""A sum over more cells than these is marked at its total alone."""
_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """The mark of one cell."""

    tint: str
    numbers: str


@dataclass(frozen=True, slots=True)
class Signs:
    """The marks of one report: by cell, by the words of each section, and the findings that the numbers count from 1."""

    cells: Mapping[CellRef, Sign] = field(default_factory=dict)
    words: Mapping[int, tuple[Reach, ...]] = field(default_factory=dict)
    listed: tuple[Finding, ...] = ()


def signs_of(report: Report, verdict: Verdict) -> Signs:
    """Number the findings that stand as they come on paper, and mark their places."""
    listed = tuple(sorted(verdict.findings, key=PaperOrder(report)))
    by_cell: defaultdict[CellRef, list[int]] = defaultdict(list)
    words: defaultdict[int, list[Reach]] = defaultdict(list)
    for number, found in enumerate(listed, 1):
        for ref in _marked(found):
            by_cell[ref].append(number)
        for span in found.spans:
            words[span.section].append((span.start, span.end))
    cells = {ref: _sign(numbers, listed) for ref, numbers in by_cell.items()}
    return Signs(cells, {section: tuple(reaches) for section, reaches in words.items()}, listed)


def _marked(found: Finding) -> tuple[CellRef, ...]:
    many = found.left is not None and len(found.cells) > _FEW
    offered = tuple(ref for ref, _ in found.suggestions[0].values) if many and found.suggestions else ()
    return tuple(dict.fromkeys((*found.cells[-1:], *offered))) if many else found.cells


def _sign(numbers: list[int], listed: tuple[Finding, ...]) -> Sign:
    order = list(Severity)
    worst = min((listed[number - 1].severity for number in numbers), key=order.index)
    more = "…" if len(numbers) > _NUMBERS else ""
    return Sign(_TINTS[worst], ",".join(map(str, numbers[:_NUMBERS])) + more)
