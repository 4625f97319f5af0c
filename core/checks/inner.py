"""Two figures of the running text for one thing, where no table tells which of them is right."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from core.checks.claims import distinct, quoted
from core.checks.codes import finding
from core.checks.values import value_of
from core.findings import Finding
from core.narrative import Claim, Passage
from core.narrative.scopes import Scope
from core.narrative.vocabulary import Sum
from core.numbers import Number
from core.report import Report


def findings(report: Report, passages: Sequence[Passage]) -> list[Finding]:
    """Figures for the same cells that differ from the first of them; nothing where the tables have these cells."""
    return list(distinct(_at_odds(report, passages))) if report.form else []


def _at_odds(report: Report, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Figures for the same cells that differ, where no table tells which is right."""
    claims = [claim for passage in passages for claim in passage.claims.values()]
    said: dict[Sum, list[Claim]] = defaultdict(list)
    for claim in claims:
        plain = not claim.site.amount.approximate and claim.site.scope is Scope.WHOLE and not claim.site.amount.is_money
        if plain and "{row}" not in {ref.row for cells in claim.meaning.cells for ref in cells}:
            said[claim.sums[0]].append(claim)
    carried = {claim.site.amount.value for claim in claims if claim.meaning.key == "carried_in"}
    for cells, told in said.items():
        if value_of(report, cells) is None:
            yield from _differing(told, carried)


def _differing(claims: Sequence[Claim], carried: set[Number]) -> Iterator[Finding]:
    first = claims[0]
    for claim in claims[1:]:
        apart = abs(claim.site.amount.value - first.site.amount.value)
        if not apart or (len(claim.sums) > 1 and apart in carried):
            continue
        yield finding(
            "claim.inner",
            f"{claim.meaning.name}前后说法不一：前面是“{quoted(first)}”，这里是“{quoted(claim)}”，请核对",
            claim.span.section,
            cells=claim.sums[0],
            spans=(claim.span, first.span),
            sides=(claim.site.amount.value, first.site.amount.value),
            values=(claim.span.text, first.span.text),
            subject=claim.meaning.key,
        )
        return
