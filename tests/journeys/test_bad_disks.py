"""The window on a disk that is really full, or really read-only: told for as long as it lasts, and nothing lost."""

import contextlib
import logging
import os
import sqlite3
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from core import pipeline
from core.edits import type_cells
from core.forms import CellRef
from gui.keeping import FULL, READ_ONLY
from gui.main_window import MainWindow
from gui.services import Services
from tests.journeys.conftest import give_up_changes
from tests.kill.disk import Disk

PERSON = CellRef("requests", "granted", "person")
pytestmark = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root may mount a disk (tests.kill does so as anybody, without a window)"
)


@pytest.fixture
def disk(tmp_path) -> Iterator[Disk]:
    folder = tmp_path / "data"
    folder.mkdir()
    try:
        made = Disk(folder)
    except subprocess.CalledProcessError:
        pytest.skip("this system lets not even root mount a disk")
    yield made
    made.take_away()


@pytest.fixture
def start(qtbot, core, settings, disk):
    def started() -> MainWindow:
        window = MainWindow(Services(core.load, core.load_clipboard, core.export, core.members), settings, disk.folder)
        qtbot.addWidget(window, before_close_func=give_up_changes)
        window.show()
        return window

    return started


@pytest.fixture
def answers(monkeypatch) -> list[str]:
    """What message boxes say; each is answered by its escape button."""
    said: list[str] = []

    def read(box: QMessageBox) -> int:
        said.append(box.text())
        box.escapeButton().click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", read)
    return said


def opened(qtbot, window: MainWindow, path):
    with qtbot.waitSignal(window.review.opening.ended):
        window.open_paths([path])
    return window.review.desk.documents[0]


def edit(document, *texts: str) -> None:
    for text in texts:
        document.push(type_cells(document.report, "修改", {PERSON: text}), "核实")


def test_a_full_disk_is_told_until_there_is_room_and_the_edits_reach_it_then(
    qtbot, start, file, disk, caplog, answers, monkeypatch
):
    window = start()
    document = opened(qtbot, window, file("甲.html", "bad 1"))
    edit(document, "7")
    keeping, trouble = window.review.safety.keeping, window.review.status.trouble
    assert keeping.flush(5)
    with caplog.at_level(logging.WARNING):
        disk.fill()
        edit(document, *map(str, range(30)))
        qtbot.waitUntil(lambda: not trouble.isHidden())
        assert keeping.trouble == FULL
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(disk.folder / "甲.nbx"), ""))
        window.actions_.save.trigger()
        qtbot.waitUntil(lambda: bool(answers))
        assert answers == ["磁盘空间不足，没有写入。请清理磁盘，或换一个位置保存。"]
        edit(document, "41", "42")
        assert not trouble.isHidden()
        disk.free()
        qtbot.waitUntil(trouble.isHidden)
    assert keeping.flush(5)
    assert (document.report.value(PERSON), document.undo_stack.count()) == (42, 33)
    window.actions_.save.trigger()
    qtbot.waitUntil(lambda: not document.unsaved)
    assert pipeline.load(disk.folder / "甲.nbx")[0].report.value(PERSON) == 42


def test_a_read_only_folder_is_told_from_the_first_edit_on_and_written_when_it_can_be(qtbot, start, file, disk, caplog):
    disk.lock()
    with caplog.at_level(logging.WARNING):
        window = start()
        document = opened(qtbot, window, file("甲.html", "bad 1"))
        edit(document, "7", "8")
        trouble, keeping = window.review.status.trouble, window.review.safety.keeping
        qtbot.waitUntil(lambda: not trouble.isHidden())
        assert keeping.trouble == READ_ONLY
        assert list(disk.folder.glob("journal*")) == []
        disk.unlock()
        qtbot.waitUntil(trouble.isHidden)
    assert keeping.flush(5)
    assert (disk.folder / "journal.sqlite").stat().st_size > 0
    with contextlib.closing(sqlite3.connect(disk.folder / "journal.sqlite")) as store:
        assert store.execute("SELECT count(*) FROM step").fetchone() == (2,)
