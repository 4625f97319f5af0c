"""Old workbooks of Excel and WPS (.xls, .et): the cells by xlrd, the rest by our own walk over the records."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import xlrd  # type: ignore[import-untyped]

from core.document import Content, Unreadable
from core.readers.ole import Streams
from core.readers.refusals import refuse
from core.readers.workbooks.biff import Extras, Stream
from core.readers.workbooks.cellvalues import EPOCH, EPOCH_1904, Look, figure_text, look, tidy
from core.readers.workbooks.sheets import Room, Sheet, content

_STREAMS = ("Workbook", "Book")
"""A file that both Excel 95 and Excel 97 open has two; the newer one holds every letter."""
_FAILURES = (xlrd.XLRDError, struct.error, ValueError, LookupError, ArithmeticError, AssertionError, TypeError, AttributeError)
"""What damaged files raise in xlrd: its own errors, and whatever the wrong numbers lead to."""
_ENCODINGS = {950: ("cp950",), 1200: ("utf-16-le",)}
_CHINESE = ("gb18030", "cp950", "iso-8859-1")
"""Before Excel 97 a text is bytes of a code page, and many programs stated that of Windows in English for Chinese."""


def read(data: bytes, path: Path) -> Content:
    """Return the blocks of all sheets in order, and notices for the clerk."""
    return content(sheets(data, path))


def sheets(data: bytes, path: Path) -> list[Sheet]:
    """Return all worksheets in the order of their tabs, hidden ones too; Unreadable or TooMany when they cannot be."""
    streams = Streams(data, path)
    name = next((name for name in _STREAMS if name in streams), _STREAMS[0])
    try:
        stream = _opened(streams.read(name))
    except (struct.error, ValueError) as error:
        raise refuse("damaged", path, repr(error)) from error
    if stream.encrypted:
        raise refuse("encrypted", path)
    return _read(stream, path)


def _opened(data: bytes) -> Stream:
    """The stream, walked; decrypted first where that takes no password."""
    stream = Stream(data)
    if not stream.encrypted:
        return stream
    from core.readers.workbooks.unlocking import unlocked  # deferred: hardly any file needs it

    clear = unlocked(data)
    return Stream(clear) if clear else stream


def _read(stream: Stream, path: Path) -> list[Sheet]:
    """Read with the likeliest encoding, and with another when a text is impossible in that."""
    names = (None,) if stream.unicode else _ENCODINGS.get(stream.codepage, _CHINESE)
    last: Unreadable | None = None
    for name in names:
        try:
            return list(_sheets(stream, name))
        except UnicodeDecodeError as error:
            last = refuse("damaged", path, repr(error))
        except _FAILURES as error:
            raise refuse("damaged", path, repr(error)) from error
    assert last is not None
    raise last


def _sheets(stream: Stream, encoding: str | None) -> Iterator[Sheet]:
    book = xlrd.open_workbook(
        file_contents=stream.clean,
        logfile=io.StringIO(),
        encoding_override=encoding,
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
    )
    values = _Values(book)
    room = Room()
    for number, (name, extras) in enumerate(zip(book.sheet_names(), stream.sheets, strict=True)):
        cells = book.sheet_by_index(number)
        sheet = _sheet(name, extras, hidden=cells.visibility != 0)
        values.fill(sheet, cells, room)
        book.unload_sheet(number)
        yield sheet


def _sheet(name: str, extras: Extras, *, hidden: bool) -> Sheet:
    """A sheet with everything but its cells; where its pictures lie is not read."""
    return Sheet(
        name,
        hidden,
        merges=extras.merges,
        formulas=extras.formulas,
        hidden_rows=extras.hidden_rows,
        hidden_columns=extras.hidden_columns,
        pictures=[(0, 0)] * min(extras.pictures, 1),
    )


class _Values:
    """The cells of a workbook as text."""

    def __init__(self, book: xlrd.book.Book) -> None:
        self._looks = [_look(book, xf.format_key) for xf in book.xf_list]
        self._epoch = EPOCH_1904 if book.datemode else EPOCH

    def fill(self, sheet: Sheet, cells: xlrd.sheet.Sheet, room: Room) -> None:
        """Put the cells of one sheet where they belong."""
        for row in range(cells.nrows):
            kinds, values = cells.row_types(row), cells.row_values(row)
            for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
                if kind not in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                    text = self._text(kind, value, cells.cell_xf_index(row, column))
                    room.put(sheet, (row + 1, column + 1), text, words=isinstance(value, str))
        for spot, formula in sheet.formulas.items():
            if spot not in sheet.cells:  # a sum is never blank
                sheet.uncalculated += 1
                room.put(sheet, spot, f"={formula}", words=True)

    def _text(self, kind: int, value: str | float, style: int) -> str:
        """The text of a cell of type `kind`; errors keep their names. xlrd takes unknown number formats for text."""
        if isinstance(value, str):
            return tidy(value)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        if kind == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(value, "#ERROR"))
        shown = self._looks[style] if style < len(self._looks) else Look.PLAIN
        return figure_text(repr(value), Look.DATE if kind == xlrd.XL_CELL_DATE else shown, self._epoch)


def _look(book: xlrd.book.Book, number: int) -> Look:
    """How a number format shows a number; the built-in ones of Chinese Excel are known by their number only."""
    known = book.format_map.get(number)
    return look(number, (known.format_str or "") if known else "")
