"""Starts the window: the application with its language, icon, log and settings, and the files to open."""

import os
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QStandardPaths, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from gui.crash import LastResort, start_log
from gui.frame import TITLE
from gui.icons import app_icon
from gui.main_window import MainWindow
from gui.services import real_services

NAME = "nianbao"
MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
"""Where D-Bus finds the identity of the machine."""


def run(paths: Sequence[Path] = ()) -> int:
    """Open the window, with the files if given, and return when it is closed."""
    choose_input_method(os.environ)
    application = make_application(sys.argv[:1])
    data = data_folder()
    start_log(data)
    window = MainWindow(real_services(), open_settings(), data)
    last_resort = LastResort(application, window.save_first)
    last_resort.install()
    window.show()
    QTimer.singleShot(0, window, lambda: window.open_paths(paths) if paths else window.open_last())
    return application.exec()


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application with its name, icon and language."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application = QApplication(list(arguments))
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(TITLE)
    application.setDesktopFileName(NAME)
    application.setWindowIcon(app_icon())
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application


def data_folder() -> Path:
    """The folder for what the program itself keeps, in the user's own; asked for with or without an application."""
    QCoreApplication.setApplicationName(NAME)
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def open_settings() -> QSettings:
    """Where the window remembers its size, in the user's own folder."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, NAME, NAME)


def choose_input_method(
    environment: MutableMapping[str, str], plugins: Path | None = None, machine_ids: Sequence[Path] = MACHINE_IDS
) -> None:
    """On Linux use ibus when the desktop asks for an input method that this Qt has no plugin for.

    The Qt wheel brings ibus only, and fcitx5 answers to it; with the variable unset or naming fcitx one could type
    Latin letters only. ibus speaks over D-Bus, whose library ends the program on a machine that has no identity.
    """
    if sys.platform != "linux" or not _lacks_plugin(environment, plugins or _plugins()):
        return
    has_bus = any(path.is_file() and path.stat().st_size for path in machine_ids)
    environment["QT_IM_MODULE"] = "ibus" if has_bus else "compose"


def _lacks_plugin(environment: Mapping[str, str], plugins: Path) -> bool:
    wanted = environment.get("QT_IM_MODULE", "")
    if wanted and not wanted.startswith("fcitx"):
        return False
    return not any("fcitx" in plugin.name for plugin in plugins.glob("*"))


def _plugins() -> Path:
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
