"""How one row may be read: cells that stood apart, or figures that ran together and can be divided in several ways."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from core.document import NOWHERE, Place
from core.folding import fold
from core.numbers import Kind, parse_figure
from core.recognise.digits import MOST_DIGITS, Atom, Option, is_figure, values_of
from core.recognise.rawrows import Field, FieldKind
from core.recognise.search import Search

_NUMBER = r"\d[\d,]*(?:\.\d+)?(?:\([^()]*\))?"
_ATOM = re.compile(rf"{_NUMBER}| +|\s|[/\-]+|无|[^\s\d/\-无]+")
_SIGNED_ATOM = re.compile(rf"-?{_NUMBER}| +|\s|[/\-]+?(?=-\d|[^/\-]|$)|无|[^\s\d/\-无]+")


_MOST_PIECES = 10  # pieces for each cell: with more, nobody could tell what was a cell


@dataclass(frozen=True)
class Ways:
    """The ways to read the fields of one row as `count` cells.

    `size` is the number of cells of which the last is the sum of the others; 0 where no such sum is asked for. A row
    may hold several such groups, one behind the other. `signed` are the places of cells that may be negative; elsewhere
    a dash among digits is a blank cell.
    """

    fields: tuple[Field, ...]
    count: int
    decimals: bool = False
    size: int = 0
    signed: frozenset[int] = frozenset()
    _search: Search = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_search", Search(decimals=self.decimals))

    @property
    def written(self) -> str:
        """What stood there, in one line."""
        return " ".join(item.text.strip() for item in self.fields if item.kind is FieldKind.WRITTEN)

    @property
    def traceless(self) -> bool:
        """Whether there was neither a figure nor a blank cell, so that blanks are all made up."""
        return all(item.kind is FieldKind.EMPTY_LINE for item in self.fields)

    @property
    def lacking(self) -> bool:
        """Whether there is too little for all cells: blank cells left no trace."""
        most = self._digits + sum(kind != "digits" for kind, _ in self._atoms)
        return self.plain is None and self._digits > 0 and most < self.count

    @property
    def sound(self) -> bool:
        """Whether cells that stood apart add up, as far as sums are asked for."""
        return self.plain is None or not self.size or _adds_up(self.plain, self.size)

    @property
    def complete(self) -> bool:
        """Whether the readings found so far are all there are."""
        return self._search.complete

    @functools.cached_property
    def open(self) -> bool:
        """Whether there is anything to choose."""
        return self.plain is None and (self._digits > self.count + 1 or len(self.all) != 1)

    def place(self, index: int) -> Place | None:
        """Where the cell at `index` stood, if every cell had a place of its own; else where the row's figures began."""
        if len(self._cells) == self.count:
            return self._cells[index].place
        return next((item.place for item in self.fields if item.place != NOWHERE), None)

    @functools.cached_property
    def plain(self) -> Option | None:
        """The reading of cells that stood apart; None when they did not."""
        if self.fields and all(item.column for item in self.fields):
            return tuple(item.text for item in self.fields) if len(self.fields) == self.count else None
        cells = self._cells
        if len(cells) == self.count and all(_single(item, self.count) for item in cells):
            return tuple(item.text for item in cells)
        standing = self._standing
        if len(standing) == self.count and all(_single_text(text, self.count) for text in standing):
            return standing
        return standing[:1] if self.count == 1 and len(cells) > 1 and len(set(standing)) == 1 else None

    @functools.cached_property
    def all(self) -> tuple[Option, ...]:
        """Every reading, likeliest first, up to some thousands.

        Digits are divided, and spaces separate them or are blank cells; failing that empty lines are blank cells; at
        last blanks are put wherever they may have been lost.
        """
        if self.plain is not None:
            return (self.plain,)
        if divided := self._found(self._search.divide(atoms, self.count) for atoms in self._variants):
            return divided
        if not all(is_figure(text, self.decimals) for kind, text in self._tight if kind == "digits"):
            return ()
        return self._found([_padded(self.fields, self.count)]) or self._found([_gapped(self._standing, self.count)])

    @functools.cached_property
    def summing(self) -> tuple[Option, ...]:
        """The readings in which the last cell of each group is the sum of its others."""
        if self.plain is not None or not self.size:
            return self.all
        groups = self.count // self.size
        if found := self._found(self._search.groups(atoms, groups, self.size) for atoms in self._variants):
            return found
        return tuple(option for option in self.all if _adds_up(option, self.size))

    def _found(self, searches: Iterable[Iterator[Option]]) -> tuple[Option, ...]:
        options = dict.fromkeys(chain.from_iterable(self._search.first(search) for search in searches))
        return tuple(option for option in options if self._signs_fit(option))

    def _signs_fit(self, option: Option) -> bool:
        """Whether only cells that may be negative are."""
        return all(index in self.signed or not fold(text).startswith("-") or not text[1:] for index, text in enumerate(option))

    @functools.cached_property
    def _cells(self) -> list[Field]:
        cells = [item for item in self.fields if item.kind is not FieldKind.EMPTY_LINE]
        while len(cells) > self.count and cells[-1].kind is FieldKind.BLANK:
            cells.pop()
        return cells

    @functools.cached_property
    def _atoms(self) -> list[Atom]:
        return [atom for item in self._cells for atom in _atoms(item, _ATOM)]

    @functools.cached_property
    def _tight(self) -> list[Atom]:
        return [atom for atom in self._atoms if atom[0] != "space"]

    @property
    def _standing(self) -> Option:
        signed = [atom for item in self._cells for atom in _atoms(item, _SIGNED_ATOM)] if self.signed else self._atoms
        return tuple(text for kind, text in signed if kind != "space")

    @functools.cached_property
    def _digits(self) -> int:
        return sum(len(text) for kind, text in self._tight if kind == "digits")

    @property
    def _variants(self) -> Iterator[list[Atom]]:
        """What may have been cells: with dashes as signs or as blanks, with or without the blanks at the end."""
        patterns = (_SIGNED_ATOM, _ATOM) if self.signed else (_ATOM,)
        for pattern in patterns:
            rest = [atom for item in self._cells for atom in _atoms(item, pattern)]
            if len(rest) > _MOST_PIECES * self.count or self._digits > MOST_DIGITS * self.count:
                continue
            yield list(rest)
            while rest and rest[-1][0] != "digits":
                rest.pop()
                yield list(rest)


