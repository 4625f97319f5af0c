"""Finding words and figures in a whole report, and places by their names: a table, a row, a column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.findings import Span
from core.folding import fold, key
from core.forms import CellRef, Form, Table
from core.layout import Layout, Printed, Role, layout_of
from core.numbers import canonical
from core.report import Report

_NUMERALS = "一二三四五六"
_TABLE = re.compile(r"表 ?([二三四])")
_SECTION = re.compile(rf"第? ?([{_NUMERALS}1-6]) ?(?:、|部分|节)?")
_ROW, _COLUMN = re.compile(r"第? ?(\d+) ?行"), re.compile(r"第? ?(\d+) ?列")
_NUMBERS = re.compile(r"^\s*(\d+)(?:[\s,-]+(\d+))?\s*$")
"""Behind the name of a table: 表三 25, 表三 25 3."""
_FINDING = re.compile(r"(?:#|问题 ?#?|第) ?(\d+) ?(?:个|条|处|号)?(?:问题)?")
_BETWEEN = re.compile(r"[\s,，、·;；]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a report: words of a section (0: the opening words), or cells of its table; a label stands for its cells."""

    section: int
    cells: tuple[CellRef, ...] = ()
    span: Span | None = None


def find(report: Report, wanted: str, whole: bool = False) -> tuple[Hit, ...]:
    """Every place where words or a figure stand, as on paper: text, labels and entries; width and case make no difference.

    With `whole`, a figure is not found inside a longer one.
    """
    words = fold(wanted.strip())
    if not words:
        return ()
    pattern = re.escape(words)
    if whole:
        pattern = rf"(?<!\d)(?<!\d[.,]){pattern}(?!\d|[.,]\d)"
    return tuple(_hits(report, re.compile(pattern, re.IGNORECASE)))


def _hits(report: Report, pattern: re.Pattern[str]) -> Iterator[Hit]:
    yield from _in_text(0, report.preamble, pattern)
    for number in range(1, len(_NUMERALS) + 1):
        for section in report.sections:
            if section.number == number:
                yield from _in_text(number, section.text, pattern)
        for table in _tables(report, number):
            yield from _in_table(report, table, pattern)


