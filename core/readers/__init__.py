"""Readers: bytes of a file become a Document, whatever kind of file it is."""

import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.document import Content, Document, Paragraph, RawTable, Source, digest
from core.files import is_document
from core.readers import separated, sniff
from core.readers.blocks import MOST_LINES, MOST_ROWS, TooMany
from core.readers.encoding import Decoded, decode, decode_as, likeness
from core.readers.notices import of_damage
from core.readers.refusals import refuse
from core.readers.text import paragraphs

if TYPE_CHECKING:
    from core.readers.web.frames import Beside

MOST_BYTES = 100_000_000
MOST_TEXT = 20_000_000
_HEAD = 65_536
_MOST_DAMAGE, _MOST_CONTROL = 0.2, 0.02
_LEAST_LIKENESS = 0.2
_FLAT = {"flatods": "ods", "flatodt": "odt"}


def read(path: Path) -> Document:
    """Read a file by what is in it; Unreadable, with a sentence for the clerk, when that cannot be done."""
    return read_bytes(load(path), path)


def load(path: Path) -> bytes:
    """The bytes of a file of a sane size; Unreadable when it cannot be opened."""
    try:
        return _load(path)
    except FileNotFoundError as error:
        raise refuse("missing", path, repr(error)) from error
    except PermissionError as error:
        raise refuse("locked", path, repr(error)) from error
    except (OSError, ValueError) as error:
        raise refuse("io", path, repr(error)) from error


def read_bytes(data: bytes, path: Path, encoding: str | None = None, beside: "Beside | None" = None) -> Document:
    """Read the bytes of a file; `path` only names it. Raises Unreadable and nothing else.

    `encoding` is that which the clerk chose for a text or a web page; without one it is worked out. `beside` gives the
    files that the frames of a web page show; without it they are looked for in the folder of `path`.
    """
    try:
        return _read_bytes(data, path, encoding, beside)
    except TooMany as error:
        raise refuse("too_many", path, repr(error)) from error


def read_text(text: str) -> Document:
    """Read text that was pasted, word for word; Unreadable when there is more of it than any report has."""
    data = text.encode("utf-8", errors="replace")
    try:
        return Document(Source(None, "text", None, digest(data)), paragraphs(data.decode("utf-8")))
    except TooMany as error:
        raise refuse("too_many", None, repr(error)) from error


def read_clipboard(page: str, text: str) -> Document:
    """Read what was pasted: the page where it has a table or headings, else the plain text.

    Either may be "". Raises Unreadable when there is more of it than any report has.
    """
    if max(len(page), len(text)) > MOST_TEXT:
        raise refuse("too_large", None, size=max(len(page), len(text)))
    from core.readers.web import clipboard  # deferred, with the parser it needs

    content = clipboard.read(page)
    if content is None:
        return read_text(text)
    source = Source(None, "html", None, digest(page.encode("utf-8", errors="replace")))
    return Document(source, content.blocks, content.notices)


Reader = Callable[[bytes, Path], Content]


def _reader(kind: str, encoding: str | None) -> Reader | None:
    """The reader of a kind of file that is no text; each is imported when its first file comes."""
    match kind:
        case "xlsx":
            from core.readers.workbooks.xlsx import read
        case "pdf":
            from core.readers.pdf import read
        case "rtf":
            from core.readers.rtf import read
        case "mht":
            from core.readers.web import mht

            return partial(mht.read, encoding=encoding)
        case "docx":
            from core.readers.docx import read
        case "xls" | "et":
            from core.readers.workbooks.xls import read
        case "ods":
            from core.readers.workbooks.ods import read
        case "odt":
            from core.readers.odt import read
        case "doc" | "wps":
            from core.readers.doc import read
        case _:
            return None
    return read


