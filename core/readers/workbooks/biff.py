"""The records of an old Excel workbook ([MS-XLS] 2.4), walked before xlrd sees them.

xlrd stops at many a record that has nothing to do with the cells, and evaluates defined names without a limit: here it
gets a copy in which only the records of cells, texts and number formats are left. What it does not tell is taken from
the records on the way: sums, pictures, merged ranges, what is hidden.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.readers.blocks import MOST_CELLS, TooMany
from core.readers.workbooks.ptg import formula_text
from core.readers.workbooks.references import Spot

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
_BOUNDSHEET, FILEPASS, _CODEPAGE = 0x0085, 0x002F, 0x0042
_FORMULA, _SHARED, _MULRK = 0x0006, 0x04BC, 0x00BD
_MERGED, _ROW, _COLINFO, _OBJECT = 0x00E5, 0x0208, 0x007D, 0x005D
_CELLS = frozenset([_FORMULA, _MULRK, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E])
"""Formulas, numbers, labels, truth values and errors, rich labels, shared labels, short numbers."""
_KEPT = _CELLS | {BOF, EOF, CONTINUE, _BOUNDSHEET, _CODEPAGE, _SHARED, 0x0022, 0x00E0, 0x00FC, 0x041E, 0x0207, 0x0221, 0x0236}
"""Also dates from 1904, cell formats, shared texts, number formats, texts of formulas, arrays and tables of formulas."""
MEANINGLESS = 0x7FFF
_PICTURE = b"\x08\0"
_UNICODE = 0x0600
_MOST_RECORDS = 4_000_000
_ELSEWHERE = b"\x01"
_PAIR, _RANGE = struct.Struct("<HH"), struct.Struct("<HHHH")


@dataclass(slots=True)
class Extras:
    """What the records of one worksheet tell beside the values of its cells; rows and columns from 1."""

    formulas: dict[Spot, str] = field(default_factory=dict)
    merges: dict[Spot, Spot] = field(default_factory=dict)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: its number, its data, and where it begins."""

    number: int
    data: bytes
    start: int


class Stream:
    """The stream of a workbook, walked: `unicode` since Excel 97, `codepage` of its texts before that, 0 if not stated.

    Raises struct.error or ValueError for damage, TooMany for more records or cells than reports have.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._clean = bytearray(data)
        self._left, self._cells, self._marks = _MOST_RECORDS, MOST_CELLS, MOST_CELLS
        self.encrypted = self.unicode = False
        self.codepage = 0
        self.sheets: list[Extras] = []
        offsets = self._globals()
        for offset in () if self.encrypted else offsets:
            self.sheets.append(self._sheet(offset))

    @property
    def clean(self) -> bytes:
        """The stream with every record that xlrd does not need made meaningless."""
        return bytes(self._clean)

    def _globals(self) -> list[int]:
        """Walk the records of the workbook; return where its worksheets begin."""
        offsets = []
        for record in self._records(0):
            if record.start == 0:
                self.unicode = struct.unpack_from("<H", record.data)[0] >= _UNICODE
            elif record.number == FILEPASS:
                self.encrypted = True
            elif record.number == _CODEPAGE:
                (self.codepage,) = struct.unpack_from("<H", record.data)
            elif record.number == _BOUNDSHEET:
                offset, _, kind = struct.unpack_from("<iBB", record.data)
                offsets += [offset] if kind == 0 else []
        if len(set(offsets)) < len(offsets) or min(offsets, default=0) < 0:
            raise ValueError("two sheets at one place")
        return offsets

    def _records(self, start: int) -> Iterator[_Record]:
        """The records of one substream without those of charts in it, and clean them up."""
        depth = 0
        while True:
            number, length = _PAIR.unpack_from(self._data, start)
            if depth == 0 and number != BOF:
                raise ValueError(f"record {number:#x} begins a substream")
            self._left -= 1
            if self._left < 0:
                raise TooMany("records")
            depth += (number == BOF) - (number == EOF)
            if depth < 2:
                yield _Record(number, self._data[start + 4 : start + 4 + length], start)
            if number not in _KEPT:
                _PAIR.pack_into(self._clean, start, MEANINGLESS, length)
            if depth == 0:
                return
            start += 4 + length

    def _sheet(self, offset: int) -> Extras:
        """Walk the records of one worksheet."""
        walk = _Walk()
        for record in self._records(offset):
            if record.number in _CELLS:
                self._cells -= max(1, (len(record.data) - 6) // 6) if record.number == _MULRK else 1
            elif record.number in {_MERGED, _ROW, _COLINFO}:
                self._marks -= max(1, len(record.data) // 8)
            if self._cells < 0 or self._marks < 0:
                raise TooMany("cells")
            walk.take(record)
        return walk.extras()


class _Walk:
    """Collects what one worksheet tells beside its values."""

    def __init__(self) -> None:
        self._extras = Extras()
        self._pending: dict[Spot, Spot] = {}
        self._shared: dict[Spot, bytes] = {}
        self._first = (0, 0)

    def take(self, record: _Record) -> None:
        """Look at one record."""
        action = _ACTIONS.get(record.number)
        if action is not None:
            action(self, record.data)

    def extras(self) -> Extras:
        """Everything found; formulas that were filled down are written out only now."""
        for spot, source in self._pending.items():
            if text := formula_text(self._shared.get(source, b""), spot):
                self._extras.formulas[spot] = text
        return self._extras

    def formula(self, data: bytes) -> None:
        """Note a formula (2.4.127), or that it is written out at another cell (2.5.198.58)."""
        row, column = _PAIR.unpack_from(data)
        spot, tokens = (row + 1, column + 1), data[20:]
        self._first = spot
        if tokens[2:3] == _ELSEWHERE:
            row, column = _PAIR.unpack_from(tokens, 3)
            self._first = self._pending[spot] = row + 1, column + 1
        elif text := formula_text(tokens, spot):
            self._extras.formulas[spot] = text

    def shared(self, data: bytes) -> None:
        """The formula that the one before has in common with others (2.4.277)."""
        self._shared.setdefault(self._first, data[8:])

    def merged(self, data: bytes) -> None:
        """Merged ranges (2.4.168)."""
        for top, bottom, left, right in _RANGE.iter_unpack(data[2 : 2 + (len(data) - 2) // 8 * 8]):
            self._extras.merges[min(top, bottom) + 1, min(left, right) + 1] = max(top, bottom) + 1, max(left, right) + 1

    def row(self, data: bytes) -> None:
        """A row that may be hidden (2.4.221)."""
        number, flags = struct.unpack_from("<H10xH", data)
        if flags & 0x20:
            self._extras.hidden_rows.append((number + 1, number + 1))

    def columns(self, data: bytes) -> None:
        """Columns that may be hidden (2.4.53)."""
        first, last, width, flags = struct.unpack_from("<HHH2xH", data)
        if flags & 1 or not width:
            self._extras.hidden_columns.append((first + 1, last + 1))

    def object(self, data: bytes) -> None:
        """Something that lies on the sheet (2.4.181): a picture, or else a note, a button, a chart."""
        self._extras.pictures += data[4:6] == _PICTURE


_ACTIONS: dict[int, Callable[[_Walk, bytes], None]] = {
    _FORMULA: _Walk.formula,
    _SHARED: _Walk.shared,
    _MERGED: _Walk.merged,
    _ROW: _Walk.row,
    _COLINFO: _Walk.columns,
    _OBJECT: _Walk.object,
}
