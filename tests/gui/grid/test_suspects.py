"""Where the grid points when sums fail."""

import itertools
import random

from core.checks import check
from core.findings import State
from core.numbers import figure
from core.report import Cell
from gui.grid.suspects import suspects
from tests.builders.reports import random_report
from tests.gui.grid.conftest import ref

A, B, C, D = (ref("row", key) for key in "abcd")


def test_a_sum_that_meets_no_other_points_at_its_result():
    assert suspects([(A, B, C)], []) == {C}


def test_two_sums_point_at_the_cell_in_which_they_meet():
    assert suspects([(A, B), (B, C, D)], []) == {B}


def test_of_two_crossings_the_one_that_no_sum_clears_is_meant():
    assert suspects([(A, B, C), (A, B, D)], [(A,)]) == {B}


def test_what_one_crossing_does_not_explain_is_looked_at_by_itself():
    assert suspects([(A, B), (B, C), (D,)], []) == {B, D}


def pointed_at(report):
    judged = check(report).equations
    cells = {state: [item.equation.cells for item in judged if item.state is state] for state in State}
    return suspects(cells[State.FAILED], cells[State.PASSED])


def test_one_wrong_cell_of_the_requests_table_is_the_one_pointed_at():
    report = random_report(random.Random(8), "2021")
    cells = report.grids["requests"].cells
    for where in list(cells):
        right = cells[where]
        cells[where] = Cell(figure(right.value + 3))
        assert pointed_at(report) == {where}, where
        cells[where] = right


def test_two_wrong_cells_of_one_row_are_both_pointed_at():
    report = random_report(random.Random(8), "2021")
    cells = report.grids["requests"].cells
    for pair in itertools.combinations([ref("granted", key) for key in ("person", "business", "other")], 2):
        kept = {where: cells[where] for where in pair}
        cells.update({where: Cell(figure(cell.value + 4)) for where, cell in kept.items()})
        assert pointed_at(report) == set(pair)
        cells.update(kept)
