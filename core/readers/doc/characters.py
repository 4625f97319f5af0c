"""What is shown of the characters of a Word binary document: not the deleted ones, the hidden ones, the codes of fields."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import compress

from core.readers.blocks import TooMany
from core.readers.doc import sprms as codes
from core.readers.doc.fib import Binary
from core.readers.doc.fonts import fonts, sign
from core.readers.doc.pages import Runs
from core.readers.doc.paragraphs import Formats
from core.readers.doc.pieces import Piece, mended
from core.readers.doc.styles import Properties

_MOST_RUNS = 500_000
_FIELD = re.compile("[\x13\x14\x15]")
_BEGIN, _MIDDLE = "\x13", "\x14"
_PICTURE, _ANCHOR, _SYMBOL = "\x01", "\x08", "("
_SIGNS = str.maketrans({
    **dict.fromkeys(range(32)), 0x09: "\t", 0x0B: "\n", 0x0C: "\n", 0x0E: "\n", 0x1E: "-", 0xFEFF: None,
})  # fmt: skip
"""Special characters ([MS-DOC] 2.4.4): what divides lines or columns begins a line, others show nothing."""
_TELLING = frozenset([codes.DELETED, codes.INSERTED, codes.VANISH, codes.SPECIAL, codes.SYMBOL, codes.FIELD_DATA, codes.EMBEDDED])


@dataclass(slots=True)
class Shown:
    """The text of a document, what of it is left out (1 in `mask`), and how many revisions and stretches of hidden text.

    `pictures` are the places of pictures in the line; `places`, in order, those and the ones where something is anchored
    that floats: a picture, a box, a drawing.
    """

    text: str
    mask: bytearray
    pictures: set[int] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    revisions: int = 0
    hidden: int = 0

    def line(self, start: int, end: int) -> str:
        """What is shown of a stretch of text, lines divided by line feeds."""
        kept = self.text[start:end]
        if self.mask.find(1, start, end) >= 0:
            kept = "".join(compress(kept, (not left_out for left_out in self.mask[start:end])))
        return mended(kept.translate(_SIGNS))

    def anchors(self, start: int, end: int) -> list[int]:
        """The places in a stretch of text where a picture is, or something is anchored, as far as they are shown."""
        found = self.places[bisect_left(self.places, start) : bisect_left(self.places, end)]
        return [place for place in found if not self.mask[place]]


def shown(binary: Binary, formats: Formats, text: str) -> Shown:
    """Go through all runs of characters once. Raises TooMany for more of them than a report has."""
    marking = _Marking(Shown(text, bytearray(len(text))), fonts(binary))
    runs = Runs(binary, paragraphs=False)
    known: dict[tuple[bytes, int], Properties] = {}
    for number, (start, end, properties, piece) in enumerate(_stretches(runs, formats.pieces.pieces)):
        if number > _MOST_RUNS:
            raise TooMany(f"{number} runs")
        key = (properties, piece.prm)
        if key not in known:
            known[key] = _telling(binary, formats, properties, piece)
        marking.mark(start, end, known[key])
    return marking.done()


def _stretches(runs: Runs, pieces: tuple[Piece, ...]) -> Iterator[tuple[int, int, bytes, Piece]]:
    """Every stretch of characters that lies in one piece and has one list of properties."""
    for piece in pieces:
        position = piece.start
        while position < piece.end:
            run = runs.at(piece.byte(position))
            end = piece.start + -(-(run.end - piece.offset) // piece.width)
            end = min(max(end, position + 1), piece.end)
            yield position, end, run.properties, piece
            position = end


def _telling(binary: Binary, formats: Formats, properties: bytes, piece: Piece) -> Properties:
    """Those properties of a run that decide what is shown of it; most runs have none."""
    formats.weigh(len(properties))
    own = codes.old_sprms(properties) if binary.old else codes.sprms(properties)
    values = {sprm.code: sprm.operand for sprm in (*own, *formats.laid_over(piece))}
    style = formats.styles.character(int.from_bytes(values.get(codes.CHARACTER_STYLE, b""), "little"))
    return {code: _toggled(operand, style.get(code, b"")) for code, operand in {**style, **values}.items() if code in _TELLING}


def _toggled(operand: bytes, of_style: bytes) -> bytes:
    """128 is what the style says, 129 the opposite ([MS-DOC] 2.9.327, ToggleOperand)."""
    if operand == b"\x80":
        return of_style
    return bytes([of_style != b"\1"]) if operand == b"\x81" else operand


def _is_on(properties: Properties, code: int) -> bool:
    return any(properties.get(code, b""))


@dataclass(slots=True)
class _Marking:
    """Marks stretches of a text one after another. A revision or hidden text in several stretches that touch is one."""

    found: Shown
    fonts: tuple[str, ...]
    symbols: dict[int, str] = field(default_factory=dict)
    revising: tuple[int, int] = (0, -1)
    hiding: int = -1

    def mark(self, start: int, end: int, properties: Properties) -> None:
        """Note what one stretch of characters is."""
        if not properties:
            return
        deleted, inserted = _is_on(properties, codes.DELETED), _is_on(properties, codes.INSERTED)
        if deleted or inserted:
            kind = codes.DELETED if deleted else codes.INSERTED
            self.found.revisions += self.revising != (kind, start)
            self.revising = (kind, end)
        if deleted or _is_on(properties, codes.VANISH):
            self._leave_out(start, end, hidden=not deleted)
        elif _is_on(properties, codes.SPECIAL):
            self._special(start, end, properties)

    def done(self) -> Shown:
        """The text with its symbols in place and the codes of its fields left out."""
        if self.symbols:
            characters = list(self.found.text)
            for place, character in self.symbols.items():
                characters[place] = character
            self.found.text = "".join(characters)
        end = 0
        for begin, shown_from in sorted(_instructions(self.found.text)):
            self._hide(max(begin, end), shown_from)
            end = max(end, shown_from)
        return self.found

    def _leave_out(self, start: int, end: int, *, hidden: bool) -> None:
        if hidden and self.found.text[start:end].translate(_SIGNS).strip():
            self.found.hidden += self.hiding != start
            self.hiding = end
        self._hide(start, end)

    def _hide(self, start: int, end: int) -> None:
        self.found.mask[start:end] = b"\1" * max(end - start, 0)

    def _special(self, start: int, end: int, properties: Properties) -> None:
        """Note pictures, anchors and symbols among characters that stand for something else."""
        symbol = properties.get(codes.SYMBOL, b"")
        of_field = _is_on(properties, codes.FIELD_DATA) or _is_on(properties, codes.EMBEDDED)
        for place, character in enumerate(self.found.text[start:end], start):
            if character == _SYMBOL and len(symbol) >= 4:
                self.symbols[place] = sign(symbol, self.fonts)
            elif character == _ANCHOR or (character == _PICTURE and not of_field):
                self.found.places.append(place)
                if character == _PICTURE:
                    self.found.pictures.add(place)


def _instructions(text: str) -> Iterator[tuple[int, int]]:
    """From the beginning of each field to what it shows, or to its end when it shows nothing ([MS-DOC] 2.8.25).

    A field that was never ended hides nothing.
    """
    fields: list[tuple[int, int]] = []
    for match in _FIELD.finditer(text):
        if match[0] == _BEGIN:
            fields.append((match.start(), 0))
        elif match[0] == _MIDDLE and fields:
            fields[-1] = (fields[-1][0], match.end())
        elif fields:
            begin, middle = fields.pop()
            yield begin, middle or match.end()
