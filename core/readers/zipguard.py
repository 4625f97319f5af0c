"""Open a zip file only when its directory is sane: sizes, ratio, count; no bomb reaches a parser."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

from core.readers.refusals import refuse

MOST_EXPANDED = 400_000_000
MOST_RATIO = 200
MOST_ENTRIES = 10_000
SMALL = 1_000_000
"""Parts up to here may be as repetitive as they like."""
FAILURES = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError, LookupError, RuntimeError, struct.error,
)  # fmt: skip
METHODS = frozenset([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])


def opened(data: bytes, path: Path, damaged: str = "damaged") -> zipfile.ZipFile:
    """Open a zip file; Unreadable with the code `damaged` when that cannot be done."""
    if data.count(b"PK\1\2") > 2 * MOST_ENTRIES:  # before each of millions of entries becomes an object
        raise refuse("bomb", path, "a directory of millions")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except FAILURES as error:
        raise refuse(damaged, path, repr(error)) from error


def swells(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry expands to absurdly much."""
    return entry.file_size > max(SMALL, MOST_RATIO * entry.compress_size)


class Parts:
    """The parts of a document that is a zip file, found whatever the case and the slashes of their names."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._path = path
        self._zip = opened(data, path)
        entries = self._zip.infolist()
        self._entries = {_plain(entry.filename): entry for entry in entries}
        self._guard(entries, len(data))

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def read(self, name: str) -> bytes:
        """Return one part whole; Unreadable when it is missing or damaged."""
        try:
            return self._zip.read(self._entries[_plain(name)])
        except FAILURES as error:
            raise refuse("damaged", self._path, f"{name}: {error!r}") from error

    def _guard(self, entries: list[zipfile.ZipInfo], size: int) -> None:
        expanded = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or expanded > MOST_EXPANDED or any(map(swells, entries)):
            raise refuse("bomb", self._path, f"{len(entries)} entries, {size} bytes expand to {expanded}")
        if any(entry.flag_bits & 1 for entry in entries):
            raise refuse("encrypted", self._path)
        if any(entry.compress_type not in METHODS for entry in entries):
            raise refuse("damaged", self._path, "unusual compression")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
