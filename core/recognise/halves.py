"""The table that is printed as one row, printed in several tables: disputes before the reviewing organ, and before the court."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.document import Block, Paragraph, RawCell, RawTable
from core.folding import key
from core.forms import GridForm
from core.recognise.vocabulary import Vocabulary

_LONGEST_CAPTION = 24


def whole_tables(blocks: Sequence[Block], words: Vocabulary) -> Iterator[Block]:
    """The blocks, with the parts of such a table that follow one another put side by side; captions between them come after."""
    forms = [words.form.grids[table.grids[0]] for table in words.form.tables if table.layout == "one_row"]
    place = 0
    while place < len(blocks):
        end = max((_end(blocks, place, form) for form in forms), default=place)
        run = blocks[place : end + 1]
        tables = [block for block in run if isinstance(block, RawTable)]
        if end > place:
            yield _side_by_side(tables)
            yield from (block for block in run if isinstance(block, Paragraph))
        else:
            yield blocks[place]
        place = end + 1


def _end(blocks: Sequence[Block], start: int, form: GridForm) -> int:
    """The place of the last table of those that make up the whole from `start` on; `start` where there are none."""
    groups = 0
    for place in range(start, len(blocks)):
        block = blocks[place]
        if isinstance(block, RawTable):
            groups += (part := _groups(block, form))
            if not part or groups > len(form.rows):
                return start
            if groups == len(form.rows):
                return place
        elif not (groups and isinstance(block, Paragraph) and len(block.text.strip()) <= _LONGEST_CAPTION):
            return start
    return start


def _groups(table: RawTable, form: GridForm) -> int:
    """How many groups of columns a table has, each headed by all the headings of the form, and nothing else; 0 for none."""
    labels = [key(column.label) for column in form.columns]
    found = Counter(key(cell.text) for cell in table.cells)
    groups = found[labels[0]]
    return groups if all(found[label] == groups for label in labels) and table.width == groups * len(labels) else 0


def _side_by_side(tables: Sequence[RawTable]) -> RawTable:
    heights = [max(cell.row + cell.row_span for cell in table.cells) for table in tables]
    cells: list[RawCell] = []
    column = 0
    for table, height in zip(tables, heights, strict=True):
        lower = max(heights) - height
        cells += [
            replace(
                cell,
                row=cell.row + lower if cell.row else 0,
                column=cell.column + column,
                row_span=cell.row_span + (0 if cell.row else lower),
            )
            for cell in table.cells
        ]
        column += table.width
    return replace(tables[0], cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))
