"""Copying: selected figures as a block for spreadsheets, and as a table for Word, with the printed labels when all is selected."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QMimeData

from core.forms import CellRef
from core.layout import Printed, Role
from core.numbers import Kind
from core.report import Cell, Report
from gui.grid.marks import shown
from gui.grid.sheet import Sheet

_PAGE = (
    '<html><head><meta charset="utf-8"></head><body><!--StartFragment-->'
    '<table border="1" cellspacing="0" cellpadding="3" style="border-collapse:collapse">{rows}</table>'
    "<!--EndFragment--></body></html>"
)


def copied(report: Report, sheet: Sheet, refs: Sequence[CellRef]) -> QMimeData:
    """What goes onto the clipboard: plain text with tabs, and the same as a table."""
    whole = len(set(refs)) == len(sheet.refs)
    held = QMimeData()
    held.setText(_printed_text(report, sheet) if whole else block(report, sheet, refs))
    held.setHtml(_PAGE.format(rows=_printed_rows(report, sheet) if whole else _rows(report, sheet, refs)))
    return held


def block(report: Report, sheet: Sheet, refs: Sequence[CellRef]) -> str:
    """Cells as spreadsheets exchange them; what was not chosen stays empty."""
    chosen = set(refs)
    rows = ([shown(report.cell(ref)) if ref in chosen else "" for ref in line] for line in sheet.bounds(refs))
    return _lines(rows)


def _lines(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join("\t".join(" ".join(text.split()) for text in row) for row in rows)


def _rows(report: Report, sheet: Sheet, refs: Sequence[CellRef]) -> str:
    chosen = set(refs)
    lines = (((_value(report.cell(ref), "") if ref in chosen else "<td></td>") for ref in line) for line in sheet.bounds(refs))
    return "".join(f"<tr>{''.join(line)}</tr>" for line in lines)


# The whole table as printed


def _printed_text(report: Report, sheet: Sheet) -> str:
    """The table as a spreadsheet gives it: the text of a merged cell in its first place, nothing in the others."""
    layout = sheet.layout
    texts = {(cell.row, cell.column): _text(report, cell) for cell in layout.cells}
    return _lines([texts.get((row, column), "") for column in range(layout.width)] for row in range(layout.height))


def _text(report: Report, cell: Printed) -> str:
    return shown(report.cell(cell.ref)) if cell.ref else cell.text


def _printed_rows(report: Report, sheet: Sheet) -> str:
    cells = sorted(sheet.layout.cells, key=lambda cell: (cell.row, cell.column))
    rows = ([cell for cell in cells if cell.row == row] for row in range(sheet.layout.height))
    return "".join(f"<tr>{''.join(_printed(report, cell) for cell in row)}</tr>" for row in rows)


def _printed(report: Report, cell: Printed) -> str:
    spans = "".join(
        f' {name}="{count}"' for name, count in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if count > 1
    )
    if cell.ref is not None:
        return _value(report.cell(cell.ref), spans)
    side = "left" if cell.role is Role.LABEL else "center"
    return f'<td{spans} align="{side}">{escape(cell.text)}</td>'


def _value(cell: Cell, spans: str) -> str:
    """One entry; what is no figure is marked as text, or a spreadsheet would make a date or a formula of it."""
    written = cell.entry.kind in {Kind.EXACT, Kind.BLANK} and cell.entry.value is not None
    style = "" if written or not cell.entry.text else " style=\"mso-number-format:'\\@'\""
    return f'<td{spans} align="right"{style}>{escape(shown(cell))}</td>'
