"""Find the headings of the six sections and cut the document along them."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from core.document import NOWHERE, Block, Paragraph, Picture, Place, RawTable
from core.folding import fold, key
from core.forms import forms

_NUMERALS = "一二三四五六七八九十"
_GAP = r"[\s、,.·]*"
_NUMBER = rf"(?P<open>\()?(?:第?(?P<numeral>[{_NUMERALS}]|十[一二]?)(?:部分|章)?|(?P<digit>\d))(?(open)\))"
_LEADER = re.compile(r"[\W_\d]+")
_SIMILAR = 72
_LONGEST_HEADING = 34
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as found: the section it names, the number printed before it (None: none), and itself as written.

    `listed` says whether its words are one of the listed wordings, or only close to one; a number in brackets or in digits,
    as the points of a section have it (（一）主动公开情况), leaves that open too.
    """

    number: int
    printed: int | None
    title: str
    place: Place
    listed: bool = True


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
    close to a title, or numbered like a point, where the title itself stands elsewhere.
    """
    parts = list(_parts(_joined(list(blocks))))
    listed = {part.number for part in parts if isinstance(part, Heading) and part.listed}
    segments = [Segment(None, [])]
    for part in parts:
        if not isinstance(part, Heading):
            segments[-1].blocks.append(part)
        elif part.listed or part.number not in listed:
            segments.append(Segment(part, []))
        else:
            segments[-1].blocks.append(Paragraph(part.title, part.place))
    return _without_contents(segments)


def unpiped(text: str) -> str:
    """A line of running text without the table pipes that a copied page leaves around it."""
    if "|" not in text:
        return text
    return " ".join(field.strip() for field in text.split("|") if field.strip())


def _without_contents(segments: list[Segment]) -> list[Segment]:
    """Undo the headings of a table of contents: empty ones that come again, and the last of them, whose text is the preamble."""
    kept: list[Segment] = []
    contents = 0
    for index, segment in enumerate(segments):
        again = segment.heading and any(_same(segment, other) for other in segments[index + 1 :])
        if segment.heading and again and (segment.empty or contents > 1):
            contents += 1
            kept[-1].blocks += [Paragraph(segment.heading.title, segment.heading.place), *segment.blocks]
        else:
            contents = 0
            kept.append(segment)
    return kept


def _same(segment: Segment, other: Segment) -> bool:
    return bool(segment.heading and other.heading and segment.heading.number == other.heading.number)


# ── finding headings ─────────────────────────────────────────────────


@functools.cache
def _titles() -> dict[str, int]:
    """Every wording of every heading, by its key, with the number of its section."""
    return {
        key(wording): section.number
        for form in forms().values()
        for section in form.sections
        for wording in (section.title, *section.aliases)
    }


@functools.cache
def _official() -> frozenset[str]:
    return frozenset(key(section.title) for form in forms().values() for section in form.sections)


@functools.cache
def _pattern() -> re.Pattern[str]:
    wordings = sorted(_titles(), key=len, reverse=True)
    titles = "|".join(_GAP.join(map(re.escape, wording)) for wording in wordings)
    return re.compile(
        rf"(?:^|(?<=[。;!?])|(?<=\S)(?=\s))[#*>\s·]*+(?:{_NUMBER}\s*[、.,:)·]*\s*)?(?P<title>{titles})[*#]*(?P<after>[\s:]*)"
    )


@functools.cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"[#*>\s·]*{_NUMBER}\s*[、.,:)·]+\s*(?P<title>[^。;,\s][^。;]*?)[\s*#:]*$")


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
    if text != lone and _exact(lone):
        text = lone
    folded = fold(text)
    end = 0
    for match in _pattern().finditer(folded):
        if _is_heading(match, folded):
            if before := text[end : match.start()].strip():
                yield Paragraph(before, paragraph.place)
            yield _heading(match, text[match.start() : match.start("after")], paragraph.place)
            end = match.end()
    if end:
        if rest := text[end:].strip():
            yield Paragraph(rest, paragraph.place)
    elif similar := _similar(text, folded, paragraph.place):
        yield similar
    else:
        yield paragraph


def _exact(line: str) -> bool:
    return key(_numbering_off(fold(line))) in _titles()


def _numbering_off(folded: str) -> str:
    match = re.match(rf"[#*>\s·]*{_NUMBER}\s*[、.,:)·]*\s*", folded)
    return folded[match.end() :] if match else folded


def _is_heading(match: re.Match[str], folded: str) -> bool:
    """A numbered title counts wherever a sentence may begin; one without a number, or in brackets, only alone on its line."""
    alone = match.start() == 0 and match.end() == len(folded)
    title = key(match["title"])
    numbered = match["numeral"] or match["digit"]
    if not numbered or match["open"]:
        return alone and (title in _official() or bool(numbered))
    following = folded[match.end() : match.end() + 1]
    certain = len(title) >= 6 or (title in _official() and match.start() == 0) or not following.isalpha()
    return certain or alone or bool(match["after"])


def _heading(match: re.Match[str], shown: str, place: Place) -> Heading:
    listed = not match["open"] and not match["digit"]
    return Heading(_titles()[key(match["title"])], _printed(match), shown.strip().strip("#*> ").strip(), place, listed)


def _printed(match: re.Match[str]) -> int | None:
    if match["numeral"]:
        return _NUMERALS.index(match["numeral"][0]) + 1 + (len(match["numeral"]) > 1) * (_NUMERALS.find(match["numeral"][-1]) + 1)
    return int(match["digit"]) if match["digit"] else None


def _similar(text: str, folded: str, place: Place) -> Heading | None:
    """A numbered line whose words are close to a title: a slip of the pen, or a wording nobody has listed."""
    match = _numbered().match(folded) if len(folded) <= _LONGEST_HEADING else None
    if not match or match["open"] or match["digit"]:
        return None
    words = key(match["title"])
    closeness, number = max((fuzz.ratio(words, title), number) for title, number in _titles().items())
    if closeness < _SIMILAR or _is_row_label(words, closeness):
        return None
    return Heading(number, _printed(match), text.strip().strip("#*> ").strip(), place, listed=False)


def _is_row_label(words: str, closeness: float) -> bool:
    labels = (key(row.label) for form in forms().values() for grid in form.grids.values() for row in grid.rows)
    return any(fuzz.ratio(words, re.sub(rf"^[{_NUMERALS}]", "", label)) > closeness for label in labels)


# ── lines and tables that hold headings ──────────────────────────────


def _joined(blocks: list[Block]) -> list[Block]:
    """Join a heading that was wrapped over two lines."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph) and _wrapped(last.text, block.text):
            joined[-1] = replace(last, text=last.text.rstrip() + block.text.strip())
        else:
            joined.append(block)
    return joined


