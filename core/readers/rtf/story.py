"""One text of an RTF file, the body, a text box or a footnote: its lines, and the tables at every level, as they end."""

from dataclasses import dataclass, field

from core.document import Paragraph, Picture
from core.readers.blocks import Item
from core.readers.rtf.definition import Definition
from core.readers.word.tables import Count, Row, tables

_DEEPEST = 20


@dataclass(slots=True)
class _Frame:
    """A table while it is read: whole rows, the cells of the row at hand, and what the cell at hand holds so far."""

    rows: list[Row] = field(default_factory=list)
    cells: list[list[Item]] = field(default_factory=list)
    content: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """Lines and tables in order. A line belongs to the level, itapN, at which it ends; level 0 is no table."""

    count: Count
    items: list[Item] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    pictures: int = 0
    outer: Definition = field(default_factory=Definition)
    nested: Definition = field(default_factory=Definition)
    _frames: list[_Frame] = field(default_factory=list)

    def end_line(self, level: int) -> None:
        """End a line; a blank one is kept in the text, and in cells left out."""
        content = self._content(level)
        text = self._taken()
        if self.pictures:
            content += [Picture()] * (not text.strip())
            self.pictures = 0
        if text.strip() or not self._frames:
            content.append(Paragraph(text))

    def end_cell(self, level: int) -> None:
        """End a cell, by cell or nestcell: its last line ends with it."""
        self.end_line(level)
        frame = self._frames[-1]
        frame.cells.append(frame.content)
        frame.content = []

    def end_row(self, level: int) -> None:
        """End a row, by row or nestrow: the definition in force now is that of the row."""
        if any(piece.strip() for piece in self.pieces):
            self.end_line(level)
        self._content(level)
        self._end_row(self._frames[-1])
        if level == 1 and self.outer.last:
            self._close_to(0)

    def begin_table(self) -> None:
        """The row that is being defined, irow0, is the first of a table: one that stood before it ends."""
        if self._frames and not self._frames[0].cells:
            self._close_to(0)

    def add(self, items: list[Item], level: int) -> None:
        """Put in what stood in a box of its own, before the line at hand."""
        self._content(level).extend(items)

    def close(self) -> list[Item]:
        """End everything that is still open, as where a file is cut off."""
        if any(piece.strip() for piece in self.pieces) or self.pictures:
            self.end_line(len(self._frames))
        self._close_to(0)
        return self.items

    def _taken(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        return text

    def _content(self, level: int) -> list[Item]:
        """Where lines of a level go; tables of deeper levels end here, and a row that is open holds on to its text."""
        level = min(level, _DEEPEST)
        if not level and self._frames and self._frames[0].cells:
            level = 1
        self._close_to(level)
        while len(self._frames) < level:
            self._frames.append(_Frame())
        return self._top()

    def _top(self) -> list[Item]:
        return self._frames[-1].content if self._frames else self.items

    def _close_to(self, level: int) -> None:
        while len(self._frames) > level:
            frame = self._frames[-1]
            if frame.cells:
                self._end_row(frame)
            self._frames.pop()
            self._top().extend([*(tables(frame.rows)), *frame.content])

    def _end_row(self, frame: _Frame) -> None:
        """The deepest table gets its row; what stands behind the last cell is a cell as well."""
        if frame.content:
            frame.cells.append(frame.content)
            frame.content = []
        if frame.cells:
            rows = self.nested if len(self._frames) > 1 else self.outer
            frame.rows.append(rows.shape().fit(frame.cells, self.count))
            frame.cells = []