def _in_text(section: int, text: str, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for match in pattern.finditer(fold(text)):
        yield Hit(section, span=Span(section, match.start(), match.end(), text[match.start() : match.end()]))


def _tables(report: Report, section: int) -> list[Table]:
    """The tables of a section of which the report has anything."""
    tables = report.form.tables if report.form else ()
    return [table for table in tables if table.section == section and set(table.grids) & set(report.grids)]


def _in_table(report: Report, table: Table, pattern: re.Pattern[str]) -> Iterator[Hit]:
    layout = _layout(report, table)
    for cell in sorted(layout.cells, key=lambda cell: (cell.row, cell.column)):
        cells = (cell.ref,) if cell.ref else covered(layout, cell)
        if cells and any(pattern.search(fold(text)) for text in _texts(report, cell)):
            yield Hit(table.section, cells)


def _layout(report: Report, table: Table) -> Layout:
    form: Form | None = report.form
    if form is None:
        raise ValueError("a report without a form has no tables")
    grids = (report.grids[name] for name in table.grids if name in report.grids)
    return layout_of(form, table, {grid.key: grid.rows for grid in grids})


def _texts(report: Report, cell: Printed) -> tuple[str, ...]:
    """What stands in a printed cell: of an entry what was written, and the figure that it is."""
    if cell.ref is None:
        return (cell.text,)
    entry = report.cell(cell.ref).entry
    return (entry.text, canonical(entry.value)) if entry.value is not None else (entry.text,)


def covered(layout: Layout, label: Printed) -> tuple[CellRef, ...]:
    """The values that a printed label, heading or caption is about, in reading order."""
    values = sorted((cell for cell in layout.cells if cell.ref), key=lambda cell: (cell.row, cell.column))
    if label.role is Role.LABEL:
        mine = [cell for cell in values if label.row <= cell.row < label.row + label.row_span]
    elif label.role in {Role.CAPTION, Role.HEADER}:
        captions = [cell.row for cell in layout.cells if cell.role is Role.CAPTION and cell.row > label.row]
        mine = [cell for cell in values if label.row < cell.row < min(captions, default=layout.height)]
        mine = [cell for cell in mine if _overlap(cell, label)]
    else:
        mine = []
    return tuple(cell.ref for cell in mine if cell.ref)


def _overlap(cell: Printed, label: Printed) -> bool:
    return cell.column < label.column + label.column_span and label.column < cell.column + cell.column_span


def finding_number(wanted: str) -> int | None:
    """The number of a finding that somebody asks for: 问题5, #5, 第5条问题 or 5."""
    text = fold(wanted).strip()
    if text.isdecimal():
        return int(text)
    match = _FINDING.fullmatch(text)
    return int(match[1]) if match else None


def place(report: Report, wanted: str, here: CellRef | None = None) -> Hit | None:
    """The place that words name: 表三 第3行 第2列, 表三 3, 表三 予以公开 自然人, 第五部分; without a table that of `here` first."""
    text = fold(wanted).strip()
    if not text:
        return None
    if section := _SECTION.fullmatch(text):
        return _whole_section(report, section[1])
    named = _TABLE.search(text)
    tables = [table for number in range(1, len(_NUMERALS) + 1) for table in _tables(report, number)]
    if named:
        tables = [table for table in tables if table.name == f"表{named[1]}"]
    tables.sort(key=lambda table: here is None or here.grid not in table.grids)
    rest = _NUMBERS.sub(_row_and_column, _TABLE.sub(" ", text)) if named else text
    found = (_in_layout(_layout(report, table), rest) for table in tables)
    return next((Hit(table.section, cells) for table, cells in zip(tables, found, strict=True) if cells), None)


def _row_and_column(numbers: re.Match[str]) -> str:
    return f"第{numbers[1]}行" + (f"第{numbers[2]}列" if numbers[2] else "")


def _whole_section(report: Report, numeral: str) -> Hit | None:
    number = int(numeral) if numeral.isdecimal() else _NUMERALS.index(numeral) + 1
    return Hit(number) if report.section(number) else None


def _in_layout(layout: Layout, text: str) -> tuple[CellRef, ...]:
    """The values of a table that rows, columns and labels name together; its first where nothing is named."""
    row, column = _ROW.search(text), _COLUMN.search(text)
    labels = [part for part in _BETWEEN.split(_COLUMN.sub(" ", _ROW.sub(" ", text))) if key(part)]
    lines = _lines(layout)
    refs = [ref for line in lines for ref in line]
    if not (row or column or labels):
        return tuple(refs[:1])
    if row:
        refs = [ref for ref in refs if ref in _nth(lines, int(row[1]))]
    if column:
        refs = [ref for ref in refs if any(ref in _nth([[one] for one in line], int(column[1])) for line in lines)]
    for label in labels:
        about = _labelled(layout, label)
        refs = [ref for ref in refs if ref in about]
    return tuple(refs)


def _lines(layout: Layout) -> list[list[CellRef]]:
    """The values line by line, as printed."""
    values = sorted((cell for cell in layout.cells if cell.ref), key=lambda cell: (cell.row, cell.column))
    rows = dict.fromkeys(cell.row for cell in values)
    return [[cell.ref for cell in values if cell.row == row and cell.ref] for row in rows]


def _nth(lines: Sequence[Sequence[CellRef]], number: int) -> Sequence[CellRef]:
    return lines[number - 1] if 0 < number <= len(lines) else ()


def _labelled(layout: Layout, label: str) -> frozenset[CellRef]:
    """The values under the labels that are these words, or else contain them."""
    labels = [cell for cell in layout.cells if cell.ref is None and covered(layout, cell)]
    exact = [cell for cell in labels if key(cell.text) == key(label)]
    return frozenset(_all(layout, exact or [cell for cell in labels if key(label) in key(cell.text)]))


def _all(layout: Layout, labels: Iterable[Printed]) -> Iterator[CellRef]:
    for cell in labels:
        yield from covered(layout, cell)
