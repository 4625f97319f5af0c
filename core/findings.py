"""Findings: what the checks have to say, as frozen values that every view shows from one list."""

import enum
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.forms import CellRef, Equation
from core.numbers import Number, canonical, difference


class Severity(enum.StrEnum):
    """How serious a finding is, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        return {"error": "错误", "warning": "警告", "info": "提示"}[self]


class State(enum.StrEnum):
    """What became of an equation. UNCHECKED is never shown or counted as passed."""

    PASSED = "passed"
    FAILED = "failed"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Span:
    """Some characters of a section's text: code points from `start` up to `end`. Section 0 is the preamble."""

    section: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Cells and the values they should have; taking it sets them all in one step."""

    values: tuple[tuple[CellRef, Number], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the clerk should look at. `message` is a whole sentence that needs no other words around it.

    `left` and `right` are the two sides of a sum; `doubtful` says that the reading, not the report, may be at fault.
    `section` is where the finding belongs (0: the report as a whole). `values` are the figures and words judged;
    `subject` tells findings apart that have neither cells nor words of their own.
    """

    code: str
    severity: Severity
    message: str
    section: int = 0
    cells: tuple[CellRef, ...] = ()
    spans: tuple[Span, ...] = ()
    left: Number | None = None
    right: Number | None = None
    doubtful: bool = False
    suggestions: tuple[Suggestion, ...] = ()
    values: tuple[str, ...] = ()
    subject: str = ""

    @property
    def difference(self) -> Number | None:
        """How far the two sides are apart."""
        return None if self.left is None or self.right is None else difference(self.left, self.right)

    @property
    def key(self) -> str:
        """A name that stays the same through re-checks: the code and where it stands, without the values."""
        spans = [f"{span.section}:{span.text}" for span in self.spans]
        return "|".join([self.code, str(self.section), *map(str, self.cells), *spans, *filter(None, [self.subject])])


@dataclass(frozen=True, slots=True)
class Judged:
    """One equation, judged. With blanks, `left` and `right` are the sums of what is filled in.

    `if_zero` says whether it would hold with every blank read as 0; None when there is no blank.
    """

    equation: Equation
    state: State
    left: Number
    right: Number
    if_zero: bool | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The one list that every view reads: the findings that stand, those set aside (with the reason), the equations."""

    findings: tuple[Finding, ...] = ()
    aside: tuple[tuple[Finding, str], ...] = ()
    equations: tuple[Judged, ...] = ()
    by_cell: Mapping[CellRef, tuple[Finding, ...]] = field(default_factory=dict)

    def count(self, state: State) -> int:
        return sum(judged.state is state for judged in self.equations)

    def severities(self) -> Counter[Severity]:
        """How many findings of each severity stand."""
        return Counter(found.severity for found in self.findings)

    @property
    def worst(self) -> Severity | None:
        return next((severity for severity in Severity if self.severities()[severity]), None)


def verdict(findings: list[Finding], aside: list[tuple[Finding, str]], equations: tuple[Judged, ...]) -> Verdict:
    """Put findings in order (worst first, then as on paper) and index them by cell."""
    order = list(Severity)
    standing = sorted(findings, key=lambda found: (order.index(found.severity), found.section, *_in_text(found)))
    by_cell: dict[CellRef, list[Finding]] = {}
    for found in standing:
        for ref in found.cells:
            by_cell.setdefault(ref, []).append(found)
    return Verdict(tuple(standing), tuple(aside), equations, {ref: tuple(all_) for ref, all_ in by_cell.items()})


def _in_text(found: Finding) -> tuple[bool, int]:
    """Where words stand in the text of their section, which comes before its table."""
    first = found.spans[0] if found.spans and found.spans[0].section == found.section else None
    return first is None, first.start if first else 0


def text_of(value: Number | None) -> str:
    """A value for a sentence; a blank says so."""
    return "空白" if value is None else canonical(value)
