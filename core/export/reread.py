"""Read back a workbook that this program exported: what its sheets show now, keyed by the hidden record."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from core.document import Block, Document, Paragraph, Place, Source, Unreadable, digest
from core.export import contents
from core.export.located import Moved, locate
from core.export.plan import FACTS, NO_TABLE, PROSE, TOP, TablePlan, table_plan
from core.export.record import SHEET, Record, read_record
from core.export.reread_below import read_below, summing
from core.export.reread_words import header_of, prose_of
from core.forms import CellRef, Form, Row, forms
from core.numbers import Figure, Kind, parse_figure
from core.readers.refusals import refuse
from core.readers.workbooks import books
from core.readers.workbooks.sheets import Sheet, content
from core.recognise import recognise
from core.report import Cell, Grid, Header, Origin, Reading, Report, SetAside


def own_reports(data: bytes, path: Path) -> tuple[Report, ...] | None:
    """The reports of a workbook that this program exported, in order.

    None when it is not ours or its sheets were rearranged, so that the general reader should have it;
    Unreadable when it is ours and damaged.
    """
    kind = books.own_kind(data, path)
    if kind is None:
        return None
    try:
        return _reports(data, path, kind)
    except Moved:
        return None


def _reports(data: bytes, path: Path, kind: str) -> tuple[Report, ...]:
    sheets = books.sheets(data, path, kind)
    book = {sheet.name: sheet for sheet in sheets}
    source = Source(path, kind, None, digest(data))
    pieces = book[SHEET].cells if SHEET in book else {}
    try:
        records = read_record([text for _, text in sorted(pieces.items())])
    except ValueError as error:
        raise refuse("damaged", path, repr(error)) from error
    if records is None:
        raise Moved("another version")
    _rename_back(book, records)
    try:
        return tuple(_Reader(record, book, source, partial(_blocks, sheets)).report() for record in records)
    except Moved as error:
        if len(records) == 1:
            raise
        raise _rearranged(path, str(error)) from error


def _rename_back(book: dict[str, Sheet], records: Sequence[Record]) -> None:
    """Find sheets that were renamed under the names they were exported with: in their order, when none was added or lost."""
    exported = list(dict.fromkeys(name for record in records for name in record.sheets.values()))
    lost = [name for name in exported if name not in book]
    new = [name for name in book if name not in {*exported, SHEET, contents.NAME}]
    if len(lost) == len(new):
        book.update({old: book[name] for old, name in zip(lost, new, strict=True)})


def _blocks(sheets: Sequence[Sheet], sheet: str) -> list[Block]:
    """What the general reader sees on one sheet."""
    return [block for block in content(sheets).blocks if block.place.sheet == sheet]


def _rearranged(path: Path, detail: str) -> Unreadable:
    """Several reports whose sheets cannot be told apart any more, by this reader or by another."""
    message = (
        f"“{path.name}”是本程序导出的多份报告，但有工作表被改名、删除，或者表头、行列被改动，无法逐份读回。"
        "请恢复原来的工作表，或者重新导出，只改动数字和文字。"
    )
    return Unreadable("rearranged", message, detail)


class _Reader:
    """Reads one report."""

    def __init__(self, record: Record, book: Mapping[str, Sheet], source: Source, blocks: Callable[[str], Sequence[Block]]) -> None:
        self._record, self._book, self._source, self._blocks = record, book, source, blocks
        self._notices: list[str] = []

    def report(self) -> Report:
        """The report as the sheets show it now."""
        record = self._record
        form = None
        if record.form is not None:
            form = forms().get(record.form)
            if form is None:
                raise Moved(f"unknown form {record.form}")
        header, years = header_of(self._sheet(FACTS))
        preamble, sections = prose_of(self._sheet(PROSE))
        grids = self._grids(form, header) if form else {}
        for key, grid in grids.items():
            grid.extra = summing(grid.extra, record.subtotals.get(key, ()))
        aside = {key: SetAside(reason, tuple(values)) for key, (reason, values) in record.set_aside.items()}
        notices = tuple(self._notices)
        return Report(self._source, header, form, sections, grids, preamble, years, notices=notices, set_aside=aside)

    def _sheet(self, role: str) -> Sheet:
        name = self._record.sheets.get(role, "")
        if name not in self._book:
            raise Moved(f"no sheet {name}")
        return self._book[name]

    def _grids(self, form: Form, header: Header) -> dict[str, Grid]:
        rows: dict[str, tuple[Row, ...]] = {}
        for key, names in self._record.rows.items():
            known = {row.key: row for row in (*form.grids[key].rows, *form.grids[key].collapsed)} if key in form.grids else {}
            if not set(names) <= known.keys():
                raise Moved(f"unknown grid {key} or row in it")
            rows[key] = tuple(known[name] for name in names)
        grids: dict[str, Grid] = {}
        for table in form.tables:
            sheet = self._sheet(table.key)
            plan = table_plan(form, table, sheet.name, rows)
            try:
                grids |= self._table(plan, sheet)
            except Moved:
                grids |= self._recognised(plan, sheet, header)
        return grids

    def _recognised(self, plan: TablePlan, sheet: Sheet, header: Header) -> dict[str, Grid]:
        """The grids of a sheet whose table was rearranged, as they are found in any workbook, with the notes below."""
        title = Paragraph(f"{header.year or plan.form.first_year}年政府信息公开工作年度报告")
        try:
            report = recognise(Document(self._source, (title, *self._blocks(sheet.name))))
        except Unreadable as error:
            raise Moved(error.detail) from error
        if report.form is not plan.form:
            raise Moved(f"{sheet.name}: another form")
        self._notices.append(f"工作表“{sheet.name}”的表头或行列改动过，已按一般表格识别，请核对。")
        grids = {key: report.grids[key] for key in plan.table.grids if key in report.grids}
        if not plan.rows.keys() <= grids.keys():
            raise Moved(f"{sheet.name}: a grid is gone")
        read_below(plan, sheet, 1, grids)
        return grids

    def _table(self, plan: TablePlan, sheet: Sheet) -> dict[str, Grid]:
        if plan.layout is None:
            if sheet.cells.get((TOP + 1, 1)) != NO_TABLE:
                raise Moved(f"something stands on {sheet.name}")
            return {}
        found = locate(plan, plan.layout, sheet)
        grids = {key: Grid(plan.form.grids[key], {}, Place(sheet=sheet.name, row=found.rows[0] or 0)) for key in plan.rows}
        for ref, (line, column) in plan.places.items():
            row = found.rows[line - TOP]
            cell = None if row is None else self._cell(ref, sheet, (row, column + 1))
            if cell:
                grids[ref.grid].cells[ref] = cell
        for key, extra in found.extra:
            grids[key].extra = (*grids[key].extra, extra)
        read_below(plan, sheet, found.below, grids)
        return grids

    def _cell(self, ref: CellRef, sheet: Sheet, spot: tuple[int, int]) -> Cell | None:
        words, name = sheet.cells.get(spot, ""), str(ref)
        if not words and name in self._record.absent:
            return None
        entry = parse_figure(words)
        shown, kind, text = self._record.readings.get(name, ("", "", ""))
        if kind and shown == words:
            entry = Figure(Kind(kind), text)
        doubt = self._record.doubts.get(name)
        reading = Reading.DOUBTFUL if doubt and doubt[0] == words else Reading.PLAIN
        why = doubt[1] if doubt and reading is Reading.DOUBTFUL else ""
        return Cell(entry, Origin(words, Place(sheet=sheet.name, row=spot[0], column=spot[1]), reading, why))
