"""What the clerk is looking at: a cell of a table, or a line of the text of a section."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.findings import Span
from core.forms import CellRef


@dataclass(frozen=True, slots=True)
class LineSpot:
    """One line of a section's text, and the words in it that findings are about."""

    section: int
    text: str
    words: tuple[str, ...] = ()


Spot = CellRef | LineSpot


def line_spot(section: int, text: str, number: int, spans: Iterable[Span]) -> LineSpot:
    """Line `number` of a text, counted from 0; the last where there are fewer."""
    lines = text.split("\n")
    number = min(number, len(lines) - 1)
    start = sum(len(line) + 1 for line in lines[:number])
    end = start + len(lines[number])
    words = (span.text for span in spans if span.section == section and start <= span.start < span.end <= end)
    return LineSpot(section, lines[number], tuple(dict.fromkeys(words)))
