"""Compound files (OLE): their streams by name, opened only when the sizes they claim can be true."""

import io
import struct
from pathlib import Path

import olefile
from olefile.olefile import OleDirectoryEntry

from core.readers.refusals import refuse

MOST_ENTRIES = 10_000
"""Streams and storages; olefile compares each with all before it."""
_FAILURES = (
    OSError, ValueError, LookupError, OverflowError, RecursionError, TypeError, AttributeError, AssertionError, struct.error,
)  # fmt: skip
"""What olefile raises on damaged bytes: its own errors, and whatever the wrong numbers lead to."""
_HEADER = struct.Struct("<30xHH10xI16xIII")
_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_SPARE = 128
"""Sectors of the allocation table that a header may claim beyond what the file can need."""


class Streams:
    """The streams at the top of a compound file ([MS-CFB]), found whatever the case of their names."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._path, self._size = path, len(data)
        try:
            if not _is_possible(data):
                raise refuse("damaged", path, "sizes in the header")
            self._file = _Bounded(io.BytesIO(data))
        except _FAILURES as error:
            raise refuse("damaged", path, repr(error)) from error

    def __contains__(self, name: str) -> bool:
        return bool(self._file.get_type(name) == olefile.STGTY_STREAM)

    def read(self, name: str) -> bytes:
        """Return a stream whole; Unreadable when it is missing, or longer than what is left of it."""
        try:
            return self._read(name)
        except _FAILURES as error:
            raise refuse("damaged", self._path, f"{name}: {error!r}") from error

    def _read(self, name: str) -> bytes:
        size = self._file.get_size(name)
        if max(size, self._file.small_streams) > self._size:
            raise ValueError(f"{size} bytes in a file of {self._size}")
        content: bytes = self._file.openstream(name).read()
        if len(content) != size:
            raise ValueError(f"{len(content)} of {size} bytes")
        return content


class _Bounded(olefile.OleFileIO):  # type: ignore[type-arg]  # generic for the type checker only
    """A compound file with no more entries than a document has."""

    @property
    def small_streams(self) -> int:
        """The bytes of the stream that holds all small ones, as the root claims."""
        return int(getattr(self.root, "size", 0))

    def _load_direntry(self, sid: int) -> "OleDirectoryEntry[str]":
        if sid >= MOST_ENTRIES:
            raise ValueError(f"entry {sid}")
        return super()._load_direntry(sid)


def _is_possible(data: bytes) -> bool:
    """Whether the tables that the header claims fit into the file: olefile would follow a circle as often as it is told."""
    numbers: tuple[int, ...] = _HEADER.unpack_from(data)
    shift, mini_shift, tables, mini_tables, _, chains = numbers
    if shift not in _SHIFTS or mini_shift != _MINI_SHIFT:
        return False
    sectors = len(data) >> shift
    most = 2 * (sectors >> (shift - 2)) + _SPARE
    return max(tables, mini_tables, chains) <= most
