"""Which words on a line, and which cells, hold what belongs in a table: figures, and marks for blank cells."""

import re

from core.numbers import Kind, parse_figure
from core.readers.pdf.lines import Line, Word
from core.readers.pdf.numbered import NUMBERED
from core.readers.pdf.ruled import Cell

_CHINESE = re.compile("[\u3400-\u9fff]")


def is_entry(text: str) -> bool:
    """Whether a text may be what stands in the cell of a table: a figure, or a mark for a blank one."""
    return parse_figure(text).kind is not Kind.UNREADABLE and not _CHINESE.search(text.replace("无", ""))


def figures(line: Line) -> list[Word]:
    """The words of a line that are figures or marks for blank cells."""
    return [word for word in line.words if is_entry(word.text)]


def holds_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure; “8.” alone is how a label begins."""
    return cell.filled and is_entry(cell.text) and NUMBERED.fullmatch(cell.text) is None