def _adds_up(option: Option, size: int) -> bool:
    values = values_of(option)
    groups = (values[start : start + size] for start in range(0, len(values), size))
    return all(sum(group[:-1]) == group[-1] for group in groups)


def _atoms(item: Field, pattern: re.Pattern[str]) -> list[Atom]:
    """A field in pieces: digits, blanks (marks such as “/”), and spaces, each of which may be a blank cell."""
    if item.kind is FieldKind.BLANK:
        return [("blank", item.text)]
    text = item.text.strip("\n")
    pieces = (text[match.start() : match.end()] for match in pattern.finditer(fold(text)))
    return [(_atom_kind(part), part) for piece in pieces for part in (_spaces(piece) if piece.isspace() else [piece])]


def _spaces(piece: str) -> Sequence[str]:
    """A gap of plain spaces is one; of wide or non-breaking spaces, which stand for blank cells, each counts."""
    return [character for character in piece if character != " "] or [" "]


def _atom_kind(text: str) -> str:
    if text.isspace():
        return "space"
    return "digits" if text[-1].isdecimal() or fold(text).lstrip("-")[:1].isdecimal() else "blank"


def _single(item: Field, count: int) -> bool:
    return item.kind is FieldKind.BLANK or _single_text(item.text, count)


def _single_text(text: str, count: int) -> bool:
    """Whether a text can be one cell: a run of digits such as 000 is no single figure, unless there is one cell only."""
    if text.isascii() and text.isdecimal():
        return text[0] != "0" or len(text) == 1 or count == 1
    folded = fold(text).strip()
    if count == 1 or not re.search(r"\d", folded):
        return True
    return not re.match(r"0\d", folded) and parse_figure(text).kind is not Kind.UNREADABLE


def _padded(fields: Sequence[Field], count: int) -> Iterator[Option]:
    """Count empty lines among the cells as blanks."""
    texts = tuple(item.text if item.kind is FieldKind.WRITTEN else "" for item in fields)
    if len(texts) == count:
        yield texts


def _gapped(texts: Option, count: int) -> Iterator[Option]:
    """Too few cells: blanks were lost, and may have stood anywhere. Those at the end are likeliest."""
    if len(texts) >= count:
        return
    yield (*texts, *("",) * (count - len(texts)))
    if texts:
        yield from _gaps(texts, count)


def _gaps(texts: Option, count: int) -> Iterator[Option]:
    if not texts:
        yield ("",) * count
        return
    yield from ((texts[0], *tail) for tail in _gaps(texts[1:], count - 1))
    if count > len(texts):
        yield from (("", *tail) for tail in _gaps(texts, count - 1))
