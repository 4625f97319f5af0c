"""Readers: bytes of a file become a Document, whatever kind of file it is."""

import hashlib
import stat
from pathlib import Path

from core.document import Block, Document, RawTable, Source
from core.readers import separated, sniff
from core.readers.blocks import TooMany
from core.readers.encoding import Decoded, decode
from core.readers.refusals import refuse
from core.readers.text import paragraphs

MOST_BYTES = 100_000_000
MOST_TEXT = 20_000_000
MOST_TAGS = 1_000_000
_HEAD = 65_536
_MOST_DAMAGE, _MOST_CONTROL = 0.2, 0.02


def read(path: Path) -> Document:
    """Read a file by what is in it; Unreadable, with a sentence for the clerk, when that cannot be done."""
    return read_bytes(load(path), path)


def load(path: Path) -> bytes:
    """The bytes of a file of a sane size; Unreadable when it cannot be opened."""
    try:
        return _load(path)
    except FileNotFoundError as error:
        raise refuse("missing", path, repr(error)) from error
    except IsADirectoryError as error:
        raise refuse("directory", path, repr(error)) from error
    except PermissionError as error:
        raise refuse("locked", path, repr(error)) from error
    except (OSError, ValueError) as error:
        raise refuse("io", path, repr(error)) from error


def read_bytes(data: bytes, path: Path) -> Document:
    """Read the bytes of a file; `path` only names it. Raises Unreadable and nothing else."""
    if not data:
        raise refuse("empty", path)
    kind = sniff.container(data, path)
    if kind == "xlsx":
        return _read_workbook(data, path)
    if kind is not None:
        raise refuse(kind if kind == "encrypted" else f"unsupported_{kind}", path)
    if len(data) > MOST_TEXT:
        raise refuse("too_large", path, size=len(data))
    return _read_decoded(decode(data), data, path)


def read_text(text: str) -> Document:
    """Read text that was pasted, word for word."""
    data = text.encode("utf-8", errors="replace")
    return Document(Source(None, "text", None, _digest(data)), paragraphs(data.decode("utf-8")))


def _read_workbook(data: bytes, path: Path) -> Document:
    from core.readers import xlsx  # deferred: text and web pages do without it

    try:
        blocks, notices = xlsx.blocks(data, path)
    except TooMany as error:
        raise refuse("too_many", path, repr(error)) from error
    return _document(Source(path, "xlsx", None, _digest(data)), blocks, notices)


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
        if status.st_size > MOST_TEXT and sniff.container(head, path) is None:
            raise refuse("too_large", path, size=status.st_size)
        return head + file.read(MOST_BYTES)


def _read_decoded(decoded: Decoded, data: bytes, path: Path) -> Document:
    """Go on with text: a web page, a table, or plain lines."""
    if decoded.damage > _MOST_DAMAGE or decoded.control > _MOST_CONTROL:
        raise refuse("binary", path, f"damage {decoded.damage:.3f}, control {decoded.control:.3f} as {decoded.encoding}")
    kind = sniff.markup(decoded.text)
    if kind in {"mht", "xml"}:
        raise refuse(f"unsupported_{kind}", path)
    if kind == "text":
        return _read_lines(decoded, data, path)
    if decoded.text.count("<") > MOST_TAGS:
        raise refuse("too_large", path, size=len(data))
    from core.readers import html  # deferred, with the parser it needs

    source = Source(path, "html", decoded.encoding, _digest(data))
    return _document(source, html.blocks(decoded.text), _damage(decoded))


def _read_lines(decoded: Decoded, data: bytes, path: Path) -> Document:
    sign = separated.separator(decoded.text)
    source = Source(path, "csv" if sign else "text", decoded.encoding, _digest(data))
    if sign is None:
        return _document(source, paragraphs(decoded.text), _damage(decoded))
    try:
        return _document(source, separated.blocks(decoded.text, sign), _damage(decoded))
    except TooMany as error:
        raise refuse("too_many", path, repr(error)) from error


def _damage(decoded: Decoded) -> tuple[str, ...]:
    lost = decoded.text.count("\ufffd")
    return (f"文件有 {lost} 处字符已经损坏，显示为“\ufffd”，请对照原件核对。",) if lost else ()


def _document(source: Source, blocks: tuple[Block, ...], notices: tuple[str, ...] = ()) -> Document:
    """Refuse what has nothing to read in it."""
    if not any(isinstance(block, RawTable) or block.text.strip() for block in blocks):
        raise refuse("blank", source.path)
    return Document(source, blocks, notices)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
