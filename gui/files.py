"""Which files the clerk means when dropping, pasting or choosing files and folders."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QSettings
from PySide6.QtWidgets import QWidget

from core.files import OPENED

DIALOG_FILTER = f"年报文件 ({' '.join('*' + suffix for suffix in OPENED)});;所有文件 (*)"


def dropped(data: QMimeData) -> list[Path]:
    """The files and folders that a drop or a paste brings."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def choose_files(window: QWidget, settings: QSettings) -> list[Path]:
    """Ask for files, beginning where the last ones were."""
    from PySide6.QtWidgets import QFileDialog  # deferred: not needed to show the window

    names, _ = QFileDialog.getOpenFileNames(window, "打开年报", str(settings.value("folder", "")), DIALOG_FILTER)
    if names:
        settings.setValue("folder", str(Path(names[0]).parent))
    return [Path(name) for name in names]


def choose_previous(window: QWidget, settings: QSettings) -> Path | None:
    """Ask for last year's report."""
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getOpenFileName(window, "选择上年的报告", str(settings.value("folder", "")), DIALOG_FILTER)
    return Path(name) if name else None


def choose_folder(window: QWidget, settings: QSettings) -> list[Path]:
    """Ask for a folder; nothing when the clerk thinks better of it."""
    from PySide6.QtWidgets import QFileDialog

    name = QFileDialog.getExistingDirectory(window, "打开文件夹", str(settings.value("folder", "")))
    if name:
        settings.setValue("folder", name)
    return [Path(name)] if name else []
