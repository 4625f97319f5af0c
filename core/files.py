"""Which files are meant when files and folders are named: folders are searched, each file comes once."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple, TypeVar

from core.document import Unreadable

AnyPath = TypeVar("AnyPath", bound=PurePath)

_WRITTEN = (".html", ".htm", ".mht", ".mhtml", ".txt", ".md", ".csv", ".xml", ".fodt", ".fods")
"""What is text to look at, whatever it means."""
_TEXTS = (".docx", ".docm", ".dotx", ".doc", ".wps", ".odt", ".rtf", ".pdf")
_SHEETS = (".xlsx", ".xlsm", ".xltx", ".xls", ".et", ".ods")
PROJECT = ".nbx"
"""The project file of this program."""
SUFFIXES = (*_WRITTEN, *_TEXTS, *_SHEETS, ".zip")
"""What may be a report, in a folder full of other things; a file named outright is tried whatever its name."""
OPENED = (*SUFFIXES, PROJECT)
"""All that a folder is searched for, and that a dialogue lists."""
DOCUMENTS = (*_TEXTS, *_SHEETS, PROJECT)
"""The names of those whose bytes are never plain text."""


class Item(NamedTuple):
    """One file to be read: `member` is its name inside the archive when `path` is one."""

    path: Path
    member: str = ""

    @property
    def named(self) -> Path:
        """The file that a sentence about it should name."""
        return Path(self.member) if self.member else self.path


def expand(paths: Iterable[Path], progress: Callable[[str], None]) -> list[Path]:
    """The files meant, in a clerk's order. `progress` hears of each folder and may raise to cancel."""
    found = (file for path in paths for file in (_inside(path, progress) if path.is_dir() else [path]))
    return list(dict.fromkeys(found))


def is_document(path: PurePath) -> bool:
    """Whether the name promises a Word, WPS, Excel or PDF file."""
    return path.name.lower().endswith(DOCUMENTS)


def may_be_archive(path: Path) -> bool:
    """Whether it is worth looking for files inside a file: it begins as a zip file, and its name promises no document."""
    try:
        if is_document(path) or not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except (OSError, ValueError):
        return False


def inside(path: Path, members: Callable[[Path], Sequence[str]]) -> list[Item]:
    """The files in an archive, as `members` names them, or the file itself when there are none.

    One that cannot be opened stays as well: reading it says why.
    """
    try:
        names = members(path)
    except Unreadable:
        names = ()
    return [Item(path, name) for name in names] or [Item(path)]


def may_be_report(path: PurePath) -> bool:
    """Whether a file of a folder or an archive is worth opening: not hidden, no lock file, no debris of another system."""
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return not hidden and path.name.lower().endswith(OPENED) and not path.name.startswith("~$")


def pages_beside(folder: AnyPath) -> list[AnyPath]:
    """The web pages whose frames and pictures a folder of that name would hold; if one is there, it holds no reports."""
    stem = next((folder.name.removesuffix(end) for end in (".files", "_files") if folder.name.endswith(end)), "")
    return [folder.with_name(stem + suffix) for suffix in (".html", ".htm")] if stem else []


def _inside(folder: Path, progress: Callable[[str], None]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        progress(f"查看文件夹 {Path(place).name}")
        folders[:] = sorted(name for name in folders if _may_be_searched(Path(place, name)))
        yield from (Path(place, name) for name in sorted(names) if may_be_report(PurePath(name)))


def _may_be_searched(folder: Path) -> bool:
    hidden = folder.name.startswith(".") or folder.name == "__MACOSX"
    return not hidden and not any(page.exists() for page in pages_beside(folder))
