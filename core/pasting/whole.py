"""Whole rows of official tables that were copied with their labels: which cells these name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.document import Block, Paragraph, RawTable
from core.forms import CellRef, Form
from core.numbers import Kind, parse_figure
from core.pasting.copied import MOST_ROWS, blocks_of
from core.recognise.columns import Columns
from core.recognise.grids import build_grids
from core.recognise.lines import read_lines
from core.recognise.rawrows import RawRow
from core.recognise.tables import read_table
from core.recognise.vocabulary import Vocabulary, has_words, vocabulary_of
from core.report import Grid

_FEWEST_LINES = 3


@dataclass(frozen=True, slots=True)
class Labelled:
    """Entries for the cells that labels name; how many of them are doubtful readings, and what the form has no place for."""

    entries: Mapping[CellRef, str]
    doubtful: int = 0
    left: tuple[str, ...] = ()


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
    rows, left = _rows(blocks_of(page, text), words)
    if not rows or not all(_is_whole(row, words) for row in rows):
        return None
    grids, rest = build_grids(rows, words)
    if not grids:
        return None
    extra = [row.label for grid in grids.values() for row in grid.extra]
    doubtful = sum(cell.doubtful for grid in grids.values() for cell in grid.cells.values())
    unplaced = [*extra, *left, *(row.text for row in rest if row.written)]
    return Labelled(dict(_entries(grids.values())), doubtful, tuple(dict.fromkeys(unplaced)))


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
