"""Turn aligned rows into grids: choose readings, note doubts, keep what the form does not have."""

from collections.abc import Collection, Mapping, Sequence

from core.forms import CellRef, GridForm, Table
from core.recognise import onerow, readings
from core.recognise.align import Aligned, align
from core.recognise.choose import choose
from core.recognise.columnorder import column_order, with_columns
from core.recognise.digits import values_of
from core.recognise.divide import Ways
from core.recognise.extras import extra_columns, extra_rows
from core.recognise.rawrows import EXTRA, Field, FieldKind, RawRow
from core.recognise.tables import is_figure
from core.recognise.twofold import first_whole
from core.recognise.vocabulary import Target, Vocabulary
from core.report import Cell, Grid, Reading

Found = tuple[Target, RawRow, float]
"""What a raw row was found to be, and the likeness of its label."""


def build_grids(raw: Sequence[RawRow], words: Vocabulary) -> tuple[dict[str, Grid], list[RawRow]]:
    """The grids that some raw rows make, by key, and the raw rows that belong to none.

    Where blank cells were lost in one row they may have been in another: then a row of figures run together that no
    column of sums confirms is in doubt.
    """
    grids: dict[str, Grid] = {}
    rest = list(raw)
    lost = any(ways_of(row, words.form.grids[match[0].grid]).lacking for row in raw if (match := words.match(row.label)))
    for table in sorted(words.form.tables, key=lambda table: table.layout != "one_row"):
        run = onerow.find(rest, words, table) if table.layout == "one_row" else None
        if run is None:
            found, rest = _many_rows(rest, words, table, lost)
            grids |= found
        else:
            twice = onerow.is_twice(rest, words, table)
            grids[table.grids[0]] = onerow.read(words.form.grids[table.grids[0]], run, lost=lost, twice=twice)
            rest = [row for row in rest if row is not run]
    return grids, rest


def _many_rows(raw: Sequence[RawRow], words: Vocabulary, table: Table, lost: bool) -> tuple[dict[str, Grid], list[RawRow]]:
    mine = [_belongs(row, words, table) for row in raw]
    rows_of_table, others = first_whole([row for row, belongs in zip(raw, mine, strict=True) if belongs], words)
    aligned = _settled(align(rows_of_table, words, table.grids))
    aligned.rest += others
    grids = {}
    for grid in table.grids:
        rows = _under_headings(words.form.grids[grid], [item for item in aligned.rows if item[0].grid == grid])
        if any(target.row for target, _, _ in rows):
            grids[grid] = _grid(words.form.grids[grid], rows, lost, _twice(rows, aligned.rest, words))
    return grids, [*(row for row, belongs in zip(raw, mine, strict=True) if not belongs), *aligned.rest]


def _twice(rows: Sequence[Found], rest: Sequence[RawRow], words: Vocabulary) -> set[str]:
    """The rows whose label fits another row of figures, and other ones, best as well: which is meant nobody can tell."""
    others: dict[str, list[list[str]]] = {}
    for row in rest:
        if row.written and all(is_figure(item.text) for item in row.written) and (match := words.match(row.label)):
            others.setdefault(match[0].row, []).append(_figures(row))
    return {target.row for target, row, _ in rows if any(_figures(row) != more for more in others.get(target.row, []))}


def _figures(row: RawRow) -> list[str]:
    return [item.text.strip() for item in row.fields]


def _under_headings(form: GridForm, rows: Sequence[Found]) -> list[Found]:
    arranged = with_columns(form, [row for _, row, _ in rows])
    return [(target, row, score) for (target, _, score), row in zip(rows, arranged, strict=True)]


def _belongs(row: RawRow, words: Vocabulary, table: Table) -> bool:
    match = words.match(row.label)
    return match is not None and match[0].grid in table.grids


def _settled(aligned: Aligned) -> Aligned:
    """A collapsed row beside one of the rows it stands for is a subtotal."""
    held = {target.row for target, _, _ in aligned.rows}
    rows = []
    for target, row, score in aligned.rows:
        subtotal = target.members and held & set(target.members)
        rows.append((Target(target.grid, "", target.words, target.members) if subtotal else target, row, score))
    return Aligned(rows, aligned.rest)


def _grid(form: GridForm, rows: Sequence[Found], lost: bool, twice: Collection[str]) -> Grid:
    official = {target.row: (row, score) for target, row, score in rows if target.row}
    ways = {line: ways_of(row, form) for line, (row, _) in official.items()}
    choice = choose(form, ways)
    unclear = _by_position(form, official, ways)
    if lost and not any(rule.each == "column" for rule in form.rules):
        choice.doubtful |= {line for line in ways if ways[line].plain is None}
    guessed = _is_guessed(form, official, ways)
    cells: dict[CellRef, Cell] = {}
    for line, (row, score) in official.items():
        judgement = readings.of_row(line, ways[line], choice, score)
        if unclear and judgement[0] is Reading.PLAIN:
            judgement = Reading.DOUBTFUL, readings.HEADINGS_UNCLEAR
        if guessed and judgement[0] is Reading.PLAIN:
            judgement = Reading.DOUBTFUL, readings.GUESSED
        if line in twice and judgement[0] is Reading.PLAIN:
            judgement = Reading.DOUBTFUL, readings.TWICE
        refs = [CellRef(form.key, line, column.key) for column in form.columns]
        option = choice.chosen.get(line, ("",) * len(refs))
        cells |= readings.cells_of(form, refs, option, ways[line], row.place, judgement)
    extra = [*extra_rows(form, rows), *extra_columns(form, official)]
    return Grid(form, cells, next(iter(official.values()))[0].place, tuple(extra))


def _by_position(form: GridForm, official: Mapping[str, tuple[RawRow, float]], ways: Mapping[str, Ways]) -> bool:
    """Whether columns were told by their position alone, under headings that nobody could read, and most rows do not add up."""
    rows = [row for row, _ in official.values()]
    told = any(item.column for row in rows for item in row.fields) or any(column_order(form, row.label) for row in rows)
    if told or not any(rule.each == "row" for rule in form.rules):
        return False
    telling = [way for way in ways.values() if way.plain is not None and any(values_of(way.plain))]
    return sum(not way.sound for way in telling) * 2 > len(telling)


def _is_guessed(form: GridForm, official: Mapping[str, tuple[RawRow, float]], ways: Mapping[str, Ways]) -> bool:
    """Whether the cells were told by the distance of words alone, and a row is lacking or does not add up."""
    if not any(row.guessed for row, _ in official.values()):
        return False
    summed = any(rule.each == "row" for rule in form.rules)
    return len(official) < len(form.rows) or any(way.plain is None or (summed and not way.sound) for way in ways.values())


def ways_of(row: RawRow, form: GridForm) -> Ways:
    """The ways to read a row; one when headings told the column of each of its fields."""
    columns = [column.key for column in form.columns]
    fields = tuple(row.fields)
    named = {item.column: item for item in fields if item.column and not item.column.startswith(EXTRA)}
    if named:
        fields = tuple(named.get(column, Field("", row.place, FieldKind.BLANK, column)) for column in columns)
    decimals = any(column.kind == "amount" for column in form.columns)
    summed = any(rule.each == "row" for rule in form.rules)
    signed = frozenset(index for index, column in enumerate(form.columns) if column.kind == "signed")
    return Ways(fields, len(columns), decimals, len(columns) if summed else 0, signed)
