"""Look for the place that was asked for among the blocks of a document."""

from collections.abc import Sequence

from core.document import Block, Paragraph, RawTable
from core.glimpse.asking import Ask, Glimpse, LineAsk
from core.glimpse.cutting import cut
from core.glimpse.lines import likest_line, line_of


def look(blocks: Sequence[Block], ask: Ask) -> Glimpse | None:
    """Answer what was asked; None where the blocks hold no such place."""
    if isinstance(ask, LineAsk):
        return likest_line(blocks, ask)
    for number, block in enumerate(blocks):
        if isinstance(block, RawTable):
            if cell := next((cell for cell in block.cells if cell.place == ask.place), None):
                return cut(block, cell, ask)
        elif isinstance(block, Paragraph) and block.place == ask.place:
            return line_of(blocks, number, ask)
    return None
