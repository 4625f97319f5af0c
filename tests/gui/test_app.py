"""Starting: language, input method, log and last resort; help and menus say only what is true."""

import logging
import re
import subprocess
import sys
import threading
import tomllib

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, QTranslator
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from gui import crash
from gui.about import AboutDialog
from gui.app import choose_input_method, open_settings
from gui.dialogs import Answer, Failure, FailuresDialog, ask_many, ask_unsaved
from gui.icons import app_icon
from gui.main_window import MainWindow
from gui.messages import Kind, Messages, Offer
from gui.services import Services
from gui.strips import MessageStrip
from gui.versions import VERSION
from tests.sizes import ROOT


@pytest.fixture
def window(qtbot, tmp_path):
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Services(lambda *_: (), lambda *_: (), lambda *_: None), settings, tmp_path)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("wanted", "plugins", "answer"),
    [
        (None, ["libibus.so"], "ibus"),
        ("", ["libibus.so"], "ibus"),
        ("fcitx", ["libibus.so"], "ibus"),
        ("fcitx5", ["libibus.so"], "ibus"),
        ("fcitx", ["libibus.so", "libfcitx5platforminputcontextplugin.so"], "fcitx"),
        ("ibus", ["libibus.so"], "ibus"),
        ("xim", ["libibus.so"], "xim"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="input methods of Linux")
def test_chinese_can_be_typed_with_what_the_wheel_brings(tmp_path, wanted, plugins, answer):
    for plugin in plugins:
        (tmp_path / plugin).touch()
    environment = {} if wanted is None else {"QT_IM_MODULE": wanted}
    identity = tmp_path / "machine-id"
    identity.write_text("0123456789abcdef")
    choose_input_method(environment, tmp_path, [identity])
    assert environment["QT_IM_MODULE"] == answer


@pytest.mark.skipif(sys.platform != "linux", reason="input methods of Linux")
def test_without_an_identity_of_the_machine_there_is_no_bus_to_ask(tmp_path):
    environment = {}
    choose_input_method(environment, tmp_path, [tmp_path / "machine-id"])
    assert environment["QT_IM_MODULE"] == "compose"


def test_the_application_speaks_chinese_and_opens_its_window():
    code = """
from PySide6.QtCore import QCoreApplication, QLocale
from gui.app import make_application
application = make_application(["nianbao"])
assert application.applicationDisplayName() == "年报校核台"
assert not application.windowIcon().isNull()
assert QLocale().language() == QLocale.Language.Chinese
print(QCoreApplication.translate("QPlatformTheme", "Cancel"))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "取消"


def test_starting_imports_nothing_heavy():
    code = """
import sys
import gui.app
heavy = ["pandas", "numpy", "openpyxl", "xlsxwriter", "python_calamine", "selectolax", "opencc", "cn2an", "chardet",
         "core.recognise", "core.readers", "core.checks", "gui.review", "gui.grid.view"]
print([name for name in heavy if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


def test_settings_live_in_the_users_own_folder():
    assert open_settings().fileName().endswith("nianbao/nianbao.ini")


def test_the_start_page_is_complete_after_the_first_paint(window, qtbot):
    assert "review" not in vars(window)
    window.show()
    qtbot.waitUntil(lambda: "review" in vars(window))
    assert window.start_page._none.isVisible()
    assert not window.statusBar().isVisible()


def test_every_action_in_the_menus_has_a_name_and_does_something(window):
    assert window.review.desk.documents == ()
    titles = [re.sub(r"\(&.\)", "", action.text()) for action in window.menuBar().actions()]
    assert titles == ["文件", "编辑", "校核", "视图", "帮助"]
    for action in (held for held in vars(window.actions_).values() if isinstance(held, QAction)):
        assert action.text(), action
        assert action.receivers("2triggered(bool)") or action.receivers("2toggled(bool)"), action.text()


def test_no_key_stands_for_two_things(window):
    keys = [
        key.toString() for action in window.actions_.__dict__.values() if hasattr(action, "shortcuts") for key in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


def test_the_about_box_tells_the_version_of_the_package(window):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    window.actions_.about.trigger()
    [box] = window.findChildren(AboutDialog)
    assert VERSION in box.title.text()
    box.close()


def test_the_icon_is_there_in_every_size(qapp):
    sizes = sorted(size.width() for size in app_icon().availableSizes())
    assert sizes == [16, 24, 32, 48, 64, 128, 256, 512]
    assert isinstance(qapp, QApplication)


# ── messages and the last resort ─────────────────────────────────────


def test_a_message_is_shown_logged_and_offers_its_actions(qtbot, caplog):
    messages, strip = Messages(), MessageStrip()
    qtbot.addWidget(strip)
    messages.posted.connect(strip.show_message)
    done = []
    with caplog.at_level(logging.INFO, "nianbao"):
        messages.post(Kind.PROBLEM, "没有写文件。", Offer("再试", lambda: done.append(1)), detail="EACCES")
    assert strip.isVisible()
    assert "EACCES" in caplog.text
    again, copy = strip._buttons
    again.click()
    copy.click()
    assert done == [1]
    assert QGuiApplication.clipboard().text() == "没有写文件。\nEACCES"
    messages.post(Kind.DONE, "好了。")
    assert strip._buttons == []
    assert strip._text.text() == "好了。"


def test_good_news_goes_away_by_itself_and_trouble_stays(qtbot):
    strip = MessageStrip()
    qtbot.addWidget(strip)
    messages = Messages()
    messages.posted.connect(strip.show_message)
    messages.post(Kind.DONE, "好了。")
    assert strip._fade.isActive()
    messages.post(Kind.PROBLEM, "坏了。")
    assert not strip._fade.isActive()


@pytest.fixture
def last_resort(qtbot, monkeypatch):
    made = crash.LastResort()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made.install()
    yield made
    if made._box is not None:
        made._box.close()
        qtbot.wait(1)


def boxes():
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]


def test_what_nobody_caught_becomes_one_plain_sentence(last_resort, qtbot, caplog):
    try:
        raise ZeroDivisionError("inside")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(boxes()) == 1)
    [box] = boxes()
    assert "Traceback" not in box.text() + box.informativeText()
    assert "ZeroDivisionError" in caplog.text
    next(button for button in box.buttons() if button.text() == "复制详细信息").click()
    assert "ZeroDivisionError: inside" in QGuiApplication.clipboard().text()
    qtbot.waitUntil(lambda: boxes() == [])
    assert last_resort._box is None


def test_a_thread_of_its_own_is_heard_too(last_resort, qtbot):
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes()) == 1)
    assert last_resort._box is not None


