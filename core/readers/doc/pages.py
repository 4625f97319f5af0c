"""Pages of formatting: which list of properties belongs to the character at a byte ([MS-DOC] 2.9.33 and 2.9.175, FKPs)."""

import functools
import struct
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from core.readers.doc.fib import Binary, Damaged, Part

PAGE = 512
_MOST_PAGES = 100_000
_BEYOND = 1 << 33


class Run(NamedTuple):
    """Bytes `start` to `end` of the main stream share these properties; a paragraph names its style too."""

    start: int
    end: int
    properties: bytes = b""
    style: int = 0


_Entry = Callable[[bytes, int], tuple[int, bytes]]


class _Page(NamedTuple):
    """One page: where its runs begin, one place more than runs, and where in it each is described."""

    starts: tuple[int, ...]
    places: bytes
    raw: bytes


class Runs:
    """All runs of characters, or all paragraphs, found by a byte of the main stream; pages are read when needed."""

    def __init__(self, binary: Binary, *, paragraphs: bool) -> None:
        """Raises Damaged for more pages than any report has."""
        self._main = binary.main
        self._entry: _Entry = _character
        self._step = 1
        if paragraphs:
            self._step = 7 if binary.old else 13
            self._entry = _old_paragraph if binary.old else _paragraph
        self._starts, self._numbers = _listed(binary, paragraphs)
        self._page = functools.lru_cache(maxsize=64)(self._read)

    def at(self, byte: int) -> Run:
        """The run that holds a byte; one without properties where none is described."""
        index = bisect_right(self._starts, byte) - 1
        if not 0 <= index < len(self._numbers):
            return Run(byte, self._starts[0] if self._starts and index < 0 else _BEYOND)
        page = self._page(self._numbers[index])
        number = bisect_right(page.starts, byte) - 1
        if not 0 <= number < len(page.places):
            return Run(byte, self._next(index, byte))
        style, properties = self._described(page, number)
        return Run(page.starts[number], page.starts[number + 1], properties, style)

    def _next(self, index: int, byte: int) -> int:
        """Where the next page begins, for a byte that its own page does not describe."""
        return max(self._starts[index + 1], byte + 1) if index + 1 < len(self._starts) else _BEYOND

    def _described(self, page: _Page, number: int) -> tuple[int, bytes]:
        place = 2 * page.places[number]
        return self._entry(page.raw, place) if place else (0, b"")

    def _read(self, number: int) -> _Page:
        """Take a page apart: n + 1 places of bytes, n descriptions, and n itself in the last byte."""
        raw = self._main[number * PAGE : (number + 1) * PAGE]
        count = raw[PAGE - 1] if len(raw) == PAGE else 0
        end = 4 * (count + 1) + self._step * count
        if not count or end >= PAGE:
            return _Page((), b"", raw)
        starts = struct.unpack_from(f"<{count + 1}I", raw)
        return _Page(starts, raw[4 * (count + 1) : end : self._step], raw)


def _listed(binary: Binary, paragraphs: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where each page begins to describe, and the numbers of the pages ([MS-DOC] 2.8.5 and 2.8.6)."""
    table = binary.part(Part.PARAGRAPH_PAGES if paragraphs else Part.CHARACTER_PAGES)
    size = 2 if binary.old else 4
    count = max((len(table) - 4) // (4 + size), 0)
    first, many = binary.pages[2:] if paragraphs else binary.pages[:2]
    if max(count, many) > _MOST_PAGES:
        raise Damaged(f"{count} pages")
    if many > count:
        return _in_sequence(binary.main, first, many)
    if not count:
        return (), ()
    starts = struct.unpack_from(f"<{count + 1}I", table)
    numbers = struct.unpack_from(f"<{count}{'H' if size == 2 else 'I'}", table, 4 * count + 4)
    return starts, tuple(number & 0x3FFFFF for number in numbers)


def _in_sequence(main: bytes, first: int, many: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The pages of an old document whose table lists only some of them: they follow one another."""
    numbers = tuple(number for number in range(first, first + many) if (number + 1) * PAGE <= len(main))
    starts = tuple(struct.unpack_from("<I", main, number * PAGE)[0] for number in numbers)
    return (*starts, _BEYOND), numbers


def _character(raw: bytes, place: int) -> tuple[int, bytes]:
    return 0, raw[place + 1 : place + 1 + raw[place]]


def _paragraph(raw: bytes, place: int) -> tuple[int, bytes]:
    """Style and properties; the length counts words, and stands in the next byte when this one is 0."""
    if raw[place]:
        begin, end = place + 1, place + 2 * raw[place]
    else:
        begin, end = place + 2, place + 2 + 2 * raw[min(place + 1, PAGE - 1)]
    return _styled(raw[begin:end])


def _old_paragraph(raw: bytes, place: int) -> tuple[int, bytes]:
    return _styled(raw[place + 1 : place + 1 + 2 * raw[place]])


def _styled(entry: bytes) -> tuple[int, bytes]:
    return int.from_bytes(entry[:2], "little"), entry[2:]
