"""The figures offered for a row that a report does not print."""

from collections.abc import Mapping

from core.checks import check
from core.findings import Suggestion
from core.forms import CellRef
from core.narrative import Statement
from core.numbers import Number
from core.repair import row_filling
from core.report import Grid
from tests.core.test_repair_examples import report

COLUMNS = ("person", "business", "research", "welfare", "legal", "other", "total")


def without(row: str, changes: Mapping[str, str] = {}) -> Grid:
    grid = report(changes).grids["requests"]
    for ref in cells(row):
        del grid.cells[ref]
    return grid


def cells(row: str) -> tuple[CellRef, ...]:
    return tuple(CellRef("requests", row, column) for column in COLUMNS)


def figures(offer: Suggestion | None) -> dict[str, Number]:
    return {ref.column: value for ref, value in offer.values} if offer else {}


def test_the_sums_give_a_missing_row() -> None:
    offer = row_filling(without("refused_internal"), cells("refused_internal"))
    assert figures(offer) == dict(zip(COLUMNS, (6, 0, 0, 0, 0, 1, 7), strict=True))
    assert offer is not None
    assert offer.reason == "按合计推算这一行的数字"


def test_a_row_of_which_nothing_is_missing_is_nil() -> None:
    assert figures(row_filling(without("refused_secret"), cells("refused_secret"))) == dict.fromkeys(COLUMNS, 0)


def test_nothing_is_made_up_where_the_sums_contradict_each_other() -> None:
    """38 persons concluded became 30: the missing row would have -2 of them."""
    assert row_filling(without("refused_internal", {"concluded.person": "30"}), cells("refused_internal")) is None


def test_words_tell_what_the_sums_leave_open() -> None:
    """Of two missing rows the sums know the whole only; the words know the total of one."""
    grid = without("refused_internal")
    for ref in cells("unavailable_not_held"):
        del grid.cells[ref]
    total = cells("refused_internal")[-1]
    offer = row_filling(grid, cells("refused_internal"), [Statement(((total,),), 7)])
    assert offer is not None
    assert figures(offer) == {"research": 0, "welfare": 0, "legal": 0, "total": 7}
    assert offer.reason == "按合计和正文推算这一行的数字，其余各格无从推算，请对照原文填写"
    twice = [Statement(((total,),), 7), Statement(((total,),), 8)]
    assert "total" not in figures(row_filling(grid, cells("refused_internal"), twice))


def test_the_finding_offers_them() -> None:
    made = report()
    made.grids["requests"] = without("refused_internal")
    [missing] = [found for found in check(made).findings if found.code == "grid.row_missing"]
    assert [figures(offer)["total"] for offer in missing.suggestions] == [7]
