"""The sheets 表二, 表三 and 表四: the official table in its printed layout, each cell with what was said about it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from core.export.beside import write_checks
from core.export.cells import dress, remark, shown, shown_text
from core.export.formulas import address
from core.export.paper import LINE, Paper
from core.export.plan import EXTRA, LEGEND, NO_TABLE, NOTES, TOP, TablePlan
from core.export.record import is_written
from core.export.styles import SONG, cell_text, lines_needed
from core.findings import Verdict
from core.layout import Layout, Printed, Role
from core.naming import place_of, table_heading
from core.report import Report

_STYLES: Mapping[Role, str] = {Role.CAPTION: "header", Role.HEADER: "header", Role.LABEL: "label", Role.MISSING: "label"}
_LABEL, _LAST_LABEL = 10.0, 31.0
_CHECKS = (2.0, 20.0, 13.0, 13.0)
_GAP = 8.0


def write_table(paper: Paper, plan: TablePlan, report: Report, verdict: Verdict, banner: str) -> None:
    """Write one table of a report; `banner` stands under its title."""
    paper.put((0, 0), table_heading(plan.table), "title", span=(1, plan.width))
    paper.put((1, 0), banner, "plain", "centre", span=(1, plan.width))
    if plan.layout is None:
        paper.put((TOP, 0), NO_TABLE, "plain", "centre", "wrap", span=(1, plan.width))
        return
    _labels(paper, plan.layout)
    _values(paper, plan.layout, report, verdict)
    _heights(paper, plan.layout, report)
    write_checks(paper, plan, report)
    if plan.checks:
        paper.sheet.set_row(TOP + plan.layout.height, _GAP)
    paper.row = plan.end + 1
    _legend(paper, plan)
    _notes(paper, plan, report)
    _extra(paper, plan, report)
    _page(paper, plan.layout)


def _labels(paper: Paper, layout: Layout) -> None:
    for cell in layout.cells:
        if cell.ref is None:
            place = (TOP + cell.row, cell.column)
            paper.put(place, cell.text, _STYLES[cell.role], span=(cell.row_span, cell.column_span))


def _values(paper: Paper, layout: Layout, report: Report, verdict: Verdict) -> None:
    for cell in layout.cells:
        if cell.ref is None:
            continue
        place, names = (TOP + cell.row, cell.column), dress(report, verdict, cell.ref)
        contents = shown(report.cell(cell.ref).entry)
        paper.put(place, contents if isinstance(contents, str) else "", *names, span=(cell.row_span, cell.column_span))
        if not isinstance(contents, str):
            paper.put_number(place, contents, *names)
        if words := remark(report, verdict, cell.ref):
            height = 10 + 17 * lines_needed(words, 44)
            paper.sheet.write_comment(*place, cell_text(words), {"width": 320, "height": height, "font_name": SONG, "font_size": 9})


def _heights(paper: Paper, layout: Layout, report: Report) -> None:
    """Make each row high enough that every label and entry in it shows whole."""
    rows: defaultdict[int, list[Printed]] = defaultdict(list)
    for cell in layout.cells:
        rows[cell.row] += [cell] * (cell.row_span == 1)
    for row in range(layout.height):
        paper.heights(TOP + row, [(_words(cell, report), cell.column, cell.column_span) for cell in rows[row]])


def _words(cell: Printed, report: Report) -> str:
    return cell.text if cell.ref is None else shown_text(report.cell(cell.ref).entry)


def _legend(paper: Paper, plan: TablePlan) -> None:
    of = paper.styles.of
    live = "校核公式随数字重算。" if plan.checks else ""
    parts: Sequence[Any] = [
        of("small"), f"{LEGEND}，详情见批注和“校核结果”：", of("red_sign"), "■", of("small"), "错误　",
        of("amber_sign"), "■", of("small"), "警告　", of("doubtful", "small"), "斜体", of("small"), "读数存疑　",
        of("small"), f"▨原文没有此格。{live}",
    ]  # fmt: skip
    paper.put((paper.row, 0), "", "small", "wrap", span=(1, plan.width))
    paper.sheet.write_rich_string(paper.row, 0, *parts, of("small", "wrap"))
    paper.sheet.set_row(paper.row, 4 + 2 * LINE)
    paper.row += 2


def _notes(paper: Paper, plan: TablePlan, report: Report) -> None:
    """The notes inside cells once more as text, for paper and for reading back."""
    noted = [(ref, report.cell(ref).entry.note) for ref in plan.places if report.cell(ref).entry.note]
    if noted:
        paper.put((paper.row, 0), NOTES, "heading", span=(1, plan.width))
        paper.row += 1
    for ref, note in noted:
        name = place_of(plan.form, ref, [row.key for row in plan.rows[ref.grid]])
        _pair(paper, plan, name, [note], plan.width - plan.split)
    paper.row += bool(noted)


def _extra(paper: Paper, plan: TablePlan, report: Report) -> None:
    for key in plan.rows:
        grid = report.grids[key]
        if grid.extra:
            paper.put((paper.row, 0), EXTRA + grid.form.caption, "heading", span=(1, plan.width))
            paper.row += 1
        for row in grid.extra:
            if is_written(row):
                _pair(paper, plan, row.label, row.figures, 1)
        paper.row += bool(grid.extra)


def _pair(paper: Paper, plan: TablePlan, label: str, contents: Sequence[str], span: int) -> None:
    """A row below the table: a label, and beside it some texts, each over `span` columns."""
    texts = [(text, plan.split + index, span) for index, text in enumerate(contents)]
    paper.put((paper.row, 0), label, "label", span=(1, plan.split))
    for text, column, _ in texts:
        paper.put((paper.row, column), text, "label", span=(1, span))
    paper.heights(paper.row, [(label, 0, plan.split), *texts])
    paper.row += 1


def widths(plan: TablePlan, report: Report) -> list[float]:
    """The widths of the columns: room for every figure, then for the checks beside the table."""
    if plan.layout is None:
        return [22.0] * plan.width
    if plan.table.layout == "stacked":
        return [30.0] + [19.0] * (plan.width - 1)
    figures = (shown(report.cell(ref).entry) for ref in plan.places)
    longest = max((len(str(figure)) for figure in figures if not isinstance(figure, str)), default=1)
    value = min(20.0, max(9.0, longest + 2.0))
    labels = [_LABEL] * (plan.layout.label_columns - 1) + [_LAST_LABEL] * bool(plan.layout.label_columns)
    checks = _CHECKS if any(line.sum[1] >= plan.width for line in plan.checks) else ()
    return [*labels, *[value] * (plan.width - len(labels)), *checks]


def _page(paper: Paper, layout: Layout) -> None:
    header = TOP + layout.header_rows
    paper.sheet.freeze_panes(header, layout.label_columns)
    if layout.header_rows:
        paper.sheet.repeat_rows(TOP, header - 1)
    paper.sheet.print_area(0, 0, paper.row, layout.width - 1)
    paper.sheet.ignore_errors({"number_stored_as_text": f"A1:{address((paper.row + 1, layout.width + 30))}"})
