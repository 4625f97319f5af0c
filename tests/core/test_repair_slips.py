"""Each slip is told by the figure that stands there and the one that should."""

from decimal import Decimal

import pytest

from core.forms import CellRef
from core.numbers import Number
from core.repair import Change, Kind
from core.repair.slips import kind_of, pair_kind, slips_of

HERE, THERE = CellRef("g", "r", "a"), CellRef("g", "r", "b")
PLACES = {HERE: (0, 0), THERE: (0, 1)}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (None, 5, Kind.BLANK),
        (-12, 12, Kind.SIGN),
        (Decimal("3.5"), 35, Kind.POINT),
        (312, 321, Kind.TRANSPOSED),
        (21, 12, Kind.TRANSPOSED),
        (321, 123, Kind.OTHER),
        (1123, 123, Kind.DOUBLED),
        (1223, 123, Kind.DOUBLED),
        (1233, 123, Kind.DOUBLED),
        (1293, 123, Kind.EXTRA),
        (120, 12, Kind.EXTRA),
        (12, 120, Kind.DROPPED),
        (32, 312, Kind.DROPPED),
        (5, 15, Kind.DROPPED),
        (312, 372, Kind.MISTYPED),
        (3, 8, Kind.ANOTHER_DIGIT),
        (350, 349, Kind.ANOTHER_DIGIT),
        (0, 7, Kind.OMITTED),
        (7, 0, Kind.SURPLUS),
        (17, 3979, Kind.OTHER),
        (Decimal("3.5"), 7, Kind.OTHER),
    ],
)
def test_one_cell(old: Number | None, new: Number, kind: Kind) -> None:
    assert kind_of(Change(HERE, old, new)) is kind


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ((12, 0), (0, 12), Kind.MISPLACED),
        ((0, 12), (12, 0), Kind.MISPLACED),
        ((12, 0), (None, 12), Kind.MISPLACED),
        ((12, 3), (3, 12), Kind.EXCHANGED),
        ((12, 10), (3, 5), Kind.MOVED),
        ((12, 10), (3, 6), None),
    ],
)
def test_two_cells(first: tuple[int, int], second: tuple[int | None, int], kind: Kind | None) -> None:
    assert pair_kind(Change(HERE, *first), Change(THERE, *second)) is kind


def test_a_pair_names_first_the_cell_that_holds_too_much() -> None:
    [slip] = slips_of([Change(HERE, 0, 12), Change(THERE, 12, 0)], PLACES.__getitem__)
    assert [change.ref for change in slip.changes] == [THERE, HERE]


def test_cells_of_different_rows_and_columns_are_no_pair() -> None:
    far = CellRef("g", "s", "b")
    places = {HERE: (0, 0), far: (1, 1)}
    slips = list(slips_of([Change(HERE, 0, 12), Change(far, 12, 0)], places.__getitem__))
    assert [slip.kind for slip in slips] == [Kind.OMITTED, Kind.SURPLUS]


def test_a_figure_is_likelier_in_the_next_cell_than_farther_away() -> None:
    changes = [Change(HERE, 0, 12), Change(THERE, 12, 0)]
    [near], [far] = (list(slips_of(changes, {HERE: (0, 0), THERE: (0, at)}.__getitem__)) for at in (1, 4))
    assert near.cost < far.cost


def test_three_figures_one_cell_too_far_are_one_slip() -> None:
    refs = [CellRef("g", "r", key) for key in "abcd"]
    changes = [Change(ref, old, new) for ref, old, new in zip(refs, (0, 5, 8, 9), (5, 8, 9, 0), strict=True)]
    [slip] = slips_of(changes, lambda ref: (0, "abcd".index(ref.column)))
    assert slip.kind is Kind.SHIFTED
    assert slip.changes == tuple(changes)
