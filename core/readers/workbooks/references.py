"""How formulas name cells: A1 as in Excel, R1C1 as in XML spreadsheets, [.A1] as in OpenDocument."""

import re
from collections.abc import Callable

from core.document import column_letters

Spot = tuple[int, int]
"""Row and column, from 1."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST = 255
"""Formulas beyond this length are not looked into."""
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_SHIFTING = re.compile(r"(?<![A-Za-z0-9_.!'])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_(!'])")
_RELATIVE = re.compile(r"(?<![A-Za-z0-9_.!'])R(?:\[(-?\d+)\]|(\d+))?C(?:\[(-?\d+)\]|(\d+))?(?![A-Za-z0-9_(!'\[])")
_OPEN = re.compile(r"\[\.(\$?[A-Z]{1,3}\$?\d+)(?::\.(\$?[A-Z]{1,3}\$?\d+))?\]")
_QUOTED = re.compile('("[^"]*")')


def position(reference: str) -> Spot:
    """Read the name of a cell, such as B12 or $B$12; ValueError when no sheet has such a cell."""
    match = _CELL.fullmatch(reference)
    if match is None:
        raise ValueError(f"cell {reference!r}")
    row, column = int(match[2]), column_number(match[1])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(f"cell {reference!r}")
    return row, column


def span(reference: str) -> tuple[Spot, Spot]:
    """Read the name of a range, such as A1:C3 or A1, as its upper left and its lower right cell."""
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = position(first), position(last or first)
    return (min(top, bottom), min(left, right)), (max(top, bottom), max(left, right))


def cell_name(spot: Spot) -> str:
    """The name of a cell: (12, 2) is B12."""
    return f"{column_letters(spot[1])}{spot[0]}"


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def shifted(formula: str, rows: int, columns: int) -> str:
    """A formula as it reads when it is filled down and right by so many cells: only names without $ move."""

    def move(match: re.Match[str]) -> str:
        column, row = column_number(match[2]), int(match[4])
        column = column if match[1] else column + columns
        row = row if match[3] else row + rows
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            return "#REF!"
        return f"{match[1]}{column_letters(column)}{match[3]}{row}"

    return _outside_quotes(formula, lambda text: _SHIFTING.sub(move, text))


def from_r1c1(formula: str, spot: Spot) -> str:
    """A formula in the notation R1C1, which stands in the cell `spot`, in the notation A1."""

    def name(match: re.Match[str]) -> str:
        row = int(match[2]) if match[2] else spot[0] + int(match[1] or 0)
        column = int(match[4]) if match[4] else spot[1] + int(match[3] or 0)
        return cell_name((row, column)) if 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN else "#REF!"

    return _outside_quotes(formula, lambda text: _RELATIVE.sub(name, text))


def from_open(formula: str) -> str:
    """A formula of OpenDocument (part 4, 5.8) with the cells of its own sheet, and its separators, written as in Excel."""

    def name(match: re.Match[str]) -> str:
        return f"{match[1]}:{match[2]}" if match[2] else match[1]

    plain = _outside_quotes(formula, lambda text: _OPEN.sub(name, text.replace(";", ",")))
    return re.sub(r"^(?:[a-z]+:)?=", "", plain)


def _outside_quotes(formula: str, change: Callable[[str], str]) -> str:
    """Change a formula of ordinary length, but not the texts in it."""
    if len(formula) > LONGEST:
        return formula
    return "".join(piece if piece.startswith('"') else change(piece) for piece in _QUOTED.split(formula))
