"""Whom the findings blame in the grid, and what a cell says of itself."""

import pytest

from core.checks import check
from core.findings import Finding, Severity, Suggestion, verdict
from core.numbers import figure
from core.report import Reading, Report
from gui.grid import words
from gui.grid.marks import Marks, shown
from tests.gui.grid.conftest import put, ref


@pytest.fixture
def wrong(report: Report) -> Report:
    """自然人 of 予以公开 is 5 too many: its row and its column fail."""
    where = ref("granted", "person")
    put(report, where, str(int(report.value(where)) + 5))
    return report


def test_the_cell_in_which_two_failing_sums_meet_is_blamed(wrong):
    marks = Marks(wrong, check(wrong))
    blamed = [where for where, _ in wrong.cells() if marks.face(where).blamed]
    assert blamed == [ref("granted", "person")]
    assert marks.face(ref("granted", "person")).icon
    assert marks.face(ref("granted", "total")).involved
    assert not marks.face(ref("carried_out", "other")).involved


def test_of_a_single_failing_sum_the_result_is_blamed(report):
    where = ref("review", "total", "disputes")
    put(report, where, str(int(report.value(where)) + 1))
    marks = Marks(report, check(report))
    assert [place for place, _ in report.cells() if marks.face(place).blamed] == [where]


def test_a_run_of_blanks_has_one_mark_a_row_and_one_bulb(report):
    for column in ("person", "business"):
        put(report, ref("refused_law", column), "")
        put(report, ref("refused_secret", column), "")
    marks = Marks(report, check(report))
    tinted = [where for where, _ in report.cells() if marks.face(where).blamed is Severity.WARNING]
    assert [where for where in tinted if marks.face(where).icon] == [ref("refused_secret", "person"), ref("refused_law", "person")]
    assert [where for where in tinted if marks.face(where).bulb] == [ref("refused_secret", "person"), ref("refused_law", "person")]
    assert len(tinted) == 4


def test_the_worst_finding_of_a_cell_gives_the_colour(report):
    where = ref("granted", "person")
    found = [
        Finding("cell.note", Severity.INFO, "有说明。", 3, (where,)),
        Finding("cell.negative", Severity.ERROR, "是负数。", 3, (where,)),
    ]
    assert Marks(report, verdict(found, [], ())).face(where).blamed is Severity.ERROR


def test_a_face_tells_what_cannot_be_read_what_is_doubtful_noted_edited_and_absent(report):
    put(report, ref("granted", "person"), "约5")
    put(report, ref("granted", "business"), "15", Reading.DOUBTFUL)
    put(report, ref("granted", "research"), "3（含补报1件）")
    grid = report.grids["requests"]
    grid.cells[ref("granted", "welfare")] = grid.cell(ref("granted", "welfare")).with_entry(
        grid.cell(ref("granted", "total")).entry
    )
    del grid.cells[ref("refused_law", "person")]
    marks = Marks(report, check(report))
    faces = [marks.face(ref("granted", column)) for column in ("person", "business", "research", "welfare")]
    assert [(face.unreadable, face.doubtful, face.note, face.edited) for face in faces] == [
        (True, False, False, False),
        (False, True, False, False),
        (False, False, True, False),
        (False, False, False, True),
    ]
    assert marks.face(ref("refused_law", "person")).absent
    assert shown(report.cell(ref("granted", "research"))) == "3"


# ── words ────────────────────────────────────────────────────────────


def tip(report, where, suggestion=None):
    return words.tooltip(report, check(report), report.form, where, suggestion)


def test_a_tooltip_spells_out_the_sum_and_the_source(wrong):
    said = tip(wrong, ref("granted", "person"))
    value = wrong.value(ref("granted", "person"))
    assert f"自然人{value} + " in said
    assert "差5" in said
    assert f"原文：“{value}”（在原文件的第123行）" in said


def test_a_tooltip_tells_doubt_note_and_edit(report):
    where = ref("granted", "person")
    put(report, where, "15（其中重复2件）", Reading.DOUBTFUL, "也可读作 1 和 5")
    said = tip(report, where)
    assert "读法存疑，请核对原文：也可读作 1 和 5" in said
    assert "格内说明：其中重复2件" in said
    grid = report.grids["requests"]
    grid.cells[where] = grid.cell(where).with_entry(grid.cell(ref("received", "total")).entry)
    assert "已改：原为 15" in tip(report, where)


def test_an_edited_cell_says_what_was_written_in_the_source(report):
    where = ref("granted", "person")
    put(report, where, "2件", Reading.PLAIN, "")
    grid = report.grids["requests"]
    grid.cells[where] = grid.cell(where).with_entry(figure(2))
    assert "已改：原为“2件”" in tip(report, where)


def test_a_tooltip_says_what_was_not_judged_and_why(report):
    put(report, ref("received", "other"), "")
    put(report, ref("received", "business"), "")
    said = words.sentences(report, check(report), report.form, ref("received", "legal"))
    assert any(line.startswith("未核：") and "空白" in line for line in said)


def test_a_tooltip_offers_the_suggestion_and_escapes_what_the_source_says(report):
    where = ref("granted", "person")
    put(report, where, "<b>9</b>")
    said = tip(report, where, Suggestion(((where, 9),), "两项勾稽都要求 9"))
    assert "建议：改为 9（两项勾稽都要求 9）" in said
    assert "&lt;b&gt;9&lt;/b&gt;" in said


def test_a_row_that_is_not_printed_says_so(report):
    for column in ("person", "business", "research", "welfare", "legal", "other", "total"):
        del report.grids["requests"].cells[ref("refused_law", column)]
    assert "原文无此行" in tip(report, ref("refused_law", "person"))


def test_advice_names_other_cells_and_counts_many(report):
    here, there = ref("granted", "person"), ref("granted", "other")
    assert words.advice(report.form, here, Suggestion(((there, 2),), "互换")) == "表三 第3行‘（一）予以公开’·其他改为 2（互换）"
    many = Suggestion(tuple((ref("granted", column), 0) for column in "abcdefg"), "没有发生")
    assert words.advice(report.form, here, many) == "一次填写 7 格（没有发生）"
    assert words.button(here, Suggestion(((here, 2),), "")) == "改为 2"
