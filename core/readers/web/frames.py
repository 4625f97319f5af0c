"""Frames: pages that a page shows within itself, from files beside it or from parts of the same file."""

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from core.readers import sniff
from core.readers.encoding import decode

_MOST_PAGES, _DEEPEST = 60, 4
_MOST_BYTES = 20_000_000
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_BLANK = re.compile(r"\s*(?:about:|javascript:|$)", re.IGNORECASE)
_NAMED = 3
"""How many missing files are named to the clerk."""

Fetched = tuple[str, str]
Fetch = Callable[[str, str], Fetched | None]
"""From an address and the name of the page that it stands in to the name and the text of that page; None if there is none."""
Beside = Callable[[str, int], bytes | None]
"""From the name of a file beside a page, or in a folder there, to its bytes; None if there is none of at most so many."""


def nowhere(_address: str, _page: str) -> None:
    """Fetch for a page that stands alone, as a pasted one does."""


@dataclass(slots=True)
class Frames:
    """The frames of one saved page: some dozens at most, none within itself; what is missing is noted."""

    fetch: Fetch = nowhere
    missing: dict[str, None] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _found: dict[tuple[str, str], Fetched | None] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """The name of the page that is being read; "" for the outermost."""
        return self._open[-1] if self._open else ""

    def enter(self, address: str) -> str | None:
        """Begin the page at an address: its text, or None when there is nothing to read; `leave` must follow a text."""
        if _BLANK.match(address) or len(self._open) >= _DEEPEST:
            return None
        found = self._look_up(address)
        if found is None or found[0] in self._open:
            return None
        self._open.append(found[0])
        return found[1]

    def leave(self) -> None:
        self._open.pop()

    def _look_up(self, address: str) -> Fetched | None:
        key = (address, self.page)
        if key not in self._found:
            if len(self._found) >= _MOST_PAGES:
                return None
            self._found[key] = self.fetch(address, self.page)
        if self._found[key] is None:
            self.missing[address] = None
        return self._found[key]


def missing_files(addresses: Iterable[str]) -> str:
    """The files to look for, as the clerk would name them; "" when all of them are on the network."""
    names = [unquote(address) for address in addresses if not _is_remote(address)]
    return "、".join(names[:_NAMED]) + "等" * (len(names) > _NAMED)


class Folder:
    """The files beside a saved page and in the folders below, such as “年报.files”; nothing else is ever opened."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self._left = _MOST_BYTES

    def __call__(self, address: str, page: str) -> Fetched | None:
        """Fetch for a page with files beside it."""
        if _is_remote(address):
            return None
        plain = re.split(r"[?#]", address.strip().replace("\\", "/"))[0]
        for way in (plain, unquote(plain), unquote(plain, encoding="gb18030")):
            name = posixpath.join(posixpath.dirname(page), way)
            text = self._text(name)
            if text is not None:
                return name, text
        return None

    def _text(self, name: str) -> str | None:
        """The text of a web page inside the folder."""
        if ".." in name.split("/") or _is_remote(name):
            return None
        data = self._beside(name, self._left)
        if data is None:
            return None
        self._left -= len(data)
        return None if sniff.container(data, PurePosixPath(name)) else decode(data).text


def on_disk(path: Path, size: int) -> Beside:
    """The files in the folder of a page of `size` bytes, whatever links lead out of it; a path that only names it has none."""
    folder = _folder(path, size)

    def beside(name: str, most: int) -> bytes | None:
        if folder is None:
            return None
        try:
            file = (folder / name).resolve(strict=True)
            if not file.is_relative_to(folder) or not file.is_file() or file.stat().st_size > most:
                return None
            return file.read_bytes()
        except (OSError, ValueError, RuntimeError):
            return None

    return beside


def _is_remote(address: str) -> bool:
    """Whether an address leads anywhere but into the folder of its page."""
    plain = unquote(address).strip()
    return bool(_SCHEME.match(plain)) or plain.startswith(("/", "\\"))


def _folder(path: Path, size: int) -> Path | None:
    try:
        return path.parent.resolve(strict=True) if path.is_file() and path.stat().st_size == size else None
    except (OSError, ValueError, RuntimeError):
        return None
