"""Run through an XML part with expat, element by element: flat in depth, and without any document type or entity."""

import re
from typing import NoReturn, Protocol
from xml.parsers import expat

from core.readers.blocks import TooMany

Attributes = dict[str, str]
FAILURES = (expat.ExpatError, ValueError, LookupError, ArithmeticError)
"""What damaged XML, or numbers and references that are none, can raise while a part is read."""
MOST_TAGS = 16_000_000
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


class Sink(Protocol):
    """Whatever takes elements as they come, by the names that the parser gives them."""

    def start(self, name: str, attributes: Attributes) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def drive(data: bytes, sink: Sink, most: int = MOST_TAGS, *, namespaces: str | None = None) -> None:
    """Run through XML; a document type, which no office document has, is refused and with it every entity trick.

    `namespaces` is what divides the address of a name space from a name; without it names keep their prefixes.
    Raises one of FAILURES for damaged XML, TooMany for more than `most` tags.
    """
    if data.count(b"<") > most:
        raise TooMany(f"{len(data)} bytes of XML")
    parser = expat.ParserCreate(namespace_separator=namespaces)
    parser.buffer_text = True
    parser.StartElementHandler = sink.start
    parser.EndElementHandler = sink.end
    parser.CharacterDataHandler = sink.text
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.Parse(data, True)


def parse(data: bytes, handler: Handler) -> None:
    """Run through one part of a workbook; raises as `drive` does."""
    drive(data, _Bare(handler))


def parse_text(text: str, handler: Handler) -> None:
    """Run through a document that is decoded already, whatever encoding it says it has."""
    parse(encoded(text), handler)


def encoded(text: str) -> bytes:
    """A document that is decoded already as bytes again, in UTF-8 and without a declaration that says otherwise."""
    return _DECLARATION.sub("", text).encode("utf-8", "replace")


def plain(attributes: Attributes) -> Attributes:
    """The attributes by their names without prefixes."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


class _Bare:
    """Names without their prefixes."""

    def __init__(self, handler: Handler) -> None:
        self._start, self._end, self.text = handler.start, handler.end, handler.text

    def start(self, name: str, attributes: Attributes) -> None:
        self._start(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        self._end(name.rpartition(":")[2])


def _no_doctype(*_: object) -> NoReturn:
    raise ValueError("document type declaration")
