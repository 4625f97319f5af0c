"""The sheet 修改记录: every edit in effect, where it was made, what stood there before and after, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.checks.codes import codes
from core.edits import Change, PutAside, SetCells, SetGrid, SetHeader, SetPreamble, SetSections
from core.export.paper import Paper
from core.export.prose import STATED, YEARS, facts
from core.findings import Verdict
from core.forms import CellRef
from core.naming import place_of, table_name
from core.report import Cell, Grid, Report, Section, SetAside

WIDTHS = (6.0, 20.0, 34.0, 44.0, 44.0, 34.0)
_COLUMNS = ("序号", "时间", "位置", "原值", "新值", "说明")
_BLANK, _NONE = "（空白）", "（无）"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    place: str
    before: str
    after: str


def write_changes(paper: Paper, changes: Sequence[Change], report: Report, verdict: Verdict) -> None:
    """Write one line for each cell, section, fact or finding that an edit changed, oldest first."""
    paper.line("修改记录", "title")
    paper.row += 1
    for column, text in enumerate(_COLUMNS):
        paper.put((paper.row, column), text, "header")
    paper.sheet.freeze_panes(paper.row + 1, 0)
    paper.sheet.repeat_rows(paper.row)
    paper.row += 1
    listed = [(change, entry) for change in changes for entry in entries(change, report, verdict)]
    if not listed:
        paper.line("没有修改。", "label")
    for number, (change, entry) in enumerate(listed, 1):
        why = f"{change.edit.label}：{change.why}" if change.why else change.edit.label
        texts = (change.when.strftime("%Y-%m-%d %H:%M:%S"), entry.place, entry.before, entry.after, why)
        paper.put_number((paper.row, 0), number, "label", "centre")
        for column, text in enumerate(texts, 1):
            paper.put((paper.row, column), text, "label", "text", "top")
        paper.row += 1
    paper.sheet.print_area(0, 0, paper.row, len(_COLUMNS) - 1)


def entries(change: Change, report: Report, verdict: Verdict) -> Iterator[Entry]:
    """What one edit changed."""
    match change.edit, change.inverse:
        case SetCells() as edit, SetCells() as inverse:
            for ref, cell in edit.cells.items():
                yield Entry(_cell_name(report, ref), _cell_text(inverse.cells.get(ref)), _cell_text(cell))
        case SetSections() as edit, SetSections() as inverse:
            yield from _sections(inverse.sections, edit.sections)
        case SetPreamble() as edit, SetPreamble() as inverse:
            if edit.text != inverse.text:
                yield Entry("引言", *changed_part(inverse.text, edit.text))
        case SetHeader() as edit, SetHeader() as inverse:
            yield from _facts(_stated(inverse), _stated(edit))
        case SetGrid() as edit, SetGrid() as inverse:
            yield Entry(_grid_name(report, edit.key), _grid_text(inverse.grid), _grid_text(edit.grid))
        case PutAside() as edit, PutAside() as inverse:
            record = edit.record or inverse.record
            yield Entry(_finding_name(report, edit.key, verdict, record), _aside_text(inverse.record), _aside_text(edit.record))


def _cell_name(report: Report, ref: CellRef) -> str:
    grid = report.grids.get(ref.grid)
    return place_of(report.form, ref, grid.present if grid else ()) if report.form else str(ref)


def _cell_text(cell: Cell | None) -> str:
    return "（没有此格）" if cell is None else cell.entry.text or _BLANK


def _grid_name(report: Report, key: str) -> str:
    if report.form is None:
        return key
    return f"{table_name(report.form, key)} {report.form.grids[key].caption}".rstrip()


def _grid_text(grid: Grid | None) -> str:
    if grid is None:
        return "没有这张表"
    filled = sum(bool(cell.entry.text) for cell in grid.cells.values())
    return f"有表，{len(grid.cells)} 格中 {filled} 格有内容"


def _sections(before: Sequence[Section], after: Sequence[Section]) -> Iterator[Entry]:
    """One entry for each section that differs; sections of one number are paired in their order."""
    old, new = _numbered(before), _numbered(after)
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        place = next(section.title for section in (now, was) if section) or f"第{key[0]}部分"
        if was and now and was.title != now.title:
            yield Entry(f"{place}（标题）", was.title or _BLANK, now.title or _BLANK)
        if not was or not now:
            yield Entry(place, was.text or _BLANK if was else _NONE, now.text or _BLANK if now else _NONE)
        elif was.text != now.text:
            yield Entry(place, *changed_part(was.text, now.text))


def _numbered(sections: Sequence[Section]) -> dict[tuple[int, int], Section]:
    seen: Counter[int] = Counter()
    numbered = {}
    for section in sections:
        numbered[section.number, seen[section.number]] = section
        seen[section.number] += 1
    return numbered


def changed_part(before: str, after: str) -> tuple[str, str]:
    """The paragraphs that differ, without those in common at the beginning and at the end."""
    old, new = before.split("\n"), after.split("\n")
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return "\n".join(old) or _BLANK, "\n".join(new) or _BLANK


def _stated(edit: SetHeader) -> dict[str, str]:
    """The facts of the masthead, and the years stated elsewhere, as text by their labels."""
    years = {f"{YEARS.get(key, key)}{STATED}": str(year) for key, year in edit.years.items()}
    return {label: str(value) for label, value in facts(edit.header)} | years


def _facts(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Entry]:
    for label in dict.fromkeys([*before, *after]):
        was, now = before.get(label, ""), after.get(label, "")
        if was != now:
            yield Entry(f"基本情况 {label}", was or _NONE, now or _NONE)


def _finding_name(report: Report, key: str, verdict: Verdict, record: SetAside | None) -> str:
    """The sentence of a finding; one that is no longer found is named by its cell, its kind and what it was about."""
    found = (*verdict.findings, *(finding for finding, _ in verdict.aside))
    return next((finding.message for finding in found if finding.key == key), _gone(report, key, record))


def _gone(report: Report, key: str, record: SetAside | None) -> str:
    code, *parts = key.split("|")
    cells = {str(ref): ref for ref, _ in report.cells()}
    cell = next((cells[part] for part in parts if part in cells), None)
    place = f"{_cell_name(report, cell)}：" if cell else ""
    name = codes()[code].name if code in codes() else "问题"
    about = f"“{record.values[0]}”" if record and record.values else ""
    return f"{place}{name}{about}（现在已没有这一处）"


def _aside_text(record: SetAside | None) -> str:
    return f"已搁置：{record.reason}" if record else "未处理"
