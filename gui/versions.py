"""The version of the program and of what it is made of, without loading any of it."""

import importlib.metadata
import platform
import sqlite3

VERSION = "0.1.0"
UNKNOWN = "版本不明"
PROGRAM = "年报校核台"


def version_of(name: str) -> str:
    """The version of the program, of Python, Qt or SQLite, or of a library by the name of its package."""
    match name:
        case "年报校核台":
            return VERSION
        case "Python":
            return platform.python_version()
        case "SQLite":
            return sqlite3.sqlite_version
        case "Qt":
            return _qt()
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return UNKNOWN


def _qt() -> str:
    try:
        from PySide6.QtCore import qVersion
    except ImportError:  # it is just this that somebody may want to find out
        return UNKNOWN
    return qVersion()


def told(*names: str) -> str:
    """Names with their versions, as in “Qt 6.9.3、SQLite 3.40.1”."""
    return "、".join(f"{name} {version_of(name)}" for name in names)
