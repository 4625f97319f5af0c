"""Go back to the file that a report was read from, as long as it is still the same, byte for byte."""

import functools

from core import readers
from core.document import Block, Source, Unreadable, digest
from core.glimpse.asking import Ask, Drawn, Glimpse, Standing
from core.glimpse.drawing import draw
from core.glimpse.looking import look
from core.readers import archive


def standing(source: Source) -> Standing:
    """Whether the file is there, and still what was read."""
    if source.path is None:
        return Standing.NONE
    try:
        return Standing.SAME if digest(_bytes(source)) == source.sha256 else Standing.CHANGED
    except Unreadable:
        return Standing.GONE


def look_again(source: Source, ask: Ask) -> Glimpse | None:
    """Read the file once more and look for a place; None where it is not the same file, or has no such place."""
    blocks = _blocks(source) if standing(source) is Standing.SAME else ()
    return look(blocks, ask)


def draw_page(source: Source, page: int, scale: float) -> Drawn | Standing:
    """Draw a page of the file at `scale` pixels a point; its standing where that can no longer be done."""
    found = standing(source)
    if found is not Standing.SAME or source.path is None:
        return found
    return draw(_bytes(source), source.path, page, scale) or Standing.CHANGED


def _bytes(source: Source) -> bytes:
    """The bytes of the file, or of that inside the archive; Unreadable when they cannot be had."""
    if source.path is None:
        return b""
    data = readers.load(source.path)
    return archive.Bag(data, source.path).read(source.member).data if source.member else data


@functools.lru_cache(maxsize=1)
def _blocks(source: Source) -> tuple[Block, ...]:
    """The blocks of the file; those of the last one asked for stay at hand."""
    if source.path is None:
        return ()
    return readers.read_bytes(_bytes(source), source.path / source.member, source.encoding).blocks
