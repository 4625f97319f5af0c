"""A compound file of a few streams, written by hand ([MS-CFB]): sectors of 512 bytes, one sector of directory, no small streams."""

import struct
from collections.abc import Mapping

SECTOR = 512
_SMALL = 4096
_END, _FREE, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole_file(streams: Mapping[str, bytes]) -> bytes:
    """The bytes of a compound file; streams are filled up to the size from which they have sectors of their own."""
    assert len(streams) <= 3
    padded = {name: data.ljust(max(_SMALL, -(-len(data) // SECTOR) * SECTOR), b"\0") for name, data in streams.items()}
    chains: list[int] = []
    starts = []
    for data in padded.values():
        starts.append(len(chains))
        chains += _chain(len(chains), len(data) // SECTOR)
    directory = len(chains)
    chains.append(_END)
    tables = 1
    while len(chains) + tables > tables * (SECTOR // 4):
        tables += 1
    first_table = len(chains)
    chains += [_TABLE] * tables
    chains += [_FREE] * (tables * (SECTOR // 4) - len(chains))
    entries = [_entry("Root Entry", 5, 0, _END, child=1)]
    for number, (name, data) in enumerate(padded.items(), 1):
        entries.append(_entry(name, 2, len(data), starts[number - 1], right=number + 1 if number < len(padded) else _NONE))
    body = b"".join(padded.values()) + b"".join(entries).ljust(SECTOR, b"\0") + struct.pack(f"<{len(chains)}I", *chains)
    return _header(directory, first_table, tables) + body


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), _END]


def _header(directory: int, first_table: int, tables: int) -> bytes:
    head = _MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, tables, directory, 0, _SMALL, _END, 0, _END, 0, first_table)
    return head + struct.pack("<108I", *range(first_table + 1, first_table + tables), *[_FREE] * (109 - tables))


def _entry(name: str, kind: int, size: int, start: int, *, right: int = _NONE, child: int = _NONE) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, _NONE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
