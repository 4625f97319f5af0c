"""What the text alone gives: figures for a missing grid, and statements that tell which of two repairs agrees with the words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.forms import CellRef
from core.narrative.claims import Claim, Passage
from core.narrative.scopes import Scope
from core.narrative.vocabulary import Sum
from core.numbers import Number
from core.report import Report


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that the text gives exactly, and for the whole office: one of `sums` should come to `value`, the first likeliest."""

    sums: tuple[Sum, ...]
    value: Number


def statements(passages: Iterable[Passage]) -> tuple[Statement, ...]:
    """Everything the text states of the tables, each once."""
    return tuple(dict.fromkeys(_statements(passages)))


def _statements(passages: Iterable[Passage]) -> Iterator[Statement]:
    for passage in passages:
        yield from (Statement(claim.sums, claim.site.amount.value) for claim in passage.claims.values() if _is_plain(claim))
        yield from (Statement(denied.sums, 0) for denied in passage.denials if denied.meaning.firm and not denied.part)


def _is_plain(claim: Claim) -> bool:
    amount = claim.site.amount
    return claim.site.scope is not Scope.PART and not amount.approximate and not amount.is_money and amount.scale == 1


def prefill(report: Report, passages: Iterable[Passage]) -> Mapping[CellRef, Number]:
    """Figures for the cells of grids that the report lacks, where the text states one figure and no other."""
    return {
        ref: next(iter(values)) for ref, values in _by_cell(passages).items() if ref.grid not in report.grids and len(values) == 1
    }


def _by_cell(passages: Iterable[Passage]) -> Mapping[CellRef, set[Number]]:
    """The figures stated for a single cell; of words that deny a sum, 0 for each of its cells."""
    found: dict[CellRef, set[Number]] = defaultdict(set)
    for statement in statements(passages):
        cells = statement.sums[0]
        for ref in cells if len(cells) == 1 or not statement.value else ():
            found[ref].add(statement.value)
    return found
