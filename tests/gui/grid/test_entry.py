"""Typing, pasting, filling, clearing and restoring as edits."""

import pytest

from core.findings import Suggestion
from gui.grid import entry
from tests.gui.grid.conftest import put, ref


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", "12"),
        (" 12 ", "12"),
        ("１２", "12"),
        ("1,234", "1234"),
        ("3件", "3"),
        ("二十五", "25"),
        ("746.8440", "746.8440"),
        ("/", "/"),
        ("", ""),
        ("约5", "约5"),
        ("22（其中修订16件）", "22（其中修订16件）"),
    ],
)
def test_a_typed_entry_is_kept_in_plain_digits_and_anything_else_as_typed(typed, kept):
    assert entry.clean(typed) == kept


def test_writing_what_stands_there_already_is_no_edit(document):
    where = ref("received", "person")
    entry.write(document, document.report.form, {where: document.report.cell(where).entry.text})
    assert document.undo_stack.count() == 0


def test_an_undo_step_names_the_cell_or_the_number_of_cells(document):
    form = document.report.form
    assert entry.label(form, [ref("granted", "person")], "修改") == "修改 表三 第3行‘（一）予以公开’·自然人"
    assert entry.label(form, [ref("granted", "person"), ref("granted", "other")], "粘贴") == "粘贴 表三 2 格"


def test_clearing_leaves_rows_that_are_not_printed_alone(document):
    absent = ref("refused_law", "person")
    del document.report.grids["requests"].cells[absent]
    put(document.report, ref("granted", "person"), "7")
    entry.clear(document, document.report.form, [absent, ref("granted", "person")])
    assert absent not in document.report.grids["requests"].cells
    assert document.report.value(ref("granted", "person")) is None


def test_restoring_gives_back_what_the_source_says(document):
    where = ref("granted", "person")
    put(document.report, where, "7")
    before = document.report.cell(where)
    entry.write(document, document.report.form, {where: "8"})
    entry.restore(document, document.report.form, [where])
    assert document.report.cell(where) == before


def test_a_taken_suggestion_is_in_the_change_log_with_its_reason(document):
    where = ref("granted", "person")
    put(document.report, where, "7")
    entry.accept(document, document.report.form, Suggestion(((where, 9),), "两项勾稽都要求 9"))
    assert document.report.value(where) == 9
    assert [change.why for change in document.changes()] == ["两项勾稽都要求 9"]


def test_missing_grids_are_started_in_one_step(document):
    report = document.report
    keys = [key for key in report.form.grids if key.startswith("art20")]
    for key in keys:
        del report.grids[key]
    entry.start_grids(document, report.form, keys)
    assert set(keys) <= set(report.grids)
    document.undo_stack.undo()
    assert not set(keys) & set(report.grids)


def test_pasting_tells_how_many_cells_it_changed_and_is_one_step(document):
    put(document.report, ref("granted", "person"), "7")
    put(document.report, ref("granted", "other"), "8")
    changed = entry.paste(document, document.report.form, {ref("granted", "person"): "７", ref("granted", "other"): "9"})
    assert (changed, document.undo_stack.count()) == (1, 1)
    assert document.undo_stack.undoText() == "粘贴 表三 第3行‘（一）予以公开’·其他"
    assert entry.paste(document, document.report.form, {ref("granted", "other"): "9"}) == 0
    assert document.undo_stack.count() == 1


def test_pasting_adds_a_missing_grid_in_the_same_step(document):
    report = document.report
    before = dict(report.grids["disputes"].cells)
    del report.grids["disputes"]
    entry.paste(document, report.form, {ref("review", "upheld", "disputes"): "4", ref("review", "total", "disputes"): "4"})
    assert report.value(ref("review", "upheld", "disputes")) == 4
    assert len(report.grids["disputes"].cells) == len(before) == 15
    assert document.undo_stack.undoText() == "粘贴 表四 2 格"
    document.undo_stack.undo()
    assert "disputes" not in report.grids


def test_pasting_the_rows_that_one_stands_for_takes_that_one_away_and_undo_brings_it_back(document):
    report = document.report
    [collapsed] = report.form.grids["requests"].collapsed
    entry.paste(document, report.form, {ref(collapsed.key, "person"): "1"})
    assert set(report.grids["requests"].present) & set(collapsed.stands_for) == set()
    assert collapsed.key in report.grids["requests"].present
    document.undo_stack.undo()
    assert set(collapsed.stands_for) <= set(report.grids["requests"].present)


def test_a_step_over_several_tables_names_them_all(document):
    refs = [ref("regulations", "issued", "art20_1"), ref("granted", "person"), ref("granted", "other")]
    assert entry.label(document.report.form, refs, "粘贴") == "粘贴 表二、表三 3 格"


def test_filling_writes_what_the_source_says_even_when_that_is_no_figure(document):
    put(document.report, ref("granted", "person"), "约5")
    entry.fill(document, document.report.form, {ref("granted", "other"): ref("granted", "person")}, "向右填充")
    assert document.report.cell(ref("granted", "other")).entry.text == "约5"
    assert document.undo_stack.undoText() == "向右填充 表三 第3行‘（一）予以公开’·其他"
