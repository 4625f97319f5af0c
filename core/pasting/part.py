"""A part of a table that was copied with some labels, or with none: what is to be written, and which rows and columns are meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.folding import key
from core.forms import Form, GridForm
from core.numbers import Kind, parse_figure
from core.pasting.copied import MOST_ROWS, Rows, block_of, first_table
from core.recognise.vocabulary import has_words, joined, vocabulary_of


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a table that was copied with some labels: `rows` and `columns` are what these name, empty where there are none.

    `entries` has one line for each of `rows`, and one entry in it for each of `columns`, where these are known.
    """

    entries: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()


def part_of(page: str, text: str, form: Form) -> Part:
    """A block as spreadsheets exchange it, and what the labels that were copied along name; of the page only without plain text."""
    block = block_of(text) if text else first_table(page)
    if len(block) > MOST_ROWS:
        return Part(tuple(map(tuple, block)))
    top, side = _labels_above(block), _labels_above(_transposed(block))
    entries = tuple(tuple(row[side:]) for row in block[top:])
    rows = _rows_named([row[:side] for row in block[top:]], form)
    grid = form.grids[rows[0][0]] if rows else None
    return Part(entries, rows, _columns_named([row[side:] for row in block[:top]], form, grid))


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
