"""Export reports with their findings and changes as one Excel workbook, whole or not at all."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.edits import Change
from core.export import changes, contents, findings
from core.export.formulas import address
from core.export.paper import Paper
from core.export.plan import CHANGES, FACTS, PROSE, RESULTS, TablePlan, rows_shown, table_plan
from core.export.prose import AID, prose_lines, write_facts, write_prose
from core.export.record import SHEET, Record, record_of, write_record
from core.export.styles import Styles, set_page
from core.export.tables import widths, write_table
from core.export.target import ExportError, check_target, free_name, write_whole
from core.findings import Severity, Verdict
from core.report import Report

__all__ = ["Entry", "ExportError", "export_workbook", "free_name", "workbook_bytes"]

_FACT_WIDTHS = (22.0, 66.0)
_PROSE_WIDTHS = (88.0, 8.0, 8.0)
_TABS = {Severity.ERROR: "#C00000", Severity.WARNING: "#E0B000", Severity.INFO: "#5B7F95", None: "#4C8C4A"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One report to export, with the verdict on it and the edits in effect."""

    report: Report
    verdict: Verdict
    changes: tuple[Change, ...] = ()


def _silent(_step: str) -> None:
    """The progress of nobody in particular."""


def export_workbook(path: Path, entries: Sequence[Entry], progress: Callable[[str], None] = _silent) -> None:
    """Write a workbook; ExportError when the target cannot be written, and then nothing has changed on the disk.

    `progress` is called with a few words before each step; it may raise to cancel, and then no file is left either.
    """
    check_target(path)
    data = workbook_bytes(entries, progress)
    progress(f"正在保存“{path.name}”")
    write_whole(path, data)


def workbook_bytes(entries: Sequence[Entry], progress: Callable[[str], None] = _silent) -> bytes:
    """The workbook as bytes; ValueError when there is no report to write."""
    import xlsxwriter  # type: ignore[import-untyped]  # deferred: 0.25 s, and only an export needs it

    if not entries:
        raise ValueError("no report to export")
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    styles = Styles(book)
    parts = [_Part(entry, f"{number}-" if len(entries) > 1 else "") for number, entry in enumerate(entries, 1)]
    if len(parts) > 1:
        progress("正在写目录")
        _contents(book, styles, parts)
    for part in parts:
        part.write(book, styles, progress)
    hidden = book.add_worksheet(SHEET)
    hidden.very_hidden()
    write_record(hidden, [part.record for part in parts])
    book.set_properties({"title": contents.name_of(entries[0].report) if len(entries) == 1 else "政府信息公开工作年度报告汇编"})
    book.close()
    return stream.getvalue()


def _contents(book: Any, styles: Styles, parts: Sequence["_Part"]) -> None:
    sheet = book.add_worksheet(contents.NAME)
    set_page(sheet, "政府信息公开工作年度报告", landscape=True)
    listed = [contents.Listed(part.entry.report, part.entry.verdict, part.sheets) for part in parts]
    contents.write_contents(Paper(sheet, styles, contents.WIDTHS), listed)


class _Part:
    """The sheets of one report; `prefix` tells its sheets from those of other reports."""

    def __init__(self, entry: Entry, prefix: str) -> None:
        self.entry = entry
        report = entry.report
        form = report.form
        shown = rows_shown(report)
        self.tables: list[TablePlan] = (
            [table_plan(form, table, prefix + table.name, shown) for table in form.tables] if form else []
        )
        names = [FACTS, PROSE, *(plan.table.name for plan in self.tables), RESULTS, CHANGES]
        self.sheets = {name: prefix + name for name in names}
        self.lines = prose_lines(report, {plan.table.section: plan.sheet for plan in self.tables})
        self._several = bool(prefix)

    @property
    def record(self) -> Record:
        """What reading back needs."""
        tables = {plan.table.key: plan.sheet for plan in self.tables}
        return record_of(self.entry.report, self.sheets | tables)

    def write(self, book: Any, styles: Styles, progress: Callable[[str], None]) -> None:
        """Write all the sheets, in order."""
        report, verdict = self.entry.report, self.entry.verdict

        def paper(name: str, widths: Sequence[float], *, landscape: bool = False) -> Paper:
            progress(f"正在写“{self.sheets[name]}”")
            return self._paper(book.add_worksheet(self.sheets[name]), styles, widths, landscape)

        write_facts(paper(FACTS, _FACT_WIDTHS), report, verdict, self.sheets[RESULTS])
        write_prose(paper(PROSE, _PROSE_WIDTHS), self.lines, self._table_links())
        for plan in self.tables:
            wide = plan.table.layout == "one_row"
            write_table(paper(plan.table.name, widths(plan, report), landscape=wide), plan, report, verdict, self._banner())
        results = paper(RESULTS, findings.WIDTHS, landscape=True)
        results.sheet.set_tab_color(_TABS[verdict.worst])
        findings.write_findings(results, report, verdict, self._links())
        changes.write_changes(paper(CHANGES, changes.WIDTHS, landscape=True), self.entry.changes, report, verdict)

    def _paper(self, sheet: Any, styles: Styles, widths: Sequence[float], landscape: bool) -> Paper:
        """Make a sheet ready for print; among several reports it leads back to the list of them, beside what is printed."""
        set_page(sheet, self._banner(), landscape=landscape)
        paper = Paper(sheet, styles, widths)
        if self._several:
            paper.link((0, len(widths)), "返回目录", f"{contents.NAME}!A1")
        return paper

    def _banner(self) -> str:
        header = self.entry.report.header
        year = f"{header.year}年度" if header.year is not None else ""
        return "　".join(part for part in (contents.name_of(self.entry.report), year) if part)

    def _links(self) -> findings.Links:
        cells = {ref: f"{plan.sheet}!{address(place)}" for plan in self.tables for ref, place in plan.places.items()}
        return findings.Links(cells, self.sheets[FACTS], self.sheets[PROSE], self.lines)

    def _table_links(self) -> dict[int, str]:
        """The rows of the text that name a table, with the place of that table."""
        by_section = {plan.table.section: f"{plan.sheet}!A1" for plan in self.tables}
        sections = self.entry.report.sections
        return {row: by_section[sections[line.section].number] for row, line in enumerate(self.lines) if line.mark == AID}
