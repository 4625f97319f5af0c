"""Read a zip file that is no document but a bag of files: which of them may be reports, and their bytes."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from core.document import Unreadable
from core.files import may_be_report, pages_beside
from core.readers import sniff
from core.readers.encoding import decode_as, detect
from core.readers.refusals import refuse
from core.readers.zipguard import FAILURES, METHODS, MOST_ENTRIES, MOST_RATIO, SMALL

MOST_FILES = 2_000
"""Files that may be reports; more than that is no delivery of one office."""
MOST_EXPANDED = 2_000_000_000
"""Bytes of all of them together; they are taken out one at a time."""
MOST_BYTES = 100_000_000
"""Bytes of one of them."""
_UTF8, _LOCKED = 0x800, 0x1
_CONTROLS = dict.fromkeys(range(32), "")


def members(data: bytes, path: Path) -> tuple[str, ...]:
    """The files in an archive that may be reports, folder by folder; () when the bytes are no such archive.

    Names are paths with slashes; a file of a zip file inside the zip file stands under the name of that. Unreadable when
    there is no such file, and when the archive is damaged or a trap.
    """
    if not sniff.is_bag(data, path):
        return ()
    bag = _Bag(data, path)
    found = [name for outer in bag.candidates for name in bag.members_of(outer)]
    if not found:
        raise refuse("archive_empty", path)
    if len(found) > MOST_FILES:
        raise refuse("archive_many", path, f"{len(found)} files")
    return tuple(found)


def read(data: bytes, path: Path, member: str) -> bytes:
    """Take one file out of the archive, by a name that `members` gave; Unreadable when that cannot be done."""
    return _Bag(data, path).read(member)


class _Bag:
    """The directory of one zip file, by readable names."""

    def __init__(self, data: bytes, path: Path) -> None:
        if data.count(b"PK\1\2") > 2 * MOST_ENTRIES:
            raise refuse("bomb", path, "a directory of millions")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except FAILURES as error:
            raise refuse("archive_damaged", path, repr(error)) from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        self._entries = dict(zip(_names(entries), entries, strict=True))
        expanded = sum(self._entries[name].file_size for name in self.candidates)
        if len(entries) > MOST_ENTRIES or expanded > MOST_EXPANDED:
            raise refuse("bomb", path, f"{len(entries)} entries, {expanded} bytes")

    @property
    def candidates(self) -> list[str]:
        """The files that may be reports or hold some, those of a folder before those of the folders in it."""
        paths = sorted(map(PurePosixPath, self._entries), key=lambda path: (path.parts[:-1], path.name))
        return [str(path) for path in paths if may_be_report(path) and not self._is_part_of_page(path)]

    def _is_part_of_page(self, path: PurePosixPath) -> bool:
        return any(str(page) in self._entries for folder in path.parents for page in pages_beside(folder))

    def members_of(self, name: str) -> Iterator[str]:
        """The name itself, or the names of what is in it when it is an archive with something in it."""
        inner = self._inner(name)
        found = [f"{name}/{deeper}" for deeper in inner.candidates] if inner else []
        yield from found or [name]

    def read(self, name: str) -> bytes:
        """The bytes of one file; Unreadable when they are locked, damaged or absurdly many."""
        if name in self._entries:
            return self._bytes(name)
        outer = next((outer for outer in self.candidates if name.startswith(f"{outer}/")), None)
        inner = self._inner(outer) if outer else None
        if outer is None or inner is None:
            raise refuse("missing", Path(name))
        return inner.read(name.removeprefix(f"{outer}/"))

    def _inner(self, name: str) -> "_Bag | None":
        """The archive in this archive; None when it is none, or none that can be opened: then reading it says why."""
        if not name.lower().endswith(".zip"):
            return None
        try:
            data = self._bytes(name)
            return _Bag(data, Path(name)) if sniff.is_bag(data, Path(name)) else None
        except Unreadable:
            return None

    def _bytes(self, name: str) -> bytes:
        entry, path = self._entries[name], Path(name)
        if entry.flag_bits & _LOCKED:
            raise refuse("encrypted_member", path)
        if entry.file_size > MOST_BYTES:
            raise refuse("too_large", path, size=entry.file_size)
        if entry.file_size > max(SMALL, MOST_RATIO * entry.compress_size):
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
