"""Single entries: blanks by the run, words, negatives, fractions, notes and odd ways of writing."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from core.checks.arithmetic import Repairs
from core.checks.codes import finding
from core.findings import Finding, Suggestion
from core.forms import CellRef, Form
from core.naming import place_of
from core.numbers import Kind, Number, canonical, total
from core.repair import Repair, filling, offers
from core.report import Cell, Grid, Report

Describe = Callable[[Cell, str], str | None]
_PAIR = 2
_TOLD = 2  # so many cells are named in one sentence


def findings(report: Report, mended: Repairs) -> list[Finding]:
    """Everything that single cells have to say; `mended` are the repairs of grids in which sums fail, by their key."""
    form = report.form
    if form is None:
        return []
    found: list[Finding] = []
    for grid in report.grids.values():
        found += _blanks(form, grid, mended.get(grid.key, ()))
        found += _entries(form, grid, mended.get(grid.key, ()))
    return found


def _not_number(cell: Cell, _kind: str) -> str | None:
    match cell.entry.kind:
        case Kind.UNREADABLE:
            return f"填的是“{cell.entry.text}”，不是数字"
        case Kind.APPROXIMATE:
            return f"填的是约数“{cell.entry.text}”，应填准确数字"
    return None


def _negative(cell: Cell, kind: str) -> str | None:
    value = cell.value
    return f"填的是负数 {canonical(value)}" if value is not None and value < 0 and kind != "signed" else None


def _fraction(cell: Cell, kind: str) -> str | None:
    value = cell.value
    return (
        f"填的是 {canonical(value)}，件数应为整数"
        if value is not None and not isinstance(value, int) and kind != "amount"
        else None
    )


def _note(cell: Cell, _kind: str) -> str | None:
    if cell.value is None or not cell.entry.note:
        return None
    return f"按 {canonical(cell.value)} 计算，格内说明“{cell.entry.note}”已保留"


def _normalised(cell: Cell, _kind: str) -> str | None:
    value, text = cell.value, cell.entry.text
    if value is None or not cell.entry.normalised:
        return None
    wide = "写的是全角数字" if any(character.isdecimal() and not character.isascii() for character in text) else ""
    return f"{wide}“{text}”{'，' if wide else ''}按 {canonical(value)} 计算"


_MUST_CHANGE = frozenset(["cell.not_number", "cell.negative", "cell.fraction"])
_ENTRIES: dict[str, Describe] = {
    "cell.not_number": _not_number,
    "cell.negative": _negative,
    "cell.fraction": _fraction,
    "cell.note": _note,
    "cell.normalised": _normalised,
}


def _entries(form: Form, grid: Grid, repairs: Sequence[Repair]) -> list[Finding]:
    """What each entry has to say, kind of finding by kind of finding."""
    kinds = {column.key: column.kind for column in grid.form.columns}
    telling = [(ref, cell) for ref, cell in grid.cells.items() if not _is_ordinary(cell)]
    section = form.table_of(grid.key).section
    return [
        finding(
            code,
            f"{place_of(form, ref)}：{said}",
            section,
            cells=(ref,),
            doubtful=cell.doubtful,
            suggestions=offers(grid, repairs, ref) if code in _MUST_CHANGE else (),
            values=(cell.entry.text,),
        )
        for code, describe in _ENTRIES.items()
        for ref, cell in telling
        if (said := describe(cell, kinds[ref.column]))
    ]


def _is_ordinary(cell: Cell) -> bool:
    """Whether an entry is a plain count, of which there is nothing to say."""
    entry = cell.entry
    return isinstance(entry.value, int) and entry.value >= 0 and not entry.note and not entry.normalised


def _blanks(form: Form, grid: Grid, repairs: Sequence[Repair]) -> Iterator[Finding]:
    """One finding for each run of blanks: the whole grid, whole columns, whole rows, or a run within a row."""
    kinds = [cell.entry.kind for cell in grid.cells.values()]
    if Kind.BLANK not in kinds and len(kinds) == len(grid.present) * len(grid.form.columns):
        return
    refs = [CellRef(grid.key, row, column.key) for row in grid.present for column in grid.form.columns]
    blank = [ref for ref in refs if grid.cell(ref).entry.kind is Kind.BLANK]
    for run in _runs(refs, blank):
        yield _blank(form, grid, run, blank, repairs)


def _runs(refs: Sequence[CellRef], blank: Sequence[CellRef]) -> Iterator[list[CellRef]]:
    if len(blank) == len(refs):
        if blank:
            yield list(blank)
        return
    rest = set(blank)
    for axis in ("row", "column"):
        for line in _whole_lines(refs, rest, axis):
            yield line
            rest -= set(line)
    for _, row in groupby(refs, key=lambda ref: ref.row):
        for is_blank, run in groupby(row, key=rest.__contains__):
            if is_blank:
                yield list(run)


def _whole_lines(refs: Sequence[CellRef], rest: set[CellRef], axis: str) -> Iterator[list[CellRef]]:
    """Runs of neighbouring rows (or columns) in which every cell is blank; a line of one cell is no run."""
    lines: dict[str, list[CellRef]] = {}
    for ref in refs if rest else ():
        lines.setdefault(getattr(ref, axis), []).append(ref)
    for whole, run in groupby(lines, key=lambda key: len(lines[key]) > 1 and rest.issuperset(lines[key])):
        if whole:
            yield [ref for key in run for ref in lines[key]]


def _blank(form: Form, grid: Grid, run: list[CellRef], blank: list[CellRef], repairs: Sequence[Repair]) -> Finding:
    marks = sorted({grid.cell(ref).entry.text for ref in run} - {""})
    filled = f"填的是“{'”“'.join(marks)}”" if marks else "是空白"
    suggestions = _filled(grid, run, repairs, "没有发生的应填 0")
    everywhere = _filled(grid, blank, repairs, "本表所有空白格都填 0")[0]
    if set(everywhere.values) != set(suggestions[0].values):
        suggestions.append(everywhere)
    return finding(
        "cell.blank",
        f"{_where(form, grid, run)}{filled}；{_advice(form, grid, run, suggestions[0])}",
        form.table_of(grid.key).section,
        cells=tuple(run),
        doubtful=any(grid.cell(ref).doubtful for ref in run),
        suggestions=tuple(suggestions),
        values=tuple(grid.cell(ref).entry.text for ref in run),
    )


def _advice(form: Form, grid: Grid, run: list[CellRef], best: Suggestion) -> str:
    """What to fill in, in a few words: 0, but for the cells that the sums ask another number of; and what is wrong beside them."""
    asked = [(ref, value) for ref, value in best.values if ref in run and value]
    if not asked:
        return "如果没有发生，应填 0"
    one_row = len({ref.row for ref in run}) == 1
    told = "、".join(
        f"{_column(form, ref) if one_row else place_of(form, ref).split(' ', 1)[-1]}应填 {canonical(value)}"
        for ref, value in asked[:_TOLD]
    )
    more = f"等 {len(asked)} 格不为 0" if len(asked) > _TOLD else ""
    return f"按合计推算，{told}{more}{'，其余没有发生的填 0' if len(asked) < len(run) else ''}{_beside(form, grid, run, best)}"


def _beside(form: Form, grid: Grid, run: list[CellRef], best: Suggestion) -> str:
    """The figures in the rows of a run that would have to change with it."""
    rows = {ref.row for ref in run}
    written = [(ref, old, new) for ref, new in best.values if ref.row in rows and (old := grid.value(ref)) is not None]
    changed = [f"{_column(form, ref)}的 {canonical(old)} 疑应为 {canonical(new)}" for ref, old, new in written if old != new]
    return f"；同一行{'，'.join(changed)}" if changed else ""


def _column(form: Form, ref: CellRef) -> str:
    return place_of(form, ref).rsplit("·", 1)[-1]


def _filled(grid: Grid, refs: Sequence[CellRef], repairs: Sequence[Repair], zeros: str) -> list[Suggestion]:
    """What blanks could be: by the sums where these ask for another number, and 0 unless that is sure."""
    by_sums = filling(grid, repairs, refs)
    if by_sums is None:
        return [_nothing(grid, refs, zeros)]
    suggestion, sure = by_sums
    return [suggestion] if sure else [suggestion, _nothing(grid, refs, zeros)]


def _nothing(grid: Grid, refs: Sequence[CellRef], reason: str) -> Suggestion:
    """Zeros, but for the total of a row whose other cells are known with them: that is what they add up to."""
    values: dict[CellRef, Number] = dict.fromkeys(refs, 0)
    for equation in grid.equations:
        added = [values.get(ref, grid.value(ref)) for ref in equation.left]
        ref, *more = equation.right
        if ref in values and not more and None not in added and all(part.row == ref.row for part in equation.left):
            values[ref] = total(value for value in added if value is not None)
    whole = "，总计按本行各格相加" if any(values.values()) else ""
    return Suggestion(tuple(values.items()), f"{reason}{whole}")


def _where(form: Form, grid: Grid, run: list[CellRef]) -> str:
    """Name a run of blanks: the whole grid, whole rows or columns, or its first and last cell."""
    rows, columns = list(dict.fromkeys(ref.row for ref in run)), list(dict.fromkeys(ref.column for ref in run))
    table = form.table_of(grid.key).name
    if len(run) == 1:
        return place_of(form, run[0])
    if len(run) == len(grid.present) * len(grid.form.columns):
        return f"{table}{f' {grid.form.caption}' if grid.form.caption else ''}全部 {len(run)} 格"
    (first, from_column), (last, to_column) = (place_of(form, ref).rsplit("·", 1) for ref in (run[0], run[-1]))
    if len(columns) == len(grid.form.columns):
        until = "" if len(rows) == 1 else f" {_to(rows)} {last.removeprefix(f'{table} ')}"
        return f"{first}{until} 整行共 {len(run)} 格"
    if len(rows) == len(grid.present):
        until = "" if len(columns) == 1 else f" {_to(columns)} {to_column}"
        return f"{table} {from_column}{until} 整列共 {len(run)} 格"
    end = to_column if len(rows) == 1 else f"{last.removeprefix(f'{table} ')}·{to_column}"
    return f"{first}·{from_column} {_to(run)} {end} 共 {len(run)} 格"


def _to(ends: Sequence[object]) -> str:
    """The word between the first and the last: of two there is nothing in between."""
    return "和" if len(ends) == _PAIR else "至"
