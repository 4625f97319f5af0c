"""What is fuzzed: for each reader the files to start from, how they are damaged, and what must be true of the outcome."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.document import Document, Unreadable
from core.readers import archive, read_bytes, read_clipboard
from core.recognise import recognise_all
from tests.builders.fixtures import FOLDER, fixture
from tests.core.readers import promises
from tests.fuzz.grammars import GRAMMARS
from tests.fuzz.mutate import Grammar, Mutate, damaged
from tests.fuzz.ole import mutate_ole
from tests.fuzz.seeds import (
    binary_documents,
    clipboards,
    numbered_text,
    old_workbook,
    open_pdf,
    rich_documents,
    rich_texts,
    sheet_xml,
    word_xml,
)
from tests.fuzz.zips import mutate_zip

KEPT = FOLDER / "fuzz"
"""Inputs that once found something, by the name of their target."""


Container = Callable[[random.Random, bytes, Mutate], bytes]
"""Damages a file with other files or streams inside; nothing when it is none."""


@dataclass(frozen=True, slots=True)
class Target:
    """One reader under fire. `magic` is what keeps its files its own; `read` raises nothing but Unreadable."""

    name: str
    seeds: tuple[Callable[[], bytes], ...]
    grammar: Grammar
    read: Callable[[bytes], bool]
    container: Container | None = None
    magic: bytes = b""

    def mutate(self, rng: random.Random, data: bytes, other: Mutate | None = None) -> bytes:
        """Damage a file; `other` is another way to damage bytes, taken now and then."""

        def inside(rng: random.Random, part: bytes) -> bytes:
            return other(rng, part) if other and rng.random() < 0.25 else damaged(rng, part, self.grammar)

        if self.container is None or rng.random() < 0.05:
            changed = inside(rng, data)
        else:
            changed = self.container(rng, data, inside) or self.container(rng, rng.choice(self.seeds)(), inside)
        keep = self.magic and rng.random() < 0.98  # else it is soon plain text to every reader
        return self.magic + changed[len(self.magic) :] if keep else changed

    def corpus(self) -> list[bytes]:
        """The files to start from: small ones of every sort, and what once found something."""
        return [seed() for seed in self.seeds] + [path.read_bytes() for path in kept(self.name)]


def kept(name: str) -> list[Path]:
    """The inputs that once found something with a target."""
    return sorted(KEPT.glob(f"{name}-*"))


def check(outcome: Document | Unreadable) -> bool:
    """Whether it is a document; either way it must be what every reader promises."""
    promises.check(outcome)
    return isinstance(outcome, Document)


def read(name: str, data: bytes) -> bool:
    """Whether the bytes are a document."""
    try:
        return check(read_bytes(data, Path(name)))
    except Unreadable as error:
        return check(error)


def _read_archive(data: bytes) -> bool:
    """Whether any file in an archive is a document."""
    path = Path("年报.zip")
    try:
        bag = archive.opened(data, path)
        found = [read(member, bag.read(member).data) for member in bag.members()] if bag else []
    except Unreadable as error:
        return check(error)
    return any(found)


def _read_clipboard(data: bytes) -> bool:
    """What is pasted: a page and, behind a zero, the same as plain text."""
    page, _, text = data.decode("utf-8", errors="surrogateescape").partition("\0")
    try:
        document = read_clipboard(page, text)
    except Unreadable as error:
        return check(error)
    return bool(document.blocks) and check(document)


def _recognise(data: bytes) -> bool:
    """The way from lines and tables to reports, which no content may break either."""
    try:
        return bool(recognise_all(read_bytes(data, Path("年报"))))
    except Unreadable:
        return False


def _seeds(*suffixes: str) -> tuple[Callable[[], bytes], ...]:
    return tuple(fixture(suffix, small=True).read_bytes for suffix in suffixes)


_PK, _CFB = b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TARGETS = {
    target.name: target
    for target in (
        Target("text", _seeds(".txt", ".md"), GRAMMARS["text"], partial(read, "年报.txt")),
        Target("csv", _seeds(".csv"), GRAMMARS["csv"], partial(read, "年报.csv")),
        Target("html", _seeds(".html", ".htm"), GRAMMARS["html"], partial(read, "年报.html")),
        Target("mht", _seeds(".mht"), GRAMMARS["mht"], partial(read, "年报.mht")),
        Target("xml", (word_xml, sheet_xml), GRAMMARS["xml"], partial(read, "年报.xml")),
        Target("xlsx", _seeds(".xlsx"), GRAMMARS["xlsx"], partial(read, "年报.xlsx"), mutate_zip, _PK),
        Target("ods", _seeds(".ods"), GRAMMARS["ods"], partial(read, "年报.ods"), mutate_zip, _PK),
        Target("odt", (*_seeds(".odt"), numbered_text), GRAMMARS["odt"], partial(read, "年报.odt"), mutate_zip, _PK),
        Target("docx", (*_seeds(".docx"), *rich_documents()), GRAMMARS["docx"], partial(read, "年报.docx"), mutate_zip, _PK),
        Target("doc", (*_seeds(".doc"), *binary_documents()), GRAMMARS["binary"], partial(read, "年报.doc"), mutate_ole, _CFB),
        Target("xls", (*_seeds(".xls"), old_workbook), GRAMMARS["binary"], partial(read, "年报.xls"), mutate_ole, _CFB),
        Target("rtf", rich_texts(), GRAMMARS["rtf"], partial(read, "年报.rtf"), magic=b"{\\rtf"),
        Target("pdf", (*_seeds(".pdf"), open_pdf), GRAMMARS["pdf"], partial(read, "年报.pdf"), magic=b"%PDF-"),
        Target("zip", _seeds(".zip"), GRAMMARS["zip"], _read_archive, mutate_zip, _PK),
        Target("clipboard", clipboards(), GRAMMARS["html"], _read_clipboard),
        Target("recognise", _seeds(".md", ".htm", ".csv"), GRAMMARS["report"], _recognise),
    )
}
"""By name; the last one goes on from lines and tables to reports."""
