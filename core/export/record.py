"""The hidden record of an exported workbook: what the sheets cannot show and reading back needs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from core.export.cells import shown_text
from core.forms import CellRef
from core.numbers import Figure, Kind, parse_figure
from core.readers.workbooks.sheets import OWN_RECORD
from core.report import ExtraRow, Report
from core.same import storable

SHEET = OWN_RECORD
_VERSION = 2
_PIECE = 20_000
"""Characters of the record in one cell."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of one report.

    `form` is its key; `sheets` the names of its sheets by their plain names, those of tables by the keys as well;
    `rows` the keys of the rows shown, by grid; `absent` the cells that the report does not have.
    `readings` are entries whose words alone would read otherwise: the words, the kind and the text.
    `doubts` are the words of doubtful cells and the reason. The last two hold only while the words are the same.
    `set_aside` are the findings put aside: the reason and the values.
    `subtotals` are the rows that the form does not have, by grid: the label, and the cells that each figure should sum.
    """

    form: str | None
    sheets: Mapping[str, str]
    rows: Mapping[str, Sequence[str]]
    absent: Sequence[str]
    readings: Mapping[str, Sequence[str]]
    doubts: Mapping[str, Sequence[str]]
    set_aside: Mapping[str, tuple[str, Sequence[str]]]
    subtotals: Mapping[str, Sequence[tuple[str, Sequence[Sequence[str]]]]]


def record_of(report: Report, sheets: Mapping[str, str]) -> Record:
    """Collect what is to be kept of a report."""
    rows = {key: [row.key for row in grid.rows] for key, grid in report.grids.items()}
    refs = [
        CellRef(key, row, column.key) for key, shown in rows.items() for row in shown for column in report.grids[key].form.columns
    ]
    cells = list(report.cells())
    return Record(
        form=report.form.key if report.form else None,
        sheets=sheets,
        rows=rows,
        absent=[str(ref) for ref in refs if ref not in report.grids[ref.grid].cells],
        readings={
            str(ref): (shown_text(cell.entry), cell.entry.kind, cell.entry.text) for ref, cell in cells if _misread(cell.entry)
        },
        doubts={str(ref): (shown_text(cell.entry), cell.origin.why) for ref, cell in cells if cell.doubtful and cell.origin},
        set_aside={key: (aside.reason, aside.values) for key, aside in report.set_aside.items()},
        subtotals={key: [_subtotal(row) for row in grid.extra if is_written(row)] for key, grid in report.grids.items()},
    )


def is_written(row: ExtraRow) -> bool:
    """Whether a row that the form does not have goes into the workbook: a blank one carries nothing."""
    return bool(storable(row.label + "".join(row.figures)))


def _subtotal(row: ExtraRow) -> tuple[str, list[list[str]]]:
    return storable(row.label), [[str(ref) for ref in refs] for refs in row.parts]


def write_record(sheet: Any, records: Sequence[Record]) -> None:
    """Write the record into the first column, in pieces."""
    text = json.dumps({"version": _VERSION, "reports": [asdict(record) for record in records]}, separators=(",", ":"))
    for row, start in enumerate(range(0, len(text), _PIECE)):
        sheet.write_string(row, 0, text[start : start + _PIECE])


def read_record(pieces: Sequence[str]) -> list[Record] | None:
    """Read the record; None when another version of the program wrote it, ValueError when it is damaged."""
    data = json.loads("".join(pieces))
    if not isinstance(data, dict) or not isinstance(version := data.get("version"), int):
        raise ValueError("not a record of this program")
    if version != _VERSION:
        return None
    reports = data.get("reports")
    if not isinstance(reports, list) or not reports or not all(map(_is_record, reports)):
        raise ValueError("a record with parts missing")
    return [Record(**report) for report in reports]


def _is_record(data: object) -> bool:
    """Whether every field of a stored record is there and of its kind."""
    return (
        isinstance(data, dict)
        and data.keys() == {field.name for field in fields(Record)}
        and (data["form"] is None or isinstance(data["form"], str))
        and _all_texts(data["absent"])
        and isinstance(data["sheets"], dict)
        and _all_texts(list(data["sheets"].values()))
        and _lists(data["rows"])
        and _lists(data["readings"], 3)
        and _lists(data["doubts"], 2)
        and isinstance(data["set_aside"], dict)
        and all(_is_aside(aside) for aside in data["set_aside"].values())
        and isinstance(data["subtotals"], dict)
        and all(isinstance(rows, list) and all(map(_is_subtotal, rows)) for rows in data["subtotals"].values())
    )


def _lists(data: object, length: int | None = None) -> bool:
    """Whether `data` maps names to lists of texts, each of `length`."""
    return isinstance(data, dict) and all(_all_texts(texts) and (length is None or len(texts) == length) for texts in data.values())


def _all_texts(data: object) -> bool:
    return isinstance(data, list) and all(isinstance(text, str) for text in data)


def _is_aside(data: object) -> bool:
    return isinstance(data, list) and len(data) == 2 and isinstance(data[0], str) and _all_texts(data[1])


def _is_subtotal(data: object) -> bool:
    return (
        isinstance(data, list)
        and len(data) == 2
        and isinstance(data[0], str)
        and isinstance(data[1], list)
        and all(_all_texts(refs) and all(name.count(".") == 2 for name in refs) for refs in data[1])
    )


def _misread(entry: Figure) -> bool:
    """Whether the words of an entry, read again, would give another entry."""
    if entry.kind is Kind.EXACT:
        return False
    again = parse_figure(shown_text(entry))
    return (again.kind, again.text) != (entry.kind, entry.text)
