"""The blocks of a document, packed small: they stay with its reports, so that the place of a value can be shown at once."""

import zlib
from collections.abc import Sequence

from core.document import Block, RawCell, RawTable
from core.records import Broken, decode, encode

MOST_BLOCKS = 2_500
"""Of more blocks and cells than this nothing is kept: they would take long to unpack, and the file is read again instead."""
_MOST_BYTES = 20_000_000
_FARTHEST = 5_000
"""Rows or columns of a table; more came out of no reader with so few cells."""
_QUICK = 1
_BLOCKS = tuple[Block, ...]


def pack(blocks: Sequence[Block]) -> bytes:
    """Pack the blocks of one file, some 6,000 bytes for a report; b"" when there are too many."""
    return kept_of(encode(tuple(blocks), _BLOCKS)) if _count(blocks) <= MOST_BLOCKS else b""


def unpack(kept: bytes) -> tuple[Block, ...]:
    """The blocks again; none where `kept` is damaged, for it may come out of a file that others wrote."""
    try:
        blocks: tuple[Block, ...] = decode(plain(kept), _BLOCKS)
    except Broken:
        return ()
    return blocks if _count(blocks) <= MOST_BLOCKS and all(map(_is_sound, blocks)) else ()


def plain(kept: bytes) -> bytes:
    """What was packed, as JSON; Broken when it is damaged or too large."""
    expand = zlib.decompressobj()
    try:
        data = expand.decompress(kept, _MOST_BYTES)
    except zlib.error as error:
        raise Broken(f"not packed: {error}") from error
    if not expand.eof:
        raise Broken("cut short, or too large")
    return data


def kept_of(data: bytes) -> bytes:
    """The JSON of some blocks, packed."""
    return zlib.compress(data, _QUICK)


def _count(blocks: Sequence[Block]) -> int:
    return sum(1 + len(getattr(block, "cells", ())) for block in blocks)


def _is_sound(block: Block) -> bool:
    return not isinstance(block, RawTable) or all(map(_has_room, block.cells))


def _has_room(cell: RawCell) -> bool:
    starts, spans = (cell.row, cell.column), (cell.row_span, cell.column_span)
    return all(start >= 0 and span >= 1 and start + span <= _FARTHEST for start, span in zip(starts, spans, strict=True))
