"""Edits as values: what they do, and that taking them back restores the report."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks import check
from core.edits import (
    Edit,
    PutAside,
    SetCells,
    SetGrid,
    SetHeader,
    SetPreamble,
    apply,
    bring_back,
    displaced,
    put_aside,
    restore_cells,
    set_text,
    take,
    type_cells,
)
from core.findings import State, Suggestion
from core.forms import CellRef, forms
from core.report import Header, Report, SetAside, empty_grid
from tests.builders.reports import random_report

TOTAL = CellRef("disputes", "review", "total")
PERSON = CellRef("requests", "granted", "person")


def report(seed: int = 1) -> Report:
    return random_report(random.Random(seed), "2021")


def state(of: Report) -> tuple[object, ...]:
    grids = {key: (dict(grid.cells), grid.extra) for key, grid in of.grids.items()}
    return of.header, of.preamble, tuple(of.sections), grids, dict(of.set_aside), dict(of.years_stated)


def test_typing_into_a_cell_keeps_its_origin() -> None:
    held = report()
    origin = held.cell(TOTAL).origin
    inverse = apply(held, type_cells(held, "修改", {TOTAL: "１２３"}))
    cell = held.cell(TOTAL)
    assert (cell.value, cell.edited, cell.origin) == (123, True, origin)
    apply(held, inverse)
    assert not held.cell(TOTAL).edited


def test_a_mistake_is_found_and_its_correction_ends_it() -> None:
    held = report()
    before = held.value(TOTAL)
    assert before is not None
    assert check(held).count(State.FAILED) == 0
    inverse = apply(held, type_cells(held, "修改", {TOTAL: str(before + 1)}))
    assert [finding.code for finding in check(held).findings] == ["sum.disputes"]
    apply(held, inverse)
    assert check(held).findings == ()


def test_a_suggestion_sets_all_its_cells_in_one_edit() -> None:
    held = report()
    apply(held, take(held, Suggestion(((PERSON, 7), (TOTAL, 9)), "两格一起改"), "接受建议"))
    assert (held.value(PERSON), held.value(TOTAL)) == (7, 9)


def test_restoring_gives_back_what_the_source_said() -> None:
    held = report()
    before = held.cell(TOTAL)
    apply(held, type_cells(held, "修改", {TOTAL: "999"}))
    apply(held, restore_cells(held, "恢复原值", [TOTAL]))
    assert held.cell(TOTAL) == before


def test_an_edit_of_a_missing_grid_changes_nothing() -> None:
    held = report()
    del held.grids["disputes"]
    before = state(held)
    edit = SetCells("修改", {TOTAL: held.cell(PERSON), CellRef("disputes", "review", "total"): held.cell(PERSON)})
    with pytest.raises(KeyError):
        apply(held, edit)
    assert state(held) == before


def test_a_row_that_was_missing_is_added_and_taken_away_again() -> None:
    held = report()
    row = [ref for ref in held.grids["requests"].cells if ref.row == "refused_law"]
    for ref in row:
        del held.grids["requests"].cells[ref]
    before = state(held)
    inverse = apply(held, type_cells(held, "补填", {row[0]: "3"}))
    assert "refused_law" in held.grids["requests"].present
    apply(held, inverse)
    assert state(held) == before


def test_set_aside_stays_until_a_value_changes() -> None:
    held = report()
    total = held.value(TOTAL)
    assert total is not None
    apply(held, type_cells(held, "修改", {TOTAL: str(total + 1)}))
    [finding] = check(held).findings
    apply(held, put_aside(finding, "搁置", "原文如此"))
    assert check(held).findings == ()
    assert check(held).aside == ((finding, "原文如此"),)
    other = CellRef("requests", "refused_law", "total")
    apply(held, type_cells(held, "修改", {other: "77"}))
    assert check(held).aside == ((finding, "原文如此"),)
    inverse = apply(held, type_cells(held, "修改", {TOTAL: str(total + 2)}))
    assert [item.key for item in check(held).findings].count(finding.key) == 1
    assert check(held).aside == ()
    apply(held, inverse)
    assert check(held).aside == ((finding, "原文如此"),)
    apply(held, bring_back(finding, "恢复"))
    assert finding in check(held).findings


def test_labels_survive_the_inverse() -> None:
    held = report()
    assert apply(held, set_text(held, "修改正文", 5, "新的文字")).label == "修改正文"
    section = held.section(5)
    assert section is not None
    assert section.text == "新的文字"


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    form = forms()["2021"]
    match draw(st.integers(0, 5)):
        case 0:
            grid = form.grids[draw(st.sampled_from(["requests", "art20_1"]))]
            refs = [CellRef(grid.key, row.key, column.key) for row in grid.rows for column in grid.columns]
            chosen = draw(st.lists(st.sampled_from(refs), min_size=1, max_size=8, unique=True))
            texts = draw(st.lists(st.sampled_from(["0", "12", "", "/", "约5", "３件"]), min_size=len(chosen), max_size=len(chosen)))
            return type_cells(report(), "修改", dict(zip(chosen, texts, strict=True)))
        case 1:
            key = draw(st.sampled_from(["disputes", "art20_8"]))
            return SetGrid("表格", key, draw(st.sampled_from([None, empty_grid(form.grids[key])])))
        case 2:
            return set_text(report(), "正文", draw(st.integers(1, 6)), draw(st.text(max_size=20)))
        case 3:
            return SetPreamble("引言", draw(st.text(max_size=20)), draw(st.sampled_from([{"title": 2023}, {"preamble": 2022}])))
        case 4:
            return SetHeader(
                "基本情况", Header(title=draw(st.text(max_size=9)), year=draw(st.integers(2019, 2030))), {"title": 2022}
            )
        case _:
            key = draw(st.sampled_from(["a", "b"]))
            return PutAside("搁置", key, draw(st.sampled_from([None, SetAside("理由", ("1",))])))


@given(st.lists(edits(), max_size=12))
def test_taking_edits_back_in_reverse_restores_the_report(made: list[Edit]) -> None:
    held = report()
    before = state(held)
    inverses = [apply(held, edit) for edit in made]
    after = state(held)
    redo = [apply(held, inverse) for inverse in reversed(inverses)]
    assert state(held) == before
    for edit in reversed(redo):
        apply(held, edit)
    assert state(held) == after


@given(edits())
def test_an_edit_leaves_a_snapshot_alone(edit: Edit) -> None:
    held = report()
    kept = held.snapshot()
    before = state(kept)
    apply(held, edit)
    assert state(kept) == before


def test_a_row_that_stands_for_several_goes_when_these_are_written_and_the_other_way():
    columns = [column.key for column in forms()["2021"].grids["requests"].columns]
    members = ("other_uncorrected", "other_unpaid", "other_misc")
    [collapsed] = forms()["2021"].grids["requests"].collapsed
    printed = random_report(random.Random(5), "2021")
    gone = displaced(printed, [CellRef("requests", collapsed.key, "person")])
    assert set(gone) == {CellRef("requests", row, column) for row in members for column in columns}
    short = random_report(random.Random(5), "2021", collapsed=True)
    gone = displaced(short, [CellRef("requests", "other_misc", "person")])
    assert set(gone) == {CellRef("requests", collapsed.key, column) for column in columns}


def test_writing_what_is_printed_displaces_nothing():
    report = random_report(random.Random(5), "2021")
    refs = [ref for ref, _ in report.cells()]
    assert displaced(report, refs) == []
    apply(report, type_cells(report, "x", dict.fromkeys(refs, "0")))
    assert displaced(report, refs) == []
