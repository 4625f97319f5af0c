"""Load a file: read → recognise → check; the one way from bytes to reports, for window and command line."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from core import project, readers
from core.checks import check
from core.document import Document
from core.folding import fold
from core.forms import forms
from core.glimpse.kept import pack
from core.loaded import Loaded
from core.progress import Progress, silent
from core.readers import archive
from core.readers.refusals import refuse
from core.readers.web.frames import Beside
from core.recognise import recognise_all
from core.report import Report

__all__ = ["Loaded", "Progress", "load", "load_clipboard", "members", "silent", "warm"]

_WORKBOOKS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How the bytes of workbooks begin, and those of other documents."""


def load(path: Path, progress: Progress = silent, encoding: str | None = None, member: str = "") -> tuple[Loaded, ...]:
    """Read a file and check the reports in it, in source order; Unreadable when it holds none.

    `progress` is called with a few words before each step; it may raise to cancel. `encoding` is that which the clerk
    chose for a text. `member` is the one file to read of an archive (see `members`); without it an archive is read
    whole, and the first file in it that is no report ends the reading.
    """
    progress("读取文件")
    if member:
        return tuple(_load_member(_archive(path, member), path, member, progress, encoding))
    archive.forget()
    data = readers.load(path)
    bag = archive.opened(data, path)
    if bag is None:
        return _load_bytes(data, path, progress, encoding)
    return tuple(loaded for name in bag.members() for loaded in _load_member(bag, path, name, progress, encoding))


def members(path: Path) -> tuple[str, ...]:
    """The files in an archive that may be reports, () when the file is no archive; Unreadable when it has none or is a trap."""
    bag = archive.on_disk(path)
    return bag.members() if bag else ()


def load_clipboard(page: str, text: str, progress: Progress = silent) -> tuple[Loaded, ...]:
    """The same as `load` for what the clipboard holds, as a page and as plain text; either may be ""."""
    return _reports(readers.read_clipboard(page, text), progress)


def warm() -> None:
    """Get ready what the first file would wait for: the forms, and the table of simplified characters."""
    forms()
    fold("")


def _archive(path: Path, member: str) -> archive.Bag:
    bag = archive.on_disk(path)
    if bag is None:
        raise refuse("missing", Path(member), f"{path} is no archive any more")
    return bag


def _load_member(bag: archive.Bag, path: Path, member: str, progress: Progress, encoding: str | None) -> Iterator[Loaded]:
    """The reports of one file in an archive, with the archive as their source."""
    data, beside = bag.read(member)
    for loaded in _load_bytes(data, path / member, progress, encoding, beside):
        report = loaded.report
        yield Loaded(replace(report, source=replace(report.source, path=path, member=member)), loaded.verdict)


def _load_bytes(
    data: bytes, path: Path, progress: Progress, encoding: str | None, beside: Beside | None = None
) -> tuple[Loaded, ...]:
    if project.is_project(data) or path.suffix.lower() == project.SUFFIX:
        return _load_project(data, path)
    if (own := _own_workbook(data, path)) is not None:
        return _checked(own)
    return _reports(readers.read_bytes(data, path, encoding, beside), progress)


def _load_project(data: bytes, path: Path) -> tuple[Loaded, ...]:
    """The report of a project file as it was when it was saved, with the work on it."""
    read = project.read(data, path)
    report = read.work.report
    return (Loaded(report, check(report, read.work.previous), read),)


def _own_workbook(data: bytes, path: Path) -> tuple[Report, ...] | None:
    """The reports of a workbook that this program exported; None for any other file."""
    if not data.startswith(_WORKBOOKS):
        return None
    from core.export.reread import own_reports  # deferred: only workbooks need it

    return own_reports(data, path)


def _reports(document: Document, progress: Progress) -> tuple[Loaded, ...]:
    progress("识别内容")
    reports = recognise_all(document)
    kept = pack(document.blocks)
    for report in reports:
        report.kept = kept
    progress("核对")
    return _checked(reports)


def _checked(reports: Iterable[Report]) -> tuple[Loaded, ...]:
    return tuple(Loaded(report, check(report)) for report in reports)
