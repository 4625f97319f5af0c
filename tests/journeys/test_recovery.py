"""After a crash the next start offers the work back, with the whole undo history; nothing goes away unasked."""

import logging
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QTreeWidgetItem

from core.edits import type_cells
from core.forms import CellRef
from core.journal import Journal
from core.sessions import this_session
from gui import closing, recovery_dialog
from gui.dialogs import Answer
from gui.document import OpenReport
from gui.main_window import MainWindow
from gui.messages import Kind
from gui.services import Services
from tests.builders.journals import GONE, NOW

PERSON = CellRef("requests", "granted", "person")


def edit(document: OpenReport, *texts: str) -> None:
    for text in texts:
        document.push(type_cells(document.report, "修改", {PERSON: text}), "核实")


@pytest.fixture
def start(qtbot, core, settings, tmp_path, monkeypatch):
    """Starts the program; one that is to crash is known by a process that does not run."""
    made: list[MainWindow] = []

    def started(*, doomed: bool = False) -> MainWindow:
        monkeypatch.setattr(
            "gui.keeping.this_session", lambda: replace(GONE, name=f"gone {len(made)}") if doomed else this_session()
        )
        window = MainWindow(Services(core.load, core.load_clipboard, core.export, core.members), settings, tmp_path / "data")
        qtbot.addWidget(window, before_close_func=leave)
        window.show()
        qtbot.waitUntil(lambda: "review" in window.__dict__)
        assert window.review.safety.keeping.flush(5)
        made.append(window)
        return window

    return started


def leave(window: MainWindow) -> None:
    for document in window.review.desk.documents:
        document.undo_stack.setClean()


def crash(window: MainWindow) -> None:
    """End as by a kill: what was said is on the disk, and nothing more is said."""
    keeping = window.review.safety.keeping
    assert keeping.flush(5)
    keeping._ledgers.clear()
    leave(window)
    window.close()


def opened(qtbot, window: MainWindow, *paths: Path):
    with qtbot.waitSignal(window.review.opening.ended):
        window.open_paths(paths)
    return window.review.desk.documents


def offered(qtbot, window: MainWindow):
    recovery = window.review.safety.recovery
    qtbot.waitUntil(lambda: recovery.dialog is not None)
    return recovery.dialog


def rows(dialog) -> list[list[str]]:
    items: list[QTreeWidgetItem] = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return [[item.text(column) for column in range(5)] for item in items]


@pytest.fixture
def lost(qtbot, start, file) -> OpenReport:
    """A report with three changes, the last taken back, that a crash ended."""
    window = start(doomed=True)
    [document] = opened(qtbot, window, file("甲.html", "bad 1 青禾镇人民政府 2023"))
    edit(document, "7", "8", "9")
    document.undo_stack.undo()
    crash(window)
    return document


def test_lost_work_is_offered_and_comes_back_with_its_undo_history(qtbot, start, lost):
    window = start()
    dialog = offered(qtbot, window)
    [row] = rows(dialog)
    assert (row[0], *row[2:]) == ("青禾镇人民政府 2023年", "2 处", "没有变化", "甲.html")
    with qtbot.waitSignal(window.messages.posted) as posted:
        dialog.restore.click()
    assert "已恢复 1 份报告" in posted.args[0].text
    [document] = window.review.desk.documents
    assert window.review.desk.current is document
    assert document.report.value(PERSON) == 8
    assert document.unsaved
    assert [change.why for change in document.changes()] == ["核实", "核实"]
    document.undo_stack.redo()
    assert document.report.value(PERSON) == 9
    document.undo_stack.setIndex(0)
    assert document.report == lost.loaded
    assert not document.unsaved


def test_to_save_what_came_back_is_said_no_longer_than_it_is_unsaved(qtbot, start, lost):
    window = start()
    with qtbot.waitSignal(window.messages.posted):
        offered(qtbot, window).restore.click()
    assert "请记得保存" in window.message_strip.message.text
    [document] = window.review.desk.documents
    document.undo_stack.redo()
    assert window.message_strip.isVisible()
    document.undo_stack.setClean()
    assert window.message_strip.isHidden()


