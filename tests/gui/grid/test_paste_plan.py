"""Which cell gets which entry, and what the clerk is told when something does not fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms import forms
from core.pasting.copied import LONGEST, MOST_TEXT
from gui.grid import pasting
from gui.grid.pasting import Plan
from tests.gui.grid.conftest import REQUESTS, ref
from tests.gui.grid.test_sheet import DISCLOSURE

FORM = forms()["2021"]


def plan(text, *chosen, sheet=REQUESTS, page="") -> Plan:
    return pasting.plan(FORM, sheet, list(chosen), page, text)


def test_one_value_fills_the_selection_however_scattered():
    chosen = [ref("received", "person"), ref("carried_out", "total")]
    assert plan("0", *chosen) == Plan(dict.fromkeys(chosen, "0"))


def test_a_block_goes_from_the_first_chosen_cell_on():
    assert plan("1\t2\n3\t4", ref("received", "other")).entries == {
        ref("received", "other"): "1",
        ref("received", "total"): "2",
        ref("carried_in", "other"): "3",
        ref("carried_in", "total"): "4",
    }


def test_what_would_fall_off_the_table_is_asked_before_anything_is_written():
    planned = plan("1\t2\t3\n4\t5\t6", ref("carried_out", "total"))
    assert planned == Plan(
        {ref("carried_out", "total"): "1"},
        "剪贴板里有 2 行 × 3 列，从表三 第25行‘四、结转下年度继续办理’·总计起放不下，有 5 格落在表外，所以没有粘贴。",
        asks=True,
    )


def test_blanks_may_fall_off():
    assert plan("1\t\t\n", ref("carried_out", "total")) == Plan({ref("carried_out", "total"): "1"})


@pytest.mark.parametrize(("text", "values"), [("1\t2", "121212"), ("1\t2\t3", "123123")])
def test_a_block_is_repeated_when_the_selection_is_a_multiple_of_it(text, values):
    chosen = REQUESTS.bounds([ref("received", "person"), ref("received", "other")])[0]
    assert list(plan(text, *chosen).entries.values()) == list(values)


def test_a_row_is_repeated_down_the_selected_rows():
    chosen = [one for line in REQUESTS.bounds([ref("received", "person"), ref("granted", "business")]) for one in line]
    assert list(plan("1\t2", *chosen).entries.values()) == ["1", "2"] * 3


def test_a_block_on_cells_that_lie_apart_is_refused():
    planned = plan("1\t2", ref("received", "person"), ref("granted", "total"))
    assert (planned.entries, planned.says[:10]) == ({}, "选中的是几块不相连的")


def test_a_column_goes_down_over_the_parts_of_the_stacked_table():
    planned = plan("1\n2\n3", ref("normative_documents", "issued", "art20_1"), sheet=DISCLOSURE)
    assert list(planned.entries) == [
        ref("normative_documents", "issued", "art20_1"),
        ref("licences", "decisions", "art20_5"),
        ref("penalties", "decisions", "art20_6"),
    ]


def test_rows_with_labels_go_by_them_and_columns_from_the_cursor_on():
    planned = plan("2.重复申请\t1\t2\n（一）予以公开\t3\t4", ref("received", "legal"))
    assert planned.entries == {
        ref("unprocessed_repeat", "legal"): "1",
        ref("unprocessed_repeat", "other"): "2",
        ref("granted", "legal"): "3",
        ref("granted", "other"): "4",
    }


def test_columns_with_headings_go_by_them_and_rows_from_the_cursor_on():
    planned = plan("总计\t自然人\n9\t8\n7\t6", ref("granted", "legal"))
    assert planned.entries == {
        ref("granted", "total"): "9",
        ref("granted", "person"): "8",
        ref("partly_granted", "total"): "7",
        ref("partly_granted", "person"): "6",
    }


def test_labelled_rows_that_reach_beyond_the_last_column_are_asked_about():
    planned = plan("（一）予以公开\t1\t2", ref("received", "total"))
    assert (planned.entries, planned.asks) == ({ref("granted", "total"): "1"}, True)


def test_a_whole_table_of_another_section_goes_to_its_own_place():
    planned = plan("（一）予以公开\t1\t0\t0\t0\t0\t0\t1", ref("regulations", "issued", "art20_1"), sheet=DISCLOSURE)
    assert planned.entries[ref("granted", "person")] == "1"
    assert planned.says == "已按行名和列名粘贴到表三，共 7 格。"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "没有可以粘贴的内容"),
        ("字" * (LONGEST + 1), "成段的文字"),
        ("1\t" * MOST_TEXT, "内容太多"),
    ],
)
def test_what_cannot_be_pasted_is_said(text, says):
    planned = plan(text, ref("received", "person"))
    assert planned.entries == {}
    assert says in planned.says


def test_without_a_cell_only_labels_can_tell_the_place():
    assert "没有认出表格的行名" in plan("1\t2").says
    assert len(plan("（一）予以公开\t1\t0\t0\t0\t0\t0\t1").entries) == 7


@given(st.data())
def test_every_filled_entry_is_written_or_told(data):
    rows, columns = data.draw(st.integers(1, 30)), data.draw(st.integers(1, 9))
    block = [[str(data.draw(st.integers(0, 9))) for _ in range(columns)] for _ in range(rows)]
    start = data.draw(st.sampled_from(REQUESTS.refs))
    planned = plan("\n".join("\t".join(row) for row in block), start)
    lost = rows * columns - len(planned.entries)
    assert planned.asks == (lost > 0)
    assert (f"有 {lost} 格落在表外" in planned.says) == (lost > 0)