def _wrapped(first: str, second: str) -> bool:
    head, tail = key(_numbering_off(fold(unpiped(first)))), key(unpiped(second))
    if not 4 <= len(head) <= _LONGEST_HEADING or not 1 <= len(tail) <= 16 or head in _titles():
        return False
    return head + tail in _titles() and fold(first) != _numbering_off(fold(first))


def _cut_table(table: RawTable) -> Iterator[Block | Heading]:
    """A table, cut at every row whose only text is a heading; a row that holds a sentence is a paragraph."""
    start = 0
    covering, width = table.covering(), table.width
    for row in range(table.height):
        cells = {id(cell): cell for column in range(width) if (cell := covering.get((row, column)))}
        filled = [cell for cell in cells.values() if key(cell.text)]
        if len(filled) == 1 and filled[0].row == row and (_exact(filled[0].text) or _is_sentence(filled[0].text)):
            if row > start:
                yield _rows_of(table, start, row)
            yield from _cut_paragraph(Paragraph(filled[0].text, filled[0].place))
            start = row + 1
    if start < table.height:
        yield _rows_of(table, start, table.height) if start else table


def _is_sentence(text: str) -> bool:
    return "。" in text or len(text) > _LONGEST_LABEL


def _rows_of(table: RawTable, start: int, end: int) -> RawTable:
    """The rows from `start` up to `end` as a table of their own; a cell that begins above is cut off at `start`."""
    cells = [
        replace(cell, row=max(cell.row, start) - start, row_span=min(cell.row + cell.row_span, end) - max(cell.row, start))
        for cell in table.cells
        if cell.row < end and cell.row + cell.row_span > start
    ]
    return RawTable(tuple(cells), cells[0].place if cells else NOWHERE)