def test_a_comparison_that_the_project_file_has_not_comes_back_and_is_to_be_saved(qtbot, start, file, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "甲.nbx"), ""))
    monkeypatch.setattr(closing, "ask_unsaved", lambda *_: Answer.DISCARD)
    window = start(doomed=True)
    [document] = opened(qtbot, window, file("甲.html", "good 1 青禾镇人民政府 2023"))
    with qtbot.waitSignal(window.messages.posted):
        window.review.safety.saving.save(document)
    last_year = replace(document.loaded.header, year=2022)
    previous = document.loaded.snapshot()
    previous.header = last_year
    window.review.comparing.compare(document, previous)
    assert document.unsaved
    crash(window)
    again = start()
    with qtbot.waitSignal(again.messages.posted):
        offered(qtbot, again).restore.click()
    [document] = again.review.desk.documents
    assert document.previous.header == last_year
    assert document.unsaved
    with qtbot.waitSignal(again.messages.posted):
        again.review.safety.saving.save(document)
    assert not document.unsaved


def test_a_comparison_that_was_given_up_again_leaves_nothing_behind(qtbot, start, file, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "甲.nbx"), ""))
    window = start(doomed=True)
    [document] = opened(qtbot, window, file("甲.html", "good 1 青禾镇人民政府 2023"))
    with qtbot.waitSignal(window.messages.posted):
        window.review.safety.saving.save(document)
    window.review.comparing.compare(document, document.loaded.snapshot())
    assert window.review.safety.keeping.flush(5)
    document.compare(None)
    assert not document.unsaved
    crash(window)
    again = start()
    with qtbot.waitSignal(again.messages.posted) as posted:
        again.review.safety.recovery.ask()
    assert posted.args[0].text.startswith("没有可以找回的修改")


def test_what_came_back_and_crashed_again_comes_back_again(qtbot, start, lost):
    window = start(doomed=True)
    with qtbot.waitSignal(window.messages.posted):
        offered(qtbot, window).restore.click()
    edit(window.review.desk.documents[0], "20")
    crash(window)
    again = start()
    with qtbot.waitSignal(again.messages.posted):
        offered(qtbot, again).restore.click()
    assert again.review.desk.documents[0].report.value(PERSON) == 20


def test_the_source_is_not_read_again_and_its_fate_is_told(qtbot, start, lost, tmp_path):
    (tmp_path / "甲.html").unlink()
    window = start()
    dialog = offered(qtbot, window)
    assert rows(dialog)[0][3] == "已不在"
    with qtbot.waitSignal(window.messages.posted):
        dialog.restore.click()
    assert window.review.desk.documents[0].report.value(PERSON) == 8


def test_a_changed_source_is_told(qtbot, start, lost, tmp_path):
    (tmp_path / "甲.html").write_text("good 5", encoding="utf-8")
    assert rows(offered(qtbot, start()))[0][3] == "已有变化"


def test_later_leaves_it_for_the_next_start_and_the_menu(qtbot, start, lost):
    window = start()
    with qtbot.waitSignal(window.messages.posted) as posted:
        offered(qtbot, window).later.click()
    assert "找回没有保存的修改" in posted.args[0].text
    qtbot.waitUntil(lambda: window.review.safety.recovery.dialog is None)
    window.actions_.recover.trigger()
    assert len(rows(offered(qtbot, window))) == 1
    window.close()
    assert len(rows(offered(qtbot, start()))) == 1


@pytest.mark.parametrize(("sure", "left"), [(True, 0), (False, 1)])
def test_discarding_asks_once_more(qtbot, start, lost, monkeypatch, sure, left):
    monkeypatch.setattr(recovery_dialog, "ask_discard", lambda *_: sure)
    window = start()
    dialog = offered(qtbot, window)
    dialog.discard.click()
    assert len(rows(dialog)) == left
    assert window.review.safety.keeping.flush(5)
    window.close()
    journal = Journal(window.data, this_session())
    assert len(journal.lost(NOW)) == left
    journal.close()


def test_only_what_is_ticked_comes_back(qtbot, start, file):
    window = start(doomed=True)
    for document in opened(qtbot, window, file("甲.html", "good 1 甲局 2023"), file("乙.html", "good 2 乙局 2023")):
        edit(document, "7")
    crash(window)
    again = start()
    dialog = offered(qtbot, again)
    first = dialog.list.topLevelItem(0)
    first.setCheckState(0, Qt.CheckState.Unchecked)
    title = first.text(0)
    with qtbot.waitSignal(again.messages.posted):
        dialog.restore.click()
    assert len(again.review.desk.documents) == 1
    assert again.review.desk.documents[0].title != title


