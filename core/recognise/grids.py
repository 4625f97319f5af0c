"""Turn aligned rows into grids: choose readings, note doubts, keep what the form does not have."""

from collections.abc import Iterable, Mapping, Sequence

from core.document import NOWHERE, Place
from core.folding import key
from core.forms import CellRef, GridForm, Table
from core.numbers import BLANK, parse_figure
from core.recognise.align import Aligned, align
from core.recognise.choose import Choice, choose
from core.recognise.divide import Option, Ways, values_of
from core.recognise.headings import column_order, in_order, run_order, with_columns
from core.recognise.rawrows import EXTRA, Field, FieldKind, RawRow
from core.recognise.vocabulary import Target, Vocabulary
from core.report import Cell, ExtraRow, Grid, Origin, Reading

Found = tuple[Target, RawRow, float]
"""What a raw row was found to be, and the likeness of its label."""

_SURE_LABEL = 0.72
_HEADINGS_UNCLEAR = "原文的列标题认不清，是按格式规定的顺序读入的，而多数行的合计不符"
_HEADINGS = 3  # headings of a table before its one row that leave no doubt


def build_grids(raw: Sequence[RawRow], words: Vocabulary) -> tuple[dict[str, Grid], list[RawRow]]:
    """The grids that some raw rows make, by key, and the raw rows that belong to none.

    Where blank cells were lost in one row they may have been in another: then a row of figures run together that no
    column of sums confirms is in doubt.
    """
    grids: dict[str, Grid] = {}
    rest = list(raw)
    lost = any(_ways(row, words.form.grids[match[0].grid]).lacking for row in raw if (match := words.match(row.label)))
    for table in sorted(words.form.tables, key=lambda table: table.layout != "one_row"):
        build = _one_row if table.layout == "one_row" else _many_rows
        found, rest = build(rest, words, table, lost)
        grids |= found
    return grids, rest


# ── tables with a row for each label ─────────────────────────────────


def _many_rows(raw: Sequence[RawRow], words: Vocabulary, table: Table, lost: bool) -> tuple[dict[str, Grid], list[RawRow]]:
    mine = [_belongs(row, words, table) for row in raw]
    aligned = _settled(align([row for row, belongs in zip(raw, mine, strict=True) if belongs], words, table.grids))
    grids = {}
    for grid in table.grids:
        rows = _under_headings(words.form.grids[grid], [item for item in aligned.rows if item[0].grid == grid])
        if any(target.row for target, _, _ in rows):
            grids[grid] = _grid(words.form.grids[grid], rows, lost)
    return grids, [*(row for row, belongs in zip(raw, mine, strict=True) if not belongs), *aligned.rest]


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


def _grid(form: GridForm, rows: Sequence[Found], lost: bool) -> Grid:
    official = {target.row: (row, score) for target, row, score in rows if target.row}
    columns = [column.key for column in form.columns]
    ways = {line: _ways(row, form) for line, (row, _) in official.items()}
    choice = choose(form, ways)
    unclear = _by_position(form, official, ways)
    if lost and not any(rule.each == "column" for rule in form.rules):
        choice.doubtful |= {line for line in ways if ways[line].plain is None}
    cells: dict[CellRef, Cell] = {}
    for line, (row, score) in official.items():
        reading, why = _reading(line, ways[line], choice, score)
        if unclear and reading is Reading.PLAIN:
            reading, why = Reading.DOUBTFUL, _HEADINGS_UNCLEAR
        for column, text in zip(columns, choice.chosen.get(line, ("",) * len(columns)), strict=True):
            cells[CellRef(form.key, line, column)] = _cell(text, _place(row, column, text), reading, why)
    extra = [*_extra_rows(form, rows), *_extra_columns(form, official)]
    return Grid(form, cells, next(iter(official.values()))[0].place, tuple(extra))


def _by_position(form: GridForm, official: Mapping[str, tuple[RawRow, float]], ways: Mapping[str, Ways]) -> bool:
    """Whether columns were told by their position alone, under headings that nobody could read, and most rows do not add up."""
    if any(item.column for row, _ in official.values() for item in row.fields) or not any(
        rule.each == "row" for rule in form.rules
    ):
        return False
    if any(column_order(form, row.label) for row, _ in official.values()):
        return False
    telling = [way for way in ways.values() if way.plain is not None and any(values_of(way.plain))]
    return sum(not way.sound for way in telling) * 2 > len(telling)


def _ways(row: RawRow, form: GridForm) -> Ways:
    """The ways to read a row; one when headings told the column of each of its fields."""
    columns = [column.key for column in form.columns]
    fields = tuple(row.fields)
    named = {item.column: item for item in fields if item.column and not item.column.startswith(EXTRA)}
    if named:
        fields = tuple(named.get(column, Field("", row.place, FieldKind.BLANK, column)) for column in columns)
    decimals = any(column.kind == "amount" for column in form.columns)
    summed = any(rule.each == "row" for rule in form.rules)
    signed = any(column.kind == "signed" for column in form.columns)
    return Ways(fields, len(columns), decimals, len(columns) if summed else 0, signed)


def _reading(line: str, ways: Ways, choice: Choice, score: float) -> tuple[Reading, str]:
    """How sure a row is, and why it is in doubt."""
    if line not in choice.chosen:
        return Reading.DOUBTFUL, f"原文是“{ways.written}”，格数对不上，没有读入"
    if ways.traceless:
        return Reading.DOUBTFUL, "原文在这一行的名称后面没有数字，也看不出空白格"
    if line in choice.doubtful:
        return Reading.DOUBTFUL, f"原文的数字连在一起：“{ways.written}”，有不止一种读法"
    if score < _SURE_LABEL:
        return Reading.DOUBTFUL, "这一行的名称与格式规定的差别较大"
    if line in choice.forced:
        return Reading.FORCED, f"原文的数字连在一起：“{ways.written}”，按勾稽关系分开"
    return Reading.PLAIN, ""


