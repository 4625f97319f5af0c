"""Runs in a session with a screen and a bus of its own: starts an input method and the window, types, tells what came of it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core.forms import RESOURCES, CellRef
from gui.app import choose_input_method, make_application
from gui.main_window import MainWindow
from gui.services import real_services

CELL = CellRef("requests", "received", "person")
SAMPLE = RESOURCES / "samples" / "示例-无错误.html"
PATIENCE = 30.0
"""Seconds for a daemon to answer or a file to open."""
PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
"""


def until(true: Callable[[], bool], pause: Callable[[], None]) -> None:
    """Wait for something; RuntimeError when it does not come."""
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise RuntimeError("no answer")
        pause()


def start(engine: str, folder: Path) -> subprocess.Popen[bytes]:
    """Start an input method with Chinese by its sounds, and wait until it answers."""
    log = (folder / "daemon.log").open("wb")
    if engine == "ibus":
        daemon = subprocess.Popen(["ibus-daemon", "--replace", "--panel", "disable"], stdout=log, stderr=log)
        until(chinese_with_ibus, rest)
        return daemon
    settings = folder / "config" / "fcitx5"
    settings.mkdir(parents=True)
    (settings / "profile").write_text(PROFILE, encoding="utf-8")
    (settings / "config").write_text("[Behavior]\nActiveByDefault=True\n", encoding="utf-8")
    daemon = subprocess.Popen(["fcitx5", "--disable", "wayland,waylandim,notifications"], stdout=log, stderr=log)
    until(lambda: any((folder / "config" / "ibus" / "bus").glob("*")), rest)
    return daemon


def chinese_with_ibus() -> bool:
    answer("ibus", "engine", "libpinyin")
    return answer("ibus", "engine") == "libpinyin"


def answer(*words: str) -> str:
    """What a command says."""
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()


def rest() -> None:
    time.sleep(0.3)


def press(*words: str) -> None:
    """Let real keys be pressed, while the window goes on."""
    keys = subprocess.Popen(["xdotool", *words])
    until(lambda: keys.poll() is not None, lambda: QTest.qWait(20))
    QTest.qWait(400)


def opened(folder: Path) -> MainWindow:
    """The real window with a sample."""
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(real_services(), settings, folder / "library")
    window.resize(1200, 800)
    window.show()
    window.open_paths([SAMPLE])
    until(lambda: window.review.desk.current is not None, lambda: QTest.qWait(50))
    window.activateWindow()
    QTest.qWait(300)
    return window


def type_words(window: MainWindow) -> dict[str, object]:
    """Type 政府信息 by its sounds at the head of the first section."""
    document = window.review.desk.current
    editor = window.review.workspace.show_section(document, 1).editor
    before = editor.text()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    editor.setFocus()
    QTest.qWait(300)
    press("type", "--delay", "120", "zhengfuxinxi")
    while_composing = document.report.section(1).text
    window.screen().grabWindow(0).save("composing.png")
    press("key", "space")
    after = document.report.section(1).text
    steps = document.undo_stack.count()
    document.undo_stack.undo()
    return {
        "untouched_while_composing": while_composing == before,
        "typed": after.removesuffix(before),
        "steps": steps,
        "undone": document.report.section(1).text == before,
    }


def type_digits(window: MainWindow) -> dict[str, object]:
    """Type digits into a cell while the input method is on."""
    document = window.review.desk.current
    grid = window.review.workspace.show_section(document, 3).tables[0][1]
    grid.go_to(CELL)
    grid.view.setFocus()
    QTest.qWait(300)
    press("type", "--delay", "120", "123")
    press("key", "Return")
    return {"cell": document.report.value(CELL)}


def main(engine: str, folder: Path) -> None:
    """Print one line of JSON."""
    daemon = start(engine, folder)
    choose_input_method(os.environ)
    application = make_application(["nianbao"])
    try:
        window = opened(folder)
        told = {"module": os.environ.get("QT_IM_MODULE"), **type_words(window), **type_digits(window)}
        print(json.dumps(told, ensure_ascii=False), flush=True)
    finally:
        daemon.terminate()
        daemon.wait(10)
    application.quit()
    os._exit(0)  # nobody is there to answer whether to save


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
