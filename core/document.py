"""What every reader returns: paragraphs and raw tables in the order of the source, each with its place."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple


class Unreadable(Exception):
    """A file that cannot be opened as a report; `code` is stable, the message is for the clerk."""

    def __init__(self, code: str, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.detail = detail

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[str, str, str]]:
        """Travel between processes whole: an exception pickles its message alone."""
        return Unreadable, (self.code, self.message, self.detail)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stood in the source; zero or "" means the source has no such thing. Counts start at 1.

    `box` is left, top, right and bottom on the page, in points from its upper left corner.
    """

    line: int = 0
    paragraph: int = 0
    page: int = 0
    sheet: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    box: tuple[int, int, int, int] | None = None

    def describe(self) -> str:
        """Say the place in the clerk's words."""
        if self.sheet:
            return f"工作表“{self.sheet}”{column_letters(self.column)}{self.row}" if self.row else f"工作表“{self.sheet}”"
        parts = [
            f"第{self.page}页" if self.page else "",
            f"第{self.table}个表格第{self.row}行第{self.column}格" if self.table and self.row else "",
            f"第{self.line}行" if self.line else "",
            f"第{self.paragraph}段" if self.paragraph else "",
        ]
        return "，".join(part for part in parts if part) or "原文"


NOWHERE = Place()
"""A place for what the source does not hold."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line or paragraph of running text, as written."""

    text: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell of a raw table; it covers `row_span` × `column_span` places from (`row`, `column`), counted from 0."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table with geometry. A blank cell is a cell with no text; a place that no cell covers was not in the source."""

    cells: tuple[RawCell, ...]
    place: Place = NOWHERE
    guessed: bool = field(default=False, compare=False)
    """Whether nothing but the distance of words told what a cell is."""

    @property
    def height(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    def rows(self) -> Iterator[list[RawCell]]:
        """The cells that begin in each row, from left to right."""
        rows: list[list[RawCell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return (sorted(row, key=lambda cell: cell.column) for row in rows)

    def covered_rows(self) -> list[list[RawCell]]:
        """The cells that cover each row, from left to right, each once in a row."""
        rows: list[list[RawCell]] = [[] for _ in range(self.height)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            for row in range(cell.row, cell.row + cell.row_span):
                rows[row].append(cell)
        return rows


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be all there is of a table or a page; `full_page` when the page holds nothing else."""

    place: Place = NOWHERE
    full_page: bool = False


Block = Paragraph | RawTable | Picture


class Content(NamedTuple):
    """What a reader found in the bytes of one file: blocks in source order, what the clerk should know, the encoding.

    `unseen` are lines that the file has for its masthead and does not show, such as the title in the tab of a page.
    """

    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()
    encoding: str | None = None
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The file a report came from. `kind` is what the bytes are, whatever the name says.

    `member` is the file inside `path` when that is an archive; `part` names the report when the file holds several.
    """

    path: Path | None
    kind: str
    encoding: str | None = None
    sha256: str = ""
    member: str = ""
    part: str = ""

    @property
    def name(self) -> str:
        """The name of the file, of that inside the archive when it is one; "" for what was pasted."""
        if self.member:
            return PurePosixPath(self.member).name
        return self.path.name if self.path else ""

    @property
    def where(self) -> str:
        """The whole path of the file for the clerk, with the file inside an archive behind it; "" for what was pasted."""
        return located(self.path, self.member) if self.path else ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file, read: its blocks in source order, what the reader has to say about them, and `unseen` lines for the masthead."""

    source: Source
    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def located(path: Path, member: str) -> str:
    """A file in the clerk's words, with the file inside an archive behind it: 年报.zip › 甲.docx."""
    return f"{path} › {member}" if member else str(path)


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def column_letters(column: int) -> str:
    """The spreadsheet name of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