def test_the_log_is_kept_short_and_a_folder_that_cannot_be_written_does_no_harm(tmp_path, monkeypatch):
    log = logging.getLogger("nianbao-test")
    monkeypatch.setattr(crash, "_log", log)
    (tmp_path / "nianbao.log").write_text("x" * 600_000)
    crash.start_log(tmp_path)
    log.warning("一句")
    assert "一句" in (tmp_path / "nianbao.log").read_text(encoding="utf-8")
    assert (tmp_path / "nianbao.old.log").stat().st_size == 600_000
    (tmp_path / "file").touch()
    crash.start_log(tmp_path / "file" / "inner")
    [handler] = log.handlers
    handler.close()


# ── questions ────────────────────────────────────────────────────────


@pytest.mark.parametrize(("label", "answer"), [("保存", Answer.SAVE), ("不保存", Answer.DISCARD), ("取消", Answer.STAY)])
def test_closing_offers_three_ways(window, monkeypatch, label, answer):
    monkeypatch.setattr(QMessageBox, "exec", lambda box: next(b for b in box.buttons() if b.text() == label).click())
    assert ask_unsaved(window, "青禾镇 2023年") is answer


def test_what_could_be_mixed_up_says_what_it_is_for(window):
    actions = window.actions_
    assert "单位" in actions.feedback.text()
    assert "自己留存" in actions.export.toolTip()
    assert "不符和未核的合计" in window.review.panes.tally.toggleViewAction().text()
    assert window.review.panes.tally.windowTitle() == "核对清单"


def test_the_question_names_the_file_and_its_folder(window, monkeypatch):
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.informativeText()) or box.escapeButton().click())
    ask_unsaved(window, "青禾镇 2023年", "/年报/第二稿/甲.html")
    assert asked[0].startswith("文件：/年报/第二稿/甲.html\n")


def test_escape_means_staying(window, monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.escapeButton().click())
    assert ask_unsaved(window, "青禾镇 2023年") is Answer.STAY
    assert not ask_many(window, 99)


def test_the_list_of_failures_can_be_copied(window, tmp_path):
    dialog = FailuresDialog([Failure(tmp_path / "甲.pdf", "这种文件还打不开。", "kind pdf")], 2, window)
    assert dialog.list.topLevelItemCount() == 1
    assert dialog.text() == f"{tmp_path / '甲.pdf'}：这种文件还打不开。 kind pdf"
    dialog.close()


def test_qt_itself_is_translated(qapp):
    translator = QTranslator(qapp)
    from PySide6.QtCore import QLibraryInfo

    assert translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert QCoreApplication.instance() is qapp
