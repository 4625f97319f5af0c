"""A table that the report has not, filled with the figures that its text states: offered, one step, marked, in the log."""

from dataclasses import replace

import pytest

from core.edits import SetGrid, SetSections
from core.export.changes import entries
from core.report import Report
from gui.grid.entry import PREFILLED
from gui.grid.placeholder import PartMissing
from tests.gui.grid.conftest import ref

RECEIVED, PERSON = ref("received", "total"), ref("received", "person")


def say(report: Report, text: str) -> Report:
    """Let the first section say this, and all others nothing."""
    report.preamble = ""
    report.sections = [replace(section, text=text if section.number == 1 else "") for section in report.sections]
    return report


@pytest.fixture
def lacking(document):
    """An open report without 表三 whose text tells two of its figures."""
    del say(document.report, "2023年，收到政府信息公开申请17件，其中自然人申请12件。").grids["requests"]
    document.recheck()
    return document


def test_the_figures_of_the_text_are_offered_with_their_number(lacking, panel):
    shown = panel("requests", lacking)
    assert shown._placeholder.fill_button.isVisible()
    assert shown._placeholder.fill_button.text() == "用正文中的数字预填（2 格）"
    assert "正文里写了其中一些数字" in shown._placeholder._says.text()


def test_they_are_filled_in_as_one_step_and_marked_as_edited(lacking, panel):
    shown = panel("requests", lacking)
    shown._placeholder.fill_button.click()
    report = lacking.report
    assert (report.value(RECEIVED), report.value(PERSON)) == (17, 12)
    assert report.cell(RECEIVED).edited
    assert report.value(ref("granted", "total")) is None
    assert not report.cell(ref("granted", "total")).edited
    assert shown._stack.currentWidget() is shown.view
    assert lacking.undo_stack.undoText() == "预填 表三 2 格"
    assert lacking.undo_stack.count() == 1
    lacking.undo_stack.undo()
    assert "requests" not in report.grids
    assert shown._placeholder.fill_button.isVisible()
    lacking.undo_stack.redo()
    assert report.value(RECEIVED) == 17


def test_the_change_log_names_each_cell_and_asks_to_check_it(lacking, panel):
    panel("requests", lacking)._placeholder.fill_button.click()
    grid, cells = lacking.changes()
    assert isinstance(grid.edit, SetGrid)
    assert cells.why == PREFILLED == "据正文预填，请核对"
    logged = [(entry.place, entry.after) for entry in entries(cells, lacking.report, lacking.verdict)]
    assert logged == [
        ("表三 第1行‘一、本年新收政府信息公开申请数量’·总计", "17"),
        ("表三 第1行‘一、本年新收政府信息公开申请数量’·自然人", "12"),
    ]


def test_where_the_text_tells_nothing_only_a_blank_table_is_offered(document, panel):
    del say(document.report, "全年工作平稳。").grids["requests"]
    document.recheck()
    shown = panel("requests")
    assert shown._placeholder.fill_button.isHidden()
    assert shown._placeholder.button.isVisible()
    assert "正文" not in shown._placeholder._says.text()


def test_the_offer_follows_the_text(lacking, panel):
    shown = panel("requests", lacking)
    quiet = tuple(replace(section, text="") for section in lacking.report.sections)
    lacking.push(SetSections("删去正文", quiet))
    assert shown._placeholder.fill_button.isHidden()
    lacking.undo_stack.undo()
    assert shown._placeholder.fill_button.isVisible()


def test_a_missing_part_of_the_stacked_table_is_filled_by_itself(document, panel):
    report = say(document.report, "2023年，办理行政许可35件，作出行政处罚8件。")
    for key in ("art20_5", "art20_6"):
        del report.grids[key]
    document.recheck()
    shown = panel("disclosure")
    parts = shown.view.findChildren(PartMissing)
    assert [part.fill_button.text() for part in parts] == ["用正文中的数字预填（1 格）"] * 2
    parts[0].fill_button.click()
    assert report.value(ref("licences", "decisions", "art20_5")) == 35
    assert "art20_6" not in report.grids