def _read_bytes(data: bytes, path: Path, encoding: str | None, beside: "Beside | None") -> Document:
    if not data:
        raise refuse("empty", path)
    kind = sniff.container(data, path)
    if kind is not None:
        return _read_container(kind, data, path, encoding)
    if sniff.is_zeroed(data):
        raise refuse("zeroed", path)
    if sniff.is_sealed(data):
        raise refuse("encrypted_by_office", path, "marked")
    if len(data) > MOST_TEXT:
        raise refuse("too_large", path, size=len(data))
    if encoding:
        return _read_decoded(decode_as(data, encoding), data, path, beside)
    decoded = decode(data)
    if sniff.is_noise(data) and likeness(data) < _LEAST_LIKENESS:
        raise refuse("encrypted_by_office" if is_document(path) else "binary", path, f"noise, as {decoded.encoding}")
    return _read_decoded(decoded, data, path, beside)


def _read_container(kind: str, data: bytes, path: Path, encoding: str | None) -> Document:
    reader = _reader(kind, encoding)
    if reader is None:
        raise refuse(kind if kind in {"encrypted", "damaged"} else f"unsupported_{kind}", path)
    return _document(kind, reader(data, path), data, path)


def _load(path: Path) -> bytes:
    """Read a whole file of a sane size; a device or a pipe is never opened."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise refuse("directory", path)
    if not stat.S_ISREG(status.st_mode):
        raise refuse("special", path)
    if status.st_size > MOST_BYTES:
        raise refuse("too_large", path, size=status.st_size)
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if status.st_size > MOST_TEXT and not is_document(path) and sniff.container(head, path) is None:
            raise refuse("too_large", path, size=status.st_size)
        return head + file.read(MOST_BYTES)


def _read_decoded(decoded: Decoded, data: bytes, path: Path, beside: "Beside | None") -> Document:
    """Go on with text: a web page, a table, or plain lines."""
    if decoded.damage > _MOST_DAMAGE or decoded.control > _MOST_CONTROL:
        raise refuse("binary", path, f"damage {decoded.damage:.3f}, control {decoded.control:.3f} as {decoded.encoding}")
    kind = sniff.markup(decoded.text)
    if kind == "xml":
        raise refuse("unsupported_xml", path)
    if kind in {"wordxml", "sheetxml", "flatods", "flatodt"}:
        return _read_office_xml(kind, decoded, data, path)
    if kind == "text":
        return _read_lines(decoded, data, path)
    return _read_page(decoded, data, path, beside)


def _read_page(decoded: Decoded, data: bytes, path: Path, beside: "Beside | None") -> Document:
    from core.readers.web import frames, html  # deferred, with the parser they need

    page = html.read(decoded.text, path, frames.Folder(beside or frames.on_disk(path, len(data))))
    content = page._replace(notices=of_damage(decoded.text) + page.notices, encoding=decoded.encoding)
    return _document("html", content, data, path)


def _read_office_xml(kind: str, decoded: Decoded, data: bytes, path: Path) -> Document:
    match kind:
        case "wordxml":
            from core.readers.docx import read_xml
        case "flatods":
            from core.readers.workbooks.ods import read_xml
        case "flatodt":
            from core.readers.odt import read_xml
        case _:
            from core.readers.workbooks.sheetxml import read_xml
    return _document(_FLAT.get(kind, "xml"), read_xml(decoded.text, path), data, path)


def _read_lines(decoded: Decoded, data: bytes, path: Path) -> Document:
    sign = separated.separator(decoded.text)
    blocks = separated.blocks(decoded.text, sign) if sign else paragraphs(decoded.text)
    return _document("csv" if sign else "text", Content(blocks, of_damage(decoded.text), decoded.encoding), data, path)


def _document(kind: str, content: Content, data: bytes, path: Path) -> Document:
    """Refuse what has nothing to read in it; TooMany for far more than all reports of a province have."""
    lines = sum(1 for block in content.blocks if isinstance(block, Paragraph))
    rows = sum(block.height for block in content.blocks if isinstance(block, RawTable))
    if lines > MOST_LINES or rows > MOST_ROWS:
        raise TooMany(f"{lines} lines, {rows} rows")
    if all(isinstance(block, Paragraph) and not block.text.strip() for block in content.blocks):
        raise refuse("blank", path)
    return Document(Source(path, kind, content.encoding, digest(data)), content.blocks, content.notices, content.unseen)
