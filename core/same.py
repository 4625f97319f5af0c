"""Whether two reports say the same, wherever they were read from."""

import re
from collections.abc import Mapping
from itertools import dropwhile
from typing import TypeVar

from core.forms import CellRef
from core.numbers import Kind, Number
from core.report import Cell, Grid, Report

Item = TypeVar("Item")

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def differences(first: Report, second: Report) -> list[str]:
    """Name the parts in which two reports differ; none when they hold the same facts, words and figures.

    Compared: the form, the header, preamble, stated years, sections, set-aside findings, and for every cell its kind,
    value, note and doubt, with the words of whatever is not an exact figure (a blank's mark, an unreadable entry);
    for every row that the form does not have its words and the cells it should sum.
    Left out: where things stood, how an exact figure was written, what was left over, and what no document
    can hold (control characters, and the two ways of ending a line).
    """
    one, other = _content(first), _content(second)
    return [part for part in sorted(one.keys() | other.keys()) if one.get(part) != other.get(part)]


def storable(text: str) -> str:
    """The text without control characters and with line ends as one character: what every kind of file can hold."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _content(report: Report) -> Mapping[str, object]:
    header = report.header
    parts: dict[str, object] = {
        "form": report.form.key if report.form else None,
        "header": (
            _fact(header.title),
            _fact(header.organ),
            header.year,
            header.published,
            _fact(header.index_number),
            header.period,
        ),
        "preamble": storable(report.preamble),
        "years": report.years_stated,
        "set_aside": report.set_aside,
        "sections": [(part.number, part.printed, storable(part.title), storable(part.text)) for part in report.sections],
        "grids": sorted(report.grids),
    }
    for grid in report.grids.values():
        parts |= {str(ref): _cell(cell) for ref, cell in grid.cells.items()}
        parts[f"{grid.key}.extra"] = _extra(grid)
    return parts


def _fact(text: str | None) -> str | None:
    return storable(text) or None if text else None


def _cell(cell: Cell) -> tuple[Kind, Number | None, str, str, str | None]:
    entry = cell.entry
    words = "" if entry.kind is Kind.EXACT else storable(entry.text)
    doubt = storable(cell.origin.why) if cell.doubtful and cell.origin else None
    return entry.kind, entry.value, words, storable(entry.note), doubt


def _extra(grid: Grid) -> list[tuple[str, tuple[str, ...], tuple[tuple[CellRef, ...], ...]]]:
    """The extra rows without blank ones, and without blanks at their ends: they carry nothing."""
    rows = ((storable(row.label), _trimmed(tuple(map(storable, row.figures))), _trimmed(row.parts)) for row in grid.extra)
    return [(label, figures, parts) for label, figures, parts in rows if label or figures]


def _trimmed(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items up to the last one that is not empty."""
    return tuple(dropwhile(lambda item: not item, reversed(items)))[::-1]
