"""The box about the program: the folder with the log, and what is copied for support, which says nothing of a report."""

import random
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton

from core.document import Source
from core.edits import type_cells
from core.forms import CellRef
from core.journal import Journal
from core.sessions import this_session
from gui import diagnostics
from gui.about import AboutDialog
from gui.document import OpenReport
from gui.main_window import MainWindow
from gui.services import Services
from gui.versions import VERSION
from tests.builders.journals import entry
from tests.builders.realistic import realistic_report


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The home of a user with a name, on a disk whose free space does not change."""
    made = tmp_path / "张三"
    monkeypatch.setattr(Path, "home", lambda: made)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(9, 8, 1_540_000_000))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "UKUI")
    return made


@pytest.fixture
def data(home):
    made = home / ".local" / "share" / "nianbao"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def box(qtbot, data):
    made = AboutDialog(data)
    qtbot.addWidget(made)
    made.show()
    return made


def copied(box) -> dict[str, str]:
    box.copy.click()
    return dict(line.split("：", 1) for line in QGuiApplication.clipboard().text().splitlines())


def test_what_support_asks_for_is_copied(box):
    lines = copied(box)
    assert list(lines) == ["程序", "部件", "系统", "屏幕", "界面", "环境", "数据文件夹", "留底的报告"]
    assert lines["程序"] == f"年报校核台 {VERSION}"
    assert re.fullmatch(r"Python 3\.\d+\.\d+、Qt 6\.\d+\.\d+、SQLite 3\.\d+\.\d+", lines["部件"])
    assert re.fullmatch(r"\d+×\d+，缩放 1 倍，\d+ dpi", lines["屏幕"])
    assert "平台插件 offscreen" in lines["界面"]
    assert {"XDG_CURRENT_DESKTOP=UKUI", "LANG=zh_CN.UTF-8"} <= set(lines["环境"].split("，"))
    assert lines["数据文件夹"] == f"{Path('~/.local/share/nianbao')}，可以写，剩余 1.5 GB"
    assert lines["留底的报告"] == "0 份"
    assert box.told.isVisible()
    assert "没有年报的内容" in box.told.text()


@pytest.fixture
def window(qtbot, data, tmp_path):
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Services(lambda *_: (), lambda *_: (), lambda *_: None), settings, data)
    qtbot.addWidget(made, before_close_func=lambda window: [one.undo_stack.setClean() for one in window.review.desk.documents])
    made.show()
    return made


def test_nothing_of_an_open_report_or_of_the_user_is_copied(window, home, data, tmp_path):
    before = diagnostics.collected(data)
    report = realistic_report(random.Random(4), "2021")
    report.source = Source(home / "青溪县 年报.html", "html")
    document = OpenReport(report)
    window.review.desk.add(document)
    window.review.desk.bring_forward(document)
    document.push(type_cells(document.report, "修改", {CellRef("requests", "granted", "total"): "98765"}))
    window.save_first()
    after = diagnostics.collected(data)
    assert after == before.replace("留底的报告：0 份", "留底的报告：1 份") != before
    assert "张三" not in after
    assert str(tmp_path) not in after


def test_kept_reports_are_counted_and_nothing_else_of_them_is_told(data):
    journal = Journal(data, this_session())
    journal.put(entry("甲"))
    journal.put(entry("乙"))
    assert diagnostics.kept(data) == "2 份"
    journal.leave()
    journal.close()
    assert diagnostics.kept(data) == "2 份"


def test_a_journal_that_cannot_be_read_is_no_trouble(data):
    (data / "journal.sqlite").write_bytes(b"x" * 4096)
    assert diagnostics.kept(data) == f"读不出（{sqlite3.DatabaseError.__name__}）"


def test_a_folder_that_cannot_be_written_is_told(data, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "，不能写，" in diagnostics.collected(data)


def test_a_path_outside_the_users_home_is_not_told(home, tmp_path):
    assert diagnostics.short(tmp_path / "李四" / "数据") == "（不在用户文件夹里）"
    assert diagnostics.short(home / "数据") == str(Path("~/数据"))


def test_a_setting_that_may_say_something_of_the_user_is_not_told():
    held = {"QT_IM_MODULE": "/home/李四/x", "LANG": "zh_CN.UTF-8", "HOME": "/home/李四"}
    assert list(diagnostics._settings(held)) == ["QT_IM_MODULE=（另有设置）", "LANG=zh_CN.UTF-8"]


def test_the_name_of_the_system_is_read_as_it_says_it(tmp_path):
    (tmp_path / "release").write_text('NAME="Kylin"\nPRETTY_NAME="Kylin V10 (SP1)"\n\n', encoding="utf-8")
    assert diagnostics._linux_name(tmp_path / "release") == "Kylin V10 (SP1)"
    assert diagnostics._linux_name(tmp_path / "none") == "Linux"


def test_the_folder_with_the_log_is_opened(box, data, monkeypatch):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()) or True)
    box.folder.click()
    assert [Path(path) for path in asked] == [data]
    assert not box.told.isVisible()


def test_it_says_where_the_folder_is_when_it_cannot_be_opened(box, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    box.folder.click()
    assert box.told.text() == f"没能打开日志文件夹：{Path('~/.local/share/nianbao')}"
    assert box.isVisible()


@pytest.mark.parametrize("way", ["关闭", "Escape"])
def test_the_menu_opens_it_and_it_closes(window, qtbot, way):
    window.actions_.about.trigger()
    [box] = window.findChildren(AboutDialog)
    if way == "Escape":
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    else:
        next(button for button in box.findChildren(QPushButton) if button.text() == way).click()
    qtbot.waitUntil(lambda: not window.findChildren(AboutDialog))
    assert window.isVisible()