def test_nothing_is_offered_after_a_proper_end(qtbot, start, file):
    window = start()
    opened(qtbot, window, file("甲.html", "bad 1"))
    window.close()
    again = start()
    again.actions_.recover.trigger()
    with qtbot.waitSignal(again.messages.posted) as posted:
        pass
    assert "没有可以找回的修改" in posted.args[0].text


def test_what_was_given_up_can_be_found_again_from_the_menu_only(qtbot, start, file, monkeypatch):
    monkeypatch.setattr("gui.closing.ask_unsaved", lambda *_: Answer.DISCARD)
    window = start()
    [document] = opened(qtbot, window, file("甲.html", "bad 1"))
    edit(document, "7")
    window.actions_.close.trigger()
    window.close()
    again = start()
    assert again.review.safety.recovery.dialog is None
    again.actions_.recover.trigger()
    dialog = offered(qtbot, again)
    with qtbot.waitSignal(again.messages.posted):
        dialog.restore.click()
    assert again.review.desk.documents[0].report.value(PERSON) == 7


def test_broken_work_costs_no_other(qtbot, start, file, tmp_path):
    window = start(doomed=True)
    for document in opened(qtbot, window, file("甲.html", "good 1 甲局 2023"), file("乙.html", "good 2 乙局 2023")):
        edit(document, "7")
    crash(window)
    store = sqlite3.connect(tmp_path / "data" / "journal.sqlite")
    store.execute("UPDATE work SET loaded = ? WHERE rowid = (SELECT min(rowid) FROM work)", (b"{}",))
    store.commit()
    store.close()
    again = start()
    with qtbot.waitSignal(again.messages.posted) as posted:
        offered(qtbot, again).restore.click()
    assert len(again.review.desk.documents) == 1
    assert "有一份没有恢复" in posted.args[0].text


def test_the_same_file_opened_anew_makes_room(qtbot, start, lost, tmp_path):
    window = start()
    dialog = offered(qtbot, window)
    opened(qtbot, window, tmp_path / "甲.html")
    with qtbot.waitSignal(window.messages.posted):
        dialog.restore.click()
    [document] = window.review.desk.documents
    assert document.report.value(PERSON) == 8


class FullDisk:
    """Makes SQLite find no room in the journal of a window, as on a full disk."""

    def __init__(self, window: MainWindow) -> None:
        self._keeper = window.review.safety.keeping.keeper

    def limit(self, pages: int) -> None:
        self._keeper._journal._store.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_is_said_for_as_long_as_it_lasts(qtbot, start, file, caplog):
    window = start()
    [document] = opened(qtbot, window, file("甲.html", "bad 1"))
    edit(document, "7")
    keeping, status = window.review.safety.keeping, window.review.status
    assert keeping.flush(5)
    disk = FullDisk(window)
    disk.limit(1)
    with caplog.at_level(logging.WARNING, "nianbao"), qtbot.waitSignal(window.messages.posted) as posted:
        edit(document, *map(str, range(100)))
    assert posted.args[0].kind is Kind.PROBLEM
    assert "磁盘满了" in posted.args[0].text
    assert [offer.label for offer in posted.args[0].offers] == ["另存到别处…"]
    assert not status.trouble.isHidden()
    assert document.report.value(PERSON) == 99
    disk.limit(100_000)
    qtbot.waitUntil(lambda: status.trouble.isHidden())
    assert keeping.flush(5)


def test_a_folder_that_cannot_be_written_is_said_at_once(qtbot, core, settings, tmp_path, file, caplog):
    (tmp_path / "data").write_text("in the way")
    with caplog.at_level(logging.WARNING, "nianbao"):
        window = MainWindow(Services(core.load, core.load_clipboard, core.export, core.members), settings, tmp_path / "data")
        qtbot.addWidget(window, before_close_func=leave)
        window.show()
        [document] = opened(qtbot, window, file("甲.html", "bad 1"))
        edit(document, "7")
        qtbot.waitUntil(lambda: not window.review.status.trouble.isHidden())
    assert "没有自动留底" in window.review.status.trouble.toolTip()
    assert document.report.value(PERSON) == 7
