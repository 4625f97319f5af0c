"""Lines whose cells stand between pipes or tabs, all with the same number of cells: a table after all."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from core.document import Block, Paragraph, RawCell, RawTable
from core.numbers import parse_figure

_RULE = re.compile(r"\s*:?-{3,}:?\s*")
_FEWEST_CELLS = 3
_FEWEST_LINES = 2


def cells_of(text: str) -> list[str]:
    """The cells of a line: between pipes or tabs, else the whole line."""
    if "|" in text:
        return text.strip().removeprefix("|").removesuffix("|").split("|")
    return text.split("\t") if "\t" in text else [text]


def is_rule(cells: Sequence[str]) -> bool:
    """Whether cells are the line under the head of a markdown table."""
    return all(_RULE.fullmatch(cell) for cell in cells)


def with_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with stretches of evenly divided lines made into tables."""
    for evenly, run in groupby(blocks, key=_is_divided):
        lines = list(run)
        if evenly and _is_even(lines):
            yield _table([block for block in lines if isinstance(block, Paragraph)])
        else:
            yield from lines


def _is_divided(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(cells_of(block.text)) >= _FEWEST_CELLS and bool(block.text.strip(" |\t"))


def _is_even(lines: Sequence[Block]) -> bool:
    """Whether lines have the same number of cells, and not because short rows were filled up at their end."""
    rows = [cells_of(block.text) for block in lines if isinstance(block, Paragraph)]
    figured = [cells for cells in rows if any(parse_figure(cell).value is not None for cell in cells)]
    filled_up = sum(not cells[-1].strip() for cells in figured)
    return len(rows) >= _FEWEST_LINES and len(set(map(len, rows))) == 1 and filled_up * 2 <= len(figured)


def _table(lines: Sequence[Paragraph]) -> RawTable:
    rows = [(line, texts) for line in lines if not is_rule(texts := cells_of(line.text))]
    cells = tuple(
        RawCell(text.strip(" "), row, column, place=line.place)
        for row, (line, texts) in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return RawTable(cells, lines[0].place)
