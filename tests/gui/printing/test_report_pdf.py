"""The PDF of a report, read by our own reader, is the same report; and its pages stand as GB/T 9704 asks."""

import random
from dataclasses import replace

import pytest

from core.checks import check
from core.edits import SetGrid, SetSections, apply, type_cells
from core.forms import CellRef
from core.pipeline import load
from core.report import ExtraRow
from gui.printing.faces import Face, chosen, installed_faces
from gui.printing.output import pdf_of
from gui.printing.report import compose
from gui.printing.sheet import BOTTOM, LEFT, RIGHT, TOP, Patch, Rule, Words
from tests.builders.realistic import realistic_report
from tests.builders.reports import random_report

TOTAL = CellRef("requests", "granted", "total")


@pytest.fixture
def faces(qapp):
    return installed_faces()


def words(page):
    return [item for item in page if isinstance(item, Words)]


def text(page):
    return "".join(item.text for item in words(page))


def silent(_step):
    pass


def report_of(seed):
    rng = random.Random(f"print {seed}")
    if seed % 3 == 0:
        return realistic_report(rng, "2021")
    form = rng.choice(("2021", "2019"))
    collapsed = form == "2021" and seed % 4 == 0
    return random_report(rng, form, blanks=rng.choice((0, 0.3)), notes=rng.choice((0, 0.1)), collapsed=collapsed)


@pytest.mark.parametrize("seed", range(9))
def test_what_is_printed_is_read_back(seed, faces, tmp_path):
    report = report_of(seed)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(compose(report, faces), faces, "年报", silent))
    [loaded] = load(path)
    read = loaded.report
    printed = {ref: (cell.entry.value, cell.entry.note) for ref, cell in report.cells()}
    assert {ref: (cell.entry.value, cell.entry.note) for ref, cell in read.cells()} == printed
    assert read.header == report.header
    assert read.preamble == report.preamble
    assert [(one.title, one.text) for one in read.sections] == [(one.title, one.text) for one in report.sections]


def test_edits_are_printed(faces):
    report = realistic_report(random.Random(1), "2021")
    apply(report, type_cells(report, "改", {TOTAL: "98765"}))
    assert "98765" in [item.text for page in compose(report, faces) for item in words(page)]


def test_everything_stands_inside_the_type_area_and_pages_are_numbered(faces):
    pages = compose(random_report(random.Random(3), "2021", notes=0.2), faces)
    for number, page in enumerate(pages, 1):
        *body, foot = page
        assert foot.text == f"— {number} —"
        assert (foot.x > (LEFT + RIGHT) // 2) == bool(number % 2)
        for item in body:
            assert TOP <= item.y <= BOTTOM
            assert LEFT <= item.x <= RIGHT
            if isinstance(item, Rule):
                assert item.to_x <= RIGHT
                assert item.to_y <= BOTTOM


def test_a_table_over_pages_repeats_its_heading_and_loses_no_row(faces):
    report = random_report(random.Random(3), "2021", notes=0.0)
    for ref in list(report.grids["requests"].cells):
        if ref.column == "person":
            apply(report, type_cells(report, "改", {ref: f"{len(ref.row)}（其中网上提交一件，当面提交若干件，邮寄若干件）"}))
    pages = [text(page) for page in compose(report, faces)]
    over = [page for page in pages if "申请人情况" in page]
    assert len(over) >= 2
    assert all("法人或其他组织" in page for page in over)
    assert sum("四、结转下年度继续办理" in page for page in over) == 1


def test_no_heading_stands_alone_at_the_foot_of_a_page(faces):
    for seed in range(6):
        for page in compose(report_of(seed), faces):
            lowest = max((item for item in page[:-1]), key=lambda item: item.y)
            assert not (isinstance(lowest, Words) and lowest.face is Face.HEADING)


def test_a_table_that_is_not_there_is_said_to_be_missing(faces):
    report = realistic_report(random.Random(1), "2021")
    apply(report, SetGrid("去掉", "requests", None))
    assert any("（原文没有表三）" in text(page) for page in compose(report, faces))


def test_rows_of_the_source_beyond_the_form_are_told(faces):
    report = realistic_report(random.Random(1), "2021")
    grid = report.grids["disputes"]
    report.grids["disputes"] = replace(grid, extra=(ExtraRow("小计", ("3", "", "4")),))
    assert any("注：原表另有“小计”：3、4" in text(page) for page in compose(report, faces))


def test_marks_are_drawn_only_when_asked_for_and_are_listed(faces):
    report = realistic_report(random.Random(1), "2021")
    apply(report, type_cells(report, "改", {TOTAL: "98765"}))
    verdict = check(report)
    plain, marked = compose(report, faces), compose(report, faces, verdict)
    assert not [item for page in plain for item in page if isinstance(item, Patch)]
    assert [item for page in marked for item in page if isinstance(item, Patch)]
    assert len(marked) == len(plain) + 1
    assert "校核标记说明" in text(marked[-1])
    assert all(found.message[:8] in text(marked[-1]) for found in verdict.findings)


def test_disputed_words_are_underlined(faces):
    report = realistic_report(random.Random(1), "2021")
    year = report.header.year
    first, *rest = report.sections
    changed = replace(first, text=f"{year - 1}年，主动公开信息3条。\n{first.text}")
    apply(report, SetSections("改", (changed, *rest)))
    verdict = check(report)
    assert any(found.spans for found in verdict.findings)
    page = compose(report, faces, verdict)[0]
    [line] = [item for item in words(page) if item.text.startswith(f"{year - 1}年，主动公开")]
    lines = [item for item in page if isinstance(item, Rule) and line.y < item.y < line.y + 60]
    assert [rule.x for rule in lines] == [line.x]


def test_faces_fall_back_to_a_song_typeface_bold_for_titles():
    faces = chosen({"宋体", "楷体"}, "Sans")
    assert faces.families[Face.TITLE] == ("宋体", True)
    assert faces.families[Face.TEXT] == ("宋体", False)
    assert faces.families[Face.SUBHEADING] == ("楷体", False)
    assert chosen((), "Sans").families[Face.PLAIN] == ("Sans", False)
    assert chosen({"方正小标宋简体", "宋体"}, "Sans").families[Face.TITLE] == ("方正小标宋简体", False)
