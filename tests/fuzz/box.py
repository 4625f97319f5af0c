"""What a worker leaves behind when it dies: the input it was at, since when, and how far it had come."""

import mmap
import struct
import tempfile
from pathlib import Path
from typing import NamedTuple

_HEAD = struct.Struct("<QQQQ")
_ROOM = 8_000_000


class State(NamedTuple):
    """`executions` begun, how many gave a `documents`, when the last one was begun (0: it is over), and its input."""

    executions: int
    documents: int
    since: int
    data: bytes


class Box:
    """A file shared by two processes."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)
        self._executions = self._documents = 0

    @staticmethod
    def make(folder: Path) -> Path:
        with tempfile.NamedTemporaryFile(dir=folder, prefix="box-", delete=False) as file:
            file.truncate(_HEAD.size + _ROOM)
        return Path(file.name)

    def begin(self, data: bytes, now: int) -> None:
        self._executions += 1
        self._map[_HEAD.size : _HEAD.size + len(data[:_ROOM])] = data[:_ROOM]
        _HEAD.pack_into(self._map, 0, self._executions, self._documents, now, len(data[:_ROOM]))

    def end(self, document: bool) -> None:
        self._documents += document
        _HEAD.pack_into(self._map, 0, self._executions, self._documents, 0, 0)

    def state(self) -> State:
        executions, documents, since, length = _HEAD.unpack_from(self._map, 0)
        return State(executions, documents, since, bytes(self._map[_HEAD.size : _HEAD.size + length]))

    def close(self) -> None:
        self._map.close()
