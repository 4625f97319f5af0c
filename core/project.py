"""The project file (.nbx): one report with all work on it, in one file that opens anywhere; a zip file of plain JSON."""

import datetime
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from core.document import Unreadable, digest
from core.export.target import check_target, write_whole
from core.files import PROJECT
from core.glimpse.kept import kept_of
from core.glimpse.kept import plain as plain_source
from core.loaded import Project
from core.readers.zipguard import FAILURES
from core.records import VERSION, Broken, Step, Work, decode, encode, plain, verified
from core.report import Report

SUFFIX = PROJECT
FORMAT = "nianbao-project"
_HEAD, _LOADED, _STEPS = "project.json", "report.json", "steps.json"
_PREVIOUS, _SOURCE = "previous.json", "source.json"
MOST_PART = 100_000_000
"""Bytes; more is no report, but a trap."""
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The one date of all parts, so that the same work makes the same file."""

_DAMAGED = "“{name}”已损坏或不完整，打不开。请找一份备份；如果是从别处拷来的，请重新拷贝一次。"
_NEWER = "“{name}”是用更新版本的年报校核台保存的，这个版本打不开。请先更新程序，再打开它。"


@dataclass(frozen=True, slots=True)
class Head:
    """The first part of a project file: what it is, of which version, and how far undo had gone back."""

    format: str
    version: int
    index: int
    saved: datetime.datetime


def is_project(data: bytes) -> bool:
    """Whether bytes begin as a project file: its first part has the name that no other kind of file begins with."""
    return data.startswith(b"PK\x03\x04") and data[30 : 30 + len(_HEAD)] == _HEAD.encode()


def project_bytes(
    loaded: bytes, steps: tuple[bytes, ...], index: int, previous: bytes | None, saved: datetime.datetime, kept: bytes = b""
) -> bytes:
    """The whole project file for work that `core.records.packed` put into parts, and what is `kept` of its source."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        _add(file, _HEAD, encode(Head(FORMAT, VERSION, index, saved)))
        _add(file, _LOADED, loaded)
        _add(file, _STEPS, b"[" + b",".join(steps) + b"]")
        if previous is not None:
            _add(file, _PREVIOUS, previous)
        if kept and (source := _plain_source(kept)):
            _add(file, _SOURCE, source)
    return stream.getvalue()


def save(path: Path, data: bytes) -> str:
    """Write a project file whole or not at all, and return its digest; ExportError when it cannot be written."""
    check_target(path)
    write_whole(path, data)
    return digest(data)


def read(data: bytes, path: Path) -> Project:
    """Read the bytes of a project file; Unreadable, with a sentence, when they are damaged or of a later version."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if _version(_part(file, _HEAD)) > VERSION:
                raise Unreadable("project_newer", _NEWER.format(name=path.name))
            return Project(path, _work(file), digest(data))
    except (*FAILURES, Broken) as error:
        raise Unreadable("project_damaged", _DAMAGED.format(name=path.name), repr(error)) from error


def _version(head: bytes) -> int:
    """The version that the first part states, whatever else a later program may say there."""
    match plain(head):
        case {"format": "nianbao-project", "version": int(version)}:
            return version
    raise Broken("no project")


def _work(file: zipfile.ZipFile) -> Work:
    head = decode(_part(file, _HEAD), Head)
    steps = decode(_part(file, _STEPS), tuple[Step, ...])
    previous = decode(_part(file, _PREVIOUS), Report) if _PREVIOUS in file.namelist() else None
    loaded: Report = decode(_part(file, _LOADED), Report)
    loaded.kept = kept_of(_part(file, _SOURCE)) if _SOURCE in file.namelist() else b""
    return verified(Work(loaded, steps, head.index, previous))


def _part(file: zipfile.ZipFile, name: str) -> bytes:
    """One part whole; Broken when it is larger than any report."""
    if file.getinfo(name).file_size > MOST_PART:
        raise Broken(f"{name} expands to more than {MOST_PART} bytes")
    return file.read(name)


def _plain_source(kept: bytes) -> bytes:
    """What is kept of the source; b"" when it is damaged, for the work itself must be saved."""
    try:
        return plain_source(kept)
    except Broken:
        return b""


def _add(file: zipfile.ZipFile, name: str, data: bytes) -> None:
    file.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED)
