"""Tables as text with separators (.csv, .tsv): recognised by even rows, laid out like a sheet."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from core.document import Block, Place
from core.readers.blocks import MOST_ROWS, TooMany, finish
from core.readers.text import split_lines
from core.readers.workbooks import gridding

_SEPARATORS = ("\t", ",", ";", "，", "；")
_PROBE = 400_000
_DECLARED = re.compile(r"sep=(.)", re.IGNORECASE)
"""The first line with which Excel is told the separator."""
_TEXT = re.compile(r'="([^"]*)"')
"""How Excel is told that a field is text, whatever it looks like."""
_THOUSANDS = re.compile(r'\s*"?-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?"?\s*')
_FIGURE = re.compile(r"[\s\d.,%/\-—－０-９无]*+(?:件|条|个|项|次|宗|份|元|万元)?\s*+")
_LONG, _MOST_LINES = 60, 50
_Quoting = Literal[0, 3]
_QUOTINGS: tuple[_Quoting, ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)
_EVEN, _FIGURES, _LEAST = 0.9, 0.3, 3


@dataclass(frozen=True, slots=True)
class Record:
    """One row of fields, and the line it begins on."""

    line: int
    fields: tuple[str, ...]
    raw: str

    @property
    def is_lone(self) -> bool:
        """Whether nothing stands beside the first thing in the row: a title, padded to the width of the table."""
        return sum(1 for text in self.fields if text.strip()) < 2

    @property
    def is_prose(self) -> bool:
        """Whether the separators in it are those of a sentence."""
        if '"' in self.raw:
            return False
        filled = [text for text in self.fields if text.strip()]
        return len(filled) > 1 and ("。" in self.raw or max(map(len, filled)) > _LONG) and not self._has_figures

    @property
    def _has_figures(self) -> bool:
        return sum(1 for text in self.fields if _FIGURE.fullmatch(text)) * 2 > len(self.fields)


def separator(text: str) -> str | None:
    """Return the separator of a table in text, or None when the text is no such table."""
    probe = text[:_PROBE]
    return next((sign for sign in _SEPARATORS if sign in probe and _is_table(records(probe, sign))), None)


def blocks(text: str, sign: str) -> tuple[Block, ...]:
    """Return the tables between blank rows, and lone fields as paragraphs; TooMany for a register of cases or the like."""
    rows = records(text, sign)
    if len(rows) > MOST_ROWS:
        raise TooMany(f"{len(rows)} rows")
    cells = {
        (number, column): field
        for number, record in enumerate(rows, 1)
        for column, field in enumerate((record.raw,) if record.is_prose else record.fields, 1)
        if field.strip(" \t\n")
    }

    def place(row: int, column: int) -> Place:
        return Place(line=rows[row - 1].line, column=column)

    return finish(gridding.items(gridding.Sheet(cells, {}, place), Place()))


def records(text: str, sign: str) -> list[Record]:
    """Return the rows; a quotation mark that nobody closes is taken as a mere character."""
    lines = split_lines(text)
    if lines and _DECLARED.fullmatch(lines[0]):
        lines[0] = ""
    for quoting in _QUOTINGS:
        try:
            found = list(_parse(lines, sign, quoting))
        except csv.Error:
            continue
        if all(record.raw.count("\n") < _MOST_LINES for record in found):
            return found
    return []


def _parse(lines: Sequence[str], sign: str, quoting: _Quoting) -> Iterator[Record]:
    reader = csv.reader((line + "\n" for line in lines), delimiter=sign, quoting=quoting)
    start = 0
    for fields in reader:
        yield Record(
            start + 1,
            tuple(_TEXT.sub(r"\1", field) if _TEXT.fullmatch(field) else field for field in fields),
            "\n".join(lines[start : reader.line_num]),
        )
        start = reader.line_num


def _is_table(rows: Sequence[Record]) -> bool:
    """Whether almost all rows with separators stand in runs of one width, with figures in them."""
    widths = [_width(record) for record in rows]
    many = sum(1 for width, record in zip(widths, rows, strict=True) if width > 1 and not record.is_lone)
    even = []
    for width, run in groupby(zip(widths, rows, strict=True), key=lambda pair: pair[0]):
        members = [record for _, record in run]
        if width > 1 and len(members) > 1:
            even += members
    full = [record for record in even if not record.is_lone]
    if len(even) < _LEAST or len(full) < 2 or len(even) < _EVEN * many:
        return False
    fields = [field for record in even for field in record.fields]
    return sum(1 for field in fields if _FIGURE.fullmatch(field)) >= _FIGURES * len(fields)


def _width(record: Record) -> int:
    """The number of fields; 1 for a sentence and for a figure with thousands separators."""
    return 1 if record.is_prose or _THOUSANDS.fullmatch(record.raw) else len(record.fields)
