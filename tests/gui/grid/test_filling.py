"""Filling down and to the right."""

from gui.grid import filling
from tests.gui.grid.conftest import REQUESTS, ref
from tests.gui.grid.test_sheet import DISCLOSURE


def block(first, last):
    return [one for line in REQUESTS.bounds([first, last]) for one in line]


def test_the_topmost_line_goes_into_those_below():
    chosen = block(ref("received", "person"), ref("granted", "business"))
    assert filling.down(REQUESTS, chosen) == {
        ref("carried_in", "person"): ref("received", "person"),
        ref("carried_in", "business"): ref("received", "business"),
        ref("granted", "person"): ref("received", "person"),
        ref("granted", "business"): ref("received", "business"),
    }


def test_a_single_line_takes_from_the_line_above():
    chosen = [ref("granted", "person"), ref("granted", "business")]
    assert filling.down(REQUESTS, chosen) == {
        ref("granted", "person"): ref("carried_in", "person"),
        ref("granted", "business"): ref("carried_in", "business"),
    }


def test_above_the_first_line_there_is_nothing():
    assert filling.down(REQUESTS, [ref("received", "person")]) == {}
    assert filling.right(REQUESTS, [ref("received", "person")]) == {}


def test_to_the_right_the_first_of_each_line_counts():
    chosen = block(ref("received", "person"), ref("carried_in", "research"))
    assert filling.right(REQUESTS, chosen) == {
        ref("received", "business"): ref("received", "person"),
        ref("received", "research"): ref("received", "person"),
        ref("carried_in", "business"): ref("carried_in", "person"),
        ref("carried_in", "research"): ref("carried_in", "person"),
    }


def test_a_single_column_takes_from_the_one_before():
    assert filling.right(REQUESTS, [ref("granted", "total")]) == {ref("granted", "total"): ref("granted", "other")}


def test_each_of_several_blocks_has_its_own_source():
    chosen = [
        *block(ref("received", "person"), ref("carried_in", "person")),
        *block(ref("refused_law", "person"), ref("refused_security", "person")),
    ]
    assert filling.down(REQUESTS, chosen) == {
        ref("carried_in", "person"): ref("received", "person"),
        ref("refused_security", "person"): ref("refused_law", "person"),
    }


def test_down_goes_on_in_the_next_part_of_the_stacked_table():
    chosen = [ref("penalties", "decisions", "art20_6"), ref("compulsion", "decisions", "art20_6"), ref("fees", "amount", "art20_8")]
    assert set(filling.down(DISCLOSURE, chosen).values()) == {chosen[0]}
