"""The table that is printed as one row: found by its headings or its place, read whole."""

from collections.abc import Sequence

from core.folding import key
from core.forms import CellRef, GridForm, Table
from core.recognise import readings
from core.recognise.columnorder import in_order, run_order
from core.recognise.divide import Ways
from core.recognise.rawrows import EXTRA, Field, FieldKind, RawRow
from core.recognise.vocabulary import Vocabulary
from core.report import Grid, Reading

_HEADINGS = 3  # headings in front of a row that leave no doubt which table it is
_CERTAIN = 0.95  # likeness of a label beyond mere endings such as 总计


def find(raw: Sequence[RawRow], words: Vocabulary, table: Table) -> RawRow | None:
    """The raw row that holds the whole table; None when there is none, or its groups stand in rows of their own."""
    return max(_runs(raw, words, table), key=lambda row: len(row.written), default=None)


def is_twice(raw: Sequence[RawRow], words: Vocabulary, table: Table) -> bool:
    """Whether several rows may be the one row of the table, with different figures."""
    runs = _runs(raw, words, table)
    return len({tuple(item.text.strip() for item in row.fields) for row in runs if row.written}) > 1


def _runs(raw: Sequence[RawRow], words: Vocabulary, table: Table) -> list[RawRow]:
    return [row for row in raw if _is_run(row, words, table)]


def _is_run(row: RawRow, words: Vocabulary, table: Table) -> bool:
    """Whether a raw row is the one row of the table: under its headings, or unlabelled in its section."""
    form = words.form.grids[table.grids[0]]
    if any("." in item.column and not item.column.startswith(EXTRA) for item in row.fields):
        return True
    cells = sum(item.kind is not FieldKind.EMPTY_LINE for item in row.fields)
    digits = sum(character.isdigit() for item in row.written for character in item.text)
    if max(cells, digits) <= len(form.columns):
        return False
    label = key(row.label)
    if sum(heading in label for heading in _headings(form)) >= _HEADINGS:
        return True
    match = words.match(row.label)
    mine = match is None or match[0].grid in table.grids or match[1] < _CERTAIN
    return row.section == table.section and mine


def _headings(form: GridForm) -> set[str]:
    return {key(column.label) for column in form.columns} | {key(part) for row in form.rows for part in row.path}


def read(form: GridForm, row: RawRow, *, lost: bool, twice: bool = False) -> Grid:
    """Read the row; `lost` says that blank cells left no trace elsewhere in the document, `twice` that there is another row."""
    refs = [CellRef(form.key, line.key, column.key) for line in form.rows for column in form.columns]
    names = [f"{ref.row}.{ref.column}" for ref in refs]
    order = run_order(form, row.label)
    row = in_order(row, order or ())
    named = {item.column: item for item in row.fields if item.column}
    fields = [named.get(name, Field("", row.place, FieldKind.BLANK, name)) for name in names] if named else row.fields
    ways = Ways(tuple(fields), len(refs), size=len(form.columns))
    judgement = readings.of_run(ways, lost=lost)
    by_position = not named and bool(row.label) and order is None
    if by_position and judgement[0] is Reading.PLAIN and not ways.sound:
        judgement = Reading.DOUBTFUL, readings.HEADINGS_UNCLEAR
    if twice and judgement[0] is Reading.PLAIN:
        judgement = Reading.DOUBTFUL, readings.TWICE
    option = next(iter(ways.summing or ways.all), ("",) * len(refs))
    return Grid(form, readings.cells_of(form, refs, option, ways, row.place, judgement), row.place)
