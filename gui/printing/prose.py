"""Breaks text into lines of a width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

Reach = tuple[int, int]
"""Code points of a text, from the first to before the second."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it begins, how wide it is, and from where to where its marked words reach."""

    text: str
    x: int
    width: int
    marked: tuple[tuple[int, int], ...] = ()


def broken(text: str, font: QFont, width: int, indent: int = 0, marks: Iterable[Reach] = ()) -> list[Line]:
    """The lines of one paragraph; `indent` moves the first in. Empty text is one empty line."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")
    reaches = [(_unit(text, start), _unit(text, end)) for start, end in marks]
    lines: list[Line] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        inset = 0 if lines else indent
        line.setLineWidth(width - inset)
        lines.append(_line(line, units, inset, reaches))
    layout.endLayout()
    return lines or [Line("", indent, 0)]


def _line(line: QTextLine, units: bytes, inset: int, reaches: Sequence[Reach]) -> Line:
    start, end = line.textStart(), line.textStart() + line.textLength()
    words = units[2 * start : 2 * end].decode("utf-16-le").rstrip()
    marked = tuple(
        (inset + _x(line, max(first, start)), inset + _x(line, min(last, end)))
        for first, last in reaches
        if first < end and last > start
    )
    return Line(words, inset, round(line.naturalTextWidth()), marked)


def _x(line: QTextLine, place: int) -> int:
    found: Any = line.cursorToX(place)  # with the place that it took, which the stubs do not know
    x: float = found[0] if isinstance(found, tuple) else found
    return round(x)


def _unit(text: str, place: int) -> int:
    """Where a code point stands in UTF-16, which Qt counts."""
    return len(text[:place].encode("utf-16-le")) // 2


def advance(text: str, font: QFont) -> int:
    """How wide some words are on one line."""
    return round(QFontMetricsF(font).horizontalAdvance(text))
