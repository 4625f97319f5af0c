"""Find the headings of the six sections and cut the document along them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.document import NOWHERE, Block, Paragraph, Picture, RawCell, RawTable
from core.folding import fold, key
from core.recognise.sections import Heading, headings, is_exact, is_wrapped, similar, unpiped

_LEADER = re.compile(r"[\W_\d]+")
_LONGEST_LABEL = 60
_POINTS = frozenset("(0123456789")
"""How the number of a point begins: (一)主动公开情况, 1.主动公开情况."""


@dataclass(slots=True)
class Segment:
    """What stands under one heading; the first segment, without a heading, is what stands before all of them."""

    heading: Heading | None
    blocks: list[Block]

    @property
    def empty(self) -> bool:
        """Whether nothing stands under the heading but the dots and page number of a table of contents."""
        return all(isinstance(block, Paragraph) and not _LEADER.sub("", block.text) for block in self.blocks)


def outline(blocks: Iterable[Block]) -> list[Segment]:
    """Cut blocks into segments.

    Headings of a table of contents, which have nothing under them, are no headings; nor is a line with words
    close to a title, or numbered like a point, where the title itself stands elsewhere or the number is another.
    """
    parts = list(_parts(_joined(list(blocks))))
    listed = {part.number for part in parts if isinstance(part, Heading) and part.listed}
    segments = [Segment(None, [])]
    for part in parts:
        if not isinstance(part, Heading):
            segments[-1].blocks.append(part)
        elif part.listed or (part.number not in listed and not _is_point(part)):
            segments.append(Segment(part, []))
        else:
            segments[-1].blocks.append(Paragraph(part.title, part.place))
    return _without_contents(segments)


def _is_point(heading: Heading) -> bool:
    """Whether a heading is numbered as the points of a section are, and with another number than its section has."""
    return fold(heading.title)[:1] in _POINTS and heading.printed != heading.number


def _without_contents(segments: list[Segment]) -> list[Segment]:
    """Undo the headings of a table of contents: empty ones that come again, and the last of them, whose text is the preamble."""
    kept: list[Segment] = []
    contents = 0
    coming = Counter(segment.heading.number for segment in segments if segment.heading)
    for segment in segments:
        if segment.heading:
            coming[segment.heading.number] -= 1
        if segment.heading and coming[segment.heading.number] and (segment.empty or contents > 1):
            contents += 1
            kept[-1].blocks += [Paragraph(segment.heading.title, segment.heading.place), *segment.blocks]
        else:
            contents = 0
            kept.append(segment)
    return kept


def _parts(blocks: Iterable[Block]) -> Iterator[Block | Heading]:
    for block in blocks:
        match block:
            case Paragraph():
                yield from _cut_paragraph(block)
            case RawTable():
                yield from _cut_table(block)
            case Picture():
                yield block


def _cut_paragraph(paragraph: Paragraph) -> Iterator[Block | Heading]:
    """A paragraph, cut at every heading that stands in it."""
    text = paragraph.text
    lone = unpiped(text) if text.count("|") else text
    if text != lone and is_exact(lone):
        text = lone
    folded = fold(text)
    done = 0
    for heading, start, end in headings(folded, text, paragraph.place):
        if before := text[done:start].strip():
            yield Paragraph(before, paragraph.place)
        yield heading
        done = end
    if done:
        if rest := text[done:].strip():
            yield Paragraph(rest, paragraph.place)
    else:
        yield similar(folded, text, paragraph.place) or paragraph


def _joined(blocks: list[Block]) -> list[Block]:
    """Join a heading that was wrapped over two lines."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph) and is_wrapped(last.text, block.text):
            joined[-1] = replace(last, text=last.text.rstrip() + block.text.strip())
        else:
            joined.append(block)
    return joined


def _cut_table(table: RawTable) -> Iterator[Block | Heading]:
    """A table, cut at every row whose only text is a heading; a row that holds a sentence is a paragraph."""
    start = 0
    rows = table.covered_rows()
    for row, cells in enumerate(rows):
        filled = [cell for cell in cells if key(cell.text)]
        if len(filled) == 1 and filled[0].row == row and (is_exact(filled[0].text) or _is_sentence(filled[0].text)):
            if row > start:
                yield _part(rows[start:row], start, table.guessed)
            yield from _cut_paragraph(Paragraph(filled[0].text, filled[0].place))
            start = row + 1
    if start < len(rows):
        yield _part(rows[start:], start, table.guessed) if start else table


def _is_sentence(text: str) -> bool:
    return "。" in text or len(text) > _LONGEST_LABEL


def _part(rows: Sequence[Sequence[RawCell]], start: int, guessed: bool) -> RawTable:
    """Some rows of a table, from `start` on, as a table of their own; what reaches beyond them is cut off."""
    end = start + len(rows)
    spans = {id(cell): (cell, max(cell.row, start), min(cell.row + cell.row_span, end)) for row in rows for cell in row}
    cells = [replace(cell, row=first - start, row_span=last - first) for cell, first, last in spans.values()]
    return RawTable(tuple(cells), cells[0].place if cells else NOWHERE, guessed)
