"""Damage inside OLE compound files: a stream that may grow, bytes in their place, or the chains of sectors ([MS-CFB])."""

import io
import random
import struct

import olefile

from tests.builders.ole_file import ole_file
from tests.fuzz.mutate import Mutate

_LINKS = (0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0, 1, 2, 5, 1000, 0x7FFFFFFF)
_HEADER = 512
_MAIN = ("WordDocument", "1Table", "Workbook")


def mutate_ole(rng: random.Random, data: bytes, inside: Mutate) -> bytes:
    """Change a stream, anew or in its place, or which sectors belong together; nothing when it is no such file."""
    places = stream_places(rng, data)
    if not places:
        return b""
    if rng.random() < 0.5 and (streams := main_streams(data)):
        name = rng.choice(list(streams))
        return ole_file({**streams, name: inside(rng, streams[name])})
    if rng.random() < 0.1:
        return _link_changed(rng, data)
    part = bytes(data[place] for place in places)
    return _written(data, places, inside(rng, part))


def stream_places(rng: random.Random, data: bytes) -> list[int]:
    """The place in the file of each byte of one stream, or of a run of it; none where the file is broken."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = [
                entry for entry in ole.direntries if entry is not None and entry.entry_type == olefile.STGTY_STREAM and entry.size
            ]
            entry = rng.choice(streams)
            places = _small(ole, entry) if entry.size < ole.minisectorcutoff else _large(ole, entry.isectStart, entry.size)
    except (OSError, IndexError, ValueError, struct.error, AttributeError, TypeError):
        return []
    return [place for place in _run(rng, places) if place < len(data)]


def main_streams(data: bytes) -> dict[str, bytes]:
    """The streams that hold what is written, whole; none where the file is broken."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return {name: ole.openstream(name).read() for name in _MAIN if ole.exists(name)}
    except (OSError, IndexError, ValueError, struct.error, AttributeError, TypeError):
        return {}


def _run(rng: random.Random, places: list[int]) -> list[int]:
    """All places, or a stretch of them: the head of a stream is where most of its meaning is."""
    drawn = rng.random()
    if drawn < 0.3 or len(places) < 64:
        return places
    start = 0 if drawn < 0.55 else rng.randrange(len(places))
    return places[start : start + rng.choice((32, 128, 1024))]


def _large(ole: olefile.OleFileIO, sector: int, size: int) -> list[int]:
    return [(start + 1) * ole.sectorsize + byte for start in _chain(ole.fat, sector) for byte in range(ole.sectorsize)][:size]


def _small(ole: olefile.OleFileIO, entry: olefile.olefile.OleDirectoryEntry) -> list[int]:
    """A stream in sectors of 64 bytes, which lie in the stream of the root."""
    if ole.minifat is None:
        ole.loadminifat()
    root = _large(ole, ole.root.isectStart, ole.root.size)
    size = ole.minisectorsize
    return [place for small in _chain(ole.minifat, entry.isectStart) for place in root[small * size : (small + 1) * size]][
        : entry.size
    ]


def _chain(links: "list[int]", sector: int) -> list[int]:
    chain: list[int] = []
    while sector < len(links) and len(chain) <= len(links):
        chain.append(sector)
        sector = links[sector]
    return chain


def _written(data: bytes, places: list[int], part: bytes) -> bytes:
    """Put bytes back, as many as there is room for."""
    changed = bytearray(data)
    for place, byte in zip(places, part, strict=False):
        changed[place] = byte
    return bytes(changed)


def _link_changed(rng: random.Random, data: bytes) -> bytes:
    """One number of the header, of the directory, or of a table of sectors."""
    sectors = max(1, len(data) // _HEADER)
    top = rng.random() < 0.4
    at = rng.randrange(0, min(len(data), _HEADER), 2) if top else rng.randrange(sectors) * _HEADER + rng.randrange(0, _HEADER, 4)
    number = struct.pack("<I", rng.choice((*_LINKS, rng.randrange(sectors + 1))))
    return data[:at] + number + data[at + 4 :]
