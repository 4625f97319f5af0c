"""Plain text and pasted text: one paragraph a line, word for word; nothing is judged here."""

import re

from core.document import Paragraph, Place
from core.readers.blocks import MOST_LINES, TooMany

_NEWLINE = re.compile("\r\n|[\n\r\u2028\u2029\u0085\f\v]")


def split_lines(text: str) -> list[str]:
    """Return the lines without their ends, whatever kind of end each has."""
    lines = _NEWLINE.split(text)
    return lines if lines[-1] else lines[:-1]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the lines with their numbers; an empty line is a paragraph too, it may be a blank cell.

    Raises TooMany for more lines than all reports of a province have.
    """
    lines = split_lines(text)
    if len(lines) > MOST_LINES:
        raise TooMany(f"{len(lines)} lines")
    return tuple(Paragraph(line, Place(line=number)) for number, line in enumerate(lines, 1))
