"""One report and its verdict as the JSON object of the command line; keys are only ever added."""

from pathlib import Path
from typing import Any

from core import narrative
from core.document import Source, Unreadable
from core.findings import Finding, State, Verdict
from core.numbers import Number, canonical
from core.report import Grid, Report

SCHEMA = 1
Json = dict[str, Any]


def report_json(report: Report, verdict: Verdict) -> Json:
    """Everything that the program knows of a report, ready for json.dumps."""
    return {
        "schema": SCHEMA,
        "source": _source(report.source),
        "report": _header(report),
        "preamble": report.preamble,
        "sections": [{"number": item.number, "title": item.title, "text": item.text} for item in report.sections],
        "grids": _grids(report),
        "notes": _notes(report),
        "equations": {state.value: verdict.count(state) for state in State},
        "prefill": _prefill(report),
        "findings": [_finding(finding) for finding in verdict.findings],
        "set_aside": [{**_finding(finding), "reason": reason} for finding, reason in verdict.aside],
        "leftovers": [{"text": item.text, "place": item.place.describe(), "why": item.why} for item in report.leftovers],
        "notices": list(report.notices),
    }


def error_json(path: Path, error: Unreadable, member: str = "") -> Json:
    """A file that could not be read, or one file in an archive."""
    source = {"path": str(path), "kind": None, "encoding": None, "sha256": None}
    return {"schema": SCHEMA, "source": _with_member(source, member), "error": {"code": error.code, "message": error.message}}


def _source(source: Source) -> Json:
    path = str(source.path) if source.path else None
    facts = {"path": path, "kind": source.kind, "encoding": source.encoding, "sha256": source.sha256}
    return _with_member(facts, source.member)


def _with_member(source: Json, member: str) -> Json:
    """The facts of a source, with the name of the file in the archive when it is in one."""
    return {**source, "member": member} if member else source


def _header(report: Report) -> Json:
    header = report.header
    return {
        "title": header.title,
        "organ": header.organ,
        "year": header.year,
        "format": report.form.key if report.form else None,
        "published": header.published.isoformat() if header.published else None,
        "index_number": header.index_number,
        "period": [day.isoformat() for day in header.period] if header.period else None,
    }


def _grids(report: Report) -> Json:
    keys = report.form.grids if report.form else ()
    return {key: _rows(report.grids[key]) if key in report.grids else None for key in keys}


def _rows(grid: Grid) -> Json:
    rows: dict[str, dict[str, str | None]] = {row: {} for row in grid.present}
    for ref, cell in grid.cells.items():
        rows[ref.row][ref.column] = _value(cell.value)
    return rows


def _value(value: Number | None) -> str | None:
    return None if value is None else canonical(value)


def _prefill(report: Report) -> dict[str, str]:
    """The figures that only the text gives, for the grids that the report lacks."""
    if not report.form or report.grids.keys() >= report.form.grids.keys():
        return {}
    return {str(ref): canonical(value) for ref, value in narrative.prefill(report, narrative.read(report)).items()}


def _notes(report: Report) -> list[Json]:
    """The cells that say more than their figure: a note, a mark for a blank, another way of writing, or a doubt."""
    return [
        {"cell": str(ref), "raw": cell.entry.text, "note": cell.entry.note, "doubtful": cell.doubtful}
        for ref, cell in report.cells()
        if cell.entry.note or cell.entry.normalised or cell.doubtful or (cell.value is None and cell.entry.text)
    ]


def _finding(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "section": finding.section,
        "cells": [str(ref) for ref in finding.cells],
        "spans": [{"section": span.section, "start": span.start, "end": span.end, "text": span.text} for span in finding.spans],
        "left": _value(finding.left),
        "right": _value(finding.right),
        "difference": _value(finding.difference),
        "doubtful": finding.doubtful,
        "suggestions": [
            {"cell": str(ref), "value": canonical(value), "reason": suggestion.reason, "choice": choice}
            for choice, suggestion in enumerate(finding.suggestions)
            for ref, value in suggestion.values
        ],
    }
