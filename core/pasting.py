"""What was copied elsewhere, for a grid: figures whose labels name their cells, or a plain block of entries."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.document import Block, Paragraph, RawTable, Unreadable
from core.folding import key
from core.forms import CellRef, Form, GridForm
from core.numbers import Kind, parse_figure
from core.readers import read_clipboard, separated
from core.recognise.columns import Columns
from core.recognise.grids import build_grids
from core.recognise.lines import read_lines
from core.recognise.rawrows import RawRow
from core.recognise.tables import read_table
from core.recognise.vocabulary import Vocabulary, has_words, joined, vocabulary_of
from core.report import Grid, Report

MOST_PAGE, MOST_TEXT = 600_000, 50_000
"""Letters of a page and of plain text that are read while the clerk waits; whole reports are opened in the background."""
MOST_ROWS = 150
"""Rows of tables, or lines, in which labels are looked for; all official tables together have some 60."""
LONGEST = 80
"""Letters of the longest entry that anybody would write into a cell."""
_FEWEST_LINES = 3

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Entries for the cells that labels name; how many of them are doubtful readings, and what the form has no place for."""

    entries: Mapping[CellRef, str]
    doubtful: int = 0
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a table that was copied with some labels: `rows` and `columns` are what these name, empty where there are none.

    `entries` has one line for each of `rows`, and one entry in it for each of `columns`, where these are known.
    """

    entries: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()


def get_ready(form: Form) -> None:
    """Load what the first paste needs, so that it is as quick as the others."""
    whole_tables("<table><tr><td>0</td><td>0</td></tr><tr><td>0</td><td>0</td></tr></table>", "", form)


def whole_tables(page: str, text: str, form: Form) -> Labelled | None:
    """The entries of whole rows of official tables, by their labels; None when what was copied has no such rows.

    `page` and `text` are the same as a web page and as plain text, as programs put them on the clipboard; either may be "".
    """
    if text and not has_words(text):
        return None
    words = vocabulary_of(form.key)
    rows, left = _rows(_blocks(page, text), words)
    if not rows or not all(_is_whole(row, words) for row in rows):
        return None
    grids, rest = build_grids(rows, words)
    if not grids:
        return None
    extra = [row.label for grid in grids.values() for row in grid.extra]
    doubtful = sum(cell.doubtful for grid in grids.values() for cell in grid.cells.values())
    unplaced = [*extra, *left, *(row.text for row in rest if row.written)]
    return Labelled(dict(_entries(grids.values())), doubtful, tuple(dict.fromkeys(unplaced)))


def part_of(page: str, text: str, form: Form) -> Part:
    """A block as spreadsheets exchange it, and what the labels that were copied along name; of the page only without plain text."""
    block = block_of(text) if text else _first_table(page)
    if len(block) > MOST_ROWS:
        return Part(tuple(map(tuple, block)))
    top, side = _labels_above(block), _labels_above(_transposed(block))
    entries = tuple(tuple(row[side:]) for row in block[top:])
    rows = _rows_named([row[:side] for row in block[top:]], form)
    grid = form.grids[rows[0][0]] if rows else None
    return Part(entries, rows, _columns_named([row[side:] for row in block[:top]], form, grid))


def block_of(text: str) -> Rows:
    """The cells of a block of plain text, all rows of one length."""
    rows = list(csv.reader(text.rstrip("\r\n").splitlines(keepends=True), delimiter="\t")) or ([[""]] if text else [])
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _first_table(page: str) -> Rows:
    """The first table of a page; what a merged cell covers is blank."""
    table = next((block for block in _blocks(page, "") if isinstance(block, RawTable)), RawTable(()))
    texts = {(cell.row, cell.column): cell.text.strip() for cell in table.cells}
    return [[texts.get((row, column), "") for column in range(table.width)] for row in range(table.height)]


def is_prose(entries: Iterable[str]) -> bool:
    """Whether something is too long to be meant for a cell."""
    return any(len(entry) > LONGEST for entry in entries)


def replaced(report: Report, refs: Iterable[CellRef]) -> list[CellRef]:
    """The cells that must go when `refs` are written: a row that stands for several is never printed beside these."""
    written = {(ref.grid, ref.row) for ref in refs}
    gone: list[CellRef] = []
    for grid in (report.grids[name] for name in {name for name, _ in written} if name in report.grids):
        rivals = _rivals(grid.form, {row for name, row in written if name == grid.key})
        gone += [ref for ref in grid.cells if ref.row in rivals]
    return gone


def _rivals(form: GridForm, written: set[str]) -> set[str]:
    rivals: set[str] = set()
    for row in form.collapsed:
        if row.key in written:
            rivals |= set(row.stands_for)
        elif written & set(row.stands_for):
            rivals.add(row.key)
    return rivals - written


# The rows of whole tables


def _blocks(page: str, text: str) -> tuple[Block, ...]:
    """What was copied, as blocks; nothing where it is more than can be read at once."""
    page = page if len(page) <= MOST_PAGE else ""
    text = text if len(text) <= MOST_TEXT else ""
    try:
        blocks = read_clipboard(page, "").blocks if page else ()
    except Unreadable:
        blocks = ()
    if any(isinstance(block, RawTable) for block in blocks):
        return blocks
    return separated.blocks(text, "\t") if "\t" in text else read_clipboard("", text).blocks


def _rows(blocks: Sequence[Block], words: Vocabulary) -> tuple[list[RawRow], list[str]]:
    """The rows of all tables whose labels are known, and the words of those tables that nobody could place."""
    tables = [block for block in blocks if isinstance(block, RawTable)]
    if sum(table.height for table in tables) > MOST_ROWS or (not tables and len(blocks) > MOST_ROWS):
        return [], []
    if not tables:
        lines = [block for block in blocks if isinstance(block, Paragraph)]
        known = [row for row in read_lines(lines, words, 0, frozenset()).rows if words.match(row.label)]
        return (known if len(known) >= _FEWEST_LINES else []), []
    rows: list[RawRow] = []
    left: list[str] = []
    columns: Columns | None = None
    for table in tables:
        read = read_table(table, words, 0, columns)
        columns = read.columns if read.rows else columns
        rows += read.rows
        left += [cell.text.strip() for cell in read.leftovers if read.rows and not words.is_label(cell.text)]
    return rows, left


def _is_whole(row: RawRow, words: Vocabulary) -> bool:
    """Whether a row has an entry for each column, or a heading told the column of each; only then position says nothing."""
    match = words.match(row.label)
    named = [item for item in row.fields if item.column]
    if match is None:
        return bool(named)
    width = len(words.form.grids[match[0].grid].columns)
    glued = len(row.written) == 1 and parse_figure(row.written[0].text).kind is Kind.UNREADABLE
    return len(named) >= width or len(row.fields) == width or glued


def _entries(grids: Iterable[Grid]) -> Iterable[tuple[CellRef, str]]:
    return ((ref, cell.entry.text) for grid in grids for ref, cell in grid.cells.items())


# Labels of a part


def _labels_above(rows: Sequence[Sequence[str]]) -> int:
    """How many leading rows hold words only; none when nothing else is there."""
    return next((start for start, row in enumerate(rows) if not _is_words(row)), 0)


def _is_words(row: Sequence[str]) -> bool:
    kinds = {parse_figure(text).kind for text in row}
    return Kind.UNREADABLE in kinds and kinds <= {Kind.UNREADABLE, Kind.BLANK}


def _transposed(rows: Sequence[Sequence[str]]) -> Rows:
    return [list(column) for column in zip(*rows, strict=True)]


def _rows_named(labels: Sequence[Sequence[str]], form: Form) -> tuple[tuple[str, str], ...]:
    """The grid and row of each line, when every label names another row of one grid."""
    words = vocabulary_of(form.key)
    matches = [words.match(joined(label)) if has_words(joined(label)) else None for label in labels]
    found = [(match[0].grid, match[0].row) for match in matches if match and match[0].row]
    clear = len(found) == len(labels) == len(set(found)) and len({grid for grid, _ in found}) == 1
    return tuple(found) if clear else ()


def _columns_named(headings: Sequence[Sequence[str]], form: Form, grid: GridForm | None) -> tuple[str, ...]:
    """The column of each entry by the lowest heading above it, when every one names another column of one grid."""
    if not headings:
        return ()
    lowest = [next((text for text in reversed(column) if key(text)), "") for column in zip(*headings, strict=True)]
    for candidate in [grid] if grid else form.grids.values():
        known = {key(name): column.key for column in candidate.columns for name in (column.label, *column.aliases)}
        found = [known[key(text)] for text in lowest if key(text) in known]
        if len(found) == len(lowest) == len(set(found)):
            return tuple(found)
    return ()
