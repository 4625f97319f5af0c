"""Read a zip file that is no document but a bag of files: which of them may be reports, and their bytes."""

import posixpath
import zipfile
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from core.document import Unreadable
from core.files import may_be_report, pages_beside
from core.readers import MOST_BYTES, load, sniff, zipguard
from core.readers.encoding import decode_as, detect
from core.readers.refusals import refuse
from core.readers.web.frames import Beside
from core.readers.zipguard import FAILURES, METHODS, MOST_ENTRIES

MOST_FILES = 2_000
"""Files that may be reports; more than that is no delivery of one office."""
MOST_EXPANDED = 2_000_000_000
"""Bytes of all of them together; they are taken out one at a time."""
_UTF8, _LOCKED = 0x800, 0x1
_CONTROLS = dict.fromkeys(range(32), "")


class Member(NamedTuple):
    """One file out of an archive: its bytes, and what stands beside it, for the frames of a web page."""

    data: bytes
    beside: Beside


def opened(data: bytes, path: Path) -> "Bag | None":
    """The archive; None when the bytes are none. Unreadable when it is damaged or a trap."""
    return Bag(data, path) if sniff.is_bag(data, path) else None


def on_disk(path: Path) -> "Bag | None":
    """The same for a file. The last one is kept: whoever asks for its files one after another has it opened once."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return opened(load(path), path)  # which says what is wrong
    return _kept(path, status.st_mtime_ns, status.st_size)


def forget() -> None:
    """Let go of the archive that is kept."""
    _kept.cache_clear()


@lru_cache(maxsize=1)
def _kept(path: Path, _changed: int, _size: int) -> "Bag | None":
    return opened(load(path), path)


class Bag:
    """One zip file and the files in it, by readable names."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._path = path
        self._zip = zipguard.opened(data, path, "archive_damaged")
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        self._entries = dict(zip(_names(entries), entries, strict=True))
        self._candidates = self._chosen()
        self._last: tuple[str, Bag | None] = ("", None)
        expanded = sum(self._entries[name].file_size for name in self._candidates)
        if len(entries) > MOST_ENTRIES or expanded > MOST_EXPANDED:
            raise refuse("bomb", path, f"{len(entries)} entries, {expanded} bytes")

    def members(self) -> tuple[str, ...]:
        """The files that may be reports, folder by folder; Unreadable when there is none, or far too many.

        Names are paths with slashes; a file of a zip file inside the zip file stands under the name of that.
        """
        found = [name for outer in self._candidates for name in self._members_of(outer)]
        if not found:
            raise refuse("archive_empty", self._path)
        if len(found) > MOST_FILES:
            raise refuse("archive_many", self._path, f"{len(found)} files")
        return tuple(found)

    def read(self, member: str) -> Member:
        """One file, by a name that `members` gave; Unreadable when it is locked, damaged or absurdly large."""
        if member in self._entries:
            return Member(self._bytes(member), partial(self._beside, posixpath.dirname(member)))
        outer = next((outer for outer in self._candidates if member.startswith(f"{outer}/")), None)
        inner = self._inner(outer) if outer else None
        if outer is None or inner is None:
            raise refuse("missing", Path(member))
        return inner.read(member.removeprefix(f"{outer}/"))

    def _chosen(self) -> list[str]:
        """The files that may be reports or hold some, those of a folder before those of the folders in it."""
        paths = sorted(map(PurePosixPath, self._entries), key=lambda path: (path.parts[:-1], path.name))
        return [str(path) for path in paths if may_be_report(path) and not self._is_part_of_page(path)]

    def _is_part_of_page(self, path: PurePosixPath) -> bool:
        return any(str(page) in self._entries for folder in path.parents for page in pages_beside(folder))

    def _members_of(self, name: str) -> list[str]:
        """The name itself, or the names of what is in it when it is an archive with something in it."""
        inner = self._inner(name)
        return [f"{name}/{deeper}" for deeper in inner._candidates] if inner and inner._candidates else [name]

    def _inner(self, name: str) -> "Bag | None":
        """The archive in this archive; None when it is none, or none that can be opened: then reading it says why."""
        if not name.lower().endswith(".zip"):
            return None
        if self._last[0] != name:
            self._last = name, self._opened(name)
        return self._last[1]

    def _opened(self, name: str) -> "Bag | None":
        try:
            return opened(self._bytes(name), Path(name))
        except Unreadable:
            return None

    def _beside(self, folder: str, name: str, most: int) -> bytes | None:
        """What a page in a folder has beside it under a name; None when that is not there, or of more bytes than `most`."""
        name = posixpath.normpath(posixpath.join(folder, name))
        if name not in self._entries or self._entries[name].file_size > most:
            return None
        try:
            return self._bytes(name)
        except Unreadable:
            return None

    def _bytes(self, name: str) -> bytes:
        entry, path = self._entries[name], Path(name)
        if entry.flag_bits & _LOCKED:
            raise refuse("encrypted_member", path)
        if entry.file_size > MOST_BYTES:
            raise refuse("too_large", path, size=entry.file_size)
        if zipguard.swells(entry):
            raise refuse("bomb", path, f"{entry.compress_size} bytes expand to {entry.file_size}")
        if entry.compress_type not in METHODS:
            raise refuse("odd_compression", path, f"method {entry.compress_type}")
        try:
            return self._zip.read(entry)
        except FAILURES as error:
            raise refuse("archive_damaged", path, repr(error)) from error


def _names(entries: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Readable names. Without the flag for UTF-8 they are in whatever encoding the packing machine had, all in the same."""
    raw = [b"" if entry.flag_bits & _UTF8 else entry.orig_filename.encode("cp437", "replace") for entry in entries]
    codec = detect(b"\n".join(raw))
    for entry, name in zip(entries, raw, strict=True):
        yield _clean(decode_as(name, codec if codec in {"utf-8", "big5"} else "gb18030").text if name else entry.orig_filename)


def _clean(name: str) -> str:
    """The name as a plain path that leads nowhere else; it is shown, and never written to."""
    plain = name.partition("\0")[0].translate(_CONTROLS).replace("\\", "/")
    return "/".join(part for part in plain.split("/") if part not in {"", ".", ".."})
