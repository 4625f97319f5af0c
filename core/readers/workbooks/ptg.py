"""The formulas of old Excel workbooks ([MS-XLS] 2.5.198), as far as they only add up cells of their own sheet."""

import struct
from collections.abc import Callable

from core.readers.workbooks.references import LAST_COLUMN, LAST_ROW, Spot, cell_name

_SUM = 4
_RELATIVE_COLUMN, _RELATIVE_ROW = 0x4000, 0x8000
_LONGEST = 2_000


class _Other(Exception):
    """A formula that does anything but add up."""


def formula_text(tokens: bytes, spot: Spot) -> str:
    """Write a formula as Excel shows it; "" when it is more than a sum of cells of its own sheet.

    Args:
        tokens: The length of the formula in two bytes, then the formula.
        spot: The cell in which it stands; names of cells in a shared formula are relative to it.
    """
    if len(tokens) < 2 or len(tokens) > _LONGEST:
        return ""
    (length,) = struct.unpack_from("<H", tokens)
    reader = _Reader(tokens[2 : 2 + length], spot)
    try:
        return reader.read()
    except (_Other, struct.error, IndexError, ValueError):
        return ""


class _Reader:
    """Turns the tokens, which come in reverse Polish order, into text."""

    def __init__(self, tokens: bytes, spot: Spot) -> None:
        self._tokens, self._spot = tokens, spot
        self._at = 0
        self._stack: list[str] = []

    def read(self) -> str:
        while self._at < len(self._tokens):
            (token,) = self._take("<B")
            action = _ACTIONS.get(token if token < 0x20 else token & 0x1F | 0x20)
            if action is None:
                raise _Other(f"{token:#x}")
            action(self)
        (text,) = self._stack
        return text

    def _take(self, code: str) -> tuple[int, ...]:
        values: tuple[int, ...] = struct.unpack_from(code, self._tokens, self._at)
        self._at += struct.calcsize(code)
        return values

    def binary(self, sign: str) -> None:
        right, left = self._stack.pop(), self._stack.pop()
        self._stack.append(f"{left}{sign}{right}")

    def unary(self, sign: str) -> None:
        self._stack.append(f"{sign}{self._stack.pop()}")

    def integer(self) -> None:
        self._stack.append(str(*self._take("<H")))

    def cell(self, *, shared: bool) -> None:
        self._stack.append(self._name(*self._take("<HH"), shared=shared))

    def area(self, *, shared: bool) -> None:
        top, bottom, left, right = self._take("<HHHH")
        self._stack.append(f"{self._name(top, left, shared=shared)}:{self._name(bottom, right, shared=shared)}")

    def _name(self, row: int, column: int, *, shared: bool) -> str:
        """The name of a cell; in a shared formula its numbers may count from the cell of the formula."""
        flags, column = column & 0xC000, column & 0x3FFF
        if shared and flags & _RELATIVE_ROW:
            row = (row + self._spot[0] - 1) & 0xFFFF
        if shared and flags & _RELATIVE_COLUMN:
            column = (column + self._spot[1] - 1) & 0xFF
        if not (row < LAST_ROW and column < LAST_COLUMN):
            raise _Other("no such cell")
        return cell_name((row + 1, column + 1))

    def function(self) -> None:
        count, number = self._take("<BH")
        if number & 0x7FFF != _SUM or not 0 < count & 0x7F <= len(self._stack):
            raise _Other(f"function {number}")
        arguments = self._stack[-(count & 0x7F) :]
        del self._stack[-len(arguments) :]
        self._stack.append(f"SUM({','.join(arguments)})")

    def attribute(self) -> None:
        """A sum of one argument, blanks that were typed, or that the formula is always calculated (2.5.198.4 ff.)."""
        flags, _ = self._take("<BH")
        if flags & 0x10:
            self._stack.append(f"SUM({self._stack.pop()})")
        elif flags & ~0x41:
            raise _Other(f"attribute {flags:#x}")


_ACTIONS: dict[int, Callable[[_Reader], None]] = {
    0x03: lambda reader: reader.binary("+"),
    0x04: lambda reader: reader.binary("-"),
    0x12: lambda reader: reader.unary("+"),
    0x13: lambda reader: reader.unary("-"),
    0x19: _Reader.attribute,
    0x1E: _Reader.integer,
    0x22: _Reader.function,
    0x24: lambda reader: reader.cell(shared=False),
    0x25: lambda reader: reader.area(shared=False),
    0x2C: lambda reader: reader.cell(shared=True),
    0x2D: lambda reader: reader.area(shared=True),
}
"""What each token does; operands come in three classes, which do not matter here."""
