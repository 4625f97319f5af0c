"""Run through an XML part with expat, element by element: flat in depth, and without any document type or entity."""

import re
from typing import NoReturn
from xml.parsers import expat

from core.readers.blocks import TooMany

Attributes = dict[str, str]
FAILURES = (expat.ExpatError, ValueError, LookupError, ArithmeticError)
"""What damaged XML, or numbers and references that are none, can raise while a part is read."""
MOST_ELEMENTS = 8_000_000
_PIECE = 1 << 20
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\b[^>]*\?>\s*")
"""It may name the encoding that the bytes once had."""


class Handler:
    """What to do at the elements of one kind of part; names come without their prefixes."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text stands here."""


def parse(data: bytes, handler: Handler) -> None:
    """Run through one part; a document type, which no office document has, is refused and with it every entity trick.

    Raises one of FAILURES for damaged XML, TooMany for more elements than can be read in a few seconds.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    left = MOST_ELEMENTS

    def start(name: str, attributes: Attributes) -> None:
        nonlocal left
        left -= 1
        handler.start(name.rpartition(":")[2], attributes)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _no_doctype
    for at in range(0, len(data), _PIECE):
        parser.Parse(data[at : at + _PIECE], False)
        if left < 0:
            raise TooMany("elements")
    parser.Parse(b"", True)


def parse_text(text: str, handler: Handler) -> None:
    """Run through a document that is decoded already, whatever encoding it says it has."""
    parse(encoded(text), handler)


def encoded(text: str) -> bytes:
    """A document that is decoded already as bytes again, in UTF-8 and without a declaration that says otherwise."""
    return _DECLARATION.sub("", text).encode("utf-8", "replace")


def plain(attributes: Attributes) -> Attributes:
    """The attributes by their names without prefixes."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


def _no_doctype(*_: object) -> NoReturn:
    raise ValueError("document type declaration")
