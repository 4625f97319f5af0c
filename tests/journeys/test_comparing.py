"""Comparing with last year: a file or an open report, what is found, on every edit, and taking it away."""

import pytest
from PySide6.QtWidgets import QFileDialog

import gui.comparing
from core.edits import type_cells
from core.forms import CellRef
from gui.comparing import follows, pick
from gui.messages import Kind

ORGAN = "青禾镇人民政府"
TAKEN = CellRef("requests", "carried_in", "total")
HANDED = CellRef("requests", "carried_out", "total")


@pytest.fixture
def document(window, open_files, file):
    [opened] = open_files(file("今年.html", f"good 3 {ORGAN} 2023"))
    return opened


def entries(window):
    window.review.comparing.fill_menu()
    return {action.text(): action for action in window.actions_.compare_menu.actions() if action.text()}


def years(document):
    return [found for found in document.verdict.findings if found.code == "continuity.carried"]


def write(document, ref, text):
    document.push(type_cells(document.report, "改", {ref: text}))


@pytest.fixture
def choose(window, document, monkeypatch, qtbot):
    """Chooses a file as last year's report and returns what the window said about it."""

    def chosen(path):
        monkeypatch.setattr(gui.comparing, "choose_previous", lambda *_: path)
        with qtbot.waitSignal(window.messages.posted) as said:
            entries(window)["选择上年的报告文件…"].trigger()
        return said.args[0]

    return chosen


def test_a_file_is_chosen_and_every_edit_is_checked_beside_it(window, document, choose, file):
    assert not window.review.status.compared.isVisible()
    said = choose(file("去年.html", f"good 4 {ORGAN} 2022"))
    assert said.kind is Kind.DONE
    assert said.text.startswith("已与上年报告“青禾镇人民政府 2022年”比对，")
    assert window.review.status.compared.text() == "对照上年：青禾镇人民政府 2022年"
    assert window.review.status.compared.isVisible()
    handed = document.previous.value(HANDED)
    write(document, TAKEN, str(handed + 5))
    assert any(TAKEN in found.cells for found in years(document))
    write(document, TAKEN, str(handed))
    assert not any(TAKEN in found.cells for found in years(document))
    assert [one.title for one in window.review.desk.documents] == [document.title]


def test_it_is_taken_away_again(window, document, choose, file):
    assert not entries(window)["不再比对"].isEnabled()
    choose(file("去年.html", f"good 4 {ORGAN} 2022"))
    write(document, TAKEN, "98765")
    assert years(document)
    entries(window)["不再比对"].trigger()
    assert document.previous is None
    assert years(document) == []
    assert not window.review.status.compared.isVisible()
    assert document.undo_stack.count() == 1


def test_an_open_report_of_last_year_is_offered_first_and_its_edits_count(window, document, open_files, file):
    other, unrelated = (
        open_files(file("去年.html", f"good 4 {ORGAN} 2022"))[1],
        open_files(file("别处.html", "good 5 白石镇人民政府 2022"))[2],
    )
    window.review.desk.bring_forward(document)
    names = list(entries(window))
    assert names[0] == f"已打开的“{other.title}”"
    assert not any(unrelated.title in name for name in names)
    entries(window)[names[0]].trigger()
    handed = other.report.value(HANDED)
    write(document, TAKEN, str(handed))
    assert not any(TAKEN in found.cells for found in years(document))
    write(other, HANDED, str(handed + 1))
    assert any(TAKEN in found.cells for found in years(document))
    assert document.undo_stack.count() == 1


def test_a_report_of_another_year_is_not_compared(document, choose, file):
    said = choose(file("前年.html", f"good 4 {ORGAN} 2021"))
    assert said.kind is Kind.PROBLEM
    assert said.text == "没有比对：“前年.html”是 2021 年的报告，应选 2022 年的。"
    assert document.previous is None


