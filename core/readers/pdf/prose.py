"""Printed lines become paragraphs as they were written: a line that was full goes on in the next, on the next page too."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from core.document import Paragraph, Place
from core.readers.pdf.ink import Box, around
from core.readers.pdf.lines import Line, goes_on, in_note, joined, runs_on
from core.readers.pdf.numbered import NUMBERED

_INDENT = 0.8
"""How far, in characters, the first line of a paragraph is set in at least."""
_SAME_SIZE = 0.12
_OTHER_SIZE = 1.6
_UNENDED = 1.5
"""How much room, in characters, a line that ends inside a sentence may leave: words keep together in their own ways."""
_NARROWEST = 15
"""Characters: lines shorter than this are a list and no paragraph."""
_PITCH = 1.3
_LONG = 8
_CENTRED = 3.0
_FEW = 4
_HANGING = tuple("。，、；：！？")
_SENTENCE_END = tuple("。！？：；!?:;")
_LEADING = re.compile("[\u4e00-\u9fff]{2,8}[：:]")
"""Words such as 改进措施： that say what the paragraph is about."""
_COUNTED = re.compile(r"\d\s*$")
"""How the lines of a table of contents end."""


class Printed(NamedTuple):
    """A line on its page, with the edges of the column of text that it stands in."""

    line: Line
    page: int
    left: float
    right: float
    pitch: float


class Edges(NamedTuple):
    """Where the lines of a column of text begin and end, how far they stand apart, and how many lines say so."""

    left: float
    right: float
    pitch: float
    lines: int


def edges(lines: Sequence[Line]) -> Edges | None:
    """Where long lines begin, and where full ones end; punctuation may hang beyond that."""
    lines = [line for line in lines if len(line.words) == 1]
    long = [line for line in lines if len(line.text) >= _LONG]
    if not long:
        return None
    ends = sorted(line.box.right - line.size * line.text.endswith(_HANGING) for line in long)
    near = [end for end in ends if end > ends[-1] - 1.5 * long[0].size]
    right = near[len(near) // 2] if len(near) > _FEW else near[-1]
    return Edges(min(line.box.left for line in long), right, _pitch(lines), len(near))


def printed(lines: Sequence[Line], page: int, usual: Edges | None, width: float) -> list[Printed]:
    """The lines of one column with its edges.

    A column with few full lines may not show where it ends: then that of the other pages, `usual`, counts, or that
    which leaves the same margin on both sides of a page of this width.
    """
    own = edges(lines) or usual or Edges(min((line.box.left for line in lines), default=0.0), 0.0, 0.0, 0)
    right, pitch = own.right, own.pitch
    if own.lines < _FEW:
        right = max(right, usual.right if usual and usual.lines >= _FEW else width - own.left)
        pitch = min(filter(None, (own.pitch, usual.pitch if usual else 0.0)), default=0.0)
    return [Printed(line, page, own.left, right, pitch) for line in lines]


def usual_edges(pages: Iterable[Sequence[Line]]) -> Edges | None:
    """The edges of the page on which most lines are full, and the smallest distance between lines of all pages."""
    found = [some for lines in pages if (some := edges(lines))]
    if not found:
        return None
    pitch = min((some.pitch for some in found if some.pitch), default=0.0)
    return max(found, key=lambda some: some.lines)._replace(pitch=pitch)


def _pitch(lines: Sequence[Line]) -> float:
    """How far lines of running text stand apart: the smallest distances but a few; 0 when unknown."""
    steps = sorted(
        below.box.down - above.box.down
        for above, below in pairwise(lines)
        if abs(above.size - below.size) < _SAME_SIZE * above.size and below.box.down - above.box.down > above.size
    )
    return steps[len(steps) // 10] if steps else 0.0


def paragraphs(lines: Iterable[Printed]) -> Iterator[Paragraph]:
    """Join lines that stand in order."""
    current: list[Printed] = []
    for item in lines:
        if current and not _continues(current[-1], item):
            yield _paragraph(current)
            current = []
        current.append(item)
    if current:
        yield _paragraph(current)


def _paragraph(lines: Sequence[Printed]) -> Paragraph:
    text = ""
    for item in lines:
        text = joined(text, item.line.text)
    page = lines[0].page
    box = around([item.line.box for item in lines if item.page == page])
    return Paragraph(text, box.place(page))


def _continues(before: Printed, item: Printed) -> bool:
    """Whether a line goes on with what the one before it said."""
    one, other = before.line, item.line
    alike = abs(one.size - other.size) <= _SAME_SIZE * one.size
    if not (alike or _is_mixed(one, other)) or not _near(before, item):
        return False
    if before.right - before.left < _NARROWEST * one.size:
        return False
    unended = 0.0 if one.text.endswith(_SENTENCE_END) else _UNENDED * one.size
    if not goes_on(one, other, before.right, unended) or (len(one.words) > 1 and _COUNTED.search(one.text)):
        return False
    if one.text.endswith(_SENTENCE_END) and (NUMBERED.match(other.text) or _LEADING.match(other.text)):
        return False
    return other.box.left - item.left <= _INDENT * other.size or _is_centred(one, other, before.left)


def _is_mixed(one: Line, other: Line) -> bool:
    """Whether lines of different sizes may be one paragraph, set in several types: inside a sentence."""
    return max(one.size, other.size) < _OTHER_SIZE * min(one.size, other.size) and not one.text.endswith(_SENTENCE_END)


def _is_centred(one: Line, other: Line, left: float) -> bool:
    """Whether two lines are those of a title: both centred, the first as long as lines are."""
    return abs(one.box.across - other.box.across) < _CENTRED and one.box.left - left <= one.size


def _near(before: Printed, item: Printed) -> bool:
    """Whether a line follows at the usual distance, or at the top of the next page or column."""
    step = item.line.box.down - before.line.box.down
    if before.page != item.page or step <= 0:
        return True
    return not before.pitch or step <= _PITCH * before.pitch


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Lines inside a narrow box, such as a cell, as paragraphs."""

    box: Box
    page: int

    def paragraphs(self, lines: Sequence[Line]) -> list[Paragraph]:
        """Lines that were full are joined with the next; characters set under one another are one word."""
        stacked = len(lines) > 1 and max(len(line.text) for line in lines) <= 2 and min(len(line.text) for line in lines) == 1
        texts: list[tuple[str, list[Box]]] = []
        before: Line | None = None
        for line, after in zip(lines, [*(line.text for line in lines[1:]), ""], strict=False):
            if before is not None and (stacked or in_note(texts[-1][0]) or runs_on(before, line, self.box.width, after)):
                text, boxes = texts.pop()
                texts.append((joined(text, line.text), [*boxes, line.box]))
            else:
                texts.append((line.text, [line.box]))
            before = line
        return [Paragraph(text, self._place(boxes)) for text, boxes in texts]

    def _place(self, boxes: list[Box]) -> Place:
        return around(boxes).place(self.page)
