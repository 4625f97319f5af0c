"""The blocks of a document, packed small: they stay with its reports, so that the place of a value can be shown at once."""

import pickle
import zlib
from collections.abc import Sequence

from core.document import Block

MOST_BLOCKS = 2_500
"""Of more blocks and cells than this nothing is kept: they would take long to unpack, and the file is read again instead."""
_QUICK = 1


def pack(blocks: Sequence[Block]) -> bytes:
    """Pack the blocks of one file, some 10,000 bytes for a report; b"" when there are too many."""
    if sum(1 + len(getattr(block, "cells", ())) for block in blocks) > MOST_BLOCKS:
        return b""
    return zlib.compress(pickle.dumps(tuple(blocks), pickle.HIGHEST_PROTOCOL), _QUICK)


def unpack(kept: bytes) -> tuple[Block, ...]:
    """The blocks again. `kept` comes from `pack` in a process of our own, never out of a file."""
    blocks: tuple[Block, ...] = pickle.loads(zlib.decompress(kept))
    return blocks
