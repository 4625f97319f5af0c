"""Documents of Word 6 to 2003 and of WPS (.doc, .wps): blocks in order, and what the clerk should know."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

from core.document import Content, Picture
from core.readers.blocks import Item, finish
from core.readers.doc.characters import Shown, shown
from core.readers.doc.drawings import Drawings, drawings
from core.readers.doc.fib import Binary, Damaged, Story, binary, is_encrypted
from core.readers.doc.lists import Lists
from core.readers.doc.pages import Runs
from core.readers.doc.paragraphs import Formats
from core.readers.doc.pieces import pieces, text
from core.readers.doc.story import Reader
from core.readers.doc.styles import styles
from core.readers.notices import of_word
from core.readers.ole import Streams
from core.readers.refusals import refuse

_MAIN = "WordDocument"


def read(data: bytes, path: Path) -> Content:
    """Return the blocks of a .doc file; Unreadable or TooMany when it cannot be read."""
    streams = Streams(data, path)
    main = streams.read(_MAIN)
    try:
        if is_encrypted(main):
            raise refuse("encrypted", path)
        return _content(binary(main, lambda name: streams.read(name) if name in streams else None))
    except (Damaged, struct.error) as error:
        raise refuse("damaged", path, repr(error)) from error


def _content(found: Binary) -> Content:
    parts = pieces(found)
    formats = Formats(found, parts, Runs(found, paragraphs=True), styles(found))
    seen = shown(found, formats, text(found, parts.pieces))
    body = _Body(found, seen, formats)
    return Content(finish(body.items()), of_word(seen.revisions, seen.hidden))


@dataclass(slots=True)
class _Body:
    """The stories of a document: the main one with its boxes where they are anchored, then what stands beside it."""

    binary: Binary
    shown: Shown
    formats: Formats
    _read: set[int] = field(default_factory=set)

    def items(self) -> list[Item]:
        """All that is read, in order; heads and feet of pages and comments are not."""
        floating = drawings(self.binary)
        reader = Reader(self.shown, self.formats, Lists(self.binary).next, lambda place: self._anchored(place, floating, reader))
        items = reader.items(*self.binary.story(Story.MAIN))
        for start, end in sorted([*floating.boxes.values(), *floating.loose]):
            if start not in self._read:
                items += reader.items(start, end)
        for story in (Story.FOOTNOTES, Story.ENDNOTES):
            items += reader.items(*self.binary.story(story))
        return items

    def _anchored(self, place: int, floating: Drawings, reader: Reader) -> list[Item]:
        """The picture or the text box at a place of the text."""
        if place in self.shown.pictures or place in floating.pictures:
            return [Picture()]
        box = floating.boxes.get(place)
        if box is None or box[0] in self._read:
            return []
        self._read.add(box[0])
        return reader.items(*box)
