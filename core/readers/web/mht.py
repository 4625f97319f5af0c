"""Read .mht and .mhtml, web pages in a single file, as browsers, Word, Excel and WPS save them."""

import codecs
import re
from pathlib import Path
from urllib.parse import unquote, urljoin

from core.document import Content
from core.readers.encoding import Decoded, decode_as, detect
from core.readers.notices import CUT_OFF, of_damage
from core.readers.refusals import refuse
from core.readers.text import paragraphs
from core.readers.web import html
from core.readers.web.frames import Fetched
from core.readers.web.mhtparts import Part, leaves, read_part

MOST_TEXT = 20_000_000
_PAGES = ("text/html", "application/xhtml+xml")
_HINTS = frozenset(["utf-8", "gb2312", "gbk", "gb18030", "big5"])
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(data: bytes, path: Path, encoding: str | None = None) -> Content:
    """Read the main part and the pages in its frames; Unreadable when there is none, or when it is of absurd size.

    `encoding` is that which the clerk chose for the main part.
    """
    whole = read_part(_narrow(data))
    parts = list(leaves(whole))
    main = _main(parts, _bare(whole.parameter("start")))
    if main is None:
        raise refuse("damaged", path, f"{len(parts)} parts, none of them a page")
    decoded = decode_as(main.data(), encoding) if encoding else _decoded(main)
    if len(decoded.text) > MOST_TEXT:
        raise refuse("too_large", path, size=len(data))
    if main.kind not in _PAGES:
        return Content(paragraphs(decoded.text), _notices(parts, decoded, ()), decoded.encoding)
    page = html.read(decoded.text, path, _Shelf(parts, main))
    return page._replace(notices=_notices(parts, decoded, page.notices), encoding=decoded.encoding)


def _narrow(data: bytes) -> bytes:
    """The file as bytes again when somebody saved it anew as text."""
    if data.startswith(_WIDE_MARKS) or b"\0" in data[:2]:
        codec = "utf-16" if data.startswith(_WIDE_MARKS) else "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        return data.decode(codec, errors="replace").encode("utf-8", errors="replace")
    return data.removeprefix(codecs.BOM_UTF8)


def _main(parts: list[Part], start: str) -> Part | None:
    """The part that the file names as `start`, else its first page, else its first text."""
    named = [part for part in parts if start and _bare(part.headers.get("content-id", "")) == start]
    pages = [part for part in parts if part.kind in _PAGES and part.body.strip()]
    texts = [part for part in parts if part.kind == "text/plain" and part.body.strip()]
    return next((part for part in [*named, *pages, *texts] if part.kind in (*_PAGES, "text/plain")), None)


def _decoded(part: Part) -> Decoded:
    """The text of a part, by its letters; what its header says is a hint like that of a page itself."""
    data = part.data()
    charset = part.parameter("charset").lower()
    hint = f"charset={charset}\n".encode("ascii") if charset in _HINTS and b"\0" not in data else b""
    return decode_as(data, detect(hint + data))


def _notices(parts: list[Part], decoded: Decoded, of_page: tuple[str, ...]) -> tuple[str, ...]:
    cut = () if all(part.whole for part in parts) else (CUT_OFF,)
    return (*of_damage(decoded.text), *cut, *of_page)


class _Shelf:
    """The pages of the file by their addresses, for frames (RFC 2557, section 8)."""

    def __init__(self, parts: list[Part], main: Part) -> None:
        self._base = _address(main)
        self._pages: dict[str, Part] = {}
        for part in parts:
            if part.kind in _PAGES and part is not main:
                for name in (_address(part), f"cid:{_bare(part.headers.get('content-id', ''))}"):
                    self._pages.setdefault(_key(name), part)

    def __call__(self, address: str, page: str) -> Fetched | None:
        """Fetch for a page of the same file."""
        for name in (address, _joined(page or self._base, address)):
            part = self._pages.get(_key(name))
            if part is not None and (text := _decoded(part).text) and len(text) <= MOST_TEXT:
                return name, text
        return None


def _address(part: Part) -> str:
    return re.sub(r"\s+", "", part.headers.get("content-location", ""))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _key(address: str) -> str:
    """An address as it is looked up: Excel and Word mix slashes, cases and escapes."""
    return unquote(address.strip()).replace("\\", "/").partition("#")[0].lower()


def _bare(identity: str) -> str:
    return identity.strip().strip("<>")