def _place(row: RawRow, column: str, text: str) -> Place:
    """Where a cell stood: its own field where it had one, else the row."""
    for item in row.fields:
        if item.column == column or (not item.column and item.text == text and text):
            return item.place
    return next((item.place for item in row.fields if item.place != NOWHERE), row.place)


def _cell(text: str, place: Place, reading: Reading, why: str) -> Cell:
    entry = parse_figure(text) if text else BLANK
    return Cell(entry, Origin(text, place, reading, why))


# ── what the form does not have ──────────────────────────────────────


def _extra_rows(form: GridForm, rows: Iterable[Found]) -> Iterable[ExtraRow]:
    """Subtotal rows, each figure with the cells it should sum."""
    for target, row, _ in rows:
        figures = tuple(item.text.strip() for item in row.fields if not item.column.startswith(EXTRA))
        if target.row or not any(figures):
            continue
        parts = [tuple(CellRef(form.key, member, column.key) for member in target.members) for column in form.columns]
        yield ExtraRow(row.label, figures, row.place, tuple(parts) if len(parts) == len(figures) else ())


def _extra_columns(form: GridForm, official: Mapping[str, tuple[RawRow, float]]) -> Iterable[ExtraRow]:
    """Subtotal columns, such as one for all 法人或其他组织."""
    labels = dict.fromkeys(item.column for row, _ in official.values() for item in row.fields if item.column.startswith(EXTRA))
    grouped = [column.key for column in form.columns if len(column.path) > 1]
    for label in labels:
        fields = [(line, item) for line, (row, _) in official.items() for item in row.fields if item.column == label]
        parts = tuple(tuple(CellRef(form.key, line, column) for column in grouped) for line, _ in fields)
        yield ExtraRow(label.removeprefix(EXTRA), tuple(item.text.strip() for _, item in fields), fields[0][1].place, parts)


# ── the table printed as one row ─────────────────────────────────────


def _one_row(raw: Sequence[RawRow], words: Vocabulary, table: Table, lost: bool) -> tuple[dict[str, Grid], list[RawRow]]:
    [grid] = table.grids
    form = words.form.grids[grid]
    runs = [row for row in raw if _is_run(row, words, table)]
    run = max(runs, key=lambda row: len(row.written), default=None)
    if run is None:
        return _many_rows(raw, words, table, lost)
    return {grid: _run_grid(form, run, lost)}, [row for row in raw if row is not run]


def _is_run(row: RawRow, words: Vocabulary, table: Table) -> bool:
    """Whether a raw row is the one row of the table: under its headings, or unlabelled in its section."""
    form = words.form.grids[table.grids[0]]
    if any("." in item.column for item in row.fields):
        return True
    cells = sum(item.kind is not FieldKind.EMPTY_LINE for item in row.fields)
    digits = sum(character.isdigit() for item in row.written for character in item.text)
    if max(cells, digits) <= len(form.columns):
        return False
    label = key(row.label)
    own = {
        key(wording)
        for wording in (*(column.label for column in form.columns), *(part for line in form.rows for part in line.path))
    }
    if sum(word in label for word in own) >= _HEADINGS:
        return True
    match = words.match(row.label)
    return row.section == table.section and (match is None or match[0].grid in table.grids or match[1] < _SURE_LABEL)


def _run_grid(form: GridForm, row: RawRow, lost: bool) -> Grid:
    refs = [CellRef(form.key, line.key, column.key) for line in form.rows for column in form.columns]
    names = [f"{ref.row}.{ref.column}" for ref in refs]
    row = in_order(row, run_order(form, row.label) or ())
    named = {item.column: item for item in row.fields if item.column}
    if named:
        option: Option = tuple(named[name].text if name in named else "" for name in names)
        return Grid(form, _cells(refs, option, row, names, Reading.PLAIN, ""), row.place)
    ways = Ways(tuple(row.fields), len(refs), size=len(form.columns))
    reading, why = _run_reading(ways, lost)
    if reading is Reading.PLAIN and row.label and run_order(form, row.label) is None and not ways.sound:
        reading, why = Reading.DOUBTFUL, _HEADINGS_UNCLEAR
    option = next(iter(ways.summing or ways.all), ("",) * len(refs))
    return Grid(form, _cells(refs, option, row, names, reading, why), row.place)


def _run_reading(ways: Ways, lost: bool) -> tuple[Reading, str]:
    if not ways.all:
        return Reading.DOUBTFUL, f"原文是“{ways.written}”，格数对不上，没有读入"
    if ways.plain is not None:
        return Reading.PLAIN, ""
    if lost or len(ways.summing) != 1:
        return Reading.DOUBTFUL, f"原文的数字连在一起：“{ways.written}”，有不止一种读法"
    if ways.open:
        return Reading.FORCED, f"原文的数字连在一起：“{ways.written}”，按勾稽关系分开"
    return Reading.PLAIN, ""


def _cells(
    refs: Sequence[CellRef], option: Option, row: RawRow, names: Sequence[str], reading: Reading, why: str
) -> dict[CellRef, Cell]:
    return {ref: _cell(text, _place(row, name, text), reading, why) for ref, name, text in zip(refs, names, option, strict=True)}
