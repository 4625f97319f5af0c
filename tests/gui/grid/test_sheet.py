"""Moving about in a printed table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms import forms
from core.layout import layout_of
from gui.grid.sheet import Move, Sheet
from tests.gui.grid.conftest import REQUESTS, ref

SHEETS = {
    (form.key, table.key): Sheet(layout_of(form, table, {key: form.grids[key].rows for key in table.grids}))
    for form in forms().values()
    for table in form.tables
}
DISCLOSURE = SHEETS["2021", "disclosure"]


def nothing_filled(_ref):
    return False


@pytest.mark.parametrize(
    ("move", "row", "column"),
    [
        (Move.LEFT, "granted", "person"),
        (Move.RIGHT, "granted", "research"),
        (Move.UP, "carried_in", "business"),
        (Move.DOWN, "partly_granted", "business"),
        (Move.ROW_START, "granted", "person"),
        (Move.ROW_END, "granted", "total"),
        (Move.FIRST, "received", "person"),
        (Move.LAST, "carried_out", "total"),
        (Move.NEXT, "granted", "research"),
        (Move.PREVIOUS, "granted", "person"),
    ],
)
def test_a_step_in_the_requests_table(move, row, column):
    assert REQUESTS.move(ref("granted", "business"), move) == ref(row, column)


def test_tab_goes_on_in_the_next_row():
    assert REQUESTS.move(ref("received", "total"), Move.NEXT) == ref("carried_in", "person")


def test_the_edge_of_the_table_is_where_a_step_ends():
    assert REQUESTS.move(ref("received", "person"), Move.UP) == ref("received", "person")
    assert REQUESTS.move(ref("carried_out", "total"), Move.NEXT) == ref("carried_out", "total")


def test_up_and_down_step_over_captions_and_headers():
    start = ref("normative_documents", "in_force", "art20_1")
    below = DISCLOSURE.move(start, Move.DOWN)
    assert below == ref("licences", "decisions", "art20_5")
    assert DISCLOSURE.move(below, Move.UP) == ref("normative_documents", "issued", "art20_1")


def test_a_jump_ends_at_the_last_figure_of_a_run_and_then_at_the_next_figure():
    filled = {ref(row, "person") for row in ("received", "carried_in", "granted", "refused_law")}.__contains__
    first = REQUESTS.move(ref("received", "person"), Move.DOWN, filled)
    assert first == ref("granted", "person")
    second = REQUESTS.move(first, Move.DOWN, filled)
    assert second == ref("refused_law", "person")
    assert REQUESTS.move(second, Move.DOWN, filled) == ref("carried_out", "person")
    assert REQUESTS.move(second, Move.RIGHT, nothing_filled) == ref("refused_law", "total")


def test_a_block_is_cut_at_the_edge_of_the_table():
    block = REQUESTS.block(ref("concluded", "other"), 5, 5)
    assert block == [
        [ref("concluded", "other"), ref("concluded", "total")],
        [ref("carried_out", "other"), ref("carried_out", "total")],
    ]


@given(st.sampled_from(sorted(SHEETS)), st.data())
def test_next_and_previous_are_inverse_and_visit_every_value(key, data):
    sheet = SHEETS[key]
    walked = [sheet.refs[0]]
    while (following := sheet.move(walked[-1], Move.NEXT)) != walked[-1]:
        walked.append(following)
    assert tuple(walked) == sheet.refs
    somewhere = data.draw(st.sampled_from(walked[1:]))
    assert sheet.move(sheet.move(somewhere, Move.PREVIOUS), Move.NEXT) == somewhere


@pytest.mark.parametrize("key", sorted(SHEETS))
def test_every_place_of_the_body_is_covered_by_one_cell(key):
    sheet = SHEETS[key]
    places = [(row, column) for row in range(sheet.height) for column in range(sheet.width)]
    assert all(sheet.at(*place) for place in places)
    assert sum(cell.row_span * cell.column_span for cell in sheet.body.values()) == len(places)
