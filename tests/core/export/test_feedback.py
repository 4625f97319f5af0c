"""The 校对单: what is asked of the unit, and the Word document read back with another library's eyes."""

import datetime
import io
import random
import re
from dataclasses import replace

import pytest
from docx import Document

from core.checks import check
from core.edits import apply, put_aside, type_cells
from core.export.feedback import COLUMNS, REPLY, TITLE, feedback_of
from core.export.feedback_docx import feedback_bytes, write_feedback
from core.export.target import ExportError
from core.forms import CellRef
from core.pipeline import load
from tests.builders.office import converted, needs_office
from tests.builders.realistic import realistic_report
from tests.sizes import ROOT

DAY = datetime.date(2024, 1, 20)
TOTAL = CellRef("requests", "granted", "total")
BLANK = CellRef("requests", "refused_law", "person")


@pytest.fixture
def report():
    made = realistic_report(random.Random(5), "2021")
    apply(made, type_cells(made, "改", {TOTAL: str(made.value(TOTAL) + 70)}))
    return made


def test_the_sums_that_one_cell_spoils_are_one_line(report):
    verdict = check(report)
    assert [found.code for found in verdict.findings] == ["sum.row", "sum.column"]
    [line] = feedback_of(report, verdict, DAY).lines
    right = report.value(TOTAL) - 70
    assert line.place == "表三 第3行‘（一）予以公开’·总计"
    assert (line.present, line.wanted) == (str(right + 70), str(right))
    assert line.problem.endswith("（另有 1 处因此不符）")


def test_a_blank_is_called_blank(report):
    before = report.value(BLANK)
    apply(report, type_cells(report, "改", {TOTAL: str(report.value(TOTAL) - 70), BLANK: ""}))
    [line] = feedback_of(report, check(report), DAY, remarks=True).lines
    assert (line.present, line.wanted) == ("空白", str(before))


def test_what_was_set_aside_is_not_asked(report):
    for found in check(report).findings:
        apply(report, put_aside(found, "搁置", "口径不同"))
    assert feedback_of(report, check(report), DAY).lines == ()


def opened(report):
    feedback = feedback_of(report, check(report), DAY)
    return feedback, Document(io.BytesIO(feedback_bytes([feedback])))


def test_the_document_says_who_what_and_when_and_leaves_room_for_the_answer(report):
    feedback, document = opened(report)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == TITLE
    assert report.header.organ in texts[1]
    assert f"{report.header.year}年" in texts[1]
    assert "2024年1月20日" in texts[1]
    lines, reply = document.tables
    [line] = feedback.lines
    assert [[cell.text for cell in row.cells] for row in lines.rows] == [
        list(COLUMNS),
        ["1", line.place, line.present, line.problem, line.wanted, ""],
    ]
    assert [cell.text for cell in reply.rows[1].cells] == [REPLY[1], "", REPLY[2], "", REPLY[3], ""]
    assert reply.rows[0].cells[0].text == REPLY[0]


def test_the_page_is_that_of_the_standard(report):
    _, document = opened(report)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert [paragraph.runs[0].font.size.pt for paragraph in document.paragraphs[:3]] == [22, 12, 16]
    assert document.tables[0].rows[1].cells[1].paragraphs[0].runs[0].font.size.pt == 10.5
    assert sum(round(column.width.mm) for column in document.tables[0].columns) == 156


def test_the_heading_row_comes_again_and_no_row_is_cut(report):
    _, document = opened(report)
    first, second = document.tables[0].rows
    assert "w:tblHeader" in first._tr.xml
    assert "w:tblHeader" not in second._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in (first, second))


def test_it_is_written_whole_or_not_at_all(report, tmp_path):
    feedback = feedback_of(report, check(report), DAY)
    write_feedback(tmp_path / "a.docx", [feedback])
    assert Document(str(tmp_path / "a.docx")).paragraphs[0].text == TITLE
    with pytest.raises(ExportError):
        write_feedback(tmp_path / "none" / "a.docx", [feedback])
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_sheets_of_several_units_begin_on_pages_of_their_own(report):
    sheet = feedback_of(report, check(report), DAY)
    document = Document(io.BytesIO(feedback_bytes([sheet, replace(sheet, organ="乙局")])))
    titles = [paragraph for paragraph in document.paragraphs if paragraph.text == TITLE]
    assert [title.paragraph_format.page_break_before for title in titles] == [False, True]
    assert len(document.tables) == 4
    assert [paragraph.text[:7] for paragraph in document.paragraphs if "乙局" in paragraph.text] == ["单位：乙局　　"]


@pytest.mark.slow
@needs_office()
def test_the_sheet_of_the_sample_is_one_page():
    [loaded] = load(ROOT / "resources" / "samples" / "示例-有错误.html")
    sheet = feedback_of(loaded.report, loaded.verdict, DAY)
    assert len(sheet.lines) == 5  # two repairs, a year, a percentage, two blanks; remarks are left out
    [pdf] = converted([feedback_bytes([sheet], song_title=True)], ".docx", "pdf")
    assert len(re.findall(rb"/Type */Page\b", pdf)) == 1


def test_letters_that_no_file_can_hold_do_not_spoil_it(report):
    apply(report, type_cells(report, "改", {TOTAL: "12\x0b\x01x"}))
    feedback, document = opened(report)
    assert len(document.tables[0].rows) == 1 + len(feedback.lines)
