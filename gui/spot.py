"""What the clerk is looking at: a cell of a table, or a line of the text of a section."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.findings import Span
from core.forms import CellRef


@dataclass(frozen=True, slots=True)
class LineSpot:
    """One line of a section's text, and the places in it of the words that findings are about, from and up to a letter."""

    section: int
    text: str
    words: tuple[tuple[int, int], ...] = ()


Spot = CellRef | LineSpot


def line_spot(section: int, text: str, number: int, spans: Iterable[Span]) -> LineSpot:
    """Line `number` of a text, counted from 0; the last where there are fewer."""
    lines = text.split("\n")
    number = min(number, len(lines) - 1)
    start = sum(len(line) + 1 for line in lines[:number])
    end = start + len(lines[number])
    here = (span for span in spans if span.section == section and start <= span.start < span.end <= end)
    words = ((span.start - start, span.end - start) for span in here)
    return LineSpot(section, lines[number], tuple(dict.fromkeys(words)))
