"""Plain text and pasted text: one paragraph a line, word for word; nothing is judged here."""

import re

from core.document import Paragraph, Place

_NEWLINE = re.compile("\r\n|[\n\r\u2028\u2029\u0085\f\v]")


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the lines with their numbers; an empty line is a paragraph too, it may be a blank cell."""
    lines = _NEWLINE.split(text)
    if lines and not lines[-1]:
        lines.pop()
    return tuple(Paragraph(line, Place(line=number)) for number, line in enumerate(lines, 1))
