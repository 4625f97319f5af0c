"""Cuttings of the source as simple rich text: rows of a table or lines, with what was asked for marked."""

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QPalette

from core.findings import Severity
from core.glimpse.asking import Cutting, Line, Lines, Piece, Span
from gui import theme

ANCHOR = "here"
_HERE = f"<a name='{ANCHOR}'></a>"
_BEFORE = 60
"""Letters that are to be seen before the first words that are marked in a long line."""
_MOST = 300
"""Letters of one cell or line that are shown at most."""
POINTER = "▶"
"""Stands before the row or line that is meant."""
_ABOVE = 1
"""So many rows or lines above the one meant stay in sight when the view is scrolled to the anchor."""


def glimpse_html(glimpse: Cutting | Lines, palette: QPalette) -> str:
    """A cutting as a page for a text view, to be scrolled to its ANCHOR."""
    return _cutting(glimpse, palette) if isinstance(glimpse, Cutting) else _lines(glimpse, palette)


def _cutting(cutting: Cutting, palette: QPalette) -> str:
    head = f"<tr>{''.join(_head(name, palette) for name in ('', *cutting.columns))}</tr>" if any(cutting.columns) else ""
    rows = (_row(cutting, row, palette) for row in range(len(cutting.rows)))
    style = f"<style>td {{ border: 1px solid {theme.line(palette).name()}; }}</style>"
    return f"{style}<table cellspacing='0' cellpadding='4' style='border-collapse: collapse'>{head}{''.join(rows)}</table>"


def _row(cutting: Cutting, row: int, palette: QPalette) -> str:
    anchor = f"<a name='{ANCHOR}'></a>" if row == max(cutting.row - _ABOVE, 0) else ""
    pointer = f"{POINTER}&nbsp;" if row == cutting.row else ""
    name = _head(f"{anchor}{pointer}{cutting.rows[row]}", palette)
    mine = sorted((piece for piece in cutting.pieces if piece.row == row), key=lambda piece: piece.column)
    ground = f" bgcolor='{theme.label(palette).name()}'" if row < cutting.head else ""
    return f"<tr>{name}{''.join(_piece(piece, palette, ground) for piece in mine)}</tr>"


def _head(text: str, palette: QPalette) -> str:
    return f"<td bgcolor='{theme.label(palette).name()}' align='center'><small>{text}</small></td>"


def _piece(piece: Piece, palette: QPalette, ground: str) -> str:
    spans = f" rowspan='{piece.row_span}' colspan='{piece.column_span}'{ground}"
    whole = piece.here and not piece.marks
    words = _marked(piece.text, piece.marks, palette) if piece.here else escape(_shortened(piece.text))
    words = words.replace("\n", "<br>")
    if not whole:
        return f"<td{spans}>{words}</td>"
    edge = theme.severity_colour(Severity.INFO, palette).name()
    style = f"border: 2px solid {edge}; background-color: {theme.tint(Severity.INFO, palette).name()}"
    return f"<td{spans} style='{style}'><b>{words or '（空白）'}</b></td>"


def _lines(lines: Lines, palette: QPalette) -> str:
    here = next(number for number, line in enumerate(lines.lines) if line.here)
    shown = [_line(line, palette) for line in lines.lines]
    if not _begun(lines.lines[here]):
        shown.insert(max(here - _ABOVE, 0), _HERE)
    return "".join(shown)


def _line(line: Line, palette: QPalette) -> str:
    number = f"{line.place.line}&nbsp;" if line.place.line else ""
    if not line.here:
        style = f"color: {theme.muted(palette).name()}; margin: 3px"
        return f"<p style='{style}'><small>{number}</small>{escape(_shortened(line.text))}</p>"
    begun = _begun(line)
    marks = [(start - begun, end - begun) for start, end in line.marks]
    words = escape(line.text[:begun]) + (_HERE if begun else "") + _marked(line.text[begun:], marks, palette)
    return f"<p style='margin: 3px'>{POINTER}&nbsp;<small>{number}</small>{words}</p>"


def _begun(line: Line) -> int:
    """From which letter on a line is to be seen in a low view: a little before its first mark; 0 for the line as a whole."""
    first = min((start for start, _ in line.marks), default=0)
    return first - _BEFORE if first > 2 * _BEFORE else 0


def _marked(text: str, marks: Sequence[Span], palette: QPalette) -> str:
    """A text with some of its words on a tint, bold and underlined."""
    parts, end = [], 0
    style = f"background-color: {theme.tint(Severity.INFO, palette).name()}"
    for start, stop in sorted(marks):
        if start >= end:
            parts += [escape(text[end:start]), f"<span style='{style}'><b><u>{escape(text[start:stop])}</u></b></span>"]
            end = stop
    return "".join([*parts, escape(text[end:])])


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
