"""Where the parts of a Word document stand: in a zip file, in one flat file of XML, or as Word 2003 wrote them."""

import posixpath
from pathlib import Path
from typing import Protocol

from core.readers.word.xml import Handler, Part, run, value
from core.readers.xmlparts import Attributes
from core.readers.zipguard import Parts

_MAIN_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml", "ms-word.document.macroEnabled.main+xml",
               "ms-word.template.macroEnabledTemplate.main+xml")  # fmt: skip
_USUAL = "word/document.xml"


class Store(Protocol):
    """Parts by their names, such as “word/document.xml”."""

    def part(self, name: str) -> Part | None:
        """The part of this name, if there is one."""


class Zipped:
    """The parts of a .docx file."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._parts = Parts(data, path)

    def part(self, name: str) -> Part | None:
        return Part(self._parts.read(name)) if name in self._parts else None


class Flat(Handler):
    """The parts of a flat package: each in an element pkg:part of one file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._names: set[str] = set()
        run(Part(data), self)

    def part(self, name: str) -> Part | None:
        name = "/" + name.lstrip("/")
        return Part(self._data, name) if name in self._names else None

    def start(self, name: str, attributes: Attributes) -> bool:
        if name == "pkg:part":
            self._names.add(value(attributes, "name") or "")
        return name == "pkg:package"


class Single:
    """A document of Word 2003: one file holds everything."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def part(self, name: str) -> Part | None:
        return Part(self._data) if name in {_USUAL, "word/styles.xml", "word/numbering.xml"} else None


class Layout:
    """The parts of a document by what they are for, found by the relations between them ([ECMA-376] part 2)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._main = self._main_name()
        self._related = _relations(store, self._main)

    @property
    def main(self) -> Part | None:
        return self._store.part(self._main)

    def related(self, kind: str) -> Part | None:
        """The part of a kind such as “styles” that belongs to the main part."""
        folder = posixpath.dirname(self._main)
        return self._store.part(self._related.get(kind, posixpath.join(folder, f"{kind}.xml")))

    def _main_name(self) -> str:
        related = _relations(self._store, "").get("officeDocument")
        if related and self._store.part(related):
            return related
        types = self._store.part("[Content_Types].xml")
        declared = _Types()
        if types:
            run(types, declared)
        return declared.main or _USUAL


def _relations(store: Store, source: str) -> dict[str, str]:
    """What a part refers to inside the document, by kind; the first of each."""
    folder, name = posixpath.split(source)
    part = store.part(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = _Relations(folder)
    if part:
        run(part, found)
    return found.targets


class _Relations(Handler):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> bool:
        if name == "rel:Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self.targets.setdefault(kind, target.lstrip("/"))
        return True


class _Types(Handler):
    def __init__(self) -> None:
        self.main = ""

    def start(self, name: str, attributes: Attributes) -> bool:
        if name == "types:Override" and attributes.get("ContentType", "").endswith(_MAIN_TYPES):
            self.main = attributes.get("PartName", "").lstrip("/")
        return True
