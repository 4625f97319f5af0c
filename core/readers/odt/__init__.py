"""OpenDocument texts (.odt) of LibreOffice and WPS: what they would show, as paragraphs and tables (OpenDocument 1.3, part 3)."""

from collections.abc import Iterable
from pathlib import Path

from core.document import Content
from core.readers.blocks import finish
from core.readers.notices import of_word
from core.readers.odt.body import Body
from core.readers.odt.lists import Lists
from core.readers.odt.styles import Styles
from core.readers.openparts import opened
from core.readers.refusals import refuse
from core.readers.word.xml import Part, run
from core.readers.xmlparts import FAILURES, encoded


def read(data: bytes, path: Path) -> Content:
    """Return the blocks of an .odt file; Unreadable or TooMany when it cannot be read."""
    parts = opened(data, path)
    named = [name for name in ("styles.xml", "content.xml") if name in parts or name == "content.xml"]
    return _read((Part(parts.read(name)) for name in named), path)


def read_xml(text: str, path: Path) -> Content:
    """The same for a text in one flat file (.fodt; OpenDocument 1.3, part 3, 3.1.2)."""
    return _read([Part(encoded(text))], path)


def _read(parts: Iterable[Part], path: Path) -> Content:
    """The styles of all parts, then the body, which is in the last of them."""
    styles = Styles()
    body = Body(styles, Lists(styles))
    try:
        for part in parts:
            run(part, styles)
            last = part
        run(last, body)
    except FAILURES as error:
        raise refuse("damaged", path, repr(error)) from error
    return Content(finish(body.items()), of_word(body.revisions, body.hidden))
