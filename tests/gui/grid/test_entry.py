"""Typing, pasting, clearing and restoring as edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.findings import Suggestion
from core.layout import layout_of
from gui.grid import entry
from gui.grid.sheet import Sheet
from tests.gui.grid.conftest import REQUESTS, put, ref


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


# ── blocks ───────────────────────────────────────────────────────────


def test_a_block_is_read_as_spreadsheets_write_it():
    assert entry.block_of("1\t2\r\n3\t\r\n") == [["1", "2"], ["3", ""]]


def test_labels_copied_along_are_left_out():
    copied = "\t自然人\t商业企业\r\n三、办理结果\t\t\r\n（一）予以公开\t5\t1\r\n（二）部分公开\t2\t0"
    assert entry.block_of(copied) == [["5", "1"], ["2", "0"]]


def test_a_block_of_words_alone_is_kept():
    assert entry.block_of("没有") == [["没有"]]


def test_a_quoted_label_of_two_lines_is_one_cell():
    assert entry.block_of('"（三）不予\n公开"\t4\r\n其他\t5') == [["4"], ["5"]]


def test_one_value_fills_the_selection():
    chosen = [
        ref("granted", "person"),
        ref("granted", "business"),
        ref("partly_granted", "person"),
        ref("partly_granted", "business"),
    ]
    assert entry.spread(REQUESTS, [["0"]], chosen) == dict.fromkeys(chosen, "0")


def test_one_value_fills_exactly_what_is_selected():
    chosen = [ref("received", "person"), ref("carried_out", "total")]
    assert entry.spread(REQUESTS, [["0"]], chosen) == dict.fromkeys(chosen, "0")


def test_a_block_goes_from_the_first_chosen_cell_on():
    assert entry.spread(REQUESTS, [["1", "2"], ["3", "4"]], [ref("received", "other")]) == {
        ref("received", "other"): "1",
        ref("received", "total"): "2",
        ref("carried_in", "other"): "3",
        ref("carried_in", "total"): "4",
    }


def test_what_would_fall_off_the_table_is_left_out():
    assert entry.spread(REQUESTS, [["1", "2", "3"], ["4", "5", "6"]], [ref("carried_out", "total")]) == {
        ref("carried_out", "total"): "1"
    }


def test_a_block_is_repeated_when_the_selection_is_a_multiple_of_it():
    chosen = REQUESTS.bounds([ref("received", "person"), ref("received", "welfare")])[0]
    spread = entry.spread(REQUESTS, [["1", "2"]], chosen)
    assert list(spread.values()) == ["1", "2", "1", "2"]


@given(st.data())
def test_a_copied_block_pastes_back_as_it_was(data):
    rows = data.draw(st.integers(1, 4))
    block = [[str(data.draw(st.integers(0, 999))) for _ in range(3)] for _ in range(rows)]
    text = "\n".join("\t".join(row) for row in block)
    spread = entry.spread(REQUESTS, entry.block_of(text), [ref("received", "person")])
    assert list(spread.values()) == [value for row in block for value in row]


def test_a_copy_holds_what_is_shown(document):
    report = document.report
    for column, text in (("person", "22（其中重复2件）"), ("business", "/"), ("research", "５")):
        put(report, ref("granted", column), text)
    sheet = Sheet(layout_of(report.form, report.form.tables[1], {}))
    chosen = [ref("granted", column) for column in ("person", "business", "research")]
    assert entry.copied(document, sheet, chosen) == "22\t/\t5"
    assert entry.copied(document, sheet, [chosen[0], chosen[2]]) == "22\t\t5"
