"""Go back to the file that a report was read from, as long as it is still the same, byte for byte."""

import functools
from pathlib import Path

from core import readers
from core.document import Block, Source, Unreadable, digest
from core.glimpse.asking import Ask, Drawn, Glimpse, Standing
from core.glimpse.drawing import draw
from core.glimpse.looking import look
from core.readers import archive
from core.readers.web.frames import Beside


def standing(source: Source) -> Standing:
    """Whether the file is there, and still what was read."""
    found = _unchanged(source)
    return found if isinstance(found, Standing) else Standing.SAME


def look_again(source: Source, ask: Ask) -> Glimpse | None:
    """Read the file once more and look for a place; None where it is not the same file, or has no such place."""
    blocks = _blocks(source) if standing(source) is Standing.SAME else ()
    return look(blocks, ask)


def draw_page(source: Source, page: int, scale: float) -> Drawn | Standing:
    """Draw a page of the file at `scale` pixels a point; its standing where that can no longer be done."""
    found = _unchanged(source)
    if isinstance(found, Standing):
        return found
    return draw(found, Path(source.name), page, scale) or Standing.CHANGED


def _unchanged(source: Source) -> bytes | Standing:
    """The bytes of the file as they were read, or why they cannot be had."""
    if source.path is None:
        return Standing.NONE
    try:
        data, _ = _held(source.path, source.member)
    except Unreadable:
        return Standing.GONE
    return data if digest(data) == source.sha256 else Standing.CHANGED


def _held(path: Path, member: str) -> tuple[bytes, Beside | None]:
    """The bytes of a file, or of that inside the archive, and what is beside it there; Unreadable when they cannot be had."""
    data = readers.load(path)
    return archive.Bag(data, path).read(member) if member else (data, None)


@functools.lru_cache(maxsize=1)
def _blocks(source: Source) -> tuple[Block, ...]:
    """The blocks of the file; those of the last one asked for stay at hand."""
    if source.path is None:
        return ()
    data, beside = _held(source.path, source.member)
    return readers.read_bytes(data, source.path / source.member, source.encoding, beside).blocks
