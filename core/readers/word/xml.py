"""The XML of word processors as a stream of elements: short names for every dialect, no entities, no recursion."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.readers.xmlparts import Attributes, drive

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.microsoft.com/office/word/2003/wordml": "w",
    "http://schemas.microsoft.com/office/word/2003/auxHint": "wx",
    "http://schemas.microsoft.com/aml/2001/core": "aml",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
    "http://schemas.microsoft.com/office/2006/xmlPackage": "pkg",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "types",
    **{f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": name for name in ("office", "text", "table", "draw", "style")},
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
}
"""Namespace → prefix: Word's, transitional, strict (ISO/IEC 29500-1) and of 2003, and OpenDocument's; others have none."""
_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,9}\s*")
_DEEPEST = 12
_LOOKS = frozenset(["tblStylePr", "tblPr", "tcBorders", "tcMar", "pBdr", "tabs"])
"""Frequent properties with much inside that change no text."""
MOST_TAGS = 3_000_000
"""Each does more here than in a workbook, and a long report has some ten thousand."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document: its XML; `name` only where several parts stand in one file, as in a flat package."""

    data: bytes
    name: str = ""


class Handler:
    """What to do at the elements of a part. Names look like “w:p”, whatever prefix the file uses."""

    def start(self, name: str, attributes: Attributes) -> bool:  # noqa: ARG002 - for those who care
        """Begin an element; False leaves it out with all that is in it, and its end is not told."""
        return True

    def end(self, name: str) -> None:
        """End an element that was begun."""

    def text(self, text: str) -> None:
        """Take text; a stretch of it may come in pieces."""


def run(part: Part, handler: Handler) -> None:
    """Tell all elements of a part to `handler`.

    Raises as `drive` does.
    """
    drive(part.data, _Filtered(handler, part.name), MOST_TAGS, namespaces=" ")


def value(attributes: Mapping[str, str], name: str = "val") -> str | None:
    """The attribute of this local name, in whatever namespace."""
    if name in attributes:
        return attributes[name]
    return next((text for key, text in attributes.items() if key.rpartition(" ")[2] == name), None)


def number(attributes: Mapping[str, str] | None, name: str = "val", default: int = 0) -> int:
    """An attribute as a whole number; `default` when there is none, or it is nonsense."""
    text = value(attributes, name) if attributes is not None else None
    return int(text) if text and _NUMBER.fullmatch(text) else default


def is_on(properties: "Mapping[str, Attributes]", name: str) -> bool | None:
    """Whether a switch such as w:vanish is on; None when nothing is said about it (ECMA-376, part 1, 17.17.4)."""
    attributes = properties.get(name)
    return None if attributes is None else value(attributes) not in {"0", "false", "off"}


class Gatherer:
    """Collects what stands inside one element, such as the properties of a paragraph, by path: {"numPr/numId": {…}}."""

    def __init__(self) -> None:
        self.found: dict[str, Attributes] = {}
        self._path: list[str] = []
        self._done: Callable[[dict[str, Attributes]], None] = _nothing

    @property
    def busy(self) -> bool:
        return bool(self._path)

    def open(self, done: Callable[[dict[str, Attributes]], None]) -> None:
        """Begin to collect at the element that begins now; at its end `done` gets everything found."""
        self.found, self._path, self._done = {}, [""], done

    def start(self, name: str, attributes: Attributes) -> bool:
        """Take an element inside; what was before a revision is not taken, nor what only changes looks."""
        local = name.rpartition(":")[2]
        if local in _LOOKS or local.endswith("Change") or len(self._path) > _DEEPEST:
            return False
        self._path.append(f"{self._path[-1]}/{local}" if self._path[-1] else local)
        self.found.setdefault(self._path[-1], attributes)
        return True

    def end(self) -> None:
        """End an element, the last time the one that was opened."""
        self._path.pop()
        if not self._path:
            self._done(self.found)


class Gathering(Handler):
    """A handler that collects what is in some elements and then acts; the others go to `begin` and `close`."""

    def __init__(self) -> None:
        self.gatherer = Gatherer()

    def start(self, name: str, attributes: Attributes) -> bool:
        return self.gatherer.start(name, attributes) if self.gatherer.busy else self.begin(name, attributes)

    def end(self, name: str) -> None:
        if self.gatherer.busy:
            self.gatherer.end()
        else:
            self.close(name)

    def begin(self, name: str, attributes: Attributes) -> bool:
        """Begin an element that is not being collected."""
        raise NotImplementedError

    def close(self, name: str) -> None:
        """End an element that is not being collected."""


class _Filtered:
    """Short names, and nothing of what the handler leaves out or of other parts of the same file."""

    def __init__(self, handler: Handler, part: str) -> None:
        self._start, self._end, self.take = handler.start, handler.end, handler.text
        self._part = part
        self._names = _Names()
        self._skipped = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skipped:
            self._skipped += 1
            return
        short = self._names[name]
        if (short == "pkg:part" and self._part and value(attributes, "name") != self._part) or not self._start(short, attributes):
            self._skipped = 1

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self._end(self._names[name])

    def text(self, text: str) -> None:
        if not self._skipped:
            self.take(text)


class _Names(dict[str, str]):
    """Full name → short name, worked out once for each."""

    def __missing__(self, full: str) -> str:
        space, _, local = full.rpartition(" ")
        prefix = _SPACES.get(space, "")
        self[full] = short = f"{prefix}:{local}" if prefix else local
        return short


def _nothing(_: dict[str, Attributes]) -> None:
    """Wait for the first element."""
