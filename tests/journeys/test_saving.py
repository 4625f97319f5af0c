"""Saving work into a project file and going on with it later: edits, undo history, findings set aside, last year's report."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox

from core import pipeline
from core.edits import put_aside, set_text, type_cells
from core.forms import CellRef
from gui.document import OpenReport
from gui.grid.view import GridView
from gui.messages import Kind

TOTAL = CellRef("requests", "granted", "total")
PERSON = CellRef("requests", "granted", "person")


@pytest.fixture
def choose(monkeypatch):
    """Answers the dialog that asks where to save; tells what it proposed."""
    proposed: list[Path] = []

    def to(path: Path | None) -> list[Path]:
        def ask(_window, _title, name, _filter):
            proposed.append(Path(name))
            return (str(path) if path else "", "")

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        return proposed

    return to


@pytest.fixture
def document(open_files, file) -> OpenReport:
    [opened] = open_files(file("甲.html", "bad 1 青禾镇人民政府 2023"))
    return opened


def edit(document: OpenReport, text: str) -> None:
    document.push(type_cells(document.report, "修改", {PERSON: text}), "核实")


def saved(window, qtbot, document, how="save") -> None:
    """Use the menu, and wait for the file to be written."""
    with qtbot.waitSignal(window.messages.posted):
        getattr(window.actions_, how).trigger()
    qtbot.waitUntil(lambda: not window.background.busy)


def test_saving_proposes_a_name_beside_the_source_and_the_report_is_saved(window, qtbot, document, choose, tmp_path):
    edit(document, "7")
    proposed = choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    assert proposed == [tmp_path / "青禾镇人民政府 2023年 校核.nbx"]
    assert not document.unsaved
    assert window.review.status.saved.text() == "已保存：甲.nbx"
    assert not window.isWindowModified()


def test_the_second_time_nothing_is_asked(window, qtbot, document, choose, tmp_path):
    proposed = choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    edit(document, "7")
    assert window.isWindowModified()
    saved(window, qtbot, document)
    assert len(proposed) == 1
    assert pipeline.load(tmp_path / "甲.nbx")[0].report.value(PERSON) == 7


def test_everything_comes_back_when_it_is_opened_again(window, qtbot, document, choose, tmp_path, open_files):
    for text in ("7", "8", "9"):
        edit(document, text)
    finding = document.verdict.findings[0]
    document.push(put_aside(finding, "搁置", "口径不同"), "口径不同")
    document.push(set_text(document.report, "改文字", 1, "新的文字。"))
    document.undo_stack.undo()
    changes, report = document.changes(), document.report
    choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    window.actions_.close.trigger()
    [again] = open_files(tmp_path / "甲.nbx")
    assert again.report == report
    assert [(change.edit, change.when, change.why) for change in again.changes()] == [
        (change.edit, change.when, change.why) for change in changes
    ]
    assert not again.unsaved
    assert (finding.key, "口径不同") in [(one.key, reason) for one, reason in again.verdict.aside]
    again.undo_stack.redo()
    assert again.report.sections[0].text == "新的文字。"
    assert again.unsaved
    again.undo_stack.setIndex(0)
    assert again.report == document.loaded


def test_a_project_goes_on_where_the_source_is_gone(window, qtbot, document, choose, tmp_path, open_files):
    edit(document, "7")
    choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    window.actions_.close.trigger()
    (tmp_path / "甲.html").unlink()
    [again] = open_files(tmp_path / "甲.nbx")
    edit(again, "8")
    saved(window, qtbot, again)
    assert pipeline.load(tmp_path / "甲.nbx")[0].report.value(PERSON) == 8


def test_last_years_report_stays_beside_it(window, qtbot, document, choose, tmp_path, open_files, file):
    [_, before] = open_files(file("上年.html", "good 2 青禾镇人民政府 2022"))
    window.review.desk.bring_forward(document)
    document.compare(before.report)
    choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    window.actions_.close.trigger()
    open_files(tmp_path / "甲.nbx")
    again = window.review.desk.of_file(tmp_path / "甲.nbx")[0]
    assert again.previous == before.report


def test_saving_elsewhere_goes_on_with_the_other_file(window, qtbot, document, choose, tmp_path):
    choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    edit(document, "7")
    choose(tmp_path / "乙")
    saved(window, qtbot, document, "save_as")
    assert document.project == tmp_path / "乙.nbx"
    assert pipeline.load(tmp_path / "甲.nbx")[0].project.work.index == 0
    assert pipeline.load(tmp_path / "乙.nbx")[0].project.work.index == 1


def test_nothing_happens_when_no_name_is_chosen(window, document, choose):
    edit(document, "7")
    choose(None)
    window.actions_.save.trigger()
    assert not window.background.busy
    assert document.unsaved


def test_an_edit_made_while_saving_is_still_unsaved(window, qtbot, document, choose, tmp_path):
    edit(document, "7")
    choose(tmp_path / "甲.nbx")
    window.actions_.save.trigger()
    edit(document, "8")
    qtbot.waitUntil(lambda: document.project is not None)
    assert document.unsaved
    document.undo_stack.undo()
    assert pipeline.load(tmp_path / "甲.nbx")[0].report.value(PERSON) == 7


@pytest.fixture
def answers(monkeypatch):
    """Presses a button of the next message boxes; remembers what they said."""
    told: list[str] = []

    def press(*labels: str) -> list[str]:
        queue = list(labels)

        def ask(box):
            told.append(box.text())
            label = queue.pop(0)
            button = next(one for one in box.buttons() if one.text() == label)
            monkeypatch.setattr(box, "clickedButton", lambda: button, raising=False)

        monkeypatch.setattr(QMessageBox, "exec", ask)
        return told

    return press


def test_what_somebody_else_saved_there_is_not_overwritten(window, qtbot, document, choose, tmp_path, answers):
    choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    (tmp_path / "甲.nbx").write_bytes(b"of somebody else")
    edit(document, "7")
    told = answers("取消")
    window.actions_.save.trigger()
    qtbot.waitUntil(lambda: bool(told))
    assert "在别处改过了" in told[0]
    assert (tmp_path / "甲.nbx").read_bytes() == b"of somebody else"
    assert document.unsaved


def test_a_full_disk_is_said_and_another_place_offered(window, qtbot, document, choose, tmp_path, answers, monkeypatch):
    edit(document, "7")
    choose(tmp_path / "甲.nbx")
    told = answers("另存到别处…")
    whole = os.fsync

    def full_once(file):
        monkeypatch.setattr(os, "fsync", whole)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_once)
    window.actions_.save.trigger()
    qtbot.waitUntil(lambda: document.project is not None)
    assert "磁盘空间不足" in told[0]
    assert not document.unsaved
    assert [path.name for path in tmp_path.glob("*.tmp")] == []


def test_the_file_of_another_open_report_is_not_overwritten(window, qtbot, document, choose, tmp_path, answers, open_files, file):
    choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    open_files(file("乙.html", "good 2"))
    window.review.desk.bring_forward(window.review.desk.documents[1])
    told = answers("取消")
    window.actions_.save.trigger()
    assert "另一份已打开的报告" in told[0]
    assert pipeline.load(tmp_path / "甲.nbx")[0].report == document.report


def test_a_project_that_is_open_is_not_opened_twice(window, qtbot, document, choose, tmp_path, open_files):
    choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    assert open_files(tmp_path / "甲.nbx") == (document,)


def test_a_saved_project_stands_among_the_recent_files(window, qtbot, document, choose, tmp_path, library):
    choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    assert library.recent()[0].path == tmp_path / "甲.nbx"


def test_a_damaged_project_is_one_row_with_a_reason(window, qtbot, tmp_path):
    path = tmp_path / "甲.nbx"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    with qtbot.waitSignal(window.review.opening.failed) as failed:
        window.open_paths([path])
    assert "已损坏或不完整" in failed.args[0][0].reason


def test_messages_of_saving_are_good_news(window, qtbot, document, choose, tmp_path):
    choose(tmp_path / "甲.nbx")
    with qtbot.waitSignal(window.messages.posted) as posted:
        window.actions_.save.trigger()
    assert posted.args[0].kind is Kind.DONE
    assert "甲.nbx" in posted.args[0].text


def test_what_is_being_typed_is_saved_too(window, qtbot, document, choose, tmp_path):
    page = window.review.workspace.show_section(document, 3)
    page.go_to_cell(PERSON)
    view = page.findChild(GridView)
    view.setFocus()
    qtbot.keyClicks(view, "4")
    field = next(one for one in view.findChildren(QLineEdit) if one.isVisible())
    qtbot.keyClicks(field, "2")
    assert document.report.value(PERSON) != 42
    choose(tmp_path / "甲.nbx")
    saved(window, qtbot, document)
    assert pipeline.load(tmp_path / "甲.nbx")[0].report.value(PERSON) == 42
