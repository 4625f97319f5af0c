"""Which files are meant when files and folders are named: folders are searched, each file comes once."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_TEXTS = (".html", ".htm", ".mht", ".mhtml", ".txt", ".md", ".rtf", ".docx", ".doc", ".wps", ".pdf")
_SHEETS = (".xlsx", ".xls", ".et", ".ods", ".csv")
SUFFIXES = (*_TEXTS, *_SHEETS, ".zip")
"""What may be a report, in a folder full of other things; a file named outright is tried whatever its name."""


def expand(paths: Iterable[Path], progress: Callable[[str], None]) -> list[Path]:
    """The files meant, in a clerk's order. `progress` hears of each folder and may raise to cancel."""
    found = (file for path in paths for file in (_inside(path, progress) if path.is_dir() else [path]))
    return list(dict.fromkeys(found))


def _inside(folder: Path, progress: Callable[[str], None]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        progress(f"查看文件夹 {Path(place).name}")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if _may_be_report(name))


def _may_be_report(name: str) -> bool:
    """Whether a file of a folder is worth opening: neither hidden nor the lock file of an office program."""
    return name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$"))
