"""What support asks for first: versions, system, screens, folders. Nothing of a report, of a file or of the user."""

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QSysInfo
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from gui.versions import PROGRAM, told

_OF_THE_DESKTOP = ("QT_IM_MODULE", "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "QT_SCALE_FACTOR", "LANG")
_SETTING = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,_-:+@"
"""What the setting of a desktop is made of; any other may say something of the user."""
_OS_RELEASE = Path("/etc/os-release")


def collected(data: Path) -> str:
    """The lines to be copied; `data` is the folder for what the program keeps. The user's home is written as ~."""
    lines = {
        "程序": told(PROGRAM),
        "部件": told("Python", "Qt", "SQLite"),
        "系统": f"{system_name()}，{platform.machine()}",
        "屏幕": "；".join(map(_screen, QGuiApplication.screens())),
        "界面": f"样式 {QApplication.style().name()}，平台插件 {QGuiApplication.platformName()}，字体 {_font()}",
        "环境": "，".join(_settings(os.environ)) or "没有设置",
        "数据文件夹": f"{short(data)}，{_writable(data)}，剩余 {_free(data)}",
        "留底的报告": kept(data),
    }
    return "".join(f"{name}：{words}\n" for name, words in lines.items())


def system_name() -> str:
    """The system with its version, as the system itself says it."""
    if sys.platform == "linux":
        return f"{_linux_name(_OS_RELEASE)}，内核 {platform.release()}"
    return QSysInfo.prettyProductName()


def short(path: Path) -> str:
    """A path below the user's home, from there on; any other is not told, for it may name somebody."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return "（不在用户文件夹里）"


def kept(data: Path) -> str:
    """How many reports with unsaved work are in the journal."""
    path = data / "journal.sqlite"
    if not path.exists():
        return "0 份"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=1)) as store:
            [count] = store.execute("SELECT COUNT(*) FROM work").fetchone()
    except sqlite3.Error as error:
        return f"读不出（{type(error).__name__}）"
    return f"{count} 份"


def _linux_name(release: Path) -> str:
    try:
        lines = release.read_text("utf-8", "replace").splitlines()
    except OSError:
        return "Linux"
    said = dict(line.split("=", 1) for line in lines if "=" in line)
    return said.get("PRETTY_NAME", "Linux").strip("\"'")


def _screen(screen: QScreen) -> str:
    size = screen.size()
    return f"{size.width()}×{size.height()}，缩放 {screen.devicePixelRatio():g} 倍，{screen.logicalDotsPerInch():g} dpi"


def _font() -> str:
    font = QApplication.font()
    return f"{font.family()} {font.pointSizeF():g}"


def _settings(environment: Mapping[str, str]) -> Iterator[str]:
    for name in _OF_THE_DESKTOP:
        if value := environment.get(name):
            yield f"{name}={value if set(value) <= set(_SETTING) else '（另有设置）'}"


def _writable(data: Path) -> str:
    return "可以写" if os.access(data, os.W_OK | os.X_OK) else "不能写"


def _free(data: Path) -> str:
    try:
        return f"{shutil.disk_usage(data).free / 1e9:.1f} GB"
    except OSError:
        return "不明"
