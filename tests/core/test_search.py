"""Finding words, figures and places in a whole report."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.edits import apply, set_text, type_cells
from core.findings import Span
from core.forms import CellRef
from core.report import Report
from core.search import Hit, find, finding_number, place
from tests.builders.reports import random_report


def ref(row: str, column: str, grid: str = "requests") -> CellRef:
    return CellRef(grid, row, column)


@pytest.fixture
def report() -> Report:
    """Zeros everywhere, and no word in any text, but for what a test puts there."""
    made = random_report(random.Random(3), "2021")
    apply(made, type_cells(made, "x", {ref: "0" for ref, _ in made.cells()}))
    made.sections = [replace(section, text="") for section in made.sections]
    made.preamble = ""
    return made


def test_words_of_the_text_are_found_where_they_stand(report):
    apply(report, set_text(report, "x", 5, "队伍建设，队伍培训"))
    assert find(report, "队伍") == (Hit(5, span=Span(5, 0, 2, "队伍")), Hit(5, span=Span(5, 5, 7, "队伍")))


def test_the_opening_words_are_the_first(report):
    report.preamble = "截至12月"
    apply(report, set_text(report, "x", 1, "12月"))
    assert [hit.section for hit in find(report, "12月")] == [0, 1]


def test_width_case_and_old_characters_make_no_difference(report):
    apply(report, set_text(report, "x", 1, "ＡＢ１２政務"))
    assert find(report, "ab12政务") == (Hit(1, span=Span(1, 0, 6, "ＡＢ１２政務")),)


def test_entries_are_found_as_written_and_as_the_figures_they_are(report):
    apply(report, type_cells(report, "x", {ref("granted", "person"): "1,234", ref("granted", "other"): "约12"}))
    assert find(report, "1234") == find(report, "1,234") == (Hit(3, (ref("granted", "person"),)),)
    assert find(report, "约12") == (Hit(3, (ref("granted", "other"),)),)


def test_a_whole_figure_is_not_found_in_a_longer_one(report):
    apply(report, type_cells(report, "x", {ref("granted", "person"): "15", ref("granted", "other"): "5"}))
    apply(report, set_text(report, "x", 1, "占5.5%，共5件"))
    numbered = (ref("refused_internal", "person"), ref("unprocessed_confirm", "person"))  # 5.属于三类内部事务信息 …
    assert len(find(report, "5")) == 3 + 2 + 2
    text, cell, *labels = find(report, "5", whole=True)
    assert (text, cell) == (Hit(1, span=Span(1, 7, 8, "5")), Hit(3, (ref("granted", "other"),)))
    assert tuple(hit.cells[0] for hit in labels) == numbered


def test_a_label_stands_for_its_cells(report):
    columns = ("person", "business", "research", "welfare", "legal", "other", "total")
    assert find(report, "重复申请") == (Hit(3, tuple(ref("unprocessed_repeat", column) for column in columns)),)
    [heading] = find(report, "科研机构")
    assert {one.column for one in heading.cells} == {"research"}
    assert len(heading.cells) == 25
    [caption] = find(report, "第二十条第（六）项")
    assert caption.cells == (ref("penalties", "decisions", "art20_6"), ref("compulsion", "decisions", "art20_6"))


def test_a_heading_of_the_stacked_table_stands_for_the_cells_of_its_own_part(report):
    [hit] = find(report, "本年废止件数")
    assert hit == Hit(2, (ref("regulations", "repealed", "art20_1"), ref("normative_documents", "repealed", "art20_1")))


def test_nothing_is_found_in_a_table_that_is_missing(report):
    del report.grids["requests"]
    assert find(report, "重复申请") == ()
    assert place(report, "表三") is None


@pytest.mark.parametrize("wanted", ["", "   ", "没有这样的词"])
def test_no_words_no_places(report, wanted):
    assert find(report, wanted) == ()


@given(st.text(max_size=8))
def test_whatever_is_looked_for_every_hit_is_there(wanted):
    report = random_report(random.Random(8), "2021")
    for hit in find(report, wanted):
        assert hit.cells or hit.span
        if hit.span and hit.section:
            assert report.section(hit.section).text[hit.span.start : hit.span.end] == hit.span.text


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("表三 第3行 第2列", ref("granted", "business")),
        ("表三3行2列", ref("granted", "business")),
        ("表三 3 2", ref("granted", "business")),
        ("表三25，7", ref("carried_out", "total")),
        ("表三 予以公开 自然人", ref("granted", "person")),
        ("重复申请，总计", ref("unprocessed_repeat", "total")),
        ("表三 第２５行 总计", ref("carried_out", "total")),
        ("表二 行政处罚", ref("penalties", "decisions", "art20_6")),
        ("表二 第6行", ref("fees", "amount", "art20_8")),
        ("表四 第15列", ref("suit_after_review", "total", "disputes")),
        ("表四 行政复议 尚未审结", ref("review", "pending", "disputes")),
        ("表三", ref("received", "person")),
    ],
)
def test_a_place_is_found_by_its_names(report, wanted, found):
    hit = place(report, wanted)
    assert (hit.section, hit.cells) == (report.form.table_of(found.grid).section, (found,))


def test_a_row_alone_is_all_its_cells(report):
    hit = place(report, "表三 第1行")
    assert place(report, "表三1") == hit
    assert [one.column for one in hit.cells] == ["person", "business", "research", "welfare", "legal", "other", "total"]


def test_without_a_table_the_one_in_front_is_meant(report):
    here = ref("review", "total", "disputes")
    assert place(report, "第1行 第2列", here).cells == (ref("review", "corrected", "disputes"),)
    assert place(report, "第1行 第2列").cells == (ref("regulations", "repealed", "art20_1"),)


def test_a_section_is_found_by_its_number(report):
    assert place(report, "第五部分") == place(report, "五") == Hit(5)


@pytest.mark.parametrize("wanted", ["", "表三 第99行", "表三 没有这一行", "第九部分"])
def test_a_place_that_is_not_there(report, wanted):
    assert place(report, wanted) is None


@pytest.mark.parametrize(
    ("wanted", "number"), [("5", 5), ("问题 12", 12), ("#3", 3), ("第２个问题", 2), ("表三", None), ("第3行", None)]
)
def test_a_finding_is_asked_for_by_its_number(wanted, number):
    assert finding_number(wanted) == number