def test_another_organ_is_compared_with_a_word_of_warning(document, choose, file):
    said = choose(file("别处.html", "good 4 白石镇人民政府 2022"))
    assert said.kind is Kind.NOTE
    assert "单位名称不同（本年“青禾镇人民政府”，上年“白石镇人民政府”）" in said.text
    assert document.previous is not None


def test_what_is_said_of_one_report_does_not_stay_over_another_nor_over_the_start_page(window, document, choose, open_files, file):
    [_, other] = open_files(file("乙.html", "good 7"))
    for front in (lambda: window.review.desk.bring_forward(other), window.actions_.start_page.trigger):
        window.review.outline.report_chosen.emit(document)
        assert "单位名称不同" in choose(file("去年.html", "good 4 别的局 2022")).text
        assert window.message_strip.isVisible()
        front()
        assert not window.message_strip.isVisible()


def test_a_file_that_cannot_be_read_is_said_to_be_so(document, choose, file, tmp_path):
    said = choose(file("乱.html", "xxx"))
    assert said.text == "没有比对：打不开“乱.html”。这不是年报文件。"
    assert choose(tmp_path / "没有.html").text == "没有比对：打不开“没有.html”。找不到这个文件。"


def test_of_the_files_of_an_archive_last_years_is_taken(document, choose, file):
    said = choose(file("全部.zip", f"archive\n甲.html: good 4 {ORGAN} 2021\n乙.html: good 5 {ORGAN} 2022"))
    assert f"“{ORGAN} 2022年”" in said.text
    assert document.previous.header.year == 2022


def test_where_several_may_be_meant_the_clerk_is_asked_to_open_one(document, choose, file):
    said = choose(file("全部.zip", "archive\n甲.html: good 4 甲镇 2022\n乙.html: good 5 乙镇 2022"))
    assert "分不清哪一份是上年的" in said.text
    assert document.previous is None


def test_where_the_year_is_corrected_later_the_status_bar_says_that_nothing_is_compared(window, document, choose, file):
    from dataclasses import replace

    from core.edits import SetHeader

    choose(file("去年.html", f"good 4 {ORGAN} 2022"))
    document.push(SetHeader("改年份", replace(document.report.header, year=2020), document.report.years_stated))
    assert window.review.status.compared.text() == "年份不相连，没有比对：青禾镇人民政府 2022年"


def test_closing_the_report_while_last_years_is_read_is_no_trouble(window, document, file, qtbot):
    window.review.comparing.load(document, file("去年.html", f"good 4 {ORGAN} 2022"))
    window.review.desk.remove(document)
    qtbot.waitUntil(lambda: not window.background.busy)
    assert window.review.desk.documents == ()


def test_only_the_organs_own_year_before_is_offered(document, open_files, file):
    one, other = open_files(file("去年.html", f"good 4 {ORGAN} 2022"))
    assert follows(one.report, other.report)
    assert not follows(other.report, one.report)
    assert pick(one.report, [one.report, other.report]) is other.report
    assert pick(one.report, []) is None


def test_without_a_report_there_is_nothing_to_compare(window):
    assert entries(window) == {}
    assert not window.actions_.compare_menu.menuAction().isEnabled()


def test_comparing_is_work_to_be_saved_once_there_is_a_project_file(window, document, choose, qtbot, tmp_path, file, monkeypatch):
    choose(file("上年.html", f"good 4 {ORGAN} 2022"))
    assert not document.unsaved  # nothing but a look, while no file holds the work
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "甲.nbx"), ""))
    window.actions_.save.trigger()
    qtbot.waitUntil(lambda: document.project is not None)
    assert not document.unsaved
    told = []
    document.saved_changed.connect(told.append)
    document.compare(None)
    assert document.unsaved
    assert told == [document]
    assert window.review.status.saved.text() == "已修改，尚未保存"
    window.actions_.save.trigger()
    qtbot.waitUntil(lambda: not document.unsaved)
    assert told == [document, document]
    assert window.review.status.saved.text() == "已保存：甲.nbx"
