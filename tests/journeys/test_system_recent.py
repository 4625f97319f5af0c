"""The recent work on the start page: how it stands while it is open, how it was left, and taking it off the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QToolButton

from core.edits import type_cells
from core.findings import Severity
from core.forms import CellRef
from gui import closing
from gui.dialogs import Answer

WRONG = CellRef("requests", "granted", "total")


def states(window) -> list[str]:
    return [button.state for button in window.start_page.recent.files]


def edit(document, value: str) -> None:
    document.push(type_cells(document.report, "改", {WRONG: value}))


def test_what_is_open_says_how_many_errors_and_whether_it_is_saved(window, open_files, file):
    [document] = open_files(file("甲.html", "bad 1"))
    window.actions_.start_page.trigger()
    assert states(window) == ["错误 2 处，已打开"]
    edit(document, str(document.report.value(WRONG) - 3))
    window.actions_.start_page.trigger()
    assert states(window) == ["没有发现问题，有未保存的修改"]


def test_a_file_closed_as_it_was_keeps_its_count(window, open_files, file):
    open_files(file("甲.html", "bad 1"))
    window.actions_.close.trigger()
    assert states(window) == ["错误 2 处"]
    window.actions_.start_page.trigger()
    assert states(window) == ["错误 2 处"]


def test_work_saved_in_a_project_file_is_said_to_be(window, qtbot, open_files, file, tmp_path, monkeypatch):
    [document] = open_files(file("甲.html", "bad 1"))
    edit(document, str(document.report.value(WRONG) - 3))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "甲.nbx"), ""))
    window.actions_.save.trigger()
    qtbot.waitUntil(lambda: not document.unsaved)
    window.actions_.close.trigger()
    window.actions_.start_page.trigger()
    shown = {button.path.name: button.state for button in window.start_page.recent.files}
    assert shown == {"甲.nbx": "没有发现问题", "甲.html": "没有发现问题，已保存"}


@pytest.mark.parametrize("again", [False, True])
def test_work_that_was_not_saved_can_still_be_found(window, qtbot, open_files, file, monkeypatch, again):
    monkeypatch.setattr(closing, "ask_unsaved", lambda *_: Answer.DISCARD)
    [document] = open_files(file("甲.html", "bad 1"))
    edit(document, "9999")
    window.actions_.close.trigger()
    if again:
        window.start_page.recent.tell(window.start_page.recent.files[0].path, "")
        assert window.review.safety.keeping.flush()
        window.actions_.start_page.trigger()
    qtbot.waitUntil(lambda: states(window) == ["有未保存的修改，可以找回"])


def test_work_that_nobody_saved_is_not_told_of_the_file(window, qtbot, open_files, file, library, monkeypatch):
    monkeypatch.setattr(closing, "ask_unsaved", lambda *_: Answer.DISCARD)
    [document] = open_files(file("甲.html", "good 1"))
    edit(document, "9999")
    assert document.verdict.severities()[Severity.ERROR] > 0
    window.close()
    assert library.find(document.path).left.errors == 0


def test_a_file_is_taken_off_the_list_by_its_cross_or_by_delete(window, qtbot, open_files, file, library):
    open_files(file("甲.html", "good 1"), file("乙.html", "good 2"))
    window.actions_.start_page.trigger()
    first, second = window.start_page.recent.files
    gone, stays = first.path, second.path
    qtbot.mouseClick(first.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert [button.path for button in window.start_page.recent.files] == [stays]
    assert gone.exists()
    qtbot.keyClick(window.start_page.recent.files[0], Qt.Key.Key_Delete)
    assert window.start_page.recent.files == []
    assert library.recent() == ()


def test_a_reader_of_the_screen_hears_the_state(window, open_files, file):
    open_files(file("甲.html", "bad 1"))
    window.actions_.close.trigger()
    [button] = window.start_page.recent.files
    assert button.accessibleDescription().startswith("错误 2 处，今天")
    assert button.findChild(QToolButton).accessibleName() == f"从清单中去掉：{button.text()}"
