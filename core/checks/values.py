"""What the tables give for a figure of the running text: the value of its cells, and whether the two agree."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from core.narrative import Claim, Passage
from core.narrative.amounts import Amount
from core.narrative.vocabulary import Sum
from core.numbers import Number, total, whole
from core.report import Report

_TENTHOUSANDS = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}
_SEVERAL = 2


def value_of(report: Report, cells: Sum) -> Number | None:
    """What the tables give for a sum of cells; None when one of them is blank or missing."""
    values = [report.value(ref) for ref in cells]
    return None if None in values else total(value for value in values if value is not None)


def agrees(claim: Claim, value: Number) -> bool:
    """Whether a figure of the text is this value; money, and figures in 万, may be rounded to the places they are printed with."""
    amount = claim.site.amount
    return amount.value == (in_unit(value, amount) if amount.is_money or amount.scale > 1 else value)


def in_unit(value: Number, amount: Amount) -> Number:
    """A value of the tables (money in 万元) in the unit and with the decimals that an amount of the text has."""
    scaled = Decimal(value) / _TENTHOUSANDS.get(amount.unit, 1) / amount.scale
    rounded = scaled.quantize(Decimal(1).scaleb(-amount.places), ROUND_HALF_UP)
    return whole(rounded * amount.scale)


def tabled(amount: Amount) -> Number | None:
    """What the tables should have for an amount of the text; None for money that the text rounds to 亿."""
    if not amount.is_money:
        return amount.value
    return None if amount.unit.startswith("亿") or amount.scale > 1 else whole(Decimal(amount.value) * _TENTHOUSANDS[amount.unit])


def possible(report: Report, claim: Claim, passage: Passage) -> list[tuple[Sum, Number]]:
    """What a figure may repeat, the likeliest first, and what the tables have: only rows that the others of its list are of."""
    if not claim.sums or value_of(report, claim.sums[0]) is None:
        return []  # the likeliest cell is blank: what the others hold proves nothing
    known = [(cells, value) for cells in claim.sums if (value := value_of(report, cells)) is not None]
    if len(known) < _SEVERAL:
        return known
    others = list(_beside(claim, passage))
    rows = [frozenset(ref.row for ref in cells) for cells, _ in known]
    fitting = [place for place, row in enumerate(rows) if all(_is_of_row(report, other, row) for other in others)]
    return [known[place] for place in fitting] or known


def _beside(claim: Claim, passage: Passage) -> Iterator[Claim]:
    """The figures that are told right before and behind one as other parts of the same whole."""
    division = claim.meaning.division
    for way in (reversed(passage.sites[: claim.site.index]), passage.sites[claim.site.index + 1 :]):
        counted = (passage.claims.get(site.index) for site in way if not site.amount.is_share)
        for one in counted:
            if not division or one is None or one.meaning.division != division:
                break
            yield one


def _is_of_row(report: Report, claim: Claim, row: frozenset[str]) -> bool:
    """Whether a figure is what the tables have for it in a row."""
    cells = next((cells for cells in claim.sums if frozenset(ref.row for ref in cells) == row), ())
    value = value_of(report, cells) if cells else None
    return value is not None and agrees(claim, value)
