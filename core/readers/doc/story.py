"""One stretch of text of a Word binary document, from paragraph to paragraph: lines, tables within tables, pictures."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from core.document import Paragraph, Picture
from core.readers.blocks import MOST_CELLS, Item, TooMany, shows
from core.readers.doc.characters import Shown
from core.readers.doc.paragraphs import Format, Formats
from core.readers.doc.rows import RowFormat, is_elsewhere, row_format
from core.readers.word.counting import headed
from core.readers.word.tables import Count, tables

_MARK = re.compile("[\r\x07\x0c]")
_CELL_MARK, _PAGE_BREAK = "\x07", "\x0c"

Number = Callable[[int, int], str]
"""The number that a list gives to its next paragraph, by the use of the list and the level."""
Anchored = Callable[[int], list[Item]]
"""What is anchored at a place of the text: boxes and pictures."""


class _Row(NamedTuple):
    """A row while its table is read."""

    format: RowFormat
    cells: list[list[Item]]


@dataclass(slots=True)
class _Frame:
    """A table while it is read: its rows, the cells of the row that is open, what is in the cell that is open."""

    rows: list[_Row] = field(default_factory=list)
    cells: list[list[Item]] = field(default_factory=list)
    content: list[Item] = field(default_factory=list)
    known: dict[Format, RowFormat] = field(default_factory=dict)
    stays: bool = False

    def end_cell(self, *, gone: bool = False) -> None:
        """End the cell that is open; `gone`: a revision deleted the mark at its end."""
        filled = shows(self.content)
        self.stays = self.stays or filled or not gone
        self.cells.append(self.content if filled else [])
        self.content = []

    def end_row(self, row: Format) -> None:
        """End the row that is open; one whose cells a revision deleted, all of them and all in them, never was."""
        if shows(self.content):
            self.end_cell()
        if row not in self.known:
            self.known[row] = row_format(row)
        if self.cells and self.stays:
            self.rows.append(_Row(self.known[row], self.cells))
        self.cells, self.content, self.stays = [], [], False


class _Stretch(NamedTuple):
    """A paragraph: its text from `start` to the mark at `mark`, its format.

    `cell`: a cell ends with it. `gone`: the mark is not shown, it was deleted or hidden.
    """

    start: int
    mark: int
    format: Format
    cell: bool = False
    gone: bool = False

    @property
    def joins(self) -> bool:
        """Whether the next paragraph goes on with this one."""
        return self.gone and not (self.cell or self.format.row_end)


@dataclass(slots=True)
class Reader:
    """Reads stretches of the text of one document, in any order, under one count of cells and of lists."""

    shown: Shown
    formats: Formats
    number: Number
    anchored: Anchored
    count: Count = field(default_factory=Count)
    _paragraphs: int = 0

    def items(self, start: int, end: int) -> list[Item]:
        """What stands between two places of the text. Raises TooMany for more paragraphs or cells than any report has."""
        items: list[Item] = []
        frames: list[_Frame] = []
        waiting: _Stretch | None = None
        for stretch in self._stretches(start, end):
            if waiting and (stretch.format.row_end or stretch.format.depth != waiting.format.depth):
                self._take(waiting, frames, items)
            elif waiting:
                stretch = stretch._replace(start=waiting.start)
            waiting = stretch if stretch.joins else None
            if not waiting:
                self._take(stretch, frames, items)
        if waiting:
            self._take(waiting, frames, items)
        self._adjust(frames, items, 0)
        return items

    def _stretches(self, start: int, end: int) -> Iterator[_Stretch]:
        """The paragraphs, each up to its mark; text behind the last mark is one too."""
        for match in _MARK.finditer(self.shown.text, start, end):
            mark = match.start()
            if match[0] == _PAGE_BREAK and not self.formats.ends(mark):
                continue
            self._paragraphs += 1
            if self._paragraphs > MOST_CELLS:
                raise TooMany(f"{self._paragraphs} paragraphs")
            form = self.formats.at(mark)
            yield _Stretch(start, mark, form, form.cell_end or match[0] == _CELL_MARK, bool(self.shown.mask[mark]))
            start = mark + 1
        if start < end:
            yield _Stretch(start, end, self.formats.at(end - 1))

    def _take(self, stretch: _Stretch, frames: list[_Frame], items: list[Item]) -> None:
        """Put one paragraph where it belongs, and end what ends with it."""
        self._adjust(frames, items, stretch.format.depth)
        if not frames:
            items += self._lines(stretch)
        elif stretch.format.row_end:
            frames[-1].end_row(stretch.format)
        else:
            frames[-1].content += self._lines(stretch)
            if stretch.cell:
                frames[-1].end_cell(gone=stretch.gone)

    def _adjust(self, frames: list[_Frame], items: list[Item], depth: int) -> None:
        """Begin and end tables until as many are open as the next paragraph is deep."""
        while len(frames) < depth:
            frames.append(_Frame())
        while len(frames) > depth:
            found = self._tables(frames.pop())
            (frames[-1].content if frames else items).extend(found)

    def _tables(self, frame: _Frame) -> list[Item]:
        if frame.cells or shows(frame.content):
            frame.end_row(Format())
        groups = _groups(_described(frame.rows))
        return [item for group in groups for item in tables([row.format.shape.fit(row.cells, self.count) for row in group])]

    def _lines(self, stretch: _Stretch) -> list[Item]:
        """The lines of a paragraph, with what is anchored in it before them; a picture alone takes the place of the line."""
        number = self.number(stretch.format.list_use, stretch.format.list_level) if stretch.format.list_use else ""
        text = headed(number, self.shown.line(stretch.start, stretch.mark))
        anchored = [item for place in self.shown.anchors(stretch.start, stretch.mark) for item in self.anchored(place)]
        if text.strip():
            anchored = [item for item in anchored if not isinstance(item, Picture)]
        elif anchored:
            return anchored
        return [*anchored, *(Paragraph(line.strip(" \t")) for line in text.split("\n"))]


def _described(rows: list[_Row]) -> Iterator[_Row]:
    """The rows; one that does not say how it is divided is divided as the row above it."""
    before: _Row | None = None
    for row in rows:
        if before and not row.format.shape.edges:
            row = row._replace(format=before.format)
        before = row
        yield row


def _groups(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """Rows that touch and yet are of two tables: they differ in style or place, or the heading row of a table comes again."""
    group: list[_Row] = []
    for row in rows:
        before = group[-1].format if group else row.format
        again = row.format.header and not before.header
        if again or row.format.kind != before.kind or is_elsewhere(row.format, before):
            yield group
            group = []
        group.append(row)
    if group:
        yield group
