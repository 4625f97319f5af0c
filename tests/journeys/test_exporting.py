"""Exporting: the name proposed, what happens when the place cannot be written, and that no source is overwritten."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from core.edits import type_cells
from core.export.target import ExportError
from core.forms import RESOURCES, CellRef
from gui.exporting import default_folder, default_name
from gui.messages import Kind
from gui.writing import same_file

TOTAL = CellRef("requests", "granted", "total")


@pytest.fixture
def document(window, open_files, file):
    [opened] = open_files(file("年报.html", "bad 3"))
    return opened


@pytest.fixture
def choose(monkeypatch):
    """Answers the file dialogue, and remembers what it proposed."""
    proposed = []

    def answers(*names):
        queue = [str(name) for name in names]

        def dialogue(_window, _title, proposal, _filter):
            proposed.append(Path(proposal))
            return (queue.pop(0) if queue else "", "")

        monkeypatch.setattr(QFileDialog, "getSaveFileName", dialogue)
        return proposed

    return answers


@pytest.fixture
def press(monkeypatch):
    """Presses a button of each message box that appears, by the beginning of its label; remembers the sentences."""
    said = []

    def buttons(*labels):
        queue = list(labels)

        def run(box):
            said.append(box.text())
            label = queue.pop(0)
            next(button for button in box.buttons() if button.text().startswith(label)).click()
            return 0

        monkeypatch.setattr(QMessageBox, "exec", run)
        return said

    return buttons


def test_the_workbook_goes_beside_the_source_and_the_report_is_clean(window, qtbot, document, core, choose, tmp_path):
    document.push(type_cells(document.report, "改", {TOTAL: "5"}))
    proposed = choose(tmp_path / "结果.xlsx")
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.export.trigger()
    header = document.report.header
    assert proposed == [tmp_path / f"{header.organ} {header.year}年 校核结果.xlsx"]
    [(target, [snapshot])] = core.exported
    assert target == tmp_path / "结果.xlsx"
    assert snapshot.report.value(TOTAL) == 5
    assert [change.edit.label for change in snapshot.changes] == ["改"]
    assert not document.unsaved
    assert window.review.status.saved.text() == "已导出：结果.xlsx"
    assert said.args[0].kind is Kind.DONE


def test_the_folder_can_be_opened_from_the_message(window, qtbot, document, choose, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    choose(tmp_path / "结果.xlsx")
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.export.trigger()
    buttons = {button.text(): button for button in window.message_strip._buttons}
    buttons["打开所在文件夹"].click()
    buttons["打开工作簿"].click()
    assert opened == [tmp_path, tmp_path / "结果.xlsx"]


def test_an_edit_made_while_exporting_is_still_unsaved(window, qtbot, document, choose, tmp_path):
    choose(tmp_path / "结果.xlsx")
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.export.trigger()
        document.push(type_cells(document.report, "改", {TOTAL: "5"}))
    assert document.unsaved
    assert window.review.status.saved.text() == "已修改，尚未保存"


def test_a_place_that_cannot_be_written_gets_another_name(window, qtbot, document, core, choose, press, tmp_path):
    core.refuse.append(ExportError("“结果.xlsx”正在被别的程序打开。", "EACCES"))
    choose(tmp_path / "结果.xlsx")
    said = press("改存为")
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.export.trigger()
    assert said == ["“结果.xlsx”正在被别的程序打开。"]
    assert core.exported[0][0] == tmp_path / "结果 (2).xlsx"


def test_another_place_can_be_chosen_instead(window, qtbot, document, core, choose, press, tmp_path):
    core.refuse.append(ExportError("没有权限。"))
    proposed = choose(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    press("另选位置")
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.export.trigger()
    assert proposed[1] == tmp_path / "a (2).xlsx"
    assert core.exported[0][0] == tmp_path / "b.xlsx"


def test_a_source_file_is_never_overwritten(window, qtbot, open_files, document, core, choose, press, file, tmp_path):
    source = file("下属单位.xlsx", "good 4")
    open_files(source)
    choose(tmp_path / "." / "下属单位.xlsx")
    said = press("取消")
    window.review.exporting.export([document])
    assert "原始文件，不能覆盖" in said[0]
    assert core.exported == []
    assert source.read_text(encoding="utf-8") == "good 4"


def test_the_ending_is_added_without_overwriting(window, qtbot, document, core, choose, tmp_path):
    (tmp_path / "结果.xlsx").write_text("old", encoding="utf-8")
    choose(tmp_path / "结果")
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.export.trigger()
    assert core.exported[0][0] == tmp_path / "结果 (2).xlsx"


def test_a_fault_of_the_program_loses_nothing(window, qtbot, document, core, choose, tmp_path):
    core.refuse.append(ZeroDivisionError("inside"))
    document.push(type_cells(document.report, "改", {TOTAL: "5"}))
    choose(tmp_path / "结果.xlsx")
    with qtbot.waitSignal(window.messages.posted) as said:
        window.actions_.export.trigger()
    assert said.args[0].kind is Kind.PROBLEM
    assert "Traceback" not in said.args[0].text
    assert "ZeroDivisionError" in said.args[0].detail
    assert document.unsaved


def test_nothing_happens_when_no_name_is_chosen(window, document, core, choose):
    choose()
    window.actions_.export.trigger()
    assert not window.background.busy
    assert core.exported == []


def test_all_open_reports_go_into_one_workbook(window, qtbot, open_files, document, core, choose, file, tmp_path):
    assert not window.actions_.export_all.isEnabled()
    open_files(file("乙.html", "good 4"))
    proposed = choose(tmp_path / "全部.xlsx")
    with qtbot.waitSignal(window.messages.posted):
        window.actions_.export_all.trigger()
    assert proposed[0].name == "2份年报 校核结果.xlsx"
    assert len(core.exported[0][1]) == 2


def test_samples_are_exported_to_the_clerks_own_folder(window, open_files, file, document):
    sample = type(document.report.source)(RESOURCES / "samples" / "x.html", "html")
    document.report.source = sample
    assert RESOURCES not in default_folder(document).parents


def test_where_there_is_no_folder_of_documents_the_home_is_proposed(document, monkeypatch, tmp_path):
    document.report.source = type(document.report.source)(RESOURCES / "samples" / "x.html", "html")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(tmp_path / "没有"))
    assert default_folder(document) == Path.home()


def test_the_folder_of_the_last_saving_is_proposed_and_else_that_of_the_source(document, tmp_path):
    assert default_folder(document) == tmp_path
    (tmp_path / "成果").mkdir()
    document.mark_exported(tmp_path / "成果" / "甲.xlsx", 0)
    assert default_folder(document) == tmp_path / "成果"
    (tmp_path / "成果").rmdir()
    assert default_folder(document) == tmp_path


def test_names_are_safe_on_every_system(document):
    document.report.header = replace(document.report.header, organ='甲/乙:"丙"', year=None)
    assert default_name([document]) == "甲_乙_丙_ 校核结果.xlsx"


def test_one_file_under_two_names_is_one_file(tmp_path):
    (tmp_path / "a").write_text("x")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert same_file(tmp_path / "a", tmp_path / "b")
    assert same_file(tmp_path / "none", tmp_path / "none")
    assert not same_file(tmp_path / "a", tmp_path / "none")
