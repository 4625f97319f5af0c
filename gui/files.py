"""Which files the clerk means when dropping or choosing files and folders."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QMimeData, QSettings
from PySide6.QtWidgets import QWidget

from gui.background import Progress

SUFFIXES = (
    ".html",
    ".htm",
    ".mht",
    ".mhtml",
    ".txt",
    ".md",
    ".xlsx",
    ".xls",
    ".et",
    ".csv",
    ".ods",
    ".docx",
    ".doc",
    ".wps",
    ".pdf",
)
"""What may be a report, in a folder full of other things; a file named outright is tried whatever its name."""

DIALOG_FILTER = f"年报文件 ({' '.join('*' + suffix for suffix in SUFFIXES)});;所有文件 (*)"


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


def choose_folder(window: QWidget, settings: QSettings) -> list[Path]:
    """Ask for a folder; nothing when the clerk thinks better of it."""
    from PySide6.QtWidgets import QFileDialog

    name = QFileDialog.getExistingDirectory(window, "打开文件夹", str(settings.value("folder", "")))
    if name:
        settings.setValue("folder", name)
    return [Path(name)] if name else []


def expand(paths: Iterable[Path], progress: Progress) -> list[Path]:
    """The files meant: folders are searched through and through, each file comes once, in a clerk's order."""
    found = (file for path in paths for file in (_inside(path, progress) if path.is_dir() else [path]))
    return list(dict.fromkeys(file.absolute() for file in found))


def _inside(folder: Path, progress: Progress) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        progress(f"查看文件夹 {Path(place).name}")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if _may_be_report(name))


def _may_be_report(name: str) -> bool:
    """Whether a file of a folder is worth opening: neither hidden nor the lock file of an office program."""
    return name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$"))
